from __future__ import annotations

import msgspec
import pytest

from sinoru.dates.edtf import EdtfDate, parse_edtf


def day(text: str) -> int | None:
    return None if text == ".." else parse_edtf(text).earliest


def test_dates_come_in_order_of_first_day_then_last_day() -> None:
    in_order = ["../1998", "1998-12-31", "1999-01-01", "1999-01", "1999", "1999/..", "1999-05-08", "2000"]
    assert [
        date.text for date in sorted(map(parse_edtf, reversed(in_order)), key=lambda one: one.sort_key)
    ] == (in_order)


@pytest.mark.parametrize("text", ["-0044", "Y-170000002", "0000-01-01"])
def test_an_open_start_comes_before_every_date(text: str) -> None:
    assert parse_edtf("../1999").sort_key < parse_edtf(text).sort_key


@pytest.mark.parametrize("text", ["1999", "1999/9999", "1999/Y170000002"])
def test_an_open_end_comes_after_every_end(text: str) -> None:
    assert parse_edtf("1999/..").sort_key > parse_edtf(text).sort_key


def test_dates_of_the_same_days_come_in_a_fixed_order() -> None:
    keys = {parse_edtf(text).sort_key for text in ("1994", "1994~", "1994?", "1994%", "1994-XX", "1994/1994")}
    assert len(keys) == 6


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
    assert all(date.contains(parse_edtf(one).earliest or 0) for one in contained)
    assert not any(date.contains(parse_edtf(one).earliest or 0) for one in left_out)


def test_equal_texts_make_equal_dates_that_cannot_be_changed() -> None:
    date = parse_edtf("1999-05-22/1999-05-29")
    assert date == parse_edtf("1999-05-22/1999-05-29")
    assert len({date, parse_edtf("1999-05-22/1999-05-29")}) == 1
    with pytest.raises(AttributeError):
        date.text = "2000"  # type: ignore[misc]


def test_a_date_survives_json() -> None:
    date = parse_edtf("1999-05-22~/..")
    assert msgspec.json.decode(msgspec.json.encode(date), type=EdtfDate) == date
