from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from sinoru.model.records import ConflictRecord

CODE = "claim-off-event"


def corpus(holds: str, date: str, *, event: str = "call", claim: str = "fact", about: str = "call") -> str:
    return f"""\
events:
  - {{id: call, title: A call, date: {date}, kind: {event}, evidence: [{{source: a}}]}}
  - {{id: seminar, title: A seminar, date: 1999-06-21/1999-06-22}}
people: [{{id: yeltsin, name: Boris Yeltsin}}]
claims:
  - {{id: lasted, text: It lasted., kind: {claim}, about: [{about}], holds: {holds}, evidence: [{{source: b}}]}}
"""


@pytest.mark.parametrize("claim", ["fact", "figure"])
@pytest.mark.parametrize("holds", ["1999-05-14", "1999-05-09", "1999-05-01/1999-05-09"])
def test_a_fact_on_another_day_than_the_event_is_found(
    found_by: Callable[[str, str], list[ConflictRecord]], holds: str, claim: str
) -> None:
    (conflict,) = found_by(CODE, corpus(holds, "1999-05-10", claim=claim))
    assert [said.value for said in conflict.statements] == [holds, "1999-05-10"]
    assert conflict.about == ("lasted", "call")
    assert "A call" in conflict.question


@pytest.mark.parametrize(
    ("holds", "date"),
    [
        ("1999-05-10", "1999-05-10"),
        ("1999-05-10", "1999-05-10/1999-05-11"),
        ("1999-05", "1999-05-10"),
        ("1999-06", "1999-05-10"),  # a month is no day
        ("1999-05-14", "1999-05"),
        ("1999-05-14?", "1999-05-10"),
        ("1999-05-14", "1999-05-10~"),
        ("1999-05-14", "1999-05-10/.."),
    ],
)
def test_what_may_hold_at_the_event_is_not_found(
    found_by: Callable[[str, str], list[ConflictRecord]], holds: str, date: str
) -> None:
    assert found_by(CODE, corpus(holds, date)) == []


def test_a_forecast_may_look_beyond_the_event(found_by: Callable[[str, str], list[ConflictRecord]]) -> None:
    assert found_by(CODE, corpus("1999-10-01", "1999-05-10", claim="forecast")) == []


def test_what_came_of_an_agreement_is_not_found(found_by: Callable[[str, str], list[ConflictRecord]]) -> None:
    assert found_by(CODE, corpus("2000-12-20", "1999-05-10", event="agreement")) == []
    assert len(found_by(CODE, corpus("1998-12-20", "1999-05-10", event="agreement"))) == 1


def test_a_claim_about_several_events_may_hold_at_any(
    found_by: Callable[[str, str], list[ConflictRecord]],
) -> None:
    assert found_by(CODE, corpus("1999-06-21", "1999-05-10", about="call, seminar")) == []
    assert len(found_by(CODE, corpus("1999-06-23", "1999-05-10", about="call, seminar, yeltsin"))) == 1


def test_a_claim_about_no_event_is_passed_over(found_by: Callable[[str, str], list[ConflictRecord]]) -> None:
    assert found_by(CODE, corpus("1999-06-21", "1999-05-10", about="yeltsin")) == []
