from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sinoru.export import shapes as exporter
from sinoru.export.shapes import encode
from sinoru.query.answers import OfficeHolders, Search, Timeline

if TYPE_CHECKING:
    from collections.abc import Callable

    from sinoru.query.answers import Candidates, Card, Claims, Everyone, NobodyFound, OnDay, Shown

any_text = st.text(st.characters(exclude_categories=()))


def exported(answer: object) -> Any:
    return json.loads("".join(exporter.export_json(answer)))


def test_every_answer_is_valid_json_and_ends_its_last_line(answer: object) -> None:
    text = "".join(exporter.export_json(answer))
    assert isinstance(json.loads(text), dict)
    assert text.endswith("}\n")


def test_every_answer_begins_with_the_version(answer: object) -> None:
    assert next(iter(exported(answer).items())) == ("version", 2)
    assert [line for line in exporter.export_jsonl(answer) if "version" in json.loads(line)] == []


def test_keys_keep_their_order_and_lists_come_last(
    answer: object, answer_name: str, golden: Callable[[str, str], None]
) -> None:
    golden(f"json/{answer_name}", "".join(exporter.export_json(answer)))


def test_an_event_names_who_took_part_and_where_it_is_written(timeline: Timeline) -> None:
    event = exported(timeline)["events"][0]
    assert [one["id"] for one in event["people"]] == ["boris-yeltsin", "jiang-zemin"]
    assert event["people"][0]["role"] == "caller"
    assert event["places"] == [{"id": "moscow", "name": "Moscow", "kind": "place"}]
    assert event["part_of"]["id"] == "kosovo-war"
    assert event["evidence"][0] == {
        "source": "yu-1999q2",
        "at": "Chronology, May 10",
        "terms": ["Yeltsin", "hotline"],
    }


def test_a_bare_event_has_every_key_of_a_full_one(timeline: Timeline) -> None:
    full, bare = exported(timeline)["events"]
    assert list(full) == list(bare)
    assert bare["summary"] == ""
    assert bare["part_of"] is None
    assert bare["evidence"] == []


def test_a_timeline_says_how_many_there_are_in_all(timeline: Timeline) -> None:
    assert exported(timeline)["total"] == 5


def test_an_empty_timeline_is_an_empty_list() -> None:
    assert exported(Timeline(events=(), total=0)) == {"version": 2, "total": 0, "read_as": [], "events": []}


def test_a_claim_says_who_makes_it_and_what_became_of_it(claims: Claims) -> None:
    length, spoken = exported(claims)["claims"]
    assert length["by"] is None
    assert length["authors"] == ["Yu, Bin"]
    assert length["figure"]["value"] == "1"
    assert length["assessment"]["verdict"] == "unverified"
    assert spoken["by"]["name"] == "Sergei Stepashin"
    assert list(length) == list(spoken)


def test_a_search_says_what_was_done_to_the_query(search: Search) -> None:
    found = exported(search)
    assert list(found)[:3] == ["version", "query", "total"]
    assert list(found)[-1] == "hits"
    assert found["corrected"] == [["hotlin", "hotline"]]
    assert found["hits"][0]["score"] == 9.125
    assert {"kind", "id", "date", "title", "score", "matched", "snippet"} <= set(found["hits"][0])


def test_a_card_is_filed_under_its_kind(card: Card, organisation_card: Card) -> None:
    assert exported(card)["person"]["id"] == "sergei-stepashin"
    assert exported(organisation_card)["organisation"]["id"] == "russian-government"
    assert exported(card)["matched"] == {"query": "Stepashyn", "name": "Stepashyn", "rule": "as printed"}


def test_a_card_uses_the_field_names_of_corpus_files(card: Card) -> None:
    assert exported(card)["person"]["offices"][0]["from"] == "1999-05-12"


def test_a_claim_by_and_about_the_same_person_is_given_once(card: Card) -> None:
    relations = {claim["id"]: claim["relation"] for claim in exported(card)["claims"]}
    assert relations == {"no-alliance": ["by", "about"], "call-lasted-an-hour": ["about"]}


