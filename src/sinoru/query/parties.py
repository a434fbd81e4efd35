"""Parties: those for which offices are held, each an organisation or a name that no record has."""

from collections.abc import Iterable

from sinoru.index.fields import FORMER
from sinoru.index.index import Index
from sinoru.model.errors import UnknownValue
from sinoru.query import resolve
from sinoru.query.fetch import refs_of
from sinoru.query.names import find_by_spelling

PARTY = "party"
"""The relation to a party, and the prefix of the names of those without a record among the targets of links."""
_KINDS = ("organisation",)
_WHOLE_NAME = ("id", FORMER, "exact", "reordered")
"""The rules by which all of a name, and no more, is given."""


def parties_called(index: Index, option: str, typed: str) -> frozenset[str]:
    """Return what offices may have as their party if it has this name: ids, and the name in lower case.

    All of a name goes before a part of one. Raises UnknownValue with the nearest names, or AmbiguousValue.
    """
    name = typed.casefold()
    ids = {one.id for one in find_by_spelling(index, typed, _KINDS) if one.rule in _WHOLE_NAME}
    known = _targets(index)
    if ids or not known.isdisjoint(targets_of((name,))):
        return frozenset((*ids, name))
    try:
        return frozenset((resolve.resolve_id(index, option, typed, _KINDS),))
    except UnknownValue:
        from sinoru.names.nearest import nearest

        refs = refs_of(index, sorted(known))
        names = [ref.name.removeprefix(f"{PARTY}:") for ref in refs.values()]
        raise UnknownValue(option, typed, nearest(typed, names), names) from None


def _targets(index: Index) -> set[str]:
    """Return the targets of all links to parties; names without a record are in lower case."""
    query = "SELECT t.id FROM tally c JOIN term t ON t.number = c.target WHERE c.how = ? AND c.records > 0"
    return {target for (target,) in index.rows(query, (PARTY,))}


def targets_of(parties: Iterable[str]) -> list[str]:
    """Return the targets of the links to these parties."""
    return [target for party in sorted(parties) for target in (party, f"{PARTY}:{party}")]
