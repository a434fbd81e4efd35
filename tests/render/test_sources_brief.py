"""The first look at sources: a line for each, or for each passage of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from sinoru.model.records import Source
from sinoru.query.answers import Passage, Reference, SourceDetail, Sources, SourceUse
from sinoru.render.document import ASCII, UNICODE, Grid, Line, Look
from sinoru.render.layout import cell_width, plain_lines
from sinoru.render.listing import numbered, with_ids
from sinoru.render.sources import sources_document

if TYPE_CHECKING:
    from collections.abc import Callable


def shown(answer: Sources | SourceDetail, width: int | None = None, *, ascii_only: bool = False) -> str:
    look = Look(ASCII if ascii_only else UNICODE, width, is_numbered=width is not None)
    document = sources_document(answer, look)
    framed = numbered(document) if look.is_numbered else with_ids(document)
    return "\n".join(plain_lines(framed, width, look.glyphs.ellipsis))


def many(detail: SourceDetail) -> SourceDetail:
    """Return a source with more records than are shown themselves."""
    records = tuple(
        Reference(id=f"r{n}", kind=kind, title="Title", date="1999", how="evidence")
        for n, kind in enumerate(("claim", "event", "claim", "person"))
    )
    passages = (
        Passage(at="Chronology, May 10", records=records, total=4),
        Passage(at="High Politics, 2", records=records[:1], total=1),
        Passage(at="", records=records[3:], total=1),
    )
    source = replace(detail.use.source, reliability=f"one error in {'four or five or ' * 9}six")
    use = SourceUse(source=source, records=4, by_kind={"claim": 2, "event": 1, "person": 1})
    return replace(detail, use=use, passages=passages)


@pytest.fixture
def listed(sources: Sources) -> Sources:
    several = replace(
        sources.sources[0],
        source=replace(sources.sources[0].source, id="two", authors=("Yu, Bin", "Li, A"), published="1999~"),
        records=12,
    )
    return Sources(sources=(sources.sources[0], several, sources.sources[1]), total=3)


@pytest.mark.parametrize("width", [None, 60, 80, 120, 200])
def test_the_list_is_as_kept(golden: Callable[[str, str], None], listed: Sources, width: int | None) -> None:
    golden(f"sources-brief-{width or 'pipe'}", shown(listed, width))


@pytest.mark.parametrize("width", [None, 60, 80, 120, 200])
def test_one_source_is_as_kept(
    golden: Callable[[str, str], None], source_detail: SourceDetail, width: int | None
) -> None:
    golden(f"source-brief-{width or 'pipe'}", shown(many(source_detail), width))


@pytest.mark.parametrize("width", [None, 80, 120, 300])
def test_a_source_has_one_line_and_a_passage_too(
    listed: Sources, source_detail: SourceDetail, width: int | None
) -> None:
    one = many(source_detail)
    for answer, lines in ((listed, 3 + 5), (one, 3 + 10)):
        text = shown(answer, width).splitlines()
        assert len(text) <= lines
        assert width is None or max(map(cell_width, text)) <= width


def test_a_source_says_author_title_year_and_how_many_records_cite_it(listed: Sources) -> None:
    lines = shown(listed).splitlines()
    assert lines[0] == "3 sources, the most cited first"
    assert lines[2] == (
        "Yu, Bin  NATO's Unintended Consequence: A Deeper Strategic Partnership ... Or More  1999     143 records"
        "  yu-1999q2"
    )
    assert lines[3].startswith("Yu, Bin and 1 other  ")
    assert "  c. 1999   12 records  two" in lines[3]
    assert lines[4].split() == ["A", "pamphlet", "not", "cited", "bare"]
    assert lines[5] == "sinoru sources yu-1999q2 · sinoru sources WORDS · --full"


@pytest.mark.parametrize(
    ("published", "year"),
    [
        ("1999-07", "1999"),
        ("1999-07-12T10:00:00Z", "1999"),
        ("1999-07~", "c. 1999"),
        ("1999/2001", "1999–2001"),
        ("-0044-03-15", "15 March 45 BC"),
    ],
)
def test_the_year_of_a_source_keeps_its_doubt_and_its_era(
    sources: Sources, published: str, year: str
) -> None:
    use = replace(sources.sources[0], source=replace(sources.sources[0].source, published=published))
    assert f"  {year}  143 records" in shown(Sources(sources=(use,), total=1))


def test_a_list_that_is_cut_says_so(listed: Sources) -> None:
    first, *_, last = shown(replace(listed, total=439)).splitlines()
    assert first == "3 of 439 sources shown, the most cited first"
    assert last == "sinoru sources yu-1999q2 · --limit 6 · --full"


def test_words_are_repeated_and_ignored_ones_told(listed: Sources) -> None:
    lines = shown(replace(listed, query="the Pravda")).splitlines()
    assert lines[:2] == [
        "3 sources for “the Pravda”, the most cited first",
        "Ignored because they are too common: the.",
    ]


def test_no_sources_are_said_to_be_none() -> None:
    assert shown(Sources(sources=())) == "No sources match."


def test_records_that_cite_a_passage_are_counted_by_kind(source_detail: SourceDetail) -> None:
    table = shown(many(source_detail)).splitlines()[-6:-1]
    assert table == [
        "Passage                events  claims  people",
        "cited by 4 records          1       2       1",
        "Chronology, May 10          1       2       1",
        "High Politics, 2                    1",
        "the source as a whole                       1",
    ]


def test_where_a_limit_cuts_a_passage_all_its_records_are_counted(source_detail: SourceDetail) -> None:
    whole = many(source_detail)
    cut = replace(whole, passages=(replace(whole.passages[0], total=9), *whole.passages[1:]))
    assert "Chronology, May 10           9\n" in shown(cut)


def test_few_records_are_shown_themselves(source_detail: SourceDetail) -> None:
    assert shown(source_detail).splitlines()[-5:] == [
        "Cited: Chronology, May 10",
        "event  10 May 1999  Yeltsin and Jiang confer on the hotline  hotline-call-1999-05-10",
        "Cited as a whole",
        "claim               A bare claim.  bare",
        "sinoru show ID · sinoru timeline --source yu-1999q2 · sinoru claims --source yu-1999q2 · --full",
    ]


def test_a_source_that_nothing_cites_says_so() -> None:
    use = SourceUse(source=Source(id="x", title="Notes"), records=0, by_kind={})
    assert shown(SourceDetail(use=use, passages=())).splitlines() == [
        "Notes",
        "x",
        "No record cites it.",
        "--full",
    ]


def test_counts_of_a_part_are_said_to_be_that(source_detail: SourceDetail) -> None:
    text = shown(replace(many(source_detail), is_complete=False))
    assert "Only the earliest 500 records of each kind were counted by passage." in text


def test_addresses_are_links(listed: Sources, source_detail: SourceDetail) -> None:
    address = "https://example.org/sino-russian"
    grid = next(block for block in sources_document(listed) if isinstance(block, Grid))
    assert grid.rows[0].cells[1][0].link == address  # type: ignore[union-attr]
    lines = [block for block in sources_document(source_detail) if isinstance(block, Line)]
    assert any(span.link == address for line in lines for span in line.spans)
    odd = Source(id="x", title="Notes", url="javascript:alert(1)")
    blocks = sources_document(SourceDetail(use=SourceUse(source=odd, records=0, by_kind={}), passages=()))
    assert not any(span.link for block in blocks if isinstance(block, Line) for span in block.spans)


def test_ascii_output_draws_with_ascii(listed: Sources, source_detail: SourceDetail) -> None:
    assert shown(listed, 80, ascii_only=True).isascii()
    assert shown(many(source_detail), 80, ascii_only=True).isascii()


def test_of_sources_that_no_record_cites_none_is_the_most_cited(source_detail: SourceDetail) -> None:
    use = SourceUse(source=source_detail.use.source, records=0, by_kind={})
    out = shown(Sources(sources=(use, use), total=2), 80)
    assert out.startswith("2 sources, by author\n")
    assert "not cited" not in out
    assert "\nNo record cites any of these.\n" in f"{out}\n"
