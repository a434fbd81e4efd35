"""What a user set once for all: options of the command line go first, then the environment, then the config file.

Without a config file this costs a look-up one failed `stat`; the parser of TOML is loaded only if there is one.

Which corpus a command line is about.
"""

import os
import sys

from sinoru.loading.corpus_path import only_store, shipped_corpus
from sinoru.model.errors import WrongConfig, WrongUsage

TYPE_CHECKING = False  # completion reads this (see cli/completion)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import Any

    from sinoru.cli.config_file import Config


class Setting:
    """What can be set."""

    def __init__(
        self,
        variables: tuple[str, ...],
        about: str,
        default: str,
        choices: tuple[str, ...] = (),
        read: "Callable[[Any], Any]" = str,
    ) -> None:
        self.variables = variables
        """Of the environment; the first that is set counts."""
        self.about = about
        self.default = default
        self.choices = choices
        self.read = read
        """Makes the value of what stands in the file; raises ValueError."""


class Found:
    """A value and where it comes from."""

    def __init__(self, value: "Any", origin: str = "default") -> None:
        self.value = value
        self.origin = origin


WIDEST = 10_000
"""Columns; what is drawn to the width takes as much memory."""


def _text(value: "Any") -> str:
    if not isinstance(value, str):
        raise ValueError("takes text in quotation marks")  # noqa: TRY004  the reader of settings tells where
    return value


def _width(value: "Any") -> int:
    if isinstance(value, str) and value.isascii() and value.isdecimal() and len(value) <= len(str(WIDEST)):
        value = int(value)
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= WIDEST:
        raise ValueError(f"takes a whole number from 1 to {WIDEST:,}")
    return value


def _store(value: "Any") -> str:
    from sinoru.loading.corpus_path import is_store

    text = os.path.expanduser(_text(value))
    if text != "sqlite" and not is_store(text):
        raise ValueError("takes sqlite, sqlite:PATH or postgresql://...")
    return text


def _paths(value: "Any") -> tuple[str, ...]:
    values = [value] if isinstance(value, str) else value
    if not isinstance(values, list) or not all(isinstance(one, str) and one for one in values):
        raise ValueError("takes a path in quotation marks, or a list of them")
    if any("\0" in one for one in values):
        raise ValueError("no path has a NUL in it")
    folder = os.path.dirname(config_path())
    return tuple(os.path.join(folder, os.path.expanduser(one)) for one in values)


FORMATS = ("table", "json", "jsonl", "csv", "markdown")
THEMES = ("default", "light", "dark", "mono")

SETTINGS = {
    "data": Setting(("SINORU_DATA",), "The corpus to ask: a path, or several.", "the corpus that ships", read=_paths),
    "store": Setting(("SINORU_STORE",), "The store to ask.", "sqlite", read=_store),
    "format": Setting(("SINORU_FORMAT",), "How answers are given.", "table", FORMATS, read=_text),
    "theme": Setting(("SINORU_THEME",), "Colours in a terminal.", "default", THEMES, read=_text),
    "pager": Setting(("SINORU_PAGER", "PAGER"), "Shows what is longer than the screen.", "less -FRX", read=_text),
    "width": Setting(("SINORU_WIDTH", "COLUMNS"), "Columns in a terminal.", "as wide as it is", read=_width),
}  # fmt: skip
"""By name."""


def config_path() -> str:
    """Return the path of the config file: `SINORU_CONFIG`, else in the user's config folder."""
    if chosen := os.environ.get("SINORU_CONFIG"):
        return os.path.abspath(chosen)
    if sys.platform == "linux":  # as platformdirs does it, without its import
        base = os.environ.get("XDG_CONFIG_HOME", "")
        folder = os.path.join(base if os.path.isabs(base) else os.path.expanduser("~/.config"), "sinoru")
    else:
        from platformdirs import user_config_dir

        folder = user_config_dir("sinoru", appauthor=False)
    return os.path.join(folder, "config.toml")


def setting(name: str) -> "Any":
    """Return the value from the environment or the config file; None where neither has one. Raises WrongConfig."""
    found = find_setting(name)
    return None if found is None else found.value


def find_setting(name: str) -> Found | None:
    """Return the value and where it comes from. Raises WrongConfig."""
    if found := find_in_environment(name):
        return found
    path = config_path()
    if not os.path.exists(path):
        return None
    config = read_config(path)
    return Found(config.values[name], config.place_of(name)) if name in config.values else None


def read_config(path: str) -> "Config":
    """Read and check the file; an absent one is empty. Raises WrongConfig."""
    from sinoru.cli.config_file import Config, hint_for, read_unchecked  # with the parser of TOML

    config = read_unchecked(path)
    for key in unknown_keys(config.values):
        why = f"there is no setting '{key}'; there are {', '.join(SETTINGS)}"
        raise WrongConfig(config.place_of(key), why, hint_for(key, config.values[key]))
    values = {}
    for key, value in config.values.items():
        try:
            values[key] = checked(key, value)
        except ValueError as error:
            raise WrongConfig(config.place_of(key), f"{key}: {error}", hint_for(key, value)) from None
    return Config(path, config.text, values)


def find_in_environment(name: str) -> Found | None:
    """Return the value that goes before the config file. Raises WrongConfig."""
    for variable in SETTINGS[name].variables:
        value = os.environ.get(variable)
        if value or (value is not None and name == "pager"):  # an empty pager is none
            return _from_environment(name, variable, value)
    return None


def _from_environment(name: str, variable: str, value: str) -> Found | None:
    origin = f"environment, {variable}"
    if name == "data":
        return Found(tuple(filter(None, value.split(os.pathsep))), origin)
    try:
        return Found(checked(name, value), origin)
    except ValueError as error:
        if not variable.startswith("SINORU_"):  # another program's, which may mean something else
            return None
        raise WrongConfig(variable, str(error)) from None


def checked(name: str, value: "Any") -> "Any":
    """Return the value of a setting as it is used. Raises ValueError, which says what it takes."""
    known = SETTINGS[name]
    read = known.read(value)
    if known.choices and read not in known.choices:
        raise ValueError(f"'{read}' is not one of {', '.join(known.choices)}")
    return read


def unknown_keys(names: "Mapping[str, Any]") -> "Sequence[str]":
    """Return the names that are no settings."""
    return [name for name in names if name not in SETTINGS]


def corpus_paths(given: "Sequence[str]") -> tuple[str, ...]:
    """Return what names the corpus to ask: paths, or a store's address (store/address.py).

    As given, else as set (SINORU_STORE, SINORU_DATA, config), else the one that ships.
    """
    given = tuple(filter(None, given))
    if not given and (store := setting("store")) and store != "sqlite":
        return (store,)
    return given or setting("data") or (shipped_corpus(),)


def file_paths(given: "Sequence[str]") -> tuple[str, ...]:
    """Return the paths of a corpus for what needs its files. Raises WrongUsage for a store."""
    if only_store(given):
        raise WrongUsage("this needs the files of the corpus: name them with --data instead of a store")
    return tuple(filter(None, given)) or setting("data") or (shipped_corpus(),)
