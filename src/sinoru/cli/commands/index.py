"""`sinoru index`: build, inspect or remove the index of a corpus, which is a file in the cache."""

import os
import time
from collections.abc import Sequence
from contextlib import suppress

import msgspec

from sinoru.cli.lookup import rebuild
from sinoru.cli.options import SVG
from sinoru.cli.output import show
from sinoru.cli.parser import Request, command, nothing, one_of, too_much
from sinoru.cli.settings import corpus_paths, file_paths
from sinoru.cli.stderr import report_faults
from sinoru.index.database import JOURNALS, cache_folder, index_path, open_database, public_path
from sinoru.index.driver import has_page_checks
from sinoru.index.open import find_changes, known_files
from sinoru.index.sqlite import CORRUPTION_ERRORS, SqliteIndex
from sinoru.loading.corpus_path import only_store
from sinoru.loading.files import find_corpus_files
from sinoru.model.errors import SinoruError
from sinoru.render.facts import facts_document


class NotAnIndex(SinoruError):
    """A folder has the path of the index."""


class IndexState(msgspec.Struct, frozen=True):
    """An index, and whether it agrees with the files of its corpus."""

    path: str
    state: str
    files: int = 0
    records: int = 0
    faults: int = 0
    bytes: int = 0
    page_checks: str = ""
    """`on` if each page that is read is compared with its checksum, otherwise `off`; empty without an index."""
    seconds: float | None = None
    """The duration of the build; None without a build."""


def build_index(paths: Sequence[str]) -> IndexState:
    """Rebuild the index, and report the errors in the corpus."""
    started = time.perf_counter()
    built = rebuild(paths)
    state = _describe(built, index_path(paths, cache_folder()), "built")
    if faults := built.diagnostics():
        report_faults(faults, paths)
    built.close()
    if not state.bytes:
        state = msgspec.structs.replace(state, state="not kept: the folder cannot be written")
    return msgspec.structs.replace(state, seconds=round(time.perf_counter() - started, 2))


def inspect_index(paths: Sequence[str]) -> IndexState:
    """Describe the index as it is, without building or updating it."""
    path, files = index_path(paths, cache_folder()), find_corpus_files(paths)
    if not os.path.exists(path):
        return IndexState(path, "none yet")
    try:
        opened = SqliteIndex(open_database(path))
        changes = find_changes(known_files(opened.connection), files)
        state = _describe(opened, path, "stale" if changes else "fresh")
        opened.close()
    except CORRUPTION_ERRORS:
        return IndexState(path, "damaged, or of another version")
    return state


def clear_index(paths: Sequence[str]) -> IndexState:
    """Remove the index with its journals; the next look-up rebuilds it."""
    path = index_path(paths, cache_folder())
    state = "removed" if os.path.exists(path) else "none to remove"
    for each in (path, public_path(path)):
        for suffix in ("", *JOURNALS):
            with suppress(FileNotFoundError):
                _unlink(each + suffix)
    return IndexState(path, state)


def _unlink(path: str) -> None:
    """Remove a file. Raises NotAnIndex for a folder, FileNotFoundError."""
    if os.path.isdir(path) and not os.path.islink(path):
        raise NotAnIndex(f"Cannot remove {path}: it is a folder, not an index. Move it elsewhere.")
    os.unlink(path)


def _describe(opened: SqliteIndex, path: str, state: str) -> IndexState:
    file = opened.value("SELECT file FROM pragma_database_list WHERE name = 'main'")  # empty: it is in memory
    return IndexState(
        path=path,
        state=state,
        files=len(known_files(opened.connection)),
        records=opened.value("SELECT count(*) FROM record"),
        faults=len(opened.diagnostics()),
        bytes=os.path.getsize(path) if file and os.path.exists(path) else 0,
        page_checks="on" if has_page_checks(opened.connection) else "off",
    )


_ACTIONS = {"build": build_index, "status": inspect_index, "clear": clear_index}


@command(
    words="build|status|clear",
    examples=("sinoru index status", "sinoru index build --data my-corpus"),
    without=(SVG,),
)
def index(request: Request) -> int:
    """Build, inspect or remove the index that look-ups use.

    Look-ups build the index themselves if necessary, so you can remove it at any time. With --store, 'status' shows
    the contents of the store, and the hash of the files that were pushed.
    """
    if not request.words:
        raise nothing("action", "index", "status", known=_ACTIONS)
    action = one_of("action", request.words[0], _ACTIONS)
    if request.words[1:]:
        raise too_much(f"index {action}", "", request.words[1:])
    if action == "status" and (store := only_store(corpus_paths(request.data))):
        from sinoru.store.open import inspect_store

        show(inspect_store(store), facts_document, request.output)
        return 0
    show(_ACTIONS[action](file_paths(request.data)), facts_document, request.output)
    return 0
