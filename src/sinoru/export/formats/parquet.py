"""The records that the filters choose as one table (Apache Parquet), with lists and mappings as they are.

The columns have the names of docs/json.md. Rows are written in groups, so that memory use stays flat.
"""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import islice
from typing import Any

import pyarrow as pa
from pyarrow.parquet import ParquetWriter

from sinoru.dates.edtf import parse_edtf
from sinoru.export.record_rows import AS_WRITTEN, other_fields
from sinoru.export.shapes import claim, event, record
from sinoru.index.fields import date_of, title_of
from sinoru.model.amounts import OPEN, bounds_of
from sinoru.model.fields import Field, Fields
from sinoru.model.records import RECORD_OF_KIND, RECORDS, ConflictRecord, Office, Part, Participant, Record
from sinoru.model.registers import as_texts
from sinoru.query.answers import ClaimAnswer, EventAnswer
from sinoru.query.export_selection import Selection

ROWS = 10_000
"""In a row group: the unit that a reader can skip, and that is in memory at a time."""
_END_OF_DATES = 2**31
"""Days from 1970; the dates of Parquet end before it."""

Row = dict[str, Any]

_TEXT = pa.string()
_TEXTS = pa.list_(_TEXT)
_NUMBER = pa.float64()
_NUMBERS = pa.list_(_NUMBER)


def _texts(*names: str) -> list[tuple[str, pa.DataType]]:
    return [(name, _TEXT) for name in names]


_REF = pa.struct(_texts("id", "name", "kind"))
_PARTICIPATIONS = pa.list_(pa.struct(_texts("id", "name", "kind", "role", "printed")))
_EVIDENCE = pa.list_(pa.struct([*_texts("source", "at"), ("terms", _TEXTS)]))
_STATEMENT = pa.struct(
    [*_texts("value", "claim"), ("stands", pa.bool_()), *_texts("by", "certainty"), ("evidence", _EVIDENCE)]
)
_STATEMENTS = pa.list_(_STATEMENT)
_CONFLICT = pa.struct(
    [
        *_texts("id", "question", "field", "state"),
        ("statements", _STATEMENTS),
        *_texts("why"),
        ("evidence", _EVIDENCE),
    ]
)
_ASSESSMENT = pa.struct([*_texts("verdict", "why", "conflict", "question"), ("evidence", _EVIDENCE)])
_FIGURE = pa.struct([*_texts("value", "unit", "of", "comparison"), ("number", pa.float64())])
_NAME = pa.struct(_texts("text", "kind", "lang", "source"))
_OFFICE = pa.struct(
    [*_texts("title", "org", "for", "party", "from", "to", "began", "ended"), ("evidence", _EVIDENCE)]
)
_RELATION = pa.struct([*_texts("to", "kind", "from", "until", "certainty"), ("evidence", _EVIDENCE)])

SCHEMA = pa.schema(
    [
        *_texts("record", "id", "date"),
        ("first_day", pa.date32()),
        ("last_day", pa.date32()),
        ("is_approximate", pa.bool_()),
        ("is_uncertain", pa.bool_()),
        *_texts("title", "kind", "summary"),
        ("people", _PARTICIPATIONS),
        ("organisations", _PARTICIPATIONS),
        ("places", pa.list_(_REF)),
        ("countries", _TEXTS),
        ("topics", _TEXTS),
        ("by", _REF),
        ("reported_by", _REF),
        ("authors", _TEXTS),
        *_texts("said", "holds", "certainty", "quote"),
        ("figure", _FIGURE),
        ("about", pa.list_(_REF)),
        ("assessment", _ASSESSMENT),
        *_texts("question", "field", "state"),
        ("statements", _STATEMENTS),
        *_texts("why"),
        ("names", pa.list_(_NAME)),
        *_texts("country", "born", "died", "birthplace", "wikidata"),
        ("offices", pa.list_(_OFFICE)),
        ("relations", pa.list_(_RELATION)),
        ("lat", pa.float64()),
        ("lon", pa.float64()),
        *_texts("container", "volume", "issue", "pages", "publisher", "published", "accessed", "url"),
        *_texts("language", "reliability", "part_of"),
        ("conflicts", pa.list_(_CONFLICT)),
        ("evidence", _EVIDENCE),
        ("tags", _TEXTS),
        *_texts("note"),
    ]
)


_PARTS: dict[str, type[Part]] = {"people": Participant, "organisations": Participant, "offices": Office}
"""The columns of lists of parts that may have fields of the corpus's own."""
_UNDER_OTHER_NAMES = ("name", "text", "participants", "sections")


def schema_for(fields: Fields) -> pa.Schema:
    """Return the columns; a field without a column of its own above follows them under its key."""
    ours = other_fields(Fields(), (*SCHEMA.names, *_UNDER_OTHER_NAMES))
    own = {_name_of(field, fields): field for struct in RECORDS.values() for field in fields.own_of(struct)}
    columns = (column for key, field in (ours | own).items() for column in _columns(key, field))
    return pa.schema([*(_with_own(column, fields) for column in SCHEMA), *columns])


