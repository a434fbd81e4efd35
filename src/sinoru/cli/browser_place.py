"""Where the browser was left in each corpus: a small file for each in the cache, read when it opens again."""

import os
from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING
from zlib import crc32

import msgspec

from sinoru.cli.last_list import corpus_key
from sinoru.index.database import cache_folder
from sinoru.loading.disk import replace

if TYPE_CHECKING:
    from sinoru.tui.place import Place

_FOLDER = "browser"


def read_place(paths: Sequence[str]) -> "Place | None":
    """Return where the browser was left in this corpus; None without a file, or with one that is damaged."""
    from sinoru.tui.place import Place

    try:
        with open(_path(paths), "rb") as file:
            left = msgspec.json.decode(file.read(), type=dict[str, msgspec.Raw])
        if msgspec.json.decode(left["corpus"], type=tuple[str, ...]) != corpus_key(paths):
            return None
        return msgspec.json.decode(left["place"], type=Place)
    except (OSError, KeyError, ValueError):
        return None


def save_place(place: "Place", paths: Sequence[str]) -> None:
    """Keep where the browser was left; a cache that cannot be written keeps nothing."""
    path = _path(paths)
    temporary = f"{path}.{os.getpid()}"
    with suppress(OSError):
        os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
        with open(temporary, "wb") as file:
            file.write(msgspec.json.encode({"corpus": corpus_key(paths), "place": place}))
        replace(temporary, path)


def _path(paths: Sequence[str]) -> str:
    key = crc32(os.fsencode(os.pathsep.join(corpus_key(paths))))
    return os.path.join(cache_folder(), _FOLDER, f"{key:08x}.json")
