from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from sinoru.model.records import Conflict, Organisation, Person, Statement
from sinoru.query.answers import (
    Candidate,
    Candidates,
    Card,
    Everyone,
    Listed,
    Match,
    NobodyFound,
    OfficeHeld,
    OfficeHolders,
    Ref,
)
from sinoru.render.document import ASCII, UNICODE, Look
from sinoru.render.layout import cell_width, plain_lines
from sinoru.render.life import life_years
from sinoru.render.listing import numbered, with_ids
from sinoru.render.tenures import tenure_time, tenures
from sinoru.render.who import who_document
from tests.render.brief_output import too_wide

if TYPE_CHECKING:
    from collections.abc import Callable

WIDTHS = pytest.mark.parametrize("width", [None, 60, 80, 120, 200])
HOUSE = Ref(id="house", name="House of Representatives", kind="organisation")
ANSWERS = Card | Candidates | OfficeHolders | NobodyFound | Everyone


def shown(answer: ANSWERS, width: int | None = None, most: int | None = None) -> str:
    document = who_document(answer, Look(width=width, is_numbered=width is not None), most)
    framed = with_ids(document) if width is None else numbered(document)
    return "\n".join(plain_lines(framed, width))


def held(person: str, start: str, end: str, title: str = "Representative", **more: object) -> OfficeHeld:
    ref = Ref(id=person, name=person.title(), kind="person")
    return OfficeHeld(person=ref, title=title, org=HOUSE, start=start, end=end, **more)  # type: ignore[arg-type]


def member(person: str, first: int, terms: int) -> list[OfficeHeld]:
    years = range(first, first + 2 * terms, 2)
    return [held(person, f"{year}-01-03", f"{year + 2}-01-03") for year in years]


@WIDTHS
def test_a_card_looks_as_kept(golden: Callable[[str, str], None], card: Card, width: int | None) -> None:
    golden(f"who-brief-{width or 'pipe'}", shown(card, width))


def test_an_organisation_looks_as_kept(golden: Callable[[str, str], None], organisation_card: Card) -> None:
    golden("who-brief-organisation", shown(organisation_card, 80))


def test_a_card_of_one_day_looks_as_kept(golden: Callable[[str, str], None], card: Card) -> None:
    golden("who-brief-on", shown(replace(card, on="1999-06-09", offices=card.offices[1:]), 80))


def test_a_card_is_drawn_in_ascii(card: Card) -> None:
    bare = replace(card, record=Person(id="x", name="X"))
    assert "\n".join(plain_lines(who_document(bare, Look(ASCII)), None)).isascii()


def test_an_empty_card_is_short() -> None:
    card = Card(record=Person(id="x", name="Nobody Much"), matched=Match(query="", name="", rule=""))
    assert shown(card) == "Nobody Much    x\n--full"


def test_a_rule_that_is_not_of_letters_is_told(card: Card) -> None:
    loose = replace(card, matched=Match(query="S. Stepashin", name="Sergei Stepashin", rule="initials"))
    assert "matched: “S. Stepashin” → “Sergei Stepashin” (initials)" in shown(loose)
    assert "matched:" not in shown(replace(card, matched=Match(query="x", name="x", rule="part")))


def test_what_sources_disagree_on_is_told_with_its_verdict(card: Card) -> None:
    said = (Statement(value="1931"), Statement(value="1932"))
    record = Person(
        id="x",
        name="X",
        conflicts=(
            Conflict(field="born", statements=said),
            Conflict(field="rank", statements=(replace(said[0], stands=True), said[1])),
            Conflict(field="name", statements=tuple(replace(one, stands=True) for one in said)),
        ),
    )
    text = shown(replace(card, record=record))
    assert "≠ born (open): ? 1931; ? 1932\n" in text
    assert "≠ rank (settled): ✓ 1931; ✗ 1932\n" in text
    assert "name (" not in text
    assert text.splitlines()[0].endswith("≠ sources disagree")


