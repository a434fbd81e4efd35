"""The first look at a search: two lines for each hit, counted first, with the way on last."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from sinoru.query.answers import Hit, Search
from sinoru.render.document import ASCII, UNICODE, Grid, Look, Span
from sinoru.render.layout import cell_width, plain_lines
from sinoru.render.listing import listed_ids, numbered, with_ids
from sinoru.render.search import search_document

if TYPE_CHECKING:
    from collections.abc import Callable


def shown(answer: Search, width: int | None = None, *, ascii_only: bool = False) -> str:
    look = Look(ASCII if ascii_only else UNICODE, width, is_numbered=width is not None)
    document = search_document(answer, look)
    framed = numbered(document) if look.is_numbered else with_ids(document)
    return "\n".join(plain_lines(framed, width, look.glyphs.ellipsis))


@pytest.fixture
def found(search: Search) -> Search:
    """Ten hits of 63, one of them judged, one without a date."""
    event, claim = search.hits
    judged = replace(claim, verdict="contradicted", date="1999-05-10")
    far = replace(
        event,
        title="A long title that says a good deal about what happened in those weeks of May, and in June",
        snippet=f"{'Before it much else happens that nobody asked for. ' * 3}Then the hotline rings at last.",
    )
    hits = (event, judged, claim, far, *(event,) * 6)
    by_kind = {"event": 18, "person": 5, "organisation": 8, "place": 3, "claim": 17, "source": 12}
    return Search(query="hotline", hits=hits, total=63, by_kind=by_kind)


@pytest.mark.parametrize("width", [None, 60, 80, 120, 200])
def test_the_first_look_is_as_kept(
    golden: Callable[[str, str], None], found: Search, width: int | None
) -> None:
    golden(f"search-brief-{width or 'pipe'}", shown(found, width))


def test_the_first_look_in_ascii_is_as_kept(golden: Callable[[str, str], None], found: Search) -> None:
    text = shown(found, 80, ascii_only=True)
    assert text.isascii()
    golden("search-brief-ascii", text)


@pytest.mark.parametrize("width", [None, 60, 80, 120, 200, 300])
def test_a_hit_has_two_lines_and_the_frame_five(found: Search, width: int | None) -> None:
    lines = shown(found, width).splitlines()
    assert len(lines) <= 2 * len(found.hits) + 5
    assert width is None or max(map(cell_width, lines)) <= width


def test_ten_hits_fit_a_screen(found: Search) -> None:
    assert len(shown(found, 80).splitlines()) < 24


def test_matches_are_counted_by_kind(found: Search) -> None:
    counted = "10 of 63 matches for “hotline” shown: 18 events · 17 claims · 12 sources · 16 others"
    assert shown(found).startswith(counted)
    assert shown(replace(found, by_kind={})).startswith("10 of 63 matches for “hotline” shown    ")
    one_kind = replace(found, by_kind={"event": 63})
    assert shown(one_kind).splitlines()[0] == "10 of 63 matches for “hotline” shown    ✗ contradicted"
    four = replace(found, by_kind={"event": 40, "claim": 20, "person": 2, "place": 1})
    counted = "10 of 63 matches for “hotline” shown: 40 events · 20 claims · 2 people · 1 place"
    assert shown(four).startswith(counted)
    assert shown(replace(found, total=10)).startswith("10 matches for “hotline”: 18 events")


def test_a_mark_stands_before_the_sentence_that_it_judges_and_is_explained(found: Search) -> None:
    lines = shown(found, 80).splitlines()
    assert lines[2] == "✗ contradicted"
    assert sum("✗ The hotline talk lasted" in line for line in lines) == 1
    assert "✗" not in shown(replace(found, hits=found.hits[2:]))


def test_a_text_that_is_the_title_is_not_shown_twice(found: Search) -> None:
    assert shown(replace(found, hits=found.hits[2:3])).count("lasted about an hour") == 1


def test_in_a_terminal_the_text_begins_near_the_match_and_in_a_pipe_it_is_whole(found: Search) -> None:
    far = replace(found, hits=found.hits[3:4])
    assert "Then the hotline rings" in shown(far, 80).splitlines()[4]
    assert shown(far, 80).splitlines()[4].lstrip().startswith("… ")
    assert far.hits[0].snippet in shown(far)


def test_wide_characters_leave_room_for_the_match() -> None:
    snippet = f"{'中俄' * 60}热线"
    hit = Hit("event", "one", "", "Title", 1.0, ("热线",), ("summary",), snippet)
    answer = Search(query="热线", hits=(hit,), total=1)
    assert "热线" in shown(answer, 60).splitlines()[3]


def test_a_hit_without_a_date_says_none(found: Search) -> None:
    only = replace(found, hits=found.hits[2:3])
    assert (
        shown(only).splitlines()[2]
        == "  The hotline talk lasted about an hour.  claim  hotline-call-lasted-an-hour"
    )


def test_matched_words_are_marked_in_title_and_text(search: Search) -> None:
    entry = next(block for block in search_document(search) if isinstance(block, Grid)).rows[0]
    assert Span("hotline", "match") in entry.cells[1]  # type: ignore[union-attr]
    assert Span("hotline", "match") in entry.below[0]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"corrected": (("hotlin", "hotline"),)}, "No matches for “hotlin”; showing results for “hotline”."),
        ({"ignored": ("the", "of")}, "Ignored because they are too common: the, of."),
        ({"relaxed": True}, "No record contains all of these words; showing records that contain some"),
        ({"is_ranked": False}, "Too many matches to rank; sorted by date"),
        ({"total": 10_000, "total_is_exact": False}, "10 of more than 10,000 matches for “hotline” shown: "),
        ({}, "sinoru show ID · --limit 20 · --full"),
        ({"total": 13}, "sinoru show ID · --limit 13 · --full"),
        ({"total": 10}, "sinoru show ID · --full"),
    ],
)
def test_what_was_done_and_what_is_left_is_said(found: Search, change: dict[str, object], words: str) -> None:
    assert words in shown(replace(found, **change))


def test_nothing_found_is_said() -> None:
    assert shown(Search(query="xyzzy", hits=(), total=0)) == "No matches for “xyzzy”."


def test_numbers_mean_the_same_hits_with_full(search: Search) -> None:
    ids = [hit.id for hit in search.hits]
    assert listed_ids(search_document(search)) == ids
    assert listed_ids(search_document(search, Look(full=True))) == ids
