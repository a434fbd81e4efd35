"""Finding the corpus that a command reads or changes, and querying its index, which is rebuilt if it is corrupt.

A command that writes never picks the bundled corpus unless the user names it.
"""

import os
import sys
from collections.abc import Callable, Sequence
from typing import TypeVar

from sinoru.cli.settings import corpus_paths, file_paths, setting
from sinoru.index.index import Index, Progress, no_progress
from sinoru.index.open import open_index, remake_index
from sinoru.index.sqlite import CORRUPTION_ERRORS, SqliteIndex
from sinoru.loading.corpus_path import only_store
from sinoru.loading.files import has_corpus_name
from sinoru.messages import quoted, refused, without_password
from sinoru.model.errors import WrongUsage
from sinoru.model.records import RECORDS
from sinoru.query.answers import Reply
from sinoru.query.read_as import Readings, with_readings

T = TypeVar("T")
Question = Callable[[Index], T]

_PROGRESS_DELAY = 1.0
"""Seconds of work before its progress is shown."""


def ask(given: Sequence[str], question: Question[T], *, is_first: bool = True) -> T:
    """Return the answer of the corpus to a question; the first prints the errors in the corpus on standard error.

    A local index that proves corrupt is rebuilt, and the question is put to it again. Raises SinoruError.
    """
    paths = corpus_paths(given)
    store = only_store(paths)
    index: Index = _open_store(store) if store else open_index(paths, show_progress())
    try:
        try:
            answer, faults = _answer(index, question), index.diagnostics()
        except CORRUPTION_ERRORS as error:  # it appears only when the index is read; the files are intact
            index.close()
            if store:
                from sinoru.store.open import damaged

                raise damaged(store, error) from None
            index = rebuild(paths)
            answer, faults = _answer(index, question), index.diagnostics()
        if faults and is_first:
            from sinoru.cli.stderr import report_faults

            report_faults(faults, given)
    finally:
        index.close()
    return answer


def _answer(index: Index, question: Question[T]) -> T:
    """Return the answer with what was read as something else; say it here if the answer has no place for it."""
    with Readings() as readings:
        answer = question(index)
    if readings.found and not isinstance(answer, Reply):
        from sinoru.cli.stderr import say_readings

        say_readings(readings.found)
    return with_readings(answer, readings.found)


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
        line = f"{what}: {done * 100 // total:3}%" if done < total else ""
        if line != shown and (shown or monotonic() - started >= _PROGRESS_DELAY):
            sys.stderr.write(f"\r{line}" if line else f"\r{'':{len(shown)}}\r")
            sys.stderr.flush()
            shown = line

    return percentage


def writable_paths(given: Sequence[str]) -> tuple[str, ...]:
    """Return the paths of the corpus to change: those given, those set, or the working folder if it is a corpus.

    Raises WrongUsage for a store, and if it finds no corpus.
    """
    if store := only_store(given):
        advice = "Change the files of the corpus, then push them again with 'sinoru push'."
        raise WrongUsage(refused(f"Store {quoted(without_password(store))}", "cannot be edited", advice))
    if chosen := tuple(given) or setting("data") or _working_folder():
        return chosen
    advice = "Use --data, run sinoru from the corpus folder, or start one with 'sinoru init DIR'."
    raise WrongUsage(f"No corpus given. {advice}")


def paths_to_check(given: Sequence[str]) -> tuple[str, ...]:
    """Return the paths of the corpus to check: those given, those set, the working folder, or the bundled one.

    Raises WrongUsage for a store.
    """
    return file_paths(given or setting("data") or _working_folder())


def _working_folder() -> tuple[str, ...]:
    """Return the path of the working folder if it is a corpus, otherwise nothing."""
    return (".",) if any(_is_corpus_file(name) for name in sorted(os.listdir("."))) else ()


def single_corpus(paths: tuple[str, ...]) -> tuple[str, ...]:
    """Return the paths if they name a single corpus. Raises WrongUsage."""
    if len(paths) > 1:
        why = f"A record is added to one corpus, but {len(paths)} are given: {', '.join(paths)}."
        raise WrongUsage(f"{why} Use --data with one of them.")
    return paths


def _is_corpus_file(name: str) -> bool:
    """Return whether a file of the working folder has a top-level list of a corpus."""
    if name.startswith(".") or not has_corpus_name(name) or not os.path.isfile(name):
        return False
    keys = tuple(f"{key}:".encode() for key in (*RECORDS, "corpus"))
    with open(name, "rb") as stream:
        return any(line.startswith(keys) for line in stream)
