"""Groups of options: flattened for Typer, rebuilt for the command, parsed for the library."""

import inspect
from dataclasses import MISSING, FrozenInstanceError, fields, replace
from typing import Annotated

import pytest

from appealgen.cli import options
from appealgen.cli.flattening import flattened
from appealgen.errors import MissingError
from appealgen.model.document import LabelPlacing
from appealgen.model.stationery import StationeryChoice


@options.group("Colours")
class Colours:
    ink: str = options.value("COLOUR", "Of the text.", default=MISSING)
    paper: Annotated[str, options.value("COLOUR", "Of the sheet.")] = "white"


def show(size: Annotated[int, options.value("N", "How large.")], colours: Colours) -> tuple[int, str, str]:
    return size, colours.ink, colours.paper


def test_a_group_is_a_parameter_for_each_option() -> None:
    flat = flattened(show)
    parameters = inspect.signature(flat).parameters
    assert list(parameters) == ["size", "ink", "paper"]
    assert parameters["ink"].default is inspect.Parameter.empty and parameters["paper"].default == "white"
    assert parameters["ink"].annotation.__metadata__[0].rich_help_panel == "Colours"
    assert fields(options.Details)[0].metadata["option"].rich_help_panel is None


def test_the_command_gets_the_group_and_its_defaults() -> None:
    flat = flattened(show)
    assert flat(size=3, ink="black", paper="red") == (3, "black", "red")
    assert flat(size=3, ink="black") == (3, "black", "white")


def test_a_group_is_frozen() -> None:
    colours = Colours(ink="black")
    with pytest.raises(FrozenInstanceError):
        colours.paper = "red"  # type: ignore[misc]
    assert (colours.ink, replace(colours, paper="red").paper, colours.paper) == ("black", "red", "white")


def test_prints_of_a_command_go_to_stderr(capsys: pytest.CaptureFixture[str]) -> None:
    flattened(lambda: print("x"))()
    assert capsys.readouterr() == ("", "x\n")


@pytest.mark.parametrize(
    ("text", "offset"),
    [
        ("0,0", (0, 0)),
        ("1.5,-0.5", (1.5, -0.5)),
        ("1.0,5.0", (1, 5)),
        ("20,-20", (20, -20)),
        ("1,5", None),
        ("21,0", None),
        ("1", None),
        ("1,2,3", None),
        ("a,b", None),
        ("nan,0", None),
    ],
)
def test_offsets(text: str, offset: tuple[float, float] | None) -> None:
    paper = options.PaperOptions(label_offset=text, label_start=4, return_labels=True)
    if offset is None:
        with pytest.raises(MissingError) as error:
            paper.placing()
        assert error.value.problems[0].field == "label-offset"
    else:
        assert paper.placing() == LabelPlacing(start=4, offset=offset, senders=True)


def test_paper_as_the_library_has_it() -> None:
    assert options.StationeryOptions().choice() == StationeryChoice()
    chosen = options.PaperOptions(envelope="C6", airmail=False, country_line=["German, en"]).choice()
    assert chosen == StationeryChoice(envelope="C6", airmail=False, country_line=("de", "en"))  # type: ignore[arg-type]


def test_details_name_all_that_is_wrong() -> None:
    given = options.Details(name=" ", address=["1 Street", ""], country="Nowhere", reads=["de,xx-", "Klingonese"])
    with pytest.raises(MissingError) as error:
        given.values()
    assert [problem.field for problem in error.value.problems] == ["name", "country", "reads", "reads"]


def test_details_are_typed() -> None:
    given = options.Details(name=" Ann ", address=[" 1 Street", " "], country="Germany", reads=["German,en"])
    assert given.values() == {"name": "Ann", "address": ("1 Street",), "country": "DE", "reads": ("de", "en")}
    assert options.Details().values() == {}
