"""Keys by which a written name is found: a query finds it where one of their keys is the same.

The first character of a key says what is compared, so that keys of different kinds never meet:

- "=" the whole name folded, "~" its words in alphabetical order;
- "-" a part of it as written;
- "*" the sounds of the whole name, "<" those of a shortening (a part, initials, without the middle name).

A written name gives all its shortenings, and a query stands for itself. The other way round, a query is shortened
only so far that it still names one person: Boris N. Yeltsin finds Boris Yeltsin, but no bare Boris.
"""

from collections.abc import Iterator

from sinoru.names.folding import fold
from sinoru.names.mandarin import is_han, split_surname
from sinoru.names.sounds import name_sounds, query_sounds
from sinoru.names.spelling_keys import (
    MOST_WORDS,
    NameKey,
    sort_words,
    spelling_keys,
    strictest_first,
    whole_keys,
)
from sinoru.names.written import PARTICLES, name_runs


def name_keys(text: str) -> tuple[NameKey, ...]:
    """Give the keys of a name as written in a corpus, strictest rule first; none where it has no letter or digit."""
    words = fold(text).split()
    found = list(whole_keys(words))
    if len(words) <= MOST_WORDS:
        found += [*_parts(words), *name_sounds(text)]
    return strictest_first(found)


def query_keys(text: str) -> tuple[NameKey, ...]:
    """Give the keys of a name as typed. A match has the weaker rule of the two keys that are the same."""
    found = [(key.key, key.rule) for key in spelling_keys(text)]
    if 0 < len(fold(text).split()) <= MOST_WORDS:
        found += query_sounds(text)
    return strictest_first(found)


def _parts(words: list[str]) -> Iterator[tuple[str, str]]:
    """Give words as written, and a person's name without its last or first word."""
    if len(words) == 1:
        words = list(split_surname(words[0])) if is_han(words[0]) else []
    for word in words:
        if word not in PARTICLES and (len(word) > 1 or is_han(word)):
            yield "-" + word, "part"
    for run in name_runs(words):
        yield "-" + sort_words(run), "part"
