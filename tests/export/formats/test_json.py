from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from sinoru.query.filters import Filters
from tests.export.formats.conftest import HOSTILE_TEXTS

if TYPE_CHECKING:
    from collections.abc import Callable


def ids(exported: dict[str, Any], section: str) -> list[str]:
    return [record["id"] for record in exported[section]]


def test_everything_is_there_by_date_then_id(text_of: Callable[..., str]) -> None:
    exported = json.loads(text_of("json"))
    assert list(exported) == [
        "version", "corpus", "events", "claims", "people", "organisations", "places", "conflicts", "sources",
    ]  # fmt: skip
    assert exported["corpus"]["title"] == "A few weeks of 1999"
    assert ids(exported, "events") == [
        "until-may", "about-1994", "kosovo-war", "since-may", "embassy-bombing", "zhang-visit",
        "zhang-meets-stepashin", "autumn",
    ]  # fmt: skip
    assert ids(exported, "people") == ["jiang-zemin", "sergei-stepashin", "zhang-wannian"]
    assert len(exported["sources"]) == 3


def test_a_record_keeps_date_evidence_verdict_and_conflict(text_of: Callable[..., str]) -> None:
    exported = json.loads(text_of("json"))
    bombing = exported["events"][4]
    assert bombing["date"] == "1999-05-08"
    assert bombing["evidence"][0] == {"source": "yu-1999q2", "at": "Chronology, May 8", "terms": ["embassy"]}
    (conflict,) = bombing["conflicts"]
    assert (conflict["id"], conflict["state"]) == ("embassy-bombing:date", "reconciled")
    assert [said["stands"] for said in conflict["statements"]] == [True, True]


def test_a_claim_has_the_verdict_of_its_conflict_and_its_own(text_of: Callable[..., str]) -> None:
    claim = json.loads(text_of("json"))["claims"][1]
    assert claim["assessment"] == {
        "verdict": "contradicted",
        "why": "later contracts name 38",
        "evidence": [{"source": "mfa", "at": "List, 2", "terms": []}],
        "conflict": "how-many-jets",
        "question": "How many jets does Russia sell?",
    }
    assert claim["own_assessment"]["verdict"] == "partly"


def test_a_conflict_is_there_once_as_the_corpus_has_it(text_of: Callable[..., str]) -> None:
    exported = json.loads(text_of("json"))
    (conflict,) = exported["conflicts"]
    assert (conflict["id"], conflict["state"], conflict["about"]) == (
        "how-many-jets", "settled", ["zhang-visit"],
    )  # fmt: skip
    assert [(said["value"], said["claim"], said["stands"]) for said in conflict["statements"]] == [
        ("", "seventy-two-jets", False), ("", "thirty-eight-jets", True), ("forty", "", False),
    ]  # fmt: skip
    assert (conflict["tags"], conflict["note"]) == (["arms"], "See the contract.")
    assert [one["id"] for event in exported["events"] for one in event["conflicts"]] == [
        "embassy-bombing:date"
    ]


def test_the_conflicts_about_what_is_chosen_come_along_with_what_they_name(
    text_of: Callable[..., str],
) -> None:
    exported = json.loads(text_of("json", Filters(kind=("visit",))))
    assert ids(exported, "events") == ["zhang-visit"]
    assert ids(exported, "conflicts") == ["how-many-jets"]
    assert exported["claims"] == []
    assert ids(exported, "sources") == ["yu-1999q2", "mfa"]


def test_participants_are_there_as_the_corpus_has_them(text_of: Callable[..., str]) -> None:
    visit = json.loads(text_of("json"))["events"][5]
    assert visit["participants"][0]["as"] == "Chief of Staff"
    assert visit["participants"][0]["as_org"] == "russian-government"


def test_what_the_chosen_records_name_comes_along(text_of: Callable[..., str]) -> None:
    exported = json.loads(text_of("json", Filters(kind=("attack",))))
    assert ids(exported, "events") == ["embassy-bombing"]
    assert exported["claims"] == []
    assert ids(exported, "organisations") == ["nato"]
    assert ids(exported, "places") == ["belgrade"]
    assert ids(exported, "sources") == ["yu-1999q2", "mfa"]
    assert ids(exported, "people") == []


def test_lines_hold_the_same_records(text_of: Callable[..., str]) -> None:
    exported = json.loads(text_of("json"))
    lines = [json.loads(line) for line in text_of("jsonl").splitlines()]
    sections = [name for name in exported if name not in ("version", "corpus")]
    assert [line["section"] for line in lines] == [name for name in sections for _ in exported[name]]
    assert [line["id"] for line in lines] == [one for name in sections for one in ids(exported, name)]


@pytest.mark.parametrize("name", ["json", "jsonl"])
def test_no_text_is_lost_or_breaks_the_lines(text_of: Callable[..., str], hostile: str, name: str) -> None:
    text = text_of(name, corpus=hostile)
    if name == "json":
        events = json.loads(text)["events"]
    else:
        events = [one for one in map(json.loads, text.split("\n")[:-1]) if one["section"] == "events"]
    assert [event["title"] for event in events] == list(HOSTILE_TEXTS)
    assert not [char for char in text if not char.isprintable() and char != "\n"]
