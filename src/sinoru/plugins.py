"""A plugin is others' code: what it raises becomes a message that names it.

Plugins by group and name, each with the distribution that it comes from.

What other distributions add: exporters, importers and rules, found by their entry points (docs/plugins.md).

To look for them reads the metadata of all that is installed, which no look-up should pay for: only export, import
and check do.
"""

from collections.abc import Container, Iterator
from contextlib import contextmanager
from importlib.metadata import EntryPoint, entry_points
from typing import Any

import msgspec

from sinoru.model.errors import SinoruError


class BrokenPlugin(SinoruError):
    """A plugin cannot be used."""

    def __init__(self, plugin: str, why: str) -> None:
        super().__init__(f"{plugin} cannot be used: {why}")


@contextmanager
def guarded(plugin: str, *, passing: tuple[type[Exception], ...] = ()) -> Iterator[None]:
    """Turn what is raised inside into BrokenPlugin, but for our own errors and those in `passing`."""
    try:
        yield
    except passing:
        raise
    except SinoruError:
        raise
    except (Exception, SystemExit) as error:  # whatever it is, it is no fault of the user
        raise BrokenPlugin(plugin, f"{type(error).__name__}: {error}".removesuffix(": ")) from error


EXPORTER_GROUP, IMPORTER_GROUP, RULE_GROUP = "sinoru.exporters", "sinoru.importers", "sinoru.rules"
_THINGS = {EXPORTER_GROUP: "exporter", IMPORTER_GROUP: "importer", RULE_GROUP: "rule"}


class Plugin(msgspec.Struct, frozen=True):
    """An entry point, not loaded yet."""

    entry: EntryPoint

    @property
    def name(self) -> str:
        """Return what it is asked for by."""
        return self.entry.name

    @property
    def origin(self) -> str:
        """Return the distribution with its version."""
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
    """Return the plugins of a group, by name."""
    found = map(Plugin, entry_points(group=group))
    return sorted(found, key=lambda plugin: (plugin.name, plugin.origin))


def tell_unused(group: str, taken: Container[str]) -> Iterator[str]:
    """Say of each plugin whose name is taken that it is not used."""
    for plugin in list_plugins(group):
        if plugin.name in taken:
            yield f"{plugin} is not used: sinoru has one of that name itself"


def find_plugin(group: str, name: str, taken: Container[str]) -> Plugin | None:
    """Return the plugin of this name, unless the name is taken: what is ours stays as it is, whatever is installed.

    Raises BrokenPlugin where two distributions have one of that name.
    """
    named = [] if name in taken else [plugin for plugin in list_plugins(group) if plugin.name == name]
    if not named:
        return None
    if len(named) > 1:
        raise BrokenPlugin(str(named[1]), f"{named[0].origin} has one of that name too")
    return named[0]
