"""What a look-up must not load: every module here costs more than the question."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Ran

NEVER = {
    "typer",
    "inspect",
    "typing_extensions",
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
    "sinoru.loading.records",
    "sinoru.index.build",
    "sinoru.cli.editor",
    "sinoru.plugins",
    # What few corpora have.
    "sinoru.model.own_types",
    "sinoru.query.both_sides",
    "sinoru.query.works",
    "sinoru.render.works",
    "sinoru.query.marks",
    "sinoru.query.names_then",
    "sinoru.query.own_fields",
    "sinoru.query.parties",
    "sinoru.render.marked",
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


@pytest.fixture
def settled(corpus: str, run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch) -> str:
    """Return a corpus that seems indexed long after it was written: else its content is compared as well."""
    with monkeypatch.context() as patch:
        patch.setattr(time, "time_ns", lambda: 2**62)
        run("index", "build")
    return corpus


def loaded(*arguments: str, corpus: str) -> set[str]:
    script = (
        "import os, sys; from sinoru.__main__ import main; leave = os._exit;"
        "os._exit = lambda status: leave(print(status, *sys.modules, file=sys.stderr, flush=True) or 0);"
        "main()"
    )
    ran = subprocess.run(
        [sys.executable, "-c", script, *arguments],
        env={**os.environ, "SINORU_DATA": corpus},
        capture_output=True,
        text=True,
        check=True,
    )
    status, *modules = ran.stderr.splitlines()[-1].split()
    assert status in ("0", "1"), ran.stderr  # 1: the corpus has nothing of the kind
    return set(modules)


@pytest.mark.parametrize("arguments", LOOK_UPS, ids=lambda arguments: arguments[0])
def test_a_look_up_in_a_pipe_loads_only_what_it_uses(settled: str, arguments: list[str]) -> None:
    modules = loaded(*arguments, corpus=settled)
    assert modules & NEVER == set()
    assert not {name for name in modules if name.startswith("sinoru.export")}


@pytest.mark.parametrize(
    ("format_", "module", "others"),
    [
        ("json", "shapes", {"tables", "report_tables"}),
        ("jsonl", "shapes", {"tables", "report_tables"}),
        ("csv", "tables", {"shapes"}),
        ("markdown", "tables", {"shapes"}),
    ],
)
def test_a_program_pays_for_its_format_only(
    settled: str, format_: str, module: str, others: set[str]
) -> None:
    modules = loaded("who", "Stepashin", "--format", format_, corpus=settled)
    assert modules & NEVER == set()
    assert f"sinoru.export.{module}" in modules
    assert not modules & {f"sinoru.export.{other}" for other in others}


@pytest.mark.parametrize(
    "words", [["who", "Stepashin"], ["timeline"], ["show", "embassy-bombing"]], ids=" ".join
)
def test_a_look_up_without_words_loads_no_stemmer(settled: str, words: list[str]) -> None:
    assert not loaded(*words, corpus=settled) & {"Stemmer", "sinoru.text.syntax"}


def test_only_the_command_that_runs_is_loaded(settled: str) -> None:
    modules = loaded("who", "Stepashin", corpus=settled)
    commands = {name for name in modules if name.startswith("sinoru.cli.commands.")}
    assert commands == {"sinoru.cli.commands.who"}


@pytest.mark.parametrize(
    "words",
    [["tim"], ["who", "Zha"], ["timeline", "--person", "Zha"], ["show", "zh"], ["search", "emb"]],
    ids=" ".join,
)
def test_a_tab_waits_for_little_more_than_python(settled: str, words: list[str]) -> None:
    modules = loaded("__complete", "zsh", *words, corpus=settled)
    assert not modules & (NEVER | {"typing", "re", "contextlib", "msgspec"})
    assert not {name for name in modules if name.startswith(("sinoru.cli.commands", "sinoru.text"))}
