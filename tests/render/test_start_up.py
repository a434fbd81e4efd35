from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = {"rich", "typer", "json", "datetime", "dataclasses", "pathlib", "importlib.metadata"}


@pytest.mark.parametrize("view", ["timeline", "on", "who", "search", "claims", "show", "sources"])
def test_a_pipe_pays_for_nothing_that_only_a_terminal_needs(view: str) -> None:
    loaded = (
        f"import sys, sinoru.render.{view}, sinoru.render.html, sinoru.render.full.who; print(*sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True, check=True)
    already = subprocess.run(
        [sys.executable, "-c", "import sys, sinoru.query.answers; print(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert not HEAVY & set(run.stdout.split()) - set(already.stdout.split())
