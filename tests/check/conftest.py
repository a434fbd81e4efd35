"""Corpora written for one test."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sinoru.check.runner import check_files

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

Faults = list[tuple[str, int, int]]


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """Write a file, and give its path; the working folder is where it stands."""
    monkeypatch.chdir(tmp_path)

    def write(text: str | bytes, name: str = "corpus.yaml") -> str:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return str(path)

    return write


@pytest.fixture
def faults(write: Callable[..., str]) -> Callable[..., Faults]:
    """Return code, line and column of the faults of a text."""

    def faults(text: str | bytes) -> Faults:
        checked = check_files([write(text)])
        return [(one.code, one.line, one.column) for one in checked.diagnostics]

    return faults
