"""One table of the records that the filters choose: a row for each, by date."""

from collections.abc import Iterator

from sinoru.export.record_rows import COLUMNS, UNDER_OTHER_NAMES, other_fields, row_of
from sinoru.export.tables import csv_line
from sinoru.query.export_selection import Selection


def export(selection: Selection) -> Iterator[str]:
    """Yield the header, then a line for each record."""
    fields = selection.index.fields
    columns = (*COLUMNS, *other_fields(fields, (*COLUMNS, *UNDER_OTHER_NAMES)))
    yield csv_line(columns)
    for answer in selection.chosen():
        row = row_of(answer, fields)
        yield csv_line(tuple(row.get(column, "") for column in columns))
