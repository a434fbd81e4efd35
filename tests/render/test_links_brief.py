"""The first look at links: a line for each person, event or step of a chain."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from sinoru.query.analysis_answers import Chain, ContactCounts, Links
from sinoru.query.answers import NobodyFound
from sinoru.render.document import ASCII, UNICODE, Look
from sinoru.render.layout import cell_width, plain_lines
from sinoru.render.links import links_document
from sinoru.render.listing import numbered, with_ids
from tests.render.test_links import CALL, CHAIN, LINKS, NATO, SALE, SHARED, STEPASHIN, ZHANG

if TYPE_CHECKING:
    from collections.abc import Callable

ANSWERS = [
    ("met", replace(LINKS, events_total=12)),
    ("shared", replace(SHARED, shared=(*SHARED.shared[:2], replace(SALE, is_disputed=True)))),
    ("chain", CHAIN),
]


def shown(answer: Links | Chain | NobodyFound, width: int | None = None, *, ascii_only: bool = False) -> str:
    look = Look(ASCII if ascii_only else UNICODE, width, is_numbered=width is not None)
    document = links_document(answer, look)
    framed = numbered(document) if look.is_numbered else with_ids(document)
    return "\n".join(plain_lines(framed, width, look.glyphs.ellipsis))


@pytest.mark.parametrize("width", [None, 60, 80, 120, 200])
@pytest.mark.parametrize(("name", "answer"), ANSWERS)
def test_the_first_look_is_as_kept(
    golden: Callable[[str, str], None], name: str, answer: Links | Chain, width: int | None
) -> None:
    text = shown(answer, width)
    golden(f"links-brief-{name}-{width or 'pipe'}", text)
    assert width is None or max(map(cell_width, text.splitlines())) <= width


@pytest.mark.parametrize(("name", "answer"), ANSWERS)
def test_ascii_output_draws_with_ascii(name: str, answer: Links | Chain) -> None:
    assert shown(answer, 80, ascii_only=True).isascii(), name


def test_a_person_has_one_line_with_how_often_and_when() -> None:
    assert shown(ANSWERS[0][1]).splitlines() == [  # type: ignore[arg-type]
        "Zhang Wannian: 12 events, with 2 others",
        "",
        "Met (1)",
        "Sergei Stepashin   1 event  7–17 June 1999          sergei-stepashin",
        "Only named together (1)",
        "organisations",
        "NATO              2 events  September–October 1999  nato",
        "sinoru show ID · --full",
    ]


def test_the_time_reaches_from_the_first_event_to_the_last() -> None:
    (one,) = LINKS.met
    long = replace(LINKS, met=(replace(one, times=3, last="1999-08-09"),))
    assert "  7 June – 9 August 1999  " in shown(long)
    odd = replace(LINKS, met=(replace(one, last="not a date"),))
    assert "  7–17 June 1999 → not a date  " in shown(odd)


def test_a_limit_says_how_many_there_are_and_how_to_see_them() -> None:
    cut = replace(LINKS, totals=ContactCounts(met=9, together=1))
    assert "Met (1 of 9 shown)" in shown(cut)
    assert shown(cut).endswith("sinoru show ID · --limit 2 · --full")
    assert "Met (1 of at least 9 shown)" in shown(replace(cut, is_complete=False))
    assert "with at least 10 others" in shown(replace(cut, is_complete=False))


def test_shared_events_are_grouped_and_disputed_ones_marked() -> None:
    lines = shown(ANSWERS[1][1]).splitlines()  # type: ignore[arg-type]
    assert lines[0] == "Zhang Wannian and Sergei Stepashin share 3 events    ≠ sources disagree"
    assert [line for line in lines if line.endswith(")")] == [
        "Met (1)",
        "Spoke by telephone (1)",
        "Named together (1)",
    ]
    assert [line.rpartition("  ")[2] for line in lines if "≠" in line] == ["≠ sources disagree", "sale"]
    assert "≠" not in shown(SHARED)
    assert "share 3 events with these filters" in shown(replace(SHARED, is_filtered=True))


def test_a_step_of_a_chain_says_who_when_and_what() -> None:
    lines = shown(CHAIN).splitlines()
    assert lines[:3] == [
        "Zhang Wannian and NATO share no event on record.",
        "Shortest chain: 2 steps",
        "",
    ]
    assert lines[3].startswith("Zhang Wannian spoke by phone with Sergei Stepashin  9 August 1999")
    assert lines[4].startswith("Sergei Stepashin is named with NATO                 September 1999")


def test_absence_is_only_that_of_what_was_looked_for() -> None:
    none = replace(CHAIN, chain=())
    assert shown(none).splitlines() == [
        "Zhang Wannian and NATO share no event on record.",
        "No chain of shared events connects them in at most 6 steps.",
    ]
    assert "share no event with these filters." in shown(replace(none, is_filtered=True))
    alone = Links(person=ZHANG)
    assert shown(alone) == "No event on record has another participant besides Zhang Wannian."
    assert "No event with these filters has" in shown(replace(alone, is_filtered=True))
    assert "Both names are those of NATO" in shown(Chain(start=NATO, end=NATO))


def test_what_was_not_read_is_told() -> None:
    assert "took part in 12,345 events, of which only the earliest" in shown(
        replace(LINKS, is_complete=False, events_total=12_345)
    )
    assert "a shorter or earlier chain may exist" in shown(replace(CHAIN, is_complete=False))
    assert "Only the earliest of them were counted" in shown(replace(SHARED, is_complete=False))


def test_text_of_a_corpus_stays_harmless() -> None:
    hostile = replace(SHARED, shared=(replace(CALL, title="a\x1b]b\nc"),))
    assert "a^[]b c" in shown(hostile, 80)


def test_an_unknown_name_gets_the_nearest() -> None:
    text = shown(NobodyFound(query="Stepashkin", suggestions=(STEPASHIN,)))
    assert "Stepashkin" in text
    assert "sergei-stepashin" in text
