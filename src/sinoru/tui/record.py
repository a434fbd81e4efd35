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
from sinoru.model.records import Source
from sinoru.query.answers import Card, OnDay, Shown
from sinoru.render.document import BLANK, UNICODE, Document, Glyphs, Look, Span
from sinoru.render.full.conflicts import conflict_block
from sinoru.render.layout import escape_controls, lay_out
from sinoru.render.on import on_document
from sinoru.render.parts import words_of
from sinoru.render.show import show_document
from sinoru.render.who import who_document
from sinoru.tui.addresses import addresses_of
from sinoru.tui.lists import Rows
from sinoru.tui.rows import Entry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from textual import events
    from textual.app import ComposeResult

    from sinoru.corpus import Corpus
    from sinoru.query.analysis_answers import ConflictAnswer
    from sinoru.render.document import Block, Spans
    from sinoru.render.terminal import Styles
    from sinoru.tui.addresses import Address


MOST = 200
"""Referring records that are listed."""
_CITATIONS_SHOWN, _CITATION_LENGTH = 5, 70
"""Copied citations that a message shows, and characters of each."""


class DocumentView(ScrollView, can_focus=True):
    """A scrolling view of a document; only the visible lines are drawn."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "scroll_down", show=False),
        Binding("k", "scroll_up", show=False),
        Binding("G", "scroll_end", show=False),
        Binding("space,ctrl+d", "page_down", show=False),
        Binding("ctrl+u", "page_up", show=False),
    ]

    def __init__(self, styles: Styles, *, id: str) -> None:  # noqa: A002  Textual's name
        super().__init__(id=id)
        self._styles_by_role = styles
        self._make: Callable[[int], Iterable[Block]] = lambda _: ()
        self._strips: list[Strip] = []

    def show(self, make: Callable[[int], Iterable[Block]]) -> None:
        """Show the document that `make` returns for a width, from its top."""
        self._make = make
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
        self._strips = [_strip(spans, self._styles_by_role) for spans in lay_out(self._make(width), width)]
        self.virtual_size = Size(width, len(self._strips))
        self.refresh()


def _strip(spans: Spans, styles: Styles) -> Strip:
    return Strip([Segment(span.text, Style.parse(styles[span.role])) for span in spans])


def record_document(
    corpus: Corpus, shown: Shown, conflict: ConflictAnswer | None, glyphs: Glyphs, *, whole: bool
) -> Callable[[int], Document]:
    """Return how a record is drawn to a width: briefly, of a person or an organisation the card; or `whole`.

    The conflict for which the record was opened comes first.
    """
    answer = corpus.who(shown.record.id) if shown.kind in ("person", "organisation") and not whole else None

    def draw(width: int) -> Document:
        look = Look(glyphs, width, full=whole, suggests=False)
        if conflict:
            yield from conflict_block(conflict, glyphs)
            yield BLANK
        if isinstance(answer, Card):
            yield from who_document(_untyped(answer), look)
            return
        yield from show_document(shown, look)

    return draw


def _untyped(answer: Card) -> Card:
    """Return the card without the name by which it was found: the user did not type one."""
    return msgspec.structs.replace(answer, matched=msgspec.structs.replace(answer.matched, query=""))


def leads_from(shown: Shown, glyphs: Glyphs) -> Iterator[Entry]:
    """Yield the records that a record names, then those that refer to it."""
    for ref in shown.refs.values():
        if ref.kind:
            yield Entry(
                ref.id, (Span(f"{glyphs.arrow} ", "faint"), Span(ref.called)), tail=(Span(ref.kind, "faint"),)
            )
    for one in shown.referred_by[:MOST]:
        date = (Span(words_of(one.date, glyphs), "date"), Span("  ")) if one.date else ()
        about = one.kind if one.how == "evidence" else f"{one.kind}, {one.how}"
        yield Entry(one.id, (Span("  "), *date, Span(one.title)), tail=(Span(about, "faint"),))
    if (total := max(shown.referred_by_total, len(shown.referred_by))) > MOST:
        yield Entry("", (Span(f"  and {total - MOST:,} more that refer to it", "faint"),), is_heading=True)


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
        self._ahead: list[Visit] = []
        self._day: OnDay | None = None
        self._is_whole = False
        self._enabled: tuple[bool, ...] = ()
        self.is_covered = False
        """Whether a page is shown in place of the record."""

    def compose(self) -> ComposeResult:
        """Lay out the record above its leads."""
        yield DocumentView(self._styles_by_role, id="record")
        yield Rows(self._styles_by_role, id="leads")

    @property
    def shown(self) -> Shown | None:
        """The open record, if any."""
        return self._visit.shown if self._visit else None

    @property
    def can_go_back(self) -> bool:
        """Whether another record led to this one."""
        return bool(self._trail)

    @property
    def can_go_forward(self) -> bool:
        """Whether one went back from another record."""
        return bool(self._ahead)

    @property
    def is_whole(self) -> bool:
        """Whether records are shown whole, not briefly."""
        return self._is_whole

    @property
    def has_sources(self) -> bool:
        """Whether the open record cites sources, or is one."""
        record = self.shown.record if self.shown else None
        return record is not None and (bool(record.evidence) or isinstance(record, Source))

    def begin(self, entry: Entry) -> None:
        """Show the record of an entry of the list, without one to go back to."""
        self._trail.clear()
        self._ahead.clear()
        if entry.day:
            self._show_day(entry.day)
        else:
            self._open(entry)

    def follow(self, entry: Entry) -> None:
        """Open the record of a lead, and remember the one before it."""
        before = self._visit
        if self._open(entry) and before:
            self._trail.append(before)
            self._ahead.clear()
            self._refresh_footer()

    def go_back(self) -> None:
        """Show the record that led to this one."""
        self._go(self._trail, self._ahead)

    def go_forward(self) -> None:
        """Show the record from which one went back."""
        self._go(self._ahead, self._trail)

    def _go(self, there: list[Visit], here: list[Visit]) -> None:
        if there and self._visit:
            here.append(self._visit)
            self._visit = there.pop()
        self.uncover()

    def change_whole(self) -> None:
        """Change between the brief view and the complete record."""
        self._is_whole = not self._is_whole
        self.uncover()

    def cover(self, page: Document) -> None:
        """Show a page in place of the record, until `uncover`."""
        blocks = tuple(page)
        self.query_one(DocumentView).show(lambda _: blocks)
        self.is_covered = True

    def uncover(self) -> None:
        """Show the open record or day."""
        if self._day:
            self._show_day(self._day)
        if not self._visit:
            return
        self.is_covered = False
        visit = self._visit
        try:
            make = record_document(self._corpus, visit.shown, visit.conflict, UNICODE, whole=self._is_whole)
        except SinoruError as error:
            self.show_error(error)
            return
        self.query_one(DocumentView).show(make)
        self._show_leads(tuple(leads_from(visit.shown, UNICODE)))
        self._refresh_footer()

    def _show_day(self, day: OnDay) -> None:
        self._visit, self._day = None, day
        self.is_covered = False
        self.query_one(DocumentView).show(
            lambda width: on_document(day, Look(UNICODE, width, full=self._is_whole, suggests=False))
        )
        self._show_leads(())
        self._refresh_footer()

    def _show_leads(self, leads: tuple[Entry, ...]) -> None:
        first = next((row for row, entry in enumerate(leads) if not entry.is_heading), None)
        self.query_one(Rows).fill(leads, len(leads), first)

    def clear(self, page: Document) -> None:
        """Close the record, and show a page."""
        self._visit = self._day = None
        self._trail.clear()
        self._ahead.clear()
        blocks = tuple(page)
        self.query_one(DocumentView).show(lambda _: blocks)
        self._show_leads(())
        self._refresh_footer()

    def reopen(self) -> None:
        """Read the open record again."""
        if self._visit:
            self._open(Entry(self._visit.shown.record.id, (), conflict=self._visit.conflict))

    def copy(self) -> None:
        """Copy the citations of the record to the clipboard of the terminal, and show them."""
        if self.shown is None:
            return
        try:
            cited = citations_of(self._corpus, self.shown.record.id)
        except SinoruError as error:
            self.show_error(error)
            return
        if not cited:
            self.notify("This record cites no source.", markup=False)
            return
        more = f"\nand {len(cited) - _CITATIONS_SHOWN:,} more" if len(cited) > _CITATIONS_SHOWN else ""
        text = "\n".join(_shortened(escape_controls(one)) for one in cited[:_CITATIONS_SHOWN]) + more
        self._to_clipboard("\n".join(cited), f"Copied {count(len(cited), 'citation')}", text)

    def copy_id(self) -> None:
        """Copy the id of the record."""
        if self.shown:
            self._to_clipboard(self.shown.record.id, "Copied the id")

    def copy_link(self) -> None:
        """Copy the address of a source, or the file and line of another record."""
        if self.shown is None:
            return
        record = self.shown.record
        address = record.url if isinstance(record, Source) else ""
        if address:
            self._to_clipboard(address, "Copied the address")
        elif self.shown.path:
            self._to_clipboard(f"{self.shown.path}:{self.shown.line}", "Copied the file and line")

    def _to_clipboard(self, text: str, title: str, shown: str = "") -> None:
        self.app.copy_to_clipboard(text)
        self.app.clear_notifications()
        self.notify(shown or escape_controls(text), title=title, markup=False)

    def addresses(self) -> list[Address]:
        """Return the addresses of the sources of the open record."""
        if self.shown is None:
            return []
        try:
            return addresses_of(self._corpus, self.shown)
        except SinoruError as error:
            self.show_error(error)
            return []

    def _refresh_footer(self) -> None:
        """Draw the footer again if other keys have an effect now."""
        enabled = (bool(self._visit), self.has_sources, self.can_go_back, self.can_go_forward)
        if enabled != self._enabled:
            self._enabled = enabled
            self.app.refresh_bindings()

    def _open(self, entry: Entry) -> bool:
        try:
            self._visit = Visit(self._corpus.show(entry.id), entry.conflict)
            self._day = None
        except SinoruError as error:
            self.show_error(error)
            return False
        self.uncover()
        return True

    def show_error(self, error: SinoruError | OSError) -> None:
        """Show an error until it has been read."""
        self.notify(escape_controls(str(error)), severity="error", markup=False)


def _shortened(text: str) -> str:
    return text if len(text) <= _CITATION_LENGTH else f"{text[: _CITATION_LENGTH - 1]}…"
