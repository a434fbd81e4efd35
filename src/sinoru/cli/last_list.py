"""The last list that was printed in a terminal, so that `sinoru show 3` takes the third line of it.

A file in the cache for each terminal and shell session holds the ids of the list and the corpus that they come from.
"""

import os
import re
import sys
from collections.abc import Sequence
from contextlib import suppress
from time import time

import msgspec

from sinoru.cli.settings import corpus_paths
from sinoru.index.database import cache_folder
from sinoru.index.index import Index
from sinoru.loading.corpus_path import only_store
from sinoru.loading.disk import replace
from sinoru.messages import command, count, quoted
from sinoru.model.errors import SinoruError
from sinoru.query.answers import Candidates

_FOLDER = "lists"
_KEPT = 7 * 24 * 3600
"""Seconds after which the list of a session is deleted."""


class LastList(msgspec.Struct, frozen=True):
    """The ids of a list, in its order, and the corpus: real paths, or the address of a store without its password."""

    corpus: tuple[str, ...]
    ids: tuple[str, ...]


class NotInLastList(SinoruError):
    """A number stands for no record of the last list."""


def save_list(ids: Sequence[str], data: Sequence[str]) -> None:
    """Keep the ids of a list for this session; a cache that cannot be written keeps none."""
    path = _path()
    temporary = f"{path}.{os.getpid()}"
    with suppress(OSError):
        os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
        with open(temporary, "wb") as file:
            file.write(msgspec.json.encode(LastList(_corpus(data), tuple(ids))))
        replace(temporary, path)
        _remove_old(os.path.dirname(path))


def typed_ids(
    index: Index, words: Sequence[str], data: Sequence[str], *, may_guess: bool = True
) -> list[str] | Candidates:
    """Return the ids that words mean: ids, numbers of the last list, or names; candidates if a name fits several.

    Raises NotInLastList.
    """
    from sinoru.query.record_words import record_ids
    from sinoru.query.show import is_taken

    ids = []
    for word in words:
        if not (word.isascii() and word.isdecimal()):
            ids.append(word)
        elif is_taken(index, word):
            _say_id_wins(word, data)
            ids.append(word)
        else:
            ids.append(_numbered(word, data))
    return record_ids(index, ids, may_guess=may_guess)


def _say_id_wins(word: str, data: Sequence[str]) -> None:
    listed = _read()
    if listed and listed.corpus == _corpus(data) and 1 <= int(word) <= len(listed.ids):
        from sinoru.cli.stderr import say

        say(
            f"{quoted(word)} is read as an id. Line {word} of the last list is {quoted(listed.ids[int(word) - 1])}."
        )


def _numbered(word: str, data: Sequence[str]) -> str:
    """Return the id of a line of the last list. Raises NotInLastList."""
    listed = _read()
    if listed is None:
        why = "a number means a line of the last list, and none was printed in this terminal"
        raise NotInLastList(f"No record has the id {quoted(word)}; {why}. Try: {command('timeline')}")
    if listed.corpus != _corpus(data):
        why = "the last list in this terminal is of another corpus"
        raise NotInLastList(f"No record has the id {quoted(word)}, and {why}. List this corpus first.")
    number = int(word) if len(word) < 10 else 0  # noqa: PLR2004  digits
    if not 1 <= number <= len(listed.ids):
        raise NotInLastList(f"The last list has {count(len(listed.ids), 'record')}, and no line {word}.")
    return listed.ids[number - 1]


def _read() -> LastList | None:
    try:
        with open(_path(), "rb") as file:
            return msgspec.json.decode(file.read(), type=LastList)
    except (OSError, msgspec.DecodeError):
        return None


def _corpus(data: Sequence[str]) -> tuple[str, ...]:
    paths = corpus_paths(data)
    if store := only_store(paths):
        from sinoru.store.address import without_password

        return (without_password(store),)
    return tuple(os.path.realpath(path) for path in paths)


def _path() -> str:
    """Return the file of this terminal and shell session."""
    session = re.sub("[^A-Za-z0-9]+", "-", f"{_terminal()}-{_session()}").strip("-")
    return os.path.join(cache_folder(), _FOLDER, f"{session}.json")


def _terminal() -> str:
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        with suppress(OSError, ValueError, AttributeError):
            return os.ttyname(stream.fileno())
    return ""


def _session() -> str:
    """Return the number of the shell's session and, where the system tells it, the time at which it started."""
    if not hasattr(os, "getsid"):
        from sinoru.cli.windows_console import console_number

        # Windows starts us through a launcher, so the parent is another process each time.
        return f"{os.environ.get('WT_SESSION', '')}-{console_number() or os.getppid()}"
    number = os.getsid(0)
    with suppress(OSError), open(f"/proc/{number}/stat", encoding="utf-8", errors="replace") as file:
        # The name of the program comes in brackets, and may have spaces; field 22 is the start (proc(5)).
        return f"{number}-{file.read().rpartition(')')[2].split()[19]}"
    return str(number)


def _remove_old(folder: str) -> None:
    oldest = time() - _KEPT
    for entry in os.scandir(folder):
        with suppress(OSError):
            if entry.stat().st_mtime < oldest:
                os.unlink(entry.path)
