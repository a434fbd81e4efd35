"""Chronologies in many styles, each with the dates that a person reads in it, by line.

A case is tests/cases/import/NAME.txt with NAME.jsonl beside it. The sentences are invented for the tests.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sinoru.draft.formats.chronology import read_prose

if TYPE_CHECKING:
    from collections.abc import Callable

CASES = sorted((Path(__file__).parent.parent / "cases" / "import").glob("*.txt"))


def _expected(case: Path) -> Counter[tuple[str, int]]:
    lines = case.with_suffix(".jsonl").read_text(encoding="utf-8").splitlines()
    return Counter((json.loads(line)["date"], json.loads(line)["line"]) for line in lines)


def _found(case: Path) -> Counter[tuple[str, int]]:
    rows = read_prose(case.read_text(encoding="utf-8"), None, lambda _done, _total: None).rows
    return Counter((row.date, row.line) for row in rows)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_each_dated_entry_is_found_once_with_its_date(case: Path) -> None:
    assert _found(case) == _expected(case)


def test_share_of_entries_found(record_property: Callable[[str, object], None]) -> None:
    found = [(_found(case), _expected(case)) for case in CASES]
    right = sum((got & wanted).total() for got, wanted in found)
    got, wanted = sum(got.total() for got, _ in found), sum(wanted.total() for _, wanted in found)
    precision, recall = right / got, right / wanted
    f1 = 2 * precision * recall / (precision + recall)
    record_property(
        "dates imported",
        f"precision {precision:.3f}, recall {recall:.3f}, F1 {f1:.3f} ({wanted} entries in {len(CASES)} styles)",
    )
    assert f1 >= 0.9
    assert len(CASES) >= 40
