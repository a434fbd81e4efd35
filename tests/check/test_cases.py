"""A folder is a table of tests: each bad file says which faults it has and where, each good one has none.

`# ^ E202` marks the column of a fault in the line above; `# expect: E101 4:1` at the head gives line and column where
no comment can stand below.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sinoru.check.runner import check_files

CASES = Path(__file__).parents[1] / "cases" / "check"
_BELOW = re.compile(r"#?\s*(?P<marks>#\s*\^.*)$")
_MARK = re.compile(r"\^\s*(?P<code>[EW]\d{3})")
_HEAD = re.compile(r"^# expect: (?P<faults>.*)$", re.MULTILINE)

Place = tuple[str, int, int]


def expected(text: str) -> list[Place]:
    found: list[Place] = []
    above = 0
    for number, line in enumerate(text.splitlines(), 1):
        if line.lstrip().startswith("#") and "^" in line:
            found += [(mark["code"], above, mark.start() + 1) for mark in _MARK.finditer(line)]
        else:
            above = number
    for head in _HEAD.finditer(text):
        for fault in head["faults"].split(", "):
            code, place = fault.split()
            line_number, column = place.split(":")
            found.append((code, int(line_number), int(column)))
    return sorted(found)


def cases(kind: str) -> list[Path]:
    return sorted((CASES / kind).glob("*.yaml"))


@pytest.mark.parametrize("path", cases("bad"), ids=lambda path: path.stem)
def test_a_bad_file_has_the_faults_that_it_says(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    found = check_files([str(path)])
    assert sorted((one.code, one.line, one.column) for one in found.diagnostics) == expected(text)
    assert expected(text)


@pytest.mark.parametrize("path", cases("good"), ids=lambda path: path.stem)
def test_a_good_file_has_no_fault(path: Path) -> None:
    assert [f"{one}" for one in check_files([str(path)]).diagnostics] == []
