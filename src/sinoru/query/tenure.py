"""Who was in office on a day: certainly, perhaps, or as far as is known not.

An office was certainly held from the last day on which it may have begun to the first on which it may have ended. On
the other days on which a bound may fall, it was perhaps held. Where a bound is not known at all, *perhaps* reaches to
the farthest day on which a record shows the person in that office, and no farther; without any bound, it is only such
days. A record shows this if it is an event in which the person took part, and it gives them that title or cites the
passage that is the evidence of the office. No one holds an office before birth or after death.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from operator import itemgetter
from typing import Generic, Literal, TypeVar, cast

import msgspec

from sinoru.dates.edtf import OPEN_END, parse_end
from sinoru.index.index import Index, Scope
from sinoru.model.records import Event, Office, Person
from sinoru.query.fetch import load
from sinoru.query.filters import Days
from sinoru.query.select import first_numbers, links_to

T = TypeVar("T")
Holding = Literal["held", "perhaps", ""]
"""Whether someone was in office; empty: not, as far as is known."""
Range = tuple[int, int]
"""The first and the last of some days, as day numbers."""

_NEVER = -(10**9)
_ALWAYS = 10**9
ANY_DAY: Range = (_NEVER, _ALWAYS)
_MOST_EVENTS = 2_000
"""Events of a person that are searched for an office."""


class Tenure(msgspec.Struct, frozen=True):
    """The days on which an office was certainly held, if there are any, and those on which it may have been held."""

    certain: Range | None
    possible: tuple[Range, ...]

    def on(self, days: Days) -> Holding:
        """Return whether the office was held on any of these days."""
        if self.certain and _overlaps(self.certain, days):
            return "held"
        return "perhaps" if any(_overlaps(each, days) for each in self.possible) else ""


def tenure_of(person: Person, office: Office, shown: Callable[[], Sequence[Range]]) -> Tenure:
    """Return the tenure of an office; `shown` returns the days on which records show the person in it.

    It is only called where a bound is not known.
    """
    since = office.start.removesuffix(f"/{OPEN_END}")  # `1999-05/..` as a beginning says that it lasts
    is_open = since != office.start and not office.end
    start, end = _bound(since), _bound(OPEN_END if is_open else office.end)
    if start and end:
        return _tenure(person, (start.surely_after, end.surely_before), [(start.first, end.last)])
    if start:
        last = max((day for _, day in shown()), default=start.last)
        return _tenure(
            person, (start.surely_after, start.surely_before), [(start.first, max(last, start.last))]
        )
    if end:
        first = min((day for day, _ in shown()), default=end.first)
        return _tenure(person, (end.surely_after, end.surely_before), [(min(first, end.first), end.last)])
    return _tenure(person, None, shown())


def _tenure(person: Person, certain: Range | None, possible: Sequence[Range]) -> Tenure:
    born, died = _bound(person.born) or _UNBOUNDED, _bound(person.died) or _UNBOUNDED
    alive = (born.first, died.last)
    surely_alive = (born.last if person.born else _NEVER, died.first if person.died else _ALWAYS)
    return Tenure(
        _common(certain, surely_alive) if certain else None,
        tuple(days for each in possible if (days := _common(each, alive))),
    )


class _Bound(msgspec.Struct, frozen=True):
    """The days on which something may have begun or ended."""

    first: int
    last: int
    is_doubtful: bool = False

    @property
    def surely_after(self) -> int:
        """The first day that is certainly not before it."""
        return self.last + self.is_doubtful

    @property
    def surely_before(self) -> int:
        """The last day that is certainly not after it."""
        return self.first - self.is_doubtful


_UNBOUNDED = _Bound(_NEVER, _ALWAYS)


def _bound(edtf: str) -> _Bound | None:
    """Return the days on which a bound may fall; None if nothing is known of it. `..` is never reached."""
    date = parse_end(edtf) if edtf else None
    if date is None:
        return None
    if date.precision == "open":
        return _Bound(_ALWAYS, _ALWAYS)
    if date.earliest is None and date.latest is None:
        return None
    first = _NEVER if date.earliest is None else date.earliest
    last = _ALWAYS if date.latest is None else date.latest
    return _Bound(first, last, date.approximate or date.uncertain)


def _common(one: Range, other: Range) -> Range | None:
    first, last = max(one[0], other[0]), min(one[1], other[1])
    return (first, last) if first <= last else None


def _overlaps(these: Range, days: Days) -> bool:
    return these[0] <= days.last and these[1] >= days.first


def days_shown(index: Index, person: Person, office: Office) -> list[Range]:
    """Return the days of the events that show a person in an office."""
    scope = Scope(kinds=("event",), links=(links_to(index, person.id, "took part"),))
    numbers = first_numbers(index, scope, _MOST_EVENTS)
    return list(_showing(index, numbers, person, office))


def _showing(index: Index, numbers: Sequence[int], person: Person, office: Office) -> Iterable[Range]:
    passages = {(each.source, each.at) for each in office.evidence}
    for _, earliest, latest, record in load(index, numbers):
        if earliest is not None and latest is not None:
            event = cast("Event", record)
            is_cited = any((each.source, each.at) in passages for each in event.evidence)
            if is_cited or any(
                part.person == person.id and part.printed and is_of_office(part.printed, office)
                for part in event.participants
            ):
                yield earliest, latest


class TitleIndex(Generic[T]):
    """Values by the titles of offices, found by a printed title as is_title matches it, without reading all."""

    def __init__(self, titled: Iterable[tuple[str, T]]) -> None:
        numbered = ((title.casefold(), position, value) for position, (title, value) in enumerate(titled))
        entries = sorted(numbered, key=itemgetter(0, 1))
        self._titles = [title for title, _, _ in entries]
        self._values = [(position, value) for _, position, value in entries]

    def called(self, printed: str) -> list[T]:
        """Return the values whose title is this one or begins with it, in the order in which they were given."""
        printed = printed.casefold()
        found = self._between(f"{printed} of ", f"{printed} of!") + self._between(
            f"{printed}, ", f"{printed},!"
        )
        first, last = bisect_left(self._titles, printed), bisect_right(self._titles, printed)
        return [value for _, value in sorted(self._values[first:last] + found, key=itemgetter(0))]

    def _between(self, first: str, after: str) -> list[tuple[int, T]]:
        return self._values[bisect_left(self._titles, first) : bisect_left(self._titles, after)]


def is_of_office(printed: str, office: Office) -> bool:
    """Return whether a printed title is that of an office, with or without the word for an acting holder."""
    return is_title(printed, office.title) or is_title(printed, office.called)


def is_title(printed: str, office: str) -> bool:
    """Return whether a printed title is an office's title or its beginning: `Premier` for `Premier of China`."""
    printed, office = printed.casefold(), office.casefold()
    return office == printed or office.startswith((f"{printed} of ", f"{printed}, "))
