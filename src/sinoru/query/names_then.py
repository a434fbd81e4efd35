"""Names that held for a time: Leningrad, for an event of 1970 in what is Saint Petersburg today.

A name holds on the days from its `from` to its `to`; a bound that it does not have limits nothing. It is shown for an
event that happened on such days for certain, from its first possible day to its last.
"""

from collections.abc import Collection, Mapping, Sequence

from msgspec.structs import replace

from sinoru.index.database import placeholders
from sinoru.index.fields import FLAG, NAME_FOR_A_TIME, Named, holds_for_a_time
from sinoru.index.index import Index, read_body
from sinoru.model.records import Name
from sinoru.query.answers import Ref
from sinoru.query.fetch import chunks_of
from sinoru.query.tenure import ANY_DAY, Range, bound_of

_SHOWN_KIND = "variant"
"""The kind of names that are shown: not those of other scripts, and not misprints."""
NamesThen = Mapping[str, tuple[Name, ...]]
"""The names that held for a time, by the id of their record."""


def names_then(index: Index, ids: Collection[str]) -> NamesThen:
    """Return the names for a time of those of the records that have any."""
    if (term := index.once(_term)) is None:
        return {}
    found: dict[str, tuple[Name, ...]] = {}
    for chunk in chunks_of(list(ids)):
        query = (
            f"SELECT kind, body FROM record WHERE id IN ({placeholders(chunk)}) AND EXISTS (SELECT 1 FROM link"
            " WHERE link.target = ? AND link.kind = record.kind AND link.record = record.number AND link.how = ?)"
            " ORDER BY file DESC, line DESC"  # of records with one id the first counts: it is stored last
        )
        for kind, body in index.rows(query, (*chunk, term, FLAG)):
            record = read_body(kind, body)
            if isinstance(record, Named):
                found[record.id] = tuple(filter(holds_for_a_time, record.names))
    return found


def _term(index: Index) -> int | None:
    term: int | None = index.value("SELECT number FROM term WHERE id = ?", (NAME_FOR_A_TIME,))
    return term


def as_named_then(
    refs: dict[str, Ref], names: NamesThen, earliest: int | None, latest: int | None
) -> dict[str, Ref]:
    """Return the references with the names that held from the first to the last possible day of an event."""
    if not names or earliest is None or latest is None:
        return refs
    then = {id_: name_on(ones, earliest, latest) for id_, ones in names.items() if id_ in refs}
    return refs | {
        id_: replace(refs[id_], name_then=name)
        for id_, name in then.items()
        if name and name != refs[id_].name
    }


def name_on(names: Sequence[Name], first: int, last: int) -> str:
    """Return the name that certainly held on all of these days: of several, the latest; empty if none did."""
    holding = [
        (days[0], -number, name.text)
        for number, name in enumerate(names)
        for days in (_days_of(name),)
        if name.kind == _SHOWN_KIND and days[0] <= first and last <= days[1]
    ]
    return max(holding)[2] if holding else ""


def _days_of(name: Name) -> Range:
    """Return the first and the last day on which a name certainly held."""
    start, end = bound_of(name.start), bound_of(name.end)
    return start.surely_after if start else ANY_DAY[0], end.surely_before if end else ANY_DAY[1]
