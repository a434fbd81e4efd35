"""Honest text is printed as it is, in every view and format; what hides or turns text is not."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len

import sinoru

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Ran

NAME = "علی خامنه\u200cای"
SCIENTIST, WARNING = "👩\u200d🔬", "⚠\ufe0f"
CORPUS = f"""\
sources:
  - {{id: keyhan, title: "{NAME} {WARNING}", authors: ["{NAME}"], published: 1999, language: fa}}
people:
  - id: ali-khamenei
    name: Ali Khamenei
    names: [{{text: {NAME}, kind: native, lang: fa}}]
    evidence: [{{source: keyhan}}]
events:
  - id: speech
    date: 1999-05-08
    title: A speech by {NAME}
    kind: statement
    summary: "{SCIENTIST} asks, {WARNING} क्\u200dष; hidden: a\\u200cb, turned: \\u202ecba"
    participants: [{{person: ali-khamenei, role: speaker}}]
    evidence: [{{source: keyhan}}]
  - {{id: other, date: 1999-05-09, title: Another one, kind: visit, evidence: [{{source: keyhan}}]}}
"""


@pytest.fixture
def persian(write_corpus: Callable[..., str]) -> str:
    return write_corpus(CORPUS, "persian")


def test_a_persian_name_is_printed_as_persian(run: Callable[..., Ran], persian: str) -> None:
    ran = run("who", "Khamenei", data=persian)
    assert NAME in ran.out
    assert "خامنه<U+200C>" not in ran.out


@pytest.mark.parametrize("format_", ["table", "json", "jsonl", "csv", "markdown"])
def test_every_format_has_honest_text_and_nothing_that_hides(
    run: Callable[..., Ran], persian: str, format_: str
) -> None:
    out = run("timeline", "--full", "--format", format_, data=persian).out
    assert NAME in out
    assert SCIENTIST in out
    assert WARNING in out
    assert "a\u200cb" not in out
    assert "\u202e" not in out


@pytest.mark.parametrize("kind", ["html", "json", "csv", "markdown", "ics", "jsonld"])
def test_every_export_has_it_too(run: Callable[..., Ran], persian: str, tmp_path: Path, kind: str) -> None:
    target = tmp_path / "exported"
    assert run("export", kind, "-o", str(target), data=persian).status == 0
    files = [target] if target.is_file() else sorted(target.iterdir())
    text = "".join(file.read_bytes().decode() for file in files).replace("\r\n ", "")
    assert NAME in text
    assert "a\u200cb" not in text
    assert "\u202e" not in text


def test_other_programs_read_what_the_corpus_has(run: Callable[..., Ran], persian: str) -> None:
    person = json.loads(run("who", "Khamenei", "--format", "json", data=persian).out)["person"]
    assert person["names"][0]["text"] == NAME
    summary = json.loads(run("timeline", "--format", "json", data=persian).out)["events"][0]["summary"]
    assert "a\u200cb" in summary
    assert "\u202ecba" in summary
    rows = csv.DictReader(io.StringIO(run("timeline", "--format", "csv", data=persian).out))
    assert next(rows)["title"] == f"A speech by {NAME}"


def test_a_citation_and_a_message_have_it_too(run: Callable[..., Ran], persian: str) -> None:
    assert NAME in run("cite", "speech", data=persian).out
    assert NAME in run("timeline", "--topic", NAME, data=persian).err


def test_columns_stay_aligned(run: Callable[..., Ran], persian: str) -> None:
    head, speech = run("timeline", "--style", "table", data=persian).out.splitlines()[2:4]
    before_people = head[: head.index("People")], speech[: speech.index("Ali Khamenei")]
    assert cell_len(before_people[0]) == cell_len(before_people[1])


@pytest.mark.parametrize("width", range(12, 60, 3))
def test_no_line_is_wider_than_asked(run: Callable[..., Ran], persian: str, width: int) -> None:
    brief = run("timeline", "--width", str(width), data=persian).out
    lines = (line for line in brief.splitlines() if not line.startswith("sinoru show "))  # copied whole
    assert all(cell_len(line) <= width for line in lines if "क" not in line)
    out = run("timeline", "--full", "--width", str(width), data=persian).out
    assert all(cell_len(line) <= width for line in out.splitlines() if "क" not in line)
    assert "U+200C>ای" not in out.replace("\n", "")
    assert SCIENTIST in out


def test_python_gets_it_as_text_and_as_html(persian: str) -> None:
    with sinoru.open(persian) as corpus:
        card = corpus.who("Khamenei")
        assert NAME in card.to_text()
        assert NAME in card.to_text(30)
        assert NAME in (card._repr_html_() or "")  # what a notebook asks for
        assert card.to_dict()["person"]["names"][0]["text"] == NAME


def test_an_import_keeps_it(run: Callable[..., Ran], tmp_path: Path) -> None:
    chronology = tmp_path / "chronology.txt"
    chronology.write_text(f"8 May 1999: {NAME} speaks, \u202eturned and hid\u200bden.\n", encoding="utf-8")
    out = run("import", "chronology", str(chronology), "--dry-run", "--format", "jsonl").out
    draft = json.loads(out.splitlines()[0])
    assert draft["summary"] == f"{NAME} speaks, turned and hidden."
    assert "U+202E" in str(draft["doubts"])
    assert "U+200C" not in str(draft["doubts"])
