"""Answers small enough to read, with something odd in each."""

from __future__ import annotations

import pytest
from msgspec import structs

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
    Person,
    Source,
    Statement,
)
from sinoru.query.answers import (
    Acquaintance,
    Candidate,
    Candidates,
    Card,
    ClaimAnswer,
    Claims,
    EventAnswer,
    Everyone,
    Hit,
    Judgement,
    Listed,
    Match,
    NobodyFound,
    OfficeHeld,
    OfficeHolders,
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

CALL_EVIDENCE = (Evidence(source="yu-1999q2", at="Chronology, May 10", terms=("Yeltsin", "hotline")),)
GOVERNMENT = Ref(id="russian-government", name="Government of Russia", kind="organisation")
STEPASHIN_REF = Ref(id="sergei-stepashin", name="Sergei Stepashin", kind="person")
CALL = EventAnswer(
    event=Event(
        id="hotline-call-1999-05-10",
        date="1999-05-10",
        title="Yeltsin and Jiang confer on the hotline",
        kind="call",
        countries=("CN", "RU"),
        topics=("kosovo",),
        evidence=CALL_EVIDENCE,
        conflicts=(Conflict(field="date", statements=(Statement(value="1999-05-11"),)),),
    ),
    earliest=10721,
    latest=10721,
    people=(
        Participation(id="boris-yeltsin", name="Boris Yeltsin", kind="person", role="caller"),
        Participation(id="jiang-zemin", name="Jiang Zemin", kind="person", role="called"),
    ),
    places=(Ref(id="moscow", name="Moscow", kind="place"),),
    part_of=Ref(id="kosovo-war", name="the Kosovo war", kind="event"),
)
BARE = EventAnswer(
    event=Event(id="bare", date="1998~", title="=cmd|' /C calc'!A0"), earliest=None, latest=None
)
LENGTH = ClaimAnswer(
    claim=Claim(
        id="call-lasted-an-hour",
        text="The talk lasted about an hour, or more.",
        kind="figure",
        about=("hotline-call-1999-05-10",),
        holds="1999-05-10",
        figure=Figure(value="1", unit="hour", comparison="about"),
        evidence=(Evidence(source="yu-1999q2", at="The Role of an Accident, 4"),),
        assessment=Assessment(verdict="unverified", why="no other source gives the length"),
    ),
    authors=("Yu, Bin",),
    about=(Ref(id="hotline-call-1999-05-10", name="the hotline call", kind="event"),),
    assessment=Judgement(verdict="unverified", why="no other source gives the length"),
)
SPOKEN = ClaimAnswer(
    claim=Claim(id="no-alliance", text="Nobody wants an alliance.", by="sergei-stepashin", said="1999-06"),
    by=STEPASHIN_REF,
)
OFFICE = OfficeHeld(
    person=STEPASHIN_REF,
    title="Prime Minister",
    org=GOVERNMENT,
    start="1999-05-12",
    end="1999-08-09",
    evidence=(Evidence(source="government-ru"),),
)
STEPASHIN = Person(
    id="sergei-stepashin",
    name="Sergei Stepashin",
    names=(
        Name(text="Сергей Степашин", kind="native", lang="ru"),
        Name(text="Stepashyn", kind="as-printed", source="yu-1999q2"),
    ),
    offices=(Office(title="Prime Minister", org="russian-government", start="1999-05-12"),),
    summary="Prime minister in 1999.",
)
SOURCE_USE = SourceUse(
    source=Source(
        id="yu-1999q2", title="NATO's Unintended Consequence", authors=("Yu, Bin",), url="https://a.org"
    ),
    records=2,
    by_kind={"event": 1, "claim": 1},
)
REFERENCE = Reference(id="bare", kind="event", title="A bare event", date="1998~", how="evidence")


@pytest.fixture
def timeline() -> Timeline:
    return Timeline(events=(CALL, BARE), total=5)


@pytest.fixture
def claims() -> Claims:
    return Claims(claims=(LENGTH, SPOKEN), total=2)


@pytest.fixture
def search() -> Search:
    hit = Hit(
        kind="event",
        id="hotline-call-1999-05-10",
        date="1999-05-10",
        title="Yeltsin and Jiang confer on the hotline",
        score=9.125,
        matched=("hotline",),
        where=("title",),
        snippet="The hotline | is used",
        evidence=CALL_EVIDENCE,
    )
    return Search(query="hotlin", hits=(hit,), total=1, corrected=(("hotlin", "hotline"),))


@pytest.fixture
def card() -> Card:
    return Card(
        record=STEPASHIN,
        matched=Match(query="Stepashyn", name="Stepashyn", rule="as printed"),
        offices=(OFFICE,),
        events=(CALL,),
        events_total=1,
        claims_by=(SPOKEN,),
        claims_about=(SPOKEN, LENGTH),
        met=(Acquaintance(id="jiang-zemin", name="Jiang Zemin", times=2, events=("a", "b")),),
        met_total=1,
        spoke=(Acquaintance(id="zhang-wannian", name="Zhang Wannian", times=1, events=("c",)),),
        spoke_total=1,
        spellings=(STEPASHIN.names[1],),
    )


@pytest.fixture
def organisation_card() -> Card:
    record = Organisation(id="russian-government", name="Government of Russia", kind="government")
    return Card(record=record, matched=Match(query="government", name="Government of Russia", rule="part"))


@pytest.fixture
def candidates() -> Candidates:
    match = Match(query="Zhang", name="Zhang Wannian", rule="part of the name")
    one = Candidate(
        id="zhang-wannian", kind="person", name="Zhang Wannian", summary="A general.", matched=match
    )
    return Candidates(query="Zhang", candidates=(one,))


@pytest.fixture
def office_holders() -> OfficeHolders:
    deputy = OfficeHeld(
        person=STEPASHIN_REF, title="Deputy Prime Minister", start="1999", in_office="perhaps"
    )
    return OfficeHolders(
        query="prime minister",
        on="1999-05-12",
        holders=(structs.replace(OFFICE, in_office="held"),),
        near=(deputy,),
        countries={"sergei-stepashin": "Russia"},
    )


@pytest.fixture
def nobody() -> NobodyFound:
    return NobodyFound(query="Stepan", suggestions=(STEPASHIN_REF,))


@pytest.fixture
def everyone() -> Everyone:
    one = Listed(
        id="sergei-stepashin",
        kind="person",
        name="Sergei Stepashin",
        country="RU",
        office="Prime Minister",
        events=1,
        claims=2,
    )
    return Everyone(listed=(one,))


@pytest.fixture
def day() -> OnDay:
    return OnDay(
        date="1999-05-10",
        earliest=10721,
        latest=10721,
        happened=(CALL,),
        under_way=(BARE,),
        offices=(OfficeOfDay(**structs.asdict(OFFICE) | {"in_office": "held"}, state="Russia"),),
        claims=(LENGTH,),
    )


@pytest.fixture
def shown() -> list[Shown]:
    one = Shown(
        kind="person",
        record=STEPASHIN,
        path="data/people.yaml",
        line=7,
        refs={"russian-government": GOVERNMENT},
        referred_by=(REFERENCE,),
        referred_by_kind={"event": 1},
    )
    return [one]


@pytest.fixture
def sources() -> Sources:
    return Sources(sources=(SOURCE_USE,))


@pytest.fixture
def source_detail() -> SourceDetail:
    return SourceDetail(use=SOURCE_USE, passages=(Passage(at="Chronology, May 10", records=(REFERENCE,)),))


ANSWERS = (
    "timeline", "claims", "search", "card", "organisation_card", "candidates", "nobody", "everyone", "day", "shown",
    "sources", "source_detail", "office_holders",
)  # fmt: skip


@pytest.fixture(params=ANSWERS)
def answer_name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def answer(request: pytest.FixtureRequest, answer_name: str) -> object:
    """Each answer in turn."""
    return request.getfixturevalue(answer_name)
