"""A new record on its way into a corpus: into which file, and what of it changes."""

import os
from collections.abc import Sequence

import msgspec

from sinoru.edit.ids import propose_id
from sinoru.edit.insert import with_record
from sinoru.edit.text_file import TextFile, read_text_file
from sinoru.edit.write import root_of, write_file
from sinoru.edit.yaml_text import list_of
from sinoru.index.index import Index
from sinoru.loading.field_readers import is_kebab_case
from sinoru.loading.files import has_corpus_name, is_part_of
from sinoru.model.errors import Diagnostic, WrongUsage
from sinoru.model.records import Record
from sinoru.query.show import files_with, is_taken


class Addition(msgspec.Struct, frozen=True):
    """A file with a new record put into it, not yet written."""

    record: Record
    file: TextFile
    after: str
    is_new: bool
    """There is no such file yet."""

    def faults(self, paths: Sequence[str]) -> list[Diagnostic]:
        """Give what rules find in the file with the record that they did not find without."""
        from sinoru.check.run import check_text

        before = () if self.is_new else check_text(self.file.path, self.file.content, paths).diagnostics
        known = {(one.code, one.message) for one in before}
        after = check_text(self.file.path, self.file.with_text(self.after), paths).diagnostics
        return [one for one in after if (one.code, one.message) not in known]

    def write(self, paths: Sequence[str]) -> None:
        """Write the file. Raises ChangedMeanwhile, NotWritten."""
        before = None if self.is_new else self.file.content
        root = root_of(self.file.path, paths)
        write_file(self.file.path, self.file.with_text(self.after), before=before, root=root)


def plan_addition(index: Index, record: Record, paths: Sequence[str], given_file: str = "") -> Addition:
    """Find an id for the record where it has none, and its file. Raises WrongUsage, NotWritten, BrokenFile."""
    if record.id and not is_kebab_case(record.id):
        raise WrongUsage(f"--id: '{record.id}' is not lower-case letters, digits and single hyphens")
    if record.id and is_taken(index, record.id):
        raise WrongUsage(
            f"--id: a record has the id '{record.id}' already; see it with 'sinoru show {record.id}'"
        )
    named = msgspec.structs.replace(
        record, id=record.id or propose_id(record, lambda id_: is_taken(index, id_))
    )
    path = os.path.abspath(given_file) if given_file else _usual_file(index, named, paths)
    _require_within(path, paths)
    is_new = not os.path.lexists(path)
    file = TextFile(path, b"", "") if is_new else read_text_file(path)
    return Addition(named, file, with_record(file, named), is_new)


def _usual_file(index: Index, record: Record, paths: Sequence[str]) -> str:
    """Give the file that holds most records of the kind; else one named after their list."""
    holding = files_with(index, record.KIND)
    if holding:
        return holding[0]
    top = os.path.abspath(paths[0])
    return os.path.join(top, f"{list_of(record)}.yaml") if os.path.isdir(top) else top


def _require_within(path: str, paths: Sequence[str]) -> None:
    """Refuse a file that would be no part of the corpus."""
    tops = [os.path.abspath(one) for one in paths]
    is_within = any(is_part_of(path, top) for top in tops)
    if not is_within:
        raise WrongUsage(f"--file: {path} is not in the corpus at {', '.join(paths)}")
    if not has_corpus_name(path) or os.path.basename(path).startswith("."):
        raise WrongUsage(
            "--file: a file of a corpus ends in .yaml, and its name does not begin with a full stop"
        )
