from __future__ import annotations

import msgspec
import pytest

from sinoru.dates.edtf import EdtfDate, parse_edtf


def day(text: str) -> int | None:
    return None if text == ".." else parse_edtf(text).earliest


@pytest.mark.parametrize(
    ("text", "first", "last", "overlaps"),
    [
        ("1999-05", "1999-05-08", "1999-05-08", True),
        ("1999-05", "1999-05-31", "1999-06-30", True),
        ("1999-05", "1999-04-01", "1999-05-01", True),
        ("1999-05", "1999-06-01", "1999-06-30", False),
        ("1999-05", "1999-04-01", "1999-04-30", False),
        ("1999-05", "..", "1999-04-30", False),
        ("1999-05", "..", "1999-05-01", True),
        ("1999-05", "1999-06-01", "..", False),
        ("1999-05", "..", "..", True),
        ("1999-05/..", "2024-01-01", "2024-12-31", True),
        ("1999-05/..", "1998-01-01", "1998-12-31", False),
        ("../1999-05", "1900-01-01", "1900-12-31", True),
        ("../1999-05", "1999-06-01", "..", False),
        ("1999-05/", "2024-01-01", "..", True),
        ("XXXX-03-24", "1999-05-08", "1999-05-08", True),
    ],
)
def test_a_date_overlaps_the_days_on_which_it_may_fall(
    text: str,
    first: str,
    last: str,
    overlaps: bool,  # noqa: FBT001 - an expectation
) -> None:
    assert parse_edtf(text).overlaps(day(first), day(last)) is overlaps


@pytest.mark.parametrize(
    ("text", "contained", "left_out"),
    [
        ("1999-05-08", ["1999-05-08"], ["1999-05-07", "1999-05-09"]),
        ("1999-05-22/1999-05-29", ["1999-05-22", "1999-05-29"], ["1999-05-21", "1999-05-30"]),
        ("1994~", ["1994-01-01", "1994-12-31"], ["1993-12-31", "1995-01-01"]),
        ("1999/..", ["1999-01-01", "2024-02-29"], ["1998-12-31"]),
    ],
)
def test_a_date_contains_its_days_and_no_others(text: str, contained: list[str], left_out: list[str]) -> None:
    date = parse_edtf(text)
    assert all(date.overlaps(day(one), day(one)) for one in contained)
    assert not any(date.overlaps(day(one), day(one)) for one in left_out)


def test_equal_texts_make_equal_dates_that_cannot_be_changed() -> None:
    date = parse_edtf("1999-05-22/1999-05-29")
    assert date == parse_edtf("1999-05-22/1999-05-29")
    assert len({date, parse_edtf("1999-05-22/1999-05-29")}) == 1
    with pytest.raises(AttributeError):
        date.text = "2000"  # type: ignore[misc]


def test_a_date_survives_json() -> None:
    date = parse_edtf("1999-05-22~/..")
    assert msgspec.json.decode(msgspec.json.encode(date), type=EdtfDate) == date
