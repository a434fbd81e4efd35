"""`sinoru who`: everything known about a person or an organisation, and the list of all of them."""

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
    by_ids,
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
"""The number of events on a card where no limit is given, the earliest ones."""


def ask_who(index: Index, name: str, on: str, filters: Filters) -> Card | Candidates | NobodyFound:
    """Return the card of a person or organisation found by any spelling of the name, part of it, or by office.

    `on` limits the offices to a date. Raises WrongDate, and what resolve_scope raises for the filters.
    """
    days = read_days("--on", on) if on else None
    found = _find(index, name, days)
    if not found:
        return NobodyFound(query=name, suggestions=nearest_named(index, name, KINDS))
    if len({one.id for one in found}) > 1:
        return Candidates(query=name, candidates=tuple(_candidate(name, one) for one in found))
    return _card(index, name, found[0], days, filters)


def _find(index: Index, name: str, days: Days | None) -> list[Found]:
    """Find records by name or by office; holders of the office come before records with only a part of its title."""
    named = find_by_spelling(index, name, KINDS)
    if named and (named[0].rule != "part" or all(one.kind == "person" for one in named)):
        return named  # no person's name is the word for an office
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
    """Narrow the scope to records that refer to one record; that link comes first, as the most selective."""
    link = msgspec.structs.replace(links_to(index, id_, *relations), in_refs=True)
    return msgspec.structs.replace(scope, links=(link, *scope.links))


def _claims(index: Index, scope: Scope, limit: int) -> tuple[ClaimAnswer, ...]:
    return claim_answers(index, select_numbers(index, scope, limit))


def _offices(index: Index, record: Person | Organisation, days: Days | None) -> tuple[OfficeHeld, ...]:
    if isinstance(record, Person):
        return offices_of(index, [record], days)
    offices = offices_in(index, record.id)
    if days is None:
        return offices
    holders = cast("list[Person]", by_ids(index, "person", [office.person.id for office in offices]))
    of_day = set(offices_of(index, holders, days))
    return tuple(office for office in offices if office in of_day)


def _met(events: Sequence[EventAnswer], id_: str) -> tuple[Acquaintance, ...]:
    """Return the other people who took part in these events, those met most often first, then by name."""
    names: dict[str, str] = {}
    shared: dict[str, list[str]] = {}
    for answer in events:
        for other in {part.id: part for part in answer.people if part.id != id_}.values():
            names[other.id] = other.name
            shared.setdefault(other.id, []).append(answer.event.id)
    order = sorted(shared, key=lambda other: (-len(shared[other]), names[other]))
    return tuple(
        Acquaintance(id=other, name=names[other], times=len(shared[other]), events=tuple(shared[other]))
        for other in order
    )


def list_everyone(index: Index, filters: Filters) -> Everyone:
    """Return all people, then all organisations that pass the filters, by name."""
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
        office=_last_office_or_kind(record),
        events=counts.get("event", 0),
        claims=counts.get("claim", 0),
    )


def _last_office_or_kind(record: Person | Organisation) -> str:
    if isinstance(record, Organisation):
        return record.kind
    latest = max(record.offices, key=lambda office: office.start or office.end, default=None)
    return latest.title if latest else ""
