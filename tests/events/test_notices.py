"""What is reworded for an organizer is still worded so by the plan."""

import ast

from appealgen.events.notices import OF_THEM
from samples import PROJECT


def test_a_plan_says_what_is_reworded() -> None:
    rooms = ("planning/planner.py", "planning/language.py")
    trees = [ast.parse((PROJECT / "src" / "appealgen" / room).read_text(encoding="utf-8")) for room in rooms]
    said = {node.value for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Constant)}
    assert [words for words in OF_THEM if words not in said] == []
