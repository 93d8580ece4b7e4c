"""Commands that run a module of appealgen in a child process, also from the self-contained program."""

from __future__ import annotations

import runpy
import sys

_RUN_MODULE = "--run-module"
"""First argument of a child of the self-contained program, which has no Python of its own to call."""


def module_command(module: str) -> list[str]:
    """The command that runs a module as a program, apart from the current folder."""
    if getattr(sys, "frozen", False):
        return [sys.executable, _RUN_MODULE, module]
    return [sys.executable, "-P", "-m", module]


def run_as_child() -> bool:
    """Run the module that a parent asked for; False if this is no child. Only modules of appealgen are run."""
    if sys.argv[1:2] != [_RUN_MODULE] or not sys.argv[2:3] or not sys.argv[2].startswith("appealgen."):
        return False
    module = sys.argv.pop(2)
    del sys.argv[1]
    runpy.run_module(module, run_name="__main__", alter_sys=True)
    return True
