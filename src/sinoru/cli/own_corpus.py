"""Which corpus a command may write to: never the one that ships, unless it is named."""

import os
from collections.abc import Sequence

from sinoru.cli.corpus_paths import file_paths
from sinoru.cli.settings import setting
from sinoru.loading.files import has_corpus_name
from sinoru.model.errors import WrongUsage
from sinoru.model.records import RECORDS
from sinoru.store.scheme import only_store


def own_paths(given: Sequence[str]) -> tuple[str, ...]:
    """Give the paths of the corpus to change: as given, else as set, else the working folder if it is one.

    Raises WrongUsage.
    """
    if only_store(given):
        raise WrongUsage("a store is not written to: change the files of the corpus, then push it")
    if chosen := tuple(given) or setting("data") or _working_folder():
        return chosen
    raise WrongUsage("say which corpus with --data, or go to its folder; 'sinoru init DIR' begins one")


def paths_to_check(given: Sequence[str]) -> tuple[str, ...]:
    """Give the paths of the corpus to check: as given, else as set, else the working folder, else the one that ships.

    Raises WrongUsage for a store.
    """
    return file_paths(given or setting("data") or _working_folder())


def _working_folder() -> tuple[str, ...]:
    """Give the path of the working folder if it is a corpus."""
    return (".",) if any(_is_corpus_file(name) for name in sorted(os.listdir("."))) else ()


def one_corpus(paths: tuple[str, ...]) -> tuple[str, ...]:
    """Give the paths if they are of one corpus. Raises WrongUsage."""
    if len(paths) > 1:
        raise WrongUsage("a record is added to one corpus: give --data once")
    return paths


def _is_corpus_file(name: str) -> bool:
    """Tell whether a file of the working folder has a top-level list of a corpus."""
    if name.startswith(".") or not has_corpus_name(name) or not os.path.isfile(name):
        return False
    keys = tuple(f"{key}:".encode() for key in (*RECORDS, "corpus"))
    with open(name, "rb") as stream:
        return any(line.startswith(keys) for line in stream)
