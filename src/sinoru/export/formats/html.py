"""A self-contained HTML page (docs/export/html.md)."""

from collections.abc import Iterator

from sinoru.export.page.page import write_page
from sinoru.query.export_selection import Selection


def export(selection: Selection) -> Iterator[str]:
    """Yield the page from top to bottom."""
    yield from write_page(selection)
