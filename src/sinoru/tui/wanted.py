"""What is typed into the search line: words, and filters as `person:Yeltsin from:1999-05`."""

import shlex
from collections.abc import Collection, Mapping, Sequence
from typing import Any, cast

import msgspec

from sinoru.corpus import Filtering

_NAMES = {"from": "start", "to": "end"} | {
    name: name for name in "person org country place kind topic source by about certainty verdict".split()
}
FILTERS = tuple(_NAMES)
"""Names that may stand before a colon."""


class Wanted(msgspec.Struct, frozen=True):
    """The words and the filters of a search line."""

    words: str = ""
    filters: Mapping[str, Any] = msgspec.field(default_factory=dict)

    def filtering(self, *names: str) -> Filtering:
        """Give the filters as keyword arguments; `names`: only those, as a view has no others."""
        chosen = {name: value for name, value in self.filters.items() if not names or name in names}
        return cast("Filtering", chosen)

    def others_than(self, names: Collection[str]) -> list[str]:
        """Give the filters that are none of these, as they are typed."""
        return [f"{label}:" for label, name in _NAMES.items() if name in self.filters and name not in names]


def read_wanted(line: str) -> Wanted:
    """Read a search line. A word with a colon whose name is no filter is a word."""
    words: list[str] = []
    filters: dict[str, Any] = {}
    for part in _parts(line):
        name, colon, value = part.partition(":")
        if colon and value and name in _NAMES:
            _add(filters, _NAMES[name], value)
        elif not (colon and name in _NAMES):
            words.append(f'"{part}"' if " " in part else part)
    return Wanted(" ".join(words), filters)


def _add(filters: dict[str, Any], name: str, value: str) -> None:
    if name in ("start", "end"):
        filters[name] = value
    else:
        filters[name] = (*filters.get(name, ()), value)


def _parts(line: str) -> Sequence[str]:
    """Split at spaces outside quotes; a quote that is still open, as while typing, is a letter."""
    lexer = shlex.shlex(line, posix=True, punctuation_chars=False)
    lexer.whitespace_split, lexer.commenters, lexer.escape, lexer.quotes = True, "", "", '"'
    try:
        return list(lexer)
    except ValueError:
        return line.replace('"', " ").split()
