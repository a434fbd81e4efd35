"""From a question to its answer: which corpus, its index, and what to do when the index is rotten."""

import sys
from collections.abc import Callable, Sequence
from typing import TypeVar

from sinoru.cli.settings import setting
from sinoru.index.database import Damage
from sinoru.index.index import Index
from sinoru.index.open import Progress, no_progress, open_index, remake_index
from sinoru.loading.shipped import shipped_corpus

T = TypeVar("T")
Question = Callable[[Index], T]

_LONG = 5_000_000
"""Bytes of a corpus that take long enough to read for a progress line."""


def corpus_paths(given: Sequence[str]) -> tuple[str, ...]:
    """Give the paths of the corpus to ask: as given, else as set (SINORU_DATA, config), else the one that ships."""
    return tuple(filter(None, given)) or setting("data") or (shipped_corpus(),)


def ask(given: Sequence[str], question: Question[T]) -> T:
    """Put a question to the corpus and tell its faults on standard error. Raises SinoruError."""
    paths = corpus_paths(given)
    index = open_index(paths, show_progress())
    try:
        try:
            answer = question(index)
        except Damage:  # a rotten page shows only when it is read; the files still hold the truth
            index.close()
            index = rebuild(paths)
            answer = question(index)
        if faults := index.diagnostics():
            from sinoru.cli.messages import tell_faults

            tell_faults(faults)
    finally:
        index.close()
    return answer


def rebuild(paths: Sequence[str]) -> Index:
    """Make the index of a corpus anew."""
    return remake_index(paths, show_progress())


def show_progress() -> Progress:
    """Give what shows a long build's progress on standard error, if anybody can see it."""
    return _percentage if sys.stderr.isatty() else no_progress


def _percentage(done: int, total: int) -> None:
    if total < _LONG:
        return
    text = f"\rReading the corpus: {done * 100 // total:3} %" if done < total else f"\r{'':32}\r"
    sys.stderr.write(text)
    sys.stderr.flush()
