"""Kinds of export that plugins add (docs/plugins.md)."""

from collections.abc import Iterator
from typing import Any

from sinoru.export.kinds import KINDS, Kind
from sinoru.index.database import Damage
from sinoru.plugins import EXPORTER_GROUP, BrokenPlugin, Plugin, find_plugin, guarded, list_plugins
from sinoru.query.selection import Selection


class PluggedExporter:
    """A plugin as `sinoru export` uses it; what goes wrong in it names it."""

    def __init__(self, plugin: Plugin) -> None:
        self._name = str(plugin)
        self._loaded: Any = plugin.load("export", "write")

    @property
    def kind(self) -> Kind:
        """Give what it says of itself, and what all exports have for the rest."""
        loaded = self._loaded
        with guarded(self._name):
            return Kind(
                module=loaded.__name__,
                suffix=str(getattr(loaded, "SUFFIX", "")),
                media_type=str(getattr(loaded, "MEDIA_TYPE", "")),
                holds=tuple(getattr(loaded, "HOLDS", KINDS["json"].holds)),
                chosen=tuple(getattr(loaded, "CHOSEN", KINDS["json"].chosen)),
                is_binary=not hasattr(loaded, "export"),
            )

    def export(self, selection: Selection) -> Iterator[str]:
        """Give the parts of the text."""
        with guarded(self._name, passing=Damage):
            for part in self._loaded.export(selection):
                if not isinstance(part, str):
                    raise BrokenPlugin(self._name, f"export gave {type(part).__name__}, not text")
                yield part

    def write(self, selection: Selection, path: str) -> None:
        """Fill a new file."""
        with guarded(self._name, passing=(*Damage, OSError)):
            self._loaded.write(selection, path)


def find_exporter(name: str) -> PluggedExporter | None:
    """Give the exporter that a plugin adds under this name. Raises BrokenPlugin."""
    plugin = find_plugin(EXPORTER_GROUP, name, KINDS)
    return PluggedExporter(plugin) if plugin else None


def exporter_names() -> list[str]:
    """Give the kinds that plugins add."""
    return [plugin.name for plugin in list_plugins(EXPORTER_GROUP) if plugin.name not in KINDS]
