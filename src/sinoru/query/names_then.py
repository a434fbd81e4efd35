"""Names that held for a time: Leningrad, for an event of 1970 in what is Saint Petersburg today.

A name holds on the days from its `from` to its `to`; a bound that it does not have limits nothing. It is shown for an
event that happened on such days for certain, from its first possible day to its last.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence

from msgspec.structs import replace

from sinoru.index.database import placeholders
from sinoru.index.fields import FLAG, holds_for_a_time
from sinoru.index.index import Index, LinkFilter, Scope
from sinoru.model.records import Name
from sinoru.query.answers import Ref
from sinoru.query.fetch import chunks_of, load
from sinoru.query.select import keep_in_scope
from sinoru.query.tenure import ANY_DAY, Range, bound_of

_NAMED = ("person", "organisation", "place")
_SHOWN_KIND = "variant"
"""The kind of names that are shown: not those of other scripts, and not misprints."""
NamesThen = Mapping[str, tuple[Name, ...]]
"""The names of records of which one or more held for a time, by their ids."""


def names_for_a_time(index: Index, flag: int, ids: Collection[str]) -> NamesThen:
    """Return the names of those of the records that have the flag, which is that of one with a name for a time."""
    having = Scope(kinds=_NAMED, links=(LinkFilter((flag,), (FLAG,)),))
    found: dict[str, tuple[Name, ...]] = {}
    for chunk in chunks_of(list(ids)):
        query = f"SELECT number FROM record WHERE id IN ({placeholders(chunk)})"
        numbers = [number for (number,) in index.rows(query, chunk)]
        for _, _, _, record in load(index, keep_in_scope(index, having, numbers)) if numbers else ():
            found[record.id] = record.names
    return found


def refs_on(
    refs: Mapping[str, Ref], names: NamesThen, ids: Iterable[str], first: int, last: int
) -> dict[str, Ref]:
    """Return the references with these ids, with the names that held on all of some days."""
    return {id_: _ref_then(refs[id_], names.get(id_, ()), first, last) for id_ in ids if id_ in refs}


def _ref_then(ref: Ref, names: Sequence[Name], first: int, last: int) -> Ref:
    name = name_on(names, first, last) if names else ""
    return replace(ref, name_then=name) if name not in ("", ref.name) else ref


def name_on(names: Sequence[Name], first: int, last: int) -> str:
    """Return the name that certainly held on all of these days, the latest if several did; empty if none did."""
    holding = [
        (days[0], -number, name.text)
        for number, name in enumerate(names)
        for days in (_days_of(name),)
        if name.kind == _SHOWN_KIND and holds_for_a_time(name) and days[0] <= first and last <= days[1]
    ]
    return max(holding)[2] if holding else ""


def _days_of(name: Name) -> Range:
    """Return the first and the last day on which a name certainly held."""
    start, end = bound_of(name.start), bound_of(name.end)
    return start.surely_after if start else ANY_DAY[0], end.surely_before if end else ANY_DAY[1]
