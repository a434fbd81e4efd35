"""Two events look like one that was recorded twice.

Both begin on the same day and are of the same kind. Either their titles are nearly the same, or their titles are
similar and they share a participant. Merge them: the evidence of both belongs to one event. If they are two
different events, make that clear in their titles, or let one be `part_of` the other. Events at different minutes of
a day are different ones.
"""

from array import array
from collections import defaultdict
from collections.abc import Iterator

from sinoru.check.checked_corpus import CheckedCorpus
from sinoru.check.finding import Finding, Location
from sinoru.dates.edtf import parse_edtf
from sinoru.loading.files import shown_path
from sinoru.model.records import Event
from sinoru.names.folding import fold

CODE = "W304"
SUMMARY = "Two events look like one that was recorded twice."
_SAME_TITLE, _ALIKE = 88, 72
"""Percent similarity of two titles, their words in any order: alone enough, and enough with a common participant."""
_NEIGHBOURS, _FEWEST_NEIGHBOURS = 40, 2
"""How many of the events of a day that follow an event, in order of their words, it is compared with."""
_COMPARED = 1_000
"""Characters of a title that are compared: it may have a million, and the time grows with their square."""
_MOST_PAIRS = 400_000
"""Pairs of events of one day that are compared, about: with more, each event is compared with fewer."""

Known = tuple[str, Location, Event]
"""The sorted words of the title, the location of the event, and the event."""


def check(corpus: CheckedCorpus) -> Iterator[Finding]:
    """Yield a finding for each event that is like an earlier one of its day."""
    # Numbers, not events: there may be millions.
    by_day: dict[int | None, array[int]] = defaultdict(lambda: array("q"))
    for number, event in corpus.numbered(Event):
        by_day[parse_edtf(event.date).earliest].append(number)
    for day, numbers in by_day.items():
        if day is not None and len(numbers) > 1:
            events = [
                (_words(event), place, event) for place, event in (corpus.at(n, Event) for n in numbers)
            ]
            yield from _similar_pairs(sorted(events, key=lambda one: (one[0], one[2].id)))


def _words(event: Event) -> str:
    return " ".join(sorted(fold(event.title[:_COMPARED]).split()))


def _similar_pairs(events: list[Known]) -> Iterator[Finding]:
    neighbours = max(_FEWEST_NEIGHBOURS, min(_NEIGHBOURS, _MOST_PAIRS // len(events)))
    for number, one in enumerate(events):
        for other in events[number + 1 : number + 1 + neighbours]:
            if one[2].id != other[2].id and _is_similar(one, other):
                first, second = sorted((one, other), key=lambda known: (known[1].path, known[1].entry))
                where = f"{shown_path(first[1].path)}:{first[1].line}"
                message = f"'{second[2].id}' looks like a duplicate of '{first[2].id}'"
                yield Finding(
                    second[1], ("title",), message, f"compare it with the one at {where}", second[2].title
                )


def _is_similar(one: Known, other: Known) -> bool:
    from rapidfuzz.fuzz import ratio

    a, b = one[2], other[2]
    if a.id == b.part_of or b.id == a.part_of or _are_minutes_apart(a.date, b.date):
        return False
    similarity = ratio(one[0], other[0], score_cutoff=_ALIKE)
    if not similarity or a.kind != b.kind or _numbers(one[0]) != _numbers(other[0]):
        return False
    shared = {part.person or part.org for part in a.participants} & {
        part.person or part.org for part in b.participants
    }
    return bool(shared) or similarity >= _SAME_TITLE


def _are_minutes_apart(one: str, other: str) -> bool:
    """Return whether both dates have a time of day, and not the same minute: tremors follow each other."""
    minute = len("1999-05-08T23:46")
    return "T" in one and "T" in other and one[:minute] != other[:minute]


def _numbers(words: str) -> list[str]:
    """Return the words of a title with digits or the like: the second round of talks is not the third."""
    return [word for word in words.split() if not word.isalpha()]
