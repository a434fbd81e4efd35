"""All that is known of a person or an organisation."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import cast

import msgspec

from sinoru.index.index import Index, Scope
from sinoru.model.records import Organisation, Person
from sinoru.query.answers import (
    Acquaintance,
    Candidate,
    Candidates,
    Card,
    ClaimAnswer,
    EventAnswer,
    Everyone,
    Listed,
    Match,
    NobodyFound,
    OfficeHeld,
)
from sinoru.query.assemble import (
    claim_answers,
    event_answers,
    in_batches,
    offices_in,
    offices_of,
    refs_of,
    smallest,
    speakers_in,
)
from sinoru.query.filters import Days, Filters, read_days
from sinoru.query.names import Found, find_by_sound_or_typo, find_by_spelling, nearest_named
from sinoru.query.resolve import resolve_scope
from sinoru.query.select import count_numbers, links_to, select_numbers

KINDS = ("person", "organisation")
CARD_EVENTS = 200
"""Of more events than this, a card shows the first ones; `--limit` says otherwise."""


def ask_who(index: Index, name: str, on: str, filters: Filters) -> Card | Candidates | NobodyFound:
    """Find the person or organisation by any spelling of the name, by part of it, or by office.

    `on` limits the offices to a day or time. Raises WrongDate, and for the filters what resolve_scope raises.
    """
    days = read_days("--on", on) if on else None
    found = _find(index, name, days)
    if not found:
        return NobodyFound(query=name, suggestions=nearest_named(index, name, KINDS))
    if len({one.id for one in found}) > 1:
        return Candidates(query=name, candidates=tuple(_candidate(name, one) for one in found))
    return _card(index, name, found[0], days, filters)


def _find(index: Index, name: str, days: Days | None) -> list[Found]:
    """Find by name or by office; whoever holds an office goes before what only bears a part of its title."""
    named = find_by_spelling(index, name, KINDS)
    if named and (named[0].rule != "part" or all(one.kind == "person" for one in named)):
        return named  # nobody's name is the word for an office
    from sinoru.query.office_holders import begins_with, find_office_holders

    holders = find_office_holders(index, name, days)
    if named:
        holders = [one for one in holders if begins_with(one.written, name)]
    return [*holders, *named] or find_by_sound_or_typo(index, name, KINDS)


def _candidate(query: str, one: Found) -> Candidate:
    record = cast("Person | Organisation", one.record)
    match = Match(query=query, name=one.written, rule=one.rule)
    return Candidate(id=one.id, kind=one.kind, name=record.name, summary=record.summary, matched=match)


def _card(index: Index, query: str, one: Found, days: Days | None, filters: Filters) -> Card:
    record = cast("Person | Organisation", one.record)
    scope = resolve_scope(index, filters, ("event",))
    limit = CARD_EVENTS if filters.limit is None else filters.limit
    events = _linked(index, scope, one.id, ("took part",))
    shown = event_answers(index, select_numbers(index, events, limit))
    claims = msgspec.structs.replace(scope, kinds=("claim",))
    return Card(
        record=record,
        matched=Match(query=query, name=one.written, rule=one.rule),
        offices=_offices(index, record, days),
        on=days.text if days else "",
        events=shown,
        events_total=len(shown) if len(shown) < limit else count_numbers(index, events),
        claims_by=_claims(index, _linked(index, claims, one.id, ("by", "reported by")), limit),
        claims_about=_claims(index, _linked(index, claims, one.id, ("about",)), limit),
        met=_met(shown, one.id),
        spellings=tuple(name for name in record.names if name.kind == "as-printed"),
        speakers={id_: ref.name for id_, ref in refs_of(index, speakers_in(record)).items()},
    )


def _linked(index: Index, scope: Scope, id_: str, relations: tuple[str, ...]) -> Scope:
    """Narrow the scope to what refers to the record; it drives, being the most selective."""
    link = msgspec.structs.replace(links_to(index, id_, *relations), in_refs=True)
    return msgspec.structs.replace(scope, links=(link, *scope.links))


def _claims(index: Index, scope: Scope, limit: int) -> tuple[ClaimAnswer, ...]:
    return claim_answers(index, select_numbers(index, scope, limit))


def _offices(index: Index, record: Person | Organisation, days: Days | None) -> tuple[OfficeHeld, ...]:
    if isinstance(record, Person):
        return offices_of(index, [record], days)
    held = offices_in(index, record.id)
    if days is None:
        return held
    of_day = set(offices_of(index, _holders(index, held), days))
    return tuple(one for one in held if one in of_day)


def _holders(index: Index, held: Sequence[OfficeHeld]) -> list[Person]:
    from sinoru.query.assemble import by_ids

    return cast("list[Person]", by_ids(index, "person", [one.person.id for one in held]))


def _met(events: Sequence[EventAnswer], id_: str) -> tuple[Acquaintance, ...]:
    """Count who else took part in these events."""
    times: Counter[str] = Counter()
    names: dict[str, str] = {}
    where: dict[str, list[str]] = {}
    for answer in events:
        for one in {one.id: one for one in answer.people if one.id != id_}.values():
            times[one.id] += 1
            names[one.id] = one.name
            where.setdefault(one.id, []).append(answer.event.id)
    order = sorted(times, key=lambda other: (-times[other], names[other]))
    return tuple(
        Acquaintance(id=other, name=names[other], times=times[other], events=tuple(where[other]))
        for other in order
    )


def list_everyone(index: Index, filters: Filters) -> Everyone:
    """Return all people and organisations that pass the filters, by kind and name."""
    numbers = select_numbers(index, resolve_scope(index, filters, KINDS), None)
    records = cast("Iterator[Person | Organisation]", chain.from_iterable(in_batches(index, numbers)))
    order = smallest(
        records, filters.limit, lambda record: (record.KIND != "person", record.name.casefold(), record.id)
    )
    return Everyone(listed=tuple(_listed(index, record) for record in order), total=len(numbers))


def _listed(index: Index, record: Person | Organisation) -> Listed:
    query = (
        "SELECT tally.kind, tally.records FROM term JOIN tally ON tally.target = term.number"
        " WHERE term.id = ? AND tally.how = '' AND tally.kind IN ('event', 'claim')"
    )
    counts = dict(index.rows(query, (record.id,)))
    return Listed(
        id=record.id,
        kind=record.KIND,
        name=record.name,
        country=record.country,
        office=_office(record),
        events=counts.get("event", 0),
        claims=counts.get("claim", 0),
    )


def _office(record: Person | Organisation) -> str:
    """Name the last office in the record, or what kind of organisation it is."""
    if isinstance(record, Organisation):
        return record.kind
    latest = max(record.offices, key=lambda office: office.start or office.end, default=None)
    return latest.title if latest else ""
