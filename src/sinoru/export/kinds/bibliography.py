"""The sources of a selection, as citations."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, cast

from sinoru.query.cite import Citation, cite_whole
from sinoru.query.selection import Selection

if TYPE_CHECKING:
    from sinoru.model.records import Source


def cited_sources(selection: Selection) -> Iterator[Citation]:
    """Give each source as cited for itself, by date, then id."""
    return cite_whole(selection.index, (cast("Source", one) for one in selection.records("source")))
