from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from sinoru.loading.corpus_path import shipped_corpus

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Ran


@pytest.mark.parametrize(
    "name", ["Stepashin", "stepashyn", "Степашин", "Sergei Stepashin", "sergei-stepashin"]
)
def test_any_spelling_finds_the_person(run: Callable[..., Ran], name: str) -> None:
    ran = run("who", *name.split(), "--format", "json")
    assert ran.status == 0
    assert json.loads(ran.out)["person"]["id"] == "sergei-stepashin"


def test_an_organisation_has_a_card_too(run: Callable[..., Ran]) -> None:
    assert json.loads(run("who", "NATO", "--format", "json").out)["organisation"]["id"] == "nato"


def test_several_matches_are_listed(run: Callable[..., Ran]) -> None:
    ran = run("who", "Zhang", "--format", "json")
    assert ran.status == 0
    assert {one["id"] for one in json.loads(ran.out)["candidates"]} == {"zhang-wannian", "zhang-zemin"}


def test_nobody_found_gives_the_nearest_names(run: Callable[..., Ran]) -> None:
    assert run("who", "Qwxyz").status == 1
    ran = run("who", "Qwxyz", "--format", "json")
    assert ran.status == 1
    assert "suggestions" in json.loads(ran.out)


def test_an_office_on_a_day_finds_who_held_it(run: Callable[..., Ran]) -> None:
    ran = run("who", "prime", "minister", "--on", "1999-06", "--format", "json")
    (holder,) = json.loads(ran.out)["holders"]
    assert holder["person"]["id"] == "sergei-stepashin"
    assert holder["in_office"] == "held"
    table = run("who", "prime", "minister", "--on", "1999-06").out
    assert table.startswith("“prime minister” in June 1999: 1 holder\n")


def test_a_wrong_day_is_named(run: Callable[..., Ran]) -> None:
    ran = run("who", "Stepashin", "--on", "someday")
    assert ran.status == 2
    assert "--on" in ran.err


def test_without_a_name_everyone_is_listed(run: Callable[..., Ran]) -> None:
    listed = json.loads(run("who", "--format", "json").out)["everyone"]
    assert [one["id"] for one in listed] == [
        "sergei-stepashin",
        "zhang-wannian",
        "zhang-zemin",
        "russian-government",
        "nato",
    ]


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("who US president --on 1999-05-08", "“US president” on 8 May 1999: 1 holder"),
        ("who Chinese premier --on 1999-05-10", "Zhu Rongji"),
        ("who speaker of the Duma --on 1999-05-27", "Gennady Seleznyov"),
        ("who foreign minister --on 1999-06-01", "perhaps near it: Wang Guangya, Vice Minister"),
        ("who FSB --on 1999-05-08", "25 July 1998 – August 1999  Vladimir Putin"),
        ("who prime minister of Yugoslavia --on 1998-05-19", "no one is recorded for certain"),
        (
            "who president of the united states --on 2001-12-13",
            "George W. Bush  20 January 2001 – 20 January 2009",
        ),
        ("who ambassador of China to Russia --on 1999-05-10", "last on record before that:  Li Fenglin"),
        ("who ambassador of China to Russia --on 1999-05-10", "held it at an unknown time:  Wu Tao"),
        ("who prime minister of russia --on 2001-09-08", "Mikhail Kasyanov  17 May 2000 – 24 February 2004"),
        ("on 1999-05-10 --full", "until August 2003 (first day not known, last day known only to the month)"),
        ("who president of Serbia --on 1997", "Slobodan Milošević  1989–1997             slobodan-milosevic"),
        ("who Stepashin --on 2020-01-01", "no office on record for certain then"),
    ],
)
def test_offices_of_the_bundled_corpus(run: Callable[..., Ran], line: str, shown: str) -> None:
    assert shown in run(*line.split(), data=shipped_corpus()).out


VISITS = (
    "people: [{id: ann, name: Ann Lee}, {id: bob, name: Bob Roe}, {id: cy, name: Cy Orr}]\nevents:\n"
    + "".join(
        f"  - {{id: e{number}, date: 1999-01-{number:02}, title: E, kind: {kind}, participants:"
        f" [{{person: ann, role: {role}}}, {{person: bob, role: {other}}}, {{person: cy, role: target}}]}}\n"
        for number, (kind, role, other) in enumerate(
            [*[("visit", "host", "visitor")] * 4, ("call", "caller", "called"), ("sale", "buyer", "seller")],
            1,
        )
    )
)


