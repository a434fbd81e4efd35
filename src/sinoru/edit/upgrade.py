"""Upgrade a corpus of the first form of files to the second (docs/format.md, "Formats"), all files or none."""

import os
from collections.abc import Sequence
from itertools import chain

from sinoru.edit.contradictions import Disputes
from sinoru.edit.fmt import Decision, FileLayout, Layout, by_path, unread
from sinoru.edit.joint_change import FileChange, write_together
from sinoru.edit.layout import Unformattable
from sinoru.edit.text_file import BrokenFile, TextFile
from sinoru.edit.upgraded_file import CannotUpgrade, OldFile, UpgradedFile
from sinoru.files import NotWritten, clear_up_beside
from sinoru.loading.field_readers import NEWEST_FORMAT
from sinoru.loading.files import SCHEMA, CorpusFile, find_corpus_files, find_files, shown_path
from sinoru.messages import command, reason
from sinoru.model.errors import WrongUsage
from sinoru.model.records import Claim, Record

_TITLE_FILE = "corpus.yaml"
_CORRECT_FIRST = "No file was changed: correct this first."


def upgrade_files(paths: Sequence[str], *, write: bool) -> Layout:
    """Upgrade all files, or find out what would change. If one cannot be upgraded, none is.

    Folders are corpora of their own; files without a folder are one. Raises NoSuchCorpus, and WrongUsage for a part
    of a corpus.
    """
    corpora = [[path] for path in paths] if any(map(os.path.isdir, paths)) else [list(paths)]
    layouts = [_upgrade_corpus(corpus, write=write) for corpus in corpora]
    return Layout(
        tuple(file for one in layouts for file in one.files),
        tuple(decision for one in layouts for decision in one.decisions),
    )


def _upgrade_corpus(paths: Sequence[str], *, write: bool) -> Layout:
    files, skipped = find_files(paths)
    _require_complete(paths, files)
    refused = [unread(one.path, one.why) for one in skipped]
    olds: list[OldFile] = []
    for file in files:
        try:
            olds.append(OldFile(file.path))
        except (BrokenFile, NotWritten, Unformattable) as error:
            refused.append(_refused(file.path, error))
        except OSError as error:
            refused.append(unread(file.path, reason(error)))
    if not refused:
        try:
            return _Upgrade(olds, paths).result(write=write)
        except CannotUpgrade as error:
            refused.append(_refused(error.path, error))
        except NotWritten as error:
            refused.append(FileLayout("", "refused", str(error)))
    return Layout(by_path(refused))


def _require_complete(paths: Sequence[str], files: Sequence[CorpusFile]) -> None:
    """Raise WrongUsage if the corpus around the paths has other files as well."""
    from sinoru.check.runner import corpus_around

    folder = corpus_around(paths[0])
    if folder and not {one.path for one in find_corpus_files([folder])} <= {one.path for one in files}:
        shown = shown_path(folder)
        why = f"{paths[0]} is only a part of the corpus {shown}, which is upgraded as a whole."
        raise WrongUsage(f"{why} Use: {command('fmt', '--upgrade', shown)}")


def _refused(path: str, error: Exception) -> FileLayout:
    shown = shown_path(path)
    why = f"{shown}:{error.line}:1: {error.why}." if isinstance(error, Unformattable) else str(error)
    return FileLayout(shown, "refused", f"{why.removesuffix('.')}. {_CORRECT_FIRST}")


class _Upgrade:
    """The upgrade of all files of a corpus."""

    def __init__(self, olds: Sequence[OldFile], paths: Sequence[str]) -> None:
        self.olds = olds
        self.paths = paths
        _require_unique_ids(olds)
        ids = {record.id for old in olds for record in old.records if isinstance(record, Record)}
        claims = chain.from_iterable(old.claims(number) for number, old in enumerate(olds))
        self.disputes = Disputes(claims, ids)

    def result(self, *, write: bool) -> Layout:
        """Return what becomes of each file, after writing all if `write`. Raises NotWritten, CannotUpgrade."""
        title_file = self._file_for_title()
        unchanged: list[FileLayout] = []
        changes: list[FileChange] = []
        decisions: list[Decision] = []
        for number, old in enumerate(self.olds):
            disputes = [one.conflict for one in self.disputes.all if one.file == number]
            new = UpgradedFile(old, disputes, self.disputes, needs_title=old is title_file)
            decisions += new.decisions()
            if new.text == old.file.text:
                unchanged.append(FileLayout(old.file.shown, "unchanged"))
            else:
                changes.append(FileChange(old.file, new.text))
        if title_file is None:
            changes.append(self._new_title_file())
        if write and changes:
            clear_up_beside(one.file.path for one in changes)
            write_together(changes, self.paths)
        changed = [
            FileLayout(one.file.shown, "formatted", before=one.file.text, after=one.after) for one in changes
        ]
        return Layout(by_path([*unchanged, *changed]), tuple(decisions))

    def _file_for_title(self) -> OldFile | None:
        """Return the file with the `corpus` mapping, or the one that gets it; None if that is to be created."""
        titled = [old for old in self.olds if old.has_title]
        named = [old for old in self.olds if os.path.basename(old.file.path) == _TITLE_FILE]
        of_files = [] if any(map(os.path.isdir, self.paths)) else self.olds
        return next(iter([*titled, *named, *of_files]), None)

    def _new_title_file(self) -> FileChange:
        folder = self.paths[0]
        has_schema = os.path.exists(os.path.join(folder, SCHEMA))
        head = f"# yaml-language-server: $schema={SCHEMA}\n" if has_schema else ""
        path = os.path.abspath(os.path.join(folder, _TITLE_FILE))
        return FileChange(TextFile(path, b"", ""), f"{head}corpus:\n  format: {NEWEST_FORMAT}\n", is_new=True)


def _require_unique_ids(olds: Sequence[OldFile]) -> None:
    """Raise CannotUpgrade if two claims share an id: what contradicts one of them is not known then."""
    seen: set[str] = set()
    for old in olds:
        for record, node in zip(old.records, old.located, strict=True):
            if isinstance(record, Claim):
                if record.id in seen:
                    raise CannotUpgrade(
                        old.file.path, node.line + 1, f"another claim has the id '{record.id}'"
                    )
                seen.add(record.id)
