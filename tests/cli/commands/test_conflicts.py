from __future__ import annotations

import csv
import io
import json
import os
from typing import TYPE_CHECKING, Any

import pytest

import sinoru

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Ran

SHIPPED = os.path.join(os.path.dirname(sinoru.__file__), "..", "..", "data")

CORPUS = """\
sources: [{id: yu, title: Article, authors: ["Yu, Bin"]}]
people: [{id: zhu, name: Zhu Rongji}]
events:
  - id: zhu-visits-us
    date: 1999-04-06/1999-04-14
    title: Zhu visits the United States
    participants: [{person: zhu}]
    conflicts:
      - field: date
        statements:
          - {value: 1999-03, evidence: [{source: yu, at: "Love, 4"}]}
          - {value: 1999-04-06/1999-04-14, by: zhu, stands: true}
        why: it was in April
  - {id: lunch, date: 1999-06-02, title: Lunch, part_of: zhu-visits-us}
conflicts:
  - id: who-came-to-lunch
    question: Who came to lunch?
    about: [lunch]
    statements: [{value: nobody}, {value: somebody}]
"""


@pytest.fixture
def disputed(write_corpus: Callable[..., str]) -> str:
    return write_corpus(CORPUS, "disputed")


def test_conflicts_are_shown_side_by_side(run: Callable[..., Ran], disputed: str) -> None:
    ran = run("conflicts", "--person", "Zhu", "--full", data=disputed)
    assert ran.status == 0
    assert ran.out.splitlines()[1:4] == [
        "  ✗ March 1999 — Yu, Bin [yu, Love, 4]",
        "  ✓ 6–14 April 1999 — Zhu Rongji [no source]",
        "    “6–14 April 1999” stands: it was in April",
    ]


def test_a_conflict_is_a_question_with_a_line_for_each_statement(
    run: Callable[..., Ran], disputed: str
) -> None:
    assert run("conflicts", "--person", "Zhu", data=disputed).out.splitlines()[2:6] == [
        "6–14 April 1999  When? Zhu visits the United States  zhu-visits-us:date",
        "    ✗ March 1999  Bin Yu, Love, 4",
        "    ✓ 6–14 April 1999  Zhu Rongji",
        "      it was in April",
    ]


@pytest.mark.parametrize("width", [(), ("--width", "80"), ("--width", "200")])
def test_conflicts_of_the_shipped_corpus_take_few_lines(
    run: Callable[..., Ran], width: tuple[str, ...]
) -> None:
    shape = json.loads(run("conflicts", "alliance", "--format", "json", data=SHIPPED).out)
    statements = sum(len(one["statements"]) for one in shape["conflicts"])
    lines = run("conflicts", "alliance", *width, data=SHIPPED).out.splitlines()
    assert len(lines) <= 5 + statements + 2 * len(shape["conflicts"])
    assert lines[0].startswith("4 conflicts on “alliance”: 3 settled, 1 open")
    assert "✓ stands  ✗ does not  ? open" in "\n".join(lines[:2])
    assert lines[-1].startswith("sinoru show ")


def test_of_many_conflicts_the_first_ten_are_shown(run: Callable[..., Ran]) -> None:
    listed = json.loads(run("conflicts", "--format", "json", data=SHIPPED).out)
    total = listed["total"]
    assert len(listed["conflicts"]) == total > 25
    first, *lines = run("conflicts", data=SHIPPED).out.splitlines()
    assert first.startswith(f"10 of {total} conflicts shown: ")
    assert [line for line in lines if line.startswith("      ")][10:] == []
    assert "--limit 20" in lines[-1]
    assert run("conflicts", "--limit", "25", data=SHIPPED).out.startswith(f"25 of {total} conflicts")
    assert f"{total} conflicts: " in run("conflicts", "--full", data=SHIPPED).out


def test_programs_get_the_documented_shape(run: Callable[..., Ran], disputed: str) -> None:
    shape = json.loads(run("conflicts", "--format", "json", data=disputed).out)
    assert (shape["version"], shape["total"]) == (2, 2)
    first, second = shape["conflicts"]
    keys = {
        "id",
        "question",
        "about",
        "field",
        "date",
        "statements",
        "state",
        "why",
        "evidence",
        "record",
        "kind",
    }
    assert keys == set(first)
    assert {"value", "claim", "by", "authors", "certainty", "evidence", "stands"} == set(
        first["statements"][0]
    )
    assert (first["id"], first["record"], first["state"]) == (
        "zhu-visits-us:date",
        "zhu-visits-us",
        "settled",
    )
    assert [one["stands"] for one in first["statements"]] == [False, True]
    assert (second["id"], second["record"], second["state"]) == (
        "who-came-to-lunch",
        "who-came-to-lunch",
        "open",
    )
    assert [one["stands"] for one in second["statements"]] == [None, None]
    assert second["about"] == [{"id": "lunch", "name": "Lunch", "kind": "event"}]


def test_lines_of_json_have_a_conflict_each(run: Callable[..., Ran], disputed: str) -> None:
    lines = run("conflicts", "--format", "jsonl", data=disputed).out.splitlines()
    assert [json.loads(line)["field"] for line in lines] == ["date", ""]


