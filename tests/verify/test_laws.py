"""What holds for any copy, however odd."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sinoru.model.records import Evidence, Section, Source
from sinoru.verify.copies import UnreadableCopy, read_copy
from sinoru.verify.passages import Finder, read_passages

if TYPE_CHECKING:
    from pathlib import Path

SECTIONS = st.lists(st.sampled_from(["Start", "The Pier", "“”", "", "Chronology"]), unique=True, max_size=4)
LINES = st.lists(
    st.sampled_from(
        [
            "",
            "Start",
            "## The Pier",
            "Chronology of it",
            "May 1, 1999: Talks.",
            "- an item",
            "1) item",
            "\f",
            "12",
        ]
    )
    | st.text(max_size=30),
    max_size=25,
)


@given(LINES, SECTIONS)
def test_every_passage_answers_to_its_locator(lines: list[str], titles: list[str]) -> None:
    source = Source(id="s", title="T", sections=tuple(Section(title=title, paragraphs=1) for title in titles))
    copy = read_passages("\n".join(lines), source)
    finder = Finder(source, copy.passages, {})
    for passage in copy.passages:
        found = finder.find(Evidence(source="s", at=passage.at)).passages
        assert passage.at in [one.at for one in found]
        assert passage.text.strip()


@given(content=st.binary(max_size=300), start=st.sampled_from([b"", b"%PDF-1.7\n", b"<html>", b"\xff\xfe"]))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_file_is_read_or_told_to_be_unreadable(tmp_path: Path, content: bytes, start: bytes) -> None:
    path = tmp_path / "copy"
    path.write_bytes(start + content)
    with suppress(UnreadableCopy):
        assert read_copy(str(path)).strip()
