"""Which years are far from all others."""

from __future__ import annotations

from collections import Counter

from sinoru.check.rules.unlikely_date import far_years


def test_a_year_with_a_wrong_digit_is_far_from_all_others() -> None:
    years = Counter(dict.fromkeys(range(1957, 2019), 3))
    assert far_years(years + Counter({2918: 1})) == {2918: 900}
    assert far_years(years + Counter({1099: 1, 196: 1})) == {1099: 858, 196: 1761}


def test_many_early_dates_are_no_slip() -> None:
    assert far_years(Counter({1999: 50, 1689: 5})) == {}


def test_in_a_long_history_no_century_is_far() -> None:
    assert far_years(Counter(dict.fromkeys(range(-500, 2000, 50), 1))) == {}
    assert far_years(Counter(dict.fromkeys(range(-500, 2000, 50), 1)) + Counter({2300: 1})) == {}


def test_of_few_dates_none_is_far() -> None:
    assert far_years(Counter({1999: 5, 999: 1})) == {}
