"""From a question to its answer: which corpus, its index, and what to do when the index is rotten."""

import sys
from collections.abc import Callable, Sequence
from typing import TypeVar

from sinoru.cli.corpus_paths import corpus_paths
from sinoru.index.database import Damage
from sinoru.index.index import Index, Progress, no_progress
from sinoru.index.open import open_index, remake_index
from sinoru.index.sqlite import Rot, SqliteIndex
from sinoru.model.errors import StoreError
from sinoru.store.scheme import only_store

T = TypeVar("T")
Question = Callable[[Index], T]

_SOON = 1.0
"""Seconds of work after which it is told how far it is."""


def ask(given: Sequence[str], question: Question[T]) -> T:
    """Put a question to the corpus and tell its faults on standard error. Raises SinoruError."""
    paths = corpus_paths(given)
    store = only_store(paths)
    index: Index = _open_store(store) if store else open_index(paths, show_progress())
    rotten = Damage if store else Rot
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
            from sinoru.cli.messages import tell_faults

            tell_faults(faults)
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
    """Give what shows the progress of work that lasts, on standard error, if anybody can see it."""
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
