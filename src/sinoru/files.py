"""Writing files: nothing else in sinoru creates, replaces or cleans up one.

A file is filled beside its target under a name of its own, flushed to the disk and renamed, so that at any
moment the old file or the new one is there, complete. The folder is locked meanwhile against other writers. What a
killed process left is removed by the next one that writes in the folder.
"""

import os
import re
import stat
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, nullcontext, suppress
from threading import get_ident
from typing import Any

from sinoru.loading.files import is_part_of, shown_path
from sinoru.messages import cannot_write, reason
from sinoru.model.errors import SinoruError

PATIENCE = 10.0
"""Seconds to wait for another writer in the same folder."""
ABANDONED_SECONDS = 24 * 3600
"""Age of a temporary file that is no longer written, where the lock of its folder does not tell."""
_SUFFIX, _SLOW = ".sinoru-new", ".slow"
"""The end of a temporary name, and what comes before it if the file is filled while its folder is not locked."""
_NAME_CHARACTERS = 40
"""Characters of a file's name that the name of its temporary file contains, of up to four bytes each."""
_TEMPORARY_NAME = re.compile(rf"\..{{0,{_NAME_CHARACTERS}}}\.[0-9a-f]{{16}}({_SLOW})?{_SUFFIX}", re.DOTALL)
_HELD: dict[tuple[str, int], bool] = {}
"""Folders that are locked, each with the thread that did so, and whether every other program sees that lock."""
_SCANNER_PATIENCE, _PAUSE = 1.0, 0.02
"""Seconds for which virus scanners and indexers of Windows may keep a new file open, and between two attempts."""

Content = bytes | Callable[[str], None]
"""What a file is filled with: its bytes, or a function that writes them to the path it is given."""


class NotWritten(SinoruError):
    """A file that could not, or must not, be written. It is as it was."""

    def __init__(self, path: str, why: str, advice: str = "") -> None:
        kept = "The file is unchanged." if os.path.isfile(path) else ""
        super().__init__(cannot_write(shown_path(path), why, " ".join(filter(None, (kept, advice)))))
        self.why = why


class ChangedMeanwhile(NotWritten):
    """Another program wrote the file between our reading and our writing."""

    def __init__(self, path: str) -> None:
        super().__init__(path, "another program changed it in the meantime")


def write_file(
    path: str,
    content: Content,
    *,
    replaces: bytes | bool,
    mode: int | None = None,
    is_cache: bool = False,
    just_before: Callable[[], None] | None = None,
) -> None:
    """Write a file completely or not at all.

    `replaces` is the content that the file must have until then, False if there must be none, or True for any. A new
    file has the permissions `mode`, by default those of the user's umask; without it, a replaced file keeps its own.
    What is cached can be made again: it is not flushed to the disk. `just_before` is called before the renaming, when
    the folder is locked. A link is not followed. Raises NotWritten, ChangedMeanwhile, and what `content` raises.
    """
    if not is_cache:
        require_writable(path)
    is_quick = isinstance(content, bytes)
    lock = folder_lock(path) if is_quick else nullcontext()
    with lock, _temporary_file(path, mode, is_quick=is_quick) as temporary:
        _fill(temporary, content, path)
        with _refusals(path):
            if not is_cache:
                _flush(temporary, os.O_WRONLY)
            with folder_lock(path):
                if just_before:
                    just_before()
                _require_content(path, replaces)
                _put_in_place(temporary, path, is_new=replaces is False)
    if not is_cache:
        with suppress(OSError):  # Windows opens no folder, and some file systems cannot flush one
            _flush(os.path.dirname(path) or ".", os.O_RDONLY)


def require_writable(path: str) -> None:
    """Raise NotWritten where write_file could not write a file; called before any work is done."""
    folder = os.path.dirname(path) or "."
    try:
        mode = os.lstat(path).st_mode
    except FileNotFoundError:
        mode = stat.S_IFREG | stat.S_IWUSR
        if not os.path.isdir(folder):
            raise NotWritten(path, f"the folder {folder} does not exist", "Create it first.") from None
    except OSError as error:
        raise NotWritten(path, reason(error)) from None
    if not stat.S_ISREG(mode):
        raise NotWritten(path, "it is a link" if stat.S_ISLNK(mode) else "it is not a regular file")
    # A renaming would succeed nevertheless, and root may write whatever it likes.
    is_read_only = os.path.lexists(path) and not os.access(path, os.W_OK)
    if is_read_only or not mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH):
        raise NotWritten(path, "it is read-only")
    if not os.access(folder, os.W_OK):
        raise NotWritten(path, "its folder is not writable")


