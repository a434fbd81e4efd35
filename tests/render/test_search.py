from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from sinoru.query.answers import Search
from sinoru.render.document import Line, Span
from sinoru.render.full.search import search_document
from sinoru.render.layout import plain_lines

if TYPE_CHECKING:
    from collections.abc import Callable


def shown(answer: Search, width: int | None = None) -> str:
    return "\n".join(plain_lines(search_document(answer), width))


@pytest.mark.parametrize("width", [None, 40, 80])
def test_hits_look_as_kept(golden: Callable[[str, str], None], search: Search, width: int | None) -> None:
    golden(f"search-{width or 'pipe'}", shown(search, width))


def test_matched_words_are_marked_and_the_text_stays_whole(search: Search) -> None:
    lines = [block for block in search_document(search) if isinstance(block, Line)]
    title = next(line.spans for line in lines if any(span.text == "hotline" for span in line.spans))
    assert Span("hotline", "match") in title
    assert "Yeltsin and Jiang confer on the hotline" in "".join(span.text for span in title)


def test_a_plain_hit_bears_no_marks(search: Search) -> None:
    assert "The hotline between Moscow and Beijing" in shown(search)


def test_each_hit_says_where_it_matched_and_what_it_rests_on(search: Search) -> None:
    text = shown(search)
    assert "matches: title, text (hotline)" in text
    assert "hotline-call-1999-05-10 [yu-1999q2, Chronology, May 10; The Role of an Accident, 4]" in text


def test_a_hit_shows_the_verdict_on_its_claim(search: Search) -> None:
    assert "· claim · unverified" in shown(search)


def test_the_mark_of_a_verdict_stands_before_the_judged_sentence_and_not_beside_other_text(
    search: Search,
) -> None:
    hits = tuple(replace(hit, verdict="contradicted", snippet="other words") for hit in search.hits)
    lines = shown(replace(search, hits=hits)).splitlines()
    assert any("✗ The hotline talk lasted about an hour. · claim · contradicted" in line for line in lines)
    assert not any("✗" in line for line in lines if "other words" in line)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"corrected": (("sukoi", "sukhoi"),)}, "No matches for “sukoi”; showing results for “sukhoi”."),
        ({"ignored": ("the", "of")}, "Ignored because they are too common: the, of."),
        (
            {"relaxed": True},
            "No record contains all of these words; showing records that contain some of them.",
        ),
        (
            {"is_ranked": False},
            "Too many matches to rank; sorted by date, those with the words in the title first.",
        ),
        ({"total": 1234}, "2 of 1,234 matches for “hotline of”"),
        ({"total": 1000, "total_is_exact": False}, "more than 1,000 matches"),
    ],
)
def test_what_was_done_to_the_query_is_said(search: Search, change: dict[str, object], words: str) -> None:
    assert words in shown(replace(search, **change))


def test_the_count_is_of_the_words_that_were_searched_for(search: Search) -> None:
    corrected = replace(search, query="Sukoi OR sukoi-30", corrected=(("sukoi", "sukhoi"),), total=2)
    assert shown(corrected).startswith("2 matches for “sukhoi OR sukhoi-30”\n")


def test_nothing_found_is_said() -> None:
    assert shown(Search(query="xyzzy", hits=(), total=0)) == "No matches for “xyzzy”."


def test_one_match_is_counted_as_one(search: Search) -> None:
    assert shown(Search(query="x", hits=search.hits[:1], total=1)).startswith("1 match for “x”\n")


def test_a_matched_control_character_is_harmless(search: Search) -> None:
    hit = replace(search.hits[0], title="a\x1b]b", matched=("\x1b",), snippet="")
    assert "a^[]b" in shown(Search(query="\x1b", hits=(hit,), total=1))


def test_numbers_align_from_ten_on(search: Search) -> None:
    lines = shown(replace(search, hits=search.hits[:1] * 10, total=10)).splitlines()
    assert [line[:4] for line in lines if "confer" in line][-2:] == ["9.  ", "10. "]
