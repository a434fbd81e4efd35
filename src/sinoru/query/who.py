"""`sinoru who`: everything known about a person or an organisation, and the list of all of them."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import cast

import msgspec

from sinoru.dates.edtf import OPEN_END
from sinoru.index.database import placeholders
from sinoru.index.fields import PARTY, SPEAKER
from sinoru.index.index import ANY_RELATION, Index, Scope
from sinoru.model.records import Event, Organisation, Person, Record
from sinoru.query.answers import (
    CARD_EVENTS,
    Acquaintance,
    Candidates,
    Card,
    ClaimAnswer,
    Everyone,
    Further,
    Listed,
    Match,
    NobodyFound,
    OfficeHeld,
    OfficeHolders,
    Reference,
)
from sinoru.query.assemble import claim_answers, count_verdicts, event_answers, speakers_in
from sinoru.query.contacts import Contacts, contacts_of
from sinoru.query.disputes import with_conflicts
from sinoru.query.fetch import by_ids, chunks_of, ids_of, in_batches, refs_of, smallest
from sinoru.query.filters import Days, Filters, check_honoured, read_days
from sinoru.query.further import ids_in_further, own_of
from sinoru.query.name_readings import take
from sinoru.query.names import (
    Found,
    candidate_of,
    find_by_sound_or_typo,
    find_by_spelling,
    nobody_found,
    refuse_endless,
    with_part,
)
from sinoru.query.names_of_day import called_on
from sinoru.query.offices import offices_in, offices_of, recency
from sinoru.query.presence import Contact
from sinoru.query.read_as import Readings
from sinoru.query.relations import relations_of
from sinoru.query.scope import in_doubt, resolve_scope
from sinoru.query.select import count_numbers, links_to, select_numbers, tally_of
from sinoru.query.speakers import count_claims, known_authors, may_have_works, speaker_links

KINDS = ("person", "organisation")


def ask_who(
    index: Index, name: str, on: str, filters: Filters, *, all_offices: bool = False
) -> Card | Candidates | OfficeHolders | NobodyFound:
    """Return the card of a person or organisation found by any spelling of the name, part of it, or by office.

    `on` limits the offices to a date. With `all_offices`, the limit does not bound offices and their holders: a view
    counts them and chooses among them. Raises WrongDate, WrongUsage for a name that is too
    long, and what resolve_scope raises for the filters.
    """
    refuse_endless(name)
    days = read_days("--on", on) if on else None
    named = find_by_spelling(index, name, KINDS)
    if not named or (named[0].rule == "part" and any(one.kind != "person" for one in named)):
        # No person's name is the word for an office; an organisation may have a part of its title.
        from sinoru.query.office_holders import find_office_holders

        with Readings():  # a word of the title that sounds like somebody's name is no answer
            bounds = msgspec.structs.replace(filters, limit=None) if all_offices else filters
            office = find_office_holders(index, name, days, bounds)
        if office:
            return office
    check_honoured(filters, "who NAME")
    found = named or find_by_sound_or_typo(index, name, KINDS)
    if not found or not take(index, "NAME", name, found):
        return nobody_found(index, name, KINDS, found)
    if len({one.id for one in found}) > 1:
        shown = tuple(candidate_of(name, one) for one in found[: filters.limit])
        return Candidates(query=name, candidates=shown, total=len(found))
    return _card(index, name, found[0], days, filters, all_offices=all_offices)


def _card(
    index: Index, query: str, one: Found, days: Days | None, filters: Filters, *, all_offices: bool
) -> Card:
    (record,) = with_conflicts(index, [cast("Person | Organisation", one.record)])
    scope = resolve_scope(index, filters, ("event",), beside=("claim",), question="who NAME")
    limit = CARD_EVENTS if filters.limit is None else filters.limit
    events = _linked(index, scope, one.id, index.fields.involving(one.kind, Event))
    shown = event_answers(index, select_numbers(index, events, limit))
    claims = msgspec.structs.replace(scope, kinds=("claim",))
    by, by_total, verdicts_by = _claims(index, _said_by(index, claims, one.id), limit)
    about, about_total, verdicts_about = _claims(index, _linked(index, claims, one.id, ("about",)), limit)
    via, via_total, verdicts_via = _claims(index, _linked(index, claims, one.id, ("reported by",)), limit)
    disputes = _disputes(index, one.id)
    contacts = contacts_of(index, scope, one.id)
    met, met_total = _in_touch(index, contacts, "met", limit)
    spoke, spoke_total = _in_touch(index, contacts, "spoke", limit)
    offices = _offices(index, record, days)
    recorded = _offices(index, record, None) if days else offices
    relations = relations_of(index, record)
    made, works, works_total = _works(index, one.id, limit)
    others, others_total = with_part(index, query, KINDS, one.id) if one.rule == "exact" else ((), 0)
    spellings = tuple(name for name in record.names if name.kind == "as-printed")
    return Card(
        record=record,
        matched=Match(query=query, name=one.written, rule=one.rule),
        others=others,
        others_total=others_total,
        offices=offices if all_offices else offices[: filters.limit],
        offices_total=len(offices),
        offices_recorded=len(recorded),
        on=days.text if days else "",
        relations=relations[: filters.limit],
        relations_total=len(relations),
        events=shown,
        events_total=len(shown) if len(shown) < limit else count_numbers(index, events),
        claims_by=by,
        claims_by_total=by_total,
        claims_about=about,
        claims_about_total=about_total,
        claims_via=via,
        claims_via_total=via_total,
        disputes=disputes[:limit],
        disputes_total=len(disputes),
        met=tuple(met),
        met_total=met_total,
        spoke=tuple(spoke),
        spoke_total=spoke_total,
        met_is_complete=contacts.is_complete,
        spellings=spellings[: filters.limit],
        spellings_total=len(spellings),
        speakers={id_: ref.name for id_, ref in refs_of(index, speakers_in(record)).items()},
        party_of_total=tally_of(index, one.id).get(PARTY, {}).get(Person.KIND, 0),
        own=_own(index, record),
        addresses=index.fields.declared.ids,
        birthplace=called_on(index, getattr(record, "birthplace", ""), getattr(record, "born", "")),
        part_of=_name_of(index, getattr(record, "part_of", "")),
        seat=_name_of(index, getattr(record, "seat", "")),
        deceased=_deceased(index, offices),
        made=made,
        works=works,
        works_total=works_total,
        verdicts_by=verdicts_by,
        verdicts_about=verdicts_about,
        verdicts_via=verdicts_via,
    )


def _works(index: Index, id_: str, limit: int | None) -> tuple[dict[str, int], tuple[Reference, ...], int]:
    """Return how many sources someone made in each role, the newest ones, and how many there are."""
    if not may_have_works(index, id_):
        return {}, (), 0
    from sinoru.query.works import count_works, works_of  # few make sources

    made = count_works(index, id_)
    return made, *(works_of(index, [id_], limit) if made else ((), 0))


def _own(index: Index, record: Record) -> tuple[Further, ...]:
    """Return the corpus's own fields of a record that have a value."""
    refs = refs_of(index, ids_in_further(record, index.fields.own_of(type(record))))
    return own_of(record, index.fields, refs)


