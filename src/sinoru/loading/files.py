"""The files of a corpus: finding them in folders, and comparing their contents."""

import os
from collections.abc import Generator, Sequence
from contextlib import closing
from stat import S_ISDIR, S_ISREG
from typing import TYPE_CHECKING, BinaryIO

import msgspec

from sinoru.messages import cannot_read, reason
from sinoru.model.errors import NoSuchCorpus, WrongUsage

if TYPE_CHECKING:
    from hashlib import blake2b

MAX_FILES = 32_767
"""Files of a corpus: the index has 15 bits for a file's number."""
SCHEMA = "corpus.schema.json"
"""The name of the JSON Schema; it has no ending of a corpus file, so that nothing reads it as records."""
_SUFFIXES = (".yaml", ".yml")
_BLOCK = 1 << 18


class CorpusFile(msgspec.Struct, frozen=True):
    """A file of a corpus with its status in the file system."""

    path: str
    """Absolute."""
    size: int
    mtime_ns: int
    ctime_ns: int
    inode: int


class SkippedPath(msgspec.Struct, frozen=True):
    """A path that is named like a corpus file but cannot be read as one, or a folder that cannot be listed."""

    path: str
    why: str


class TooManyFiles(WrongUsage):
    """A corpus of more than MAX_FILES files."""

    def __init__(self, path: str) -> None:
        why = f"it has more than {MAX_FILES:,} files, the most that a corpus may have"
        advice = "Merge some of them: a file may contain any number of records."
        super().__init__(cannot_read(path, why, advice))


def find_corpus_files(paths: Sequence[str]) -> list[CorpusFile]:
    """Find every YAML file of the given folders and files, sorted by path, without hidden ones.

    Links are followed, each folder once. Raises NoSuchCorpus for a path that does not exist, is neither a regular
    file nor a folder, or has no YAML file, and TooManyFiles.
    """
    return find_some_files(paths)[0]


def find_some_files(paths: Sequence[str]) -> tuple[list[CorpusFile], list[SkippedPath]]:
    """Find the files of a corpus and the skipped paths. Raises NoSuchCorpus as well if every path was skipped."""
    files, skipped = find_files(paths)
    if skipped and not files:
        raise NoSuchCorpus(shown_path(skipped[0].path), skipped[0].why)
    return files, skipped


def find_files(paths: Sequence[str]) -> tuple[list[CorpusFile], list[SkippedPath]]:
    """Find the files of a corpus as find_corpus_files does, and the skipped paths; both are sorted by path."""
    found: dict[str, CorpusFile] = {}
    skipped: dict[str, SkippedPath] = {}
    for path in paths:
        file = None
        with closing(_files_at(os.path.abspath(path))) as files:
            for file in files:
                if isinstance(file, SkippedPath):
                    skipped[file.path] = file
                    continue
                found[file.path] = file
                if len(found) > MAX_FILES:  # raised early: the path may be a complete disk, given by mistake
                    raise TooManyFiles(path)
        if file is None:
            raise NoSuchCorpus(path, "it contains no *.yaml file")
    return [found[path] for path in sorted(found)], [skipped[path] for path in sorted(skipped)]


def has_corpus_name(path: str) -> bool:
    """Return whether a file is named like one of a corpus."""
    return path.lower().endswith(_SUFFIXES)


def _new_hash() -> "blake2b":
    from hashlib import blake2b

    return blake2b(digest_size=16)


def content_digest(path: str) -> bytes:
    """Return 16 bytes (BLAKE2b) that identify the content of a file; empty if it cannot be read to its end."""
    with open(path, "rb") as stream:
        return DigestedFile(stream).digest()