def test_only_the_disputed_office_is_marked(card: Card) -> None:
    said = (Statement(value="First Deputy Prime Minister from April"), Statement(value="from May"))
    record = Person(id="x", name="X", conflicts=(Conflict(field="offices", statements=said),))
    lines = shown(replace(card, record=record, events=())).splitlines()
    marked = [line for line in lines if line.endswith("≠")]
    assert len(marked) == 1
    assert "First Deputy" in marked[0]


def test_the_events_with_the_most_sources_are_shown_and_the_others_counted(card: Card) -> None:
    (event,) = card.events
    plain = replace(event, event=replace(event.event, id="plain", evidence=()))
    many = replace(card, events=(plain,) * 20 + (event,), events_total=43)
    text = shown(many, most=2)
    assert (
        "2 of 43 events shown, those with the most sources of the first 21, of equal ones the earliest ·"
        in text
    )
    equal = replace(many, events=(plain,) * 20, events_total=20)
    assert "2 of 20 events shown, the earliest ·" in shown(equal, most=2)
    assert text.index("  plain") < text.index("  stepashin-zhang-meeting")
    assert text.splitlines()[-1].endswith("sinoru timeline --person sergei-stepashin")
    assert "at least " in text.splitlines()[-1]


def test_claims_are_counted_over_all_and_not_over_those_listed(card: Card) -> None:
    text = shown(replace(card, verdicts_about={"supported": 1200, "": 3}, claims_about_total=1203))
    assert "about: ✓ 1,200 supported · 3 not assessed" in text


def test_consecutive_terms_are_one_line() -> None:
    terms = [*member("ann", 2001, 3), *member("ann", 2011, 1), *member("bob", 2003, 1)]
    found = tenures(terms, {})
    assert [(one.office.person.id, tenure_time(one, UNICODE).text) for one in found] == [
        ("ann", "3 January 2011 – 3 January 2013"),
        ("ann", "2001–2007, 3 terms"),
        ("bob", "3 January 2003 – 3 January 2005"),
    ]


def test_terms_with_a_gap_or_an_unknown_end_are_not_joined() -> None:
    assert [one.terms for one in tenures([held("a", "1990", ""), held("a", "1992", "1994")], {})] == [1, 1]
    apart = [held("a", "1990-01-01", "1991-12-01"), held("a", "1992-01-03", "1994-01-01")]
    assert [one.terms for one in tenures(apart, {})] == [1, 1]


def test_the_newest_office_comes_first_and_of_the_same_days_the_highest() -> None:
    offices = [
        held("a", "1990", "1995", "Mayor"),
        held("a", "1999", "2001", "Minister of Justice"),
        held("a", "1999", "2001", "Prime Minister"),
        held("a", "1996", "..", "Envoy"),
    ]
    titles = [one.office.title for one in tenures(offices, {"a": "Russia"})]
    assert titles == ["Envoy", "Prime Minister", "Minister of Justice", "Mayor"]


def test_the_holders_of_an_organisation_are_bounded_and_counted(organisation_card: Card) -> None:
    terms = [term for number in range(50) for term in member(f"m{number:02}", 1901 + 2 * number, 2)]
    still = [held("ann", "2023-01-03", ".."), held("dead", "2023-01-03", "..")]
    card = replace(
        organisation_card, offices=(*terms, *still), offices_total=102, deceased=frozenset(["dead"])
    )
    lines = shown(card).splitlines()
    assert "Offices: 30 of 52 holders shown, newest first; 1 still in office" in lines
    assert len(lines) < 45
    assert "since 3 January 2023" in lines[lines.index(next(x for x in lines if "Offices:" in x)) + 1]
    assert "--limit 52 " in lines[-1]
    assert "52 holders, newest first" in shown(card, most=60)


