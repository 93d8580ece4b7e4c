"""The self-contained program: the command line, or a module that it runs as its own child."""

from __future__ import annotations

import multiprocessing

from appealgen.child_process import run_as_child

if __name__ == "__main__":
    multiprocessing.freeze_support()
    if not run_as_child():
        from appealgen.cli import main

        main()
