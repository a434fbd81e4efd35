"""Exporters, importers and rules of other distributions, found by their entry points (docs/plugins.md).

Searching for plugins reads the metadata of all installed distributions, which would slow down look-ups: only export,
import and check do it. Any exception of a plugin becomes an error message that names the plugin.
"""

from collections.abc import Container, Iterator
from contextlib import contextmanager
from importlib.metadata import EntryPoint, entry_points
from typing import Any

import msgspec

from sinoru.messages import refused, series
from sinoru.model.errors import SinoruError

EXPORTER_GROUP, IMPORTER_GROUP, RULE_GROUP = "sinoru.exporters", "sinoru.importers", "sinoru.rules"
_KINDS = {EXPORTER_GROUP: "exporter", IMPORTER_GROUP: "importer", RULE_GROUP: "rule"}


class BrokenPlugin(SinoruError):
    """A plugin cannot be used."""

    def __init__(self, plugin: str, why: str) -> None:
        super().__init__(refused(plugin, f"cannot be used: {why}", "Update the plugin, or uninstall it."))


@contextmanager
def guarded(plugin: str, *, passing: tuple[type[Exception], ...] = ()) -> Iterator[None]:
    """Turn exceptions raised inside into BrokenPlugin, except SinoruError and those in `passing`."""
    try:
        yield
    except passing:
        raise
    except SinoruError:
        raise
    except (Exception, SystemExit) as error:  # any exception: the user is responsible for none of them
        raise BrokenPlugin(plugin, f"{type(error).__name__}: {error}".removesuffix(": ")) from error


class Plugin(msgspec.Struct, frozen=True):
    """A plugin that is not loaded yet; `str` describes it in messages."""

    entry: EntryPoint

    @property
    def name(self) -> str:
        """Return the name of the entry point."""
        return self.entry.name

    @property
    def origin(self) -> str:
        """Return the distribution with its version."""
        distribution = self.entry.dist
        return f"{distribution.name} {distribution.version}" if distribution else "an unknown distribution"

    def __str__(self) -> str:
        return f"the {_KINDS[self.entry.group]} '{self.name}' of {self.origin}"

    def load(self, *needed: str) -> Any:
        """Import and return the plugin. Raises BrokenPlugin if that fails or it has none of these functions."""
        with guarded(str(self)):
            loaded = self.entry.load()
        if not any(callable(getattr(loaded, name, None)) for name in needed):
            raise BrokenPlugin(str(self), f"it has no function {series(needed)}")
        return loaded


def list_plugins(group: str) -> list[Plugin]:
    """Return the plugins of a group, by name."""
    plugins = map(Plugin, entry_points(group=group))
    return sorted(plugins, key=lambda plugin: (plugin.name, plugin.origin))


def explain_unused(group: str, taken: Container[str]) -> Iterator[str]:
    """Yield a message for each plugin that is not used because its name is taken."""
    for plugin in list_plugins(group):
        if plugin.name in taken:
            kind = _KINDS[group]
            yield refused(f"{plugin}", f"is not used: sinoru has its own {kind} of that name")


def find_plugin(group: str, name: str, taken: Container[str]) -> Plugin | None:
    """Return the plugin of this name, if there is one and the name is not taken by a built-in.

    Raises BrokenPlugin if two distributions have a plugin of that name.
    """
    named = [] if name in taken else [plugin for plugin in list_plugins(group) if plugin.name == name]
    if not named:
        return None
    if len(named) > 1:
        raise BrokenPlugin(str(named[1]), f"{named[0].origin} has one with the same name")
    return named[0]
