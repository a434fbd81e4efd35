from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import sinoru
from sinoru.draft.formats.csv import read_rows as read_csv
from sinoru.draft.formats.jsonl import read_rows as read_jsonl
from sinoru.draft.recognise import make_drafts
from sinoru.draft.tables import check_fields, read_map
from sinoru.model.errors import WrongUsage
from sinoru.model.fields import Fields
from sinoru.verify.copies import UnreadableCopy

if TYPE_CHECKING:
    from pathlib import Path


def test_columns_are_found_by_their_names() -> None:
    rows = read_csv("Date,Title,Tags\n1999-05-10,Hotline call,kosovo; calls\n", "x.csv", {}).rows
    assert [(row.date, row.title, row.topics, row.line) for row in rows] == [
        ("1999-05-10", "Hotline call", ("kosovo", "calls"), 2)
    ]


def test_a_map_names_the_columns() -> None:
    text = "Tag;Was\n24. März 1999;Beginn\n"
    rows = read_csv(text, "x.csv", {"date": "Tag", "title": "Was"}).rows
    assert [(row.date, row.title) for row in rows] == [("1999-03-24", "Beginn")]


def test_a_column_that_is_not_there_is_wrong_usage() -> None:
    with pytest.raises(WrongUsage, match=r"Unknown --map column 'Datum'\. Use one of Tag, Was\."):
        read_csv("Tag,Was\n1999,x\n", "x.csv", {"date": "Datum"})
    with pytest.raises(WrongUsage, match=r"Use --map date=COLUMN with one of a, b\."):
        read_csv("a,b\n1999,x\n", "x.csv", {})


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (
            "date:Tag",
            "--map 'date:Tag' does not have the form FIELD=COLUMN. Use one of date, end, title,",
        ),
        ("titel=Was", "Unknown --map field 'titel'. Did you mean 'title'? Use one of date, end, title,"),
    ],
)
def test_a_map_names_known_fields(given: str, message: str) -> None:
    with pytest.raises(WrongUsage) as raised:
        check_fields(read_map(given), Fields())
    assert str(raised.value).startswith(message)


def test_start_and_end_make_a_time() -> None:
    text = "start,end,title\n1999-05-22,1999-05-29,Visit\n1999-05-22,1999-05-20,Wrong\n"
    rows = read_csv(text, "x.csv", {}).rows
    assert [row.date for row in rows] == ["1999-05-22/1999-05-29", "1999-05-22"]
    assert "is earlier than the start" in rows[1].doubts[0]


def test_rows_that_are_left_out_are_told() -> None:
    read = read_csv("date,title\nsoon,Peace\n,Nothing\n1999-05,\n1999-06,Found,too much\n", "x.csv", {})
    assert [row.title for row in read.rows] == ["Found"]
    assert [(one.line, one.why) for one in read.left_out] == [
        (2, "“soon” is not a date"),
        (3, "no date"),
        (4, "no title or text"),
        (5, "more cells than columns"),
    ]


def test_a_cell_may_hold_lines_and_line_numbers_stay_right() -> None:
    read = read_csv('date,title\n1999-05,"two\nlines"\n1999-06,next\n', "x.csv", {})
    assert [(row.line, row.title) for row in read.rows] == [(2, "two lines"), (4, "next")]


def test_day_and_month_that_may_change_places_are_doubtful() -> None:
    (row,) = read_csv("date,title\n3/4/1999,x\n", "x.csv", {}).rows
    assert row.date == "1999-03-04"
    assert "the other way round" in row.doubts[0]
    rows = read_csv("date,title\n3/4/1999,x\n24/3/1999,y\n", "x.csv", {}).rows
    assert [row.date for row in rows] == ["1999-04-03", "1999-03-24"]


def test_broken_csv_is_unreadable() -> None:
    with pytest.raises(UnreadableCopy, match=r"x\.csv is not valid CSV: line 2: "):
        read_csv('date,title\n1999,"open\n', "x.csv", {})


