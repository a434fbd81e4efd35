"""The right side of the screen: the open record, and below it the records that it leads to."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import msgspec
from rich.segment import Segment
from rich.style import Style
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from sinoru.messages import count
from sinoru.model.errors import SinoruError
from sinoru.query.analysis_answers import ConflictAnswer, Conflicts
from sinoru.query.answers import Card, Shown
from sinoru.render.document import BLANK, INDENT, UNICODE, Document, Glyphs, Line, Span, line
from sinoru.render.full.conflicts import conflict_block, conflicts_document
from sinoru.render.full.show import show_document
from sinoru.render.full.who import card
from sinoru.render.layout import escape_controls, lay_out
from sinoru.render.parts import when
from sinoru.tui.lists import Entries
from sinoru.tui.views import Entry

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from textual import events
    from textual.app import ComposeResult

    from sinoru.corpus import Corpus
    from sinoru.render.document import Block, Spans
    from sinoru.render.terminal import Styles


MOST = 200
"""Referring records that are listed."""
_CITATIONS_SHOWN, _CITATION_LENGTH = 5, 70
"""Copied citations that a message shows, and characters of each."""


class DocumentView(ScrollView, can_focus=True):
    """A scrolling view of a document; only the visible lines are drawn."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "scroll_down", show=False),
        Binding("k", "scroll_up", show=False),
        Binding("g", "scroll_home", show=False),
        Binding("G", "scroll_end", show=False),
        Binding("space,ctrl+d", "page_down", show=False),
        Binding("ctrl+u", "page_up", show=False),
    ]

    def __init__(self, styles: Styles, *, id: str) -> None:  # noqa: A002  Textual's name
        super().__init__(id=id)
        self._styles_by_role = styles
        self._blocks: tuple[Block, ...] = ()
        self._strips: list[Strip] = []

    def show(self, document: Iterable[Block]) -> None:
        """Show a document from its top."""
        self._blocks = tuple(document)
        self._lay_out()
        self.scroll_home(animate=False)

    def on_resize(self, _event: events.Resize) -> None:
        """Lay the document out for the new width."""
        self._lay_out()

    def render_line(self, y: int) -> Strip:
        """Return a visible line; `y` counts from the top of the view."""
        row = y + int(self.scroll_offset.y)
        strip = self._strips[row] if row < len(self._strips) else Strip.blank(self.size.width)
        return strip.adjust_cell_length(self.size.width, self.rich_style).apply_style(self.rich_style)

    def _lay_out(self) -> None:
        width = max(self.scrollable_content_region.width - 1, 1)
        self._strips = [_strip(spans, self._styles_by_role) for spans in lay_out(self._blocks, width)]
        self.virtual_size = Size(width, len(self._strips))
        self.refresh()


def _strip(spans: Spans, styles: Styles) -> Strip:
    return Strip([Segment(span.text, Style.parse(styles[span.role])) for span in spans])


def has_card(shown: Shown) -> bool:
    """Return whether a record is a person or an organisation, which has a card."""
    return shown.kind in ("person", "organisation")


def record_document(
    corpus: Corpus, shown: Shown, conflict: ConflictAnswer | None, glyphs: Glyphs, *, whole: bool
) -> Document:
    """Show a record, or the card of a person or an organisation; with `whole`, the record in any case.

    The conflict for which the record was opened comes first.
    """
    if conflict:
        yield from conflict_block(conflict, glyphs)
        yield BLANK
    answer = corpus.who(shown.record.id) if has_card(shown) and not whole else None
    if isinstance(answer, Card):
        # The user did not type a name that could have matched.
        yield from card(
            msgspec.structs.replace(answer, matched=msgspec.structs.replace(answer.matched, query="")), glyphs
        )
        return
    yield from show_document(shown, glyphs=glyphs)
    # Conflicts in the record's own data are shown among its fields.
    more = tuple(
        one
        for one in corpus.conflicts(shown.record.id).conflicts
        if one.found_by != "data" and one != conflict
    )
    if more:
        yield BLANK
        yield line(Span("Found by rule", "heading"))
        yield from conflicts_document(Conflicts(conflicts=more, total=len(more)), glyphs=glyphs)


def leads_from(shown: Shown, glyphs: Glyphs) -> Iterator[Entry]:
    """Yield the records that a record names, then those that refer to it."""
    arrow = (Span(f"{glyphs.arrow} ", "faint"),)
    for ref in shown.refs.values():
        if ref.kind:
            yield Entry(ref.id, Line((Span(ref.name), Span(f"  {ref.kind}", "faint")), arrow, INDENT))
    for one in shown.referred_by[:MOST]:
        date = (when(one.date, glyphs), Span("  ")) if one.date else ()
        spans = (*date, Span(one.title), Span(f"  {one.kind}, {one.how}", "faint"))
        yield Entry(one.id, Line(spans, INDENT, INDENT))


