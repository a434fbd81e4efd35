"""Finding the corpus that a command reads or changes, and asking its index, which is rebuilt if it is corrupt.

A command that writes never picks the corpus that ships with the program unless the user names it.
"""

import os
import sys
from collections.abc import Callable, Sequence
from typing import TypeVar

from sinoru.cli.settings import corpus_paths, file_paths, setting
from sinoru.index.database import DATABASE_ERRORS
from sinoru.index.index import Index, Progress, no_progress
from sinoru.index.open import open_index, remake_index
from sinoru.index.sqlite import CORRUPTION_ERRORS, SqliteIndex
from sinoru.loading.corpus_path import only_store
from sinoru.loading.files import has_corpus_name
from sinoru.model.errors import StoreError, WrongUsage
from sinoru.model.records import RECORDS

T = TypeVar("T")
Question = Callable[[Index], T]

_PROGRESS_DELAY = 1.0
"""Seconds of work before its progress is shown."""


def ask(given: Sequence[str], question: Question[T]) -> T:
    """Return the answer of the corpus to a question; print the faults of the corpus on standard error.

    A local index that proves corrupt is rebuilt, and the question is put to it again. Raises SinoruError.
    """
    paths = corpus_paths(given)
    store = only_store(paths)
    index: Index = _open_store(store) if store else open_index(paths, show_progress())
    corruption = DATABASE_ERRORS if store else CORRUPTION_ERRORS
    try:
        try:
            answer, faults = question(index), index.diagnostics()
        except corruption as error:  # it appears only when the index is read; the files are intact
            index.close()
            if store:
                raise StoreError(store, f"is damaged ({error}); push again") from None
            index = rebuild(paths)
            answer, faults = question(index), index.diagnostics()
        if faults:
            from sinoru.cli.messages import report_faults

            report_faults(faults)
    finally:
        index.close()
    return answer


def _open_store(address: str) -> Index:
    from sinoru.store.open import open_store

    return open_store(address)


def rebuild(paths: Sequence[str]) -> SqliteIndex:
    """Rebuild the index of a corpus and return it open."""
    return remake_index(paths, show_progress())


def show_progress(what: str = "Reading the corpus") -> Progress:
    """Return a callback that shows the progress of long work on standard error, if that is a terminal."""
    if not sys.stderr.isatty():
        return no_progress
    from time import monotonic

    started, shown = monotonic(), ""

    def percentage(done: int, total: int) -> None:
        nonlocal shown
        line = f"{what}: {done * 100 // total:3} %" if done < total else ""
        if line != shown and (shown or monotonic() - started >= _PROGRESS_DELAY):
            sys.stderr.write(f"\r{line}" if line else f"\r{'':{len(shown)}}\r")
            sys.stderr.flush()
            shown = line

    return percentage


def writable_paths(given: Sequence[str]) -> tuple[str, ...]:
    """Return the paths of the corpus to change: those given, else those set, else the working folder if it is one.

    Raises WrongUsage for a store, and where there is no such corpus.
    """
    if only_store(given):
        raise WrongUsage("a store is not written to: change the files of the corpus, then push it")
    if chosen := tuple(given) or setting("data") or _working_folder():
        return chosen
    raise WrongUsage("say which corpus with --data, or go to its folder; 'sinoru init DIR' begins one")


def paths_to_check(given: Sequence[str]) -> tuple[str, ...]:
    """Return the paths of the corpus to check: those given, those set, the working folder, or the one that ships.

    Raises WrongUsage for a store.
    """
    return file_paths(given or setting("data") or _working_folder())


def _working_folder() -> tuple[str, ...]:
    """Return the path of the working folder if it is a corpus, else nothing."""
    return (".",) if any(_is_corpus_file(name) for name in sorted(os.listdir("."))) else ()


def single_corpus(paths: tuple[str, ...]) -> tuple[str, ...]:
    """Return the paths if they name a single corpus. Raises WrongUsage."""
    if len(paths) > 1:
        raise WrongUsage("a record is added to one corpus: give --data once")
    return paths


def _is_corpus_file(name: str) -> bool:
    """Return whether a file of the working folder has a top-level list of a corpus."""
    if name.startswith(".") or not has_corpus_name(name) or not os.path.isfile(name):
        return False
    keys = tuple(f"{key}:".encode() for key in (*RECORDS, "corpus"))
    with open(name, "rb") as stream:
        return any(line.startswith(keys) for line in stream)
