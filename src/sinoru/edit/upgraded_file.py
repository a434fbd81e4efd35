"""A file of the first form, and what it becomes in the second: its text, and what is left for a person to decide.

What a record becomes is decided where it is read (loading/first_form.py), so both agree. The new text is read again:
it must have the same records and the same comments.
"""

from collections.abc import Iterator, Sequence
from functools import cached_property
from io import BytesIO

import msgspec

from sinoru.edit.contradictions import Disputes, Judged, judged, texts_in
from sinoru.edit.fmt import Decision, in_house_layout
from sinoru.edit.layout import Unformattable, require_known_breaks
from sinoru.edit.node_changes import NodeChanges
from sinoru.edit.splices import FileComments, spliced
from sinoru.edit.text_file import BrokenFile, TextFile, documents_of, loaded, read_text_file
from sinoru.edit.yaml_text import in_flow, order_of, record_lines
from sinoru.index.fields import conflict_id
from sinoru.loading.field_readers import NEWEST_FORMAT
from sinoru.loading.first_form import NO_REASON, in_second_form, value_at, verdict_of
from sinoru.loading.locations import LocatedNode
from sinoru.loading.records import Loaded, read_entry
from sinoru.loading.yaml import Entry, Fault, SequenceNode, read_entries, text_of
from sinoru.model.records import Claim, Conflict, ConflictRecord, CorpusTitle, Diagnostic, Record
from sinoru.text.lines import lines_with_ends

WHICH_STANDS = (
    "Which statement stands? The verdict did not say. Add 'stands: true' to it, or leave the conflict open."
)
SUPERSEDED = (
    "Was it true when it was said? Then it is not a conflict: remove it, and keep what is true today."
)
SETTLE = (
    "Which claim stands? Add 'stands: true' to its statement, or merge conflicts that ask the same question."
)
CLAIM_STANDS = (
    "Does one of the claims in the conflicts with it state why this claim is wrong? Then merge the conflicts."
)
ITSELF = "The claim listed itself as one that it contradicts. Was another one meant? Then write a conflict with it."
ASSESSED = (
    "A conflict now gives the verdict of this claim. Move the reason and evidence of its assessment there, and remove"
    " the assessment."
)
NO_WHY = "What contradicts this claim? No reason was recorded."


class CannotUpgrade(Unformattable):
    """A file cannot be upgraded, or not without loss. Lines are 1-based."""

    def __init__(self, path: str, line: int, why: str) -> None:
        super().__init__(line, why)
        self.path = path


class OldFile:
    """A file as it was, with its nodes twice: as they are read, and with their offsets."""

    def __init__(self, path: str) -> None:
        """Read a file. Raises BrokenFile if anything in it cannot be read, Unformattable, NotWritten, OSError."""
        self.file = read_text_file(path)
        for one in loaded(self.file.content, self.file.shown, self.file.fields):
            if isinstance(one, Diagnostic) and one.severity == "error":
                raise BrokenFile(one)
        require_known_breaks(self.file.text)
        self.documents = documents_of(self.file)
        self.comments = FileComments(self.file, self.documents)
        self.comment_texts = self.comments.texts
        self.entries = _entries(self.file.text)
        self.located = list(_located_entries(self.documents))

    @cached_property
    def records(self) -> list[object]:
        """What each entry is read as."""
        return [read_entry(in_second_form(entry)[0], [], self.file.fields) for entry in self.entries]

    def claims(self, number: int) -> Iterator[Judged]:
        """Yield the claims in the file, which is the one of this number."""
        for entry, record in zip(self.entries, self.records, strict=True):
            if isinstance(record, Claim):
                yield judged(entry.value, record, number)

    @property
    def has_title(self) -> bool:
        """Whether the file has a `corpus` mapping."""
        return any(key.text == "corpus" for document in self.documents for key, _ in document.pairs)


def _entries(text: str) -> list[Entry]:
    return [one for one in read_entries(BytesIO(text.encode())) if not isinstance(one, Fault)]


def _located_entries(documents: Sequence[LocatedNode]) -> Iterator[LocatedNode]:
    """Yield the locations of the entries of a file, in the order in which read_entries yields them."""
    for document in documents:
        for _, value in document.pairs:
            if value.kind == "sequence":
                yield from value.items
            else:
                yield value


