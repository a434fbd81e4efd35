from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sinoru.dates.days import day_of_civil
from sinoru.dates.edtf import parse_edtf
from sinoru.dates.periods import UNITS, Unit, period_in_words, period_of
from sinoru.dates.written import parse_typed

DAYS = st.integers(day_of_civil(-9998, 1, 1), day_of_civil(9998, 12, 31))


@pytest.mark.parametrize(
    ("unit", "label", "words"),
    [
        ("day", "1999-05-08", "8 May 1999"),
        ("week", "1999-W18", "week 18 of 1999"),
        ("month", "1999-05", "May 1999"),
        ("quarter", "1999-34", "second quarter of 1999"),
        ("year", "1999", "1999"),
        ("decade", "199X", "1990s"),
    ],
)
def test_a_day_falls_in_one_period_of_each_unit(unit: Unit, label: str, words: str) -> None:
    assert period_of(day_of_civil(1999, 5, 8), unit) == label
    assert period_in_words(label) == words


def test_the_first_days_of_a_year_may_fall_in_the_last_week_of_the_year_before() -> None:
    assert period_of(day_of_civil(1999, 1, 3), "week") == "1998-W53"


def test_years_before_christ_have_periods_too() -> None:
    ides_of_march = day_of_civil(-43, 3, 15)
    assert [period_of(ides_of_march, unit) for unit in ("month", "year", "decade")] == [
        "-0043-03", "-0043", "-004X",
    ]  # fmt: skip
    assert period_in_words(period_of(ides_of_march, "week")) == "week 11 of 44 BC"


@pytest.mark.parametrize("unit", UNITS)
def test_beyond_four_digits_only_the_year_is_named(unit: Unit) -> None:
    assert period_of(day_of_civil(12000, 5, 8), unit) == "Y12000"
    assert period_in_words("Y12000") == "12,000"


@given(DAYS, st.sampled_from(UNITS))
def test_a_day_lies_in_its_period(day: int, unit: Unit) -> None:
    label = period_of(day, unit)
    if unit != "week":
        assert parse_edtf(label).overlaps(day, day)
        assert parse_edtf(label).precision == unit
    elif not label.startswith("-"):
        assert parse_typed(label).overlaps(day, day)


@given(DAYS, st.sampled_from(UNITS))
def test_every_day_of_a_period_has_its_label(day: int, unit: Unit) -> None:
    label = period_of(day, unit)
    # Decades on both sides of 1 BC share year 0.
    if unit != "week" and not label.startswith("-000"):
        date = parse_edtf(label)
        assert {period_of(date.earliest or 0, unit), period_of(date.latest or 0, unit)} == {label}
