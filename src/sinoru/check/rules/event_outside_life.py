"""A person or an organisation takes part in an event before it exists or after its end.

The date of the event, the birth or the death is wrong, or the participant is another person of that name. The same
is true of the dates on which an organisation was founded and dissolved: give what came before or after it a record
of its own. If sources disagree, record the disagreement as a conflict about the event (`field: date`), the person
(`field: born` or `died`) or the organisation (`field: founded` or `dissolved`).

    organisations:
      - {id: nato, name: NATO, founded: 1949-04-04}
    events:
      - {id: pact-1948, date: 1948-03-17, title: A pact is signed, participants: [{org: nato}]}     # W302
"""

from collections.abc import Iterator

from sinoru.check.checked_corpus import CheckedCorpus
from sinoru.check.discrepancies.outside_life import Life, life_of, life_words
from sinoru.check.finding import Finding
from sinoru.dates.intervals import Interval, interval_of
from sinoru.model.records import Actor, Event, Organisation, Person

CODE = "W302"
SUMMARY = "A person or an organisation takes part in an event before it exists or after its end."


def check(corpus: CheckedCorpus) -> Iterator[Finding]:
    """Yield a finding for each person or organisation involved that did not exist at the time."""
    lives = {
        one.id: (one, life_of(one))
        for kind in (Person, Organisation)
        for _, one in corpus.of(kind)
        if _is_dated(one, corpus)
    }
    if not lives:
        return
    for place, event in corpus.of(Event):
        span = interval_of(event.date)
        if span is None or "date" in corpus.disputed(event):
            continue
        for at, _, id_ in corpus.fields.involved(event, "person", "organisation"):
            one, life = lives.get(id_, (None, None))
            if one and life and _is_outside(span, life):
                was = "was not alive" if isinstance(one, Person) else "did not exist"
                message = f"'{id_}' {was} at the time of the event ({event.date})"
                yield Finding(place, at, message, f"check the dates: {life_words(one)}", id_)


def _is_dated(one: Actor, corpus: CheckedCorpus) -> bool:
    """Return whether a date of its life is known and undisputed."""
    return any(one.life.values()) and corpus.disputed(one).isdisjoint(one.LIFE)


def _is_outside(span: Interval, life: Life) -> bool:
    is_early = span.last is not None and life.first is not None and span.last < life.first
    return is_early or (span.first is not None and life.last is not None and span.first > life.last)
