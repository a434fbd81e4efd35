"""Putting a file in the place of another: at any moment, whatever dies, the old one or the new one is there whole."""

import os
import stat
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress

from sinoru.edit.errors import ChangedMeanwhile, NotWritten
from sinoru.edit.text_file import digest
from sinoru.loading.files import is_part_of, shown_path

PATIENCE = 10.0
"""Seconds to wait for another writer in the same folder."""
_ASIDE = ".sinoru-new"
_KEPT = 40
"""Letters of a file's name that the name of what is written aside has, of four bytes at most."""


def write_file(path: str, content: bytes, *, before: bytes | None, root: str) -> None:
    """Write a file of the corpus in the folder `root` that held `before` when it was read (None: there was none).

    The content goes to a file beside it, onto the disk, and is then renamed. Raises ChangedMeanwhile where
    the file holds something else by now, NotWritten where it stands outside of `root`, and OSError.
    """
    target = _inside(path, root)
    with alone_in(os.path.dirname(target)):
        _sweep(target)
        _require(target, before)
        aside = os.path.join(os.path.dirname(target), f"{_start_of_aside(target)}{os.getpid()}{_ASIDE}")
        try:
            _write_aside(aside, content, like=target if before is not None else "")
            _require(target, before)  # an editor knows nothing of our lock
            os.replace(aside, target)
        except OSError as error:
            raise NotWritten(shown_path(path), f"cannot be written: {error.strerror}") from error
        finally:
            with suppress(OSError):
                os.unlink(aside)
        _sync_folder(os.path.dirname(target))


def require_writable(path: str, root: str) -> None:
    """Tell before any work that a file cannot be written in its place. Raises NotWritten."""
    target = _inside(path, root)
    if not os.access(os.path.dirname(target), os.W_OK):
        raise NotWritten(shown_path(path), "its folder cannot be written")


def root_of(path: str, paths: Sequence[str]) -> str:
    """Give the innermost of the paths of a corpus that a file belongs to; else the file's own folder."""
    around = [os.path.abspath(one) for one in paths]
    holding = [one for one in around if is_part_of(path, one)]
    return max(holding, key=len, default=os.path.dirname(path))


def _inside(path: str, root: str) -> str:
    """Give where the file really is. A link that leads out of the corpus is not followed."""
    target, top = os.path.realpath(path), os.path.realpath(root)
    folder = top if os.path.isdir(top) else os.path.dirname(os.path.abspath(root))
    folder = os.path.realpath(folder)
    if os.path.commonpath((target, folder)) != folder:
        raise NotWritten(shown_path(path), f"it is a link out of the corpus, to {target}")
    if os.path.exists(target) and not os.path.isfile(target):
        raise NotWritten(shown_path(path), "it is no regular file")
    if os.path.exists(target) and not os.access(target, os.W_OK):  # a renaming would not mind
        raise NotWritten(shown_path(path), "it is read-only")
    return target


def _require(target: str, before: bytes | None) -> None:
    """Make sure that the file still holds what was read."""
    try:
        with open(target, "rb") as stream:
            now: bytes | None = stream.read()
    except FileNotFoundError:
        now = None
    except OSError as error:
        raise NotWritten(shown_path(target), f"cannot be read: {error.strerror}") from error
    if (now is None) != (before is None) or digest(now or b"") != digest(before or b""):
        raise ChangedMeanwhile(shown_path(target))


def _write_aside(aside: str, content: bytes, *, like: str) -> None:
    descriptor = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0), 0o666)
    with open(descriptor, "wb") as stream:
        if like:
            status = os.stat(like)
            with suppress(OSError):  # only root may give files away
                os.chown(aside, status.st_uid, status.st_gid)
            os.chmod(aside, stat.S_IMODE(status.st_mode))
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())


def _sync_folder(folder: str) -> None:
    """Bring the new name onto the disk; not every file system can."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _sweep(target: str) -> None:
    """Remove what writers that were killed left beside the file; the lock says that none is at work."""
    folder, start = os.path.dirname(target), _start_of_aside(target)
    for name in os.listdir(folder):
        if name.startswith(start) and name.endswith(_ASIDE):
            with suppress(OSError):
                os.unlink(os.path.join(folder, name))


def _start_of_aside(target: str) -> str:
    """Give how the names of files aside begin: a name of a file may be as long as the system allows already."""
    return f".{os.path.basename(target)[:_KEPT]}."


_HELD: set[str] = set()
"""Folders that this process keeps others out of."""


@contextmanager
def alone_in(folder: str) -> Iterator[None]:
    """Keep other writers out of a folder, to read and write it in one go. Raises NotWritten after PATIENCE."""
    folder = os.path.realpath(folder)
    if folder in _HELD:
        yield
        return
    with _locked(folder):
        _HELD.add(folder)
        try:
            yield
        finally:
            _HELD.discard(folder)


@contextmanager
def _locked(folder: str) -> Iterator[None]:
    """Hold the lock of a folder; the system lets go of it when the process ends, however it does."""
    try:
        from fcntl import LOCK_EX, LOCK_NB, flock
    except ImportError:  # Windows: the comparing before the renaming is what there is
        yield
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        end = time.monotonic() + PATIENCE
        while True:
            try:
                flock(descriptor, LOCK_EX | LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > end:
                    raise NotWritten(shown_path(folder), "another program is writing here") from None
                time.sleep(0.02)
        yield
    finally:
        os.close(descriptor)
