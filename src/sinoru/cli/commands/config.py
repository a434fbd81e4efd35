"""`sinoru config`: show the settings, and change the config file."""

import os
import re
import sys
from typing import Any

from sinoru.cli.config_file import Config, change_config, has_setting, with_value, without_value
from sinoru.cli.options import DATA, STORE, SVG
from sinoru.cli.output import show
from sinoru.cli.parser import FileWords, Request, command, nothing, one_of, too_much
from sinoru.cli.settings import (
    SETTINGS,
    Found,
    checked,
    config_path,
    find_in_environment,
    find_setting,
    setting,
)
from sinoru.cli.stderr import say
from sinoru.messages import as_text, quoted, refused, sentence, without_password
from sinoru.model.errors import WrongUsage
from sinoru.render.facts import config_document
from sinoru.render.layout import escape_controls


@command(
    words=FileWords("[show|path|set KEY VALUE|unset KEY]"),
    examples=("sinoru config set theme light", "sinoru config show"),
    fixes_settings=True,
    without=(DATA, STORE, SVG),
)
def config(request: Request) -> int:
    """Show or change your settings: corpus, format, theme, pager and more.

    An option overrides the environment, which overrides the config file. 'show' lists each value and its origin,
    'path' prints the path of the file. KEY is data, store, format, theme,
    detail, links, pager, width, or query.NAME for a query that 'sinoru search @NAME'
    asks. 'detail full' shows everything in each answer, as --full does.
    """
    match request.words:
        case () | ("show",):
            show(_list_settings(), config_document, request.output)
        case ("path",):
            sys.stdout.write(f"{escape_controls(config_path())}\n")
        case ("set", key, *values) if values:
            _set(key, values)
        case ("unset", key):
            change_config(config_path(), lambda config: _without(config, key))
        case words:
            raise _wrong_words(*words)
    return 0


_QUERY = "query."
"""The beginning of the settings that are saved queries."""
_EXAMPLES = {"data": "my-corpus", "width": "100"}
"""Values for the settings whose default cannot be set."""


def _wrong_words(action: str, *words: str) -> WrongUsage:
    """Return the error for an unknown action, or one with too few or too many words."""
    one_of("action", action, ("show", "path", "set", "unset"))
    if not words:
        example = ("theme", "light") if action == "set" else ("theme",)
        return nothing("setting", "config", action, *example, known=SETTINGS)
    if action == "set":
        _check_key(words[0])
        known = SETTINGS[words[0]]
        value = _EXAMPLES.get(words[0], known.default)
        return nothing(f"value for {words[0]}", "config", "set", words[0], value, known=known.choices)
    taken = "one setting" if action == "unset" else ""
    return too_much(f"config {action}", taken, words)


def _list_settings() -> dict[str, Any]:
    found = {name: find_setting(name) or Found(known.default) for name, known in SETTINGS.items()}
    return {
        "path": config_path(),
        "settings": [
            {
                "key": name,
                "value": _shown_value(name, each.value),
                "from": each.origin,
                "about": SETTINGS[name].about,
            }
            for name, each in found.items()
        ],
    }


def _shown_value(name: str, value: Any) -> Any:
    if name == "query" and isinstance(value, dict):
        return ", ".join(f"@{each}" for each in value)
    return without_password(value) if name == "store" else value


def _without(config: Config, key: str) -> str:
    if not has_setting(config, key):
        _check_key(key)
    return without_value(config, key)


def _set(key: str, values: list[str]) -> None:
    _check_key(key)
    value: Any = " ".join(values)
    if value != as_text(value):
        advice = "For such a path, set SINORU_DATA." if key == "data" else ""
        shown = quoted(without_password(value) if key == "store" else value)
        why = f"cannot be {shown}: a config file is text in UTF-8"
        raise WrongUsage(refused(f"Setting {quoted(key)}", why, advice))
    if key.startswith(_QUERY):
        from sinoru.query.read_query import check_saved, expand_saved, named_in

        name = key.removeprefix(_QUERY)
        saved = check_saved(name, value)
        expand_saved(saved, named_in((setting("query") or {}) | {name: saved}), within=(name,))
        change_config(config_path(), lambda config: with_value(config, key, saved))
        return
    if key == "data":
        value = [os.path.abspath(os.path.expanduser(path)) for path in values]
    try:
        is_number = isinstance(checked(key, value), int)
    except ValueError as error:
        raise WrongUsage(sentence(str(error))) from None
    value = int(value) if is_number else value
    change_config(config_path(), lambda config: with_value(config, key, value))
    if found := find_in_environment(key):
        say(f"Set {key}, but {found.origin.split(', ')[1]} in your environment overrides it.")


def _check_key(key: str) -> None:
    """Raise WrongUsage for a setting that is unknown, or a saved query without a name that can be typed."""
    if key.startswith(_QUERY) or key == _QUERY[:-1]:
        if not re.fullmatch(r"[A-Za-z0-9_-]+", key.removeprefix(_QUERY)) or key == _QUERY[:-1]:
            why = "needs a name of letters, digits and hyphens: query.NAME"
            raise WrongUsage(refused(f"Setting {quoted(key)}", why, "Example: query.bombing"))
        return
    one_of("setting", key, SETTINGS)
