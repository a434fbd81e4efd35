"""Rows of a table, whatever file they come from, as rows of an import.

The column of each field is requested by the user or guessed by its name; a date is EDTF or as people write it.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from sinoru.dates.edtf import DateError, parse_edtf
from sinoru.dates.tokens import languages_of
from sinoru.dates.wording import MONTHS
from sinoru.dates.written import read_written
from sinoru.draft.answers import LeftOut, Row, Rows
from sinoru.messages import quoted, refused, unknown
from sinoru.model.errors import WrongUsage
from sinoru.model.fields import Fields
from sinoru.model.records import Event
from sinoru.model.registers import REGISTERS
from sinoru.query.own_fields import report_former

FIELDS = ("date", "end", "title", "summary", "kind", "topics")
_OURS = (*FIELDS, "year")
"""The cells of a row that are not those of the corpus's own fields."""
_COLUMN_NAMES = {
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
_PARTS_OF_DATE = {
    "year": "year jahr année año anno год 年",
    "month": "month monat mois mes mese месяц 月",
    "day": "day tag jour día giorno день 日",
    "time": "time clock uhrzeit heure hora ora время",
}
"""The names of columns that a date may be spread over; those of an end begin with `end_`."""
_DIGITS_OF_YEAR = 4
_REMEMBERED = 10_000
"""Dates that are read once, however often they occur."""
_MOST_DIGITS = 10
"""Digits of no month, and fewer than Python refuses to make a number of."""
Record = Mapping[str, Any]


def read_map(text: str) -> dict[str, str]:
    """Parse the columns of fields, as in `date=Datum,title=Ereignis`. Raises WrongUsage."""
    columns: dict[str, str] = {}
    for pair in filter(None, text.split(",")):
        field, sign, column = pair.partition("=")
        if not sign or not field.strip():
            raise WrongUsage(_explain_pair(pair))
        columns[field.strip()] = column.strip()
    return columns


def check_fields(names: Collection[str], fields: Fields) -> None:
    """Raise WrongUsage for a field of `--map` that imports, events of the corpus and registers do not have."""
    own = fields.own_by_name(Event)
    for name in names:
        if name not in (*FIELDS, *own, *fields.registers):
            known = (*FIELDS, *(one.key for one in own.values()), *fields.registers)
            raise WrongUsage(unknown("--map field", name, [*dict.fromkeys(known)]))
        if name in own and name != own[name].key:
            if own[name].key in names:
                raise WrongUsage(refused("--map", f"has two columns for {own[name].key}", "Leave out one."))
            report_former("--map", name, own[name])


def _explain_pair(pair: str) -> str:
    """Return the message for a part of `--map` that names no field."""
    return (
        f"--map {quoted(pair)} does not have the form FIELD=COLUMN. Use one of {', '.join(FIELDS)} as FIELD."
    )


def map_columns(columns: Iterable[str], given: dict[str, str]) -> dict[str, str]:
    """Return the column of each field, and of each register that a column is named after.

    Raises WrongUsage if a given column, the date or the text is missing.
    """
    known = list(columns)
    for column in given.values():
        if column not in known:
            raise WrongUsage(unknown("--map column", column, known))
    free = [column for column in known if column not in given.values()]
    found = {}
    for field, names in _COLUMN_NAMES.items():
        guess = next(
            (column for column in free if column.strip().casefold().replace(" ", "_") in names.split()), None
        )
        chosen = given.get(field) or guess
        if chosen is not None:
            found[field] = chosen
            free = [column for column in free if column != chosen]
    named = {column.strip().casefold(): column for column in free}
    found |= {register: named[register] for register in REGISTERS if register in named}
    found |= {field: column for field, column in given.items() if field not in FIELDS}
    if "date" not in found:
        raise WrongUsage(_no_column("the date", "date", known))
    if "title" not in found and "summary" not in found:
        raise WrongUsage(_no_column("the title or text", "title", known))
    return found


def _no_column(what: str, field: str, columns: list[str]) -> str:
    return f"No column is recognised as {what}. Use --map {field}=COLUMN with one of {', '.join(columns)}."


class RowDate(NamedTuple):
    """The date of a row: EDTF, empty if it cannot be read, then with the reason; and doubts."""

    edtf: str
    doubts: tuple[str, ...] = ()
    why: str = ""


class RowDates:
    """A reader of the dates of one table, whose language and order of day and month all of them show together."""

    def __init__(self, texts: list[str]) -> None:
        from sinoru.draft.prose import is_month_first

        joined = "\n".join(texts)
        self._languages, self._month_first = languages_of(joined), is_month_first(joined)
        self.read = lru_cache(_REMEMBERED)(self._read)

    def _read(self, text: str, end: str = "") -> RowDate:
        """Read the date of a row, with its end if that is in a column of its own."""
        first = self._read_date(text.strip())
        if not end.strip() or not first.edtf:
            return first
        last = self._read_date(end.strip())
        if not last.edtf:
            return RowDate(first.edtf, (*first.doubts, f"the end {last.why} and is not used"))
        if first.edtf == last.edtf or "/" in first.edtf + last.edtf:
            return first
        both = f"{first.edtf.partition('T')[0]}/{last.edtf.partition('T')[0]}"
        if not _is_edtf(both):
            why = f"the end “{end.strip()}” is earlier than the start and is not used"
            return RowDate(first.edtf, (*first.doubts, why))
        times = [f"the time of day is left out: {one.edtf}" for one in (first, last) if "T" in one.edtf]
        return RowDate(both, (*first.doubts, *last.doubts, *times))

    def _read_date(self, text: str) -> RowDate:
        try:
            return RowDate(*read_written(text, self._languages, month_first=self._month_first))
        except DateError as error:
            why = f": {error}" if error.why else ""
            return RowDate("", why=f"“{text}” is {error.verdict}{why}")


def _is_edtf(text: str) -> bool:
    try:
        parse_edtf(text)
    except DateError:
        return False
    return True


def rows_of(records: Sequence[tuple[int, Record]], given: dict[str, str], title: str = "") -> Rows:
    """Return a row for each record, which comes with its line. Raises WrongUsage."""
    names = dict.fromkeys(key for _, record in records for key in record)
    columns = map_columns(names, given) if records else {}
    spread = {field: _spread_columns(names, field, given) for field in ("date", "end")}
    read = [_cells_of(record, columns, spread) for _, record in records]
    dates = RowDates([cells["date"] for cells in read])
    rows: list[Row | LeftOut] = []
    for (line, record), cells in zip(records, read, strict=True):
        shown = " | ".join(filter(None, (_cell_text(value) for value in record.values())))
        rows.append(_make_row(line, cells, dates, shown))
    return Rows.of(rows, title)


def _spread_columns(names: Iterable[str], field: str, given: Mapping[str, str]) -> dict[str, str]:
    """Return the column of each part of a date that is spread over several; none without one for years and months.

    A time of day in a column of its own belongs to whatever is the date.
    """
    prefix = "end_" if field == "end" else ""
    found = {
        part: name
        for part, known in _PARTS_OF_DATE.items()
        for name in names
        if name.strip().casefold().replace(" ", "_").removeprefix("start_")
        in [prefix + word for word in known.split()]
        and name not in given.values()
    }
    if field in given or not {"year", "month"} <= found.keys():
        return {part: name for part, name in found.items() if part == "time"}
    return found


def _cells_of(
    record: Record, columns: Mapping[str, str], spread: Mapping[str, Mapping[str, str]]
) -> dict[str, str]:
    """Return the text of each field of a row; a date that is spread over columns is joined."""
    cells = {field: _cell_text(record.get(column)) for field, column in columns.items()}
    for field, parts in spread.items():
        texts = {part: _cell_text(record.get(column)) for part, column in parts.items()}
        if "year" in texts:
            cells["year"] = cells.get("year") or (texts["year"] if texts["year"].startswith("-") else "")
            cells[field] = join_date(
                texts["year"], texts["month"], texts.get("day", ""), texts.get("time", "")
            )
        elif cells.get(field) and texts.get("time"):
            cells[field] = f"{cells[field]} {texts['time']}"
    return cells


def join_date(year: str, month: str, day: str, clock: str = "") -> str:
    """Return a date from its fields, as a text to read; empty without a year. A year below 0 is one before Christ."""
    if not year:
        return ""
    if year.startswith("-") and year[1:].isdecimal():
        year = f"{year[1:]} BC"
    elif year.isdecimal() and len(year) != _DIGITS_OF_YEAR:
        year = f"{year} AD"
    if month.isdecimal() and len(month) <= _MOST_DIGITS and 1 <= int(month) <= len(MONTHS):
        month = MONTHS[int(month) - 1]
    return " ".join(filter(None, (day, month, year, clock if day else "")))


def _make_row(line: int, cells: Mapping[str, str], dates: RowDates, shown: str) -> Row | LeftOut:
    title, summary = cells.get("title", ""), cells.get("summary", "")
    if not (title or summary):
        return LeftOut(line, shown, "no title or text")
    date = dates.read(cells["date"], cells.get("end", ""))
    if year := cells.get("year"):
        date = date._replace(doubts=(*date.doubts, f"the year {year} was read as {year[1:]} BC"))
    if not date.edtf:
        return LeftOut(line, shown, date.why if cells["date"].strip() else "no date")
    return Row(
        date=date.edtf,
        summary=summary or title,
        line=line,
        text=shown,
        printed=cells["date"].strip(),
        title=title,
        kind=cells.get("kind", "").strip().casefold(),
        topics=tuple(filter(None, map(str.strip, cells.get("topics", "").replace(";", ",").split(",")))),
        doubts=date.doubts,
        own=tuple((field, text) for field, text in cells.items() if text and field not in _OURS),
    )


def _cell_text(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(_cell_text, value))
    return "" if value is None else " ".join(str(value).split())
