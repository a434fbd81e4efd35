"""Databases, read by sqlite3."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from sinoru.export.formats import sqlite
from sinoru.query.filters import Filters
from tests.export.formats.conftest import HOSTILE_TEXTS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sinoru.query.export_selection import Selection


def ask(path: Path, sql: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        return connection.execute(sql).fetchall()


def test_the_database_is_sound_and_says_its_version(file_of: Callable[..., Path]) -> None:
    path = file_of("sqlite")
    assert ask(path, "PRAGMA integrity_check") == [("ok",)]
    assert ask(path, "PRAGMA user_version") == [(sqlite.VERSION,)]
    assert ask(path, 'SELECT title, "from" FROM corpus') == [("A few weeks of 1999", "1999-05")]


def test_every_record_is_there_with_its_date(file_of: Callable[..., Path]) -> None:
    path = file_of("sqlite")
    assert ask(path, "SELECT record, count(*) FROM record GROUP BY 1 ORDER BY 1") == [
        ("claim", 3), ("conflict", 1), ("event", 8), ("organisation", 3), ("person", 3), ("place", 4), ("source", 3),
    ]  # fmt: skip
    sql = "SELECT date, first_day, last_day FROM record WHERE id = 'since-may'"
    assert ask(path, sql) == [("1999-05/..", "1999-05-01", None)]


def test_the_chronology_can_be_read_at_once(file_of: Callable[..., Path]) -> None:
    sql = "SELECT date, participants, places, evidence FROM chronology WHERE id = 'zhang-visit'"
    assert ask(file_of("sqlite"), sql) == [
        (
            "1999-06-07/1999-06-17",
            "Zhang Wannian; Sergei Stepashin",
            "Moscow; Beijing",
            "yu-1999q2: Chronology, June 7-17",
        )
    ]


def test_tables_join_by_id(file_of: Callable[..., Path]) -> None:
    path = file_of("sqlite")
    sql = "SELECT n.text, o.title FROM name AS n JOIN office AS o ON o.person = n.record WHERE n.lang = 'ru'"
    assert ask(path, sql) == [("Сергей Степашин", "Prime Minister")]
    sql = """
        SELECT c.figure, c.verdict, f.question, v.source, v.at FROM claim AS c
        JOIN conflict AS f ON f.id = c.conflict
        JOIN evidence AS v ON v.owner = f.id AND v.part = 'conflict' WHERE c.verdict = 'contradicted'
    """
    assert ask(path, sql) == [(72, "contradicted", "How many jets does Russia sell?", "mfa", "List, 2")]
    sql = "SELECT printed, printed_org FROM participant WHERE id = 'zhang-wannian' AND event = 'zhang-visit'"
    assert ask(path, sql) == [("Chief of Staff", "russian-government")]
    assert ask(path, "SELECT lat, lon FROM place WHERE id = 'belgrade'") == [(44.8125, 20.4612)]


def test_conflicts_have_their_statements_and_what_these_rest_on(file_of: Callable[..., Path]) -> None:
    sql = """
        SELECT f.id, f.state, s.stands, s.value, s.by, v.source, v.at FROM conflict AS f
        JOIN statement AS s ON s.conflict = f.id
        LEFT JOIN evidence AS v ON v.part = 'statement' AND v.owner = f.id AND v.number = s.number
        WHERE f.on_record = 'embassy-bombing' ORDER BY s.number
    """
    path = file_of("sqlite")
    assert ask(path, sql) == [
        ("embassy-bombing:date", "reconciled", 1, "1999-05-07", None, "yu-1999q2", "Chronology, May 8"),
        ("embassy-bombing:date", "reconciled", 1, "1999-05-08", "nato", "mfa", None),
    ]
    sql = """
        SELECT s.conflict, s.claim, s.value, s.stands, f.on_record FROM conflict_about AS a
        JOIN conflict AS f ON f.id = a.conflict
        JOIN statement AS s ON s.conflict = f.id WHERE a.record = 'zhang-visit' ORDER BY s.number
    """
    assert ask(path, sql) == [
        ("how-many-jets", "seventy-two-jets", "Russia agrees to sell 72 Su-30 fighters to China.", 0, None),
        ("how-many-jets", "thirty-eight-jets", "Russia sells 38 fighters.", 1, None),
        ("how-many-jets", None, "forty", 0, None),
    ]


def test_filters_choose(file_of: Callable[..., Path]) -> None:
    path = file_of("sqlite", Filters(kind=("attack",)))
    assert ask(path, "SELECT id FROM record ORDER BY id") == [
        ("belgrade",), ("embassy-bombing",), ("mfa",), ("nato",), ("yu-1999q2",),
    ]  # fmt: skip


def test_texts_are_kept(file_of: Callable[..., Path], hostile: str) -> None:
    path = file_of("sqlite", corpus=hostile)
    titles = [title for (title,) in ask(path, "SELECT title FROM chronology")]
    assert titles == list(HOSTILE_TEXTS)
    assert ask(path, "PRAGMA integrity_check") == [("ok",)]


def test_a_nul_does_not_end_a_text(file_of: Callable[..., Path]) -> None:
    corpus = 'events:\n  - {id: a, date: 1999, title: "before\\0after"}\n'
    assert ask(file_of("sqlite", corpus=corpus), "SELECT title FROM record") == [("before\\u0000after",)]


def test_what_cannot_be_written_is_told_as_the_file_s_fault(
    select: Callable[..., Selection], tmp_path: Path
) -> None:
    with pytest.raises(OSError, match="unable to open database file"):
        sqlite.write(select("sqlite"), str(tmp_path / "no" / "folder.sqlite"))
