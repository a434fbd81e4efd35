"""A file that is there whole or not at all."""

import os
import re
import stat
import time
from collections.abc import Callable
from contextlib import suppress

from sinoru.index.database import ABANDONED_SECONDS
from sinoru.model.errors import SinoruError

_MODE = 0o666
"""Before the user's umask."""
_IS_ASIDE = re.compile(r"\.sinoru-[0-9a-f]+\.tmp").fullmatch


class TargetInTheWay(SinoruError):
    """Something stands where the file is to be written."""

    def __init__(self, path: str, why: str) -> None:
        super().__init__(f"{path}: {why}")


def check_target(path: str, *, force: bool) -> None:
    """Tell before any work whether a file can be written there. Raises TargetInTheWay."""
    if not path:
        raise TargetInTheWay("-o", "the name of the file is empty")
    folder = os.path.dirname(path) or "."
    if not os.path.isdir(folder):
        raise TargetInTheWay(path, f"there is no folder {folder}")
    try:
        mode = os.lstat(path).st_mode
    except FileNotFoundError:
        return
    if stat.S_ISDIR(mode):
        raise TargetInTheWay(path, "is a folder. Name a file in it")
    if stat.S_ISLNK(mode):
        raise TargetInTheWay(path, "is a link. Name the file that it points to")
    if not stat.S_ISREG(mode):
        raise TargetInTheWay(path, "is no ordinary file. Write to standard output instead: -o -")
    if not force:
        raise TargetInTheWay(path, "is there already; --force replaces it")


def write_file(path: str, write: Callable[[str], None], *, force: bool) -> None:
    """Let `write` fill a new file, and put it at `path` when it is whole and on the disk.

    Without `force` a file that has come up there meanwhile stays. Raises TargetInTheWay, OSError.
    """
    check_target(path, force=force)
    _sweep(os.path.dirname(path) or ".")
    aside = os.path.join(os.path.dirname(path), f".sinoru-{os.urandom(6).hex()}.tmp")
    try:
        os.close(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _MODE))
        write(aside)
        _settle(aside)
        _put(aside, path, force=force)
        with suppress(OSError):  # the file is there: not every folder may be read, nor settled
            _settle(os.path.dirname(path) or ".")
    except OSError as error:
        if error.filename in (aside, None):  # a full disk has no name
            error.filename = path  # what the user asked for
            error.filename2 = None
        raise
    finally:
        with suppress(OSError):
            os.unlink(aside)


def _sweep(folder: str) -> None:
    """Remove what exports that were killed left in a folder."""
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if _IS_ASIDE(entry.name) and entry.stat().st_mtime < time.time() - ABANDONED_SECONDS:
                os.unlink(entry.path)


def _settle(path: str) -> None:
    """Wait until a file, or the list of a folder's files, is on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _put(aside: str, path: str, *, force: bool) -> None:
    if not force:
        try:
            os.link(aside, path)  # unlike a renaming, it never replaces anything
        except FileExistsError:
            raise TargetInTheWay(path, "is there already; --force replaces it") from None
        except OSError:  # a file system without links
            check_target(path, force=False)
        else:
            return
    with suppress(FileNotFoundError):
        os.chmod(aside, stat.S_IMODE(os.stat(path).st_mode))
    os.replace(aside, path)
