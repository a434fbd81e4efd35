from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from sinoru.model.records import Evidence
from sinoru.query.analysis_answers import Chain, Links, Meeting, MetPerson, Step
from sinoru.query.answers import NobodyFound, Ref
from sinoru.render.layout import plain_lines
from sinoru.render.links import links_document

if TYPE_CHECKING:
    from collections.abc import Callable

ZHANG = Ref(id="zhang-wannian", name="Zhang Wannian", kind="person")
STEPASHIN = Ref(id="sergei-stepashin", name="Sergei Stepashin", kind="person")
VISIT = Meeting(
    id="visit",
    title="Zhang visits Russia",
    date="1999-06-07/1999-06-17",
    evidence=(Evidence(source="yu-1999q2", at="Chronology, June 7-17"),),
)
CALL = Meeting(id="call", title="A call", date="1999-08-09")
LINKS = Links(
    person=ZHANG,
    met=(MetPerson(person=STEPASHIN, times=2, first=VISIT.date, last=CALL.date, events=(VISIT, CALL)),),
    total=1,
)
CHAIN = Chain(start=ZHANG, end=STEPASHIN, chain=(Step(person=ZHANG), Step(person=STEPASHIN, event=VISIT)))


def shown(answer: Links | Chain | NobodyFound, width: int | None = None) -> str:
    return "\n".join(plain_lines(links_document(answer), width))


@pytest.mark.parametrize("width", [None, 40])
@pytest.mark.parametrize(("name", "answer"), [("met", LINKS), ("chain", CHAIN)])
def test_links_look_as_kept(
    golden: Callable[[str, str], None], name: str, answer: Links | Chain, width: int | None
) -> None:
    golden(f"links-{name}-{width or 'pipe'}", shown(answer, width))


def test_whom_one_met_comes_with_times_events_and_sources() -> None:
    assert shown(LINKS).splitlines()[2:5] == [
        "Sergei Stepashin ×2 · 7–17 June 1999 → 9 August 1999 · sergei-stepashin",
        "  7–17 June 1999  Zhang visits Russia visit [yu-1999q2, Chronology, June 7-17]",
        "  9 August 1999  A call call [no source]",
    ]


def test_a_single_meeting_has_one_date() -> None:
    met = replace(LINKS.met[0], times=1, last=VISIT.date, events=(VISIT,))
    assert "×1 · 7–17 June 1999 · " in shown(replace(LINKS, met=(met,)))


def test_a_limit_says_how_many_there_are() -> None:
    assert shown(replace(LINKS, total=9)).splitlines()[-1] == "1 of 9 people met"


def test_a_chain_counts_its_steps() -> None:
    assert shown(CHAIN).splitlines()[-1] == "1 step"


def test_no_chain_is_said_to_be_none() -> None:
    text = shown(replace(CHAIN, chain=()))
    assert text == "No chain of at most 6 steps connects Zhang Wannian and Sergei Stepashin."


def test_what_was_not_read_is_told() -> None:
    assert "earliest events were read" in shown(replace(LINKS, is_complete=False))
    assert "a shorter or earlier chain may exist" in shown(replace(CHAIN, is_complete=False))


def test_an_unknown_name_gets_the_nearest() -> None:
    text = shown(NobodyFound(query="Stepashkin", suggestions=(STEPASHIN,)))
    assert "Stepashkin" in text
    assert "sergei-stepashin" in text
