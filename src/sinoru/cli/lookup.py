"""From a question to its answer: which corpus, its index, and what to do when the index is rotten.

Which corpus a command may write to: never the one that ships, unless it is named.
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

_SOON = 1.0
"""Seconds of work after which it is told how far it is."""


def ask(given: Sequence[str], question: Question[T]) -> T:
    """Put a question to the corpus and tell its faults on standard error. Raises SinoruError."""
    paths = corpus_paths(given)
    store = only_store(paths)
    index: Index = _open_store(store) if store else open_index(paths, show_progress())
    rotten = DATABASE_ERRORS if store else CORRUPTION_ERRORS
    try:
        try:
            answer, faults = question(index), index.diagnostics()
        except rotten as error:  # it shows only when it is read; the files still hold the truth
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
    """Make the index of a corpus anew."""
    return remake_index(paths, show_progress())


def show_progress(what: str = "Reading the corpus") -> Progress:
    """Return what shows the progress of work that lasts, on standard error, if anybody can see it."""
    if not sys.stderr.isatty():
        return no_progress
    from time import monotonic

    begun, shown = monotonic(), ""

    def percentage(done: int, total: int) -> None:
        nonlocal shown
        line = f"{what}: {done * 100 // total:3} %" if done < total else ""
        if line != shown and (shown or monotonic() - begun >= _SOON):
            sys.stderr.write(f"\r{line}" if line else f"\r{'':{len(shown)}}\r")
            sys.stderr.flush()
            shown = line

    return percentage


def writable_paths(given: Sequence[str]) -> tuple[str, ...]:
    """Return the paths of the corpus to change: as given, else as set, else the working folder if it is one.

    Raises WrongUsage.
    """
    if only_store(given):
        raise WrongUsage("a store is not written to: change the files of the corpus, then push it")
    if chosen := tuple(given) or setting("data") or _working_folder():
        return chosen
    raise WrongUsage("say which corpus with --data, or go to its folder; 'sinoru init DIR' begins one")


def paths_to_check(given: Sequence[str]) -> tuple[str, ...]:
    """Return the paths of the corpus to check: as given, as set, the working folder, or the one that ships.

    Raises WrongUsage for a store.
    """
    return file_paths(given or setting("data") or _working_folder())


def _working_folder() -> tuple[str, ...]:
    """Return the path of the working folder if it is a corpus."""
    return (".",) if any(_is_corpus_file(name) for name in sorted(os.listdir("."))) else ()


def single_corpus(paths: tuple[str, ...]) -> tuple[str, ...]:
    """Return the paths if they are of one corpus. Raises WrongUsage."""
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
