"""`python -m appealgen`: the command line."""

from appealgen.cli import main

if __name__ == "__main__":
    main()
