"""What a look-up by keys, then by wrong letters, decides for a single pair of names."""

from __future__ import annotations

from sinoru.names.alignment import align
from sinoru.names.honorifics import name_alone, without_title
from sinoru.names.nearest import letters_off, shared_rule


def matching_rule(query: str, written: str) -> str | None:
    """Return the strictest rule by which a query finds a name; None if it does not."""
    plain = without_title(name_alone(query))
    rules = (shared_rule(text, written) for text in dict.fromkeys((query, plain)))
    if rule := next(filter(None, rules), None):
        return rule
    if letters_off(plain, written):
        return "typo"
    alignment = align(query, written)
    return alignment.rule if alignment else None
