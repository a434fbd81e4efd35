"""An end date is earlier than its start date.

This concerns `from` and `to` of an office, of a name, of a section and of the corpus, `from` and `until` of a
relation, `born` and `died` of a person, `founded` and `dissolved` of an organisation, and `original_date` and
`published` of a source. Only certain errors are reported: an office from 1999 to 1999-05 is accepted, and so is any
date marked as approximate or uncertain (`~ ? %`). A reversed interval within one date (`1999-05-09/1999-05-08`) is
E109.

    offices:
      - {title: Prime Minister, from: 1999-08-09, to: 1999-05-19}     # E205
"""

from collections.abc import Iterator

from sinoru.check.checked_corpus import CheckedCorpus
from sinoru.check.finding import FieldPath, FieldStep, Finding, Location
from sinoru.dates.intervals import interval_of
from sinoru.model.fields import Field, Fields
from sinoru.model.records import RECORDS, Actor, Record

CODE = "E205"
SUMMARY = "An end date is earlier than its start date."
_START: dict[FieldStep, str] = {
    "to": "from",
    "until": "from",
    "published": "original_date",
    **{
        end: beginning
        for beginning, end in (kind.LIFE for kind in RECORDS.values() if issubclass(kind, Actor))
    },
}
"""The key of the beginning, by that of the end."""
_BOUNDS = frozenset((*_START, *_START.values()))


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
    for kind in RECORDS.values():
        for place, record in corpus.of(kind) if _has_bounds(kind, corpus.fields) else ():
            dates = {at: date for at, _, date in corpus.fields.walk(record, _is_bound)}
            for at, end in dates.items():
                if start := dates.get((*at[:-1], _START.get(at[-1], ""))):
                    yield place, at, start, end


def _has_bounds(kind: type[Record], fields: Fields) -> bool:
    return any(_is_bound(field) for struct in fields.structs([kind]).values() for field in fields.of(struct))


def _is_bound(field: Field) -> bool:
    return field.key in _BOUNDS and field.holds in ("date", "end") and not field.own
