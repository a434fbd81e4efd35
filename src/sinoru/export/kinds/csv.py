"""One table of the records that the filters choose: a row for each, in order of time."""

from collections.abc import Iterator

from sinoru.export.csv import line
from sinoru.export.kinds.rows import COLUMNS, row_of
from sinoru.query.selection import Selection


def export(selection: Selection) -> Iterator[str]:
    """Give the header, then a line for each record."""
    yield line(COLUMNS)
    for answer in selection.chosen():
        row = row_of(answer)
        yield line(tuple(row.get(column, "") for column in COLUMNS))
