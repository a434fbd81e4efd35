"""The documentation says what the rules say."""

from __future__ import annotations

from pathlib import Path

import pytest

from sinoru.check.manual import diagnostics_page

DOCS = Path(__file__).parents[2] / "docs"


def test_the_page_of_diagnostics_is_current(pytestconfig: pytest.Config) -> None:
    path = DOCS / "diagnostics.md"
    if pytestconfig.getoption("--update-golden"):
        path.write_text(diagnostics_page(), encoding="utf-8")
    assert path.read_text(encoding="utf-8") == diagnostics_page()


@pytest.mark.parametrize(
    "word", ["--explain", "--fix", "--format", "--data", "sinoru: ignore[", "check_text"]
)
def test_every_way_to_use_check_is_described(word: str) -> None:
    assert word in (DOCS / "check.md").read_text(encoding="utf-8")
