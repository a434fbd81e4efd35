from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from sinoru.model.records import Evidence
from sinoru.query.analysis_answers import Chain, ContactCounts, Links, Meeting, MetPerson, Step
from sinoru.query.answers import NobodyFound, Ref
from sinoru.render.full.links import links_document
from sinoru.render.layout import plain_lines

if TYPE_CHECKING:
    from collections.abc import Callable

ZHANG = Ref(id="zhang-wannian", name="Zhang Wannian", kind="person")
STEPASHIN = Ref(id="sergei-stepashin", name="Sergei Stepashin", kind="person")
NATO = Ref(id="nato", name="NATO", kind="organisation")
VISIT = Meeting(
    id="visit",
    title="Zhang visits Russia",
    date="1999-06-07/1999-06-17",
    kind="visit",
    how="met",
    roles={"zhang-wannian": "visitor", "sergei-stepashin": "host", "nato": ""},
    evidence=(Evidence(source="yu-1999q2", at="Chronology, June 7-17"),),
)
CALL = Meeting(
    id="call",
    title="A call",
    date="1999-08-09",
    kind="call",
    how="spoke",
    roles={"zhang-wannian": "called", "sergei-stepashin": "caller"},
)
SALE = Meeting(id="sale", title="A sale", date="1999-09", kind="sale", how="together")
LINKS = Links(
    person=ZHANG,
    met=(
        MetPerson(
            person=STEPASHIN, times=1, first=VISIT.date, last=VISIT.date, met=1, spoke=1, events=(VISIT, CALL)
        ),
    ),
    together=(
        MetPerson(person=NATO, times=2, first=SALE.date, last="1999-10", together=2, events=(SALE, SALE)),
    ),
    total=1,
    totals=ContactCounts(met=1, together=1),
)
SHARED = Chain(
    start=ZHANG,
    end=STEPASHIN,
    shared=(VISIT, CALL, SALE),
    totals=ContactCounts(met=1, spoke=1, together=1),
    events_total=3,
    chain=(Step(person=ZHANG), Step(person=STEPASHIN, event=VISIT)),
)
CHAIN = Chain(
    start=ZHANG,
    end=NATO,
    chain=(Step(person=ZHANG), Step(person=STEPASHIN, event=CALL), Step(person=NATO, event=SALE)),
)


def shown(answer: Links | Chain | NobodyFound, width: int | None = None) -> str:
    return "\n".join(plain_lines(links_document(answer), width))


@pytest.mark.parametrize("width", [None, 40])
@pytest.mark.parametrize(("name", "answer"), [("met", LINKS), ("shared", SHARED), ("chain", CHAIN)])
def test_links_look_as_kept(
    golden: Callable[[str, str], None], name: str, answer: Links | Chain, width: int | None
) -> None:
    golden(f"links-{name}-{width or 'pipe'}", shown(answer, width))


def test_whom_one_met_comes_with_times_events_and_sources() -> None:
    assert shown(LINKS).splitlines()[2:6] == [
        "Met (1)",
        "Sergei Stepashin · met in 1 event · 7–17 June 1999 · spoke by telephone in 1 event · sergei-stepashin",
        "  7–17 June 1999  Zhang visits Russia visit [yu-1999q2, Chronology, June 7-17]",
        "  9 August 1999  spoke by telephone: A call call [no source]",
    ]


def test_who_was_only_named_is_not_said_to_have_met() -> None:
    text = shown(LINKS).partition("Only named together (1)")[2]
    assert "NATO · organisation · named together in 2 events · September 1999 → October 1999 · nato" in text
    assert "met" not in text


def test_a_limit_says_how_many_there_are() -> None:
    answer = replace(LINKS, totals=ContactCounts(met=9, together=1))
    assert "Met (1 of 9 shown)" in shown(answer)
    assert "Met (1 of at least 9 shown)" in shown(replace(answer, is_complete=False))
    assert "Met (1 of 5 shown)" in shown(replace(SHARED, totals=ContactCounts(met=5, spoke=1, together=1)))


def test_shared_events_are_grouped_and_name_the_roles() -> None:
    lines = shown(SHARED).splitlines()
    assert [line for line in lines if line.endswith(")")] == [
        "Met (1)",
        "Spoke by telephone (1)",
        "Named together (1)",
    ]
    assert (
        "  9 August 1999  A call (Zhang Wannian: called; Sergei Stepashin: caller) call [no source]" in lines
    )
    assert lines[-1] == "3 shared events"
    assert shown(replace(SHARED, is_filtered=True)).endswith("3 shared events that pass the filters")


def test_each_step_of_a_chain_says_how_the_two_were_in_touch() -> None:
    lines = shown(CHAIN).splitlines()
    assert lines[:2] == ["Zhang Wannian and NATO share no event on record.", "Shortest chain:"]
    assert lines[3].startswith("  │ Zhang Wannian spoke by telephone with Sergei Stepashin · 9 August 1999")
    assert lines[5].startswith("  │ Sergei Stepashin is named together with NATO · September 1999")
    assert lines[-1] == "2 steps"


def test_absence_is_only_that_of_what_was_looked_for() -> None:
    none = replace(CHAIN, chain=())
    assert shown(none).splitlines() == [
        "Zhang Wannian and NATO share no event on record.",
        "No chain of shared events connects them in at most 6 steps.",
    ]
    assert "share no event that passes the filters." in shown(replace(none, is_filtered=True))
    alone = Links(person=ZHANG)
    assert "No event on record has another participant besides Zhang Wannian." in shown(alone)
    assert "No event that passes the filters has" in shown(replace(alone, is_filtered=True))


def test_what_was_not_read_is_told() -> None:
    assert "took part in 12,345 events, of which only the earliest" in shown(
        replace(LINKS, is_complete=False, events_total=12_345)
    )
    assert "a shorter or earlier chain may exist" in shown(replace(CHAIN, is_complete=False))
    assert "Only the earliest of them were counted" in shown(replace(SHARED, is_complete=False))


def test_an_unknown_name_gets_the_nearest() -> None:
    text = shown(NobodyFound(query="Stepashkin", suggestions=(STEPASHIN,)))
    assert "Stepashkin" in text
    assert "sergei-stepashin" in text
