"""Commands with groups of options → commands as Typer needs them, with a parameter for each option."""

import contextlib
import inspect
import sys
from collections.abc import Callable
from copy import copy
from dataclasses import MISSING, Field, fields, is_dataclass
from functools import update_wrapper
from typing import Annotated, Any, TypeVar, cast, get_args

from appealgen.cli import interrupts

T = TypeVar("T")


def flattened(command: Callable[..., T]) -> Callable[..., T]:
    """The command with a parameter for each option of its groups, as Typer needs it.

    Anything printed while it runs goes to stderr: the result has a stream of its own.
    """
    parameters: list[inspect.Parameter] = []
    groups: dict[str, Any] = {}
    for parameter in inspect.signature(command).parameters.values():
        if is_dataclass(parameter.annotation):
            groups[parameter.name] = group = cast("Any", parameter.annotation)
            parameters += [_of_field(each, group.heading) for each in fields(group)]
        else:
            kind, option = get_args(parameter.annotation)
            parameters.append(_parameter(parameter.name, kind, option, parameter.default))

    def run(**values: Any) -> T:
        for name, group in groups.items():
            own = {field.name: values.pop(field.name) for field in fields(group) if field.name in values}
            values[name] = group(**own)
        interrupts.unwind()
        with contextlib.redirect_stdout(sys.stderr):
            return command(**values)

    update_wrapper(run, command)
    run.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    vars(run)["__signature__"] = inspect.Signature(parameters)
    return run


def _of_field(field: Field[Any], heading: str) -> inspect.Parameter:
    """One option of a group, under the group's heading in the help."""
    option = field.metadata.get("option")
    kind, option = (field.type, option) if option is not None else get_args(field.type)
    default = inspect.Parameter.empty if field.default is MISSING else field.default
    return _parameter(field.name, kind, option, default, heading)


def _parameter(name: str, kind: Any, option: Any, default: Any, heading: str | None = None) -> inspect.Parameter:
    """One option or argument; a flag that is off by default has no name to turn it off."""
    option = copy(option)
    option.rich_help_panel, option.default = heading, ...
    if default is False and not any(name.startswith("--") for name in option.param_decls or ()):
        option.param_decls = (f"--{name.replace('_', '-')}", *(option.param_decls or ()))
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=Annotated[kind, option])
