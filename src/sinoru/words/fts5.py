"""What is wanted of a text, as a MATCH expression of SQLite's FTS5 (https://sqlite.org/fts5.html, section 3)."""

from collections.abc import Iterable

from sinoru.words.wanted import Phrase, Wanted


def to_fts5(wanted: Wanted | None) -> str:
    """Write the MATCH expression; empty where nothing is wanted, which FTS5 cannot answer."""
    if not wanted:
        return ""
    groups = " AND ".join(map(_any_of, wanted.all))
    return f"({groups}) NOT {_any_of(wanted.none)}" if wanted.none else groups


def _any_of(phrases: Iterable[Phrase]) -> str:
    return f"({' OR '.join(map(_written, phrases))})"


def _written(phrase: Phrase) -> str:
    quoted = " ".join(phrase.tokens).replace('"', '""')
    return f'"{quoted}" *' if phrase.prefix else f'"{quoted}"'
