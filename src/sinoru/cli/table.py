"""The commands by name. A command's module is imported when it runs, not before."""

import msgspec


class Entry(msgspec.Struct, frozen=True):
    """Where a command is, and how the list of commands presents it."""

    module: str
    """Below `sinoru.cli.commands`; holds the command under its own name."""
    summary: str
    """The first line of its docstring."""
    panel: str


_ASK, _KEEP = "Look up", "Look after"

COMMANDS: dict[str, Entry] = {
    "timeline": Entry("timeline", "Show what happened, in order.", _ASK),
    "on": Entry("on", "Show what happened on a day, and who held which office.", _ASK),
    "who": Entry("who", "Show all that is known of a person or an organisation.", _ASK),
    "search": Entry("search", "Search every kind of record, the best match first.", _ASK),
    "claims": Entry("claims", "Show who claims what, how sure, and what became of it.", _ASK),
    "conflicts": Entry("conflicts", "Show statements that cannot all be true, side by side.", _ASK),
    "links": Entry("links", "Show whom a person met, or the shortest chain between two.", _ASK),
    "show": Entry("show", "Show records whole, with their evidence and what refers to them.", _ASK),
    "sources": Entry("sources", "Show the bibliography, or what rests on one source.", _ASK),
    "verify": Entry("verify", "Find all evidence that cites a source in your own copy of it.", _KEEP),
    "index": Entry("index", "Build, inspect or remove the index behind the look-ups.", _KEEP),
}
