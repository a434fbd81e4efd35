"""The kinds of file that can be imported, those of plugins (docs/plugins.md) included, and the reader of each."""

import sys
from collections.abc import Container
from importlib import import_module
from typing import Protocol

from sinoru.dates.edtf import parse_edtf
from sinoru.draft.answers import Drafts, Rows
from sinoru.draft.recognise import make_drafts
from sinoru.draft.tables import check_fields
from sinoru.index.index import Index, Progress
from sinoru.plugins import IMPORTER_GROUP, BrokenPlugin, find_plugin, guarded, list_plugins
from sinoru.verify.copies import LARGEST, STANDARD_INPUT, UnreadableCopy, decode_copy, read_copy

FORMATS = ("chronology", "csv", "jsonl", "ics", "markwhen", "timelinejs")
_LONGEST_LOCATED = 1_000_000
"""The most characters of a text in which entries are located."""


class ImportRequest(Protocol):
    """The options of an import."""

    @property
    def year(self) -> int | None:
        """The year of the first entries."""

    @property
    def source(self) -> str:
        """The id of the source that drafts cite."""

    @property
    def title(self) -> str:
        """The source's title."""

    @property
    def columns(self) -> dict[str, str]:
        """The column of each field."""


def draft_file(index: Index, kind: str, path: str, request: ImportRequest, progress: Progress) -> Drafts:
    """Read a file and draft its records. Raises UnreadableCopy, WrongUsage, MissingLibrary."""
    check_fields(request.columns, index.fields)
    text = _read_text(path)
    rows = _read_rows(kind, text, path, request, progress)
    located = text if kind == "chronology" and len(text) <= _LONGEST_LOCATED else ""
    return make_drafts(index, path, rows, request.source, request.title, located)


def _read_rows(kind: str, text: str, path: str, request: ImportRequest, progress: Progress) -> Rows:
    if kind == "chronology":
        from sinoru.draft.formats.chronology import read_prose

        return read_prose(text, request.year, progress)
    if kind not in FORMATS:
        return read_plugged(kind, text, path, request.columns)
    rows: Rows = import_module(f"sinoru.draft.formats.{kind}").read_rows(text, path, request.columns)
    return rows


def _read_text(path: str) -> str:
    if path != STANDARD_INPUT:
        return read_copy(path, "import")
    content = sys.stdin.buffer.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise UnreadableCopy(path, f"is larger than {LARGEST // 1_000_000} MB", "Use a part of it.")
    return decode_copy(path, content, "import")


def importer_names(taken: Container[str]) -> list[str]:
    """Return the kinds that plugins add, except those in `taken`."""
    return [plugin.name for plugin in list_plugins(IMPORTER_GROUP) if plugin.name not in taken]


def has_importer(name: str, taken: Container[str]) -> bool:
    """Return whether a plugin reads this kind. Raises BrokenPlugin if it cannot be used."""
    plugin = find_plugin(IMPORTER_GROUP, name, taken)
    return bool(plugin and plugin.load("read_rows"))


def read_plugged(name: str, text: str, path: str, columns: dict[str, str]) -> Rows:
    """Return the rows that a plugin reads. Raises BrokenPlugin, or the SinoruError that the plugin raises."""
    plugin = find_plugin(IMPORTER_GROUP, name, ())
    if plugin is None:
        raise BrokenPlugin(f"the importer '{name}'", "it is no longer installed")
    loaded = plugin.load("read_rows")
    with guarded(str(plugin)):
        rows = loaded.read_rows(text, path, columns)
        if not isinstance(rows, Rows):
            raise BrokenPlugin(str(plugin), f"read_rows returned {type(rows).__name__}, not Rows")
        for row in rows.rows:
            parse_edtf(row.date)
    return rows
