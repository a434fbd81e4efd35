"""Parties: those for which offices are held, each an organisation or a name that no record has."""

from sinoru.index.fields import FORMER
from sinoru.index.index import Index
from sinoru.model.errors import UnknownValue
from sinoru.query import resolve
from sinoru.query.names import find_by_spelling
from sinoru.query.select import terms_of

SPACE = "party"
"""The prefix of the names of parties without a record among the targets of links."""
_KINDS = ("organisation",)
_WHOLE_NAME = ("id", FORMER, "exact", "reordered")
"""The rules by which all of a name, and no more, is given."""


def parties_called(index: Index, option: str, typed: str) -> frozenset[str]:
    """Return what offices may have as their party if it has this name: ids, and the name in lower case.

    All of a name goes before a part of one. Raises UnknownValue with the nearest names, or AmbiguousValue.
    """
    name = typed.casefold()
    found = find_by_spelling(index, typed, _KINDS)
    ids = {one.id for one in found if one.rule in _WHOLE_NAME}
    if ids or terms_of(index, targets_of(frozenset((name,)))):
        return frozenset((*ids, name))
    try:
        return frozenset((resolve.resolve_id(index, option, typed, _KINDS),))
    except UnknownValue as error:
        near, known = resolve.nearest_words(index, SPACE, typed)
        raise UnknownValue(option, typed, [*near, *error.nearest], known) from None


def targets_of(parties: frozenset[str]) -> list[str]:
    """Return the targets of the links to these parties."""
    return [target for party in sorted(parties) for target in (party, f"{SPACE}:{party}")]
