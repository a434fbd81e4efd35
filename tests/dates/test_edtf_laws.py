"""Laws that hold for every date; and an independent reader of EDTF agrees."""

from __future__ import annotations

import math

import pytest
from edtf import parse_edtf as parse_with_edtf
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from sinoru.dates.days import day_of_civil, days_in_month, year_text
from sinoru.dates.edtf import DateError, EdtfDate, parse_edtf
from sinoru.dates.wording import in_words
from sinoru.dates.written import parse_typed

YEARS = st.integers(1900, 2100) | st.integers(-9999, 9999)
FOUR_DIGITS = YEARS.map(year_text)
MONTHS = st.builds("{}-{:02d}".format, FOUR_DIGITS, st.integers(1, 12))
LONG_YEARS = (st.integers(10_000, 10**12 - 1) | st.integers(1 - 10**12, -10_000)).map("Y{}".format)
PARTS_OF_YEAR = st.builds("{}-{}".format, FOUR_DIGITS, st.sampled_from([*range(21, 25), *range(33, 42)]))
UNKNOWN_DIGITS = st.one_of(
    FOUR_DIGITS.map(lambda year: f"{year[:-1]}X"),
    FOUR_DIGITS.map(lambda year: f"{year[:-2]}XX"),
    FOUR_DIGITS.map(lambda year: f"{year}-XX"),
    FOUR_DIGITS.map(lambda year: f"{year}-XX-XX"),
    MONTHS.map(lambda month: f"{month}-XX"),
)
YEARLESS = st.builds("XXXX-{:02d}-{:02d}".format, st.integers(1, 12), st.integers(1, 29)) | st.builds(
    "XXXX-{:02d}".format, st.integers(1, 12)
)
MARKS = st.sampled_from(["", "", "", "~", "?", "%"])


@st.composite
def days(draw: st.DrawFn) -> str:
    year, month = draw(YEARS), draw(st.integers(1, 12))
    return f"{year_text(year)}-{month:02d}-{draw(st.integers(1, days_in_month(year, month))):02d}"


SINGLE_DATES = st.builds(
    "{}{}".format,
    st.one_of(days(), MONTHS, FOUR_DIGITS, LONG_YEARS, PARTS_OF_YEAR, UNKNOWN_DIGITS),
    MARKS,
)


def _days(text: str) -> tuple[float, float]:
    date = parse_edtf(text)
    return _first(date), _last(date)


@st.composite
def intervals(draw: st.DrawFn, ends: st.SearchStrategy[str] = SINGLE_DATES) -> str:
    one, other = sorted(draw(st.tuples(ends, ends)), key=_days)
    shape = draw(st.sampled_from(["{0}/{1}"] * 4 + ["{0}/..", "../{0}", "{0}/", "/{0}"]))
    return shape.format(one, other)


DATES = st.one_of(SINGLE_DATES, YEARLESS, intervals())
NEARLY_DATES = st.text("0123456789-/.X~?%YTZ:+", max_size=24)
SPOILT_DATES = st.builds(
    lambda text, place, character, drop: (
        text[: place % len(text)] + character + text[place % len(text) + drop :]
    ),
    DATES,
    st.integers(0, 24),
    st.sampled_from([*"0139-/.X~?%YTZ:+ ", ""]),
    st.integers(0, 5),
)
"""Dates with a character put in or some taken out."""
NEARLY_WORDS = st.lists(
    st.sampled_from(
        "8 22nd 1999 1990s 44 May Feb may-june spring winter Q2 week w19 19th century of the early mid late first"
        " quarter half c. about ? before after since until from to and between - – unknown present year day BC AD"
        " 8/5/1999 1999-05 1999-05-08/.. XXXX-05 1998–99 , . ( 12,000 0 00 Y12000".split()
    ),
    max_size=8,
).map(" ".join)


@given(DATES)
def test_a_date_keeps_its_text(text: str) -> None:
    date = parse_edtf(text)
    assert date.text == text
    assert parse_edtf(date.text) == date


