"""Any own fields with any values, through every consumer and back: each value is as it was written."""

from __future__ import annotations

import csv
import io
import sqlite3
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import msgspec
import pytest
import yaml
from hypothesis import HealthCheck, given, settings

import sinoru
from sinoru.edit.yaml_text import list_text
from sinoru.export.formats import load_format
from sinoru.index.build import build_in_memory
from sinoru.index.index import no_progress, read_body
from sinoru.index.sqlite import SqliteIndex
from sinoru.loading.field_readers import is_decimal
from sinoru.loading.files import find_corpus_files
from sinoru.model.records import ConflictRecord, Record
from sinoru.query.export_selection import Selection
from sinoru.query.filters import Filters
from sinoru.store.push import Target, push_corpus
from sinoru.text.hidden import escape_hidden
from tests.model.own_corpora import corpora, declaration

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sinoru.model.fields import Field, Fields
    from sinoru.model.records import Record

SLOW = settings(max_examples=6, deadline=None, suppress_health_check=[*HealthCheck])
Made = tuple["Fields", list["Record"]]


class Corpus:
    """A corpus on the disk, and its index."""

    def __init__(self, made: Made, folder: str) -> None:
        self.fields, self.records = made
        self.path = Path(folder, "corpus")
        self.path.mkdir()
        self.folder = Path(folder)
        title = yaml.safe_dump(declaration(self.fields), allow_unicode=True, sort_keys=False)
        (self.path / "corpus.yaml").write_text(title, encoding="utf-8")
        text = "".join(map(list_text, self.records))
        (self.path / "records.yaml").write_text(text, encoding="utf-8")
        self.index = SqliteIndex(build_in_memory(find_corpus_files([str(self.path)]), no_progress))
        assert self.index.diagnostics() == []

    def text(self, name: str) -> str:
        return "".join(load_format(name).export(Selection(self.index, Filters())))

    def file(self, name: str, kind: str = "") -> str:
        path = self.folder / f"out{kind}"
        filters = Filters(kind=(kind,)) if kind else Filters()
        load_format(name).write(Selection(self.index, filters), str(path))
        return str(path)

    def values(self) -> Iterator[tuple[Record, Field, Any]]:
        """The own fields of records (not of parts) that have a value."""
        for record in self.records:
            for field in self.fields.own_of(type(record)):
                if value := field.of(record):
                    yield record, field, value


