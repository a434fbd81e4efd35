"""Which column of a table holds what: as told, or guessed by its name.

The date of a table's row: EDTF, or as people write it.

Rows of a table, whatever file they come from, to rows of an import.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sinoru.dates.edtf import DateError, parse_edtf
from sinoru.draft.answers import LeftOut, Row, Rows
from sinoru.draft.date_prefix import DatePrefixReader
from sinoru.draft.partial_dates import PartialRange
from sinoru.draft.tokens import Lexer, languages_of
from sinoru.model.errors import WrongUsage

FIELDS = ("date", "end", "title", "summary", "kind", "topics")
_NAMES = {
    "date": """date start startdate start_date start-date dtstart begin from when day year
        datum data fecha дата 日期 日付 jahr année""",
    "end": "end enddate end_date end-date dtend to until ende fin",
    "title": """title event name headline subject heading label
        ereignis titel titre événement evento событие 事件 出来事""",
    "summary": """summary description text details body notes note
        beschreibung texte descripción описание 内容 content""",
    "kind": "kind type category art",
    "topics": "topics topic tags tag themes theme",
}


def read_map(text: str) -> dict[str, str]:
    """Read `date=Datum,title=Ereignis`. Raises WrongUsage."""
    columns: dict[str, str] = {}
    for pair in filter(None, text.split(",")):
        field, sign, column = pair.partition("=")
        if not sign or field.strip() not in FIELDS:
            raise WrongUsage(f"--map: '{pair}' is not FIELD=COLUMN with a field of {', '.join(FIELDS)}")
        columns[field.strip()] = column.strip()
    return columns


def map_columns(columns: Iterable[str], given: dict[str, str]) -> dict[str, str]:
    """Return the column of each field. Raises WrongUsage where a given column is missing, or none has the date."""
    known = list(columns)
    for column in given.values():
        if column not in known:
            raise WrongUsage(f"--map: no column is called '{column}'. There are: {', '.join(known)}")
    free = [column for column in known if column not in given.values()]
    found = {}
    for field, names in _NAMES.items():
        guess = next((column for column in free if _bare(column) in names.split()), None)
        chosen = given.get(field) or guess
        if chosen is not None:
            found[field] = chosen
            free = [column for column in free if column != chosen]
    if "date" not in found:
        raise WrongUsage(
            f"no column is named as a date. Say which with --map date=COLUMN; there are: {', '.join(known)}"
        )
    if "title" not in found and "summary" not in found:
        raise WrongUsage(
            f"no column is named as a title or text. Say which with --map title=COLUMN; there are: {', '.join(known)}"
        )
    return found


def _bare(column: str) -> str:
    return column.strip().casefold().replace(" ", "_")


_TIME = "T"
_LAST_MONTH = 12


class RowDates:
    """Reads the dates of one table."""

    def __init__(self, texts: list[str]) -> None:
        from sinoru.draft.chronology import is_month_first

        joined = "\n".join(texts)
        self._reader = DatePrefixReader(Lexer(languages_of(joined)), month_first=is_month_first(joined))

    def read(self, text: str, end: str = "") -> tuple[str, tuple[str, ...]]:
        """Return EDTF text and doubts; empty where it is no date."""
        first, doubts = self._one(text.strip())
        last, more = self._one(end.strip()) if end.strip() else ("", ())
        if first and last and last != first and "/" not in first + last:
            both = f"{first}/{last}"
            if _is_edtf(both):
                return both, (*doubts, *more)
            return first, (*doubts, f"the end “{end.strip()}” lies before the start")
        if end.strip() and not last:
            doubts = (*doubts, f"the end “{end.strip()}” is no date that can be read")
        return first, doubts

    def _one(self, text: str) -> tuple[str, tuple[str, ...]]:
        text = " ".join(text.split())
        if _is_edtf(text.upper()):
            date = text.upper()
            day = date.partition(_TIME)[0]
            return (day, (f"the time of day is left out: {text}",)) if _TIME in date else (date, ())
        when = self._reader.whole(text)
        if when is None or not when.edtf() or not _is_edtf(when.edtf()):
            return "", ()
        return when.edtf(), tuple(self._doubts(when, text))

    def _doubts(self, when: PartialRange, text: str) -> list[str]:
        doubts = [] if when.has_year else ["no year stands here"]
        parts = text.split("/")
        if (
            len(parts) == len(("day", "month", "year"))
            and all(part.isdecimal() and int(part) <= _LAST_MONTH for part in parts[:2])
            and parts[0] != parts[1]
        ):
            doubts.append(f"“{text}” was read as {when.edtf()}; day and month may stand the other way round")
        return doubts


def _is_edtf(text: str) -> bool:
    try:
        parse_edtf(text)
    except DateError:
        return False
    return True


Record = Mapping[str, Any]


def rows_of(records: Sequence[tuple[int, Record]], given: dict[str, str], title: str = "") -> Rows:
    """Return a row for each record, with the line where it stands. Raises WrongUsage."""
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
