"""Rows of a table, whatever file they come from, to rows of an import."""

from collections.abc import Mapping, Sequence
from typing import Any

from sinoru.draft.answers import LeftOut, Row, Rows
from sinoru.draft.mapping import map_columns
from sinoru.draft.row_dates import RowDates

Record = Mapping[str, Any]


def rows_of(records: Sequence[tuple[int, Record]], given: dict[str, str], title: str = "") -> Rows:
    """Give a row for each record, with the line where it stands. Raises WrongUsage."""
    columns = (
        map_columns(dict.fromkeys(key for _, record in records for key in record), given) if records else {}
    )
    dates = RowDates([_text(record.get(columns["date"])) for _, record in records])
    rows: list[Row] = []
    left_out: list[LeftOut] = []
    for line, record in records:
        cells = {field: _text(record.get(column)) for field, column in columns.items()}
        made = _row(line, cells, dates, _shown(record))
        if isinstance(made, Row):
            rows.append(made)
        else:
            left_out.append(made)
    return Rows(tuple(rows), tuple(left_out), title)


def _row(line: int, cells: Mapping[str, str], dates: RowDates, shown: str) -> Row | LeftOut:
    title, summary = cells.get("title", ""), cells.get("summary", "")
    if not (title or summary):
        return LeftOut(line, shown, "neither title nor text stands in it")
    date, doubts = dates.read(cells["date"], cells.get("end", ""))
    if not date:
        why = f"“{cells['date']}” is no date that can be read" if cells["date"].strip() else "it has no date"
        return LeftOut(line, shown, why)
    return Row(
        date=date,
        summary=summary or title,
        line=line,
        text=shown,
        printed=cells["date"].strip(),
        title=title,
        kind=cells.get("kind", "").strip().casefold(),
        topics=tuple(
            filter(None, (topic.strip() for topic in cells.get("topics", "").replace(";", ",").split(",")))
        ),
        doubts=doubts,
    )


def _text(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(_text, value))
    return "" if value is None else " ".join(str(value).split())


def _shown(record: Record) -> str:
    return " | ".join(filter(None, (_text(value) for value in record.values())))
