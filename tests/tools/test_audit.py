from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING

from tools import audit

if TYPE_CHECKING:
    import pytest

FAULT = {"id": "PYSEC-1", "fix_versions": ["2.0"], "aliases": [], "description": ""}


def answer(*vulnerable: str) -> str:
    names = ("pyyaml", "ruff")
    dependencies = [
        {"name": name, "version": "1.0", "vulns": [FAULT] if name in vulnerable else []} for name in names
    ]
    return json.dumps({"dependencies": dependencies, "fixes": []})


def test_what_the_program_needs_is_known() -> None:
    assert {"pyyaml", "rich", "pyarrow"} <= audit.needed("sinoru")
    assert "ruff" not in audit.needed("sinoru")


def test_a_fault_of_what_is_needed_fails_and_one_of_a_tool_is_told() -> None:
    lines, status = audit.report(answer("pyyaml"), {"pyyaml"})
    assert (lines[0], status) == ("pyyaml 1.0: PYSEC-1, mended in 2.0", 1)
    lines, status = audit.report(answer("ruff"), {"pyyaml"})
    assert (lines[0], status) == ("ruff 1.0 (a tool for developers): PYSEC-1, mended in 2.0", 0)


def test_an_index_that_knows_nothing_is_told() -> None:
    unknown = json.dumps({"dependencies": [{"name": "pyyaml", "skip_reason": "not found"}], "fixes": []})
    lines, status = audit.report(unknown, {"pyyaml"})
    assert status == 0
    assert "skipped" in lines[0]


def test_without_a_network_it_passes_and_says_why(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    done = subprocess.CompletedProcess([], 1, "", "ConnectionError: no route to host\n")
    monkeypatch.setattr(subprocess, "run", lambda *_args, **_options: done)
    assert audit.main() == 0
    assert "skipped, it could not ask: ConnectionError" in capsys.readouterr().out


def test_a_network_that_does_not_answer_is_not_waited_for(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def run(*_arguments: object, **options: object) -> None:
        assert isinstance(options["timeout"], int)
        raise subprocess.TimeoutExpired("pip-audit", options["timeout"])

    monkeypatch.setattr(subprocess, "run", run)
    assert audit.main() == 0
    assert "skipped, no answer within" in capsys.readouterr().out
