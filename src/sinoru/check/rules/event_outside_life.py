"""A person takes part in an event before birth or after death.

The date of the event, the birth or the death is wrong, or the participant is another person of that name. If
sources disagree, record the disagreement as a conflict about the event (`field: date`) or the person (`field: born`
or `died`).
"""

from collections.abc import Iterator

from sinoru.check.checked_corpus import CheckedCorpus
from sinoru.check.discrepancies.outside_life import Life, life_of
from sinoru.check.finding import Finding
from sinoru.check.rules.office_outside_life import lived
from sinoru.dates.intervals import Interval, interval_of
from sinoru.model.records import Event, Person

CODE = "W302"
SUMMARY = "A person takes part in an event before birth or after death."


def check(corpus: CheckedCorpus) -> Iterator[Finding]:
    """Yield a finding for each person involved who was not alive at the time."""
    lives = {
        person.id: (person, life_of(person)) for _, person in corpus.of(Person) if _is_dated(person, corpus)
    }
    for place, event in corpus.of(Event):
        span = interval_of(event.date)
        if span is None or "date" in corpus.disputed(event):
            continue
        for at, _, id_ in corpus.fields.involved(event, "person"):
            person, life = lives.get(id_, (None, None))
            if person and life and _is_outside(span, life):
                message = f"'{id_}' was not alive at the time of the event ({event.date})"
                yield Finding(place, at, message, f"check the dates: {lived(person)}", id_)


def _is_dated(person: Person, corpus: CheckedCorpus) -> bool:
    """Return whether a date of birth or death is known and undisputed."""
    return bool(person.born or person.died) and corpus.disputed(person).isdisjoint(("born", "died"))


def _is_outside(span: Interval, life: Life) -> bool:
    is_early = span.last is not None and life.first is not None and span.last < life.first
    return is_early or (span.first is not None and life.last is not None and span.first > life.last)