@given(DATES)
def test_the_first_day_is_never_after_the_last(text: str) -> None:
    date = parse_edtf(text)
    assert date.earliest is None or date.latest is None or date.earliest <= date.latest


def _first(date: EdtfDate) -> float:
    return -math.inf if date.earliest is None else date.earliest


def _last(date: EdtfDate) -> float:
    return math.inf if date.latest is None else date.latest


@given(DATES, DATES)
def test_two_dates_overlap_from_both_sides_or_from_neither(one: str, other: str) -> None:
    first, second = parse_edtf(one), parse_edtf(other)
    assert first.overlaps(second.earliest, second.latest) is second.overlaps(first.earliest, first.latest)


@given(st.text() | NEARLY_DATES | SPOILT_DATES)
@example("\0")
@example("1999-05-08T")
def test_no_text_makes_reading_edtf_raise_another_error(text: str) -> None:
    try:
        date = parse_edtf(text)
    except DateError as error:
        assert 0 <= error.column <= len(text)  # noqa: PT017 - either outcome is right
    else:
        assert in_words(date)


@given(st.text() | NEARLY_DATES | SPOILT_DATES | NEARLY_WORDS)
def test_no_text_makes_reading_typed_dates_raise_another_error(text: str) -> None:
    try:
        date = parse_typed(text)
    except DateError as error:
        assert str(error)  # noqa: PT017 - either outcome is right
    else:
        assert parse_edtf(date.text) == date


@given(DATES)
def test_edtf_may_be_typed(text: str) -> None:
    assert parse_typed(f"  {text.lower()} ") == parse_edtf(text)


def _has_words_of_its_own(date: EdtfDate) -> bool:
    """Return whether the words are not also those of a date that is more usual.

    Decades before AD 10 and early winters read as intervals of years; an interval of one date as that date.
    """
    if date.start and date.end:
        return in_words(date.start) != in_words(date.end) and all(
            map(_has_words_of_its_own, (date.start, date.end))
        )
    first_year = {"season": 1000, "decade": 10}.get(date.precision, -(10**13))
    return date.earliest is None or date.earliest >= day_of_civil(first_year, 1, 1)


@given(DATES)
def test_the_words_for_a_date_may_be_typed_and_give_it_back(text: str) -> None:
    date = parse_edtf(text)
    assume(_has_words_of_its_own(date))
    assert parse_typed(in_words(date)) == date


def _limits_of_edtf(text: str) -> list[float]:
    """First and last day as the package `edtf` has them."""
    date = parse_with_edtf(text)
    return [
        limit if isinstance(limit, float) else day_of_civil(limit.tm_year, limit.tm_mon, limit.tm_mday)
        for limit in (date.lower_strict(), date.upper_strict())
    ]


# The package ends winter with the year, turns unknown months of BC years round, guesses that an unknown end is
# ten years away, and reads neither marked parts of a year nor marked long years.
SHARED_SINGLE = st.one_of(
    st.builds("{}{}".format, days() | MONTHS | FOUR_DIGITS, MARKS),
    LONG_YEARS,
    PARTS_OF_YEAR.filter(lambda text: not text.endswith("-24")),
    UNKNOWN_DIGITS.filter(lambda text: not text.startswith("-")),
)
SHARED_INTERVALS = intervals(st.builds("{}{}".format, days() | MONTHS | FOUR_DIGITS, MARKS)).filter(
    lambda text: not text.startswith("/") and not text.endswith("/")
)


@settings(max_examples=60)
@given(SHARED_SINGLE | SHARED_INTERVALS)
def test_the_package_edtf_finds_the_same_days(text: str) -> None:
    date = parse_edtf(text)
    assert _limits_of_edtf(text) == [_first(date), _last(date)]


@pytest.mark.parametrize("text", ["1999/1998", "1999-05-29/1999-05-22", "../.."])
def test_intervals_that_the_package_edtf_lets_pass_are_refused(text: str) -> None:
    assert parse_with_edtf(text)
    with pytest.raises(DateError):
        parse_edtf(text)
