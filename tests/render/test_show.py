from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from sinoru.model.records import (
    Assessment,
    Claim,
    Conflict,
    Evidence,
    Figure,
    Organisation,
    Participant,
    Place,
    Record,
    Section,
    Source,
    Statement,
)
from sinoru.query.answers import Judgement, Ref, Shown
from sinoru.render.full.show import show_document
from sinoru.render.layout import plain_lines

if TYPE_CHECKING:
    from collections.abc import Callable

    from sinoru.query.answers import EventAnswer


def shown(answer: Shown, width: int | None = None) -> str:
    return "\n".join(plain_lines(show_document(answer), width))


def of(record: Record, **names: str) -> str:
    refs = {record_id.replace("_", "-"): Ref(id=record_id, name=name) for record_id, name in names.items()}
    return shown(Shown(kind=record.KIND, record=record, path="x.yaml", line=1, refs=refs, referred_by=()))


@pytest.mark.parametrize("width", [None, 40, 80])
def test_an_event_looks_as_kept(
    golden: Callable[[str, str], None], shown_event: Shown, width: int | None
) -> None:
    golden(f"show-event-{width or 'pipe'}", shown(shown_event, width))


def test_a_person_looks_as_kept(golden: Callable[[str, str], None], shown_person: Shown) -> None:
    golden("show-person", shown(shown_person, 80))


def test_a_contradicted_event_looks_as_kept(
    golden: Callable[[str, str], None], shown_event: Shown, bombing: EventAnswer
) -> None:
    irish_times = {"irish-times": Ref(id="irish-times", name="The Irish Times", kind="organisation")}
    golden("show-conflict", shown(replace(shown_event, record=bombing.event, refs=irish_times), 80))


def test_a_claim_looks_as_kept(golden: Callable[[str, str], None]) -> None:
    claim = Claim(
        id="trade-fell",
        text="Trade fell in 1998.",
        kind="figure",
        about=("china", "russia"),
        by="customs",
        said="1999",
        holds="1998",
        certainty="reported",
        figure=Figure(value="-10.5", unit="%", comparison="change on the year before"),
        topics=("trade",),
        assessment=Assessment(
            verdict="partly", why="other tables have 9 %", evidence=(Evidence(source="imf"),)
        ),
        tags=("x", "y"),
        note="see the table",
    )
    names = {"china": "China", "customs": "General Administration of Customs"}
    refs = {id_: Ref(id=id_, name=name) for id_, name in names.items()}
    assessed = Judgement(verdict="partly", why="other tables have 9 %", evidence=(Evidence(source="imf"),))
    answer = Shown(
        kind="claim", record=claim, path="x.yaml", line=1, refs=refs, referred_by=(), assessment=assessed
    )
    golden("show-claim", shown(answer))


def test_a_claim_bears_the_verdict_of_its_conflict_not_its_own() -> None:
    claim = Claim(
        id="lamps-20",
        text="The board bought twenty lamps.",
        assessment=Assessment(verdict="superseded", why="eight were returned"),
        conflicts=(
            Conflict(field="figure", statements=(Statement(claim="lamps-20"), Statement(value="12"))),
        ),
    )
    judged = Judgement(verdict="contradicted", why="the invoice", conflict="how-many-lamps")
    answer = Shown(
        kind="claim", record=claim, path="x.yaml", line=1, refs={}, referred_by=(), assessment=judged
    )
    text = shown(answer, 80)
    assert "✗ The board bought twenty lamps." in text
    assert "contradicted in how-many-lamps: the invoice" in text
    assert "superseded: eight were returned" in text


def test_where_a_record_stands_is_told(shown_event: Shown) -> None:
    assert shown(shown_event).splitlines()[0] == "hotline-call-1999-05-10  event  data/events.yaml:12"


def test_dates_come_in_words_and_as_written(shown_event: Shown) -> None:
    assert "date          10 May 1999 (1999-05-10)" in shown(shown_event)


def test_evidence_shows_the_terms_to_look_for(shown_event: Shown) -> None:
    assert "[yu-1999q2, Chronology, May 10] with Yeltsin | Jiang Zemin | hotline" in shown(shown_event)


def test_ids_come_with_their_names_and_unknown_ones_alone(shown_event: Shown) -> None:
    text = shown(shown_event)
    assert "Boris Yeltsin (boris-yeltsin), caller" in text
    assert "  jiang-zemin, called" in text


def test_a_statement_names_who_says_so() -> None:
    statements = (Statement(value="ally"), Statement(value="partner", by="irish-times"))
    record = Organisation(id="x", name="X", conflicts=(Conflict(field="status", statements=statements),))
    text = of(record, irish_times="The Irish Times")
    assert "≠ status: ? ally [no source]" in text
    assert "≠ status: ? partner, according to The Irish Times [no source]" in text
    assert "  open" in text


@pytest.mark.parametrize(
    ("record", "text"),
    [
        (Place(id="beijing", name="Beijing", lat="39.9042", lon="116.4074"), "lat   39.9042"),
        (Organisation(id="cmc", name="CMC", part_of="ccp"), "part_of  ccp"),
        (
            Source(id="yu", title="X", sections=(Section(title="Texts", paragraphs=12),)),
            "Texts (12 passages)",
        ),
        (Source(id="yu", title="Article", authors=("Yu, Bin", "Li, A")), "authors  Yu, Bin; Li, A"),
        (Source(id="yu", title="Article", published="sometime"), "published  sometime"),
    ],
)
def test_records_of_every_kind_are_shown(record: Record, text: str) -> None:
    assert text in of(record)


def test_a_printed_title_keeps_its_organisation(hotline: EventAnswer) -> None:
    took = Participant(person="stroyev", role="host", printed="Duma speaker", printed_org="duma")
    text = of(replace(hotline.event, participants=(took,)), duma="State Duma")
    assert "stroyev, host, printed as “Duma speaker” of State Duma (duma)" in text


def test_what_refers_to_a_record_is_listed(shown_event: Shown) -> None:
    assert shown(shown_event).endswith("Referred to by\n  claim    A bare claim.  evidence  bare")


def test_an_empty_record_is_only_named() -> None:
    assert of(Source(id="yu", title="")) == "yu  source  x.yaml:1"
