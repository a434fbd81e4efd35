"""Which files make up a corpus."""

import os
from collections.abc import Iterator, Sequence
from stat import S_ISDIR, S_ISREG

import msgspec

from sinoru.model.errors import NoSuchCorpus

SUFFIXES = (".yaml", ".yml")


class CorpusFile(msgspec.Struct, frozen=True):
    """A file of a corpus and what the file system says of it."""

    path: str
    """Absolute."""
    size: int
    mtime_ns: int
    ctime_ns: int
    inode: int


class PassedOver(msgspec.Struct, frozen=True):
    """What has the name of a corpus file and cannot be read as one."""

    path: str
    why: str


def find_corpus_files(paths: Sequence[str]) -> list[CorpusFile]:
    """Find every YAML file of the folders and files given, sorted by path; hidden ones are left out.

    Links are followed, each folder once. Raises NoSuchCorpus for a path that is absent, not a regular file or
    folder, or without a YAML file.
    """
    return find_some_files(paths)[0]


def find_some_files(paths: Sequence[str]) -> tuple[list[CorpusFile], list[PassedOver]]:
    """Find the files of a corpus and what passes for one. Raises what find_corpus_files does."""
    files, passed_over = find_files(paths)
    if passed_over and not files:
        raise NoSuchCorpus(passed_over[0].path, passed_over[0].why)
    return files, passed_over


def find_files(paths: Sequence[str]) -> tuple[list[CorpusFile], list[PassedOver]]:
    """Find the files of a corpus (find_corpus_files), and what passes for one by its name only."""
    found: dict[str, CorpusFile] = {}
    passed_over: dict[str, PassedOver] = {}
    for path in paths:
        files = list(_files_at(os.path.abspath(path)))
        if not files:
            raise NoSuchCorpus(path, "there is no *.yaml file in it")
        found.update((file.path, file) for file in files if isinstance(file, CorpusFile))
        passed_over.update((file.path, file) for file in files if isinstance(file, PassedOver))
    return sorted(found.values(), key=_path), sorted(passed_over.values(), key=_path)


def _path(file: CorpusFile | PassedOver) -> str:
    return file.path


def _files_at(path: str) -> Iterator[CorpusFile | PassedOver]:
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


def _files_below(folder: str, seen: set[tuple[int, int]]) -> Iterator[CorpusFile | PassedOver]:
    try:
        with os.scandir(folder) as found:
            entries = [entry for entry in found if not entry.name.startswith(".")]
    except OSError as error:
        raise NoSuchCorpus(folder, error.strerror or "unreadable") from None
    for entry in entries:
        try:
            status = entry.stat()
        except OSError as error:  # a link that leads nowhere, or round in a ring
            yield from _passed_over(entry, f"a link that cannot be followed: {error.strerror}")
            continue
        here = (status.st_dev, status.st_ino)
        if not S_ISDIR(status.st_mode):
            yield from _file(entry, status)
        elif here not in seen:
            seen.add(here)
            yield from _files_below(entry.path, seen)


def _file(entry: os.DirEntry[str], status: os.stat_result) -> Iterator[CorpusFile | PassedOver]:
    if not S_ISREG(status.st_mode):
        yield from _passed_over(entry, "it is no regular file")
    elif entry.name.endswith(SUFFIXES):
        yield _corpus_file(entry.path, status)


def _passed_over(entry: os.DirEntry[str], why: str) -> Iterator[PassedOver]:
    if entry.name.endswith(SUFFIXES):
        yield PassedOver(entry.path, why)


def _corpus_file(path: str, status: os.stat_result) -> CorpusFile:
    return CorpusFile(path, status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)


def content_digest(path: str) -> bytes:
    """Give 16 bytes that tell the file's content from any other (BLAKE2b)."""
    from hashlib import blake2b, file_digest

    with open(path, "rb") as stream:
        return file_digest(stream, lambda: blake2b(digest_size=16)).digest()


def shown_path(path: str) -> str:
    """Give the path as people read it: relative where it is below the working folder."""
    here = os.getcwd() + os.sep
    return path.removeprefix(here)
