"""It is not known whether someone held an office at an event: the office lacks its beginning or its end.

The person took part in an event on the side of the missing date, and held no other office for certain that day. `who`
and `on` then say "perhaps", or leave the person out. Add the day on which the office began (`from`) or ended (`to`),
or `to: ..` if it has not ended. If no source shows it, suppress the warning on the line where it is reported.

    offices:
      - {title: Prime Minister of Russia, to: 2004-02-24}    # W315, if he took part in an event in 2001
"""

from collections.abc import Iterator

from sinoru.check.checked_corpus import CheckedCorpus
from sinoru.check.finding import Finding
from sinoru.check.offices_of_day import Appearance, OfficesOfDay, appearances, unknown_bounds
from sinoru.messages import count, quoted, series
from sinoru.model.records import Office, Person

CODE = "W315"
SUMMARY = "An event needs the beginning or the end of an office."
_WORDS = {"from": "beginning", "to": "end"}


def check(corpus: CheckedCorpus) -> Iterator[Finding]:
    """Yield a finding for each office that someone may have held at an event, with the first such event."""
    needed: dict[tuple[str, int], tuple[str, int]] = {}
    offices = OfficesOfDay(corpus)
    for one in appearances(corpus):
        for number in _held_perhaps(offices, one):
            key = one.part.person, number
            first, others = needed.get(key, (f"{quoted(one.event.id)} ({one.event.date})", -1))
            needed[key] = first, others + 1
    for place, person in corpus.of(Person) if needed else ():
        for number, office in enumerate(person.offices):
            if found := needed.get((person.id, number)):
                message = _message(person, office, *found)
                keys = series([f"'{key}'" for key in unknown_bounds(office)], "and")
                hint = f"add {keys}, as far as a source shows it"
                yield Finding(place, ("offices", number, "title"), message, hint, office.title)


def _held_perhaps(offices: OfficesOfDay, one: Appearance) -> list[int]:
    """Return the numbers of the offices without a bound that the participant of an event may have held."""
    person = offices.person(one.part.person)
    held = offices.on(person, one.days) if person else []
    if person is None or "held" in held:
        return []
    return [
        number
        for number, how in enumerate(held)
        if how == "perhaps" and unknown_bounds(person.offices[number])
    ]


def _message(person: Person, office: Office, event: str, others: int) -> str:
    lacking = series([_WORDS[key] for key in unknown_bounds(office)], "and")
    more = f" and {count(others, 'other event')}" if others else ""
    return (
        f"this office has no {lacking}, so {quoted(person.id)} may or may not have held it at {event}{more}"
    )
