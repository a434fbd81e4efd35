"""Where the corpus is that ships with the package: apart, since completion at a Tab loads it and little else.

How the address of a store (address.py) is told from a path.
"""

import os

from sinoru.model.errors import WrongUsage

TYPE_CHECKING = False  # completion reads this (see cli/completion)

if TYPE_CHECKING:
    from collections.abc import Sequence


def shipped_corpus() -> str:
    """Return the folder that a wheel installs with the package, or that stands beside it in the repository."""
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    installed = os.path.join(package, "data")
    return installed if os.path.isdir(installed) else os.path.join(package, "..", "..", "data")


SQLITE, POSTGRES = "sqlite:", ("postgresql://", "postgres://")


def is_store(text: str) -> bool:
    """Return whether a text is the address of a store and not a path."""
    return text.startswith((SQLITE, *POSTGRES))


def only_store(paths: "Sequence[str]") -> str:
    """Return the address if a corpus is named by one; empty if it is named by paths. Raises WrongUsage for both."""
    stores = [path for path in paths if is_store(path)]
    if stores and len(paths) > 1:
        raise WrongUsage("a store is asked alone, without other corpora beside it")
    return stores[0] if stores else ""
