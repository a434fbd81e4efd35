"""The user's settings, and the corpus that they choose.

Options of the command line go first, then the environment, then the config file. The parser of TOML is loaded only
if there is a config file: without one, a look-up pays for a failed `stat`.
"""

import os
import sys

from sinoru.loading.corpus_path import expanded, only_store, shipped_corpus, user_folder
from sinoru.messages import clause, not_a, quoted, unknown, without_password
from sinoru.model.errors import WrongConfig, WrongUsage

TYPE_CHECKING = False  # completion imports this module (see cli/completion)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

    from sinoru.cli.config_file import Config


class Setting:
    """A setting: the variables that set it, its meaning, and the values that it takes."""

    def __init__(
        self,
        variables: tuple[str, ...],
        about: str,
        default: str,
        choices: tuple[str, ...] = (),
        read: "Callable[[Any], Any]" = str,
    ) -> None:
        self.variables = variables
        """Environment variables; the first one that is set counts."""
        self.about = about
        self.default = default
        self.choices = choices
        self.read = read
        """Converts the value in the file or the environment; raises ValueError."""


class Found:
    """A value and where it comes from."""

    def __init__(self, value: "Any", origin: str = "default") -> None:
        self.value = value
        self.origin = origin


WIDEST = 10_000
"""Columns; a drawing takes memory in proportion to them."""


def _shown(value: "Any") -> str:
    """Return a value of the config file as a message shows it, much as it is written there."""
    if isinstance(value, str):
        return value
    from json import dumps

    return dumps(value, default=str, ensure_ascii=False)


def _parse_text(value: "Any") -> str:
    if not isinstance(value, str):
        raise ValueError(not_a("text", _shown(value), "Put it in quotation marks."))  # noqa: TRY004  see `checked`
    return value


def _parse_width(value: "Any") -> int:
    if isinstance(value, str) and value.isascii() and value.isdecimal() and len(value) <= len(str(WIDEST)):
        value = int(value)
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= WIDEST:
        raise ValueError(not_a(f"a whole number from 1 to {WIDEST:,}", _shown(value)))
    return value


def _parse_store(value: "Any") -> str:
    from sinoru.loading.corpus_path import is_store

    text = os.path.expanduser(_parse_text(value))
    if text != "sqlite" and not is_store(text):
        advice = "Use sqlite, sqlite:PATH or postgresql://..."
        raise ValueError(not_a("the address of a store", without_password(text), advice))
    return text


def _parse_paths(value: "Any") -> tuple[str, ...]:
    """Return paths relative to the folder of the config file. Raises ValueError."""
    paths = [value] if isinstance(value, str) else value
    if not isinstance(paths, list) or not all(isinstance(path, str) and path for path in paths):
        raise ValueError(not_a("a path", _shown(value), "Put a path in quotation marks, or a list of paths."))
    for path in paths:
        if "\0" in path:
            raise ValueError(not_a("a path: it contains a NUL character", path))
    folder = os.path.dirname(config_path())
    return tuple(os.path.join(folder, os.path.expanduser(path)) for path in paths)


def _parse_queries(value: "Any") -> dict[str, str]:
    """Return saved queries by name. Raises ValueError."""
    if not isinstance(value, dict) or not all(isinstance(query, str) for query in value.values()):
        advice = "Write query.NAME = 'WORDS'."
        raise ValueError(not_a("a saved query with a name", _shown(value), advice))
    return value


FORMATS = ("table", "json", "jsonl", "csv", "markdown")
DETAILS = ("brief", "full")
LINK_MODES = ("auto", "always", "never")
THEMES = ("default", "light", "dark", "mono")

SETTINGS = {
    "data": Setting(("SINORU_DATA",), "Corpus to search: one path or several.", "bundled corpus",
                    read=_parse_paths),
    "store": Setting(("SINORU_STORE",), "Store to query instead of files.", "sqlite", read=_parse_store),
    "format": Setting(("SINORU_FORMAT",), "Output format.", "table", FORMATS, read=_parse_text),
    "theme": Setting(("SINORU_THEME",), "Colours in a terminal.", "default", THEMES, read=_parse_text),
    "detail": Setting(("SINORU_DETAIL",), "How much is shown: brief, or full as with --full.", "brief", DETAILS,
                      read=_parse_text),
    "links": Setting(("SINORU_LINKS",), "Links in a terminal: auto, always or never.", "auto", LINK_MODES,
                     read=_parse_text),
    "pager": Setting(("SINORU_PAGER", "PAGER"), "Program that shows output longer than the screen.", "less -FRX",
                     read=_parse_text),
    "query": Setting((), "Saved queries by name, for 'sinoru search @NAME'.", "none", read=_parse_queries),
    "width": Setting(("SINORU_WIDTH", "COLUMNS"), "Columns of the output.", "terminal width", read=_parse_width),
}  # fmt: skip


