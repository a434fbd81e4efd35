"""The formats that `sinoru export` can write: modules, imported on first use, and plugins (docs/plugins.md).

The module of a text format has `export(selection) -> Iterator[str]`; that of a binary one has
`write(selection, path)`, which fills a new file. Both read a `Selection` (query/export_selection.py) from front to
back, so that memory use stays flat.
"""

from collections.abc import Iterator
from importlib import import_module
from typing import Any

import msgspec

from sinoru.index.database import DATABASE_ERRORS
from sinoru.messages import unknown
from sinoru.model.errors import WrongUsage
from sinoru.model.records import RECORD_OF_KIND
from sinoru.plugins import EXPORTER_GROUP, BrokenPlugin, Plugin, find_plugin, guarded, list_plugins
from sinoru.query.export_selection import Selection

_ALL = tuple(RECORD_OF_KIND)


class Format(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of a format before its module, which has its name, is imported."""

    suffix: str
    holds: tuple[str, ...] = _ALL
    """The kinds of record that it writes; a choice with none of them is empty."""
    with_named: bool = True
    """Whether it also writes the records that the chosen ones name."""
    chosen: tuple[str, ...] = ("event", "claim")
    """The kinds of record that filters choose from, and that --limit counts."""
    is_binary: bool = False
    needs_extra: bool = False
    """Whether it needs a library that the extra of its name installs (sinoru.extras)."""


FORMATS: dict[str, Format] = {
    "json": Format(suffix=".json"),
    "jsonl": Format(suffix=".jsonl"),
    "csv": Format(suffix=".csv", with_named=False),
    "markdown": Format(suffix=".md"),
    "ics": Format(suffix=".ics", holds=("event",), chosen=("event",), needs_extra=True),
    "bibtex": Format(suffix=".bib", holds=("source",)),
    "csl-json": Format(suffix=".json", holds=("source",)),
    "ris": Format(suffix=".ris", holds=("source",)),
    "timelinejs": Format(suffix=".json", holds=("event",), chosen=("event",)),
    "geojson": Format(suffix=".geojson", holds=("event", "place"), chosen=("event",), with_named=False),
    "graphml": Format(suffix=".graphml"),
    "jsonld": Format(suffix=".jsonld"),
    "parquet": Format(suffix=".parquet", with_named=False, is_binary=True, needs_extra=True),
    "sqlite": Format(suffix=".sqlite", is_binary=True),
    "html": Format(suffix=".html", needs_extra=True),
}
"""By name, in the order in which help lists them."""


def find_format(name: str) -> Format:
    """Return the format of this name, also that of a plugin. Raises BrokenPlugin, WrongUsage."""
    plugged = find_exporter(name)
    if plugged:
        return plugged.kind
    if name not in FORMATS:
        raise WrongUsage(unknown("export format", name, [*FORMATS, *exporter_names()]))
    return FORMATS[name]


def load_format(name: str, command: str = "") -> Any:
    """Return the module, or the plugin, that writes the format. Raises MissingLibrary, BrokenPlugin.

    `command` is the one that needs the format, unless that is `export`.
    """
    if name not in FORMATS:
        return find_exporter(name)
    try:
        return import_module(f"sinoru.export.formats.{name.replace('-', '_')}")
    except ModuleNotFoundError as error:
        if not FORMATS[name].needs_extra:
            raise
        from sinoru.extras import missing

        raise missing(f"'sinoru {command or f'export {name}'}'", command or name, error) from None


class PluggedExporter:
    """A plugin as a format module; every error in it names the plugin."""

    def __init__(self, plugin: Plugin) -> None:
        self._name = str(plugin)
        self._loaded: Any = plugin.load("export", "write")

    @property
    def kind(self) -> Format:
        """Return the format as the plugin describes it, with defaults for the rest."""
        loaded = self._loaded
        with guarded(self._name):
            return Format(
                suffix=str(getattr(loaded, "SUFFIX", "")),
                holds=tuple(getattr(loaded, "HOLDS", FORMATS["json"].holds)),
                chosen=tuple(getattr(loaded, "CHOSEN", FORMATS["json"].chosen)),
                is_binary=not hasattr(loaded, "export"),
            )

    def export(self, selection: Selection) -> Iterator[str]:
        """Yield the parts of the text. Raises BrokenPlugin."""
        with guarded(self._name, passing=DATABASE_ERRORS):
            for part in self._loaded.export(selection):
                if not isinstance(part, str):
                    raise BrokenPlugin(self._name, f"export returned {type(part).__name__}, not text")
                yield part

    def write(self, selection: Selection, path: str) -> None:
        """Fill the new file at `path`. Raises BrokenPlugin, OSError."""
        with guarded(self._name, passing=(*DATABASE_ERRORS, OSError)):
            self._loaded.write(selection, path)


def find_exporter(name: str) -> PluggedExporter | None:
    """Return the exporter that a plugin adds under this name. Raises BrokenPlugin."""
    plugin = find_plugin(EXPORTER_GROUP, name, FORMATS)
    return PluggedExporter(plugin) if plugin else None


def exporter_names() -> list[str]:
    """Return the names of the formats that plugins add."""
    return [plugin.name for plugin in list_plugins(EXPORTER_GROUP) if plugin.name not in FORMATS]
