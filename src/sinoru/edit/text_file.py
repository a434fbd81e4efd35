"""A file of a corpus as text: read it, find its lists and faults, and write it back.

Writing is atomic: if a process dies at any moment, either the old file or the new one is there, complete.
A folder is locked while one of its files is written.
"""

import os
import stat
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from importlib import import_module
from io import BytesIO
from tempfile import gettempdir
from typing import Any
from zlib import crc32

import msgspec

from sinoru.loading.disk import flush, flush_folder, replace
from sinoru.loading.files import is_part_of, shown_path
from sinoru.loading.locations import LocatedNode, located_documents
from sinoru.loading.records import Loaded, load_records
from sinoru.messages import cannot_write, reason
from sinoru.model.errors import SinoruError
from sinoru.model.records import RECORDS, CorpusTitle, Diagnostic

PATIENCE = 10.0
"""Seconds to wait for another writer in the same folder."""
_TEMPORARY_SUFFIX = ".sinoru-new"
_NAME_CHARACTERS = 40
"""Characters of a file's name that the name of its temporary file contains, of up to four bytes each."""
_LOCKED_FOLDERS: set[str] = set()
"""Folders that this process has locked."""
_BOM = b"\xef\xbb\xbf"
_UNREADABLE = ("E101", "E102", "E103")
"""Codes of faults after which the positions of nodes cannot be trusted."""


class NotWritten(SinoruError):
    """A change that was refused; the file is unchanged."""

    def __init__(self, path: str, why: str, advice: str = "") -> None:
        super().__init__(cannot_write(path, why, f"The file is unchanged. {advice}".rstrip()))
        self.why = why


class ChangedMeanwhile(NotWritten):
    """Another program wrote the file between our reading and our writing."""

    def __init__(self, path: str) -> None:
        super().__init__(path, "another program changed it in the meantime")


class BrokenFile(SinoruError):
    """A file whose text cannot be read as YAML, so that no position in it can be trusted."""

    def __init__(self, fault: Diagnostic) -> None:
        super().__init__(str(fault))
        self.fault = fault


class TextFile(msgspec.Struct, frozen=True):
    """The content of a file when it was read."""

    path: str
    content: bytes
    text: str
    """Without the byte order mark; lines end as they do in the file."""

    @property
    def newline(self) -> str:
        """The line break that most of its lines end in."""
        crlf = self.text.count("\r\n")
        return "\r\n" if crlf > self.text.count("\n") - crlf else "\n"

    @property
    def shown(self) -> str:
        """The path as users see it."""
        return shown_path(self.path)

    def with_text(self, text: str) -> bytes:
        """Return the content of the file with this text, and with its byte order mark if it has one."""
        mark = _BOM if self.content.startswith(_BOM) else b""
        return mark + text.encode()


def read_text_file(path: str) -> TextFile:
    """Read a file whose text is to be changed. Raises BrokenFile if it is not YAML, and OSError."""
    path = os.path.abspath(path)
    with open(path, "rb") as stream:
        return text_file_of(path, stream.read())


def text_file_of(path: str, content: bytes) -> TextFile:
    """Return a file with content that was read already. Raises BrokenFile."""
    for fault in faults_in(content, shown_path(path)):
        if fault.code in _UNREADABLE:
            raise BrokenFile(fault)
    try:
        return TextFile(path, content, content.removeprefix(_BOM).decode())
    except UnicodeDecodeError:  # UTF-16 is YAML as well
        hint = "save the file as UTF-8"
        raise BrokenFile(Diagnostic("E102", "not text in UTF-8", shown_path(path), 1, 1, hint)) from None


def loaded(content: bytes, path: str = "") -> Iterator[Loaded | CorpusTitle | Diagnostic]:
    """Load the records and faults of a file with this content."""
    return load_records(BytesIO(content), path)


def faults_in(content: bytes, path: str) -> list[Diagnostic]:
    """Return the faults that loading finds in this content."""
    return [one for one in loaded(content, path) if isinstance(one, Diagnostic)]


def new_faults(before: bytes, after: bytes, path: str) -> list[Diagnostic]:
    """Return the faults that a change introduces; those that only moved to another line are not new."""
    known = Counter((fault.code, fault.message) for fault in faults_in(before, path))
    found = []
    for fault in faults_in(after, path):
        key = (fault.code, fault.message)
        known[key] -= 1
        if known[key] < 0:
            found.append(fault)
    return found


def documents_of(file: TextFile) -> list[LocatedNode]:
    """Return the root nodes of the documents in a file."""
    return list(located_documents(file.text))


class RecordList(msgspec.Struct, frozen=True):
    """A top-level list of records."""

    name: str
    key: LocatedNode
    value: LocatedNode


def lists_in(file: TextFile) -> Iterator[RecordList]:
    """Yield the lists of a file in their order, including empty ones."""
    for document in documents_of(file):
        for key, value in document.pairs:
            if key.text in RECORDS:
                yield RecordList(key.text, key, value)


def line_end(text: str, offset: int) -> int:
    """Return the offset of the end of the line at an offset, before its line break."""
    end = text.find("\n", offset)
    end = len(text) if end < 0 else end
    return end - 1 if end > offset and text[end - 1] == "\r" else end


def line_start(text: str, offset: int) -> int:
    """Return the offset of the first character of the line at an offset."""
    return text.rfind("\n", 0, offset) + 1