def test_whom_one_met_is_counted_over_all_events_and_a_call_apart(
    run: Callable[..., Ran], write_corpus: Callable[..., str]
) -> None:
    data = write_corpus(VISITS, "visits")
    card = json.loads(run("who", "Ann", "Lee", "--limit", "1", "--format", "json", "--data", data).out)
    assert (len(card["events"]), card["events_total"]) == (1, 6)
    assert [(one["id"], one["times"]) for one in card["met"]] == [("bob", 4)]
    assert [(one["id"], one["times"], one["events"]) for one in card["spoke"]] == [("bob", 1, ["e5"])]
    assert (card["met_total"], card["spoke_total"], card["met_is_complete"]) == (1, 1, True)
    brief = run("who", "Ann", "Lee", "--data", data).out
    assert "6 events · met 1 person · spoke by telephone with 1 person\n" in brief
    text = run("who", "Ann", "Lee", "--full", "--data", data).out
    assert text.index("Met (1)") < text.index("Bob Roe  4 events") < text.index("Spoke by telephone (1)")
    assert "Met (" not in run("who", "Cy", "Orr", "--full", "--data", data).out
    assert "Bob Roe  1 event " in run("who", "Ann", "Lee", "--full", "--to", "1999-01-01", "--data", data).out


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (
            "place",
            "--kind 'place' cannot be used here. Use one of person, organisation, alliance, government.",
        ),
        (
            "visit",
            "--kind 'visit' cannot be used here. Use one of person, organisation, alliance, government.",
        ),
        ("persn", "No kind 'persn' in this corpus. Did you mean 'person'?"),
    ],
)
def test_a_kind_that_is_not_listed_is_refused(run: Callable[..., Ran], kind: str, said: str) -> None:
    assert run("who", "--kind", kind) == (2, "", f"sinoru: {said}\n")


def test_the_claims_of_a_card_are_counted_in_full(
    run: Callable[..., Ran], write_corpus: Callable[..., str]
) -> None:
    claims = "\n".join(f"  - {{id: c{n}, text: Claim {n}., by: ann, about: [ann]}}" for n in range(7))
    data = write_corpus(f"people: [{{id: ann, name: Ann Example}}]\nclaims:\n{claims}\n", "claims")
    assert (
        "Claims by: 7 not assessed; about: 7 not assessed" in run("who", "Ann", "--limit", "3", data=data).out
    )
    out = run("who", "Ann", "--limit", "3", "--full", data=data).out
    assert "Claims by Ann Example (first 3 of 7)" in out
    assert "Claims about Ann Example (first 3 of 7)" in out
    card = json.loads(run("who", "Ann", "--limit", "3", "--format", "json", data=data).out)
    totals = card["claims_total"]
    assert (totals["by"], totals["about"], len(card["claims"])) == (7, 7, 3)


PREMIERS = """
people:
  - {id: ann, name: Ann One, country: Austria, offices: [{title: Premier, from: 1998-01-01, to: 1998-12-31}]}
  - {id: bob, name: Bob Two, country: Austria, offices: [{title: Premier, from: 1999-01-01, to: 2000-01-01}]}
  - {id: cai, name: Cai Three, country: China, offices: [{title: Premier, from: 1998-01-01, to: 2003-01-01}]}
  - {id: dan, name: Dan One, country: Denmark}
"""


def _premiers(run: Callable[..., Ran], data: str, *options: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run("who", "premier", *options, "--format", "json", data=data).out)
    return found


def test_the_holders_of_an_office_can_be_those_of_a_country(
    run: Callable[..., Ran], write_corpus: Callable[..., str]
) -> None:
    data = write_corpus(PREMIERS, "premiers")

    def names(*options: str) -> list[str]:
        return [one["person"]["id"] for one in _premiers(run, data, *options)["holders"]]

    assert set(names()) == {"ann", "bob", "cai"}
    assert names("--country", "Austria") == ["ann", "bob"]
    assert names("--country", "Austria", "--on", "1999-06-01") == ["bob"]
    assert names("--country", "PRC", "--on", "1999-06-01") == ["cai"]
    later = _premiers(run, data, "--country", "Austria", "--on", "2001")
    assert (later["holders"], later["before"]["person"]["id"]) == ([], "bob")


