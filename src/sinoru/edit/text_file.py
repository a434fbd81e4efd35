"""Why a file of a corpus was left as it is.

A file of a corpus as text, with all that is needed to write it back as it was.

The lists of a corpus file and their records, each with its place in the text.

Putting a file in the place of another: at any moment, whatever dies, the old one or the new one is there whole.
"""

import os
import stat
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from hashlib import blake2b
from io import BytesIO

import msgspec

from sinoru.loading.files import is_part_of, shown_path
from sinoru.loading.locations import LocatedNode, located_documents
from sinoru.loading.records import Loaded, load_records
from sinoru.model.errors import SinoruError
from sinoru.model.records import RECORDS, CorpusTitle, Diagnostic


class NotWritten(SinoruError):
    """A change that was refused; the file is as it was."""

    def __init__(self, path: str, why: str) -> None:
        super().__init__(f"{path}: {why}; the file is as it was.")


class ChangedMeanwhile(NotWritten):
    """Somebody else wrote the file between our reading and our writing."""

    def __init__(self, path: str) -> None:
        super().__init__(path, "it was changed by somebody else meanwhile")


class BrokenFile(SinoruError):
    """A file whose text cannot be read as YAML, so that no place in it can be trusted."""

    def __init__(self, fault: Diagnostic) -> None:
        super().__init__(str(fault))
        self.fault = fault


_BOM = b"\xef\xbb\xbf"
_UNREADABLE = ("E101", "E102", "E103")
"""Codes of faults after which the places of nodes cannot be trusted."""


class TextFile(msgspec.Struct, frozen=True):
    """What stood in a file when it was read."""

    path: str
    content: bytes
    text: str
    """Without the byte order mark; lines end as they do in the file."""

    @property
    def newline(self) -> str:
        """Return how its lines end: as most of them do."""
        crlf = self.text.count("\r\n")
        return "\r\n" if crlf > self.text.count("\n") - crlf else "\n"

    @property
    def shown(self) -> str:
        """Return the path as people read it."""
        return shown_path(self.path)

    def with_text(self, text: str) -> bytes:
        """Return the content of the file with another text in it."""
        mark = _BOM if self.content.startswith(_BOM) else b""
        return mark + text.encode()


def digest(content: bytes) -> bytes:
    """Return 16 bytes that tell this content from any other."""
    return blake2b(content, digest_size=16).digest()


def read_text_file(path: str) -> TextFile:
    """Read a file whose text is to be changed. Raises BrokenFile where it is no YAML, and OSError."""
    path = os.path.abspath(path)
    with open(path, "rb") as stream:
        return text_file_of(path, stream.read())


def text_file_of(path: str, content: bytes) -> TextFile:
    """Make a text file of content that is there already. Raises BrokenFile."""
    for fault in faults_in(content, shown_path(path)):
        if fault.code in _UNREADABLE:
            raise BrokenFile(fault)
    try:
        return TextFile(path, content, content.removeprefix(_BOM).decode())
    except UnicodeDecodeError:  # UTF-16 is YAML as well
        hint = "save it as UTF-8"
        raise BrokenFile(Diagnostic("E102", "not UTF-8", shown_path(path), 1, 1, hint)) from None


def loaded(content: bytes, path: str = "") -> Iterator[Loaded | CorpusTitle | Diagnostic]:
    """Load what a file would hold with this content."""
    return load_records(BytesIO(content), path)


def faults_in(content: bytes, path: str) -> list[Diagnostic]:
    """Return the faults that loading finds in this content."""
    return [one for one in loaded(content, path) if isinstance(one, Diagnostic)]


def new_faults(before: bytes, after: bytes, path: str) -> list[Diagnostic]:
    """Return the faults that a change brings; those that only moved to another line are not new."""
    known = Counter((fault.code, fault.message) for fault in faults_in(before, path))
    found = []
    for fault in faults_in(after, path):
        key = (fault.code, fault.message)
        known[key] -= 1
        if known[key] < 0:
            found.append(fault)
    return found


def documents_of(file: TextFile) -> list[LocatedNode]:
    """Return the documents in a file with the place of everything in them."""
    return list(located_documents(file.text))


class RecordList(msgspec.Struct, frozen=True):
    """A top-level list of records."""

    name: str
    key: LocatedNode
    value: LocatedNode


def lists_in(file: TextFile) -> Iterator[RecordList]:
    """Yield the lists of a file in their order, the empty ones too."""
    for document in documents_of(file):
        for key, value in document.pairs:
            if key.text in RECORDS:
                yield RecordList(key.text, key, value)


def find_record(file: TextFile, record_id: str) -> LocatedNode | None:
    """Find the first record with an id in a file."""
    for one in lists_in(file):
        for record in one.value.items:
            found = record.at("id")
            if found is not None and found.text == record_id:
                return record
    return None


def line_end(text: str, offset: int) -> int:
    """Return the offset of the end of a line, before the line break."""
    end = text.find("\n", offset)
    end = len(text) if end < 0 else end
    return end - 1 if end > offset and text[end - 1] == "\r" else end


def line_start(text: str, offset: int) -> int:
    """Return the offset of the first letter of a line."""
    return text.rfind("\n", 0, offset) + 1


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
    with folder_lock(os.path.dirname(target)):
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
    """Return the innermost of the paths of a corpus that a file belongs to; else the file's own folder."""
    around = [os.path.abspath(one) for one in paths]
    holding = [one for one in around if is_part_of(path, one)]
    return max(holding, key=len, default=os.path.dirname(path))


def _inside(path: str, root: str) -> str:
    """Return where the file really is. A link that leads out of the corpus is not followed."""
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
    """Return how the names of files aside begin: a name of a file may be as long as the system allows already."""
    return f".{os.path.basename(target)[:_KEPT]}."


_HELD: set[str] = set()
"""Folders that this process keeps others out of."""


@contextmanager
def folder_lock(folder: str) -> Iterator[None]:
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