def config_path() -> str:
    """Return the path of the config file: SINORU_CONFIG, or one in the user's config folder."""
    if chosen := os.environ.get("SINORU_CONFIG"):
        return expanded(chosen)
    if sys.platform == "linux":  # what platformdirs returns, without importing it
        folder = os.path.join(user_folder("XDG_CONFIG_HOME", "~/.config"), "sinoru")
    else:
        from platformdirs import user_config_dir

        folder = user_config_dir("sinoru", appauthor=False)
    return os.path.join(folder, "config.toml")


def setting(name: str) -> "Any":
    """Return the value from the environment or the config file, None if neither has one. Raises WrongConfig."""
    found = find_setting(name)
    return None if found is None else found.value


def find_setting(name: str) -> Found | None:
    """Return the value and its origin, None where it is not set. Raises WrongConfig."""
    if found := find_in_environment(name):
        return found
    path = config_path()
    try:
        os.stat(path)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError:
        pass  # what cannot be reached is reported by the reader, and not taken for a file that is absent
    config = read_config(path)
    return Found(config.values[name], config.place_of(name)) if name in config.values else None


def read_config(path: str) -> "Config":
    """Read the file and check its settings; an absent file has none. Raises WrongConfig."""
    from sinoru.cli.config_file import Config, hint_for, read_unchecked  # lazy: they load the parser of TOML

    config = read_unchecked(path)
    for key in [each for each in config.values if each not in SETTINGS]:
        why = clause(unknown("setting", key, tuple(SETTINGS)))
        raise WrongConfig(config.place_of(key), why, hint_for(key, config.values[key]))
    values = {}
    for key, value in config.values.items():
        try:
            values[key] = checked(key, value)
        except ValueError as error:
            raise WrongConfig(config.place_of(key), str(error), hint_for(key, value)) from None
    return Config(path, config.text, values)


def find_in_environment(name: str) -> Found | None:
    """Return the value from the environment, which goes before the config file; None if unset. Raises WrongConfig."""
    for variable in SETTINGS[name].variables:
        value = os.environ.get(variable)
        if value or (value is not None and name == "pager"):  # an empty pager means no pager
            return _from_environment(name, variable, value)
    return None


def _from_environment(name: str, variable: str, value: str) -> Found | None:
    origin = f"environment, {variable}"
    if name == "data":
        return Found(tuple(filter(None, value.split(os.pathsep))), origin)
    try:
        return Found(checked(name, value), origin)
    except ValueError as error:
        if not variable.startswith(
            "SINORU_"
        ):  # it belongs to other programs and may hold what they understand
            return None
        raise WrongConfig(variable, str(error)) from None


def checked(name: str, value: "Any") -> "Any":
    """Return the converted value of a setting.

    Raises ValueError, whose message is a clause with the name of the setting, the value and the allowed ones.
    """
    known = SETTINGS[name]
    try:
        converted = known.read(value)
    except ValueError as error:
        raise ValueError(f"{name} {error}") from None
    if known.choices and converted not in known.choices:
        raise ValueError(clause(unknown(name, converted, known.choices)))
    return converted


def corpus_paths(given: "Sequence[str]") -> tuple[str, ...]:
    """Return the paths of the corpus to query, or the address of a store alone (store/address.py).

    The corpus is the one given, or the one set (SINORU_STORE, SINORU_DATA, config file), or the bundled one.
    """
    given = tuple(filter(None, given))
    if not given and (store := setting("store")) and store != "sqlite":
        return (store,)
    return given or setting("data") or (shipped_corpus(),)


def file_paths(given: "Sequence[str]") -> tuple[str, ...]:
    """Return the paths of the corpus for a command that needs its files. Raises WrongUsage for a store."""
    if store := only_store(given):
        why = "cannot be used here: this command needs the files of the corpus"
        raise WrongUsage(f"Store {quoted(without_password(store))} {why}. Use --data with their folder.")
    return tuple(filter(None, given)) or setting("data") or (shipped_corpus(),)
