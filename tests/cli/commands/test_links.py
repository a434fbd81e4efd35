from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Ran


def test_whom_somebody_met(run: Callable[..., Ran]) -> None:
    ran = run("links", "Stepashyn")
    assert ran.status == 0
    assert ran.out.splitlines() == [
        "Sergei Stepashin: 1 event, with 1 other",
        "",
        "Met (1)",
        "Zhang Wannian  1 event  7–17 June 1999  zhang-wannian",
        "sinoru show ID · --full",
    ]


def test_all_events_with_somebody_are_shown_on_request(run: Callable[..., Ran]) -> None:
    assert run("links", "Stepashyn", "--full").out.splitlines()[2:5] == [
        "Met (1)",
        "Zhang Wannian · met in 1 event · 7–17 June 1999 · zhang-wannian",
        "  7–17 June 1999  Zhang Wannian visits Russia zhang-visit [yu-1999q2, Chronology, June 7-17]",
    ]


def test_all_that_two_share(run: Callable[..., Ran]) -> None:
    brief = run("links", "Zhang", "Wannian", "Степашин")
    assert (brief.status, brief.out.splitlines()) == (
        0,
        [
            "Zhang Wannian and Sergei Stepashin share 1 event",
            "",
            "Met (1)",
            "7–17 June 1999  visit  Zhang Wannian visits Russia    zhang-visit",
            "sinoru show ID · --full",
        ],
    )
    ran = run("links", "Zhang", "Wannian", "Степашин", "--full")
    assert (ran.status, ran.out.splitlines()[3]) == (0, "Met (1)")
    assert ran.out.splitlines()[4] == (
        "  7–17 June 1999  Zhang Wannian visits Russia (Zhang Wannian: visitor; Sergei Stepashin: host)"
        " zhang-visit [yu-1999q2, Chronology, June 7-17]"
    )
    shape = json.loads(run("links", "Zhang", "Wannian", "Степашин", "--format", "json").out)
    assert (shape["from"]["id"], shape["to"]["id"]) == ("zhang-wannian", "sergei-stepashin")
    assert [(one["id"], one["how"]) for one in shape["shared"]] == [("zhang-visit", "met")]
    assert shape["shared"][0]["roles"] == {"zhang-wannian": "visitor", "sergei-stepashin": "host"}
    assert [step["event"] and step["event"]["id"] for step in shape["chain"]] == [None, "zhang-visit"]


def test_programs_get_the_documented_shape(run: Callable[..., Ran]) -> None:
    shape = json.loads(run("links", "Stepashin", "--format", "json").out)
    assert shape["person"]["id"] == "sergei-stepashin"
    assert shape["totals"] == {"met": 1, "spoke": 0, "together": 0}
    (met,) = shape["met"]
    assert (met["times"], met["met"], met["spoke"], met["together"]) == (1, 1, 0, 0)
    assert met["events"][0]["id"] == "zhang-visit"
    assert run("links", "Stepashin", "--format", "csv").out.splitlines()[1] == (
        "zhang-wannian,Zhang Wannian,met,zhang-visit,1999-06-07/1999-06-17,Zhang Wannian visits Russia,visitor,host,"
        '"yu-1999q2: Chronology, June 7-17"'
    )
    assert run("links", "Stepashin", "Zhang Wannian", "--format", "csv").out.count("\n") == 2


def test_nobody_met_is_nothing_found(run: Callable[..., Ran]) -> None:
    assert run("links", "Zhang", "Zemin").status == 1
    ran = run("links", "Zhang Zemin", "Stepashin")
    assert (ran.status, "share no event on record" in ran.out, "No chain" in ran.out) == (1, True, True)
    assert "share no event with --kind visit." in run("links", "Zhang Zemin", "NATO", "--kind", "visit").out


RED = """
organisations: [{id: red, name: Red}, {id: blue, name: Blue}, {id: green, name: Green}]
people: [{id: ann, name: Ann Lee}]
events:
  - {id: match-1, date: 2001-05-01, title: Red plays Blue, kind: match, participants: [{org: red}, {org: blue}]}
  - id: match-2
    date: 2001-06-01
    title: Blue plays Green
    kind: match
    participants: [{org: blue}, {org: green}, {person: ann, role: referee}]
"""


def test_organisations_are_linked_too(run: Callable[..., Ran], write_corpus: Callable[..., str]) -> None:
    data = write_corpus(RED, "matches")
    two = run("links", "Red", "Blue", "--data", data)
    assert (two.status, "Named together (1)" in two.out, "Met" in two.out) == (0, True, False)
    assert (
        "Ann Lee  1 event  1 June 2001  ann\norganisations\nBlue "
        in run("links", "Green", "--data", data).out
    )
    assert "Ann Lee · named together in 1 event" in run("links", "Green", "--full", "--data", data).out
    assert "Named together (1)" in run("links", "Ann", "Lee", "Blue", "--data", data).out
    chain = run("links", "Red", "Green", "--data", data)
    assert chain.status == 0
    assert chain.out.splitlines() == [
        "Red and Green share no event on record.",
        "Shortest chain: 2 steps",
        "",
        "Red is named with Blue    1 May 2001   Red plays Blue    match-1",
        "Blue is named with Green  1 June 2001  Blue plays Green    match-2",
        f"sinoru show ID --data {data} · --full",
    ]
    assert "No person or organisation is named “Purple”" in run("links", "Purple", "--data", data).out


def test_an_unknown_name_gets_the_nearest_and_nothing_found(run: Callable[..., Ran]) -> None:
    ran = run("links", "Stepashkinov")
    assert ran.status == 1
    assert "sergei-stepashin" in ran.out


def test_a_name_that_two_bear_is_told(run: Callable[..., Ran]) -> None:
    ran = run("links", "Zhang")
    assert ran.status == 2
    assert "zhang-zemin" in ran.err


def test_no_name_is_wrong_usage(run: Callable[..., Ran]) -> None:
    ran = run("links")
    assert ran.status == 2
    assert "sinoru links" in ran.err


def _team(number: int) -> str:
    return f"{{id: person-{number}, name: Person {'abcdefghijklmnopqrstuvwxyz'[number] * 4}}}"


def test_a_first_look_has_ten_people_and_says_how_many_there_are(
    run: Callable[..., Ran], write_corpus: Callable[..., str]
) -> None:
    met = "[{person: person-0, role: host}, {person: person-%d, role: visitor}]"
    events = "".join(
        f"  - {{id: e{n}, date: 2001-05-{n:02}, title: Visit, kind: visit, participants: {met % n}}}\n"
        for n in range(1, 16)
    )
    people = ", ".join(map(_team, range(16)))
    data = write_corpus(f"people: [{people}]\nevents:\n{events}", "many")
    lines = run("links", "person-0", data=data).out.splitlines()
    assert lines[0] == "Person aaaa: 15 events, with 15 others"
    assert (lines[2], len(lines)) == ("Met (10 of 15 shown)", 10 + 4)
    assert "--limit 15" in lines[-1]
    assert "Met (15)" in run("links", "person-0", "--limit", "20", data=data).out
    assert "Met (15)" in run("links", "person-0", "--full", data=data).out
    assert len(json.loads(run("links", "person-0", "--format", "json", data=data).out)["met"]) == 15
