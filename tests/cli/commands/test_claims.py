from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest

import sinoru

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Ran


SHIPPED = os.path.join(os.path.dirname(sinoru.__file__), "..", "..", "data")


@pytest.mark.parametrize(
    "arguments",
    [
        "",
        "fighters",
        "--by Stepashin",
        "--about zhang-visit",
        "--certainty reported",
        "--verdict contradicted",
        "--topic arms-sales",
        "--from 1999-06 --to 1999-06",
    ],
)
def test_claims_can_be_narrowed(run: Callable[..., Ran], arguments: str) -> None:
    ran = run("claims", *arguments.split(), "--format", "json")
    assert [claim["id"] for claim in json.loads(ran.out)["claims"]] == ["seventy-two-jets"]


@pytest.mark.parametrize("arguments", ["embassy", "--by zhang-wannian", "--to 1998"])
def test_nothing_found(run: Callable[..., Ran], arguments: str) -> None:
    ran = run("claims", *arguments.split())
    assert (ran.status, ran.out) == (1, "")
    assert ran.err.startswith("sinoru: No claims match ")


def test_a_wrong_verdict_is_told_the_right_ones(run: Callable[..., Ran]) -> None:
    ran = run("claims", "--verdict", "untrue")
    assert ran.status == 2
    assert "contradicted" in ran.err


SPEAKERS = """\
people:
  - {id: yu-bin, name: Yu Bin, names: [{text: 于滨, kind: native, lang: zh-Hans}]}
  - {id: ivashov, name: Leonid Ivashov}
organisations: [{id: gazette, name: The Gazette}]
sources:
  - {id: survey, title: Survey, authors: ["Yu, Bin"], container: Connections}
  - {id: second, title: More, authors: ["Yu, Bin", "Velovich, Alexander"]}
  - {id: report, title: Report, container: Hong Kong Paper, publisher: Paper Press}
  - {id: wire, title: Wire, publisher: Kommersant}
claims:
  - {id: his, text: Yu says one thing., evidence: [{source: survey, at: "1"}]}
  - {id: theirs, text: Two say another., evidence: [{source: second}, {source: wire}]}
  - {id: quoted, text: Ivashov warns., by: ivashov, reported_by: gazette, evidence: [{source: survey}]}
  - {id: printed, text: The paper prints it., evidence: [{source: report}]}
  - {id: wired, text: The agency has it., reported_by: yu-bin, evidence: [{source: wire}]}
"""


def ids(ran: Ran) -> set[str]:
    return {claim["id"] for claim in json.loads(ran.out)["claims"]}


@pytest.mark.parametrize(
    ("speaker", "found"),
    [
        ("Yu Bin", {"his", "theirs"}),
        ("Yu, Bin", {"his", "theirs"}),
        ("yu-bin", {"his", "theirs"}),
        ("于滨", {"his", "theirs"}),
        ("Alexander Velovich", {"theirs"}),
        ("velovich", {"theirs"}),
        ("Hong Kong Paper", {"printed"}),
        ("kommersant", {"wired"}),
        ("Ivashov", {"quoted"}),
    ],
)
def test_a_claim_is_by_the_speaker_that_is_printed(
    run: Callable[..., Ran], write_corpus: Callable[..., str], speaker: str, found: set[str]
) -> None:
    data = write_corpus(SPEAKERS, "speakers")
    assert ids(run("claims", "--by", speaker, "--format", "json", data=data)) == found


def test_who_only_passed_a_claim_on_is_not_its_speaker(
    run: Callable[..., Ran], write_corpus: Callable[..., str]
) -> None:
    data = write_corpus(SPEAKERS, "speakers")
    assert run("claims", "--by", "Gazette", data=data).status == 1
    assert ids(run("claims", "--via", "Gazette", "--format", "json", data=data)) == {"quoted"}
    assert ids(run("claims", "--via", "Yu Bin", "--format", "json", data=data)) == {"wired"}
    assert "No person, organisation or source 'Nemo'" in run("claims", "--via", "Nemo", data=data).err


