"""`import csv`: a table with a header row, whose delimiter is detected."""

import csv
from collections.abc import Iterator
from typing import Any

from sinoru.draft.answers import LeftOut, Rows
from sinoru.draft.tables import rows_of
from sinoru.text.lines import lines_with_ends
from sinoru.verify.copies import UnreadableCopy

_DELIMITERS = ",;\t|"
_LARGEST_CELL = 10_000_000


def read_rows(text: str, path: str, columns: dict[str, str]) -> Rows:
    """Return the rows of a table. Raises UnreadableCopy, WrongUsage."""
    delimiter = max(_DELIMITERS, key=next(lines_with_ends(text), "").count)
    csv.field_size_limit(_LARGEST_CELL)
    reader = csv.reader(lines_with_ends(text), delimiter=delimiter, strict=True)
    try:
        numbered = list(_number_rows(reader))
    except csv.Error as error:
        raise UnreadableCopy(path, f"is not valid CSV: line {reader.line_num}: {error}") from None
    if not numbered:
        return Rows(())
    header = [name.strip() or f"column {number}" for number, name in enumerate(numbered[0][1], 1)]
    records = []
    extra = []
    for line, cells in numbered[1:]:
        records.append((line, dict(zip(header, cells, strict=False))))
        if len(cells) > len(header):
            extra.append(LeftOut(line, " | ".join(cells[len(header) :]), "more cells than columns"))
    rows = rows_of(records, columns)
    return Rows(rows.rows, (*rows.left_out, *extra), rows.title)


def _number_rows(reader: Any) -> Iterator[tuple[int, list[str]]]:
    """Yield each row that is not empty, after the line on which it begins."""
    begins = 1
    for cells in reader:
        if any(cell.strip() for cell in cells):
            yield begins, cells
        begins = reader.line_num + 1
