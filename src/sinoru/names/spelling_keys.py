"""Keys of a typed name by its letters alone: most names are found by these, without any table of sounds."""

from collections.abc import Iterable, Iterator

import msgspec

from sinoru.names.folding import fold
from sinoru.names.rules import RANKS

MOST_WORDS = 12
"""A text of more words is no name: it is found as a whole only."""


class NameKey(msgspec.Struct, frozen=True):
    """A key, and the rule by which it finds the name (`rules.RULES`)."""

    key: str
    rule: str


def spelling_keys(text: str) -> tuple[NameKey, ...]:
    """Give the keys of a name as typed that need no sounds: the whole name, its words in any order, a part."""
    words = fold(text).split()
    found = list(whole_keys(words))
    if words and len(words) <= MOST_WORDS:
        found.append(("-" + sort_words(words), "part"))
    return strictest_first(found)


def whole_keys(words: list[str]) -> Iterator[tuple[str, str]]:
    """Give the keys of a whole name, of its folded words."""
    if words:
        yield "=" + " ".join(words), "exact"
        yield "~" + sort_words(words), "reordered"


def sort_words(words: Iterable[str]) -> str:
    """Put words in alphabetical order, as one text."""
    return " ".join(sorted(words))


def strictest_first(keys: Iterable[tuple[str, str]]) -> tuple[NameKey, ...]:
    """Keep each key once, by its strictest rule."""
    rules: dict[str, str] = {}
    for key, rule in sorted(keys, key=lambda found: RANKS[found[1]]):
        rules.setdefault(key, rule)
    return tuple([NameKey(key, rule) for key, rule in rules.items()])
