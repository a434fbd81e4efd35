"""Whether two written names are one name, and by which rule: what a look-up asks its index, for a single pair."""

from sinoru.names.keys import name_keys, query_keys
from sinoru.names.rules import rank_rule, weaker_rule
from sinoru.names.titles import without_title
from sinoru.names.typing_errors import letters_off


def matching_rule(query: str, written: str) -> str | None:
    """Give the strictest rule by which `query` finds `written`; None where it does not.

    Shared keys first; then the same without the title that the query starts with; then `typo`.
    """
    plain = without_title(query)
    for text in dict.fromkeys((query, plain)):
        rule = shared_rule(text, written)
        if rule:
            return rule
    return "typo" if letters_off(plain, written) else None


def shared_rule(query: str, written: str) -> str | None:
    """Give the strictest rule by which keys of the two names are the same."""
    rules = {key.key: key.rule for key in name_keys(written)}
    shared = [weaker_rule(key.rule, rules[key.key]) for key in query_keys(query) if key.key in rules]
    return min(shared, key=rank_rule, default=None)
