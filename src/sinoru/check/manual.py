"""The manual of every code: what `check --explain` prints and the documentation is made of."""

from inspect import cleandoc

import msgspec

from sinoru.check.reading_faults import READING_FAULTS
from sinoru.check.rules import RULES, load_rule
from sinoru.model.errors import WrongUsage


class Manual(msgspec.Struct, frozen=True):
    """What a code stands for."""

    code: str
    name: str
    """In kebab-case."""
    summary: str
    text: str


def all_codes() -> list[str]:
    """Give every code, in order."""
    return sorted((*READING_FAULTS, *RULES))


def manual_of(code: str) -> Manual:
    """Give the manual of a code. Raises WrongUsage, BrokenPlugin."""
    if code in READING_FAULTS:
        return Manual(code, *READING_FAULTS[code])
    if code not in RULES:
        from sinoru.check.rules.plugged import find_rule

        if found := find_rule(code, frozenset()):
            plugged, plugin = found
            name = plugin.entry.module.rpartition(".")[2].replace("_", "-")
            return Manual(code, name, plugged.SUMMARY, cleandoc(plugged.__doc__ or ""))
        known = all_codes()
        raise WrongUsage(
            f"no fault has the code '{code}'; there are {known[0]} to {known[-1]}: {', '.join(known)}"
        )
    rule = load_rule(code)
    return Manual(code, RULES[code].replace("_", "-"), rule.SUMMARY, cleandoc(rule.__doc__ or ""))
