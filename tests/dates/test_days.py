from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sinoru.dates.days import (
    civil_of_day,
    day_of_civil,
    days_in_month,
    iso_day,
    iso_week,
    monday_of_week,
    weekday_index,
    year_text,
)

EPOCH = date(1970, 1, 1)
DAYS = st.integers(-(10**14), 10**14)


@pytest.mark.parametrize(
    ("civil", "day"),
    [
        ((1970, 1, 1), 0),
        ((1969, 12, 31), -1),
        ((1999, 5, 8), 10719),
        ((2000, 2, 29), 11016),
        ((0, 3, 1), -719468),
        ((-4713, 11, 24), -2440588),  # day 0 of the Julian day numbers
    ],
)
def test_known_days_have_their_number(civil: tuple[int, int, int], day: int) -> None:
    assert day_of_civil(*civil) == day
    assert civil_of_day(day) == civil


def test_every_day_that_python_knows_has_the_same_number_year_month_day_and_weekday() -> None:
    # A step that shares no factor with weeks, months or years meets every combination of them.
    for ordinal in range(1, date.max.toordinal() + 1, 11):
        known = date.fromordinal(ordinal)
        day = (known - EPOCH).days
        civil = known.year, known.month, known.day
        assert (day_of_civil(*civil), civil_of_day(day), weekday_index(day)) == (day, civil, known.weekday())


@given(st.dates())
def test_iso_weeks_and_texts_are_those_of_python(known: date) -> None:
    day = (known - EPOCH).days
    assert iso_week(day) == known.isocalendar()[:2]
    assert iso_day(day) == known.isoformat()
    assert monday_of_week(*iso_week(day)) == day - weekday_index(day)


@given(DAYS)
def test_days_and_civil_dates_turn_into_each_other_however_far_away(day: int) -> None:
    year, month, of_month = civil_of_day(day)
    assert day_of_civil(year, month, of_month) == day
    assert 1 <= month <= 12
    assert 1 <= of_month <= days_in_month(year, month)


@given(DAYS)
def test_the_day_after_is_the_next_in_the_calendar(day: int) -> None:
    assert civil_of_day(day + 1) > civil_of_day(day)


@given(st.integers(-9999, 9999), st.integers(1, 12))
def test_a_month_ends_the_day_before_the_next_one_begins(year: int, month: int) -> None:
    assert day_of_civil(year, month + 1, 0) == day_of_civil(year, month, days_in_month(year, month))
    assert day_of_civil(year, month + 12, 1) == day_of_civil(year + 1, month, 1)


@pytest.mark.parametrize(
    ("year", "days"), [(1999, 28), (2000, 29), (1900, 28), (2004, 29), (0, 29), (-4, 29), (-100, 28)]
)
def test_february_follows_the_gregorian_rule_in_every_age(year: int, days: int) -> None:
    assert days_in_month(year, 2) == days


@pytest.mark.parametrize(
    ("year", "text"),
    [(1999, "1999"), (44, "0044"), (0, "0000"), (-43, "-0043"), (12000, "Y12000"), (-12000, "Y-12000")],
)
def test_years_are_written_as_edtf_has_them(year: int, text: str) -> None:
    assert year_text(year) == text


@pytest.mark.parametrize(
    ("civil", "text"),
    [
        ((-43, 3, 15), "-0043-03-15"),
        ((0, 1, 1), "0000-01-01"),
        ((9999, 12, 31), "9999-12-31"),
        ((10000, 1, 1), "+10000-01-01"),
    ],
)
def test_days_beyond_four_digits_are_written_in_the_expanded_form_of_iso_8601(
    civil: tuple[int, int, int], text: str
) -> None:
    assert iso_day(day_of_civil(*civil)) == text


def test_weeks_begin_on_monday() -> None:
    eighth_of_may = day_of_civil(1999, 5, 8)
    assert iso_week(eighth_of_may) == iso_week(eighth_of_may + 1) == (1999, 18)
    assert iso_week(eighth_of_may + 2) == (1999, 19)
    assert EPOCH + timedelta(days=monday_of_week(1999, 19)) == date(1999, 5, 10)
