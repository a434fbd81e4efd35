from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sinoru.edit.add import with_record
from sinoru.edit.text_file import text_file_of
from sinoru.edit.yaml_text import record_lines
from sinoru.files import NotWritten
from sinoru.model.records import Event, Evidence, Place, Record, Source
from tests.edit.texts import WORDS, corpus_files

NEW = [
    Place(
        id="new-place",
        name="Ульяновск: a # b",
        note=" spaced ",
        evidence=(Evidence(source="s", at="p. 3, 4"),),
    ),
    Event(
        id="new-event", date="1999-05-08", title="- dash", summary="word " * 60 + "end", topics=("a, b", "no")
    ),
]


def inserted(before: bytes, after: bytes) -> bytes:
    """Return what stands in `after` in one place more than in `before`, or fail."""
    start = next((n for n, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), len(before))
    more = len(after) - len(before)
    assert before[:start] + before[start:] == after[:start] + after[start + more :]
    return after[start : start + more]


@settings(max_examples=40)
@given(corpus_files(), st.sampled_from(NEW), st.booleans(), st.booleans())
def test_a_new_record_is_all_that_changes(text: str, record: Record, crlf: bool, bom: bool) -> None:  # noqa: FBT001
    content = (text.replace("\n", "\r\n") if crlf else text).encode()
    file = text_file_of("/x.yaml", b"\xef\xbb\xbf" + content if bom else content)
    after = file.with_text(
        with_record(file, record)
    )  # it proves by loading that the record and no other came
    new = inserted(file.content, after)
    assert record.id.encode() in new
    assert (b"\r\n" in new) == crlf
    assert file.content.endswith(b"\n") == after.endswith(b"\n")


@given(st.lists(WORDS, min_size=1, max_size=9).map("".join), st.text(max_size=30))
def test_any_text_is_read_back_as_it_was(first: str, second: str) -> None:
    title = "".join(char for char in first + second if char.isprintable() or char in "\n\t") or "x"
    file = text_file_of("/x.yaml", b"")
    record = Source(id="s", title=title, authors=(title, first), note=second if second.isprintable() else "")
    assert record.id in with_record(file, record)


def test_a_list_that_is_empty_is_begun() -> None:
    file = text_file_of("/x.yaml", b"places: []  # none yet\nsources: []\n")
    new = with_record(file, Place(id="a", name="A"))
    assert new == "places:  # none yet\n  - id: a\n    name: A\nsources: []\n"


def test_a_list_in_brackets_is_refused() -> None:
    file = text_file_of("/x.yaml", b"places: [{id: a, name: A}]\n")
    with pytest.raises(NotWritten, match="written in brackets"):
        with_record(file, Place(id="b", name="B"))


def test_records_are_written_in_house_style() -> None:
    assert record_lines(NEW[1], 2)[:4] == [
        "  - id: new-event",
        "    date: 1999-05-08",
        '    title: "- dash"',
        "    summary: >-",
    ]
