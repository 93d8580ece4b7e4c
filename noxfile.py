"""The project's checks by name: `nox --list` shows them, `nox -s test` runs one.

All use the versions of `requirements.lock`. `.ci/run` runs what a pull request has to pass without nox.
"""

from __future__ import annotations

from pathlib import Path

import nox

nox.options.sessions = ["lint", "types", "test"]
nox.options.reuse_existing_virtualenvs = True

PYTHONS = ["3.11", "3.12", "3.13", "3.14"]
PROGRAMS = ["letter.py", "process.py", "event.py", "wrong_input.py", "import_score.py"]


def install(session: nox.Session) -> None:
    """Install the project with its development packages, in the versions of the lock."""
    session.install("-q", "-c", "requirements.lock", "-e", ".[dev]")


@nox.session
def lint(session: nox.Session) -> None:
    """Formatting and lint."""
    install(session)
    session.run("ruff", "format", "--check", ".")
    session.run("ruff", "check", ".")


@nox.session
def types(session: nox.Session) -> None:
    """Types of the program, its tests, scripts and benchmarks."""
    install(session)
    session.run("mypy")


@nox.session(python=PYTHONS)
def test(session: nox.Session) -> None:
    """Tests that need neither LibreOffice nor a build, with coverage."""
    install(session)
    session.run(
        "pytest", "-q", "-m", "not office and not slow", "--cov", "--cov-report=term:skip-covered", *session.posargs
    )


@nox.session
def office(session: nox.Session) -> None:
    """Tests that print with LibreOffice and read back with poppler, and those that build the package."""
    install(session)
    session.run("pytest", "-q", "-m", "office or slow", *session.posargs)


@nox.session
def workflows(session: nox.Session) -> None:
    """Workflow files and issue forms by their schemas, and by what attackers look for."""
    session.install("-q", "check-jsonschema==0.39.0", "zizmor==1.32.0")
    folder = Path(".github")
    forms = [str(path) for path in (folder / "ISSUE_TEMPLATE").glob("*.yml") if path.name != "config.yml"]
    files = [str(path) for path in (folder / "workflows").glob("*.yml")]
    session.run("check-jsonschema", "--builtin-schema", "vendor.github-workflows", *files)
    session.run("check-jsonschema", "--builtin-schema", "vendor.github-issue-forms", *forms)
    session.run("zizmor", "--offline", "--no-progress", *files)


@nox.session
def site(session: nox.Session) -> None:
    """The pages of docs/ as a site in build/site; a dead link is an error, and anything from another host."""
    session.install("-q", "-c", "requirements.lock", ".", "sphinx==9.0.4", "furo==2025.12.19", "myst-parser==5.2.0")
    session.run("sphinx-build", "-q", "-W", "--keep-going", "-b", "html", "docs", "build/site")
    session.run("python", "scripts/check_site.py", "build/site")


@nox.session
def bench(session: nox.Session) -> None:
    """Benchmarks beside similar software, one after the other: `nox -s bench -- letter.py` for one."""
    install(session)
    for name in session.posargs or PROGRAMS:
        session.run("python", f"benchmarks/{name}")


@nox.session
def proof(session: nox.Session) -> None:
    """A proof of each language named, to mark up: `nox -s proof -- it pl`."""
    install(session)
    for tag in session.posargs or ["en"]:
        session.run("appealgen", "new", "proof", "--language", tag)
