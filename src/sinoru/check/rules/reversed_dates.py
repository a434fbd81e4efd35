"""An end date is earlier than its start date.

This concerns `from` and `to` of an office, of a section and of the corpus, `from` and `until` of a relation, `born`
and `died` of a person, and `original_date` and `published` of a source. Only certain errors are reported: an office
from 1999 to 1999-05 is accepted, and so is any date marked as approximate or uncertain (`~ ? %`). A reversed interval
within one date (`1999-05-09/1999-05-08`) is E109.

    offices:
      - {title: Prime Minister, from: 1999-08-09, to: 1999-05-19}     # E205
"""

from collections.abc import Iterator

from sinoru.check.checked_corpus import CheckedCorpus
from sinoru.check.finding import FieldPath, FieldStep, Finding, Location
from sinoru.dates.intervals import interval_of
from sinoru.model.records import Person, Source

CODE = "E205"
SUMMARY = "An end date is earlier than its start date."
_START: dict[FieldStep, str] = {"to": "from", "until": "from", "died": "born", "published": "original_date"}
"""The key of the beginning, by that of the end."""


def check(corpus: CheckedCorpus) -> Iterator[Finding]:
    """Yield a finding for each end that is earlier than its beginning."""
    for place, at, start, end in _pairs(corpus):
        first, last = interval_of(start), interval_of(end)
        if first and last and first.first is not None and last.last is not None and last.last < first.first:
            message = f"'{at[-1]}' ({end}) is earlier than '{_START[at[-1]]}' ({start})"
            yield Finding(place, at, message, "correct one of the two dates", end)


def _pairs(corpus: CheckedCorpus) -> Iterator[tuple[Location, FieldPath, str, str]]:
    """Yield each beginning and end, with the location of the record and the path to the end."""
    for place, title in corpus.titles:
        yield place, ("to",), title.start, title.end
    for place, person in corpus.of(Person):
        yield place, ("died",), person.born, person.died
        for number, office in enumerate(person.offices):
            yield place, ("offices", number, "to"), office.start, office.end
    for place, party in corpus.related:
        for number, relation in enumerate(party.relations):
            yield place, ("relations", number, "until"), relation.start, relation.end
    for place, source in corpus.of(Source):
        yield place, ("published",), source.original_date, source.published
        for number, section in enumerate(source.sections):
            yield place, ("sections", number, "to"), section.start, section.end
