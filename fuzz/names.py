"""Names as sources write them and as people look them up."""

from sinoru.names.folding import fold
from sinoru.names.keys import name_keys, query_keys
from sinoru.names.nearest import letters_off, shared_rule

SEEDS = (
    b"Zhang Wannian\nChang Wan-nien",
    "Ельцин\nYeltsin".encode(),
    "张万年\nZhāng Wànnián".encode(),
    b"Gen. Dr. O'Brien-Smith Jr.\nobrien",
)


def target(data: bytes) -> None:
    """Make the keys of two names, and hold them together."""
    query, _, written = data.decode("utf-8", "replace").partition("\n")
    fold(query)
    list(name_keys(written))
    list(query_keys(query))
    shared_rule(query, written)
    letters_off(query, written)
