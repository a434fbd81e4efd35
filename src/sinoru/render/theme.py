"""How each role looks in a terminal: the sixteen ANSI colours only, so that it suits any background."""

from sinoru.render.document import Role

STYLES: dict[Role, str] = {
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
