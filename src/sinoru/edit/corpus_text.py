"""The files of a corpus as one text that is changed: ids found in it by the table of fields, records by their id.

A change is proved before it is written: each file must load as the records that are expected, with its comments, and
the corpus must have no fault that it did not have before.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple

import msgspec

from sinoru.check.runner import declarations_around
from sinoru.edit.joint_change import FileChange
from sinoru.edit.present_names import require_present_names
from sinoru.edit.record_text import RecordText, replace_id
from sinoru.edit.splices import FileComments, Splice, spliced
from sinoru.edit.text_file import TextFile, documents_of, lists_of, loaded, new_faults, read_text_file
from sinoru.edit.yaml_text import as_written
from sinoru.files import NotWritten
from sinoru.loading.declarations import united_json
from sinoru.loading.files import find_files, shown_path
from sinoru.loading.locations import LocatedNode
from sinoru.loading.records import FIRST_FORM, Loaded
from sinoru.messages import cannot_read, reason
from sinoru.model.errors import SinoruError, UnknownId, WrongUsage
from sinoru.model.fields import Field, fields_of
from sinoru.model.records import RECORDS, CorpusTitle, Diagnostic, Record
from sinoru.model.registers import WIKIDATA

Ids = Mapping[str, str]
"""The new id of each id that is replaced."""
Expect = Callable[[Record], Record | None]
"""Returns what a record becomes; None if it is removed."""


class Unproved(SinoruError):
    """A change that would bring errors into a corpus. Nothing was written."""

    exit_code = 1

    def __init__(self, faults: Sequence[Diagnostic]) -> None:
        listed = "".join(f"\n  {fault}" for fault in faults)
        super().__init__(f"The change would bring errors into the corpus. Nothing was written.{listed}")


class IdInText(NamedTuple):
    """An id in the text of a file."""

    node: LocatedNode
    field: Field
    in_flow: bool


class FoundRecord(NamedTuple):
    """A record, its kind of list, and where it is."""

    file: TextFile
    text: RecordText
    record: Record

    @property
    def shown(self) -> str:
        """The file and line in which it begins."""
        return f"{self.file.shown}:{self.text.node.line + 1}"


class _Parsed:
    """What is in the text of a file, each part found when it is first asked for."""

    def __init__(self, file: TextFile) -> None:
        self.file = file

    @cached_property
    def documents(self) -> Sequence[LocatedNode]:
        return documents_of(self.file)

    @cached_property
    def comments(self) -> FileComments:
        return FileComments(self.file, self.documents)

    @cached_property
    def records(self) -> Sequence[RecordText]:
        return [
            RecordText(self.file, list_, item, self.comments)
            for list_ in lists_of(self.documents)
            for item in list_.value.items
            if item.kind == "mapping"
        ]

    @cached_property
    def loaded(self) -> Sequence[Loaded | CorpusTitle]:
        require_present_names(self.file)
        items = list(loaded(self.file.content, self.file.path, self.file.fields))
        if any(isinstance(one, Diagnostic) and one.code == FIRST_FORM for one in items):
            raise WrongUsage(
                f"{self.file.shown} is in format 1. Rewrite the corpus first: sinoru fmt --upgrade"
            )
        return [one for one in items if not isinstance(one, Diagnostic)]

    @cached_property
    def _by_place(self) -> Mapping[tuple[int, str], Record]:
        """The records by the line in which each begins, and its id: in braces, a line may have several."""
        return {(one.line, one.record.id): one.record for one in self.loaded if isinstance(one, Loaded)}

    def read(self, text: RecordText) -> Record | None:
        """Return a record as it is read; None if it has errors."""
        id_ = text.node.at("id")
        return self._by_place.get((text.node.line + 1, id_.text)) if id_ else None


class CorpusText:
    """The files of a corpus as they are read once, and the changes to them."""

    def __init__(self, paths: Sequence[str]) -> None:
        """Read the files. Raises NoSuchCorpus, and BrokenFile or NotWritten if references in one cannot be known."""
        self.paths = paths
        files, skipped = find_files(paths)
        declared = declarations_around([file.path for file in files])
        self.fields = fields_of(united_json(declared.values()))
        if skipped:
            raise NotWritten(skipped[0].path, skipped[0].why, "References in it would not be followed.")
        self.files = [_read(file.path, declared.get(file.path, b"")) for file in files]
        self._splices: dict[str, list[Splice]] = {}
        self._parsed: dict[str, _Parsed] = {}

    def holding(self, *words: str) -> list[TextFile]:
        """Return the files in which any of the words occurs."""
        return [file for file in self.files if any(word in file.text for word in words)]

    def records(self, file: TextFile) -> Sequence[RecordText]:
        """Return the records of a file."""
        return self._parse(file).records

    def _parse(self, file: TextFile) -> "_Parsed":
        if file.path not in self._parsed:
            self._parsed[file.path] = _Parsed(file)
        return self._parsed[file.path]

    def find(self, id_: str) -> FoundRecord:
        """Return the record with this id. Raises UnknownId with the nearest ids, or what look_up raises."""
        found = self.look_up(id_)
        if found is None:
            from sinoru.names.nearest import nearest

            raise UnknownId(id_, nearest(id_, list(self.ids())))
        return found

    def look_up(self, id_: str) -> FoundRecord | None:
        """Return the record with this id; None if none has it. Raises WrongUsage if several have it, NotWritten."""
        found = [one for file in self.holding(id_) for one in self._with_id(file, id_)]
        if len(found) > 1:
            where = " and ".join(one.shown for one in found[:2])
            raise WrongUsage(f"{len(found)} records have the id '{id_}': {where}. Change one of them first.")
        return found[0] if found else None

    def _with_id(self, file: TextFile, id_: str) -> Iterator[FoundRecord]:
        for text in self.records(file):
            node = text.node.at("id")
            if node is None or node.text != id_:
                continue
            record = self._parse(file).read(text)
            if record is None:
                why = f"the record '{id_}' on line {text.node.line + 1} has errors"
                raise NotWritten(file.shown, why, f"Correct them first: sinoru check {file.shown}")
            yield FoundRecord(file, text, record)

    def ids(self) -> Iterator[str]:
        """Yield the ids of all records."""
        for file in self.files:
            for text in self.records(file):
                if node := text.node.at("id"):
                    yield node.text

    def owner_of(self, former: str) -> str:
        """Return the id of the record that had this id before; empty if none had it."""
        for file in self.holding(former):
            for text in self.records(file):
                node, id_ = text.node.at("formerly"), text.node.at("id")
                if node and id_ and former in [item.text for item in node.items]:
                    return id_.text
        return ""

    def splice(self, file: TextFile, splices: Iterable[Splice]) -> None:
        """Add changes to a file."""
        self._splices.setdefault(file.path, []).extend(splices)

    def follow(self, ids: Ids, expect: Expect, *, without: Sequence[LocatedNode] = ()) -> int:
        """Replace ids wherever a record refers to them, but in some records; return how many references there are.

        What `expect` returns for a record differs from the record in these ids alone, or in lists that would contain
        one twice.
        """
        return sum(self._follow_in(file, ids, expect, without) for file in self.holding(*ids))

    def _follow_in(self, file: TextFile, ids: Ids, expect: Expect, without: Sequence[LocatedNode]) -> int:
        count = 0
        for text in self.records(file):
            if any(text.node is one for one in without):
                continue
            found = [one for one in self._ids_in(text) if one.node.text in ids]
            record = self._parse(file).read(text)
            count += sum(bool(one.field.kinds) for one in found)
            if found and record is not None:
                after = expect(record)
                assert after is not None, "records to remove are left out"  # noqa: S101
                self.update(text, record, after, ids)
            elif found:
                self.splice(file, (self._replaced(file, one, ids) for one in found))
        return count

    def update(self, text: RecordText, before: Record, after: Record, ids: Ids) -> None:
        """Change a record: ids in place, and fields that differ in anything else."""
        old, new = _builtins(self.fields.with_ids(before, ids)), _builtins(after)
        changed = {
            key: (old.get(key), new.get(key)) for key in {**old, **new} if old.get(key) != new.get(key)
        }
        if changed.keys() & {"ids", WIKIDATA} and text.item_among_ids():
            changed |= {"ids": (old.get("ids"), new.get("ids")), WIKIDATA: (None, new.get(WIKIDATA))}
        if text.node.is_flow and text.must_be_rewritten(changed):
            self.splice(text.file, text.rewrite(after))
            return
        splices = text.set_fields(changed)
        kept = (
            one
            for one in self._ids_in(text)
            if one.node.text in ids
            and not any(splice.start <= one.node.start < splice.end for splice in splices)
        )
        self.splice(text.file, [*(self._replaced(text.file, one, ids) for one in kept), *splices])

    def _replaced(self, file: TextFile, one: IdInText, ids: Ids) -> Splice:
        return replace_id(file, one.node, ids[one.node.text], in_flow=one.in_flow)

    def _ids_in(self, text: RecordText) -> Iterator[IdInText]:
        """Yield the id of a record and its references, also where it has errors."""
        return self._ids_within(text.node, RECORDS[text.list.name])

    def _ids_within(self, node: LocatedNode, struct: type[msgspec.Struct]) -> Iterator[IdInText]:
        declared = {field.key: field for field in self.fields.of(struct)}
        for key, value in node.pairs:
            field = declared.get(key.text)
            if field is None:
                continue
            in_flow = node.is_flow or value.is_flow
            for item in value.items or (value,):
                if field.part:
                    yield from self._ids_within(item, field.part)
                elif (field.kinds or field.holds == "id") and item.kind == "scalar":
                    yield IdInText(item, field, in_flow)

    def changes(self, first: TextFile) -> list[FileChange]:
        """Return the files that change, with one of them first."""
        found = [
            FileChange(file, spliced(file.text, splices))
            for file in self.files
            if (splices := self._splices.get(file.path))
        ]
        return sorted(
            (one for one in found if one.after != one.file.text), key=lambda one: one.file is not first
        )

    def prove(self, changes: Sequence[FileChange], expect: Expect, ids: Ids) -> None:
        """Raise NotWritten unless each file loads as expected, with all comments, and Unproved for new faults."""
        for one in changes:
            self._prove_file(one, expect)
        before = (self._parse(one.file) for one in changes)
        after = (_Parsed(TextFile(one.file.path, one.content, one.after)) for one in changes)
        if _comments_in(before) != _comments_in(after):
            raise NotWritten(changes[0].file.shown, "a comment would be lost")
        self._require_no_new_faults(changes, ids)

    def _prove_file(self, change: FileChange, expect: Expect) -> None:
        file = change.file
        before = self._parse(file).loaded
        expected = [expect(one.record) if isinstance(one, Loaded) else one for one in before]
        after = [
            one.record if isinstance(one, Loaded) else one
            for one in loaded(change.content, fields=file.fields)
            if not isinstance(one, Diagnostic)
        ]
        if after != [one for one in expected if one is not None]:
            raise NotWritten(file.shown, "other records would change as well, or this one in another way")
        if faults := new_faults(file, change.content):
            raise Unproved(faults)

    def _require_no_new_faults(self, changes: Sequence[FileChange], ids: Ids) -> None:
        """Check the corpus as it would be. A fault that names an id is the same with the new one."""
        from sinoru.check.runner import check_files

        def key(fault: Diagnostic) -> tuple[str, str]:
            message = fault.message
            for old, new in ids.items():
                message = message.replace(f"'{old}'", f"'{new}'")
            return fault.code, message

        texts = {one.file.path: one.content for one in changes}
        found = [one for one in check_files(self.paths, self.paths, texts).diagnostics if _matters(one)]
        known = set(map(key, check_files(self.paths, self.paths).diagnostics)) if found else ()
        if faults := [one for one in found if key(one) not in known]:
            raise Unproved(faults)


def _comments_in(files: Iterable[_Parsed]) -> Counter[str]:
    return sum((file.comments.texts for file in files), Counter())


def _matters(fault: Diagnostic) -> bool:
    return fault.severity == "error" or fault.code == "W314"


def _builtins(record: Record) -> dict[str, Any]:
    plain: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(as_written(record)))
    return plain


def _read(path: str, declared: bytes) -> TextFile:
    try:
        return read_text_file(path, declared)
    except OSError as error:
        raise SinoruError(cannot_read(shown_path(path), reason(error))) from None
