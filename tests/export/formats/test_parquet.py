"""Tables, read by duckdb."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import duckdb
import pyarrow.parquet

from sinoru.query.filters import Filters
from tests.export.formats.conftest import HOSTILE_TEXTS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def ask(path: Path, sql: str) -> list[tuple[Any, ...]]:
    return duckdb.execute(sql.replace("FILE", f"'{path}'")).fetchall()


def test_events_and_claims_stand_in_order_of_time(file_of: Callable[..., Path]) -> None:
    rows = ask(file_of("parquet"), "SELECT id FROM FILE")
    assert [id_ for (id_,) in rows][:4] == ["until-may", "about-1994", "thirty-eight-jets", "kosovo-war"]
    assert len(rows) == 11


def test_dates_are_dates_beside_the_edtf_text(file_of: Callable[..., Path]) -> None:
    sql = "SELECT date, first_day, last_day, is_approximate FROM FILE WHERE id IN ('about-1994', 'since-may')"
    assert ask(file_of("parquet"), sql) == [
        ("1994~", date(1994, 1, 1), date(1994, 12, 31), True),
        ("1999-05/..", date(1999, 5, 1), None, False),
    ]


def test_lists_and_mappings_can_be_asked(file_of: Callable[..., Path]) -> None:
    path = file_of("parquet")
    sql = """
        SELECT people[1].name, people[1].role, places[2].id, evidence[1].at FROM FILE WHERE id = 'zhang-visit'
    """
    assert ask(path, sql) == [("Zhang Wannian", "visitor", "beijing", "Chronology, June 7-17")]
    sql = "SELECT assessment.verdict, figure.number, \"by\".name FROM FILE WHERE id = 'seventy-two-jets'"
    assert ask(path, sql) == [("contradicted", 72.0, "Sergei Stepashin")]
    sql = (
        "SELECT conflicts[1].state, conflicts[1].statements[1].value, conflicts[1].statements[1].stands"
        " FROM FILE WHERE id = 'embassy-bombing'"
    )
    assert ask(path, sql) == [("reconciled", "1999-05-07", True)]
    sql = "SELECT conflicts[1].id, assessment.conflict FROM FILE WHERE id = 'thirty-eight-jets'"
    assert ask(path, sql) == [("how-many-jets", "how-many-jets")]


def test_what_is_not_known_is_null(file_of: Callable[..., Path]) -> None:
    assert ask(file_of("parquet"), "SELECT summary, note FROM FILE WHERE id = 'autumn'") == [(None, None)]


def test_other_records_are_chosen_by_their_kind(file_of: Callable[..., Path]) -> None:
    people = file_of("parquet", Filters(kind=("person",)))
    sql = "SELECT title, names[1].text, offices[1].title, part_of FROM FILE WHERE wikidata = 'Q211859'"
    assert ask(people, sql) == [("Sergei Stepashin", "Сергей Степашин", "Prime Minister", None)]
    conflicts = file_of("parquet", Filters(kind=("conflict",)))
    sql = "SELECT title, state, about[1].name, statements[2].claim, statements[2].stands FROM FILE"
    assert ask(conflicts, sql) == [
        (
            "How many jets does Russia sell?",
            "settled",
            "Zhang Wannian visits Russia",
            "thirty-eight-jets",
            True,
        )
    ]
    places = file_of("parquet", Filters(kind=("place",)))
    assert ask(places, "SELECT lat, lon FROM FILE WHERE id = 'belgrade'") == [(44.8125, 20.4612)]
    assert ask(file_of("parquet", Filters(kind=("source",))), "SELECT count(*) FROM FILE") == [(3,)]
    assert ask(file_of("parquet", Filters(kind=("organisation",))), "SELECT count(*) FROM FILE") == [(3,)]


def test_days_beyond_what_the_format_has_are_null(file_of: Callable[..., Path]) -> None:
    corpus = "events:\n  - {id: a, date: Y999999999999, title: A}\n  - {id: b, date: -0044, title: B}\n"
    table = pyarrow.parquet.read_table(file_of("parquet", corpus=corpus))
    assert table["date"].to_pylist() == ["-0044", "Y999999999999"]
    assert [value.value is None for value in table["first_day"]] == [False, True]


def test_texts_are_kept(file_of: Callable[..., Path], hostile: str) -> None:
    rows = ask(file_of("parquet", corpus=hostile), "SELECT title FROM FILE WHERE record = 'event'")
    assert [title for (title,) in rows] == list(HOSTILE_TEXTS)
