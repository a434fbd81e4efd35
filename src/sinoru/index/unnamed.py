"""What a public corpus must not name in a saved query or a synonym: private records, fields and words.

A word is private if the texts of the corpus have it and its public texts do not.
"""

import re
from collections.abc import Callable, Collection, Iterable

import msgspec

from sinoru.model.fields import Field, Fields
from sinoru.model.records import Organisation, Person, Place, Record
from sinoru.text.tokens import index_text, surface_words

_NAME = r"\w[\w-]*"
_FIELD = re.compile(r"[\w.]+:")
"""The name of a field in a query."""


class Unnamed(msgspec.Struct, frozen=True):
    """What must not be named."""

    names: frozenset[str]
    """Ids of private records, and the names and values of private fields."""
    phrases: frozenset[str]
    """The names of private people, organisations and places, as tokens."""
    is_private_word: Callable[[str], bool]

    def is_in(self, text: str) -> bool:
        """Return whether a query or a synonym names something of it."""
        if not self.names.isdisjoint(re.findall(_NAME, text)):
            return True
        words = _FIELD.sub(" ", text)
        tokens = f" {index_text(words)} "
        return any(f" {phrase} " in tokens for phrase in self.phrases) or any(
            map(self.is_private_word, surface_words(words))
        )


def phrases_of(records: Iterable[Record]) -> frozenset[str]:
    """Return the names of people, organisations and places among these records, as tokens."""
    named = (one for one in records if isinstance(one, Person | Organisation | Place))
    texts = (text for one in named for text in (one.name, *(name.text for name in one.names)))
    return frozenset(filter(None, map(index_text, texts)))


def names_of(hidden: Collection[str], fields: Fields) -> frozenset[str]:
    """Return the hidden ids, and the names of private fields and of their choices that no other field has."""
    private, public = (_words_of(one for one in fields.own() if one.is_private is it) for it in (True, False))
    return frozenset(hidden) | (private - public)


def _words_of(fields: Iterable[Field]) -> set[str]:
    return {word for one in fields for word in (one.key, *one.choices)}
