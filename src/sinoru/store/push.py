"""Pushing a corpus to a store of either kind."""

import os
import time
from collections.abc import Sequence

import msgspec

from sinoru.files import NotWritten
from sinoru.index.build import build_index, create_database
from sinoru.index.corpus_names import name_corpora
from sinoru.index.database import APPLICATION_ID, DATABASE_ERRORS, open_database
from sinoru.index.index import Progress, content_hash
from sinoru.index.open import open_index
from sinoru.index.public import Withheld, as_public, fill_public, withheld
from sinoru.index.sqlite import SqliteIndex
from sinoru.loading.corpus_path import SQLITE, expanded
from sinoru.loading.files import find_corpus_files
from sinoru.messages import without_password
from sinoru.model.errors import StoreError, WrongUsage
from sinoru.model.records import Diagnostic
from sinoru.store.address import read_address
from sinoru.store.open import NO_PATH

_ID_START, _ID_END = 68, 72
"""The bytes of the application id in a SQLite file (https://sqlite.org/fileformat.html, section 1.3)."""


class Target(msgspec.Struct, frozen=True):
    """Where a corpus is pushed to."""

    store: str
    shards: tuple[str, ...] = ()
    readers: tuple[str, ...] = ()
    is_public: bool = True
    """Whether what is private is left out."""


class Pushed(msgspec.Struct, frozen=True):
    """The result of a push."""

    store: str
    content: str
    """The hash of all files of the corpus."""
    files: int
    records: int
    partitions: int
    """Partitions of the records, on all servers together; 0 for a file."""
    shards: int
    seconds: float
    faults: tuple[Diagnostic, ...]
    """Faults in the corpus, the rest of which was pushed."""
    withheld: Withheld | None = None
    """What was left out because it is private."""


def push_corpus(paths: Sequence[str], target: Target, reading: Progress, copying: Progress) -> Pushed:
    """Put the corpus at `paths` into a store, where it replaces the former one once it is complete.

    Raises StoreError, NoSuchCorpus, WrongUsage, or MissingLibrary.
    """
    started = time.perf_counter()
    if target.store.startswith(SQLITE):
        if target.shards or target.readers:
            raise WrongUsage("--shard and --reader can only be used with a PostgreSQL store. Leave them out.")
        return _push_file(paths, target, reading, started)
    address = read_address(target.store)
    servers = tuple(map(read_address, target.shards))
    try:
        from sinoru.store.postgres.push import Order, push
    except ModuleNotFoundError as error:
        from sinoru.extras import missing

        raise missing("'sinoru push'", "push", error) from None
    index = open_index(paths, reading)
    index = as_public(index) if target.is_public else index
    try:
        partitions = push(index, Order(address=address, shards=servers, readers=target.readers), copying)
        return _describe_push(index, str(address), started, partitions, len(servers))
    finally:
        index.close()


def _push_file(paths: Sequence[str], target: Target, progress: Progress, started: float) -> Pushed:
    store = target.store
    if store == SQLITE:
        raise WrongUsage(NO_PATH)
    path = expanded(store.removeprefix(SQLITE))
    _check_target(store, path)
    files = find_corpus_files(paths)
    names = name_corpora(paths, [file.path for file in files])
    left_out: Withheld | None = None
    faults: Sequence[Diagnostic] = ()

    def finish(temporary: str) -> None:
        nonlocal left_out, faults
        left_out, faults = _without_private(temporary) if target.is_public else (None, ())

    try:
        build_index(path, files, progress, names, lambda: _check_target(store, path), finish)
    except NotWritten as error:
        raise StoreError(store, f"the file cannot be written: {error.why}") from None
    except DATABASE_ERRORS as error:
        raise StoreError(store, f"the file cannot be written: {error}") from None
    index = SqliteIndex(open_database(path))
    if left_out:
        index.withheld, index.complete_faults = left_out, faults
    try:
        return _describe_push(index, store, started, 0, 0)
    finally:
        index.close()


def _without_private(path: str) -> tuple[Withheld | None, Sequence[Diagnostic]]:
    """Replace a complete index, which is not in place yet, by one without what is private.

    Return what that is, and the faults of the complete one.
    """
    index = SqliteIndex(open_database(path))
    try:
        found, faults = withheld(index), index.diagnostics()
        if found:
            connection = create_database(f"{path}.public")
            try:
                fill_public(connection, index)
            finally:
                connection.close()
    finally:
        index.close()
    if found:
        os.replace(f"{path}.public", path)
    return found, faults


def _check_target(store: str, path: str) -> None:
    """Raise StoreError if the path is taken by anything but an index of sinoru."""
    if os.path.islink(path):
        raise StoreError(store, "it is a link. Use the path of the file itself")
    if not os.path.isdir(os.path.dirname(path)):
        raise StoreError(store, "its folder does not exist. Create it first")
    if not os.path.exists(path):
        return
    if not os.path.isfile(path):
        raise StoreError(store, "it is not a file. Choose another path")
    with open(path, "rb") as file:
        if int.from_bytes(file.read(_ID_END)[_ID_START:], "big") != APPLICATION_ID:
            raise StoreError(
                store, "the file was not written by sinoru, and is not overwritten. Choose another path"
            )


def _describe_push(index: SqliteIndex, store: str, started: float, partitions: int, shards: int) -> Pushed:
    return Pushed(
        store=without_password(store),
        content=content_hash(index),
        files=index.value("SELECT count(*) FROM file"),
        records=index.value("SELECT count(*) FROM record"),
        partitions=partitions,
        shards=shards,
        seconds=round(time.perf_counter() - started, 2),
        faults=tuple(index.faults_for_desk()),
        withheld=index.withheld,
    )
