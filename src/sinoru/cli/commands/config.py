"""`sinoru config`: show the settings, and change the config file."""

import os
import sys
from typing import Any

from sinoru.cli.config_file import read_unchecked, with_value, without_value, write_config
from sinoru.cli.messages import say
from sinoru.cli.options import DATA, STORE, SVG
from sinoru.cli.output import show
from sinoru.cli.parser import Request, command
from sinoru.cli.settings import SETTINGS, Found, checked, config_path, find_in_environment, find_setting
from sinoru.model.errors import WrongUsage
from sinoru.render.facts import config_document
from sinoru.render.layout import escape_controls


@command(
    words="[show|path|set KEY VALUE|unset KEY]",
    examples=("sinoru config set theme light", "sinoru config show"),
    mends_settings=True,
    without=(DATA, STORE, SVG),
)
def config(request: Request) -> int:
    """Show and change your settings: the corpus, format, theme, pager and width.

    An option goes before the environment, that before the config file. 'show' says where each value comes from,
    'path' where the file is. KEY is data, store, format, theme, pager or width.
    """
    match request.words:
        case () | ("show",):
            show(_list_settings(), config_document, request.output)
        case ("path",):
            sys.stdout.write(f"{escape_controls(config_path())}\n")
        case ("set", key, *values) if values:
            _set(key, values)
        case ("unset", key):
            config = read_unchecked(config_path())
            if key not in config.values:
                _check_key(key)
            write_config(config.path, without_value(config, key))
        case _:
            raise WrongUsage(
                "say show, path, set KEY VALUE or unset KEY, as in: sinoru config set theme light"
            )
    return 0


def _list_settings() -> dict[str, Any]:
    found = {name: find_setting(name) or Found(known.default) for name, known in SETTINGS.items()}
    return {
        "path": config_path(),
        "settings": [
            {
                "key": name,
                "value": _hide_password(each.value) if name == "store" else each.value,
                "from": each.origin,
                "about": SETTINGS[name].about,
            }
            for name, each in found.items()
        ],
    }


def _hide_password(address: str) -> str:
    from sinoru.store.address import without_password

    return without_password(address)


def _set(key: str, values: list[str]) -> None:
    config = read_unchecked(config_path())
    _check_key(key)
    value: Any = " ".join(values)
    if key == "data":
        value = [os.path.abspath(os.path.expanduser(path)) for path in values]
    try:
        is_number = isinstance(checked(key, value), int)
    except ValueError as error:
        raise WrongUsage(f"{key}: {error}") from None
    write_config(config.path, with_value(config, key, int(value) if is_number else value))
    if found := find_in_environment(key):
        say(f"set, but {found.origin.split(', ')[1]} in your environment goes before it.")


def _check_key(key: str) -> None:
    if key not in SETTINGS:
        raise WrongUsage(f"there is no setting '{key}'; there are {', '.join(SETTINGS)}")
