from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from sinoru.model.records import ConflictRecord

CODE = "outside-life"


def holder(start: str, end: str = "", born: str = "1928-10-01", died: str = "1989-07-02") -> str:
    office = ", ".join(f"{key}: {date}" for key, date in (("from", start), ("to", end)) if date)
    life = ", ".join(f"{key}: {date}" for key, date in (("born", born), ("died", died)) if date)
    return f"people: [{{id: a, name: A, {life}, offices: [{{title: Minister, {office}}}]}}]"


def guest(date: str) -> str:
    return f"""\
people: [{{id: a, name: A, born: 1928-10-01, died: 1989-07-02, evidence: [{{source: life}}]}}]
events:
  - {{id: talks, title: Talks, date: {date}, participants: [{{person: a}}], evidence: [{{source: paper}}]}}
"""


@pytest.mark.parametrize(
    ("start", "end"), [("1920", ""), ("1990", ""), ("1985", "1989-07-03"), ("1928-09", ""), ("", "1990/..")]
)
def test_an_office_outside_the_life_of_its_holder_is_found(
    found_by: Callable[[str, str], list[ConflictRecord]], start: str, end: str
) -> None:
    (conflict,) = found_by(CODE, holder(start, end))
    assert (conflict.id, conflict.field) == ("a-outside-life-1", "offices")
    assert conflict.statements[0].value == "born 1928-10-01, died 1989-07-02"


@pytest.mark.parametrize(
    ("start", "end"),
    [("1928", ""), ("1957", "1985"), ("1985", "1989"), ("1989", "1989-07-02"), ("1990~", "")],
)
def test_an_office_that_may_lie_within_a_life_is_not_found(
    found_by: Callable[[str, str], list[ConflictRecord]], start: str, end: str
) -> None:
    assert found_by(CODE, holder(start, end)) == []


def test_a_life_without_an_end_has_none(found_by: Callable[[str, str], list[ConflictRecord]]) -> None:
    assert found_by(CODE, holder("2090", died="")) == []


@pytest.mark.parametrize(
    ("date", "field"), [("1999-05-08", "died"), ("1928-09-30", "born"), ("1920/1925", "born")]
)
def test_taking_part_outside_a_life_is_found(
    found_by: Callable[[str, str], list[ConflictRecord]], date: str, field: str
) -> None:
    (conflict,) = found_by(CODE, guest(date))
    life, event = conflict.statements
    assert conflict.field == field
    assert life.evidence[0].source == "life"
    assert "Talks" in event.value
    assert event.evidence[0].source == "paper"


@pytest.mark.parametrize(
    "date", ["1989-07-02", "1989", "1928", "1980/2000", "1900/1930", "1928-10-01", "../1930"]
)
def test_taking_part_in_what_a_life_reaches_is_not_found(
    found_by: Callable[[str, str], list[ConflictRecord]], date: str
) -> None:
    assert found_by(CODE, guest(date)) == []


@pytest.mark.parametrize(
    ("date", "field"), [("1999-05-08", "dissolved"), ("1949-01-24", "founded"), ("1991", ""), ("1970", "")]
)
def test_an_organisation_takes_part_before_it_is_founded_or_after_it_is_dissolved(
    found_by: Callable[[str, str], list[ConflictRecord]], date: str, field: str
) -> None:
    text = guest(date).replace("people:", "organisations:").replace("person: a", "org: a")
    text = text.replace("born: 1928-10-01", "founded: 1949-01-25").replace(
        "died: 1989-07-02", "dissolved: 1991-06-28"
    )
    found = found_by(CODE, text)
    assert [one.field for one in found] == [field] * bool(field)
