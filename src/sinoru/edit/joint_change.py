"""Several files of a corpus changed as one: all of them or none, also if the process is killed in between.

Before any file is replaced, a journal in the folder of the corpus says what each of them becomes. A run that is
killed leaves it, and the next one that changes the corpus completes what it says.
"""

import os
from collections.abc import Sequence
from contextlib import suppress
from hashlib import blake2b

import msgspec

from sinoru.edit.text_file import TextFile
from sinoru.files import NotWritten, folder_lock, follow_within, require_writable, write_file
from sinoru.loading.files import has_corpus_name, shown_path

JOURNAL = ".sinoru-change"
"""The name of the journal. It is not that of a corpus file."""


class FileChange(msgspec.Struct, frozen=True):
    """A file, and the text that it is to have."""

    file: TextFile
    after: str

    @property
    def content(self) -> bytes:
        """The content that the file is to have."""
        return self.file.with_text(self.after)


class _Step(msgspec.Struct, frozen=True):
    """What a journal says of a file."""

    path: str
    """From the folder of the journal."""
    before: str
    """The digest of the content that it replaces."""
    after: bytes


class Completion(msgspec.Struct, frozen=True):
    """What became of a change that an earlier run had begun."""

    written: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    """Files that have other content by now, and keep it."""


def write_together(changes: Sequence[FileChange], paths: Sequence[str]) -> None:
    """Write all files or none, in this order. Raises ChangedMeanwhile or NotWritten; no file has then changed."""
    targets = [follow_within(one.file.path, paths) for one in changes]
    with folder_lock(*paths, *targets):
        for target in targets:
            require_writable(target)
        if len(changes) > 1:
            _write_journal(changes, targets, paths)
        try:
            _replace(changes, targets)
        finally:
            _remove_journal(paths)


def _write_journal(changes: Sequence[FileChange], targets: Sequence[str], paths: Sequence[str]) -> None:
    journal = _journal_of(paths)
    steps = [
        _Step(os.path.relpath(target, os.path.dirname(journal)), _digest(one.file.content), one.content)
        for one, target in zip(changes, targets, strict=True)
    ]
    write_file(journal, msgspec.json.encode(steps), replaces=False, mode=0o600)


def _replace(changes: Sequence[FileChange], targets: Sequence[str]) -> None:
    """Replace the files in turn; if one cannot be written, restore those before it."""
    done: list[tuple[str, FileChange]] = []
    try:
        for one, target in zip(changes, targets, strict=True):
            write_file(target, one.content, replaces=one.file.content)
            done.append((target, one))
    except BaseException:
        for target, one in reversed(done):
            write_file(target, one.file.content, replaces=one.content)
        raise


def complete_change(paths: Sequence[str]) -> Completion | None:
    """Complete the change of a run that was killed; None if there was not one. Raises NotWritten.

    A file that has been changed since keeps its content.
    """
    journal = _journal_of(paths)
    if not os.path.lexists(journal):
        return None
    with folder_lock(*paths):
        steps = _read_journal(journal)
        if steps is None:  # completed by another process, for which the lock had to wait
            return None
        written, left = [], []
        for step in steps:
            target = follow_within(os.path.join(os.path.dirname(journal), step.path), paths)
            content = _content_of(target)
            if content is not None and has_corpus_name(target) and _digest(content) == step.before:
                write_file(target, step.after, replaces=content)
                written.append(shown_path(target))
            elif content != step.after:
                left.append(shown_path(target))
        _remove_journal(paths)
    return Completion(tuple(written), tuple(left))


def _read_journal(journal: str) -> list[_Step] | None:
    try:
        with open(journal, "rb") as stream:
            return msgspec.json.decode(stream.read(), type=list[_Step])
    except FileNotFoundError:
        return None
    except (msgspec.MsgspecError, OSError):
        advice = "Remove it, then check the corpus with 'sinoru check'."
        raise NotWritten(journal, "it is not the journal of a change", advice) from None


def _content_of(path: str) -> bytes | None:
    with suppress(OSError), open(path, "rb") as stream:
        return stream.read()
    return None


def _digest(content: bytes) -> str:
    return blake2b(content, digest_size=16).hexdigest()


def _journal_of(paths: Sequence[str]) -> str:
    """Return the path of the journal of a corpus, in its folder or beside its only file."""
    top = os.path.realpath(paths[0])
    return os.path.join(top if os.path.isdir(top) else os.path.dirname(top), JOURNAL)


def _remove_journal(paths: Sequence[str]) -> None:
    with suppress(FileNotFoundError):
        os.unlink(_journal_of(paths))
