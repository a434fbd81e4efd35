"""Something ends before it begins.

An office is left after it is taken, a life ends after it begins, and a section or a corpus covers a time that
runs forward. Only what is sure counts: an office from 1999 to 1999-05 is in order, and so is any date that is
marked as doubtful (`~ ? %`). An interval within one date (`1999-05-09/1999-05-08`) is E109.

    offices:
      - {title: Prime Minister, from: 1999-08-09, to: 1999-05-19}     # E205
"""

from collections.abc import Iterator

from sinoru.check.checked_corpus import CheckedCorpus
from sinoru.check.finding import FieldPath, Finding, Location
from sinoru.dates.intervals import interval_of
from sinoru.model.records import Person, Source

CODE = "E205"
SUMMARY = "Something ends before it begins."


def check(corpus: CheckedCorpus) -> Iterator[Finding]:
    """Yield a finding for each end that lies before its beginning."""
    for place, at, start, end in _pairs(corpus):
        first, last = interval_of(start), interval_of(end)
        if first and last and first.first is not None and last.last is not None and last.last < first.first:
            yield Finding(
                place, at, f"'{end}' is before '{start}', when it begins", "one of the two is wrong", end
            )


def _pairs(corpus: CheckedCorpus) -> Iterator[tuple[Location, FieldPath, str, str]]:
    """Yield each beginning and end, with the location of the record and the path to the end."""
    for place, title in corpus.titles:
        yield place, ("to",), title.start, title.end
    for place, person in corpus.of(Person):
        yield place, ("died",), person.born, person.died
        for number, office in enumerate(person.offices):
            yield place, ("offices", number, "to"), office.start, office.end
    for place, source in corpus.of(Source):
        for number, section in enumerate(source.sections):
            yield place, ("sections", number, "to"), section.start, section.end
