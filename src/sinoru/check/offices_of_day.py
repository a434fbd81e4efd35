"""People in office who take part in events without an office that they certainly held that day."""

import re
from collections.abc import Iterator
from functools import lru_cache

import msgspec
from msgspec.structs import replace

from sinoru.check.checked_corpus import CheckedCorpus
from sinoru.check.finding import FieldPath, Location
from sinoru.dates.edtf import OPEN_END
from sinoru.dates.intervals import interval_of
from sinoru.model.records import Event, Office, Person
from sinoru.query.filters import Days
from sinoru.query.presence import NO_PART
from sinoru.query.tenure import ANY_DAY, Holding, Tenure, tenure_of

_CACHED_PEOPLE = 4_096
_MOST_OFFICES = 200
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_AFTER_HEAD = re.compile(r" (?:of|to|for|in|at|on) |,")


class Unconfirmed(msgspec.Struct, frozen=True):
    """A participant of an event who certainly held no office on record that day."""

    place: Location
    """The location of the event."""
    at: FieldPath
    event: str
    date: str
    person: str
    printed: str
    """The title in the event."""
    held: tuple[Holding, ...] = ()
    """Whether each office on record may have been held."""
    called: str = ""
    """What the summary calls a person without an office on record: `minister`."""


def unconfirmed_participants(corpus: CheckedCorpus) -> list[Unconfirmed]:
    """Return the participants of dated events who certainly held no office that day, once for each event.

    They have offices on record, or their summary calls them by one. People whose offices are disputed, or could not
    be read, are left out, as are people with more offices than a life has room for.
    """
    return list(_unconfirmed(corpus))


def _unconfirmed(corpus: CheckedCorpus) -> Iterator[Unconfirmed]:
    people = lru_cache(_CACHED_PEOPLE)(_Tenures(corpus).of)
    for place, event in corpus.of(Event):
        days = _days_of(corpus, event)
        seen: set[str] = set()
        for number, part in enumerate(event.participants if days else ()):
            if days is None or part.person in seen or part.role in NO_PART:
                continue
            seen.add(part.person)
            tenures, called = people(part.person)
            held = tuple(tenure.on(days) for tenure in tenures)
            if called or (held and "held" not in held):
                at = ("participants", number, "person")
                yield Unconfirmed(place, at, event.id, event.date, part.person, part.printed, held, called)


def _days_of(corpus: CheckedCorpus, event: Event) -> Days | None:
    """Return the days of an event; None if they are not known, or disputed."""
    span = interval_of(event.date)
    if span is None or span.first is None or span.last is None or "date" in corpus.disputed(event):
        return None
    return Days(event.date, span.first, span.last)


class _Tenures:
    """The tenures of the offices of people; without any, the office that the summary calls them by."""

    def __init__(self, corpus: CheckedCorpus) -> None:
        self._corpus = corpus
        titles = {office.title for _, person in corpus.of(Person) for office in person.offices}
        self._heads = frozenset(filter(None, map(_head, titles)))

    def of(self, id_: str) -> tuple[tuple[Tenure, ...], str]:
        person = self._corpus.find(Person, id_)
        if person is None or self._corpus.place_of(id_) in self._corpus.damaged:
            return (), ""
        disputed = self._corpus.disputed(person)
        if "offices" in disputed or len(person.offices) > _MOST_OFFICES:
            return (), ""
        if not disputed.isdisjoint(("born", "died")):
            person = replace(person, born="", died="")
        tenures = tuple(tenure_of(person, one, lambda: (ANY_DAY,)) for one in person.offices)
        return tenures, "" if tenures else self._called(person)

    def _called(self, person: Person) -> str:
        """Return the first word of the summary that titles of this corpus turn on; empty without one."""
        words: list[str] = _WORD.findall(person.summary.casefold())
        return next((word for word in words if word in self._heads), "")


def _head(title: str) -> str:
    """Return the word that a title turns on: `minister` for `Prime Minister of Russia`."""
    words: list[str] = _WORD.findall(_AFTER_HEAD.split(title.casefold(), maxsplit=1)[0])
    if words[1:] and words[-1] == "general":  # secretary general: by itself it is a rank
        return words[-2]
    return words[-1] if words else ""


def unknown_bounds(office: Office) -> list[str]:
    """Return the keys of the bounds that an office lacks: `from`, `to`."""
    lasts = bool(office.end) or office.start.endswith(f"/{OPEN_END}")
    return [key for key, is_known in (("from", bool(office.start)), ("to", lasts)) if not is_known]