def test_candidates_and_suggestions_have_their_own_shapes(
    candidates: Candidates, nobody: NobodyFound
) -> None:
    assert exported(candidates)["candidates"][0]["matched"]["rule"] == "part of the name"
    assert exported(nobody)["suggestions"][0]["id"] == "sergei-stepashin"


def test_holders_of_an_office_stand_apart_by_how_near_they_are(office_holders: OfficeHolders) -> None:
    found = exported(office_holders)
    assert list(found) == [
        "version", "office", "on", "holders_total", "read_as", "holders", "near_total", "near", "before", "after",
        "undated_total", "undated", "filtered_by", "is_complete",
    ]  # fmt: skip
    (holder,) = found["holders"]
    assert list(holder) == [
        "person", "title", "org", "for", "party", "from", "to", "began", "ended", "evidence", "in_office", "country",
    ]  # fmt: skip
    assert (holder["in_office"], holder["country"]) == ("held", "Russia")
    assert found["near"][0]["in_office"] == "perhaps"
    assert (found["before"], found["after"], found["undated"]) == (None, None, [])


def test_where_no_one_held_it_the_nearest_holders_are_lines_too(office_holders: OfficeHolders) -> None:
    (holder,) = office_holders.holders
    answer = OfficeHolders(query="prime minister", on="2001", before=holder, undated=(holder,))
    lines = [json.loads(line) for line in exporter.export_jsonl(answer)]
    assert [(line["section"], line["person"]["id"]) for line in lines] == [
        ("before", "sergei-stepashin"),
        ("undated", "sergei-stepashin"),
    ]


def test_everyone_is_a_list(everyone: Everyone) -> None:
    assert exported(everyone)["everyone"][0]["claims"] == 2


def test_a_day_holds_events_offices_and_claims(day: OnDay) -> None:
    found = exported(day)
    assert [key for key in found if isinstance(found[key], list)] == [
        "read_as",
        "happened",
        "under_way",
        "offices",
        "claims",
        "filtered_by",
        "left_out",
    ]
    assert found["offices"][0]["person"]["id"] == "sergei-stepashin"


def test_a_shown_record_says_where_it_stands(shown: list[Shown]) -> None:
    record = exported(shown)["records"][0]
    assert (record["id"], record["kind"], record["path"], record["line"]) == (
        "sergei-stepashin",
        "person",
        "data/people.yaml",
        7,
    )
    assert record["record"]["names"][0]["text"] == "Сергей Степашин"
    assert record["refs"]["russian-government"]["name"] == "Government of Russia"


@pytest.mark.parametrize(
    ("char", "escape"),
    [
        ("\u202e", r"\u202e"),  # turns text around
        ("\u200b", r"\u200b"),  # has no width
        ("\x9b", r"\u009b"),  # starts a control sequence in some terminals
        ("\x7f", r"\u007f"),
        ("\u2028", r"\u2028"),
        ("\ufeff", r"\ufeff"),
        ("\U000e0001", r"\udb40\udc01"),
        ("\udcff", r"\udcff"),  # half a surrogate pair
        ("\x1b", r"\u001b"),
    ],
)
def test_hidden_characters_are_escaped(char: str, escape: str) -> None:
    assert encode({"title": f"a{char}b"}) == f'{{"title":"a{escape}b"}}'


def test_letters_of_all_scripts_stay_as_they_are() -> None:
    assert encode("Степашин 江泽民 é\u00a0\u3000") == '"Степашин 江泽民 é\u00a0\u3000"'


@given(any_text)
def test_any_text_survives(text: str) -> None:
    pairs = text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")
    assert json.loads(encode([text])) == [pairs]


@given(any_text)
def test_any_query_can_be_exported_without_a_hidden_character(text: str) -> None:
    chunks = "".join(exporter.export_json(Search(query=text, hits=(), total=0)))
    assert chunks.encode()
    assert all(char.isprintable() or char.isspace() for char in chunks)


def test_output_is_what_msgspec_reads_too(answer: object) -> None:
    assert msgspec.json.decode("".join(exporter.export_json(answer))) == exported(answer)
