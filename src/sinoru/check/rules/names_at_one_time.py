"""Two names of one language hold at the same time.

A name with `from` or `to` says what someone or something was called then, and events of that time are shown under
it. Of two such names of the same kind and language, one must end before the other begins, or on the same day. Names
in use for the whole of the same time, such as an abbreviation, are accepted; other spellings need no dates.

    - id: saint-petersburg
      name: Saint Petersburg
      names:
        - {text: Petrograd, from: 1914-08-31, to: 1924-01-26}
        - {text: Leningrad, from: 1922, to: 1991-09-06}     # W352
"""

from collections.abc import Iterator
from itertools import chain, combinations

from sinoru.check.checked_corpus import CheckedCorpus
from sinoru.check.finding import Finding, Location
from sinoru.dates.intervals import interval_of
from sinoru.index.fields import Named, holds_for_a_time
from sinoru.model.records import Name, Organisation, Person, Place

CODE = "W352"
SUMMARY = "Two names of one language hold at the same time."
_FIRST, _LAST = float("-inf"), float("inf")


def check(corpus: CheckedCorpus) -> Iterator[Finding]:
    """Yield a finding for each name that certainly holds while another of its kind and language does."""
    named: Iterator[tuple[Location, Named]] = chain(
        corpus.of(Person), corpus.of(Organisation), corpus.of(Place)
    )
    for place, record in named:
        for number, one, other in _at_one_time(record):
            message = f"'{other.text}' and '{one.text}' hold at the same time"
            hint = "correct a date, or leave out the dates of a name that was never the only one"
            yield Finding(place, ("names", number, "text"), message, hint, other.text)


def _at_one_time(record: Named) -> Iterator[tuple[int, Name, Name]]:
    dated = [(number, one) for number, one in enumerate(record.names) if holds_for_a_time(one)]
    for (_, one), (number, other) in combinations(dated, 2):
        is_alike = (one.kind, one.lang) == (other.kind, other.lang)
        is_same_time = (one.start, one.end) == (other.start, other.end)
        if is_alike and not is_same_time and one.text != other.text and _overlap(one, other):
            yield number, one, other


def _overlap(one: Name, other: Name) -> bool:
    """Return whether two names certainly have days in common, besides one on which they change."""
    spans = [_certain_days(name) for name in (one, other)]
    return max(first for first, _ in spans) < min(last for _, last in spans)


def _certain_days(name: Name) -> tuple[float, float]:
    """Return the days between which a name certainly held; the first after the last if that is not certain of any."""
    start, end = interval_of(name.start), interval_of(name.end)
    if (name.start and start is None) or (name.end and end is None):
        return _LAST, _FIRST  # a doubtful date
    first = _FIRST if start is None or start.begun is None else start.begun
    return first, _LAST if end is None or end.ending is None else end.ending