def _name_of(index: Index, id_: str) -> str:
    return refs_of(index, [id_])[id_].name if id_ else ""


def _deceased(index: Index, offices: Iterable[OfficeHeld]) -> frozenset[str]:
    """Return the holders who have died, of the offices without an end."""
    ids = (office.person.id for office in offices if office.end == OPEN_END)
    return frozenset(one.id for one in by_ids(index, "person", ids) if getattr(one, "died", ""))


def _linked(index: Index, scope: Scope, id_: str, relations: tuple[str, ...]) -> Scope:
    """Narrow the scope to records that refer to one record; that link comes first, as the most selective."""
    link = msgspec.structs.replace(links_to(index, id_, *relations), in_refs=True)
    return msgspec.structs.replace(scope, links=(link, *scope.links))


def _said_by(index: Index, scope: Scope, id_: str) -> Scope:
    """Narrow the scope to claims by a speaker: by name, or as the author of the source."""
    return msgspec.structs.replace(scope, links=(speaker_links(index, [id_]), *scope.links))


def _claims(index: Index, scope: Scope, limit: int) -> tuple[tuple[ClaimAnswer, ...], int, dict[str, int]]:
    """Return the first claims in scope, the number of all, and the number of all with each verdict."""
    shown = claim_answers(index, select_numbers(index, scope, limit))
    total = len(shown) if len(shown) < limit else count_numbers(index, scope)
    return shown, total, count_verdicts(index, scope, shown, total, count_numbers)


