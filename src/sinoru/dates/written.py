"""Dates as people write them, in EDTF, words or figures: the one reader for options, fields, hints and imports.

`parse_typed` asks: a date that may mean two is an error that names both. `read_written` takes the first reading, and
says in its doubts what it took.
"""

from __future__ import annotations

import re
from contextlib import suppress
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from sinoru.dates.edtf import EDTF_CHARACTERS, DateError, EdtfDate, parse_edtf
from sinoru.messages import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sinoru.dates.clocks import Clock
    from sinoru.dates.partial import PartialDate, PartialRange
    from sinoru.dates.tokens import Lexer

_LONGEST = 100
_LEAP_YEAR = "2000"
_FORMS = "use a form such as 1999, May 1999, 8 May 1999, 1999-05-08 or 'late 1998'"
_INTERPRETED = r"(?i)INT ([^()]+?) ?\(([^()]*)\)"
_JAPANESE_WEEKDAY = r"[(（]([月火水木金土日])曜?日?[)）]"
_MAY_HAVE_CLOCK = r"[0-9] ?(?:[:hH]|[AaPp]\.?[Mm]|[Uu]hr)"
"""Patterns that are compiled when a date needs them, as most dates on a command line are EDTF."""
_BRACKETS = str.maketrans("()（）", "    ")
_BRACKETED = frozenset("()（）")
_MAYBE_CENTURY = "1[1-9]0X"
"""The decade that `the 1800s` is, if it is not the century."""
_WRAPPED = ("()", "[]", "（）")
_MARKS = frozenset("~?%[{")


class Written(NamedTuple):
    """A date as read: EDTF, and what is doubtful about it, in words."""

    edtf: str
    doubts: tuple[str, ...] = ()


def parse_typed(text: str) -> EdtfDate:
    """Parse a date as a person types it: case, abbreviation of months and the kind of dash do not matter.

    `before` and `after` exclude the date they name, `until` and `since` include it. Raises DateError, also for a
    date that may mean two days, such as 8/5/1999.
    """
    with suppress(DateError):
        return parse_edtf(" ".join(text.split()).upper())
    # Most dates on a command line are EDTF and do not need the reader of words.
    return parse_edtf(_read(text, (), month_first=True, asks=True).edtf)


def day_of_any_year(text: str) -> str:
    """Return `05-08` for a date without a year: `05-08`, `8 May` or `XXXX-05-08`; empty for any other."""
    if found := re.fullmatch(r"(?:XXXX-|--)?(\d\d-\d\d)", text.strip(), re.IGNORECASE):
        typed = f"{_LEAP_YEAR}-{found[1]}"
    elif re.search(r"\d{3}", text) or not re.search(r"[^\W\d_]", text):
        return ""
    else:
        typed = f"{text} {_LEAP_YEAR}"
    try:
        date = parse_typed(typed)
    except DateError:
        return ""
    return date.text[-5:] if re.fullmatch(rf"{_LEAP_YEAR}-\d\d-\d\d", date.text) else ""


def read_written(text: str, languages: Sequence[str] = (), *, month_first: bool = True) -> Written:
    """Read a date and nothing else, and note what is doubtful. Raises DateError.

    `languages`: those whose abbreviated months come first; `month_first`: the order of 3/4/1999.
    """
    edtf = " ".join(text.split()).upper()
    if not edtf.strip(EDTF_CHARACTERS):  # most cells of a table are words, and an error is costly
        with suppress(DateError):
            return Written(parse_edtf(edtf).text, tuple(_doubts_of_edtf(edtf)))
    return _read(text, languages, month_first=month_first, asks=False)


def _doubts_of_edtf(edtf: str) -> Iterator[str]:
    """Yield the doubt about a code that may be the last digits of a year: `1939-41`."""
    from sinoru.dates.wording import in_words

    year, _, code = edtf.rstrip("~?%").partition("-")
    if year.isdecimal() and code.isdecimal() and len(code) == 2 and code > "12" and code > year[2:]:  # noqa: PLR2004
        yield f"{edtf} is {in_words(parse_edtf(edtf))}; if it is several years, write {year}/{year[:2]}{code}"


