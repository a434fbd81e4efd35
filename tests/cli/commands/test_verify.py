from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Ran

    Verify = Callable[..., Ran]

CORPUS = """
sources:
  - {id: harbour, title: The Harbour}
events:
  - id: pier
    date: 1901-05-01
    title: The pier is built
    evidence: [{source: harbour, at: "1", terms: [72 spans]}]
"""


@pytest.fixture
def verify(run: Callable[..., Ran], write_corpus: Callable[..., str], tmp_path: Path) -> Verify:
    """Verify a copy with this text."""
    data = write_corpus(CORPUS, "harbour")

    def verify(text: str, *options: str, name: str = "copy.txt") -> Ran:
        (tmp_path / name).write_text(text, encoding="utf-8")
        return run("verify", f"harbour={tmp_path}/{name}", *options, data=data)

    return verify


def test_evidence_that_stands_in_the_copy_is_found(verify: Verify) -> None:
    ran = verify("A pier of 72 spans.")
    assert ran.status == 0
    assert "all 1 piece of evidence found" in ran.out
    assert not ran.err


def test_missing_evidence_is_told_with_its_line_and_fails(verify: Verify) -> None:
    ran = verify("A light.\n\nA pier of 72 spans.")
    assert ran.status == 1
    assert re.search(r"^/.*corpus\.yaml:5  event pier  1$", ran.out, re.MULTILINE)
    assert "“72 spans” appears at para. 2" in ran.out


@pytest.mark.parametrize(("options", "status"), [((), 0), (("--strict",), 1)])
def test_uncovered_passages_fail_only_where_that_is_asked_for(
    verify: Verify, options: tuple[str, ...], status: int
) -> None:
    ran = verify("A pier of 72 spans.\n\nA light.", *options)
    assert ran.status == status
    assert "2  A light." in ran.out


def test_programs_get_the_documented_shape(verify: Verify) -> None:
    answer = json.loads(verify("A pier of 27 spans.", "--format", "json").out)
    assert answer["source"] == "harbour"
    assert (answer["evidence"]["total"], answer["evidence"]["found"]) == (1, 0)
    (missing,) = answer["evidence"]["missing"]
    assert (missing["record"], missing["at"], missing["terms_missing"]) == ("pier", "1", ["72 spans"])
    assert (missing["found_at"], missing["line"]) == ({"72 spans": []}, 5)
    assert answer["coverage"] == {
        "passages": 1,
        "covered": 0,
        "uncovered": [{"at": "para. 1", "text": "A pier of 27 spans."}],
    }


@pytest.mark.parametrize("format_", ["jsonl", "csv", "markdown"])
def test_every_format_names_what_is_missing(verify: Verify, format_: str) -> None:
    ran = verify("A pier of 27 spans.", "--format", format_)
    assert ran.status == 1
    assert "pier" in ran.out
    assert "72 spans" in ran.out


def test_a_file_name_may_have_spaces(verify: Verify) -> None:
    assert verify("A pier of 72 spans.", name="my own  copy.txt").status == 0


@pytest.mark.parametrize("words", [(), ("harbour",), ("harbour=",), ("=copy.txt",)])
def test_what_to_verify_must_be_said(run: Callable[..., Ran], words: tuple[str, ...]) -> None:
    ran = run("verify", *words)
    assert ran.status == 2
    assert "sinoru verify yu-1999q2=article.txt" in ran.err


def test_an_unknown_source_is_wrong_usage(run: Callable[..., Ran]) -> None:
    ran = run("verify", "yu-1999q3=copy.txt")
    assert ran.status == 2
    assert "yu-1999q2" in ran.err


def test_an_unreadable_copy_is_wrong_usage(run: Callable[..., Ran]) -> None:
    ran = run("verify", "yu-1999q2=nowhere.txt")
    assert ran.status == 2
    assert ran.err == ("sinoru: Cannot read nowhere.txt: no such file or folder. Use the path of a file.\n")


@pytest.fixture
def copying(run: Callable[..., Ran], write_corpus: Callable[..., str], tmp_path: Path) -> Verify:
    """Verify a copy whose words two texts of the corpus repeat."""
    title, summary = (
        "One two three four five six seven",
        "It was eight nine ten eleven twelve thirteen fourteen fifteen.",
    )
    text = CORPUS.replace("The pier is built", f"{title}\n    summary: {summary}")
    data, path = write_corpus(text, "copying"), tmp_path / "copy.txt"
    path.write_text(f"72 spans {title}, and {summary}", encoding="utf-8")
    return lambda *options: run("verify", f"harbour={path}", *options, data=data)


def test_words_shared_with_the_copy_are_counted_and_the_longest_shown(copying: Verify) -> None:
    ran = copying()
    assert ran.status == 0
    assert "2 runs of 7 words or more shared with the copy, the longest:" in ran.out
    assert "10 words “It was eight nine ten eleven twelve thirteen fourteen fifteen”" in ran.out
    assert "One two three" not in ran.out
    assert re.search(
        r"7 words “One two three four five six seven”  \S+:5  pier  title  para. 1", copying("--full").out
    )


def test_shared_words_are_in_every_format_and_an_error_if_that_is_asked_for(copying: Verify) -> None:
    ran = copying("--strict", "--format", "json")
    assert ran.status == 1
    longest, other = json.loads(ran.out)["shared"]
    assert (longest["record"], longest["field"], longest["words"], longest["at"]) == (
        "pier",
        "summary",
        10,
        "para. 1",
    )
    assert (other["kind"], other["line"]) == ("event", 5)
    assert "shared words,para. 1,pier,event," in copying("--format", "csv").out
