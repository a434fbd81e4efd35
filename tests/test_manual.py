from __future__ import annotations

import runpy
import shutil
import subprocess
from pathlib import Path

import pytest

from sinoru.cli.command_line import COMMANDS

ROOT = Path(__file__).parents[1]
PAGES: dict[Path, str] = runpy.run_path(str(ROOT / "tools" / "manual.py"))["pages"]()


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_the_manual_is_that_of_the_program(path: Path) -> None:
    assert path.read_text(encoding="utf-8") == PAGES[path], f"{path.name} has drifted: run 'make manual'"


def test_the_manual_has_every_command() -> None:
    for path, text in PAGES.items():
        assert path.name == "format.md" or all(f"sinoru {name}" in text for name in COMMANDS)


def test_the_man_page_is_read_without_a_complaint() -> None:
    if not shutil.which("groff"):
        pytest.skip("groff is not installed")
    page = ROOT / "docs" / "sinoru.1"
    ran = subprocess.run(
        ["groff", "-man", "-Tutf8", "-ww", str(page)], capture_output=True, text=True, check=False
    )
    assert ran.stderr == ""
    assert "sinoru timeline" in ran.stdout.replace("\x1b[1m", "").replace("\x1b[0m", "")
