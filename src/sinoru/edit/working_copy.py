"""A copy of a file for an editor to work on: the corpus changes only if the edited copy is valid."""

import os
import stat
from collections.abc import Sequence
from contextlib import suppress

import msgspec

from sinoru.edit.text_file import TextFile, new_faults
from sinoru.files import ChangedMeanwhile, NotWritten, follow_within, require_writable, write_file
from sinoru.loading.files import shown_path
from sinoru.model.records import Diagnostic

_NAME_CHARACTERS = 40
"""Characters of the file's name that the name of the copy contains: the former may be of the maximum length."""


class WorkingCopy(msgspec.Struct, frozen=True):
    """A file of the corpus as it was read, and the path of the copy next to it."""

    original: TextFile
    path: str

    def read(self) -> bytes:
        """Return the content of the copy. Raises NotWritten if it is missing, empty, or not a regular file."""
        try:
            mode = os.lstat(self.path).st_mode
        except FileNotFoundError:
            raise NotWritten(self.original.shown, "the editor removed its copy") from None
        if not stat.S_ISREG(mode):
            raise NotWritten(
                self.original.shown, "the editor replaced its copy with something that is not a regular file"
            )
        with open(self.path, "rb") as stream:
            content = stream.read()
        if self.original.content.strip() and not content.strip():
            raise NotWritten(self.original.shown, "the editor saved an empty copy")
        return content

    def is_untouched(self) -> bool:
        """Return whether the copy still has the content of the original."""
        try:
            return self.read() == self.original.content
        except (NotWritten, OSError):
            return False

    def faults(self, after: bytes, paths: Sequence[str]) -> list[Diagnostic]:
        """Return what this content would add to the corpus: errors of rules or, without any, faults of loading."""
        from sinoru.check.runner import new_in_corpus

        before = self.original.content
        found = new_in_corpus(self.original.path, before, after, paths)
        errors = [one for one in found if one.severity == "error"]
        return errors or new_faults(self.original, after)

    def put_in_place(self, checked: bytes, paths: Sequence[str]) -> None:
        """Replace the file by the copy if its content is what was checked. Raises ChangedMeanwhile, NotWritten."""
        original = self.original
        if self.read() != checked:  # by an editor that runs on in the background
            raise NotWritten(original.shown, "its copy was changed while it was checked")
        write_file(follow_within(original.path, paths), checked, replaces=original.content)
        self.remove()

    def remove(self) -> None:
        """Remove the copy, if it is still there."""
        with suppress(FileNotFoundError):
            os.unlink(self.path)


def make_copy(original: TextFile, paths: Sequence[str]) -> WorkingCopy:
    """Copy a file into a hidden file next to it; an earlier copy that was left there is not overwritten.

    Raises NotWritten if the file could not be written afterwards, for example because a link leads out of the corpus.
    """
    require_writable(follow_within(original.path, paths))
    folder, name = os.path.split(original.path)
    stem = name.rsplit(".", 1)[0][:_NAME_CHARACTERS]
    number, path = 1, os.path.join(folder, f".{stem}.sinoru-edit.yaml")
    while True:
        try:
            if not os.path.lexists(path):
                write_file(path, original.content, replaces=False, mode=0o600)
                return WorkingCopy(original, path)
        except ChangedMeanwhile:  # another copy was made just now
            pass
        except NotWritten as error:
            raise NotWritten(original.shown, f"it cannot be copied: {error.why}") from error
        number += 1
        path = os.path.join(folder, f".{stem}.{number}.sinoru-edit.yaml")


def shown_copy(copy: WorkingCopy) -> str:
    """Return the path of the copy as users see it."""
    return shown_path(copy.path)
