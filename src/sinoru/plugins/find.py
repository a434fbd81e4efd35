"""Plugins by group and name, each with the distribution that it comes from."""

from collections.abc import Container, Iterator
from importlib.metadata import EntryPoint, entry_points
from typing import Any

import msgspec

from sinoru.plugins.guard import BrokenPlugin, guarded

EXPORTERS, IMPORTERS, RULES = "sinoru.exporters", "sinoru.importers", "sinoru.rules"
_THINGS = {EXPORTERS: "exporter", IMPORTERS: "importer", RULES: "rule"}


class Plugin(msgspec.Struct, frozen=True):
    """An entry point, not loaded yet."""

    entry: EntryPoint

    @property
    def name(self) -> str:
        """Give what it is asked for by."""
        return self.entry.name

    @property
    def origin(self) -> str:
        """Give the distribution with its version."""
        of = self.entry.dist
        return f"{of.name} {of.version}" if of else "an unknown distribution"

    def __str__(self) -> str:
        return f"the {_THINGS[self.entry.group]} '{self.name}' of {self.origin}"

    def load(self, *needed: str) -> Any:
        """Import it and see that it has one of these names. Raises BrokenPlugin."""
        with guarded(str(self)):
            loaded = self.entry.load()
        if not any(callable(getattr(loaded, name, None)) for name in needed):
            raise BrokenPlugin(str(self), f"it has no function {' or '.join(needed)}")
        return loaded


def list_plugins(group: str) -> list[Plugin]:
    """Give the plugins of a group, by name."""
    found = map(Plugin, entry_points(group=group))
    return sorted(found, key=lambda plugin: (plugin.name, plugin.origin))


def tell_unused(group: str, taken: Container[str]) -> Iterator[str]:
    """Say of each plugin whose name is taken that it is not used."""
    for plugin in list_plugins(group):
        if plugin.name in taken:
            yield f"{plugin} is not used: sinoru has one of that name itself"


def find_plugin(group: str, name: str, taken: Container[str]) -> Plugin | None:
    """Give the plugin of this name, unless the name is taken: what is ours stays as it is, whatever is installed.

    Raises BrokenPlugin where two distributions have one of that name.
    """
    named = [] if name in taken else [plugin for plugin in list_plugins(group) if plugin.name == name]
    if not named:
        return None
    if len(named) > 1:
        raise BrokenPlugin(str(named[1]), f"{named[0].origin} has one of that name too")
    return named[0]
