"""The life of a person or an organisation in words: its days, the age, and its years."""

import re
from collections.abc import Iterator, Mapping

from sinoru.dates.edtf import OPEN_END
from sinoru.model.records import Actor, Name, Person
from sinoru.query.answers import Candidate, Listed
from sinoru.render.document import Glyphs, Span, Spans
from sinoru.render.parts import Day, at_time, calendar_bounds, when, words_of

_PLAIN = re.compile(r"(?P<year>\d{4})(-\d\d){0,2}(T[^~?]*)?(?P<doubt>[~?]?)")
"""A year, month, day or time of a year with four digits, with a mark of doubt at most."""


def life_dates(one: Actor, glyphs: Glyphs, on: str = "") -> Iterator[Spans]:
    """Yield the first and the last day, each with its word, and the age of a person."""
    for word, date in one.life.items():
        if date:
            yield Span(f"{word} "), when(date, glyphs)
    if isinstance(one, Person):
        yield from _age(one, glyphs, on)


def _age(person: Person, glyphs: Glyphs, on: str) -> Iterator[Spans]:
    """Yield the age at death or, with a day, on that day."""
    if on and (age := age_words(person.born, on)) and not _had_died(person, on):
        yield (Span(f"{age} "), Span(at_time(on, glyphs), "date"))
    elif age := age_words(person.born, person.died):
        yield (Span(age),)


def _had_died(person: Person, day: str) -> bool:
    """Return whether a person had certainly died before a day: no one ages after death."""
    died, days = calendar_bounds(person.died), calendar_bounds(day)
    return died is not None and days is not None and died[1] < days[0]


def age_words(born: str, day: str) -> str:
    """Put an age in words: `aged 68`, or `aged 67 or 68` if a date is not known to the day; empty if unknown.

    Both dates are EDTF text.
    """
    births, days = calendar_bounds(born), calendar_bounds(day)
    if births is None or days is None:
        return ""
    youngest, oldest = _completed_years(births[1], days[0]), _completed_years(births[0], days[1])
    if youngest == oldest:
        return f"aged {oldest}" if oldest >= 0 else ""
    return f"aged {youngest} or {oldest}" if oldest == youngest + 1 > 0 else ""


def _completed_years(born: Day, day: Day) -> int:
    """Return the completed years of age on a day."""
    return day[0] - born[0] - (day[1:] < born[1:])


def life_years(life: Mapping[str, str], glyphs: Glyphs) -> str:
    """Return the years of a life (`Actor.life`): `1931–2007`, `born 1952`, `dissolved c. 1990`; empty if unknown."""
    (beginning, born), (end, died) = life.items()
    first, last = year_words(born, glyphs), year_words(died, glyphs)
    if first and last:
        return _from_to(first, last, glyphs)
    return f"{beginning} {first}" if first else f"{end} {last}" if last else ""


def _from_to(first: str, last: str, glyphs: Glyphs) -> str:
    is_close = " " not in first + last
    return f"{first}{glyphs.dash if is_close else f' {glyphs.dash} '}{last}"


def years_held(name: Name, glyphs: Glyphs) -> str:
    """Return the years in which a name held: `1924–1991`, `until 1975`, `since 1991`; empty if it has no dates."""
    first, last = year_words(name.start, glyphs), year_words(name.end.removeprefix(OPEN_END), glyphs)
    if first and last:
        return first if first == last else _from_to(first, last, glyphs)
    return f"since {first}" if first else f"until {last}" if last else ""


def name_spans(name: Name, glyphs: Glyphs) -> Spans:
    """Return a spelling of a name, with the years in which it held."""
    years = years_held(name, glyphs)
    return (Span(name.text, "name"), *((Span(f" ({years})", "faint"),) if years else ()))


def name_and_life(one: Candidate | Listed, glyphs: Glyphs) -> Spans:
    """Return a name with the years of a life, which tell namesakes apart: `Levi Lincoln (1749–1820)`."""
    life = {"born": one.born, "died": one.died}
    if isinstance(one, Listed) and not (one.born or one.died):
        life = {"founded": one.founded, "dissolved": one.dissolved}
    years = life_years(life, glyphs)
    return Span(one.name, "name"), *((Span(f" ({years})", "faint"),) if years else ())


def year_words(edtf: str, glyphs: Glyphs) -> str:
    """Return the year of a date in words, with its doubt; other periods in words as they are."""
    return words_of(plain_year(edtf), glyphs) if edtf else ""


def plain_year(edtf: str) -> str:
    """Return the year of a time, day or month, with its doubt, as EDTF; other text as it is."""
    plain = _PLAIN.fullmatch(edtf)
    return plain["year"] + plain["doubt"] if plain else edtf
