"""Find a speaker by name: a person or an organisation, or an author, a paper or a publisher without a record."""

from sinoru.index.fields import FORMER, author_key
from sinoru.index.index import Index
from sinoru.model.errors import AmbiguousValue
from sinoru.query.names import find_by_spelling, nearest_named
from sinoru.query.speakers import all_author_keys, author_names, is_author

KINDS = ("person", "organisation")

_NEAREST = 5
"""The number of names suggested."""
_WHOLE_NAME = ("id", FORMER, "exact", "reordered")
"""The rules by which all of a name, and no more, is given."""


def author_named(index: Index, value: str) -> str:
    """Return the author, paper or publisher without a record that the value names; empty if it names none.

    All of a name goes before a part of the name of a record, and that before a part of the name of an author.
    Raises AmbiguousValue.
    """
    found = find_by_spelling(index, value, KINDS)
    if any(one.rule in _WHOLE_NAME for one in found):
        return ""
    if is_author(index, value):
        return value
    authors = [] if found else list(dict.fromkeys(author_names(index, _keys_with(index, value))))
    if len(authors) > 1:
        raise AmbiguousValue("--by", value, authors)
    return authors[0] if authors else ""


def nearest_speakers(index: Index, value: str) -> list[str]:
    """Return the nearest people, organisations and authors, those with a record with its id."""
    from sinoru.names.nearest import nearest

    labels = {ref.name: f"{ref.name} ({ref.id})" for ref in nearest_named(index, value, KINDS)}
    for author in author_names(index, nearest(author_key(value), all_author_keys(index), _NEAREST)):
        found = [one for one in find_by_spelling(index, author, KINDS) if one.rule in _WHOLE_NAME]
        labels[author] = found[0].label if found else author
    near = nearest(value, list(labels), _NEAREST) or list(labels)
    return list(dict.fromkeys(labels[name] for name in near))[:_NEAREST]


def _keys_with(index: Index, value: str) -> list[str]:
    """Return the keys of the authors whose names have all words of the value."""
    words = set(author_key(value).split())
    return [key for key in all_author_keys(index) if words <= set(key.split())] if words else []
