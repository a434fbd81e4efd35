"""Each command without the libraries that it needs: what is missing, and the extra that has the command's name."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from .conftest import Ran

LIBRARIES = ("textual", "mcp", "anyio", "jinja2", "pyarrow", "icalendar", "psycopg", "selectolax", "pypdf")
OURS = ("sinoru.tui", "sinoru.mcp", "sinoru.export.page", "sinoru.export.formats.", "sinoru.store.postgres.")
"""Modules of sinoru that import them, which another test may have imported."""
SERVER = "postgresql://desk@127.0.0.1:1/news"


@pytest.fixture
def without_libraries(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(sys.modules):
        if name.partition(".")[0] in LIBRARIES or name.startswith(OURS):
            parent, _, child = name.rpartition(".")
            if hasattr(sys.modules.get(parent), child):  # an import sets it, which must not outlive this test
                monkeypatch.setattr(sys.modules[parent], child, sys.modules[name])
            monkeypatch.delitem(sys.modules, name)
    for name in LIBRARIES:
        monkeypatch.setitem(sys.modules, name, None)
    monkeypatch.setattr("sinoru.cli.commands.browse.check_terminal", lambda: None)


@pytest.mark.usefixtures("without_libraries")
@pytest.mark.parametrize(
    ("arguments", "needed", "extra"),
    [
        (["browse"], "'sinoru browse' needs 'textual'", "browse"),
        (["mcp"], "'sinoru mcp' needs 'mcp'", "mcp"),
        (["web"], "'sinoru web' needs 'jinja2'", "web"),
        (["export", "html", "-o", "new.html"], "'sinoru export html' needs 'jinja2'", "html"),
        (["export", "ics", "-o", "new.ics"], "'sinoru export ics' needs 'icalendar'", "ics"),
        (["export", "parquet", "-o", "new.parquet"], "'sinoru export parquet' needs 'pyarrow'", "parquet"),
        (["push", "--store", SERVER], "'sinoru push' needs 'psycopg'", "push"),
        (["timeline", "--store", SERVER], "A PostgreSQL store needs 'psycopg'", "postgres"),
        (["index", "status", "--store", SERVER], "A PostgreSQL store needs 'psycopg'", "postgres"),
        (["verify", "yu-1999q2=page.html"], "page.html needs 'selectolax'", "verify"),
        (["verify", "yu-1999q2=paper.pdf"], "paper.pdf needs 'pypdf'", "verify"),
        (["import", "chronology", "page.html"], "page.html needs 'selectolax'", "import"),
        (["import", "chronology", "paper.pdf"], "paper.pdf needs 'pypdf'", "import"),
        (["import", "ics", "diary.ics"], "diary.ics needs 'icalendar'", "import"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_command_says_what_is_missing_and_how_to_install_it(
    run: Callable[..., Ran],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    needed: str,
    extra: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    for name, content in (
        ("page.html", "<p>Text"),
        ("paper.pdf", "%PDF-1.4"),
        ("diary.ics", "BEGIN:VCALENDAR"),
    ):
        (tmp_path / name).write_text(content)
    before = sorted(tmp_path.glob("*.*"))
    ran = run(*arguments)
    assert ran.status == 2
    assert ran.err == (
        f"sinoru: {needed}, which is not installed. Install it with: pip install 'sinoru[{extra}]'\n"
    )
    assert sorted(tmp_path.glob("*.*")) == before
