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


def find_corpus_files(paths: Sequence[str]) -> list[CorpusFile]:
    """Find every YAML file of the folders and files given, sorted by path; hidden ones are left out.

    Links are followed, each folder once. Raises NoSuchCorpus for a path that is absent, not a regular file or
    folder, or without a YAML file.
    """
    found: dict[str, CorpusFile] = {}
    for path in paths:
        files = list(_files_at(os.path.abspath(path)))
        if not files:
            raise NoSuchCorpus(path, "there is no *.yaml file in it")
        found.update((file.path, file) for file in files)
    return sorted(found.values(), key=lambda file: file.path)


def _files_at(path: str) -> Iterator[CorpusFile]:
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


def _files_below(folder: str, seen: set[tuple[int, int]]) -> Iterator[CorpusFile]:
    try:
        entries = list(os.scandir(folder))
    except OSError as error:
        raise NoSuchCorpus(folder, error.strerror or "unreadable") from None
    for entry in entries:
        if entry.name.startswith("."):
            continue
        try:
            status = entry.stat()
        except OSError:  # a dangling link
            continue
        if S_ISDIR(status.st_mode):
            here = (status.st_dev, status.st_ino)
            if here not in seen:
                seen.add(here)
                yield from _files_below(entry.path, seen)
        elif S_ISREG(status.st_mode) and entry.name.endswith(SUFFIXES):
            yield _corpus_file(entry.path, status)


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
