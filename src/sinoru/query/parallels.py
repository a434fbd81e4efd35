"""Facts of two sources that are the same, though each has a record of its own.

Two events are taken for one happening where their dates are near and they have enough in common: participants,
places, their kind and the words of their titles. Two claims about one record are compared where they have a figure of
one unit, or nearly the same words; two offices of a person where they have one title. Each fact is matched with one
other at most, the most alike first. All of this is the same whichever source comes first.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from itertools import chain, product

import msgspec

from sinoru.dates.intervals import Interval, interval_of, is_apart
from sinoru.model.fields import Fields
from sinoru.model.records import Claim, Event, Figure
from sinoru.query.tellings import Fact, Key
from sinoru.text.tokens import STOP_WORDS, index_text

NEAR, CLOSE = 10, 3
"""Days between two events that may be one: with titles that are much alike, and with others."""
_APART = 366
"""Days between two times in one office that may be one."""
MOST_ALIKE = 10_000
"""Pairs of facts with one thing in common, such as a participant in one month, that are compared."""
_PERIOD = NEAR + 1
"""Days of a period: events that are near each other are in one, or in the next."""
_MOST_PERIODS = 366 // _PERIOD
"""Periods, counted from the first, in which an event is found that is not known to the day."""
_HALF, _QUARTER = 0.5, 0.25
"""The part of the words in the titles of two events that both have, if they may be one."""
_SAME_FIGURE, _SAME_WORDING = 0.4, 0.6
"""The same of what is measured in two figures of one thing, and of two claims that say the same."""
_ABOUT = Decimal("0.1")
"""The part of a number by which one may differ that is said to be about it."""
_LOWER, _UPPER, _ROUND = (
    ("at least", "more than", "over", "from"),
    ("at most", "less than", "up to", "under"),
    ("about", "around", "nearly", "circa", "c."),
)

_FROM_TO = re.compile(r"(\d+(?:\.\d+)?) to (\d+(?:\.\d+)?)", re.ASCII)
"""A comparison that is a range itself: `30 to 50`."""

_TURNING = frozenset(
    index_text("after before neither never no none nor not over under without wasnt isnt didnt").split()
)
"""Words that make a sentence another one, though all its other words are the same."""
_COUNTING = frozenset(
    index_text(
        "zero one two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty hundred "
        "thousand million billion first second third last january february march april may june july august "
        "september october november december monday tuesday wednesday thursday friday saturday sunday"
    ).split()
)
"""Words that say how many or when, as any with a digit does."""

Common = tuple[str, ...]
"""What two facts have to have in common to be compared."""


class Pair(msgspec.Struct, frozen=True):
    """Two facts that are the same."""

    a: Fact
    b: Fact
    score: float
    shared: tuple[str, ...]
    """The ids of what both name."""
    agree: bool
    """Whether both can be true as they are dated and counted."""

    @property
    def keys(self) -> tuple[Key, Key]:
        """Return the keys of both."""
        return self.a.key, self.b.key

    @property
    def rank(self) -> tuple[float, list[Key]]:
        """Return a key that sorts pairs, the best first; it is the same whichever source comes first."""
        return -self.score, sorted(self.keys)

    @property
    def is_figure(self) -> bool:
        """Return whether they are figures."""
        return isinstance(self.a.record, Claim) and self.a.record.figure is not None


class Matches(msgspec.Struct, frozen=True):
    """The pairs, each fact in one of them; and figures of one unit of which none agrees."""

    pairs: list[Pair]
    figures: list[list[Fact]]
    """Groups of claims, of either source."""
    is_complete: bool
    """False: some have something in common with too many others to be compared with them."""


def find_matches(a: Sequence[Fact], b: Sequence[Fact], fields: Fields) -> Matches:
    """Match the facts of one source with those of the other."""
    compare = _Comparer(chain(a, b), fields)
    candidates, is_complete = _candidates(a, b, compare)
    found = [pair for one, other in candidates if (pair := compare.pair(one, other))]
    pairs: list[Pair] = []
    taken: set[Key] = set()
    for pair in sorted(found, key=lambda pair: pair.rank):
        if (pair.agree or not pair.is_figure) and taken.isdisjoint(pair.keys):
            taken.update(pair.keys)
            pairs.append(pair)
    left = [pair for pair in found if pair.is_figure and not pair.agree and taken.isdisjoint(pair.keys)]
    return Matches(pairs, _groups(left), is_complete)


def _groups(pairs: Iterable[Pair]) -> list[list[Fact]]:
    """Return the facts of pairs, those together that any pairs connect."""
    group_of: dict[Key, list[Fact]] = {}
    for pair in pairs:
        one = group_of.setdefault(pair.a.key, [pair.a])
        other = group_of.setdefault(pair.b.key, [pair.b])
        if one is not other:
            one += other
            group_of.update((fact.key, one) for fact in other)
    return [*{id(group): group for group in group_of.values()}.values()]


def _candidates(
    a: Sequence[Fact], b: Sequence[Fact], compare: "_Comparer"
) -> tuple[list[tuple[Fact, Fact]], bool]:
    """Return the pairs that have something in common, and whether these are all."""
    by_key: dict[Common, tuple[list[Fact], list[Fact]]] = defaultdict(lambda: ([], []))
    for side, facts in enumerate((a, b)):
        for fact in facts:
            for key in compare.keys(fact, margin=1 - side):
                by_key[key][side].append(fact)
    found: dict[tuple[int, int], tuple[Fact, Fact]] = {}
    is_complete = True
    for one, other in by_key.values():
        if len(one) * len(other) > MOST_ALIKE:
            is_complete = False
            continue
        found.update(((id(x), id(y)), (x, y)) for x, y in product(one, other))
    return list(found.values()), is_complete


class _Comparer:
    """Compares facts; who and what an event involves, and its words, are read once."""

    def __init__(self, facts: Iterable[Fact], fields: Fields) -> None:
        self.fields = fields
        self._involved: dict[str, frozenset[str]] = {}
        events = (fact.record for fact in facts if isinstance(fact.record, Event))
        self._by_title = not all(map(self.involved, events))
        """Whether some event involves no one and no place, so that events are found by their titles as well."""

    def keys(self, fact: Fact, margin: int) -> Iterator[Common]:
        """Yield what another fact has to have in common; events also the time, widened by `margin` periods."""
        record = fact.record
        if fact.office:
            yield "office", record.id
        elif isinstance(record, Claim):
            figure = record.figure
            yield from (("about", id_, figure.unit.casefold() if figure else "") for id_ in set(record.about))
        elif isinstance(record, Event) and fact.first is not None and fact.last is not None:
            words = _words(record.title) if self._by_title else ()
            common = [*self.involved(record), *(f" {word}" for word in words)]
            for period in _periods(fact.first, fact.last, margin, ends_only=is_exact(record.date)):
                yield from (("event", word, str(period)) for word in common)

    def involved(self, event: Event) -> frozenset[str]:
        """Return the ids of those who took part in an event, and of its places."""
        known = self._involved.get(event.id)
        if known is None:
            found = self.fields.involved(event, "person", "organisation", "place")
            known = self._involved[event.id] = frozenset(value for _, _, value in found)
        return known

    def pair(self, a: Fact, b: Fact) -> Pair | None:
        """Return two facts as a pair if they are the same."""
        if a.office and b.office:
            return _same_office(a, b)
        if isinstance(a.record, Claim) and isinstance(b.record, Claim):
            return _same_claim(a, b, a.record, b.record)
        if isinstance(a.record, Event) and isinstance(b.record, Event):
            return self._same_event(a, b, a.record, b.record)
        return None

    def _same_event(self, a: Fact, b: Fact, one: Event, other: Event) -> Pair | None:
        gap = _gap(a, b)
        if gap > NEAR or not _may_coincide(a, b) or {one.part_of, other.part_of} & {one.id, other.id}:
            return None
        shared = self.involved(one) & self.involved(other)
        likeness = _likeness(one.title, other.title)
        is_kind = one.kind.casefold() == other.kind.casefold() or not (one.kind and other.kind)
        is_enough = likeness >= _HALF and bool(shared or not self.involved(one) or not self.involved(other))
        if not is_enough and is_kind and gap <= CLOSE and is_exact(one.date) and is_exact(other.date):
            is_same_time = (a.first, a.last) == (b.first, b.last)
            is_enough = bool(shared) and (
                likeness >= _QUARTER or (is_same_time and len(shared & {*_people(one)}) > 1)
            )
        if not is_enough:
            return None
        score = likeness + len(shared) / 10 + is_kind - gap / NEAR
        return Pair(a, b, score, tuple(sorted(shared)), dates_agree(one.date, other.date))


def _periods(first: int, last: int, margin: int, *, ends_only: bool) -> Iterable[int]:
    """Return the periods in which an event is found: those of its two ends, or all, and a margin around them."""
    start, end = first // _PERIOD, last // _PERIOD
    if not ends_only:
        return range(start - margin, min(end, start + _MOST_PERIODS) + margin + 1)
    around = range(-margin, margin + 1)
    return {day + more for day in (start, end) for more in around}


def _may_coincide(a: Fact, b: Fact) -> bool:
    """Return whether two events began or ended at nearly one time, as far as that is known to the day."""
    if not is_exact(a.date) or not is_exact(b.date) or a.first is None or b.first is None:
        return True
    starts = abs(a.first - b.first)
    return min(starts, starts if a.last is None or b.last is None else abs(a.last - b.last)) <= NEAR


def _people(event: Event) -> Iterator[str]:
    return (part.person for part in event.participants if part.person)


def is_exact(date: str) -> bool:
    """Return whether a date (EDTF) is known to the day."""
    interval = interval_of(date)
    return interval is not None and interval.is_exact


def _same_office(a: Fact, b: Fact) -> Pair | None:
    one, other = a.office, b.office
    if (
        not one
        or not other
        or one.title.casefold() != other.title.casefold()
        or (one.org and other.org and one.org != other.org)
        or (one.held_for and other.held_for and one.held_for != other.held_for)
    ):
        return None
    if _gap(a, b) > _APART:
        return None
    agree = dates_agree(one.start, other.start) and dates_agree(one.end, other.end)
    return Pair(a, b, 0, (a.record.id,), agree)


def _same_claim(a: Fact, b: Fact, one: Claim, other: Claim) -> Pair | None:
    shared = tuple(sorted({*one.about} & {*other.about}))
    if not shared or _are_apart(one.holds, other.holds):
        return None
    if one.figure and other.figure:
        likeness = _likeness(one.figure.of or one.text, other.figure.of or other.text)
        is_same = one.figure.unit.casefold() == other.figure.unit.casefold() and likeness >= _SAME_FIGURE
        if not is_same or _is_change(one.figure) != _is_change(other.figure):
            return None
        agree = figures_agree(one.figure, other.figure)
        return Pair(a, b, agree + likeness, shared, agree)
    likeness = _likeness(one.text, other.text)
    if one.figure or other.figure or one.kind != other.kind or likeness < _SAME_WORDING:
        return None
    if not _may_say_the_same(one.text, other.text):
        return None
    return Pair(a, b, likeness, shared, agree=True)


def _may_say_the_same(one: str, other: str) -> bool:
    """Return whether two sentences of nearly the same words differ in no `not`, and in no number or month."""
    words, others = {*index_text(one).split()}, {*index_text(other).split()}
    if (words ^ others) & _TURNING:
        return False
    return not (any(map(_counts, words - others)) and any(map(_counts, others - words)))


def _counts(word: str) -> bool:
    return word in _COUNTING or any(char.isdigit() for char in word)


def _gap(a: Fact, b: Fact) -> int:
    """Return the days between two facts; 0 if they have one in common, or if it is not known when they were."""
    if a.first is None or a.last is None or b.first is None or b.last is None:
        return 0
    return max(a.first - b.last, b.first - a.last, 0)


@lru_cache(1 << 14)
def _words(text: str) -> frozenset[str]:
    return frozenset(word for word in index_text(text).split() if word not in STOP_WORDS)


def _likeness(one: str, other: str) -> float:
    """Return the share of the words of two texts that both have."""
    words, others = _words(one), _words(other)
    return len(words & others) / len(words | others) if words or others else 0


def dates_agree(one: str, other: str) -> bool:
    """Return whether two dates (EDTF) of one thing can both be right; a day of a longer time is one of it."""
    first, second = interval_of(one), interval_of(other)
    if not first or not second:
        return True
    if is_apart(first, second):
        return False
    is_span = "/" in one and "/" in other and first.is_exact and second.is_exact
    return not is_span or _ends(first) == _ends(second)


def _ends(interval: Interval) -> tuple[int | None, int | None]:
    return interval.first, interval.last


def _are_apart(one: str, other: str) -> bool:
    first, second = interval_of(one), interval_of(other)
    return bool(first and second and is_apart(first, second))


def figures_agree(one: Figure, other: Figure) -> bool:
    """Return whether two figures of one thing can both be right: "at least 40" and 72 can."""
    try:
        (low, high), (least, most) = _range(one), _range(other)
        agree = low <= most and least <= high
    except InvalidOperation:
        return one.value == other.value
    return agree


def _range(figure: Figure) -> tuple[Decimal, Decimal]:
    value, words = Decimal(figure.value), figure.comparison.casefold()
    if from_to := _FROM_TO.fullmatch(words):
        return Decimal(from_to[1]), Decimal(from_to[2])
    if words.startswith(_LOWER):
        return value, Decimal("Infinity")
    if words.startswith(_UPPER):
        return Decimal("-Infinity"), value
    margin = abs(value) * _ABOUT if words.startswith(_ROUND) else Decimal(0)
    return value - margin, value + margin


def _is_change(figure: Figure) -> bool:
    return "change" in figure.comparison.casefold()


def value_of(figure: Figure) -> str:
    """Return the number of a figure, with the words that make it a bound or a round one: `at least 40`."""
    if _FROM_TO.fullmatch(figure.comparison):
        return figure.comparison
    is_bound = figure.comparison.casefold().startswith(_LOWER + _UPPER + _ROUND)
    return f"{figure.comparison} {figure.value}" if is_bound else figure.value
