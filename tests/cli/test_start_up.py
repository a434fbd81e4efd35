"""What a look-up must not load: every module here costs more than the question."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Ran

NEVER = {
    "typer",
    "rich",
    "yaml",
    "json",
    "tomllib",
    "csv",
    "pydantic",
    "hashlib",
    "rapidfuzz",
    "platformdirs",
    "importlib.metadata",
    "dataclasses",
    "pathlib",
    "shutil",
    "subprocess",
    "asyncio",
    "sinoru.loading.load",
    "sinoru.index.build",
    "sinoru.index.update",
    "sinoru.cli.pager",
    "sinoru.plugins",
}
LOOK_UPS = [
    ["who", "Stepashin"],
    ["search", "embassy"],
    ["timeline"],
    ["on", "1999-05-08"],
    ["claims"],
    ["show", "embassy-bombing"],
    ["sources"],
    ["conflicts"],
    ["links", "Stepashin"],
]


def loaded(*arguments: str, corpus: str) -> set[str]:
    script = (
        # The corpus is seconds old: without this its content is compared, as its times could lie.
        "import sinoru.index.freshness; sinoru.index.freshness.DOUBT_NS = 0;"
        "import sys; from sinoru.cli.app import run; status = run(sys.argv[1:]);"
        "print(status, *sys.modules, file=sys.stderr)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", script, *arguments, "--data", corpus],
        capture_output=True,
        text=True,
        check=True,
    )
    status, *modules = ran.stderr.splitlines()[-1].split()
    assert status in ("0", "1"), ran.stderr  # 1: the corpus has nothing of the kind
    return set(modules)


@pytest.mark.parametrize("arguments", LOOK_UPS, ids=lambda arguments: arguments[0])
def test_a_look_up_in_a_pipe_loads_only_what_it_uses(
    run: Callable[..., Ran], corpus: str, arguments: list[str]
) -> None:
    run("timeline")  # from here on the index is fresh
    modules = loaded(*arguments, corpus=corpus)
    assert not modules & NEVER
    assert not {name for name in modules if name.startswith("sinoru.export")}


@pytest.mark.parametrize("format_", ["json", "jsonl", "csv", "markdown"])
def test_a_program_pays_for_its_format_only(run: Callable[..., Ran], corpus: str, format_: str) -> None:
    run("timeline")
    modules = loaded("who", "Stepashin", "--format", format_, corpus=corpus)
    assert not modules & NEVER
    assert f"sinoru.export.{format_}" in modules


def test_only_the_command_that_runs_is_loaded(run: Callable[..., Ran], corpus: str) -> None:
    run("timeline")
    modules = loaded("who", "Stepashin", corpus=corpus)
    commands = {name for name in modules if name.startswith("sinoru.cli.commands.")}
    assert commands == {"sinoru.cli.commands.who"}
