"""Writing a file completely or not at all: it is filled under a temporary name, then moved to its own."""

import os
import re
import stat
import time
from collections.abc import Callable
from contextlib import suppress

from sinoru.index.database import ABANDONED_SECONDS
from sinoru.loading.disk import flush_file, flush_folder, replace
from sinoru.messages import already_exists, cannot_write, reason
from sinoru.model.errors import SinoruError

_MODE = 0o666
"""The mode of a new file, before the user's umask."""
_FORCE = "Use --force to overwrite it."
_TEMPORARY_NAME = re.compile(r"\.sinoru-[0-9a-f]+\.tmp")


class TargetInTheWay(SinoruError):
    """A file cannot be written to its path because of what is, or is not, there."""


class NotWritten(SinoruError):
    """The system refuses to write a file: its folder is locked, or the disk is full."""

    def __init__(self, path: str, error: OSError) -> None:
        super().__init__(cannot_write(path, reason(error)))


def check_target(path: str, *, force: bool) -> None:
    """Raise TargetInTheWay where no file can be written to this path; called before any work is done."""
    if not path:
        raise TargetInTheWay("The name of the file to write is empty. Name a file.")
    folder = os.path.dirname(path) or "."
    if not os.path.isdir(folder):
        raise TargetInTheWay(cannot_write(path, f"the folder {folder} does not exist", "Create it first."))
    try:
        mode = os.lstat(path).st_mode
    except FileNotFoundError:
        return
    if stat.S_ISDIR(mode):
        raise TargetInTheWay(f"{path} is a folder. Name a file in it.")
    if stat.S_ISLNK(mode):
        raise TargetInTheWay(f"{path} is a link. Name the file that it points to.")
    if not stat.S_ISREG(mode):
        raise TargetInTheWay(
            f"{path} is not a regular file. Name a regular file, or write to standard output."
        )
    if not force:
        raise TargetInTheWay(already_exists(path, _FORCE))


def write_file(path: str, write: Callable[[str], None], *, force: bool) -> None:
    """Let `write` fill a temporary file, and move it to `path` once it is complete and on the disk.

    Without `force` a file that has appeared at `path` meanwhile is kept. Raises TargetInTheWay, NotWritten.
    """
    check_target(path, force=force)
    folder = os.path.dirname(path)
    _remove_abandoned(folder or ".")
    temporary = os.path.join(folder, f".sinoru-{os.urandom(6).hex()}.tmp")
    try:
        os.close(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _MODE))
        write(temporary)
        flush_file(temporary)
        _move(temporary, path, force=force)
        flush_folder(folder or ".")
    except OSError as error:
        if error.filename in (temporary, None):  # the error of a full disk names no file
            raise NotWritten(path, error) from error
        raise
    finally:
        with suppress(OSError):
            os.unlink(temporary)


def _remove_abandoned(folder: str) -> None:
    """Remove the temporary files of exports that were killed."""
    oldest = time.time() - ABANDONED_SECONDS
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if _TEMPORARY_NAME.fullmatch(entry.name) and entry.stat().st_mtime < oldest:
                os.unlink(entry.path)


def _move(temporary: str, path: str, *, force: bool) -> None:
    if not force:
        try:
            os.link(temporary, path)  # unlike a rename, a link never replaces anything
        except FileExistsError:
            raise TargetInTheWay(already_exists(path, _FORCE)) from None
        except OSError:  # a file system without links
            check_target(path, force=False)
        else:
            return
    with suppress(FileNotFoundError):
        os.chmod(temporary, stat.S_IMODE(os.stat(path).st_mode))
    replace(temporary, path)
