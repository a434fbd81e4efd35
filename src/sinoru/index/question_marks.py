"""Lists of values in SQL."""

TYPE_CHECKING = False  # completion reads this (see cli/completion)
if TYPE_CHECKING:
    from collections.abc import Collection


def marks(values: "Collection[object]") -> str:
    """Give a question mark for each value; for none what nothing is equal to, as PostgreSQL takes no empty list."""
    return ", ".join("?" * len(values)) or "NULL"