def foreign_ministers() -> OfficeHolders:
    def minister(name: str, start: str, end: str, title: str = "Minister of Foreign Affairs") -> OfficeHeld:
        return replace(held(name, start, end, title), in_office="held")

    holders = (
        minister("tang jiaxuan", "1998-03-18", "2003-03"),
        minister("igor ivanov", "1998-09-11", "2004-03-08", "Minister of Foreign Affairs of Russia"),
        minister("madeleine albright", "1997-01-23", "2001", "Secretary of State"),
    )
    near = minister("wang guangya", "", "2003-08", "Vice Minister of Foreign Affairs of China")
    return OfficeHolders(
        query="foreign minister",
        on="1999-06-01",
        holders=holders,
        near=(replace(near, in_office="perhaps"),),
        holders_total=3,
        held_total=3,
        near_total=1,
        countries={"tang jiaxuan": "China", "igor ivanov": "Russia", "madeleine albright": "United States"},
    )


@WIDTHS
def test_holders_of_a_day_look_as_kept(golden: Callable[[str, str], None], width: int | None) -> None:
    golden(f"office-brief-{width or 'pipe'}", shown(foreign_ministers(), width))


def test_holders_of_all_times_look_as_kept(golden: Callable[[str, str], None]) -> None:
    answer = foreign_ministers()
    holders = tuple(replace(one, in_office="") for one in answer.holders)
    golden("office-brief-all", shown(replace(answer, on="", near=(), holders=holders), 80))


def test_a_title_is_shown_only_where_it_is_not_the_one_asked_for() -> None:
    text = shown(foreign_ministers())
    assert "Tang Jiaxuan  " in text
    assert "Igor Ivanov  " in text
    assert "Madeleine Albright, Secretary of State" in text


def test_so_many_holders_that_not_all_were_read_are_counted_as_at_least() -> None:
    answer = OfficeHolders(query="member", holders=tuple(member("ann", 2001, 1)), is_complete=False)
    assert shown(answer).splitlines()[0] == "at least 1 holder of “member”"


@WIDTHS
def test_everyone_looks_as_kept(golden: Callable[[str, str], None], width: int | None) -> None:
    golden(f"who-brief-everyone-{width or 'pipe'}", shown(everyone(), width))


def everyone() -> Everyone:
    def one(id_: str, name: str, **more: object) -> Listed:
        fields = {"kind": "person", "country": "", "office": "", "events": 0, "claims": 0} | more
        return Listed(id=id_, name=name, **fields)  # type: ignore[arg-type]

    listed = (
        one("al-gore", "Al Gore", country="United States", events=1),
        one("boris-yeltsin", "Boris Yeltsin", country="Russia", office="President of Russia", events=1200,
            claims=5, born="1931-02-01", died="2007-04-23"),
        one("gromyko", "Andrei Gromyko", country="Soviet Union", office="Minister of Foreign Affairs", born="1909"),
        one("nato", "North Atlantic Treaty Organization", kind="organisation", office="alliance", events=10),
    )  # fmt: skip
    return Everyone(listed=listed, total=4)


@pytest.mark.parametrize("width", [None, *range(60, 301, 20)])
def test_everyone_is_a_line_each_at_any_width(width: int | None) -> None:
    lines = shown(everyone(), width).splitlines()
    assert len(lines) == 4 + 4
    assert width is None or max(map(cell_width, lines)) <= width


def test_a_list_that_is_cut_says_so() -> None:
    assert shown(replace(everyone(), total=9)).startswith("4 of 9 names shown\n")


@pytest.mark.parametrize(
    ("born", "died", "years"),
    [
        ("1931-02-01", "2007-04-23", "1931–2007"),
        ("1931", "", "born 1931"),
        ("", "2007-04", "died 2007"),
        ("1928-08-01?", "2015-01-14", "1928?–2015"),
        ("1900~", "1980", "c. 1900 – 1980"),
        ("193X", "2007", "1930s–2007"),
        ("", "", ""),
    ],
)
def test_a_life_is_told_in_years_with_their_doubt(born: str, died: str, years: str) -> None:
    assert life_years({"born": born, "died": died}, UNICODE) == years


