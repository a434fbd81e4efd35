"""The rules by which a name is found, from the strictest to the loosest."""

RULES = {
    "exact": "exact name",
    "reordered": "same name in another order",
    "sound": "same name in another romanisation",
    "short": "same name, one without the middle name",
    "initials": "same name with initials",
    "part": "part of the name",
    "part-sound": "part of the name in another romanisation",
    "typo": "typing error",
}
"""Each rule and how it is told to people."""

RANKS = {rule: rank for rank, rule in enumerate(RULES)}
"""Place of each rule in the order of strictness; 0 is the strictest."""


def rank_rule(rule: str) -> int:
    """Give the place of a rule in the order of strictness; 0 is the strictest. Unknown rules come last."""
    return RANKS.get(rule, len(RULES))


def weaker_rule(one: str, other: str) -> str:
    """Give the looser of two rules: what a match rests on where query and written name were both changed."""
    return max(one, other, key=rank_rule)


def rule_in_words(rule: str, letters_off: int = 0) -> str:
    """Say a rule as people read it; `letters_off` counts the letters of a typing error."""
    words = RULES.get(rule, rule)
    if not letters_off:
        return words
    return f"{words}, {letters_off} letter{'s' if letters_off > 1 else ''} off"
