"""The page "Your own corpus in five minutes", as written."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from sinoru.cli.app import run

if TYPE_CHECKING:
    import pytest

PAGE = (Path(__file__).parent.parent / "docs" / "your-own-corpus.md").read_text(encoding="utf-8")


def test_every_step_works_as_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SINORU_CACHE", str(tmp_path / "cache"))
    (text,) = re.findall(r"```text\n(.*?)```", PAGE, re.DOTALL)
    (tmp_path / "notes.txt").write_text(text, encoding="utf-8")
    commands = re.findall(r"^\$ sinoru (.*)$", PAGE, re.MULTILINE)
    assert len(commands) >= 8
    for command in commands:
        assert run(command.split()) == 0, (command, capsys.readouterr())
    told = capsys.readouterr().out
    assert "The ministers sign an agreement on the eastern border" in told
    assert "all 3 pieces of evidence found" in told