class DigestedFile:
    """A file whose digest is computed while it is read, so that it identifies the content that was read.

    The file can be read again from its start. If that finds other content, another program is writing it.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._hash, self._bytes = _new_hash(), 0
        self._earlier: list[tuple[int, bytes]] = []
        """How much was read before each return to the start, and its digest."""
        self._is_steady = True

    def read(self, size: int = -1) -> bytes:
        """Read bytes. Raises OSError; the digest is empty then, even if another attempt succeeds."""
        try:
            block = self._stream.read(size)
        except OSError:
            self._is_steady = False
            raise
        for length, digest in self._earlier:
            if self._bytes < length <= self._bytes + len(block):
                start = self._hash.copy()
                start.update(block[: length - self._bytes])
                self._is_steady = self._is_steady and start.digest() == digest
        self._hash.update(block)
        self._bytes += len(block)
        return block

    def seek(self, offset: int) -> int:
        """Return to the start, the only `offset` there is."""
        self._earlier.append((self._bytes, self._hash.digest()))
        self._hash, self._bytes = _new_hash(), 0
        return self._stream.seek(offset)

    def tell(self) -> int:
        """Return how many bytes have been read since the start."""
        return self._bytes

    def digest(self) -> bytes:
        """Read the rest, and return the digest; empty if the file cannot be read or changed while it was read."""
        try:
            while self.read(_BLOCK):
                pass
        except OSError:
            return b""
        is_whole = all(length <= self._bytes for length, _ in self._earlier)
        return self._hash.digest() if self._is_steady and is_whole else b""


def is_part_of(path: str, top: str) -> bool:
    """Return whether a path is `top` or is below it, as written: links are not resolved. Windows ignores case."""
    path, top = os.path.normcase(path), os.path.normcase(top)
    return path == top or path.startswith(top.rstrip(os.sep) + os.sep)


def with_slashes(path: str) -> str:
    """Return a path as git, URIs and GitHub write it, on Windows as well."""
    return path.replace(os.sep, "/")


def shown_path(path: str) -> str:
    """Return the path to print: relative if it is below the working folder."""
    here = os.getcwd() + os.sep
    return path.removeprefix(here)


def _files_at(path: str) -> Generator[CorpusFile | SkippedPath]:
    try:
        status = os.stat(path)
    except OSError as error:
        raise NoSuchCorpus(shown_path(path), reason(error)) from None
    except ValueError:
        raise NoSuchCorpus(shown_path(path), "it is not a valid path") from None
    if S_ISDIR(status.st_mode):
        yield from _files_below(path, {(status.st_dev, status.st_ino)})
    elif S_ISREG(status.st_mode):
        yield _corpus_file(path, status)
    else:
        raise NoSuchCorpus(shown_path(path), "it is neither a folder nor a regular file")


def _files_below(top: str, seen: set[tuple[int, int]]) -> Generator[CorpusFile | SkippedPath]:
    """Walk a folder and all folders below it, without recursion: they may be thousands of levels deep."""
    folders = [top]
    while folders:
        folder = folders.pop()
        try:
            with os.scandir(folder) as entries:
                for entry in entries:
                    if not entry.name.startswith("."):
                        yield from _visit(entry, seen, folders)
        except OSError as error:
            if folder == top:
                raise NoSuchCorpus(shown_path(folder), reason(error)) from None
            yield SkippedPath(folder, reason(error))


def _visit(
    entry: os.DirEntry[str], seen: set[tuple[int, int]], folders: list[str]
) -> Generator[CorpusFile | SkippedPath]:
    """Yield an entry that is named like a corpus file; append a folder that is not in `seen` to `folders`."""
    is_named = has_corpus_name(entry.name)
    try:
        if not is_named and not entry.is_dir():
            return
        status = entry.stat()
        is_folder = S_ISDIR(status.st_mode)
        identity = _identity(entry, status) if is_folder else (0, 0)
    except OSError as error:  # a link that is broken or circular, or a path that is too long
        if is_named or entry.is_dir(follow_symlinks=False):
            link = "the link cannot be followed: " if entry.is_symlink() else ""
            yield SkippedPath(entry.path, f"{link}{reason(error)}")
        return
    if not is_folder:
        is_file = S_ISREG(status.st_mode)
        yield (
            _corpus_file(entry.path, status)
            if is_file
            else SkippedPath(entry.path, "it is not a regular file")
        )
    elif identity not in seen:
        seen.add(identity)
        folders.append(entry.path)


def _identity(entry: os.DirEntry[str], status: os.stat_result) -> tuple[int, int]:
    """Return the numbers that tell a folder from all others. Windows leaves them out when it lists a folder."""
    if not status.st_ino:
        status = os.stat(entry.path)
    return status.st_dev, status.st_ino


def _corpus_file(path: str, status: os.stat_result) -> CorpusFile:
    return CorpusFile(path, *status_of(status))


def status_of(status: os.stat_result) -> tuple[int, int, int, int]:
    """Return the size, times and inode of a file, as CorpusFile has them."""
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino
