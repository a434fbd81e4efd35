"""A participant has a title (`as`) that was not theirs that day.

According to the corpus, the person did not hold that office on the day of the event: they held another office in
that organisation while someone else had the title, or they held no office there at all. Missing dates prove
nothing: an office without dates may have been held. If a source is wrong, say so in the event's `conflicts` (on
`offices`). The title is then accepted.

    participants:
      - {person: valentin-korabelnikov, as: Chief of the General Staff, as_org: general-staff-rf}     # W301
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from sinoru.check.checked_corpus import CheckedCorpus
from sinoru.check.finding import Finding
from sinoru.dates.edtf import EdtfDate, parse_edtf
from sinoru.index.fields import office_days
from sinoru.model.records import Event, Office, Organisation, Participant, Person
from sinoru.query.tenure import is_title

CODE = "W301"
SUMMARY = "A participant has a title that was not theirs that day."
_DISPUTED = frozenset(("offices", "office", "title", "as"))
_DEEPEST = 8
"""Levels of organisations that are followed upward, and then downward."""


def check(corpus: CheckedCorpus) -> Iterator[Finding]:
    """Yield a finding for each title that does not fit the offices of the day."""
    holders: dict[str, list[tuple[Person, Office]]] = defaultdict(list)
    for _, person in corpus.of(Person):
        for office in person.offices:
            holders[office.org].append((person, office))
            if office.org:
                holders[""].append((person, office))  # for a title that comes without its organisation
    for place, event in corpus.of(Event):
        for number, part in enumerate(event.participants):
            holder = corpus.find(Person, part.person) if part.printed else None
            if not holder or _is_disputed(event, holder):
                continue
            if hint := _office_instead(corpus, event, part, holder, holders):
                message = f"'{holder.id}' was not '{part.printed}' on {event.date}"
                yield Finding(
                    place, ("participants", number, "as"), message, f"check the title: {hint}", part.printed
                )


def _is_disputed(event: Event, person: Person) -> bool:
    return any(conflict.on in _DISPUTED for record in (event, person) for conflict in record.conflicts)


def _office_instead(
    corpus: CheckedCorpus,
    event: Event,
    part: Participant,
    person: Person,
    holders: dict[str, list[tuple[Person, Office]]],
) -> str:
    """Return who held which office instead; empty if nothing is wrong, or nothing is certain."""
    date = parse_edtf(event.date)
    held = [office for office in person.offices if _may_hold(person, office, date)]
    if any(is_title(part.printed, office.title) for office in held):
        return ""
    others = [
        f"{other.name} was {office.title} ({office.start or '..'}/{office.end or '..'})"
        for other, office in holders[part.printed_org]
        if other.id != person.id and is_title(part.printed, office.title) and _may_hold(other, office, date)
    ]
    if held and others:
        return others[0]
    if held and any(is_title(part.printed, office.title) for office in person.offices if _is_dated(office)):
        return _on_record(person.offices)  # theirs, but at another time
    family = _family(corpus, part.printed_org)
    there = [office for office in person.offices if office.org in family]
    is_known = bool(held or there) and all(map(_is_dated, there))
    if part.printed_org and is_known and not any(office.org in family for office in held):
        return _on_record(held or there)
    return ""


def _may_hold(person: Person, office: Office, date: EdtfDate) -> bool:
    return _is_dated(office) and date.overlaps(*office_days(person, office))


def _is_dated(office: Office) -> bool:
    return bool(office.start or office.end)


def _family(corpus: CheckedCorpus, org: str) -> set[str]:
    """Return the ids of an organisation, of all that it is part of, and of all their parts."""
    family = {org}
    for _ in range(_DEEPEST):
        above = corpus.find(Organisation, org)
        org = above.part_of if above else ""
        family.add(org)
    family.discard("")
    for _ in range(_DEEPEST):
        parts = {part for whole in family for part in corpus.parts.get(whole, ())}
        if parts <= family:
            break
        family |= parts
    return family


def _on_record(offices: Sequence[Office]) -> str:
    shown = "; ".join(
        f"{office.title} ({office.start or '..'}/{office.end or '..'})" for office in offices[:3]
    )
    return f"the person was {shown}"
