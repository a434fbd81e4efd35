"""It is not known whether someone held an office at an event: the office lacks its beginning or its end.

The person took part in an event on the side of the missing date, and held no other office for certain that day. `who`
and `on` then say "perhaps", or leave the person out. Add the day on which the office began (`from`) or ended (`to`),
or `to: ..` if it has not ended. If no source shows it, suppress the warning on the line where it is reported.

    offices:
      - {title: Prime Minister of Russia, to: 2004-02-24}    # W315, if he took part in an event in 2001
"""

from collections.abc import Iterator, Sequence

from sinoru.check.checked_corpus import CheckedCorpus
from sinoru.check.finding import Finding
from sinoru.check.offices_of_day import unconfirmed_participants, unknown_bounds
from sinoru.messages import count, quoted, series
from sinoru.model.records import Person

CODE = "W315"
SUMMARY = "An event needs the beginning or the end of an office."
_WORDS = {"from": "beginning", "to": "end"}


def check(corpus: CheckedCorpus) -> Iterator[Finding]:
    """Yield a finding for each office that someone may have held at an event, with the first such event."""
    needed: dict[tuple[str, int], tuple[str, int]] = {}
    for one in corpus.once(unconfirmed_participants):
        for number, how in enumerate(one.held):
            if how == "perhaps":
                first, others = needed.get((one.person, number), (f"{quoted(one.event)} ({one.date})", -1))
                needed[one.person, number] = first, others + 1
    for place, person in corpus.of(Person) if needed else ():
        for number, office in enumerate(person.offices):
            found, lacking = needed.get((person.id, number)), unknown_bounds(office)
            if found and lacking:
                keys = series([f"'{key}'" for key in lacking], "and")
                hint = f"add {keys}, as far as a source shows it"
                message = _message(person.id, lacking, *found)
                yield Finding(place, ("offices", number, "title"), message, hint, office.title)


def _message(person: str, lacking: Sequence[str], event: str, others: int) -> str:
    bounds = series([_WORDS[key] for key in lacking], "and")
    more = f" and {count(others, 'other event')}" if others else ""
    return f"this office has no {bounds}, so {quoted(person)} may or may not have held it at {event}{more}"