def _name_of(field: Field, fields: Fields) -> str:
    """Return the name of the column of an own field: the name in full where fields of other types have its key."""
    namesakes = (one for struct in RECORDS.values() for one in fields.own_of(struct) if one.key == field.key)
    types = {(one.holds == "number", one.is_list) for one in namesakes}
    return field.own if len(types) > 1 else field.key


def _with_own(column: pa.Field, fields: Fields) -> pa.Field:
    """Return a column of a list of parts with the corpus's own fields of these."""
    part = _PARTS.get(column.name)
    if not part:
        return column
    own = (each for field in fields.own_of(part) for each in _columns(field.key, field))
    return pa.field(column.name, pa.list_(pa.struct([*column.type.value_type, *own])))


def _columns(key: str, field: Field) -> Iterator[tuple[str, pa.DataType]]:
    """Yield the columns of a field: those of a number of the corpus's own are the number, and how it is written."""
    if field.holds == "number":
        yield key, _NUMBERS if field.is_list else _NUMBER
        key = f"{key}{AS_WRITTEN}"
    yield key, _type_of(field)


def _type_of(field: Field) -> pa.DataType:
    if field.holds == "truth":
        return pa.bool_()
    return _TEXTS if field.is_list else _TEXT


def write(selection: Selection, path: str) -> None:
    """Fill the file at `path`. Raises OSError where it cannot be written."""
    title = selection.corpus().title
    schema = schema_for(selection.index.fields).with_metadata({"title": title} if title else None)
    rows = (_row(one, selection) for one in selection.chosen())
    with ParquetWriter(path, schema, compression="zstd") as writer:
        while group := list(islice(rows, ROWS)):
            writer.write_table(pa.Table.from_pylist(group, schema=schema))


def _row(answer: EventAnswer | ClaimAnswer | Record, selection: Selection) -> Row:
    if isinstance(answer, EventAnswer):
        row = event(answer) | _ids_in(answer) | _common_fields(answer.event)
    elif isinstance(answer, ClaimAnswer):
        row = claim(answer) | {"title": answer.claim.text} | _common_fields(answer.claim)
        if figure := answer.claim.figure:
            row["figure"] = row["figure"] | {"number": float(figure.value)}
    else:
        row = record(answer) | _common_fields(answer)
        row |= {"title": title_of(answer)}
        if isinstance(answer, ConflictRecord):
            row["about"] = [_ref(id_, selection) for id_ in answer.about]
        row |= {name: float(row[name]) if row.get(name) else None for name in ("lat", "lon")}
    if ids := row.get("ids"):
        row["ids"] = list(as_texts(ids))
    fields = selection.index.fields
    for name, part in _PARTS.items():
        if fields.own_of(part):
            row[name] = [
                one | _own_cells(one.pop("fields", {}), {each.key: each for each in fields.own_of(part)})
                for one in row.get(name) or ()
            ]
    row |= _own_cells(row.pop("fields", {}), _own_columns(RECORD_OF_KIND[row["record"]], fields))
    return {name: None if value == "" else value for name, value in row.items()}


@lru_cache(len(RECORDS))
def _own_columns(struct: type[Record], fields: Fields) -> dict[str, Field]:
    """Return the own fields of a kind of record by the names of their columns; once, for all rows."""
    return {_name_of(field, fields): field for field in fields.own_of(struct)}


def _own_cells(own: Row, columns: Mapping[str, Field]) -> Row:
    """Return the cells of the corpus's own fields: those that are numbers as numbers, if they are exact."""
    cells: Row = {}
    for name, field in columns.items():
        if field.key in own:
            value = own[field.key]
            is_number = field.holds == "number"
            cells[name] = _exact(value) if is_number else value
            cells |= {f"{name}{AS_WRITTEN}": value} if is_number else {}
    return cells


def _exact(value: str | list[str]) -> Any:
    """Return a number as written as a number; None where it has two bounds or only one."""
    if isinstance(value, list):
        return [_exact(one) for one in value]
    low, high = bounds_of(value) or (0.0, OPEN)
    return low if low == high else None


def _ref(id_: str, selection: Selection) -> Row:
    found = selection.find(id_)
    return {"id": id_, "name": title_of(found) if found else id_, "kind": found.KIND if found else ""}


def _ids_in(answer: EventAnswer) -> Row:
    """Return the fields that name records: tables are joined by ids."""
    plain = record(answer.event)
    return {key: plain[key] for key in ("part_of", *(one.key for one in answer.further if not one.own))}


def _common_fields(one: Record) -> Row:
    date = date_of(one)
    when = parse_edtf(date) if date else None
    return {
        "record": one.KIND,
        "date": date,
        "first_day": _date32(when.earliest) if when else None,
        "last_day": _date32(when.latest) if when else None,
        "is_approximate": when.approximate if when else None,
        "is_uncertain": when.uncertain if when else None,
    }


def _date32(day: int | None) -> int | None:
    return None if day is None or abs(day) >= _END_OF_DATES else day
