"""The hook that other repositories use runs the command, as it is installed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[2]


def hook() -> dict[str, Any]:
    hooks: list[dict[str, Any]] = yaml.safe_load(
        (ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
    )
    (one,) = hooks
    return one


def run(*paths: Path) -> subprocess.CompletedProcess[str]:
    program, *arguments = hook()["entry"].split()
    assert program == "sinoru"
    command = [sys.executable, "-m", program, *arguments, *map(str, paths)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_a_hook_has_what_pre_commit_needs() -> None:
    assert {"id", "name", "entry", "language"} <= hook().keys()
    assert hook()["types"] == ["yaml"]


def test_changed_files_are_checked_as_part_of_their_corpus() -> None:
    ran = run(ROOT / "data" / "events.yaml", ROOT / "data" / "people.yaml")
    assert (ran.returncode, ran.stdout) == (0, "")


def test_a_fault_stops_the_commit(tmp_path: Path) -> None:
    path = tmp_path / "corpus.yaml"
    path.write_text("people: [{id: a}]\n", encoding="utf-8")
    assert run(path).returncode == 1
