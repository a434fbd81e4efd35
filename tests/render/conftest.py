"""Answers as the questions give them, small and odd enough to show how each view deals with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec.structs import asdict

from sinoru.dates.edtf import day_bounds
from sinoru.model.records import (
    Assessment,
    Claim,
    Conflict,
    Event,
    Evidence,
    Figure,
    Name,
    Office,
    Organisation,
    Participant,
    Person,
    Section,
    Source,
    Statement,
)
from sinoru.query.answers import (
    Acquaintance,
    Card,
    ClaimAnswer,
    Claims,
    EventAnswer,
    Hit,
    Judgement,
    Match,
    OfficeHeld,
    OfficeOfDay,
    OnDay,
    Participation,
    Passage,
    Ref,
    Reference,
    Search,
    Shown,
    SourceDetail,
    Sources,
    SourceUse,
    Timeline,
)

if TYPE_CHECKING:
    from collections.abc import Mapping


def evidence(at: str, *terms: str, source: str = "yu-1999q2") -> tuple[Evidence, ...]:
    return (Evidence(source=source, at=at, terms=terms),)


def event_answer(event: Event, **names: object) -> EventAnswer:
    first, last = day_bounds(event.date)
    return EventAnswer(event=event, earliest=first, latest=last, **names)  # type: ignore[arg-type]


YELTSIN = Participation(id="boris-yeltsin", name="Boris Yeltsin", kind="person", role="caller")
JIANG = Participation(id="jiang-zemin", name="Jiang Zemin", kind="person", role="called")
BEIJING = Ref(id="beijing", name="Beijing", kind="place")
BELGRADE = Ref(id="belgrade", name="Belgrade", kind="place")

PARTNERSHIP = event_answer(
    Event(
        id="strategic-partnership-1996",
        date="1996-04",
        title="China and Russia proclaim a “strategic partnership of coordination”",
        kind="milestone",
        countries=("CN", "RU"),
        topics=("partnership",),
        evidence=evidence("Unrequited Love, 3", "1996"),
    ),
)
BOMBING = event_answer(
    Event(
        id="belgrade-embassy-bombing",
        date="1999-05-08",
        title="NATO bombs hit the Chinese embassy in Belgrade",
        kind="attack",
        summary="Five guided bombs strike the embassy; three Chinese journalists die.",
        countries=("RS", "CN"),
        topics=("kosovo", "embassy-bombing"),
        evidence=evidence("The Role of an Accident, 1", "May 8"),
        conflicts=(
            Conflict(
                field="date",
                statements=(
                    Statement(
                        value="1999-05-08", stands=True, evidence=evidence("The Role of an Accident, 1")
                    ),
                    Statement(
                        value="1999-05-07",
                        stands=True,
                        by="irish-times",
                        certainty="reported",
                        evidence=evidence("", source="irish-times-1999-05-08"),
                    ),
                ),
                why="the bombs fell before midnight in Belgrade, when it was already 8 May in Beijing",
            ),
        ),
    ),
    organisations=(Participation(id="nato", name="NATO", kind="organisation", role="attacker"),),
    places=(BELGRADE,),
    part_of=Ref(id="kosovo-war", name="the Kosovo war", kind="event"),
)
HOTLINE = event_answer(
    Event(
        id="hotline-call-1999-05-10",
        date="1999-05-10",
        title="Yeltsin and Jiang confer on the hotline",
        kind="call",
        countries=("CN", "RU"),
        topics=("kosovo", "embassy-bombing"),
        participants=(
            Participant(person="boris-yeltsin", role="caller"),
            Participant(person="jiang-zemin", role="called"),
        ),
        evidence=(
            Evidence(
                source="yu-1999q2", at="Chronology, May 10", terms=("Yeltsin", "Jiang Zemin", "hotline")
            ),
            Evidence(source="yu-1999q2", at="The Role of an Accident, 4", terms=("hour-long",)),
        ),
    ),
    people=(YELTSIN, JIANG),
)
KORABELNIKOV_VISIT = event_answer(
    Event(
        id="korabelnikov-visit-1999",
        date="1999-05-31",
        title="Valentin Korabelnikov visits China",
        kind="visit",
        participants=(
            Participant(
                person="valentin-korabelnikov", role="visitor", printed="Deputy Chief of the General Staff"
            ),
        ),
        evidence=evidence("Chronology, May 31", "Korapierinykof"),
    ),
    people=(
        Participation(
            id="valentin-korabelnikov",
            name="Valentin Korabelnikov",
            kind="person",
            role="visitor",
            printed="Chief of the General Staff",
        ),
    ),
    places=(BEIJING,),
)
ZHANG_VISIT = event_answer(
    Event(
        id="zhang-wannian-visit-1999",
        date="1999-06-07/1999-06-17",
        title="Zhang Wannian, vice chairman of the Central Military Commission (中央军事委员会), visits "
        "Russia to see shipyards, aircraft works and the leaders of the armed forces",
        kind="visit",
        evidence=evidence("Chronology, June 7-17", "Zhang Wannian"),
    ),
    people=(Participation(id="zhang-wannian", name="Zhang Wannian", kind="person", role="visitor"),),
)

STEPASHIN = Person(
    id="sergei-stepashin",
    name="Sergei Stepashin",
    names=(
        Name(text="Сергей Вадимович Степашин", kind="native", lang="ru"),
        Name(text="斯捷帕申", kind="native", lang="zh-Hans"),
        Name(text="Sergey Stepashin", kind="romanisation"),
        Name(text="Stepashyn", kind="as-printed", source="yu-1999q2"),
    ),
    country="RU",
    born="1952-03-02",
    wikidata="Q1",
    summary="Prime minister of Russia from May to August 1999.",
    offices=(
        Office(
            title="Prime Minister",
            org="russian-government",
            start="1999-05-12",
            end="1999-08-09",
            evidence=evidence("", source="government-ru"),
        ),
    ),
    evidence=evidence("High Politics, 2", "Stepashin"),
)
GOVERNMENT = Ref(id="russian-government", name="Government of Russia", kind="organisation")
STEPASHIN_REF = Ref(id="sergei-stepashin", name="Sergei Stepashin", kind="person")
OFFICES = (
    OfficeHeld(
        person=STEPASHIN_REF,
        title="First Deputy Prime Minister",
        org=GOVERNMENT,
        start="1999-04-27",
        end="1999-05-12",
        evidence=evidence("", source="government-ru"),
    ),
    OfficeHeld(
        person=STEPASHIN_REF,
        title="Prime Minister",
        org=GOVERNMENT,
        start="1999-05-12",
        end="1999-08-09",
        evidence=evidence("", source="government-ru"),
    ),
)
MEETING = event_answer(
    Event(
        id="stepashin-zhang-meeting",
        date="1999-06-09",
        title="Stepashin receives Zhang Wannian",
        kind="meeting",
        participants=(
            Participant(person="sergei-stepashin", role="host", printed="interior minister"),
            Participant(person="zhang-wannian", role="visitor"),
        ),
        evidence=evidence("High Politics, 2", "Stepashin"),
    ),
    people=(
        Participation(
            id="sergei-stepashin",
            name="Sergei Stepashin",
            kind="person",
            role="host",
            printed="interior minister",
            held=OFFICES[1:],
        ),
        Participation(id="zhang-wannian", name="Zhang Wannian", kind="person", role="visitor"),
    ),
)

LENGTH = ClaimAnswer(
    claim=Claim(
        id="hotline-call-lasted-an-hour",
        text="The hotline talk lasted about an hour.",
        kind="figure",
        about=("hotline-call-1999-05-10",),
        figure=Figure(value="1", unit="hour", comparison="about", of="length of the talk"),
        evidence=evidence("The Role of an Accident, 4", "hour-long", "May 10"),
        assessment=Assessment(verdict="unverified", why="no other source gives the length"),
    ),
    assessment=Judgement(verdict="unverified", why="no other source gives the length"),
    authors=("Yu, Bin",),
    about=(Ref(id="hotline-call-1999-05-10", name="Yeltsin and Jiang confer on the hotline", kind="event"),),
)
ALLIANCE = ClaimAnswer(
    claim=Claim(
        id="alliance-discussed",
        text="Both sides seriously discuss a formal defence alliance.",
        kind="assessment",
        by="sergei-stepashin",
        said="1999-06",
        holds="1999",
        certainty="alleged",
        quote="a strategic partner, not an ally",
        evidence=evidence("Introduction, 1", "alliance"),
    ),
    assessment=Judgement(
        verdict="contradicted",
        why="the treaty of 2001 names no alliance",
        evidence=evidence("Article 9", source="treaty-2001"),
        conflict="was-an-alliance-discussed",
        question="Did both sides discuss an alliance?",
    ),
    by=STEPASHIN_REF,
    reported_by=Ref(id="interfax", name="Interfax", kind="organisation"),
)
PLAIN_CLAIM = ClaimAnswer(claim=Claim(id="bare", text="A bare claim."))

YU = Source(
    id="yu-1999q2",
    title="NATO's Unintended Consequence: A Deeper Strategic Partnership ... Or More",
    authors=("Yu, Bin",),
    container="Comparative Connections",
    volume="1",
    issue="1",
    pages="64-72",
    publisher="Pacific Forum CSIS",
    published="1999-07",
    accessed="2026-11-01",
    url="https://example.org/sino-russian",
    language="en",
    kind="article",
    sections=(Section(title="Chronology", paragraphs=12),),
)
YU_USE = SourceUse(source=YU, records=143, by_kind={"event": 40, "person": 1, "claim": 102})


@pytest.fixture
def partnership() -> EventAnswer:
    return PARTNERSHIP


@pytest.fixture
def bombing() -> EventAnswer:
    """An event whose sources disagree."""
    return BOMBING


@pytest.fixture
def hotline() -> EventAnswer:
    return HOTLINE


@pytest.fixture
def visit() -> EventAnswer:
    """An event with a title that was not held that day."""
    return KORABELNIKOV_VISIT


@pytest.fixture
def long_visit() -> EventAnswer:
    """An interval."""
    return ZHANG_VISIT


@pytest.fixture
def bare_claim() -> ClaimAnswer:
    return PLAIN_CLAIM


@pytest.fixture
def claims() -> Claims:
    return Claims(claims=(LENGTH, ALLIANCE, PLAIN_CLAIM), total=3)


@pytest.fixture
def timeline() -> Timeline:
    events = (PARTNERSHIP, BOMBING, HOTLINE, KORABELNIKOV_VISIT, ZHANG_VISIT)
    return Timeline(events=events, total=7)


@pytest.fixture
def card() -> Card:
    return Card(
        record=STEPASHIN,
        matched=Match(query="Stepashyn", name="Stepashyn", rule="spelling as printed"),
        offices=OFFICES,
        events=(MEETING,),
        events_total=3,
        claims_by=(ALLIANCE,),
        claims_about=(LENGTH,),
        met=(
            Acquaintance(
                id="zhang-wannian", name="Zhang Wannian", times=1, events=("stepashin-zhang-meeting",)
            ),
        ),
        met_total=1,
        spoke=(Acquaintance(id="boris-yeltsin", name="Boris Yeltsin", times=2, events=("call-1", "call-2")),),
        spoke_total=3,
        spellings=(STEPASHIN.names[3],),
    )


@pytest.fixture
def organisation_card() -> Card:
    record = Organisation(
        id="russian-government",
        name="Government of Russia",
        kind="government",
        country="RU",
        names=(Name(text="Правительство Российской Федерации", kind="native", lang="ru"),),
        evidence=evidence("High Politics, 2"),
    )
    matched = Match(query="Russian government", name="Government of Russia", rule="words")
    return Card(record=record, matched=matched, offices=OFFICES)


@pytest.fixture
def search() -> Search:
    hits = (
        Hit(
            kind="event",
            id="hotline-call-1999-05-10",
            date="1999-05-10",
            title="Yeltsin and Jiang confer on the hotline",
            score=9.1,
            matched=("hotline",),
            where=("title", "text"),
            snippet="The hotline between Moscow and Beijing is used two days after the bombing.",
            evidence=HOTLINE.event.evidence,
        ),
        Hit(
            kind="claim",
            id="hotline-call-lasted-an-hour",
            date="",
            title="The hotline talk lasted about an hour.",
            score=4.0,
            matched=("hotline",),
            where=("text",),
            snippet="The hotline talk lasted about an hour.",
            verdict="unverified",
            evidence=LENGTH.claim.evidence,
        ),
    )
    return Search(query="hotlin of", hits=hits, total=2, corrected=(("hotlin", "hotline"),), ignored=("of",))


@pytest.fixture
def day() -> OnDay:
    first, last = day_bounds("1999-06-09")
    assert first is not None
    assert last is not None
    return OnDay(
        date="1999-06-09",
        earliest=first,
        latest=last,
        happened=(MEETING,),
        under_way=(ZHANG_VISIT,),
        offices=(OfficeOfDay(**asdict(OFFICES[1]) | {"in_office": "held"}, state="Russia"),),
        claims=(ALLIANCE,),
    )


REFERENCES = (
    Reference(
        id="hotline-call-1999-05-10",
        kind="event",
        title="Yeltsin and Jiang confer on the hotline",
        date="1999-05-10",
        how="evidence",
    ),
    Reference(id="bare", kind="claim", title="A bare claim.", date="", how="evidence"),
)


@pytest.fixture
def sources() -> Sources:
    bare = SourceUse(source=Source(id="bare", title="A pamphlet"), records=0, by_kind={})
    return Sources(sources=(YU_USE, bare))


@pytest.fixture
def source_detail() -> SourceDetail:
    passages = (
        Passage(at="Chronology, May 10", records=REFERENCES[:1]),
        Passage(at="", records=REFERENCES[1:]),
    )
    return SourceDetail(use=YU_USE, passages=passages)


@pytest.fixture
def refs() -> Mapping[str, Ref]:
    known = (GOVERNMENT, STEPASHIN_REF, BEIJING, Ref(id="boris-yeltsin", name="Boris Yeltsin", kind="person"))
    return {ref.id: ref for ref in known}


@pytest.fixture
def shown_event(refs: dict[str, Ref]) -> Shown:
    return Shown(
        kind="event",
        record=HOTLINE.event,
        path="data/events.yaml",
        line=12,
        refs=refs,
        referred_by=REFERENCES[1:],
    )


@pytest.fixture
def shown_person(refs: dict[str, Ref]) -> Shown:
    return Shown(kind="person", record=STEPASHIN, path="data/people.yaml", line=7, refs=refs, referred_by=())
