"""Finding the corpus that a command reads or changes, and asking it (sinoru.corpus).

A command that writes never picks the bundled corpus unless the user names it.
"""

import os
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

from sinoru.cli.settings import corpus_paths, file_paths, setting
from sinoru.corpus import Corpus
from sinoru.index.index import Progress, no_progress
from sinoru.index.open import remake_index
from sinoru.loading.corpus_path import only_store, shipped_corpus
from sinoru.loading.files import has_corpus_name
from sinoru.messages import count, quoted, refused, series, without_password
from sinoru.model.errors import UnknownId, UnknownValue, WrongUsage
from sinoru.model.records import RECORDS

if TYPE_CHECKING:
    from sinoru.index.index import Index
    from sinoru.index.public import Withheld
    from sinoru.index.sqlite import SqliteIndex
    from sinoru.model.records import Diagnostic

T = TypeVar("T")

MOST_LISTED = 100_000
"""Records in one answer, which is complete before it is shown: as JSON they take 750 MB. An export streams."""
_PROGRESS_DELAY = 1.0
"""Seconds of work before its progress is shown."""


def ask(
    given: Sequence[str], question: Callable[[Corpus], T], *, is_first: bool = True, is_public: bool = False
) -> T:
    """Return the answer of the corpus to a question; the first prints the errors in the corpus on standard error.

    So does one that names what the corpus does not have, since that record may have the error. A public answer
    leaves out what is private, and says so on standard error. What was read as something else is said here if the
    answer has no place for it. Raises SinoruError.
    """
    paths = corpus_paths(given)
    if is_first and not given and paths == (shipped_corpus(),):
        _report_other_corpus()
    faults: Sequence[Diagnostic] = ()
    is_old = False

    def with_faults(index: "Index") -> T:
        nonlocal faults, is_old
        faults, is_old = index.faults_for_desk(), index.is_in_first_form()
        return question(corpus)

    with Corpus(paths, most=MOST_LISTED, named=None, progress=show_progress, is_public=is_public) as corpus:
        try:
            answer = corpus.ask(with_faults)
        except (UnknownId, UnknownValue):
            if faults and is_first:
                _report_faults(faults, given)
            raise
        unplaced = corpus.unplaced  # of this question: what is withheld is one more
        report_withheld(corpus.withheld if is_public else None)
    if unplaced:
        from sinoru.cli.stderr import say_readings

        say_readings(unplaced)
    if faults and is_first:
        _report_faults(faults, given)
    if is_old and is_first and not only_store(paths):
        from sinoru.cli.stderr import report_first_form

        report_first_form(given)
    return answer


def _report_faults(faults: "Sequence[Diagnostic]", given: Sequence[str]) -> None:
    from sinoru.cli.stderr import report_faults

    report_faults(faults, given)


def with_index(
    given: Sequence[str], task: "Callable[[Index], T]", *, is_first: bool = True, is_public: bool = False
) -> T:
    """Return the result of work on the index that is not a look-up: a check of evidence, a draft, an export."""
    return ask(given, lambda corpus: corpus.ask(task), is_first=is_first, is_public=is_public)


def report_withheld(found: "Withheld | None") -> None:
    """Report what was left out because it is private."""
    if found is None:
        return
    from sinoru.cli.stderr import say

    fields = (
        f"{count(len(found.fields), 'private field')} ({', '.join(found.fields)})" if found.fields else ""
    )
    records = count(found.records, "private record") if found.records else ""
    say(f"Left out: {series(filter(None, (records, fields)), 'and')}. --private includes them.")


def _report_other_corpus() -> None:
    """Report in a terminal that the corpus in the working folder is not the one that is used."""
    if sys.stdout.isatty() and is_in_other_corpus():
        from sinoru.cli.stderr import say

        say("Using the bundled corpus. For the one in this folder, add: --data .")


def is_in_other_corpus() -> bool:
    """Return whether the working folder is a corpus, and not the bundled one."""
    try:
        return bool(_working_folder()) and not os.path.samefile(".", shipped_corpus())
    except OSError:  # a folder that was removed, or may not be read
        return False


def rebuild(paths: Sequence[str]) -> "SqliteIndex":
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


def corpus_to_change(given: Sequence[str]) -> tuple[str, ...]:
    """Return what writable_paths returns, after completing a change of several files that was interrupted."""
    paths = writable_paths(given)
    complete_interrupted(paths)
    return paths


def complete_interrupted(paths: Sequence[str]) -> None:
    """Complete a change of several files that was interrupted, and say so. Raises NotWritten."""
    from sinoru.cli.stderr import say
    from sinoru.edit.joint_change import complete_change

    done = complete_change(whole_corpora(paths))
    if done:
        written = f" {', '.join(done.written)} had still to be written." if done.written else ""
        say(f"A change of this corpus was interrupted, and is now complete.{written}")
        if done.left:
            left = ", ".join(done.left)
            say(
                f"{left} has other content by now, and is unchanged. To follow renamed ids: sinoru check --fix"
            )


def paths_to_check(given: Sequence[str]) -> tuple[str, ...]:
    """Return the paths of the corpus to check: those given, those set, the working folder, or the bundled one.

    Raises WrongUsage for a store.
    """
    return file_paths(given or setting("data") or _working_folder())


def _working_folder() -> tuple[str, ...]:
    """Return the path of the working folder if it is a corpus, otherwise nothing."""
    return (".",) if any(_is_corpus_file(name) for name in sorted(os.listdir("."))) else ()


def single_corpus(paths: tuple[str, ...], done: str = "added to") -> tuple[str, ...]:
    """Return the paths if they name a single corpus. Raises WrongUsage."""
    if len(paths) > 1:
        why = f"A record is {done} one corpus, but {len(paths)} are given: {', '.join(paths)}."
        raise WrongUsage(f"{why} Use --data with one of them.")
    return paths


def whole_corpora(paths: Sequence[str]) -> tuple[str, ...]:
    """Return the corpora that files or folders are part of, which may be more than what was named.

    An id is unique in all of them, and writers in two parts of one wait for each other.
    """
    from sinoru.check.runner import corpus_around

    return tuple(dict.fromkeys(corpus_around(path) or path for path in paths))


def _is_corpus_file(name: str) -> bool:
    """Return whether a file of the working folder has a top-level list of a corpus."""
    if name.startswith(".") or not has_corpus_name(name) or not os.path.isfile(name):
        return False
    keys = tuple(f"{key}:".encode() for key in (*RECORDS, "corpus"))
    with open(name, "rb") as stream:
        return any(line.startswith(keys) for line in stream)