def test_tables_have_a_row_for_each_statement(run: Callable[..., Ran], disputed: str) -> None:
    rows = list(csv.DictReader(io.StringIO(run("conflicts", "--format", "csv", data=disputed).out)))
    assert [(row["about"], row["value"], row["stands"], row["by"]) for row in rows] == [
        ("zhu-visits-us", "1999-03", "no", "Yu, Bin"),
        ("zhu-visits-us", "1999-04-06/1999-04-14", "yes", "Zhu Rongji"),
        ("lunch", "nobody", "", ""),
        ("lunch", "somebody", "", ""),
    ]
    assert run("conflicts", "--format", "markdown", data=disputed).out.startswith("| id | question |")


def test_nothing_found(run: Callable[..., Ran], disputed: str) -> None:
    ran = run("conflicts", "--verdict", "reconciled", data=disputed)
    assert (ran.status, ran.out) == (1, "")
    assert ran.err.startswith("sinoru: No conflicts match --verdict reconciled. ")


def test_a_wrong_verdict_is_told_the_right_ones(run: Callable[..., Ran]) -> None:
    ran = run("conflicts", "--verdict", "untrue")
    assert ran.status == 2
    assert "open, settled, reconciled" in ran.err


KNOWN = {
    "agreements-of-zhu-visit": "open",
    "alliance-in-1999": "settled",
    "embassy-bombing-1999-05-08:time": "settled",
    "embassy-bombing-date": "reconciled",
    "exchanges-after-bombing": "settled",
    "growth-before-asian-crisis": "settled",
    "how-many-su-30": "open",
    "india-su-30-licence-date": "settled",
    "korabelnikov-office": "settled",
    "kuroyedov-departure": "open",
    "partnership-beginning": "settled",
    "stroyev-office": "settled",
    "su-27-before-1999": "settled",
    "wu-yi-office": "settled",
    "zhang-arrival": "settled",
    "zhang-rank": "settled",
    "zhu-us-visit-date": "settled",
}
"""Conflicts of the article and its sources that have to be shown, with their states."""
WINNERS = {
    "alliance-in-1999": ["joint-statements-no-third-country"],
    "growth-before-asian-crisis": ["gdp-1996-below-ten"],
    "korabelnikov-office": ["korabelnikov-was-deputy-chief", "kvashnin-was-chief-of-staff"],
    "partnership-beginning": ["partnership-dates-from-1996", "partnership-declared-25-april-1996"],
    "stroyev-office": ["stroyev-chaired-federation-council"],
    "wu-yi-office": ["wu-yi-in-office-until-2003"],
    "zhu-us-visit-date": ["zhu-us-visit-in-april"],
}
JUDGED = {
    "initial-border-agreements-signed": "superseded",
    "hotline-activated-at-once": "partly",
    "su30-licence-250-talks": "superseded",
    "summit-planned-for-autumn": "superseded",
    "wto-concessions-ended": "superseded",
}
"""What was overtaken or is right in part only is no conflict: the claim says so."""
PRINTED = {
    "Chermomyrdin": "viktor-chernomyrdin",
    "Sergeyeve": "igor-sergeyev",
    "Wang Yaguang": "wang-guangya",
    "Valiedin Korapierinykof": "valentin-korabelnikov",
    "Central Military Committee": "central-military-commission",
}
"""Spellings and translations of the article are names as printed, not conflicts."""


def _conflicts(run: Callable[..., Ran], *arguments: str) -> dict[str, Any]:
    shape = json.loads(run("conflicts", *arguments, "--format", "json", data=SHIPPED).out)
    return {one["id"]: one for one in shape["conflicts"]}


def test_the_shipped_corpus_shows_its_known_conflicts_each_with_its_winner(run: Callable[..., Ran]) -> None:
    listed = _conflicts(run, "--source", "yu-1999q2")
    assert {one["state"] for one in listed.values()} == {"open", "settled"}
    reconciled = _conflicts(run, "--verdict", "reconciled")
    shown = listed | reconciled
    assert {id_: shown[id_]["state"] for id_ in KNOWN if id_ in shown} == KNOWN
    assert all(len(one["statements"]) > 1 and one["why"] for one in shown.values())
    for id_, winners in WINNERS.items():
        assert [said["claim"] for said in shown[id_]["statements"] if said["stands"]] == winners


def test_the_shipped_corpus_asks_no_question_twice(run: Callable[..., Ran]) -> None:
    listed = _conflicts(run) | _conflicts(run, "--verdict", "reconciled")
    questions = [one["question"] for one in listed.values()]
    assert len(set(questions)) == len(questions)
    assert all(question.endswith("?") for question in questions)


def test_plans_and_half_truths_of_the_shipped_corpus_are_judged_at_their_claims(
    run: Callable[..., Ran],
) -> None:
    for verdict in ("superseded", "partly"):
        shape = json.loads(run("claims", "--verdict", verdict, "--format", "json", data=SHIPPED).out)
        found = {claim["id"] for claim in shape["claims"]}
        assert {id_ for id_, said in JUDGED.items() if said == verdict} <= found


@pytest.mark.parametrize(("printed", "id_"), PRINTED.items())
def test_spellings_of_the_article_are_names_as_printed(
    run: Callable[..., Ran], printed: str, id_: str
) -> None:
    assert id_ in run("who", printed, data=SHIPPED).out
