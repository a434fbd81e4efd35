"""The sources as CSL-JSON items, as `sinoru cite` writes them."""

from collections.abc import Iterator

from sinoru.cite.csl import write
from sinoru.export.record_rows import cited_sources
from sinoru.query.export_selection import Selection


def export(selection: Selection) -> Iterator[str]:
    """Yield an entry for each source, by date, then id."""
    return write(cited_sources(selection))
