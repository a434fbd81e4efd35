"""How each role looks in a terminal: the sixteen ANSI colours only, so that it suits any background."""

from sinoru.render.document import Role

Styles = dict[Role, str]

STYLES: Styles = {
    "text": "",
    "title": "bold",
    "heading": "bold magenta",
    "label": "dim",
    "date": "cyan",
    "doubt": "yellow",
    "name": "green",
    "kind": "italic",
    "place": "",
    "id": "dim",
    "source": "dim",
    "match": "bold underline",
    "figure": "bold",
    "good": "green",
    "bad": "bold red",
    "warn": "yellow",
    "faint": "dim",
    "rule": "dim",
    "work": "italic",
}
"""A style of Rich for each role."""

_LIGHT: Styles = {"date": "blue", "doubt": "magenta", "warn": "magenta", "heading": "bold blue"}
"""On a light ground, where cyan and yellow fade away."""
_DARK: Styles = {
    "heading": "bold bright_magenta",
    "date": "bright_cyan",
    "doubt": "bright_yellow",
    "name": "bright_green",
    "good": "bright_green",
    "bad": "bold bright_red",
    "warn": "bright_yellow",
}
"""On a dark ground, where the plain colours are dim."""
_MONO: Styles = {
    "heading": "bold underline",
    "date": "",
    "doubt": "italic",
    "name": "",
    "good": "",
    "bad": "bold reverse",
    "warn": "bold",
}
"""Without colour, by weight alone."""

THEMES: dict[str, Styles] = {
    "default": STYLES,
    "light": STYLES | _LIGHT,
    "dark": STYLES | _DARK,
    "mono": STYLES | _MONO,
}
"""By the name that `sinoru config set theme` takes."""