def test_candidates_are_a_line_each_with_the_rule() -> None:
    found = (
        Candidate(id="zhang-wannian", kind="person", name="Zhang Wannian", summary="A general.\x1b",
                  matched=Match(query="zhang", name="Zhang Wannian", rule="part")),
        Candidate(id="zhang-x", kind="person", name="Chang X", summary="",
                  matched=Match(query="zhang", name="Zhang X", rule="part")),
    )  # fmt: skip
    assert shown(Candidates(query="zhang", candidates=found, total=3)).splitlines() == [
        "“zhang” matches 3 records",
        "Zhang Wannian  part of the name             A general.^[  zhang-wannian",
        "Chang X        “Zhang X”, part of the name  person  zhang-x",
        "2 of 3 records shown, those to which most others refer",
        "sinoru show ID · sinoru who ID",
    ]


def test_a_name_that_is_the_same_is_said_to_be_that_name() -> None:
    same = Match(query="li", name="Li", rule="exact")
    found = tuple(Candidate(id=each, kind="person", name="Li", summary="", matched=same) for each in "ab")
    assert shown(Candidates(query="li", candidates=found, total=2)).splitlines()[1] == (
        "Li  by that name  person  a"
    )


def test_nobody_found_names_the_nearest() -> None:
    nearest = (Ref(id="jiang-zemin", name="Jiang Zemin", kind="person"),)
    assert shown(NobodyFound(query="Jang", suggestions=nearest), 80).splitlines() == [
        "No person or organisation is named “Jang”.",
        "Did you mean:",
        "1  Jiang Zemin  person",
        "sinoru show 1",
    ]
    assert shown(NobodyFound(query="xq", suggestions=())) == "No person or organisation is named “xq”."


@pytest.mark.parametrize("width", [1, 8, 20, 40, 79, 500])
def test_any_width_is_kept(card: Card, width: int) -> None:
    for answer in (card, foreign_ministers(), everyone()):
        assert not too_wide(shown(answer, width).splitlines(), max(width, 2))


def test_full_shows_everything(card: Card) -> None:
    assert "[government-ru]" in "\n".join(plain_lines(who_document(card, Look(full=True))))


def test_an_organisation_belongs_to_another_by_name() -> None:
    record = Organisation(id="gru", name="Main Directorate", part_of="general-staff")
    card = Card(record=record, matched=Match(query="gru", name="gru", rule="id"), part_of="General Staff")
    assert "part of General Staff" in shown(card)
    assert "general-staff" not in shown(card)


@pytest.mark.parametrize(
    ("title", "seat", "says_for"),
    [("Senator", "OR", True), ("Governor of Texas", "Texas", False), ("北京市长", "北京", False)],
)
def test_the_seat_is_left_out_only_where_the_title_has_it_as_a_word(
    title: str, seat: str, *, says_for: bool
) -> None:
    office = held("ann", "1999", "2000", title, held_for=Ref(id="", name=seat, kind=""))
    assert (
        f"for {seat}" in shown(OfficeHolders(query=title, holders=(office,), holders_total=1))
    ) is says_for


def test_namesakes_are_told_apart_by_their_lives_and_countries() -> None:
    same = Match(query="Mary", name="Mary", rule="exact")
    found = (
        Candidate(id="a", kind="person", name="Mary", summary="", matched=same, born="1867", died="1953"),
        Candidate(id="b", kind="person", name="Mary", summary="", matched=same, country="France"),
    )
    first, second = shown(Candidates(query="Mary", candidates=found, total=2), 80).split("\n")[1:3]
    assert "Mary (1867–1953)" in first
    assert second.endswith("France")


def test_a_list_of_people_without_events_has_no_empty_columns() -> None:
    listed = (Listed(id="a", kind="person", name="Ann", country="", office="Senator", events=0, claims=0),)
    assert "Events" not in shown(Everyone(listed=listed, total=1), 80)