def _read(text: str, languages: Sequence[str], *, month_first: bool, asks: bool) -> Written:
    written = " ".join(text.split())
    if len(written) > _LONGEST:
        raise DateError(f"a date has at most {_LONGEST} characters, not {len(written)}", _FORMS)
    plain, doubts = _unwrap(written)
    is_nearly_edtf = _may_be_edtf(plain)
    near = _edtf_of(plain) if is_nearly_edtf else plain
    if near != written:
        with suppress(DateError):
            return Written(parse_edtf(near.upper()).text, tuple(doubts))
    if is_nearly_edtf and (since_1970 := _read_number(plain, asks=asks)):
        return Written(since_1970, (f"“{written}” was read as a time since 1970",))
    return _read_words(near, languages, doubts, month_first=month_first, asks=asks)


def _may_be_edtf(text: str) -> bool:
    """Return whether a text has no words, or the signs of EDTF around them: what near_misses reads."""
    return not _MARKS.isdisjoint(text) or not any(sign.isalpha() and sign not in "uUxX" for sign in text)


def _edtf_of(text: str) -> str:
    from sinoru.dates.near_misses import edtf_of

    return edtf_of(text)


def _read_number(text: str, *, asks: bool) -> str:
    """Return the day of a number of seconds since 1970, empty for other texts. Raises DateError for what is doubtful.

    `asks`: such a number is doubtful as well.
    """
    from sinoru.dates.near_misses import epoch_day, question_about

    if not asks and (day := epoch_day(text)):
        return day
    if question := question_about(text):
        raise question
    return ""


def _unwrap(text: str) -> tuple[str, list[str]]:
    """Return a date without the brackets around it, and the doubt about square ones."""
    if (
        text[:1] + text[-1:] in _WRAPPED
        and not any(sign in text[1:-1] for sign in "()[]（）,")
        and ".." not in text
    ):
        doubts = ["the date is in brackets, so someone supplied it"] if text[0] == "[" else []
        return text[1:-1].strip(), doubts
    return text, []


def _split_clocks(text: str) -> tuple[str, list[Clock]]:
    """Return a date without the times of day in it, and these."""
    if not re.search(_MAY_HAVE_CLOCK, text):
        return text, []
    from sinoru.dates.clocks import split_clocks

    return split_clocks(text)


def _without_brackets(text: str) -> tuple[str, list[str]]:
    """Return a date without the brackets in it, and the doubt about one that GEDCOM marks as interpreted."""
    if _BRACKETED.isdisjoint(text):
        return " ".join(text.split()), []
    if interpreted := re.fullmatch(_INTERPRETED, text):
        return interpreted[1], [f"the date was interpreted from “{interpreted[2]}”"]
    return " ".join(re.sub(_JAPANESE_WEEKDAY, r" \1曜", text).translate(_BRACKETS).split()), []


def _read_words(
    text: str, languages: Sequence[str], doubts: list[str], *, month_first: bool, asks: bool
) -> Written:
    rest, clocks = _split_clocks(text)
    (rest, more), (text, _) = _without_brackets(rest), _without_brackets(text)
    doubts += more
    when = _whole(rest, languages, month_first=month_first) if rest else None
    if when is None and clocks:  # what looks like a time of day may be a part of the date
        clocks, when = [], _whole(text, languages, month_first=month_first)
    if when is None:
        raise _refusal(text)
    if asks and not when.has_year:
        raise DateError("it has no year", f"add one, as in {text} {_LEAP_YEAR}")
    edtf = parse_edtf(when.edtf(narrow=True)).text
    if asks:
        _ask(when)
        _ask_zone(clocks)
    doubts += [*([] if when.has_year else ["no year is given"]), *doubts_of(when, text)]
    if (
        len(clocks) == 1
        and clocks[0].text
        and parse_edtf(edtf).precision == "day"
        and not edtf.endswith(("~", "?", "%"))
    ):
        edtf = parse_edtf(f"{edtf}T{clocks[0].text}").text
        doubts += [f"“{clocks[0].left_out}” of the time is left out"] if clocks[0].left_out else []
    elif clocks:
        times = ", ".join(clock.text or clock.left_out for clock in clocks)
        doubts.append(f"the time of day is left out: {times}")
    return Written(edtf, tuple(doubts))


@lru_cache(8)
def _lexer(languages: tuple[str, ...]) -> Lexer:
    from sinoru.dates.months import ENGLISH
    from sinoru.dates.tokens import Lexer

    return Lexer(dict.fromkeys((*languages, ENGLISH)), alone=True)