def test_no_holder_of_a_country_is_said_of_the_filter(
    run: Callable[..., Ran], write_corpus: Callable[..., str]
) -> None:
    ran = run("who", "premier", "--country", "Denmark", data=write_corpus(PREMIERS, "premiers"))
    assert ran.status == 1
    assert "matches the filters" in ran.out
    assert "No person or organisation" not in ran.out


def test_a_limit_bounds_holders_candidates_and_the_list_of_all(
    run: Callable[..., Ran], write_corpus: Callable[..., str]
) -> None:
    data = write_corpus(PREMIERS, "premiers")
    found = _premiers(run, data, "--limit", "1")
    assert (len(found["holders"]), found["holders_total"]) == (1, 3)
    out = run("who", "premier", "--limit", "1", data=data).out
    assert out.startswith("1 of 3 holders of “premier” shown, newest first\nChina  Cai Three  ")
    assert out.splitlines()[-1].endswith("--limit 2 · --full · sinoru who premier --on 1998-01-01")
    full = run("who", "premier", "--limit", "1", "--full", data=data).out
    assert full.startswith("1 of 3 holders of “premier” shown, newest first\n  China  Cai Three")
    assert "1 of 2 records shown" in run("who", "One", "--limit", "1", data=data).out
    assert "1 of 4 names shown" in run("who", "--limit", "1", data=data).out


def test_a_limit_bounds_the_offices_of_a_card(
    run: Callable[..., Ran], write_corpus: Callable[..., str]
) -> None:
    card = """
people:
  - id: ann
    name: Ann One
    offices: [{title: Mayor, from: 1990, to: 1995}, {title: Envoy, from: 1995, to: 1999}]
"""
    data = write_corpus(card, "card")
    assert "1 of 2 offices shown" in run("who", "Ann", "--limit", "1", data=data).out
    found = json.loads(run("who", "Ann", "--limit", "1", "--format", "json", data=data).out)
    assert (len(found["offices"]), found["offices_total"]) == (1, 2)


def test_whoever_has_no_office_is_not_said_to_have_none_for_certain(run: Callable[..., Ran]) -> None:
    assert "no office on record\n" in run("who", "Zhang Zemin", "--on", "1999").out
    assert "no office on record for certain then" in run("who", "Stepashin", "--on", "1950").out


def test_a_list_of_all_takes_kinds_of_organisation(run: Callable[..., Ran]) -> None:
    assert "NATO" in run("who", "--kind", "alliance").out
    assert "Stepashin" not in run("who", "--kind", "alliance").out
    assert "NATO" not in run("who", "--kind", "person").out


@pytest.mark.parametrize("width", [[], ["--width", "80"]])
@pytest.mark.parametrize(("name", "most"), [("Stepashin", 24), ("Yeltsin", 32)])
def test_a_card_fits_a_screen(run: Callable[..., Ran], name: str, most: int, width: list[str]) -> None:
    lines = run("who", name, *width, data=shipped_corpus()).out.splitlines()
    assert len(lines) <= most
    assert name in lines[0]


@pytest.mark.parametrize("width", [[], ["--width", "60"], ["--width", "80"], ["--width", "300"]])
def test_everyone_is_a_line_each(run: Callable[..., Ran], width: list[str]) -> None:
    listed = json.loads(run("who", "--format", "json", data=shipped_corpus()).out)["everyone"]
    out = run("who", *width, data=shipped_corpus()).out
    assert len(out.splitlines()) == len(listed) + 4
    yeltsin = next(one for one in listed if one["id"] == "boris-yeltsin")
    assert (yeltsin["born"], yeltsin["died"]) == ("1931-02-01", "2007-04-23")
    assert yeltsin["office"] == "President of Russia"


def test_the_newest_office_comes_first_on_a_card(run: Callable[..., Ran]) -> None:
    out = run("who", "Stepashin", data=shipped_corpus()).out
    assert (
        out.index("  Prime Minister of Russia\n")
        < out.index("Acting Prime")
        < out.index("Minister of Justice")
    )


def test_candidates_have_numbers_in_a_terminal(run: Callable[..., Ran]) -> None:
    assert "2  Zhang Zemin" in run("who", "Zhang", "--width", "80").out
