"""A date is in the future, or centuries from all others.

A year is wrong more often than anything else in a date: 2918 for 1918, 1099 for 1999, 195 for 1995. Reported are a
date of something past that is later than today, and a date two centuries or more from all others in the same field
of such records, where there are at least 20 and they are close to each other. The end of a term of office, and the
time at which a claim is true, may be in the future. An event of a corpus that states its period is W309.

If the date is right, suppress the warning on its line, or switch it off (`rules: {off: [W321]}`).
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise
from time import time

from sinoru.check.checked_corpus import CheckedCorpus
from sinoru.check.finding import FieldPath, Finding, Location
from sinoru.dates.days import civil_of_day
from sinoru.dates.edtf import OPEN_END, parse_edtf
from sinoru.messages import count
from sinoru.model.fields import Field
from sinoru.model.records import Event, Record

CODE = "W321"
SUMMARY = "A date is in the future, or centuries from all others."
_SECONDS_OF_DAY = 86_400
_FEWEST = 20
"""Dates in a field of which one can be far from the others."""
_FAR = 200
"""Years between such a date and the nearest other."""
_TIMES = 2
"""How many times the length of the time in which nearly all are it must be apart."""
_RARE = 100
"""One in so many may be far from the others, at least two."""
_NEARLY_ALL = 10
"""One in so many at each end is not counted to that time."""
_PLANNED = ("holds", "to")
"""Fields with dates that may be in the future."""

InField = tuple[type[Record], str]
"""A field of a kind of record, by its key."""
Dated = tuple[Location, FieldPath, InField, str, int]
"""Where a date is, its field, itself, and its first day."""


def check(corpus: CheckedCorpus) -> Iterator[Finding]:
    """Yield a finding for each such date."""
    tomorrow = int(time() // _SECONDS_OF_DAY) + 1  # somewhere it is tomorrow already
    years: dict[InField, Counter[int]] = defaultdict(Counter)
    for place, at, field, date, day in _dates(corpus):
        years[field][civil_of_day(day)[0]] += 1
        if day > tomorrow and field[1] not in _PLANNED:
            yield Finding(place, at, f"the date ({date}) is in the future", "correct the year", date)
    far = {field: found for field, counts in years.items() if (found := far_years(counts))}
    for place, at, field, date, day in _dates(corpus) if far else ():
        year = civil_of_day(day)[0]
        is_known = day > tomorrow and field[1] not in _PLANNED
        if not is_known and (apart := far.get(field, {}).get(year)):
            message = f"the date ({date}) is {count(apart, 'year')} from all others in '{field[1]}'"
            yield Finding(place, at, message, "correct the year", date)


def far_years(counts: Counter[int]) -> dict[int, int]:
    """Return the years that are far from all others, each with its distance, of how many dates are in each year."""
    total = counts.total()
    if total < _FEWEST:
        return {}
    all_years = sorted(counts.elements())
    skipped, most = total // _NEARLY_ALL, max(2, total // _RARE)
    least = max(_FAR, _TIMES * (all_years[-1 - skipped] - all_years[skipped]))
    years = sorted(counts)
    return _beyond(counts, years, least, most) | _beyond(counts, years[::-1], least, most)


def _beyond(counts: Counter[int], years: list[int], least: int, most: int) -> dict[int, int]:
    """Return the years before the last wide gap that is before all but a few dates, in this order."""
    before: list[int] = []
    found: dict[int, int] = {}
    for year, following in pairwise(years):
        before.append(year)
        if sum(counts[one] for one in before) > most:
            break
        if abs(following - year) >= least:
            found = {one: abs(following - one) for one in before}
    return found


def _dates(corpus: CheckedCorpus) -> Iterator[Dated]:
    """Yield the dates that are first days: not those in conflicts, where one may well be wrong."""
    has_period = any(title.start or title.end for _, title in corpus.titles)
    for place, record in corpus.of(Record):
        for at, field, date in corpus.fields.walk(record, _is_date, ("conflicts",)):
            if date == OPEN_END or (has_period and isinstance(record, Event) and at == ("date",)):
                continue
            day = parse_edtf(date).earliest
            if day is not None:
                yield place, at, (type(record), field.key), date, day


def _is_date(field: Field) -> bool:
    return field.holds in ("date", "end")