class UpgradedFile:
    """A file in the second form."""

    def __init__(
        self, old: OldFile, conflicts: Sequence[ConflictRecord], disputes: Disputes, *, needs_title: bool
    ) -> None:
        self.old = old
        self.conflicts = conflicts
        self.disputes = disputes
        self.entries = [self._upgraded(entry) for entry in old.entries]
        self.changes = NodeChanges(old.file, old.documents, old.comments)
        for entry, new, at in zip(old.entries, self.entries, old.located, strict=True):
            self.changes.change(entry.value, new.value, at, order_of(text_of(entry.key)))
        self._declare_format(needs_title=needs_title)
        if conflicts:
            self._add_conflicts()
        self.changes.expand_aliases()
        self.text = self._in_layout(spliced(old.file.text, self.changes.splices))
        self._prove()

    def _upgraded(self, entry: Entry) -> Entry:
        """Return an entry in the second form, without the conflicts that get records of their own."""
        is_settled = text_of(value_at(entry.value, "id")) in self.disputes.settled
        elsewhere = ("contradicts", "assessment") if is_settled else ("contradicts",)
        return in_second_form(entry, elsewhere)[0]

    def _declare_format(self, *, needs_title: bool) -> None:
        found = [
            value for document in self.old.documents for key, value in document.pairs if key.text == "corpus"
        ]
        for value in found:
            self._declare_format_in(value)
        if needs_title and not found:
            self._add_title()

    def _declare_format_in(self, title: LocatedNode) -> None:
        changes, text = self.changes, self.old.file.text
        declared = title.at("format")
        if declared is not None:
            if declared.text != NEWEST_FORMAT:
                changes.splice(
                    declared.start,
                    declared.end,
                    f" {NEWEST_FORMAT}" if declared.start == declared.end else NEWEST_FORMAT,
                )
        elif title.is_flow:
            start = text.index("{", title.start) + 1
            changes.splice(start, start, f"format: {NEWEST_FORMAT}{', ' if title.pairs else ''}")
        else:
            start, column = title.pairs[0][0].start, title.pairs[0][0].column
            changes.splice(start, start, f"format: {NEWEST_FORMAT}{changes.newline}{' ' * column}")

    def _add_title(self) -> None:
        """Add the `corpus` mapping after the first lines for programs."""
        root = self.old.documents[0] if self.old.documents else None
        if root is not None and root.is_flow:
            start = root.start + 1
            text = f"corpus: {{format: {NEWEST_FORMAT}}}{', ' if root.pairs else ''}"
        else:
            start, newline = _after_head(self.old.file.text), self.changes.newline
            text = f"corpus:{newline}  format: {NEWEST_FORMAT}{newline}{newline}"
        self.changes.splice(start, start, text)

    def _add_conflicts(self) -> None:
        """Add the new conflicts to the list of the last document, or to a new list at its end."""
        root = next(document for document in reversed(self.old.documents) if document.pairs)
        existing = root.at("conflicts")
        order = order_of("conflicts")
        changes, text = self.changes, self.old.file.text
        values = [msgspec.to_builtins(one) for one in self.conflicts]
        if existing is not None and (existing.items or existing.is_flow):
            changes.append_items(existing, values, order)
            return
        if root.is_flow:
            last = root.pairs[-1][1].end
            changes.splice(last, last, f", conflicts: {in_flow(values, order)}")
            return
        records = [changes.lines(record_lines(one, self._indent(root))) for one in self.conflicts]
        block = f"{changes.newline * 2}".join(records)
        if existing is not None:
            changes.splice(existing.end, existing.end, changes.newline + block)
            return
        end = _end_of_document(text, root)
        before = text[:end].rstrip()
        gap = changes.newline * 2
        after = changes.newline if end < len(text) else ""
        changes.splice(len(before), end, f"{gap}conflicts:{changes.newline}{block}{changes.newline}{after}")

    def _indent(self, root: LocatedNode) -> int:
        """Return the column of the dashes in a document."""
        found = (
            value for _, value in root.pairs if value.kind == "sequence" and value.items and not value.is_flow
        )
        return next((self.changes.dash_column(value) for value in found), 2)

    def _in_layout(self, text: str) -> str:
        """Return the text in house layout if the file was."""
        file = self.old.file
        try:
            if text != file.text and in_house_layout(file) == file.text:
                return in_house_layout(TextFile(file.path, file.with_text(text), text))
        except Unformattable:
            pass
        return text

    def _prove(self) -> None:
        """Raise CannotUpgrade unless the new text says what it should, and has the comments of the old one."""
        fields = self.old.file.fields
        expected = [read_entry(entry, [], fields) for entry in self.entries]
        expected = [
            msgspec.structs.replace(one, format=NEWEST_FORMAT) if isinstance(one, CorpusTitle) else one
            for one in expected
        ]
        found = [
            one.record if isinstance(one, Loaded) else one for one in loaded(self.content, fields=fields)
        ]
        if not any(isinstance(one, CorpusTitle) for one in expected):
            found = [one for one in found if one != CorpusTitle(format=NEWEST_FORMAT)]
        added = {one.id for one in self.conflicts}
        kept = [one for one in found if not isinstance(one, ConflictRecord) or one.id not in added]
        new = [one for one in found if isinstance(one, ConflictRecord) and one.id in added]
        if kept != [one for one in expected if isinstance(one, Record | CorpusTitle)] or new != list(
            self.conflicts
        ):
            raise CannotUpgrade(
                self.old.file.path,
                self._line_of_difference(kept, expected),
                "it cannot be upgraded without loss",
            )
        if FileComments(self._new_file, self.documents).texts != self.old.comment_texts:
            raise CannotUpgrade(self.old.file.path, 1, "a comment in it cannot be kept")

    def _line_of_difference(self, found: Sequence[object], expected: Sequence[object]) -> int:
        for one, other, node in zip(found, expected, self.old.located, strict=False):
            if one != other:
                return node.line + 1
        return 1

    @property
    def content(self) -> bytes:
        """The content of the file in the second form."""
        return self.old.file.with_text(self.text)

    @cached_property
    def documents(self) -> list[LocatedNode]:
        """The nodes of the new text."""
        return documents_of(self._new_file)

    @property
    def _new_file(self) -> TextFile:
        return TextFile(self.old.file.path, self.content, self.text)

    def decisions(self) -> Iterator[Decision]:
        """Yield what a person must decide."""
        located = {
            text_of(value_at(entry.value, "id")): node
            for entry, node in zip(_entries(self.text), _located_entries(self.documents), strict=True)
        }
        for entry, record in zip(self.old.entries, self.old.records, strict=True):
            if isinstance(record, Record):
                yield from self._decisions_on(entry, record, located[record.id])
        for conflict in self.conflicts:
            if conflict.state == "open":
                yield Decision(SETTLE, self.old.file.shown, located[conflict.id].line + 1, conflict.id)

    def _decisions_on(self, entry: Entry, record: Record, at: LocatedNode) -> Iterator[Decision]:
        """Yield what is to be decided about a record and its conflicts."""
        shown = self.old.file.shown
        if isinstance(record, Claim) and record.id in texts_in(value_at(entry.value, "contradicts")):
            yield Decision(ITSELF, shown, at.line + 1, record.id)
        verdict = text_of(verdict_of(value_at(entry.value, "assessment")))
        if verdict in ("supported", "unverified") and record.id in self.disputes.judged:
            yield Decision(ASSESSED, shown, at.line + 1, record.id)
        conflicts = at.at("conflicts")
        lines = [item.line + 1 for item in conflicts.items] if conflicts is not None else []
        for number, (question, conflict) in enumerate(self._questions(entry, record)):
            if question:
                line = lines[number] if number < len(lines) else at.line + 1
                yield Decision(question, shown, line, conflict_id(record, conflict))

    def _questions(self, entry: Entry, record: Record) -> Iterator[tuple[str, Conflict]]:
        """Yield the conflicts that a record has on itself, each with the question that it leaves open, if any."""
        old = value_at(entry.value, "conflicts")
        for one, conflict in zip(
            old.items if isinstance(old, SequenceNode) else (), record.conflicts, strict=False
        ):
            verdict = text_of(verdict_of(one))
            is_unclear = verdict == "contradicted" and conflict.state != "settled"
            yield SUPERSEDED if verdict == "superseded" else WHICH_STANDS if is_unclear else "", conflict
        is_wrong = text_of(verdict_of(value_at(entry.value, "assessment"))) == "contradicted"
        if isinstance(record, Claim) and is_wrong and record.id not in self.disputes.settled:
            conflict = record.conflicts[-1]
            has_reason = conflict.statements[-1].value != NO_REASON
            yield (
                CLAIM_STANDS if record.id in self.disputes.disputed else "" if has_reason else NO_WHY,
                conflict,
            )


def _after_head(text: str) -> int:
    """Return the offset after the first lines of a text that are for programs."""
    offset = 0
    for line in lines_with_ends(text):
        if not line.startswith(("# yaml-language-server", "%", "---")):
            break
        offset += len(line)
    return offset


def _end_of_document(text: str, root: LocatedNode) -> int:
    """Return the offset of the marker that ends a document, or the end of the text."""
    found = [at for mark in ("\n---", "\n...") if (at := text.find(mark, root.end)) >= 0]
    return min(found) + 1 if found else len(text)
