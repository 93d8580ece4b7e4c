"""Paths of the user's own files; the only module that asks the system for directories, dates and the environment."""

from __future__ import annotations

import datetime
import os
import sys
from pathlib import Path

from appealgen.errors import InputError, MissingError, Problem, ProblemCode
from appealgen.messages import Message, message
from appealgen.paths import is_folder, is_there, read_file


def data_roots(given: Path | None) -> tuple[Path, ...]:
    """Directories to search before the bundled data: --data-dir, else the user's data directory.

    Raises MissingError for a --data-dir that is not a directory.
    """
    if given is None:
        return (user_data_dir(),)
    check_folder(given, "data-dir", message("give a folder with cases/, embassies/ …"))
    return (given,)


def check_folder(given: Path, field: str, hint: Message) -> None:
    """Raise MissingError for an option that does not name a folder."""
    if not is_folder(given):
        text = message("{given} is not a directory", given=given)
        raise MissingError(Problem(ProblemCode.NO_DIRECTORY, text, hint, field=field))


def user_data_dir() -> Path:
    """The user's data directory, whether it exists or not."""
    from platformdirs import user_data_path

    return user_data_path("appealgen", appauthor=False)


def profile_path() -> Path:
    """Path of the profile: a sender file in the user's config directory."""
    from platformdirs import user_config_path

    return user_config_path("appealgen", appauthor=False) / "sender.yaml"


def kept_profile() -> Path | None:
    """The profile's file, if it exists and may be read."""
    path = profile_path()
    return path if is_there(path) else None


def sender_from_environment() -> Path | None:
    """The file named by APPEALGEN_SENDER."""
    named = os.environ.get("APPEALGEN_SENDER")
    return Path(named) if named else None


LANGUAGE_VARIABLE = "APPEALGEN_LANG"


def language_from_environment() -> str | None:
    """The language named by APPEALGEN_LANG."""
    return os.environ.get(LANGUAGE_VARIABLE) or None


def system_languages() -> list[str]:
    """Locales of the system, by preference: `de_DE.UTF-8`.

    As in gettext: LC_ALL, LC_MESSAGES or LANG; LANGUAGE lists others before it, unless that is the C locale. On
    Windows, which rarely has these, the language of the user's interface.
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


def system_country() -> str:
    """The country of the system's locale, to be confirmed: DE from de_DE.UTF-8; empty without one."""
    names = (locale.partition(".")[0].partition("@")[0].partition("_")[2] for locale in system_languages())
    return next((name for name in names if len(name) == 2 and name.isalpha()), "")


def today() -> datetime.date:
    """Today by this machine's clock and time zone."""
    return datetime.date.today()  # noqa: DTZ011  whatever TZ says: datetime knows no offset of more than a day


def settle_zone() -> None:
    """Set TZ to UTC if it names a file without a time zone, as the system does then; else importing Babel fails."""
    named = Path(os.environ.get("TZ", "").removeprefix(":"))
    if named.is_absolute():
        try:
            is_zone = read_file(named, 3) == b"TZif"
        except InputError:
            is_zone = False
        if not is_zone:
            os.environ["TZ"] = "UTC"
