"""What a look-up by keys, then by wrong letters, decides for a single pair of names."""

from __future__ import annotations

from sinoru.names.honorifics import without_title
from sinoru.names.nearest import letters_off, shared_rule


def matching_rule(query: str, written: str) -> str | None:
    """Return the strictest rule by which a query finds a name; None if it does not."""
    plain = without_title(query)
    rules = (shared_rule(text, written) for text in dict.fromkeys((query, plain)))
    return next(filter(None, rules), None) or ("typo" if letters_off(plain, written) else None)
