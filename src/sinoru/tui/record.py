"""A document to scroll through, laid out for the width there is.

A record as the browser shows it: a card or all of it, and where one can go from there.

The right side of the screen: the record that is open, and where it leads to below it.
"""

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

from sinoru.model.errors import SinoruError
from sinoru.query.analyses import ConflictAnswer, Conflicts
from sinoru.query.answers import Card, Shown
from sinoru.render.conflicts import conflict_block, conflicts_document
from sinoru.render.document import BLANK, UNICODE, Document, Glyphs, Line, Span, line
from sinoru.render.layout import escape_controls, lay_out
from sinoru.render.parts import when
from sinoru.render.show import show_document
from sinoru.render.who import card
from sinoru.tui.lists import Entries
from sinoru.tui.views import Entry

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from textual import events
    from textual.app import ComposeResult

    from sinoru.corpus import Corpus
    from sinoru.render.document import Block, Spans
    from sinoru.render.terminal import Styles


class DocumentView(ScrollView, can_focus=True):
    """Shows the blocks of a document; only the lines in sight are drawn."""

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
        """Lay the document out anew."""
        self._lay_out()

    def render_line(self, y: int) -> Strip:
        """Return one line of what is in sight."""
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


MOST = 200
"""Records that one can go to."""


def has_card(shown: Shown) -> bool:
    """Return whether it is somebody, of whom there is a card."""
    return shown.kind in ("person", "organisation")


def record_document(
    corpus: Corpus, shown: Shown, conflict: ConflictAnswer | None, glyphs: Glyphs, *, whole: bool
) -> Document:
    """Show a record, or the card of a person or an organisation; `whole`: the record in any case.

    The conflict that it was opened for stands before it.
    """
    if conflict:
        yield from conflict_block(conflict, glyphs)
        yield BLANK
    answer = corpus.who(shown.record.id) if has_card(shown) and not whole else None
    if isinstance(answer, Card):
        # Nobody typed the name that it was found by.
        yield from card(
            msgspec.structs.replace(answer, matched=msgspec.structs.replace(answer.matched, query="")), glyphs
        )
        return
    yield from show_document(shown, glyphs=glyphs)
    # Those in the record's own data stand among its fields.
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
    to, from_ = (Span(f"{glyphs.arrow} ", "faint"),), (Span("  "),)
    for ref in shown.refs.values():
        if ref.kind:
            yield Entry(ref.id, Line((Span(ref.name), Span(f"  {ref.kind}", "faint")), to, from_))
    for one in shown.referred_by[:MOST]:
        date = (when(one.date, glyphs), Span("  ")) if one.date else ()
        spans = (*date, Span(one.title), Span(f"  {one.kind}, {one.how}", "faint"))
        yield Entry(one.id, Line(spans, from_, from_))


def citations_of(corpus: Corpus, id_: str) -> list[str]:
    """Return the Chicago citations of what a record rests on, as text to paste."""
    from sinoru.cite.typeset import cite_in_style

    bibliography = cite_in_style(corpus.cite(id_).citations, "chicago")
    return ["".join(run.text for run in cited.entry) for cited in bibliography.citations]


_TOLD, _LONGEST = 5, 70
"""Citations that a message shows of those that were copied, and characters of each."""


class Visit(msgspec.Struct, frozen=True):
    """A record that was opened, and the conflict that it was opened for."""

    shown: Shown
    conflict: ConflictAnswer | None


class RecordPane(Vertical):
    """Shows a record, or a page in place of it."""

    def __init__(self, corpus: Corpus, styles: Styles) -> None:
        super().__init__(id="right")
        self._corpus = corpus
        self._styles_by_role = styles
        self._visit: Visit | None = None
        self._trail: list[Visit] = []
        self._is_whole = False
        self._offered = (False, False)
        self.is_covered = False
        """Whether a page stands where the record was."""

    def compose(self) -> ComposeResult:
        """Put the one below the other."""
        yield DocumentView(self._styles_by_role, id="record")
        yield Entries(self._styles_by_role, id="leads")

    @property
    def shown(self) -> Shown | None:
        """What is open."""
        return self._visit.shown if self._visit else None

    @property
    def has_card(self) -> bool:
        """Whether what is open can be shown in two ways."""
        return self.shown is not None and has_card(self.shown)

    @property
    def can_go_back(self) -> bool:
        """Whether another record led here."""
        return bool(self._trail)

    def begin(self, entry: Entry) -> None:
        """Show the record of an entry of the list."""
        self._trail.clear()
        self._go(entry)

    def follow(self, entry: Entry) -> None:
        """Go along a lead; one can come back."""
        before = self._visit
        if self._go(entry) and before:
            self._trail.append(before)
            self._offer()

    def go_back(self) -> None:
        """Show the record that led here."""
        if self._trail:
            self._visit = self._trail.pop()
        self.uncover()

    def change_whole(self) -> None:
        """Change between the card and the whole record."""
        self._is_whole = not self._is_whole
        self.uncover()

    def cover(self, page: Document) -> None:
        """Show a page in place of the record, until `uncover`."""
        self.query_one(DocumentView).show(page)
        self.is_covered = True

    def uncover(self) -> None:
        """Show the record that is open."""
        if not self._visit:
            return
        self.is_covered = False
        visit = self._visit
        try:
            document = tuple(
                record_document(self._corpus, visit.shown, visit.conflict, UNICODE, whole=self._is_whole)
            )
        except SinoruError as error:
            self._tell(error)
            return
        self.query_one(DocumentView).show(document)
        self.query_one(Entries).fill(leads_from(visit.shown, UNICODE))
        self._offer()

    def clear(self, page: Document) -> None:
        """Have no record open, and show a page."""
        self._visit = None
        self._trail.clear()
        self.query_one(DocumentView).show(page)
        self.query_one(Entries).fill(())
        self._offer()

    def copy(self) -> None:
        """Put the citations of the record on the clipboard of the terminal, and show them."""
        if self.shown is None:
            return
        try:
            cited = citations_of(self._corpus, self.shown.record.id)
        except SinoruError as error:
            self._tell(error)
            return
        if not cited:
            self.notify("It names no source.", markup=False)
            return
        self.app.copy_to_clipboard("\n".join(cited))
        more = f"\nand {len(cited) - _TOLD} more" if len(cited) > _TOLD else ""
        text = "\n".join(_shortened(escape_controls(one)) for one in cited[:_TOLD]) + more
        title = f"Copied: {len(cited)} citation{'s' * (len(cited) != 1)}"
        self.app.clear_notifications()
        self.notify(text, title=title, markup=False)

    def _offer(self) -> None:
        """Draw the foot of the screen anew, where other keys do something now."""
        offered = self.has_card, self.can_go_back
        if offered != self._offered:
            self._offered = offered
            self.app.refresh_bindings()

    def _go(self, entry: Entry) -> bool:
        try:
            self._visit = Visit(self._corpus.show(entry.id), entry.conflict)
        except SinoruError as error:
            self._tell(error)
            return False
        self.uncover()
        return True

    def _tell(self, error: SinoruError) -> None:
        self.notify(escape_controls(str(error)), severity="error", markup=False)


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
