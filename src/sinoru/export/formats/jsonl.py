"""JSON lines: one record on each line, with the `section` it belongs to."""

from collections.abc import Iterator

from sinoru.export.record_rows import sections
from sinoru.export.shapes import encode
from sinoru.query.export_selection import Selection


def export(selection: Selection) -> Iterator[str]:
    """Yield a line for each record and each conflict."""
    for section in sections(selection):
        for shape in section.shapes:
            yield f"{encode({'section': section.name} | shape)}\n"