def citations_of(corpus: Corpus, id_: str) -> list[str]:
    """Return the Chicago citations of the sources that a record cites, as text to paste."""
    from sinoru.cite.typeset import cite_in_style

    bibliography = cite_in_style(corpus.cite(id_).citations, "chicago")
    return ["".join(run.text for run in cited.entry) for cited in bibliography.citations]


class Visit(msgspec.Struct, frozen=True):
    """A record that was opened, and the conflict for which it was opened."""

    shown: Shown
    conflict: ConflictAnswer | None


class RecordPane(Vertical):
    """A record and its leads; or a page in place of the record."""

    def __init__(self, corpus: Corpus, styles: Styles) -> None:
        super().__init__(id="right")
        self._corpus = corpus
        self._styles_by_role = styles
        self._visit: Visit | None = None
        self._trail: list[Visit] = []
        self._is_whole = False
        self._enabled = (False, False)
        self.is_covered = False
        """Whether a page is shown in place of the record."""

    def compose(self) -> ComposeResult:
        """Lay out the record above its leads."""
        yield DocumentView(self._styles_by_role, id="record")
        yield Entries(self._styles_by_role, id="leads")

    @property
    def shown(self) -> Shown | None:
        """The open record, if any."""
        return self._visit.shown if self._visit else None

    @property
    def has_card(self) -> bool:
        """Whether the open record can be shown as a card."""
        return self.shown is not None and has_card(self.shown)

    @property
    def can_go_back(self) -> bool:
        """Whether another record led to this one."""
        return bool(self._trail)

    def begin(self, entry: Entry) -> None:
        """Show the record of an entry of the list, without one to go back to."""
        self._trail.clear()
        self._open(entry)

    def follow(self, entry: Entry) -> None:
        """Open the record of a lead, and remember the one before it."""
        before = self._visit
        if self._open(entry) and before:
            self._trail.append(before)
            self._refresh_footer()

    def go_back(self) -> None:
        """Show the record that led to this one."""
        if self._trail:
            self._visit = self._trail.pop()
        self.uncover()

    def change_whole(self) -> None:
        """Change between the card and the complete record."""
        self._is_whole = not self._is_whole
        self.uncover()

    def cover(self, page: Document) -> None:
        """Show a page in place of the record, until `uncover`."""
        self.query_one(DocumentView).show(page)
        self.is_covered = True

    def uncover(self) -> None:
        """Show the open record."""
        if not self._visit:
            return
        self.is_covered = False
        visit = self._visit
        try:
            document = tuple(
                record_document(self._corpus, visit.shown, visit.conflict, UNICODE, whole=self._is_whole)
            )
        except SinoruError as error:
            self._show_error(error)
            return
        self.query_one(DocumentView).show(document)
        self.query_one(Entries).fill(leads_from(visit.shown, UNICODE))
        self._refresh_footer()

    def clear(self, page: Document) -> None:
        """Close the record, and show a page."""
        self._visit = None
        self._trail.clear()
        self.query_one(DocumentView).show(page)
        self.query_one(Entries).fill(())
        self._refresh_footer()

    def copy(self) -> None:
        """Copy the citations of the record to the clipboard of the terminal, and show them."""
        if self.shown is None:
            return
        try:
            cited = citations_of(self._corpus, self.shown.record.id)
        except SinoruError as error:
            self._show_error(error)
            return
        if not cited:
            self.notify("This record cites no source.", markup=False)
            return
        self.app.copy_to_clipboard("\n".join(cited))
        more = f"\nand {len(cited) - _CITATIONS_SHOWN:,} more" if len(cited) > _CITATIONS_SHOWN else ""
        text = "\n".join(_shortened(escape_controls(one)) for one in cited[:_CITATIONS_SHOWN]) + more
        title = f"Copied {count(len(cited), 'citation')}"
        self.app.clear_notifications()
        self.notify(text, title=title, markup=False)

    def _refresh_footer(self) -> None:
        """Draw the footer again if other keys have an effect now."""
        enabled = self.has_card, self.can_go_back
        if enabled != self._enabled:
            self._enabled = enabled
            self.app.refresh_bindings()

    def _open(self, entry: Entry) -> bool:
        try:
            self._visit = Visit(self._corpus.show(entry.id), entry.conflict)
        except SinoruError as error:
            self._show_error(error)
            return False
        self.uncover()
        return True

    def _show_error(self, error: SinoruError) -> None:
        self.notify(escape_controls(str(error)), severity="error", markup=False)


def _shortened(text: str) -> str:
    return text if len(text) <= _CITATION_LENGTH else f"{text[: _CITATION_LENGTH - 1]}…"
