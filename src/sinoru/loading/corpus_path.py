"""The locations of the bundled corpus and of the user's folders, and what is a path and what a store's address.

Completion loads this module at each press of Tab, so it imports hardly anything.
"""

import os

from sinoru.model.errors import WrongUsage

TYPE_CHECKING = False  # completion reads this (see cli/completion)

if TYPE_CHECKING:
    from collections.abc import Sequence

SQLITE, POSTGRES = "sqlite:", ("postgresql://", "postgres://")
"""How the address of a store begins (store/address.py)."""


def shipped_corpus() -> str:
    """Return the folder that a wheel installs inside the package, or that is next to it in the repository."""
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    installed = os.path.join(package, "data")
    return installed if os.path.isdir(installed) else os.path.join(package, "..", "..", "data")


def expanded(path: str) -> str:
    """Return an absolute path, in which ~ is the user's home.

    Without a home it is a path below which there is nothing, and nothing can be created.
    """
    found = os.path.expanduser(path)
    is_below_home = path == "~" or path.startswith(("~/", f"~{os.sep}"))
    if is_below_home and not (os.path.isabs(found) and os.environ.get("HOME", "~")):
        return os.devnull
    return os.path.abspath(found)


def user_folder(variable: str, default: str) -> str:
    """Return the folder that an XDG variable names, otherwise the default one in the user's home."""
    chosen = os.environ.get(variable, "")
    return chosen if os.path.isabs(chosen) else expanded(default)


def is_store(text: str) -> bool:
    """Return whether a text is the address of a store and not a path."""
    return text.startswith((SQLITE, *POSTGRES))


def only_store(paths: "Sequence[str]") -> str:
    """Return the store's address that the corpus is named by; empty if it is named by paths.

    Raises WrongUsage for a store combined with another corpus.
    """
    stores = [path for path in paths if is_store(path)]
    if stores and len(paths) > 1:
        raise WrongUsage("A store cannot be combined with other corpora. Use it as the only --data.")
    return stores[0] if stores else ""
