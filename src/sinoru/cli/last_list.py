"""The last list that was printed in a terminal, so that `sinoru show 3` takes the third line of it.

A file in the cache for each shell session, and so for each terminal, holds the ids of the list and the corpus that
they come from.
"""

import os
from collections.abc import Sequence
from contextlib import suppress
from time import time

import msgspec

from sinoru.cli.settings import corpus_paths
from sinoru.index.database import cache_folder
from sinoru.index.index import Index
from sinoru.loading.corpus_path import only_store
from sinoru.loading.disk import write_small
from sinoru.messages import command, count, quoted, shell_word, without_password
from sinoru.model.errors import SinoruError
from sinoru.query.answers import Candidates
from sinoru.query.record_words import is_number, record_ids

_FOLDER = "lists"
_MOST_DIGITS = 10
"""Digits of no list's number."""
_KEPT = 7 * 24 * 3600
"""Seconds after which the list of a session is deleted."""


class LastList(msgspec.Struct, frozen=True):
    """The ids of a list, in its order, and the corpus: real paths, or the address of a store without its password."""

    corpus: tuple[str, ...]
    ids: tuple[str, ...]


class NotInLastList(SinoruError):
    """A number stands for no record of the last list."""

    exit_code = 1


def save_list(ids: Sequence[str], data: Sequence[str]) -> None:
    """Keep the ids of a list for this session; a cache that cannot be written keeps none."""
    path = _path()
    with suppress(OSError):
        write_small(path, msgspec.json.encode(LastList(corpus_key(data), tuple(ids))))
        _remove_old(os.path.dirname(path))


def typed_ids(
    index: Index, words: Sequence[str], data: Sequence[str], *, may_guess: bool = True
) -> list[str] | Candidates:
    """Return the ids that words mean: ids, numbers of the last list, or names; candidates if a name fits several.

    Raises NotInLastList.
    """
    ids = record_ids(index, words, lambda word: _numbered(word, data), may_guess=may_guess)
    if not isinstance(ids, Candidates):
        for word in {*words} & {*ids}:
            _say_id_wins(word, data)
    return ids


def _say_id_wins(word: str, data: Sequence[str]) -> None:
    """Report that a number is read as an id, where it is a line of the last list as well."""
    listed = _read() if is_number(word) else None
    if listed and listed.corpus == corpus_key(data) and (other := _at(listed, word)) not in ("", word):
        from sinoru.cli.stderr import say

        say(f"{quoted(word)} is read as an id. Line {word} of the last list is {quoted(other)}.")


def _numbered(word: str, data: Sequence[str]) -> str:
    """Return the id of a line of the last list. Raises NotInLastList."""
    from sinoru.cli.stderr import options_for

    listed = _read()
    if listed is None:
        step = command("timeline", *options_for(data))
        why = f"No record has the id {quoted(word)}, and no list of this terminal is kept."
        folder = _unwritable_folder()
        advice = f"The folder {folder} cannot be written. Use an id." if folder else f"Try: {step}"
        raise NotInLastList(f"{why} {advice}")
    if listed.corpus != corpus_key(data):
        why = f"No record has the id {quoted(word)}, and the last list of this terminal is of another corpus."
        raise NotInLastList(
            f"{why} To use that one, add: {' '.join(map(shell_word, options_for(listed.corpus)))}"
        )
    if not (id_ := _at(listed, word)):
        why = f"No record has the id {quoted(word)}, and the last list of this terminal has only"
        raise NotInLastList(f"{why} {count(len(listed.ids), 'line')}.")
    return id_


def _at(listed: LastList, word: str) -> str:
    """Return the id of a line of a list; empty if it has fewer lines."""
    number = int(word) if len(word) < _MOST_DIGITS else 0
    return listed.ids[number - 1] if 1 <= number <= len(listed.ids) else ""


def _unwritable_folder() -> str:
    """Return the folder of the lists if it cannot be written, else an empty text."""
    folder = existing = os.path.join(cache_folder(), _FOLDER)
    while not os.path.lexists(existing):
        existing = os.path.dirname(existing)
    return "" if os.path.isdir(existing) and os.access(existing, os.W_OK) else folder


def _read() -> LastList | None:
    try:
        with open(_path(), "rb") as file:
            return msgspec.json.decode(file.read(), type=LastList)
    except (OSError, msgspec.DecodeError):
        return None


def corpus_key(data: Sequence[str]) -> tuple[str, ...]:
    """Return what a corpus is known by between two runs: real paths, or a store's address without its password."""
    paths = corpus_paths(data)
    if store := only_store(paths):
        return (without_password(store),)
    return tuple(os.fsencode(os.path.realpath(path)).decode(errors="backslashreplace") for path in paths)


def _path() -> str:
    """Return the file of this shell session."""
    return os.path.join(cache_folder(), _FOLDER, f"{_session()}.json")


def _session() -> str:
    """Return what tells the shell sessions of all terminals apart, and does not depend on redirected streams."""
    try:
        _, _, _, session, terminal, *_ = _status("self")
    except OSError:  # only Linux has these files
        return str(os.getsid(0)) if hasattr(os, "getsid") else _console()
    try:
        return f"{session}-{_status(session)[19]}"  # numbers are used again, but not with the same start
    except OSError:  # the session is outside this container
        return f"{terminal}-{session}"


def _console() -> str:
    """Return what tells the consoles of Windows apart. A launcher is our parent there, another one each time."""
    from sinoru.cli.windows_console import console_number

    tab = "".join(filter(str.isalnum, os.environ.get("WT_SESSION", "")))
    return f"{tab}-{console_number() or os.getppid()}".lstrip("-")


def _status(process: str) -> list[str]:
    """Return the state, parent, group, session and terminal of a process, and more (proc(5)). Raises OSError."""
    with open(f"/proc/{process}/stat", encoding="utf-8", errors="replace") as file:
        # The name of the program comes before, in brackets, and may have spaces and brackets.
        return file.read().rpartition(")")[2].split()


def _remove_old(folder: str) -> None:
    oldest = time() - _KEPT
    for entry in os.scandir(folder):
        with suppress(OSError):
            if entry.stat().st_mtime < oldest:
                os.unlink(entry.path)
