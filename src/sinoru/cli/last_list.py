"""The last list that was printed in a terminal, so that `sinoru show 3` takes the third line of it.

A file in the cache for each shell session, and so for each terminal, holds the ids of the list and the corpus that
they come from.
"""

import os
from collections.abc import Sequence
from contextlib import suppress
from time import time
from typing import TYPE_CHECKING, TypeVar

import msgspec

from sinoru.cli.settings import corpus_paths
from sinoru.index.database import cache_folder
from sinoru.loading.corpus_path import only_store, shipped_corpus
from sinoru.messages import command, count, quoted, without_password
from sinoru.model.errors import SinoruError
from sinoru.query.answers import Candidates

if TYPE_CHECKING:
    from sinoru.corpus import Corpus

T = TypeVar("T")

_FOLDER = "lists"
_MOST_DIGITS = 10
"""Digits of no list's number."""
_LARGEST = 8_000_000
"""Bytes that are read of a small file of the cache: a list of 100,000 ids has fewer."""
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
    listed = LastList(corpus_key(data), tuple(ids))
    if write_cached(_path(), msgspec.json.encode(listed)):
        _remove_old(os.path.dirname(_path()))


def write_cached(path: str, content: bytes) -> bool:
    """Write a small file of the cache, in a folder that only the user may open; return whether that was possible."""
    from sinoru.files import NotWritten, make_folder_of, write_file  # lazy, as `show` only reads a list

    try:
        make_folder_of(path, mode=0o700)
        write_file(path, content, replaces=True, is_cache=True)
    except NotWritten:
        return False
    return True


def read_cached(path: str, shape: type[T]) -> T | None:
    """Return what a small file of the cache holds; None without one, or where anything else is in its place."""
    try:
        if not os.path.isfile(path):  # opening a pipe would block
            return None
        with open(path, "rb") as file:
            content = file.read(_LARGEST + 1)
        return msgspec.json.decode(content, type=shape) if len(content) <= _LARGEST else None
    except (OSError, ValueError, RecursionError):
        return None


def typed_ids(
    corpus: "Corpus", words: Sequence[str], data: Sequence[str], asked: str
) -> list[str] | Candidates:
    """Return the ids that words mean: ids, numbers of the last list, or names; candidates if a name fits several.

    `asked` is the command that takes the words; `edit` takes no guess. Raises NotInLastList.
    """
    ids = corpus.find_ids(words, lambda word: _numbered(word, data, asked), may_guess=asked != "edit")
    if not isinstance(ids, Candidates):
        for word in {*words} & {*ids}:
            _say_id_wins(word, data)
    return ids


def _say_id_wins(word: str, data: Sequence[str]) -> None:
    """Report that a number is read as an id, where it is a line of the last list as well."""
    is_number = word.isascii() and word.isdecimal()
    listed = _read() if is_number else None
    if listed and listed.corpus == corpus_key(data) and (other := _at(listed, word)) not in ("", word):
        from sinoru.cli.stderr import say

        say(f"{quoted(word)} is read as an id. Line {word} of the last list is {quoted(other)}.")


def _numbered(word: str, data: Sequence[str], asked: str) -> str:
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
        why = f"No record has the id {quoted(word)}, and the last list of this terminal is of"
        raise NotInLastList(f"{why} {_other_corpus(word, listed.corpus, data, asked)}")
    if not (id_ := _at(listed, word)):
        why = f"No record has the id {quoted(word)}, and the last list of this terminal has only"
        raise NotInLastList(f"{why} {count(len(listed.ids), 'line')}.")
    return id_


def _other_corpus(word: str, listed: tuple[str, ...], data: Sequence[str], asked: str) -> str:
    """Name the corpus of the last list, and the command that takes its record; the bundled one is not edited."""
    from sinoru.cli.stderr import options_for

    is_bundled = listed == _real_paths((shipped_corpus(),))
    if asked == "edit" and (is_bundled or only_store(listed)):
        name = "the bundled corpus" if is_bundled else f"the store {listed[0]}"
        own = command("timeline", *options_for(data))
        return f"{name}, which 'sinoru edit' does not change. To list the records that it can edit: {own}"
    name = "the bundled corpus" if is_bundled else f"another corpus, {', '.join(listed)}"
    return f"{name}. Try: {command(asked, word, *options_for(listed))}"


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


def _read(path: str = "") -> LastList | None:
    return read_cached(path or _path(), LastList)


def corpus_key(data: Sequence[str]) -> tuple[str, ...]:
    """Return what a corpus is known by between two runs: real paths, or a store's address without its password."""
    paths = corpus_paths(data)
    if store := only_store(paths):
        return (_as_text(without_password(store)),)
    return _real_paths(paths)


def _real_paths(paths: Sequence[str]) -> tuple[str, ...]:
    return tuple(_as_text(os.path.realpath(path)) for path in paths)


def _as_text(path: str) -> str:
    """Return a path with the bytes in it that are not UTF-8 as escapes."""
    return os.fsencode(path).decode(errors="backslashreplace")


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
    """Remove old lists, and nothing that only has the name of one: the user may keep other files in that folder."""
    oldest = time() - _KEPT
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_file(follow_symlinks=False) and entry.stat().st_mtime < oldest and _read(entry.path):
                os.unlink(entry.path)
