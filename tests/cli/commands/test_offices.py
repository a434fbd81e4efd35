"""Offices as users meet them: what they are held for, party, how a term began and ended, and consecutive terms."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Ran

CORPUS = """\
corpus: {format: 2, title: House of Albia}
organisations:
  - {id: house, name: House of Albia, kind: parliament, country: Albia}
  - {id: whig, name: Whig Party, names: [{text: The Whigs}], kind: party, country: Albia}
  - {id: tory, name: Tory Party, kind: party, relations: [{to: mia-mott, kind: has-member, from: 1920, until: 1930}]}
places:
  - {id: bath, name: Bath, country: Albia}
people:
  - id: ann-ash
    name: Ann Ash
    country: Albia
    died: 1960-03-01
    offices:
      - {title: Deputy, org: house, for: bath, party: whig, from: 1945-07-05, to: 1950-02-23, began: elected}
      - {title: Deputy, org: house, for: bath, party: tory, from: 1950-02-23, to: 1955-05-26, ended: defeated}
      - {title: Deputy, org: house, for: Leeds North, party: tory, from: 1955-05-26, to: 1960-03-01, ended: died}
      - {title: Prime Minister, from: 1951-01-03, to: 1951-02-04, began: acting, party: Free Traders}
  - id: bob-birch
    name: Bob Birch
    country: Albia
    offices:
      - {title: Prime Minister, from: 1951-02-04, to: .., began: appointed}
      - {title: Lord of the Isles, began: hereditary}
  - id: mia-mott
    name: Mia Mott
    country: Albia
    offices:
      - {title: Mayor, from: 1925, to: 1926}
      - {title: Mayor, from: 1940, to: 1941}
events:
  - id: visit
    date: 1953-03-01
    title: Bob Birch meets the fishermen
    participants: [{person: bob-birch, role: host, as: Lord of the Isles}]
