from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sinoru.dates.edtf import DateError
from sinoru.dates.periods import parse_duration


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("3d", 3),
        ("0d", 0),
        ("2w", 14),
        ("1m", 30),
        ("1y", 365),
        ("10Y", 3650),
        ("3 days", 3),
        ("1 day", 1),
        ("2 Weeks", 14),
        ("6months", 180),
        (" 1 year ", 365),
    ],
)
def test_a_span_is_counted_in_days(text: str, days: int) -> None:
    assert parse_duration(text) == days


@pytest.mark.parametrize(
    "text",
    ["", "3", "d", "-3d", "1.5d", "3h", "3 d d", "3dd", "३d", "³d", "3d\0", "1234567d", "9" * 5000 + "d"],
)
def test_what_is_no_span_is_refused_with_the_accepted_forms(text: str) -> None:
    with pytest.raises(DateError, match=r"use a form such as 3d, 2w, 1m \(30 days\) or 1y \(365 days\)"):
        parse_duration(text)


def test_a_refusal_quotes_the_span() -> None:
    with pytest.raises(DateError) as raised:
        parse_duration("3h")
    assert raised.value.message("3h") == (
        "'3h' is not a length of time. Use a form such as 3d, 2w, 1m (30 days) or 1y (365 days)."
    )


@given(st.integers(0, 999_999), st.sampled_from("dwmy"))
def test_a_longer_count_is_a_longer_span(count: int, unit: str) -> None:
    assert parse_duration(f"{count}{unit}") == count * parse_duration(f"1{unit}")


@given(st.text())
def test_no_text_raises_another_error(text: str) -> None:
    with suppress(DateError):
        assert parse_duration(text) >= 0
