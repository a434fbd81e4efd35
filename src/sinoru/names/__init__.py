"""Names across scripts, romanisations and typing errors."""

TYPE_CHECKING = False  # completion reads this (see cli/completion)
if TYPE_CHECKING:
    from sinoru.names.folding import fold as fold
    from sinoru.names.keys import name_keys as name_keys
    from sinoru.names.keys import query_keys as query_keys
    from sinoru.names.match import matching_rule as matching_rule
    from sinoru.names.nearest_names import nearest as nearest
    from sinoru.names.rules import RULES as RULES
    from sinoru.names.rules import rank_rule as rank_rule
    from sinoru.names.rules import rule_in_words as rule_in_words
    from sinoru.names.rules import weaker_rule as weaker_rule
    from sinoru.names.spelling_keys import NameKey as NameKey
    from sinoru.names.spelling_keys import spelling_keys as spelling_keys
    from sinoru.names.titles import without_title as without_title
    from sinoru.names.typing_errors import letters_off as letters_off

_HOMES = {
    "fold": "folding",
    "NameKey": "spelling_keys",
    "spelling_keys": "spelling_keys",
    "name_keys": "keys",
    "query_keys": "keys",
    "matching_rule": "match",
    "nearest": "nearest_names",
    "RULES": "rules",
    "rank_rule": "rules",
    "rule_in_words": "rules",
    "weaker_rule": "rules",
    "without_title": "titles",
    "letters_off": "typing_errors",
}
"""Each public name and its module, which is imported when the name is first used: a look-up needs few of them."""

if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        if name not in _HOMES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        module = __import__(f"{__name__}.{_HOMES[name]}", fromlist=[name])
        value = globals()[name] = getattr(module, name)
        return value
