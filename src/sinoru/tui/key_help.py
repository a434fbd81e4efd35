"""What the keys do, to be read in the browser."""

from sinoru.render.document import BLANK, Column, Document, Grid, Span, line
from sinoru.tui.wanted import FILTERS

KEYS = (
    ("/", "search: the list follows as you type; Enter or Down goes to it, Escape leaves the line"),
    ("1 to 6, [ ]", "timeline, search, people, claims, conflicts, sources"),
    ("arrows, j k", "move in a list or a record; PageUp, PageDown, Home, End too"),
    ("Tab, Shift-Tab", "the next pane: search line, list, record, where it leads"),
    ("Enter", "in the list: go to the record; in the lower pane: open the record"),
    ("b, Backspace", "back to the record you came from"),
    ("w", "change between the card of a person or an organisation and the whole record"),
    ("c", "copy the Chicago citations of what the record rests on"),
    ("Escape", "back to the list; in the list: empty the search line"),
    ("Ctrl-Z", "put the browser into the background; fg brings it back"),
    ("?", "this list; once more, Escape or q: back to the record"),
    ("q, Ctrl-C", "leave"),
)
"""Keys, and what they do."""


def key_help() -> Document:
    """Show the keys and the filters."""
    yield line(Span("Keys", "heading"))
    yield Grid(
        columns=(Column(wraps=False), Column()),
        rows=tuple(((Span(keys, "name"),), (Span(does),)) for keys, does in KEYS),
    )
    yield BLANK
    yield line(Span("Filters in the search line", "heading"))
    yield line(Span(" ".join(f"{name}:" for name in FILTERS), "name"))
    yield line(Span('A value with spaces stands in quotes: person:"Zhang Wannian".'))
    yield line(Span("by:, about:, certainty: and verdict: narrow claims and conflicts only.", "faint"))
