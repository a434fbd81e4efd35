from __future__ import annotations

from typing import Any

import pytest

from sinoru.index.fields import flags_of
from sinoru.model.records import (
    Claim,
    Conflict,
    ConflictRecord,
    Event,
    Participant,
    Person,
    Place,
    Section,
    Source,
    Statement,
)


def claim(**fields: Any) -> Claim:
    return Claim(id="a", text="A.", **fields)


def event(**fields: Any) -> Event:
    return Event(id="a", date="1999", title="A", **fields)


def statements(standing: int) -> tuple[Statement, ...]:
    """Two statements, of which so many stand."""
    return tuple(Statement(value=f"{1998 + number}", stands=number < standing) for number in range(2))


def conflict(standing: int) -> Conflict:
    return Conflict(field="date", statements=statements(standing))


@pytest.mark.parametrize(
    ("record", "marks"),
    [
        (event(), []),
        (event(part_of="b"), ["has:whole"]),
        (event(participants=(Participant(person="p"),)), []),
        (event(participants=(Participant(person="p", printed="Chief"),)), ["has:printed-title"]),
        (Place(id="a", name="A", conflicts=(conflict(0),)), ["has:conflicts", "has:conflicts:open"]),
        (
            event(conflicts=(conflict(0), conflict(2), conflict(0))),
            ["has:conflicts", "has:conflicts:open", "has:conflicts:reconciled"],
        ),
        (claim(), []),
        (
            ConflictRecord(id="a", question="When?", statements=statements(1)),
            ["has:conflicts", "has:conflicts:settled"],
        ),
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