def make_folder_of(path: str, mode: int = 0o777) -> None:
    """Create the folder of a file, with those above it. Raises NotWritten."""
    if path.startswith(os.devnull + os.sep):  # loading.corpus_path.user_folder
        raise NotWritten(path, "no home folder is known")
    try:
        os.makedirs(os.path.dirname(path), mode, exist_ok=True)
    except OSError as error:
        raise NotWritten(os.fsdecode(error.filename or path), reason(error)) from error
    except RecursionError:  # os.makedirs calls itself for each level
        raise NotWritten(path, "its path has too many levels") from None


def follow_within(path: str, tops: Sequence[str]) -> str:
    """Return the file that a path of the corpus at `tops` leads to. Raises NotWritten if that is not part of it."""
    target = os.path.realpath(path)
    if any(is_part_of(target, os.path.realpath(_folder_of(top))) for top in tops):
        return target
    link = "it is a link" if os.path.islink(path) else "a link leads"
    raise NotWritten(path, f"{link} out of the corpus, to {target}")


def _folder_of(path: str) -> str:
    return path if os.path.isdir(path) else os.path.dirname(os.path.abspath(path))


@contextmanager
def folder_lock(*paths: str) -> Iterator[None]:
    """Lock folders, or those of files, against other writers. Raises NotWritten after PATIENCE seconds.

    A thread may lock again what it has locked already. The system releases the locks when the process ends, however
    it does. Where a folder cannot be locked, as on some networks, a file in the system's folder of temporary files is
    locked in its place, which only processes of this user and this machine see. What killed writers left is removed.
    """
    with ExitStack() as locks:
        for folder in sorted({_folder_of(os.path.realpath(path)) for path in paths}):
            key = folder, get_ident()
            if key not in _HELD:
                descriptor, _HELD[key] = _lock_folder(folder)
                locks.callback(_HELD.pop, key)
                if descriptor is not None:
                    locks.callback(os.close, descriptor)
                _remove_abandoned(folder, is_locked=_HELD[key])
        yield


def _lock_folder(folder: str) -> tuple[int | None, bool]:
    """Return a descriptor that has the lock, or None without any, and whether every other program sees the lock.

    Raises NotWritten.
    """
    for open_ in (_open_folder, _open_lock_file):
        try:
            descriptor = open_(folder)
        except OSError:  # Windows opens no folder, and a folder that can be written need not be readable
            continue
        try:
            _wait_for_lock(descriptor, folder)
        except BaseException as error:
            os.close(descriptor)
            if not isinstance(error, OSError):
                raise
        else:
            return descriptor, open_ is _open_folder
    return None, False


def _open_folder(folder: str) -> int:
    return os.open(folder, os.O_RDONLY)


def _open_lock_file(folder: str) -> int:
    from tempfile import gettempdir
    from zlib import crc32

    name = f"sinoru-{crc32(os.path.normcase(folder).encode('utf-8', 'surrogatepass')):08x}.lock"
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
    return os.open(os.path.join(gettempdir(), name), flags, 0o600)


