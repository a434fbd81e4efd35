"""Where the browser was left in each corpus: a small file for each in the cache, read when it opens again."""

import os
from collections.abc import Sequence
from zlib import crc32

import msgspec

from sinoru.cli.last_list import corpus_key, write_cached
from sinoru.index.database import cache_folder
from sinoru.tui.place import Place

_FOLDER = "browser"


class PlaceLeft(msgspec.Struct, frozen=True):
    """The place where the browser was left, and the corpus (see corpus_key)."""

    corpus: tuple[str, ...]
    place: Place


def read_place(paths: Sequence[str]) -> Place | None:
    """Return where the browser was left in this corpus; None without a file, or with one that is damaged."""
    try:
        with open(_path(paths), "rb") as file:
            left = msgspec.json.decode(file.read(), type=PlaceLeft)
    except (OSError, ValueError):
        return None
    return left.place if left.corpus == corpus_key(paths) else None


def save_place(place: Place, paths: Sequence[str]) -> None:
    """Keep where the browser was left; a cache that cannot be written keeps nothing."""
    write_cached(_path(paths), msgspec.json.encode(PlaceLeft(corpus_key(paths), place)))


def _path(paths: Sequence[str]) -> str:
    key = crc32(os.fsencode(os.pathsep.join(corpus_key(paths))))
    return os.path.join(cache_folder(), _FOLDER, f"{key:08x}.json")
