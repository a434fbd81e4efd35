from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

from tests.cli.conftest import CORPUS

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Ran

CHANGED = (
    CORPUS.replace("Five bombs strike the embassy.", "Bombs strike the embassy.")
    .replace("{value: 72, unit: fighters}", "{value: 38, unit: fighters}")
    .replace("countries: [China, Yugoslavia]", "countries: [China, Serbia]")
    .replace("  - {id: zhang-zemin, name: Zhang Zemin, country: China}\n", "")
    .replace("  - {id: moscow,", "  - {id: bonn, name: Bonn}\n  - {id: moscow,")
)


def test_records_are_told_apart_field_by_field(
    run: Callable[..., Ran], corpus: str, write_corpus: Callable[..., str]
) -> None:
    other = write_corpus(CHANGED, "other")
    ran = run("diff", corpus, other)
    assert ran.status == 1
    assert "+ bonn  Bonn" in ran.out
    assert "- zhang-zemin  Zhang Zemin" in ran.out
    assert "summary: Five bombs strike the embassy. → Bombs strike the embassy." in ran.out
    assert "figure.value: 72 → 38" in ran.out
    assert "countries: - Yugoslavia" in ran.out
    assert "countries: + Serbia" in ran.out
    assert "moscow" not in ran.out
    assert "1 added, 1 removed, 2 changed" in ran.err


def test_what_only_moved_is_the_same(
    run: Callable[..., Ran], corpus: str, write_corpus: Callable[..., str]
) -> None:
    other = write_corpus("# another layout\n\n" + CORPUS, "other")
    (Path(other) / "corpus.yaml").rename(Path(other) / "moved.yaml")
    ran = run("diff", corpus, other)
    assert (ran.status, ran.out) == (0, "")


def test_programs_get_each_change(
    run: Callable[..., Ran], corpus: str, write_corpus: Callable[..., str]
) -> None:
    other = write_corpus(CHANGED, "other")
    found = json.loads(run("diff", corpus, other, "--format", "json").out)
    assert [(one["how"], one["id"]) for one in found["changes"]] == [
        ("changed", "seventy-two-jets"),
        ("changed", "embassy-bombing"),
        ("removed", "zhang-zemin"),
        ("added", "bonn"),
    ]
    assert found["changes"][0]["fields"][0]["field"] == "figure.value"
    assert len(run("diff", corpus, other, "--format", "jsonl").out.splitlines()) == 4
    assert run("diff", corpus, other, "--format", "markdown").out.startswith("| change |")


def test_git_revisions(run: Callable[..., Ran], corpus: str, tmp_path: Path) -> None:
    def git(*words: str) -> None:
        who = ["-c", "user.name=a", "-c", "user.email=a@b"]
        subprocess.run(["git", "-C", str(tmp_path), *who, *words], check=True, capture_output=True)

    git("init", "-q")
    git("add", "corpus")
    git("commit", "-qm", "one")
    (Path(corpus) / "corpus.yaml").write_text(CHANGED)
    for words in (["HEAD", corpus], ["HEAD"], ["git:HEAD", corpus], ["HEAD:corpus", corpus]):
        ran = run("diff", *words)
        assert (ran.status, "+ bonn" in ran.out) == (1, True), (words, ran)
    ran = run("diff", corpus, "HEAD")
    assert "- bonn" in ran.out
    git("commit", "-qam", "two")
    assert run("diff", "HEAD", corpus).status == 0
    assert run("diff", "HEAD~1", "HEAD").status == 1


def test_what_is_no_state_is_said(run: Callable[..., Ran], corpus: str) -> None:
    for words in (["nowhere", corpus], [], ["--", "-x", corpus], [corpus, corpus, corpus]):
        ran = run("diff", *words)
        assert (ran.status, bool(ran.err), ran.out) == (2, True, ""), words