def _disputes(index: Index, id_: str) -> tuple[Reference, ...]:
    """Return the records with conflicts in which one makes a statement, the earliest if there are very many."""
    if not tally_of(index, id_).get(SPEAKER):
        return ()
    from sinoru.query.show import references_to  # lazy, as few people speak in disputes

    return references_to(index, id_, (SPEAKER,))


def _offices(index: Index, record: Person | Organisation, days: Days | None) -> tuple[OfficeHeld, ...]:
    if isinstance(record, Person):
        return offices_of(index, [record], days)
    offices = offices_in(index, record.id)
    if days is None:
        return offices
    holders = cast("list[Person]", by_ids(index, "person", [office.person.id for office in offices]))
    held = offices_of(index, holders, days)
    return tuple(office for office in held if office.org and office.org.id == record.id)


def _in_touch(index: Index, contacts: Contacts, how: Contact, limit: int) -> tuple[list[Acquaintance], int]:
    """Return the people with whom one was in touch in this way, most often first, then by name, and their number."""
    shared = {
        other: [number for number, contact in events if contact == how]
        for other, events in contacts.shared.items()
        if other not in contacts.organisations
    }
    people = [other for other, events in shared.items() if events]
    refs = refs_of(index, people)
    order = sorted(people, key=lambda other: (-len(shared[other]), refs[other].name, other))[:limit]
    ids = ids_of(index, {number for other in order for number in shared[other]})
    return [
        Acquaintance(
            id=other,
            name=refs[other].name,
            times=len(shared[other]),
            events=tuple(ids[number] for number in shared[other]),
        )
        for other in order
    ], len(people)


def list_everyone(index: Index, filters: Filters) -> Everyone:
    """Return all people, then all organisations that pass the filters, by name.

    The filter `kind` takes `person`, `organisation`, or a kind of organisation. Raises what resolve_scope raises.
    """
    check_honoured(filters, "who")
    scope = resolve_scope(index, filters, KINDS, question="who")
    numbers = select_numbers(index, scope, None)
    records = chain.from_iterable(in_batches(index, numbers))
    passing = (record for record in records if isinstance(record, Person | Organisation))
    order = smallest(passing, filters.limit, lambda one: by_name(one.KIND, one.name, one.id))
    authors, counts = known_authors(index), _counts(index, [record.id for record in order])
    return Everyone(
        listed=tuple(_listed(index, record, authors, counts.get(record.id, {})) for record in order),
        total=len(numbers),
        marks=in_doubt(index, scope, numbers),
    )


def by_name(kind: str, name: str, id_: str) -> tuple[bool, str, str]:
    """Return a key that orders people, then organisations, by name."""
    return kind != "person", name.casefold(), id_


def _counts(index: Index, ids: Sequence[str]) -> dict[str, dict[str, int]]:
    """Return how many records of each kind refer to each of these records, by id."""
    found: dict[str, dict[str, int]] = {}
    for chunk in chunks_of(ids):
        query = (
            "SELECT term.id, tally.kind, tally.records FROM term JOIN tally ON tally.target = term.number"
            f" WHERE term.id IN ({placeholders(chunk)}) AND tally.how = ?"
        )
        for id_, kind, records in index.rows(query, [*chunk, ANY_RELATION]):
            found.setdefault(id_, {})[kind] = records
    return found


def _listed(
    index: Index, record: Person | Organisation, authors: frozenset[str], counts: Mapping[str, int]
) -> Listed:
    claims = count_claims(index, record, authors)
    return Listed(
        id=record.id,
        kind=record.KIND,
        name=record.name,
        country=record.country,
        office=_last_office_or_kind(record),
        events=counts.get("event", 0),
        claims=counts.get("claim", 0) if claims is None else claims,
        **record.life,
    )


def _last_office_or_kind(record: Person | Organisation) -> str:
    if isinstance(record, Organisation):
        return record.kind
    latest = max(record.offices, key=recency, default=None)
    return latest.called if latest else ""
