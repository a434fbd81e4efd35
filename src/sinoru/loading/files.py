"""Which files make up a corpus."""

import os
from collections.abc import Generator, Sequence
from contextlib import closing
from stat import S_ISDIR, S_ISREG

import msgspec

from sinoru.model.errors import NoSuchCorpus, WrongUsage

MAX_FILES = 32_767
"""Files of a corpus: the index has 15 bits for a file's number."""
_SUFFIXES = (".yaml", ".yml")


class CorpusFile(msgspec.Struct, frozen=True):
    """A file of a corpus and what the file system says of it."""

    path: str
    """Absolute."""
    size: int
    mtime_ns: int
    ctime_ns: int
    inode: int


class TooManyFiles(WrongUsage):
    """A corpus of more than MAX_FILES files."""

    def __init__(self, path: str) -> None:
        super().__init__(
            f"{path}: a corpus may have {MAX_FILES:,} files at most, and here are more."
            " Join some of them: a file may hold any number of records."
        )


class SkippedPath(msgspec.Struct, frozen=True):
    """What has the name of a corpus file and cannot be read as one, or a folder that cannot be looked through."""

    path: str
    why: str


def find_corpus_files(paths: Sequence[str]) -> list[CorpusFile]:
    """Find every YAML file of the folders and files given, sorted by path; hidden ones are left out.

    Links are followed, each folder once. Raises NoSuchCorpus for a path that is absent, not a regular file or
    folder, or without a YAML file, and TooManyFiles.
    """
    return find_some_files(paths)[0]


def find_some_files(paths: Sequence[str]) -> tuple[list[CorpusFile], list[SkippedPath]]:
    """Find the files of a corpus and what passes for one. Raises what find_corpus_files does."""
    files, passed_over = find_files(paths)
    if passed_over and not files:
        raise NoSuchCorpus(passed_over[0].path, passed_over[0].why)
    return files, passed_over


def find_files(paths: Sequence[str]) -> tuple[list[CorpusFile], list[SkippedPath]]:
    """Find the files of a corpus (find_corpus_files), and what passes for one by its name only."""
    found: dict[str, CorpusFile] = {}
    passed_over: dict[str, SkippedPath] = {}
    for path in paths:
        file = None
        with closing(_files_at(os.path.abspath(path))) as files:
            for file in files:
                if isinstance(file, SkippedPath):
                    passed_over[file.path] = file
                    continue
                found[file.path] = file
                if len(found) > MAX_FILES:  # who gives the whole disk by mistake is told at once
                    raise TooManyFiles(path)
        if file is None:
            raise NoSuchCorpus(path, "there is no *.yaml file in it")
    return sorted(found.values(), key=_path), sorted(passed_over.values(), key=_path)


def has_corpus_name(path: str) -> bool:
    """Return whether a file is named as one of a corpus."""
    return path.lower().endswith(_SUFFIXES)


def _path(file: CorpusFile | SkippedPath) -> str:
    return file.path


def _files_at(path: str) -> Generator[CorpusFile | SkippedPath]:
    try:
        status = os.stat(path)
    except (OSError, ValueError) as error:
        raise NoSuchCorpus(path, getattr(error, "strerror", None) or "not a usable path") from None
    if S_ISDIR(status.st_mode):
        yield from _files_below(path, {(status.st_dev, status.st_ino)})
    elif S_ISREG(status.st_mode):
        yield _corpus_file(path, status)
    else:
        raise NoSuchCorpus(path, "neither a folder nor a regular file")


def _files_below(top: str, seen: set[tuple[int, int]]) -> Generator[CorpusFile | SkippedPath]:
    """Look through a folder and all below it, one at a time: they may be thousands deep."""
    folders = [top]
    while folders:
        folder = folders.pop()
        try:
            with os.scandir(folder) as entries:
                for entry in entries:
                    if not entry.name.startswith("."):
                        yield from _look_at(entry, seen, folders)
        except OSError as error:
            why = error.strerror or "unreadable"
            if folder == top:
                raise NoSuchCorpus(folder, why) from None
            yield SkippedPath(folder, why)


def _look_at(
    entry: os.DirEntry[str], seen: set[tuple[int, int]], folders: list[str]
) -> Generator[CorpusFile | SkippedPath]:
    """Yield a file that has the name of one; put a folder that was not `seen` to those to look through."""
    is_named = has_corpus_name(entry.name)
    try:
        if not is_named and not entry.is_dir():
            return
        status = entry.stat()
    except OSError as error:  # a link that leads nowhere or round in a ring, or too long a path
        if is_named or entry.is_dir(follow_symlinks=False):
            link = "a link that cannot be followed: " if entry.is_symlink() else ""
            yield SkippedPath(entry.path, f"{link}{error.strerror}")
        return
    here = (status.st_dev, status.st_ino)
    if not S_ISDIR(status.st_mode):
        is_file = S_ISREG(status.st_mode)
        yield (
            _corpus_file(entry.path, status) if is_file else SkippedPath(entry.path, "it is no regular file")
        )
    elif here not in seen:
        seen.add(here)
        folders.append(entry.path)


def _corpus_file(path: str, status: os.stat_result) -> CorpusFile:
    return CorpusFile(path, status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)


def content_digest(path: str) -> bytes:
    """Return 16 bytes that tell the file's content from any other (BLAKE2b)."""
    from hashlib import blake2b, file_digest

    with open(path, "rb") as stream:
        return file_digest(stream, lambda: blake2b(digest_size=16)).digest()


def is_part_of(path: str, top: str) -> bool:
    """Return whether a path is `top` or stands below it; both as they are written, links and all."""
    return path == top or path.startswith(top.rstrip(os.sep) + os.sep)


def shown_path(path: str) -> str:
    """Return the path as people read it: relative where it is below the working folder."""
    here = os.getcwd() + os.sep
    return path.removeprefix(here)
