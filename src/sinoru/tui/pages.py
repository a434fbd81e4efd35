"""What stands in place of a record: where nothing is listed, why, and what one can do."""

from sinoru.render.document import BLANK, INDENT, Document, Line, Span, line
from sinoru.tui.views import Listing

_TOLD = 8
"""Faults that are named; `sinoru check` names all."""


def nothing_page(listing: Listing, wanted: str) -> Document:
    """Say why a list is empty: the whole of a message, or what was asked for; and what is wrong with the corpus."""
    if listing.is_refused:
        yield line(listing.told)
    elif wanted.strip():
        yield line(f"{listing.told[:1].upper()}{listing.told[1:]} for ", Span(wanted.strip(), "match"))
    else:
        yield line(f"{listing.told[:1].upper()}{listing.told[1:]}.")
    if wanted.strip():
        yield BLANK
        yield line(Span("Escape in the list empties the search line; 1 to 6 look in another list.", "faint"))
    if listing.faults:
        yield BLANK
        yield line(Span("Faults of the corpus", "heading"))
        for fault in listing.faults[:_TOLD]:
            yield Line((Span(str(fault)),), (), INDENT)
        yield line(Span("sinoru check names all, with the places.", "faint"))
