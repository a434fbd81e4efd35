"""The corpus that a file belongs to: the nearest folder, its own or above, with one titled `corpus:` in its files.

A folder in which several files have a title of their own holds as many corpora, and a file in it stands for itself.
"""

import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import suppress

from sinoru.loading.files import has_corpus_name

_TITLED = re.compile(
    rb"^corpus:(?:\s*\{[^}]*\btitle:|[ \t\r]*\n(?:[ \t]*(?:#.*)?\r?\n|[ \t]+\S.*\n)*?[ \t]+title:)",
    re.MULTILINE,
)
_HIGHEST = 4
"""Folders that are looked through, from the file's own upward."""
_READ = 65_536
"""Bytes of a file in which its title must stand."""


def corpus_around(path: str) -> str | None:
    """Give the folder of the corpus that a file or folder is in; None where there is none."""
    path = os.path.abspath(path)
    folder = path if os.path.isdir(path) else os.path.dirname(path)
    for above in _upward(folder):
        titles = sum(map(_is_titled, _yaml_files(above)))
        if titles:
            return above if titles == 1 else None
    return None


def _upward(folder: str) -> Iterator[str]:
    """Give a folder and those above it, up to the top of a repository; never those that hold all kinds of things."""
    apart = {os.sep, os.path.expanduser("~"), os.path.realpath(tempfile.gettempdir()), tempfile.gettempdir()}
    for _ in range(_HIGHEST):
        if folder in apart:
            return
        yield folder
        if os.path.exists(os.path.join(folder, ".git")):
            return
        folder = os.path.dirname(folder)


def _yaml_files(folder: str) -> list[str]:
    with suppress(OSError), os.scandir(folder) as entries:
        return [entry.path for entry in entries if has_corpus_name(entry.name) and entry.is_file()]
    return []


def _is_titled(path: str) -> bool:
    with suppress(OSError), open(path, "rb") as stream:
        return _TITLED.search(stream.read(_READ)) is not None
    return False
