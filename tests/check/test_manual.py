"""Every code has a manual that a reader can use."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sinoru.check.manual import all_codes, manual_of
from sinoru.check.rules import RULES, load_rule
from sinoru.model.errors import WrongUsage

CASES = Path(__file__).parents[1] / "cases" / "check" / "bad"


@pytest.mark.parametrize("code", all_codes())
def test_a_code_has_a_name_a_summary_and_a_manual(code: str) -> None:
    manual = manual_of(code)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", manual.name)
    assert manual.summary.endswith(".")
    assert len(manual.text.split()) > 20


@pytest.mark.parametrize("code", RULES)
def test_a_rule_is_filed_under_its_code(code: str) -> None:
    assert code == load_rule(code).CODE


def test_every_code_that_loading_reports_has_a_manual() -> None:
    folder = Path(__file__).parents[2] / "src" / "sinoru" / "loading"
    reported = {code for path in folder.glob("*.py") for code in re.findall(r'"(E\d{3})"', path.read_text())}
    assert reported <= set(all_codes())


def test_every_code_occurs_in_a_case() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in CASES.glob("*.yaml"))
    elsewhere = {"E100", "E102", "W307"}  # no text file can show them: test_hostile_files.py does
    elsewhere.add("W329")  # about two files: tests/cli/commands/test_own_fields.py
    assert set(all_codes()) - elsewhere <= set(re.findall(r"[EW]\d{3}", text))


def test_an_unknown_code_is_wrong_usage() -> None:
    with pytest.raises(WrongUsage, match="E101, E102"):
        manual_of("E999")