"""


@pytest.fixture
def albia(tmp_path: Path) -> str:
    path = tmp_path / "albia.yaml"
    path.write_text(CORPUS, encoding="utf-8")
    return str(path)


@pytest.mark.parametrize(
    ("start", "end", "lines"),
    [
        (
            "1927-11-30",
            "1929",
            ["1925–1929, 2 terms  Mayor"],
        ),  # re-elected in the year in which the first term ended
        ("1928-02-01", "1929", ["1928 – 1929  Mayor", "1925 – 1927  Mayor"]),
        ("1927-11-30", "1927-12-05", ["30 November – 5 December 1927  Mayor", "1925 – 1927  Mayor"]),
    ],
)
def test_a_term_of_years_follows_one_that_ended_in_the_same_year(
    tmp_path: Path, run: Callable[..., Ran], start: str, end: str, lines: list[str]
) -> None:
    path = tmp_path / "albia.yaml"
    second = f"{{title: Mayor, from: {start}, to: {end}}}"
    path.write_text(
        f"people: [{{id: mia, name: Mia, offices: [{{title: Mayor, from: 1925, to: 1927-03-04}}, {second}]}}]",
        encoding="utf-8",
    )
    card = " ".join(run("who", "Mia", data=str(path)).out.split())
    for line in lines:
        assert " ".join(line.split()) in card.replace("4 March 1927", "1927").replace(
            "1 February 1928", "1928"
        )


def test_consecutive_terms_for_one_seat_are_a_line_that_tells_a_change_of_party(
    albia: str, run: Callable[..., Ran]
) -> None:
    card = run("who", "Ann", data=albia).out
    assert (
        "1945–1955, 2 terms           Deputy for Bath (Whig Party, from 1950 Tory Party), House of Albia"
        in card
    )
    assert "elected; lost the election\n" in card  # how the first term began, and the last one ended
    assert (
        "26 May 1955 – 1 March 1960   Deputy for Leeds North (Tory Party), House of Albia · died in office"
        in card
    )
    full = run("who", "Ann", "--full", data=albia).out
    assert "Deputy for Bath (Whig Party), House of Albia; elected" in full
    assert "Deputy for Bath (Tory Party), House of Albia; lost the election" in full


def test_a_list_of_holders_has_seats_and_parties(albia: str, run: Callable[..., Ran]) -> None:
    listed = run("who", "deputy", "--width", "80", data=albia).out.splitlines()
    assert listed[0] == "1 holder of “deputy”, newest first"
    assert "Ann Ash, for Leeds North (Tory Party)" in listed[1]
    assert "Ann Ash, for Bath (Whig Party, from 1950 Tory Par…  1945–1955, 2 terms" in listed[2]
    house = run("who", "house", "--width", "80", data=albia).out
    assert "1955–1960           Ann Ash  Deputy for Leeds North (Tory Party)" in house
    assert run("who", "deputy for Leeds", data=albia).out.startswith("1 holder of “deputy for Leeds”\n")
    assert "Ann Ash" in run("who", "Whig deputy", data=albia).out


def test_who_began_as_acting_is_an_acting_holder(albia: str, run: Callable[..., Ran]) -> None:
    """As one whose title says so."""
    holders = run("who", "prime minister", data=albia).out
    assert "Ann Ash, Acting Prime Minister (Free Traders)" in holders
    assert run("who", "acting prime minister", data=albia).out.startswith("1 holder")
    day = run("who", "prime minister", "--on", "1951-02-04", data=albia).out.splitlines()
    assert ["Acting" in line for line in day[1:3]] == [True, False]
    assert "Ann Ash, Acting Prime Minister" in run("on", "1951-01-20", data=albia).out


def test_an_office_without_dates_is_perhaps_held_on_days_that_show_it_only(
    albia: str, run: Callable[..., Ran]
) -> None:
    assert "dates not known" in run("who", "lord of the isles", data=albia).out
    shown = run("who", "lord of the isles", "--on", "1953-03-01", data=albia).out
    assert "no one is recorded for certain\nPerhaps in office\nAlbia  Bob Birch  dates not known" in shown
    other = run("who", "lord of the isles", "--on", "1953-03-02", data=albia).out
    assert "Perhaps" not in other
    assert "held it at an unknown time: Bob Birch" in " ".join(other.split())
    assert "perhaps  dates not exact: Bob Birch, Lord of the Isles" in run("on", "1953-03-01", data=albia).out
    assert "Isles" not in run("on", "1953-03-02", "--offices", data=albia).out
    card = run("who", "Bob", data=albia).out
    assert "dates not known        Lord of the Isles · by inheritance" in card
    on_card = run("who", "Bob", "--on", "1953-03-02", data=albia).out
    assert "Isles" not in on_card


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("party:whig", "ann-ash"),
        ("party:'The Whigs'", "ann-ash"),
        ("party:'free traders'", "ann-ash"),
        ("party:tory", "ann-ash mia-mott"),
        ("office:(party:whig for:bath)", "ann-ash"),
        ("office:(party:whig for:Leeds)", ""),
        ("office:(for:leeds ended:died)", "ann-ash"),
        ("office:(began:acting)", "ann-ash"),
        ("office:(ended:'lost the election' date:1952)", "ann-ash"),
        ("office:(title:deputy began:appointed)", ""),
    ],
)
def test_people_are_found_by_their_offices(
    query: str, found: str, albia: str, run: Callable[..., Ran]
) -> None:
    words = query.replace("'", '"')
    ran = run("search", f"{words} kind:person", "--format", "ids", data=albia)
    assert sorted(ran.out.split()) == found.split()


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("party:labour", "No party 'labour' in this corpus."),
        ("party:bath", "No party 'bath' in this corpus. Use one of free traders, Tory Party, Whig Party."),
        ("office:(began:electd)", "Unknown began 'electd'. Did you mean 'elected'?"),
        ("office:(ended:lost)", "Unknown ended 'lost'."),
    ],
)
def test_a_wrong_party_or_beginning_says_what_there_is(
    query: str, message: str, albia: str, run: Callable[..., Ran]
) -> None:
    ran = run("search", query, data=albia)
    assert ran.status == 2
    assert message in ran.err


def test_a_party_is_a_filter_of_people_and_of_offices(albia: str, run: Callable[..., Ran]) -> None:
    assert run("who", "--party", "whig", "--format", "ids", data=albia).out.split() == ["ann-ash"]
    assert "1 holder" in run("who", "deputy", "--party", "whig", data=albia).out
    assert run("who", "deputy", "--party", "Free Traders", data=albia).status == 1
    on = ("on", "1951-01-20", "--offices", "--format", "json", "--party")
    titles = {
        party: [one["title"] for one in json.loads(run(*on, party, data=albia).out)["offices"]]
        for party in ("tory", "Free Traders")
    }
    assert titles == {"tory": ["Deputy"], "Free Traders": ["Prime Minister"]}
    assert (
        "--party cannot be used with 'sinoru timeline'" in run("timeline", "--party", "whig", data=albia).err
    )


def test_offices_are_counted_by_party_and_by_how_they_began_and_ended(
    albia: str, run: Callable[..., Ran]
) -> None:
    def counts(of: str, group: str) -> dict[str, int]:
        ran = run("stats", "--of", of, "--group", group, "--format", "json", data=albia)
        (facet,) = json.loads(ran.out)["facets"]
        return {one["name"]: one["count"] for one in facet["tallies"]}

    # Mia Mott was a member when she was first mayor, and is not known to have been one later.
    assert counts("offices", "party") == {"Tory Party": 3, "Whig Party": 1, "Free Traders": 1}
    assert counts("people", "party") == {"Tory Party": 2, "Whig Party": 1, "Free Traders": 1}
    assert counts("offices", "for") == {"Bath": 2, "Leeds North": 1}
    assert counts("offices", "began") == {"acting": 1, "appointed": 1, "by inheritance": 1, "elected": 1}
    assert counts("offices", "ended") == {"lost the election": 1, "died in office": 1}


def test_the_card_of_a_party_counts_who_held_office_for_it(albia: str, run: Callable[..., Ran]) -> None:
    card = run("who", "The Whigs", data=albia).out
    assert "1 person held office for this party" in card
    assert "sinoru who --party whig\n" in card


def test_json_and_tables_have_each_of_these(albia: str, run: Callable[..., Ran]) -> None:
    (first, *_) = json.loads(run("who", "deputy", "--format", "json", data=albia).out)["holders"]
    assert (first["for"]["name"], first["party"]["id"], first["began"], first["ended"]) == (
        "Bath",
        "whig",
        "elected",
        "",
    )
    leeds = json.loads(run("who", "deputy", "--format", "json", data=albia).out)["holders"][-1]
    assert leeds["for"] == {"id": "", "name": "Leeds North", "kind": ""}
    table = run("who", "deputy", "--format", "csv", data=albia).out.splitlines()
    assert table[0].startswith("id,name,country,title,org,for,party,from,to,began,ended,how")
    assert "Deputy,House of Albia,Leeds North,Tory Party,1955-05-26,1960-03-01,,died,holder" in table[-1]
    export = run("export", "csv", "--kind", "person", data=albia).out
    assert "Deputy for Leeds North, tory (1955-05-26/1960-03-01; died in office)" in export


def test_a_declaration_of_what_offices_have_by_now_says_what_to_do(
    tmp_path: Path, run: Callable[..., Ran]
) -> None:
    path = tmp_path / "corpus.yaml"
    declared = "fields: {people.offices: {party: {type: choice, values: {lab: Labour}}, for: {type: text}}}"
    offices = "offices: [{title: Deputy, party: lab, for: Bath}]"
    path.write_text(
        f"corpus: {{format: 2, {declared}}}\npeople:\n  - {{id: ann, name: Ann, {offices}}}\n",
        encoding="utf-8",
    )
    errors = run("check", str(path)).out
    assert "'party' is a field that people.offices have without a declaration" in errors
    full = " ".join(run("check", str(path), "--full").out.split())
    assert "remove the declaration; write 'Labour' for 'lab', or give this id to an organisation" in full
    assert "remove the declaration; the values can stay" in full
    assert "Deputy for Bath (lab)" in run("who", "Ann", data=str(path)).out
