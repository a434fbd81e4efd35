"""What other distributions add: exporters, importers and rules, found by their entry points (docs/plugins.md).

To look for them reads the metadata of all that is installed, which no look-up should pay for: only export, import
and check do.
"""

from sinoru.plugins.find import EXPORTERS, IMPORTERS, RULES, Plugin, find_plugin, list_plugins, tell_unused
from sinoru.plugins.guard import BrokenPlugin, guarded

__all__ = [
    "EXPORTERS",
    "IMPORTERS",
    "RULES",
    "BrokenPlugin",
    "Plugin",
    "find_plugin",
    "guarded",
    "list_plugins",
    "tell_unused",
]
