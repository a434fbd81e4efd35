from __future__ import annotations

import runpy
from pathlib import Path

from sinoru.cli.command_line import COMMANDS, load_command
from sinoru.cli.completion.complete import options_of

ROOT = Path(__file__).parents[3]
PAGES: dict[Path, str] = runpy.run_path(str(ROOT / "tools" / "completion_table.py"))["pages"]()


def test_completion_knows_the_commands_as_they_are() -> None:
    for path, text in PAGES.items():
        assert path.read_text(encoding="utf-8") == text, f"{path.name} has drifted: run 'make manual'"


def test_completion_knows_each_option_of_each_command() -> None:
    for name in COMMANDS:
        assert list(options_of(name)) == [each for one in load_command(name).options for each in one.names]
