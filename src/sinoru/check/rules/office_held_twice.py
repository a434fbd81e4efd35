"""A person holds one office in two terms at the same time.

The two terms have the same title, organisation and `for`, and certainly share more than the day on which
one ends and the other begins. The same term was written twice, or a date is wrong. If sources disagree on the dates,
record that as a conflict about the person (`field: offices`); the warning is then no longer reported.

    offices:
      - {title: Deputy, for: Bath, from: 1950-02-23, to: 1955-05-26}
      - {title: Deputy, for: Bath, from: 1951-10-25, to: 1959-10-08}     # W340
"""

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from sinoru.check.checked_corpus import CheckedCorpus
from sinoru.check.finding import Finding
from sinoru.dates.edtf import OPEN_END
from sinoru.dates.intervals import interval_of
from sinoru.messages import quoted
from sinoru.model.records import Office, Person

CODE = "W340"
SUMMARY = "A person holds one office in two terms at the same time."
_NEVER, _ALWAYS = -(10**9), 10**9


def check(corpus: CheckedCorpus) -> Iterator[Finding]:
    """Yield a finding for each term that certainly overlaps an earlier one."""
    for place, person in corpus.of(Person):
        if len(person.offices) == 1 or "offices" in corpus.disputed(person):
            continue
        for (_, before), (number, office) in _neighbours(person):
            if _is_same_time(before, office) or _overlap(before, office):
                times = f"{_time(before)} and {_time(office)}"
                message = f"{quoted(person.id)} holds {quoted(office.title)} twice at the same time: {times}"
                hint = "remove one of the two terms, or correct their dates"
                yield Finding(place, ("offices", number, "title"), message, hint, office.title)


_Numbered = tuple[int, Office]


def _neighbours(person: Person) -> Iterator[tuple[_Numbered, _Numbered]]:
    """Yield the terms of each office that follow one another in time."""
    terms: dict[tuple[str, str, str], list[_Numbered]] = defaultdict(list)
    for number, office in enumerate(person.offices):
        terms[office.called.casefold(), office.org, office.held_for].append((number, office))
    for of_one in terms.values():
        yield from pairwise(sorted(of_one, key=lambda each: each[1].start or each[1].end))


def _is_same_time(one: Office, other: Office) -> bool:
    return (one.start, one.end) == (other.start, other.end)


def _overlap(one: Office, other: Office) -> bool:
    """Return whether two terms certainly share more than the day on which one ends and the other begins."""
    return max(_begun(one), _begun(other)) < min(_ending(one), _ending(other))


def _begun(office: Office) -> int:
    """Return the last day on which a term may have begun."""
    when = interval_of(office.start)
    return _ALWAYS if when is None or when.begun is None else when.begun


def _ending(office: Office) -> int:
    """Return the first day on which a term may have ended."""
    if office.end == OPEN_END:
        return _ALWAYS
    when = interval_of(office.end)
    return _NEVER if when is None or when.ending is None else when.ending


def _time(office: Office) -> str:
    return f"{office.start or '?'}/{office.end or '?'}" if office.start or office.end else "without dates"