def test_a_person_is_involved_in_the_claims_of_a_source_that_the_person_wrote(
    run: Callable[..., Ran], write_corpus: Callable[..., str]
) -> None:
    data = write_corpus(SPEAKERS, "speakers")
    assert ids(run("claims", "--person", "Yu Bin", "--format", "json", data=data)) == {
        "his",
        "theirs",
        "wired",
    }


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Velovic, Alexandr", "Did you mean 'Velovich, Alexander'?"),
        ("Komersant", "Did you mean 'Kommersant'?"),
        ("Yu Ben", "Did you mean Yu Bin (yu-bin)?"),
    ],
)
def test_an_unknown_speaker_is_told_the_nearest_authors_and_papers(
    run: Callable[..., Ran], write_corpus: Callable[..., str], typed: str, meant: str
) -> None:
    ran = run("claims", "--by", typed, data=write_corpus(SPEAKERS, "speakers"))
    assert (ran.status, ran.out) == (2, "")
    assert ran.err == f"sinoru: No speaker '{typed}' in this corpus. {meant}\n"


def test_every_format_prints_the_speaker_of_the_filter(
    run: Callable[..., Ran], write_corpus: Callable[..., str]
) -> None:
    data = write_corpus(SPEAKERS, "speakers")
    for form in ("table", "json", "csv", "markdown"):
        assert "Hong Kong Paper" in run("claims", "--by", "Hong Kong Paper", "--format", form, data=data).out
    assert "Hong Kong Paper" in run("export", "markdown", "--kind", "claim", data=data).out


def test_several_corpora_share_a_speaker(run: Callable[..., Ran], write_corpus: Callable[..., str]) -> None:
    other = SPEAKERS.replace("Survey", "Another survey").replace("Yu says one thing.", "Yu says more.")
    data = [write_corpus(SPEAKERS, "one"), write_corpus(other, "two")]
    options = [word for folder in data for word in ("--data", folder)]
    assert {"one:his", "two:his", "theirs"} <= ids(
        run("claims", "--by", "Yu Bin", "--format", "json", *options)
    )
    assert ids(run("claims", "--by", "Hong Kong Paper", "--format", "json", *options)) == {"printed"}


def test_the_first_claims_of_a_card_are_said_to_be_the_first(
    run: Callable[..., Ran], write_corpus: Callable[..., str]
) -> None:
    data = write_corpus(SPEAKERS, "speakers")
    out = run("who", "yu-bin", "--limit", "1", "--full", data=data).out
    assert "Claims by Yu Bin (first 1 of 2)" in out
    assert "Claims passed on by Yu Bin (1)" in out
    card = json.loads(run("who", "yu-bin", "--limit", "1", "--format", "json", data=data).out)
    assert card["claims_total"] == {"by": 2, "about": 0, "via": 1}
    assert {claim["id"]: claim["relation"] for claim in card["claims"]} == {"his": ["by"], "wired": ["via"]}


def test_the_list_of_everyone_counts_the_claims_of_authors(
    run: Callable[..., Ran], write_corpus: Callable[..., str]
) -> None:
    shape = json.loads(run("who", "--format", "json", data=write_corpus(SPEAKERS, "speakers")).out)
    assert {one["id"]: one["claims"] for one in shape["everyone"]} == {
        "ivashov": 1,
        "yu-bin": 3,
        "gazette": 1,
    }


@pytest.mark.parametrize("width", [(), ("--width", "80"), ("--width", "200")])
def test_a_claim_takes_three_lines(run: Callable[..., Ran], width: tuple[str, ...]) -> None:
    lines = run("claims", "alliance", *width, data=SHIPPED).out.splitlines()
    assert len(lines) <= 3 * 11 + 5
    assert lines[0].startswith(
        "11 claims on “alliance”: ✓ 3 supported · ~ 1 partly supported · ↷ 1 superseded"
    )
    assert lines[-1].startswith("sinoru show ")
    assert "sinoru conflicts alliance" in lines[-1]