def _whole(text: str, languages: Sequence[str], *, month_first: bool) -> PartialRange | None:
    """Return the reading of a text that is a date and nothing else; otherwise None.

    A date that the calendar does not have is returned as well: its EDTF text raises the error that says so.
    """
    from sinoru.dates.ranges import read_ranges

    tokens = _lexer(tuple(languages)).cut_date(text, 0, len(text))
    for lenient in (False, True):
        for span in read_ranges(tokens, month_first=month_first, lenient=lenient):
            rest = text[tokens[span.end - 1].end :].strip(" .,，")
            if not rest and span.when.edtf(narrow=True):
                return span.when
    return None


def _refusal(text: str) -> DateError:
    """Return the error for a text that cannot be read, as near to its cause as is known."""
    from sinoru.dates.date_words import ERA

    other = re.search(rf"(?<=\d)[ ]?(?:{ERA})", text)
    if other and other.lastgroup == "otherera":
        return DateError(
            f"{quoted(other.group().strip())} does not count the years of the calendar",
            "write a year, with BC or AD",
        )
    if set(text.upper()) <= set(EDTF_CHARACTERS):
        try:
            parse_edtf(text.upper())
        except DateError as error:
            return DateError(error.why, error.hint, error.column, verdict=error.verdict)
    return DateError("", _FORMS)


def _ask(when: PartialRange) -> None:
    """Raise DateError if the text may mean several dates, or contradicts itself."""
    for point in when.points:
        if point.either_order:
            raise DateError(*_orders_in_words(point), verdict="ambiguous")
        if point.short_year:
            raise DateError(
                "its year has two digits",
                f"write the year in full, as in {point.but(short_year=False).edtf()}",
                verdict="ambiguous",
            )
    if when.is_choice:
        first, last = (point.edtf(narrow=True) for point in when.points[:2])
        raise DateError(
            f"{first} or {last}",
            f"use one of these, or {when.edtf(narrow=True)} for the time between",
            verdict="ambiguous",
        )
    for doubt in _weekday_doubts(when):
        raise DateError(doubt, "correct the day, or leave out the weekday")


def _ask_zone(clocks: Sequence[Clock]) -> None:
    """Raise DateError for a time zone that is named by letters, which several zones have."""
    for clock in clocks:
        if clock.zone_name:
            raise DateError(
                f"the time zone {clock.zone_name} has no number",
                "write its distance from UTC, as in 23:46+03:00, or leave it out",
            )


def _orders_in_words(point: PartialDate) -> tuple[str, str]:
    from sinoru.dates.wording import in_words

    year = point.but(month=None, day=None).edtf()
    orders = sorted(((point.month or 0, point.day or 0), (point.day or 0, point.month or 0)))
    words = [in_words(parse_edtf(point.but(month=month, day=day, mark="").edtf())) for month, day in orders]
    return " or ".join(words), f"use one of these, or {year}-MM-DD"


def doubts_of(when: PartialRange, text: str) -> Iterator[str]:
    """Yield what is doubtful about a reading, in words."""
    if any(point.either_order for point in when.points):
        yield f"“{text}” was read as {when.edtf()}; day and month may be the other way round"
    if any(point.short_year for point in when.points):
        yield f"“{text}” has a year of two digits; it was read as {when.edtf()}"
    for point in when.points:
        if re.fullmatch(_MAYBE_CENTURY, point.decade) and not point.third:
            yield f"“{text}” was read as ten years; if it is the century, write {point.decade[:2]}XX"
    if when.is_choice:
        yield f"“{text}” is one of two dates, not the time between"
    if when.first_only:
        yield f"“{text}”: only the first date was read as approximate"
    yield from _weekday_doubts(when)


def _weekday_doubts(when: PartialRange) -> Iterator[str]:
    """Yield what is wrong about a weekday that does not fit its day."""
    from sinoru.dates.wording import WEEKDAYS, day_in_words, weekday

    for point in when.points:
        if point.weekday is None or point.day is None or point.year is None:
            continue
        day = parse_edtf(point.edtf()).earliest
        if day is not None and weekday(day) != WEEKDAYS[point.weekday]:
            yield f"{day_in_words(day)} is a {weekday(day)}, not a {WEEKDAYS[point.weekday]}"
