"""Rules that plugins add (docs/plugins.md): `check` goes on without those that cannot be used, and says so."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from sinoru.check.finding import Finding, TextFinding
from sinoru.check.rules import Rule
from sinoru.plugins import RULE_GROUP, BrokenPlugin, Plugin, find_plugin, guarded, list_plugins, tell_unused

_CODE = re.compile(r"[EW]\d{3,4}")
Tell = Callable[[str], None]


def load_plugged(taken: frozenset[str], tell: Tell) -> list[tuple[Rule, Plugin]]:
    """Give the rules of plugins, and tell of those that cannot be used."""
    rules = []
    for why in tell_unused(RULE_GROUP, taken):
        tell(why)
    for code in dict.fromkeys(plugin.name for plugin in list_plugins(RULE_GROUP)):
        try:
            rule = find_rule(code, taken)
        except BrokenPlugin as error:
            tell(str(error))
        else:
            rules += [rule] if rule else []
    return rules


def find_rule(code: str, taken: frozenset[str]) -> tuple[Rule, Plugin] | None:
    """Give the rule that a plugin adds under this code. Raises BrokenPlugin."""
    plugin = find_plugin(RULE_GROUP, code, taken)
    if plugin is None:
        return None
    if not _CODE.fullmatch(code):
        raise BrokenPlugin(str(plugin), "its name is no code, such as E901 or W901")
    rule: Rule = plugin.load("check", "check_text")
    if getattr(rule, "CODE", None) != code or not isinstance(getattr(rule, "SUMMARY", None), str):
        raise BrokenPlugin(str(plugin), f"it needs CODE = '{code}' and a SUMMARY")
    return rule, plugin


def _sound(found: object) -> object:
    if isinstance(found, Finding | TextFinding):
        return found
    raise TypeError(f"it gave {type(found).__name__}, not a finding")


def watched(check: Callable[[Any], Any], plugin: Plugin, tell: Tell) -> Callable[[Any], Iterator[Any]]:
    """Give a plugin's check, which ends with a word where it fails."""

    def findings(checked: Any) -> Iterator[Any]:
        try:
            with guarded(str(plugin)):
                for found in check(checked):
                    yield _sound(found)
        except BrokenPlugin as error:
            tell(str(error))

    return findings
