"""Files of format 1 are read as those of format 2, with one warning for each."""

from __future__ import annotations

import io

import pytest

from sinoru.index.fields import conflict_id
from sinoru.loading.records import Loaded, load_records
from sinoru.model.records import Claim, Conflict, Diagnostic, Event, Evidence, Record, Statement


def load(text: str) -> tuple[list[Record], list[str]]:
    items = list(load_records(io.BytesIO(text.encode()), "a.yaml"))
    faults = [f"{one.line}:{one.column} {one.code}" for one in items if isinstance(one, Diagnostic)]
    return [one.record for one in items if isinstance(one, Loaded)], faults


def event(conflict: str) -> str:
    return f"events:\n  - id: e\n    date: 1999-05-08\n    title: E\n    conflicts:\n      - {conflict}\n"


@pytest.mark.parametrize(
    ("verdict", "stand"),
    [
        ("", [False, False]),
        (", verdict: open", [False, False]),
        (", verdict: reconciled", [True, True]),
        (", verdict: contradicted", [True, False]),
        (", verdict: superseded", [True, False]),
    ],
)
def test_a_verdict_is_read_as_the_statements_that_stand(verdict: str, stand: list[bool]) -> None:
    records, faults = load(
        event(f"{{on: date, statements: [{{says: 8 May 1999}}, {{says: 1999-05-07}}]{verdict}}}")
    )
    assert faults == ["6:10 W313"]
    assert isinstance(records[0], Event)
    assert [one.stands for one in records[0].conflicts[0].statements] == stand


def test_a_verdict_that_the_format_does_not_know_is_not_dropped() -> None:
    faults = load(event("{on: date, statements: [{says: x}], verdict: perhaps}"))[1]
    assert faults == ["6:10 W313", "6:45 E105"]


def test_claims_that_contradict_each_other_are_in_open_conflicts() -> None:
    records, faults = load(
        "claims:\n"
        "  - {id: a, text: A, contradicts: [b, c], certainty: implied,"
        " assessment: {verdict: contradicted, why: not so, evidence: [{source: s}]}}\n"
    )
    assert faults == ["2:22 W313"]
    claim = records[0]
    assert isinstance(claim, Claim)
    assert claim.certainty == "inferred"
    assert claim.assessment is None
    assert [conflict_id(claim, one) for one in claim.conflicts] == ["a:b", "a:c", "a:text"]
    assert [one.state for one in claim.conflicts] == ["open", "open", "settled"]
    wrong = claim.conflicts[-1].statements
    assert wrong[0] == Statement(claim="a")
    assert wrong[1] == Statement(value="not so", stands=True, evidence=(Evidence(source="s"),))


def test_what_is_written_in_format_2_is_read_without_a_warning() -> None:
    records, faults = load(event("{field: date, statements: [{value: x, stands: true}, {value: y}]}"))
    assert faults == []
    assert records[0].conflicts == (
        Conflict(field="date", statements=(Statement(value="x", stands=True), Statement(value="y"))),
    )


def test_a_file_has_one_warning_at_the_first_thing_of_format_1() -> None:
    text = event("{field: date, statements: [{value: x}, {value: y, certainty: implied}]}") * 3
    assert load(text)[1] == ["6:70 W313"]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("corpus: {format: 3}\n", "1:18 E108"),
        ("corpus: {format: two}\n", "1:18 E108"),
        ("format: 2\n", "1:1 E105"),
    ],
)
def test_a_format_that_is_not_known_is_an_error(text: str, fault: str) -> None:
    assert load(text)[1] == [fault]
