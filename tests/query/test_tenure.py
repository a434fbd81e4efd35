"""In office: held for certain, perhaps, or not as far as is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sinoru.dates.edtf import parse_edtf
from sinoru.model.records import Office, Person
from sinoru.query.filters import Days
from sinoru.query.tenure import tenure_of

if TYPE_CHECKING:
    from collections.abc import Sequence


def holding(
    day: str, start: str = "", end: str = "", *, born: str = "", died: str = "", shown: Sequence[str] = ()
) -> str:
    person = Person(id="p", name="P", born=born, died=died)
    when = parse_edtf(day)
    assert when.earliest is not None
    assert when.latest is not None
    dates = [parse_edtf(each) for each in shown]
    days = [(each.earliest or 0, each.latest or 0) for each in dates]
    tenure = tenure_of(person, Office(title="T", start=start, end=end), lambda: days)
    return tenure.on(Days(when.text, when.earliest, when.latest))


@pytest.mark.parametrize(
    ("day", "start", "end", "expected"),
    [
        ("1999-05-10", "1999-05-01", "1999-05-20", "held"),
        ("1999-05-01", "1999-05-01", "1999-05-20", "held"),  # the day of the hand-over: both are named
        ("1999-05-20", "1999-05-01", "1999-05-20", "held"),
        ("1999-05-21", "1999-05-01", "1999-05-20", ""),
        ("1999-04-30", "1999-05-01", "1999-05-20", ""),
        ("1999-05-10", "1998-03", "1999-05", "perhaps"),
        ("1999-04-30", "1998-03", "1999-05", "held"),
        ("1998-03-15", "1998-03", "1999-05", "perhaps"),
        ("2001-12-13", "1993", "2001", "perhaps"),
        ("2000-12-31", "1993", "2001", "held"),
        ("1998-03", "1998-03-20", "1999", "held"),  # a month: whoever held it on any day of it
        ("1999-05-10", "1999-05-10~", "2000-01-01", "perhaps"),
        ("1999-05-11", "1999-05-10~", "2000-01-01", "held"),
        ("2020-01-01", "1999-05-10", "..", "held"),
        ("1999-05-09", "1999-05-10", "..", ""),
        ("1999-05-10", "1999", "1999", "perhaps"),
        ("2020-01-01", "1999-05/..", "", "held"),
        ("1999-05-10", "1999-05/..", "", "perhaps"),
    ],
)
def test_a_day_between_two_bounds(day: str, start: str, end: str, expected: str) -> None:
    assert holding(day, start, end) == expected


@pytest.mark.parametrize(
    ("day", "start", "end", "shown", "expected"),
    [
        ("1969-09-11", "", "2003-08", ["1999-04-14"], ""),
        ("1999-04-13", "", "2003-08", ["1999-04-14"], ""),
        ("1999-04-14", "", "2003-08", ["1999-04-14"], "perhaps"),
        ("2001-01-01", "", "2003-08", ["1999-04-14"], "perhaps"),
        ("2003-08-10", "", "2003-08", [], "perhaps"),
        ("2003-08-10", "", "2003-08-10", [], "held"),
        ("2003-08-09", "", "2003-08-10", [], ""),
        ("1999-04-14", "1999-04-14", "", [], "held"),
        ("1999-05-01", "1999-04-14", "", [], ""),
        ("1999-05-01", "1999-04-14", "", ["1999-06-10"], "perhaps"),
        ("1999-06-11", "1999-04-14", "", ["1999-06-10"], ""),
        ("2001-09-08", "", "", ["2001-09-08"], "perhaps"),
        ("2001-09-09", "", "", ["2001-09-08", "2001-10-01"], ""),
        ("2001-09-09", "", "", [], ""),
    ],
)
def test_a_bound_that_is_not_known_reaches_as_far_as_records_show(
    day: str, start: str, end: str, shown: list[str], expected: str
) -> None:
    assert holding(day, start, end, shown=shown) == expected


@pytest.mark.parametrize(
    ("day", "born", "died", "expected"),
    [
        ("1953-03-05", "1879", "1953-03-05", "held"),
        ("1953-03-06", "1879", "1953-03-05", ""),
        ("1953-03-06", "1879", "1953-03", "perhaps"),
        ("1941-01-01", "1941", "", "perhaps"),
        ("1940-12-31", "1941", "", ""),
    ],
)
def test_no_office_is_held_before_birth_or_after_death(day: str, born: str, died: str, expected: str) -> None:
    assert holding(day, "1940-01-01", "..", born=born, died=died) == expected
