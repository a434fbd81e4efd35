"""What is written as SARIF is read by the models that others made of its schema."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from pydantic_sarif.model import StaticAnalysisResultsFormatSarifVersion210JsonSchema as Sarif

from sinoru.check.runner import check_files
from sinoru.export.check_formats import export_sarif

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "people:\n  - {id: a, name: A, birthplace: nowhere}\n  - {id: a, name: 江}\n"


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "a b"
    folder.mkdir()
    (folder / "ü.yaml").write_text(TEXT, encoding="utf-8")
    found: dict[str, Any] = json.loads("".join(export_sarif(check_files(["a b"]))))
    return found


def test_it_is_valid(log: dict[str, Any]) -> None:
    Sarif.model_validate(log)  # these models forbid what the schema does not know


def test_a_result_points_at_the_token_in_code_points(log: dict[str, Any]) -> None:
    run = log["runs"][0]
    first = run["results"][0]
    assert run["columnKind"] == "unicodeCodePoints"
    place = first["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "a%20b/%C3%BC.yaml"
    assert (first["ruleId"], first["level"]) == ("W303", "warning")
    assert place["region"] == {"startLine": 2, "startColumn": 10, "endColumn": 11}


def test_every_result_has_its_rule(log: dict[str, Any]) -> None:
    run = log["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    assert {rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in run["results"]} == {True}


def test_no_fault_is_a_log_without_results(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("people: []\n", encoding="utf-8")
    found = json.loads("".join(export_sarif(check_files([str(tmp_path)]))))
    Sarif.model_validate(found)
    assert found["runs"][0]["results"] == []
