"""Where this user's own files are: the only place that asks the system for directories, dates and the environment."""

from __future__ import annotations

import datetime
import os
import sys
from pathlib import Path

from appealgen.errors import InputError, MissingError, Problem, ProblemCode
from appealgen.messages import Message, message
from appealgen.paths import is_folder, is_there, read_file


def data_roots(given: Path | None) -> tuple[Path, ...]:
    """Directories searched before what is bundled: --data-dir, else the user's data directory.

    Raises MissingError for a --data-dir that is not a directory.
    """
    if given is None:
        return (user_data_dir(),)
    check_folder(given, "data-dir", message("give a folder with cases/, embassies/ …"))
    return (given,)


def check_folder(given: Path, field: str, hint: Message) -> None:
    """Raises MissingError for an option that does not name a folder."""
    if not is_folder(given):
        text = message("{given} is not a directory", given=given)
        raise MissingError(Problem(ProblemCode.NO_DIRECTORY, text, hint, field=field))


def user_data_dir() -> Path:
    """The user's data directory, whether it exists or not."""
    from platformdirs import user_data_path

    return user_data_path("appealgen", appauthor=False)


def profile_path() -> Path:
    """The profile: a sender file in the user's config directory."""
    from platformdirs import user_config_path

    return user_config_path("appealgen", appauthor=False) / "sender.yaml"


def kept_profile() -> Path | None:
    """The profile's file, if there is one that may be read."""
    path = profile_path()
    return path if is_there(path) else None


def sender_from_environment() -> Path | None:
    """The file that APPEALGEN_SENDER names."""
    named = os.environ.get("APPEALGEN_SENDER")
    return Path(named) if named else None


LANGUAGE_VARIABLE = "APPEALGEN_LANG"


def language_from_environment() -> str | None:
    """The language that APPEALGEN_LANG asks for."""
    return os.environ.get(LANGUAGE_VARIABLE) or None


def system_languages() -> list[str]:
    """Locales that the system asks for, the most wanted first: `de_DE.UTF-8`.

    As gettext has it: LC_ALL, LC_MESSAGES or LANG; LANGUAGE lists others before it, unless that is the C locale. On
    Windows, where none of these is usual, the language of the user's own interface.
    """
    named = next((value for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (value := os.environ.get(name))), None)
    if named is None and sys.platform == "win32":
        import ctypes
        import locale

        code = ctypes.windll.kernel32.GetUserDefaultUILanguage()
        named = locale.windows_locale.get(code)
    if named is None or named.partition(".")[0] in ("C", "POSIX"):
        return []
    return [*filter(None, os.environ.get("LANGUAGE", "").split(":")), named]


def today() -> datetime.date:
    """Today by this machine's clock and time zone."""
    return datetime.date.today()  # noqa: DTZ011  whatever TZ says: an offset of more than a day is none to datetime


def settle_zone() -> None:
    """Where TZ names a file that holds no zone, say UTC, as the system has it then: Babel fails to be imported."""
    named = Path(os.environ.get("TZ", "").removeprefix(":"))
    if named.is_absolute():
        try:
            is_zone = read_file(named, 3) == b"TZif"
        except InputError:
            is_zone = False
        if not is_zone:
            os.environ["TZ"] = "UTC"
