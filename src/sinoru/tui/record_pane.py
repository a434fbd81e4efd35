"""The right side of the screen: the record that is open, and where it leads to below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from textual.containers import Vertical

from sinoru.model.errors import SinoruError
from sinoru.render.document import UNICODE
from sinoru.render.layout import visible
from sinoru.tui.document_view import DocumentView
from sinoru.tui.panes import Entries
from sinoru.tui.record import citations_of, has_card, leads_from, record_document

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from sinoru.corpus import Corpus
    from sinoru.query.analyses import ConflictAnswer
    from sinoru.query.answers import Shown
    from sinoru.render.document import Document
    from sinoru.render.terminal import Styles
    from sinoru.tui.views import Entry

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
        text = "\n".join(_shortened(visible(one)) for one in cited[:_TOLD]) + more
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
        self.notify(visible(str(error)), severity="error", markup=False)


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