def write_file(path: str, content: bytes, *, before: bytes | None, root: str) -> None:
    """Write a file of the corpus in the folder `root` that held `before` when it was read (None: it did not exist).

    The content is written to a temporary file next to it, flushed to disk, and that file renamed. Raises
    ChangedMeanwhile if the file holds something else by now, NotWritten if it is outside of `root`, and OSError.
    """
    target = _real_path(path, root)
    folder = os.path.dirname(target)
    with folder_lock(folder):
        _remove_leftovers(target)
        _require_unchanged(target, before)
        temporary = os.path.join(folder, f"{_temporary_prefix(target)}{os.getpid()}{_TEMPORARY_SUFFIX}")
        try:
            _write_temporary(temporary, content, like=target if before is not None else "")
            _require_unchanged(target, before)  # an editor does not know our lock
            replace(temporary, target)
        except OSError as error:
            raise NotWritten(shown_path(path), reason(error)) from error
        finally:
            with suppress(OSError):
                os.unlink(temporary)
        flush_folder(folder)


def require_writable(path: str, root: str) -> None:
    """Raise NotWritten if write_file could not write a file, before any work is done."""
    target = _real_path(path, root)
    if not os.access(os.path.dirname(target), os.W_OK):
        raise NotWritten(shown_path(path), "its folder is not writable")


def root_of(path: str, paths: Sequence[str]) -> str:
    """Return the innermost of the paths of a corpus that a file belongs to, or the file's own folder."""
    roots = map(os.path.abspath, paths)
    return max((root for root in roots if is_part_of(path, root)), key=len, default=os.path.dirname(path))


def _real_path(path: str, root: str) -> str:
    """Return the file that a path leads to. Raises NotWritten if that is outside of the corpus, or not writable."""
    target, top = os.path.realpath(path), os.path.realpath(root)
    folder = top if os.path.isdir(top) else os.path.dirname(os.path.abspath(root))
    folder = os.path.realpath(folder)
    if not is_part_of(target, folder):
        raise NotWritten(shown_path(path), f"it is a link out of the corpus, to {target}")
    if os.path.exists(target) and not os.path.isfile(target):
        raise NotWritten(shown_path(path), "it is not a regular file")
    if os.path.exists(target) and not os.access(target, os.W_OK):  # renaming would succeed nevertheless
        raise NotWritten(shown_path(path), "it is read-only")
    return target


def _require_unchanged(target: str, before: bytes | None) -> None:
    try:
        with open(target, "rb") as stream:
            now: bytes | None = stream.read()
    except FileNotFoundError:
        now = None
    except OSError as error:
        raise NotWritten(shown_path(target), f"it cannot be read: {reason(error)}") from error
    if now != before:
        raise ChangedMeanwhile(shown_path(target))


def _write_temporary(path: str, content: bytes, *, like: str) -> None:
    """Write a new file to the disk, with owner and mode of the file `like`, if any."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0), 0o666)
    with open(descriptor, "wb") as stream:
        if like:
            status = os.stat(like)
            with suppress(
                OSError, AttributeError
            ):  # only root may change the owner of a file; Windows has no chown
                os.chown(path, status.st_uid, status.st_gid)
            os.chmod(path, stat.S_IMODE(status.st_mode))
        stream.write(content)
        stream.flush()
        flush(stream.fileno())


def _remove_leftovers(target: str) -> None:
    """Remove the temporary files of killed writers; the caller holds the lock, so no other writer is at work."""
    folder, prefix = os.path.dirname(target), _temporary_prefix(target)
    for name in os.listdir(folder):
        if name.startswith(prefix) and name.endswith(_TEMPORARY_SUFFIX):
            with suppress(OSError):
                os.unlink(os.path.join(folder, name))


def _temporary_prefix(target: str) -> str:
    """Return how the names of the temporary files of a file begin: shortened, as its own name may be very long."""
    return f".{os.path.basename(target)[:_NAME_CHARACTERS]}."


@contextmanager
def folder_lock(folder: str) -> Iterator[None]:
    """Lock a folder against other writers while it is read and written. Raises NotWritten after PATIENCE.

    A process that holds the lock already may lock the folder again.
    """
    folder = os.path.realpath(folder)
    if folder in _LOCKED_FOLDERS:
        yield
        return
    with _system_lock(folder):
        _LOCKED_FOLDERS.add(folder)
        try:
            yield
        finally:
            _LOCKED_FOLDERS.discard(folder)


@contextmanager
def _system_lock(folder: str) -> Iterator[None]:
    """Lock a folder. The system releases the lock when the process ends, for any reason."""
    descriptor, lock = _lockable(folder)
    try:
        deadline = time.monotonic() + PATIENCE
        while not lock(descriptor):
            if time.monotonic() > deadline:
                raise NotWritten(shown_path(folder), "another program is writing to this folder")
            time.sleep(0.02)
        yield
    finally:
        os.close(descriptor)


def _lockable(folder: str) -> tuple[int, Callable[[int], bool]]:
    """Return a descriptor to lock, and a function that tries to. Windows has no flock, and cannot open a folder."""
    try:
        import fcntl  # noqa: F401
    except ImportError:
        name = f"sinoru-{crc32(os.path.normcase(folder).encode('utf-8', 'surrogatepass')):08x}.lock"
        return os.open(os.path.join(gettempdir(), name), os.O_RDWR | os.O_CREAT, 0o600), _lock_byte
    return os.open(folder, os.O_RDONLY), _lock_file


def _lock_file(descriptor: int) -> bool:
    from fcntl import LOCK_EX, LOCK_NB, flock

    try:
        flock(descriptor, LOCK_EX | LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _lock_byte(descriptor: int) -> bool:
    msvcrt: Any = import_module("msvcrt")
    try:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
    except OSError:
        return False
    return True