def _wait_for_lock(descriptor: int, folder: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while not _try_lock(descriptor):
        if time.monotonic() > deadline:
            raise NotWritten(folder, "another program is writing to this folder", "Try again.")
        time.sleep(_PAUSE)


def _try_lock(descriptor: int) -> bool:
    """Lock what is open, unless another process has. Raises OSError where the file system has no locks."""
    try:
        from fcntl import LOCK_EX, LOCK_NB, flock
    except ImportError:
        return _try_lock_on_windows(descriptor)
    try:
        flock(descriptor, LOCK_EX | LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _try_lock_on_windows(descriptor: int) -> bool:
    from importlib import import_module

    msvcrt: Any = import_module("msvcrt")
    try:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
    except OSError:
        return False
    return True


@contextmanager
def _temporary_file(path: str, mode: int | None, *, is_quick: bool) -> Iterator[str]:
    """Create an empty file beside a target, with the permissions that the target will have; remove it afterwards."""
    folder, name = os.path.split(path)
    kind = "" if is_quick else _SLOW
    temporary = os.path.join(folder, f".{name[:_NAME_CHARACTERS]}.{os.urandom(8).hex()}{kind}{_SUFFIX}")
    is_replacement = os.path.isfile(path)
    with _refusals(path):  # not within `try`: whoever has that name already keeps it
        _create(temporary, 0o600 if is_replacement else 0o666 if mode is None else mode)
    try:
        if is_replacement:
            with _refusals(path):
                _copy_permissions(temporary, path, mode)
        yield temporary
    finally:
        _remove(temporary)


def _remove(temporary: str) -> None:
    """Remove a temporary file, if it is still there, and the journal of one that is a database."""
    for left in (f"{temporary}-journal", temporary):
        with suppress(OSError):
            os.unlink(left)


def _create(path: str, mode: int) -> None:
    flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)
    os.close(os.open(path, flags, mode))


def _copy_permissions(temporary: str, path: str, mode: int | None) -> None:
    """Copy the owner and the permissions of the file that is replaced; `mode` overrides the latter."""
    replaced = os.stat(path)
    with suppress(OSError, AttributeError):  # only root may change an owner; Windows has no chown
        os.chown(temporary, replaced.st_uid, replaced.st_gid)
    os.chmod(temporary, stat.S_IMODE(replaced.st_mode) if mode is None else mode)


def clear_up_beside(paths: Iterable[str]) -> None:
    """Remove what killed writers left beside files, also where there is nothing to write."""
    for folder in sorted({os.path.dirname(path) for path in paths}):
        with suppress(NotWritten), folder_lock(folder):
            pass


def _remove_abandoned(folder: str, *, is_locked: bool) -> None:
    """Remove the temporary files of killed writers.

    Those that are written under the lock of the folder have no writer while we have it; others may be in use.
    """
    oldest = time.time() - ABANDONED_SECONDS
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            name = _TEMPORARY_NAME.fullmatch(entry.name)
            if name and ((is_locked and not name[1]) or entry.stat(follow_symlinks=False).st_mtime < oldest):
                _remove(entry.path)


def _fill(temporary: str, content: Content, path: str) -> None:
    if isinstance(content, bytes):
        with _refusals(path), open(temporary, "wb") as stream:
            stream.write(content)
        return
    try:
        content(temporary)
    except OSError as error:
        if error.filename not in (temporary, None):  # it was read; the error of a full disk names no file
            raise
        raise NotWritten(path, reason(error)) from error


def _require_content(path: str, replaces: bytes | bool) -> None:  # noqa: FBT001  not a switch
    """Raise ChangedMeanwhile unless a file is what it must be until it is written."""
    if replaces is True:
        return
    is_there = os.path.lexists(path)
    if is_there and replaces is not False:
        with open(path, "rb") as stream:
            is_there = stream.read() == replaces
    if is_there is (replaces is False):
        raise ChangedMeanwhile(path)


def _put_in_place(temporary: str, path: str, *, is_new: bool) -> None:
    """Rename a complete file to its name, which nothing else has if it `is_new`. Raises ChangedMeanwhile, OSError."""
    if is_new:
        try:
            os.link(temporary, path)  # unlike a renaming, a link never replaces anything
        except FileExistsError:
            raise ChangedMeanwhile(path) from None
        except OSError:  # a file system without links
            pass
        else:
            return
    _rename(temporary, path)


def _rename(temporary: str, path: str) -> None:
    deadline = time.monotonic() + _SCANNER_PATIENCE
    while True:
        try:
            os.replace(temporary, path)
        except PermissionError:
            if sys.platform != "win32" or time.monotonic() > deadline:
                raise
            time.sleep(_PAUSE)
        else:
            return


def _flush(path: str, flags: int) -> None:
    """Wait until a file that was written and closed, or the list of files of a folder, is on the disk."""
    descriptor = os.open(path, flags)
    try:
        if sys.platform == "darwin":  # where fsync leaves what it flushes in the memory of the drive
            from fcntl import F_FULLFSYNC, fcntl

            with suppress(OSError):  # a file system without it, on a network for example
                fcntl(descriptor, F_FULLFSYNC)
                return
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def _refusals(path: str) -> Iterator[None]:
    """Turn what the system refuses into NotWritten."""
    try:
        yield
    except OSError as error:
        raise NotWritten(path, reason(error)) from error
