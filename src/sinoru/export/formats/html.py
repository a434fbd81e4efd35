"""A page of HTML that holds everything it needs: docs/export/html.md."""

from collections.abc import Iterator

from sinoru.export.page.page import write_page
from sinoru.query.selection import Selection


def export(selection: Selection) -> Iterator[str]:
    """Yield the page piece by piece."""
    yield from write_page(selection)
