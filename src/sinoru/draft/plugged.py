"""Kinds of file that plugins read (docs/plugins.md)."""

from collections.abc import Container

from sinoru.dates.edtf import parse_edtf
from sinoru.draft.answers import Rows
from sinoru.plugins import IMPORTER_GROUP, BrokenPlugin, find_plugin, guarded, list_plugins


def importer_names(taken: Container[str]) -> list[str]:
    """Give the kinds that plugins add."""
    return [plugin.name for plugin in list_plugins(IMPORTER_GROUP) if plugin.name not in taken]


def see_importer(name: str, taken: Container[str]) -> bool:
    """Tell whether a plugin reads this kind. Raises BrokenPlugin where it cannot be used."""
    plugin = find_plugin(IMPORTER_GROUP, name, taken)
    return bool(plugin and plugin.load("read_rows"))


def read_plugged(name: str, text: str, path: str, columns: dict[str, str]) -> Rows:
    """Give the rows that a plugin reads in a file. Raises BrokenPlugin, and what the plugin raises of ours."""
    plugin = find_plugin(IMPORTER_GROUP, name, ())
    if plugin is None:
        raise BrokenPlugin(f"the importer '{name}'", "it is not installed any more")
    loaded = plugin.load("read_rows")
    with guarded(str(plugin)):
        rows = loaded.read_rows(text, path, columns)
        if not isinstance(rows, Rows):
            raise BrokenPlugin(str(plugin), f"read_rows gave {type(rows).__name__}, not Rows")
        for row in rows.rows:
            parse_edtf(row.date)
    return rows
