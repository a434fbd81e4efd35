from __future__ import annotations

from typing import Any

import pytest

from sinoru.index.fields import flags_of
from sinoru.model.records import (
    Assessment,
    Claim,
    Conflict,
    ConflictRecord,
    Event,
    Evidence,
    Participant,
    Person,
    Place,
    Section,
    Source,
    Statement,
)

EVIDENCE = (Evidence(source="yu"),)


def claim(**fields: Any) -> Claim:
    return Claim(id="a", text="A.", **fields)


def assessed(verdict: Any, *, evidence: tuple[Evidence, ...] = EVIDENCE) -> Claim:
    return claim(assessment=Assessment(verdict=verdict, evidence=evidence))


def event(**fields: Any) -> Event:
    return Event(id="a", date="1999", title="A", **fields)


def conflict(*stand: int) -> Conflict:
    return Conflict(
        field="date", statements=tuple(Statement(value="1999", stands=bool(one)) for one in stand)
    )


@pytest.mark.parametrize(
    ("record", "marks"),
    [
        (event(), []),
        (event(part_of="b"), ["has:whole"]),
        (event(participants=(Participant(person="p"),)), []),
        (event(participants=(Participant(person="p", printed="Chief"),)), ["has:printed-title"]),
        (
            Place(id="a", name="A", conflicts=(conflict(0, 0),)),
            ["has:conflicts", "has:conflicts:open"],
        ),
        (
            event(conflicts=(conflict(0, 0), conflict(1, 1), conflict(0, 0))),
            ["has:conflicts", "has:conflicts:open", "has:conflicts:reconciled"],
        ),
        (claim(), []),
        (claim(conflicts=(conflict(1, 0),)), ["has:conflicts", "has:conflicts:settled"]),
        (
            ConflictRecord(id="a", question="When?", statements=(Statement(claim="b"), Statement(claim="c"))),
            ["has:conflicts", "has:conflicts:open"],
        ),
        (assessed("superseded"), []),
        (assessed("supported"), []),
        (assessed("unverified"), []),
        (claim(kind="figure", about=("b",), holds="1999-05-08"), ["has:holds"]),
        (claim(kind="forecast", about=("b",), holds="1999-05-08"), []),
        (claim(about=("b",)), []),
        (Person(id="a", name="A"), []),
        (Person(id="a", name="A", died="1999"), ["has:life"]),
        (Source(id="a", title="A", sections=(Section(title="Chronology", start="1999"),)), []),
        (Source(id="a", title="A", sections=(Section(title="C", entries=("May 10",)),)), ["has:entries"]),
    ],
)
def test_a_record_has_the_marks_of_the_conflicts_it_may_be_in(record: Any, marks: list[str]) -> None:
    assert list(flags_of(record)) == marks
