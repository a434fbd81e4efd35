from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from sinoru.model.records import Source
from sinoru.query.answers import SourceDetail, Sources, SourceUse
from sinoru.render.document import ASCII
from sinoru.render.full.sources import sources_document
from sinoru.render.layout import plain_lines

if TYPE_CHECKING:
    from collections.abc import Callable


def shown(answer: Sources | SourceDetail, width: int | None = None) -> str:
    return "\n".join(plain_lines(sources_document(answer), width))


@pytest.mark.parametrize("width", [None, 40, 80])
def test_the_bibliography_looks_as_kept(
    golden: Callable[[str, str], None], sources: Sources, width: int | None
) -> None:
    golden(f"sources-{width or 'pipe'}", shown(sources, width))


def test_one_source_looks_as_kept(golden: Callable[[str, str], None], source_detail: SourceDetail) -> None:
    golden("source", shown(source_detail, 100))


@pytest.mark.parametrize(
    ("source", "entry"),
    [
        (Source(id="x", title="Notes"), "Notes."),
        (Source(id="x", title="Notes", url="https://x.org/a"), "Notes. https://x.org/a"),
        (Source(id="x", title="Notes", published="1999-07"), "Notes. July 1999."),
        (Source(id="x", title="Notes", container="Paper", pages="3"), "“Notes”. Paper: 3."),
        (Source(id="x", title="Notes", untitled=True, container="Paper", pages="3"), "[Notes]. Paper: 3."),
        (Source(id="x", title="Notes", container="Paper", issue="4"), "“Notes”. Paper, no. 4."),
        (Source(id="x", title="Notes", authors=("Yu, Bin", "Li, A")), "Yu, Bin; Li, A. Notes."),
    ],
)
def test_an_entry_leaves_out_what_is_not_known(source: Source, entry: str) -> None:
    assert shown(Sources(sources=(SourceUse(source=source, records=0, by_kind={}),))).splitlines()[0] == entry


def test_each_source_tells_how_much_rests_on_it(sources: Sources) -> None:
    text = shown(sources)
    assert "yu-1999q2 · cited by 143 records (40 events, 1 person, 102 claims)" in text
    assert "bare · not cited" in text


def test_no_sources_are_said_to_be_none() -> None:
    assert shown(Sources(sources=())) == "No sources match."


def test_a_source_tells_how_far_to_trust_it(source_detail: SourceDetail) -> None:
    use = replace(
        source_detail.use, source=replace(source_detail.use.source, reliability="one error in four")
    )
    assert "reliability: one error in four" in shown(replace(source_detail, use=use))


def test_ascii_output_draws_with_ascii(source_detail: SourceDetail) -> None:
    assert "\n".join(plain_lines(sources_document(source_detail, glyphs=ASCII))).isascii()
