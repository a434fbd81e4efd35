"""Which offices the participants of an event held that day: certainly, perhaps, or none, as far as is known."""

from collections.abc import Iterator
from functools import lru_cache

import msgspec
from msgspec.structs import replace

from sinoru.check.checked_corpus import CheckedCorpus
from sinoru.check.finding import FieldPath, Location
from sinoru.dates.edtf import OPEN_END
from sinoru.dates.intervals import interval_of
from sinoru.model.records import Event, Office, Participant, Person
from sinoru.query.filters import Days
from sinoru.query.presence import NO_PART
from sinoru.query.tenure import ANY_DAY, Holding, Tenure, tenure_of

_CACHED_PEOPLE = 4_096


class Appearance(msgspec.Struct, frozen=True):
    """A person who took part in an event that is dated."""

    place: Location
    """The location of the event."""
    at: FieldPath
    event: Event
    days: Days
    part: Participant


def appearances(corpus: CheckedCorpus) -> Iterator[Appearance]:
    """Yield the people who took part in events, as far as their days are known."""
    for place, event in corpus.of(Event):
        span = interval_of(event.date)
        if span is None or span.first is None or span.last is None or "date" in corpus.disputed(event):
            continue
        days = Days(event.date, span.first, span.last)
        for number, part in enumerate(event.participants):
            if part.person and part.role not in NO_PART:
                yield Appearance(place, ("participants", number, "person"), event, days, part)


class OfficesOfDay:
    """The offices of people, and which of them they held on a day."""

    def __init__(self, corpus: CheckedCorpus) -> None:
        self._corpus = corpus
        self._tenures = lru_cache(_CACHED_PEOPLE)(self._read_tenures)

    def person(self, id_: str) -> Person | None:
        """Return a person of whom all offices on record could be read, and are undisputed."""
        found = self._corpus.find(Person, id_)
        if found is None or self._corpus.place_of(id_) in self._corpus.damaged:
            return None
        return None if "offices" in self._corpus.disputed(found) else found

    def on(self, person: Person, days: Days) -> list[Holding]:
        """Return for each office of a person whether it was held on these days; `perhaps` if a bound is unknown."""
        return [tenure.on(days) for tenure in self._tenures(person.id)]

    def _read_tenures(self, id_: str) -> tuple[Tenure, ...]:
        person = self._corpus.find(Person, id_)
        if person is None:
            return ()
        if not self._corpus.disputed(person).isdisjoint(("born", "died")):
            person = replace(person, born="", died="")
        return tuple(tenure_of(person, one, lambda: (ANY_DAY,)) for one in person.offices)


def unknown_bounds(office: Office) -> list[str]:
    """Return the keys of the bounds that an office lacks: `from`, `to`."""
    lasts = bool(office.end) or office.start.endswith(f"/{OPEN_END}")
    return [key for key, is_known in (("from", bool(office.start)), ("to", lasts)) if not is_known]