def test_jsonl_and_a_list_of_objects_are_the_same() -> None:
    line = '{"date": "1999-05-08", "title": "Bombing", "tags": ["a", "b"]}'
    for text in (f"{line}\n", f"[{line}]"):
        (row,) = read_jsonl(text, "x.jsonl", {}).rows
        assert (row.date, row.title, row.topics) == ("1999-05-08", "Bombing", ("a", "b"))


def test_lines_that_are_no_json_are_told() -> None:
    read = read_jsonl('{"date": "1999", "title": "x"}\nnot json\n3\n', "x.jsonl", {})
    assert len(read.rows) == 1
    assert [one.line for one in read.left_out] == [2, 3]
    with pytest.raises(UnreadableCopy):
        read_jsonl("not json", "x.jsonl", {})


def test_a_date_may_be_spread_over_columns() -> None:
    text = (
        "Day,Month,Year,Time,End Year,End Month,End Day,Headline\n"
        "24,3,1999,20:00,1999,6,10,Air campaign\n7,5,1999,23:46,,,,Bombing\n,6,1999,,,,,Troops\n,,-490,,,,,Battle\n"
    )
    rows = read_csv(text, "x.csv", {}).rows
    assert [row.date for row in rows] == [
        "1999-03-24/1999-06-10", "1999-05-07T23:46:00", "1999-06", "-0489",
    ]  # fmt: skip
    assert "the time of day is left out: 1999-03-24T20:00:00" in rows[0].doubts
    assert "the year -490 was read as 490 BC" in rows[3].doubts


def test_a_time_in_a_column_of_its_own_belongs_to_the_date() -> None:
    rows = read_csv("Date,Time,Event\n24.3.1999,23:46,x\nMay 1999,10:00,y\n", "x.csv", {}).rows
    assert [row.date for row in rows] == ["1999-03-24T23:46:00", "1999-05"]
    assert rows[1].doubts == ("the time of day is left out: 10:00:00",)


def test_a_number_that_may_be_a_day_of_a_spreadsheet_is_named() -> None:
    (one,) = read_csv("date,title\n36288,x\n", "x.csv", {}).left_out
    assert "1999-05-08 for the day number of a spreadsheet" in one.why


def test_an_object_that_is_nested_too_deeply_leaves_the_others() -> None:
    deep = '{"date": "1999", "title": ' + "[" * 400 + "]" * 400 + "}"
    rows = read_jsonl(f'{deep}\n{{"date": "1999-05-08", "title": ["Talks", ["begin"]]}}', "x.jsonl", {})
    assert [row.title for row in rows.rows] == ["Talks, begin"]
    assert [(row.line, row.why) for row in rows.left_out] == [(1, "nested deeper than 100 levels")]


def test_a_column_named_after_a_register_has_ids_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SINORU_CACHE", str(tmp_path / "cache"))
    corpus = tmp_path / "corpus.yaml"
    corpus.write_text(
        "corpus: {format: 2, ids: {club: 'https://club.example/{id}'}}\n"
        "events:\n  - {id: fall, date: 1989-11-09, title: Fall, ids: {wikidata: Q5086}}\n",
        encoding="utf-8",
    )
    text = (
        "date,title,Wikidata,card\n"
        "1989-11-09,The wall falls,http://www.wikidata.org/entity/Q5086,\n"
        "1990-10-03,Unity,Q124; Q125,https://club.example/7\n"
        "1991,Else,124,\n"
    )
    rows = read_csv(text, "x.csv", {"club": "card"})
    with sinoru.open(corpus) as opened:
        made = opened.ask(lambda index: make_drafts(index, "x.csv", rows, "", ""))
    assert [(one.title, one.ids) for one in made.drafts] == [
        ("Unity", ("wikidata:Q124", "wikidata:Q125", "club:7")),
        ("Else", ()),
    ]
    assert made.drafts[1].doubts == ("Wikidata: “124” is left out: ids there are like Q42",)
    assert [(one.line, one.why) for one in made.left_out] == [(2, "'fall' has the same id, wikidata:Q5086")]