@pytest.fixture(autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SINORU_CACHE", str(tmp_path_factory.mktemp("cache")))


@SLOW
@given(corpora())
def test_the_index_has_each_record_as_it_was_written(made: Made) -> None:
    with TemporaryDirectory() as folder:
        corpus = Corpus(made, folder)
        rows = corpus.index.rows("SELECT kind, body FROM record")
        found = {one.id: one for one in (read_body(kind, body) for kind, body in rows)}
        assert found == {one.id: one for one in corpus.records}
        assert corpus.index.fields.declared == corpus.fields.declared
        corpus.index.close()


@SLOW
@given(corpora())
def test_json_has_each_value_as_it_was_written(made: Made) -> None:
    with TemporaryDirectory() as folder:
        corpus = Corpus(made, folder)
        whole = msgspec.json.decode(corpus.text("json"))
        lines = [msgspec.json.decode(line) for line in corpus.text("jsonl").splitlines()]
        by_id = {one["id"]: one for one in lines if one.get("id")}
        for record in corpus.records:
            (found,) = [
                one
                for name in whole
                if isinstance(whole[name], list)
                for one in whole[name]
                if one.get("id") == record.id
            ]
            for shape in (found, by_id[record.id]):
                assert shape.get("fields") == plain(record.own)
                for key in ("offices", "participants"):
                    parts = getattr(record, key, ())
                    assert [one.get("fields") for one in shape.get(key, [])] == [
                        plain(one.own) for one in parts
                    ]
        corpus.index.close()


@SLOW
@given(corpora())
def test_csv_has_each_value_as_it_was_written(made: Made) -> None:
    with TemporaryDirectory() as folder:
        corpus = Corpus(made, folder)
        kinds = {
            record.KIND: Selection(corpus.index, Filters(kind=(record.KIND,))) for record in corpus.records
        }
        for record, field, value in corpus.values():
            text = "".join(load_format("csv").export(kinds[record.KIND]))
            (row,) = [row for row in csv.DictReader(io.StringIO(text, newline="")) if row["id"] == record.id]
            if not field.kinds:
                shown = "; ".join(value) if field.is_list else value
                assert row[field.key].removeprefix("'") in (
                    shown,
                    escape_hidden(shown),
                    shown.removeprefix("'"),
                )
        corpus.index.close()


@SLOW
@given(corpora())
def test_parquet_has_each_value_as_it_was_written(made: Made) -> None:
    pytest.importorskip("pyarrow")
    from pyarrow.parquet import read_table

    with TemporaryDirectory() as folder:
        corpus = Corpus(made, folder)
        tables = {
            one.KIND: read_table(corpus.file("parquet", one.KIND)).to_pylist() for one in corpus.records
        }
        for record, field, value in corpus.values():
            (row,) = [one for one in tables[record.KIND] if one["id"] == record.id]
            assert cell(row, field) == plain(value)
        (event,), (person,) = tables["event"], tables["person"]
        for cells, part in (
            *zip(event["people"] + event["organisations"], corpus.records[0].participants, strict=True),  # type: ignore[attr-defined]
            *zip(person["offices"], corpus.records[1].offices, strict=True),  # type: ignore[attr-defined]
        ):
            for field in corpus.fields.own_of(type(part)):
                assert (cell(cells, field) or ([] if field.is_list else "")) == plain(field.of(part))
        corpus.index.close()


def cell(row: dict[str, Any], field: Field) -> Any:
    """The value as written: of a number it stands in a column of its own."""
    for name in (field.own, field.key):
        key = f"{name}_as_written" if field.holds == "number" else name
        if key in row:
            return row[key]
    return None


@SLOW
@given(corpora())
def test_sqlite_has_each_value_as_it_was_written(made: Made) -> None:
    with TemporaryDirectory() as folder:
        corpus = Corpus(made, folder)
        with closing(sqlite3.connect(corpus.file("sqlite"))) as connection:
            connection.row_factory = sqlite3.Row
            for record, field, value in corpus.values():
                if field.is_list:
                    query = "SELECT * FROM list WHERE record = ? AND field = ? ORDER BY number"
                    assert [one["value"] for one in connection.execute(query, (record.id, field.key))] == [
                        *value
                    ]
                else:
                    query = f"SELECT * FROM {record.KIND} WHERE id = ?"
                    row = dict(connection.execute(query, (record.id,)).fetchone())
                    assert cell(row, field) == value
            for table, parts in (
                ("participant", corpus.records[0].participants),  # type: ignore[attr-defined]
                ("office", corpus.records[1].offices),  # type: ignore[attr-defined]
            ):
                rows = connection.execute(f"SELECT * FROM {table} ORDER BY number").fetchall()
                for row, part in zip(map(dict, rows), parts, strict=True):
                    for field in corpus.fields.own_of(type(part)):
                        value = field.of(part)
                        if field.is_list and value:
                            assert msgspec.json.decode(row[field.key]) == [*value]
                        else:
                            assert (cell(row, field) or "") == (value or "")
        corpus.index.close()


@SLOW
@given(corpora())
def test_graphml_has_each_value_as_it_was_written(made: Made) -> None:
    with TemporaryDirectory() as folder:
        corpus = Corpus(made, folder)
        space = "{http://graphml.graphdrawing.org/xmlns}"
        graph = ET.fromstring(corpus.text("graphml"))  # noqa: S314  our own output
        nodes = {
            node.get("id"): {data.get("key"): data.text for data in node.iter(f"{space}data")}
            for node in graph.iter(f"{space}node")
        }
        for record, field, value in corpus.values():
            if not field.kinds:
                shown = escape_hidden("; ".join(value) if field.is_list else value)
                assert nodes[record.id][f"node-{field.key}"] == shown
        corpus.index.close()


@SLOW
@given(corpora())
def test_every_other_format_takes_any_value(made: Made) -> None:
    with TemporaryDirectory() as folder:
        corpus = Corpus(made, folder)
        for name in (
            "markdown",
            "bibtex",
            "csl-json",
            "ris",
            "timelinejs",
            "geojson",
            "jsonld",
            "html",
            "ics",
        ):
            assert corpus.text(name)
        corpus.index.close()


@settings(SLOW, max_examples=4)
@given(corpora())
def test_a_store_and_the_library_have_each_record_as_it_was_written(made: Made) -> None:
    with TemporaryDirectory() as folder:
        corpus = Corpus(made, folder)
        corpus.index.close()
        store = f"sqlite:{folder}/store.sqlite"
        push_corpus([str(corpus.path)], Target(store), no_progress, no_progress)
        with sinoru.open(store) as pulled, sinoru.open(corpus.path) as opened:
            for one in (pulled, opened):
                shown = (one.show(record.id).record for record in corpus.records)
                assert list(map(_without_conflicts, shown)) == list(map(_without_conflicts, corpus.records))


def _without_conflicts(record: Record) -> Record:
    """A record without its conflicts: it is shown with those that records of their own have about it."""
    return record if isinstance(record, ConflictRecord) else msgspec.structs.replace(record, conflicts=())


@settings(SLOW, max_examples=4)
@given(corpora())
def test_each_value_finds_its_record(made: Made) -> None:
    """A condition that is the value itself passes the record that has it: a number, a date, a choice or an id."""
    with TemporaryDirectory() as folder:
        corpus = Corpus(made, folder)
        corpus.index.close()
        with sinoru.open(corpus.path) as opened:
            for record, field, value in corpus.values():
                first = value[0] if field.is_list else value
                if field.holds == "text" or (field.holds == "number" and not is_decimal(first)):
                    continue
                quoted = f'{field.own}:"{first}"' if '"' not in first else None
                if record.KIND == "event" and quoted:
                    assert [one.event.id for one in opened.timeline(where=[quoted]).events] == [record.id], (
                        quoted
                    )


def plain(value: Any) -> Any:
    """A value as JSON has it: lists in place of tuples."""
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items()}
    return [*value] if isinstance(value, tuple) else value
