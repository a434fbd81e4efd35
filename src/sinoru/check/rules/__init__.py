"""The rules that a corpus must obey beyond the shape of its records, one module each, and those of plugins.

A rule has a CODE (E: an error, W: a warning), a one-line SUMMARY, a docstring that is its manual, and `check`, which
yields the findings in the records of a corpus, or `check_text`, which yields those in the text of a file, or both.
Plugins can add rules (docs/plugins.md); those that cannot be used are reported and skipped.
"""

import re
from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any, Protocol, cast

from sinoru.check.finding import Finding, TextFinding
from sinoru.messages import quoted
from sinoru.plugins import (
    RULE_GROUP,
    BrokenPlugin,
    Plugin,
    explain_unused,
    find_plugin,
    guarded,
    list_plugins,
)


class Rule(Protocol):
    """The module of a rule."""

    CODE: str
    SUMMARY: str
    __doc__: str | None


RULES = {
    "E201": "duplicate_id",
    "E202": "unknown_reference",
    "E203": "reference_to_another_kind",
    "E204": "circular_part_of",
    "E205": "reversed_dates",
    "E206": "office_outside_life",
    "E207": "claim_without_evidence",
    "E208": "locator_outside_source",
    "E209": "ids_differ_by_case",
    "E210": "turning_characters",
    "E211": "participant_nobody",
    "E212": "place_off_the_earth",
    "E213": "reference_to_itself",
    "E214": "empty_name",
    "E215": "wrong_doi",
    "E216": "conflict_of_one",
    "E217": "statement_without_value",
    "E218": "verdict_of_conflict",
    "E219": "same_question",
    "E220": "equal_statements",
    "E221": "conflict_about_nothing",
    "E222": "rules_off",
    "E223": "former_id_taken",
    "E224": "unreadable_query",
    "E225": "wordless_synonym",
    "E230": "unknown_relation",
    "E231": "relation_of_another_kind",
    "E232": "circular_parents",
    "E233": "parent_and_child_dates",
    "E234": "relation_outside_life",
    "W302": "event_outside_life",
    "W303": "record_without_evidence",
    "W304": "near_duplicate_events",
    "W305": "near_duplicate_people",
    "W306": "hidden_characters",
    "W307": "byte_order_mark",
    "W308": "unused_source",
    "W309": "event_outside_corpus",
    "W310": "unneeded_suppression",
    "W311": "long_quotation",
    "W312": "wrong_isbn",
    "W314": "reference_to_former_id",
    "W315": "office_without_bound",
    "W316": "participant_without_office",
    "W317": "claim_names_author",
    "W318": "weak_source",
    "W319": "only_weak_sources",
    "W320": "missing_own_field",
    "W321": "unlikely_date",
    "W322": "open_moment",
    "W329": "stale_schema",
    "W330": "relation_said_twice",
    "W331": "id_of_two_records",
    "W332": "id_of_no_entry",
    "W340": "office_held_twice",
    "W341": "manner_of_term",
}
"""The name of the module of each code."""

_CODE = re.compile(r"[EW]\d{3,4}")
Tell = Callable[[str], None]


def load_rules() -> Iterator[Rule]:
    """Yield the rules in the order of their codes."""
    return (load_rule(code) for code in RULES)


def load_rule(code: str) -> Rule:
    """Return the rule of a code."""
    return cast("Rule", import_module(f"sinoru.check.rules.{RULES[code]}"))


def load_plugged(taken: frozenset[str], tell: Tell) -> list[tuple[Rule, Plugin]]:
    """Return the rules of plugins, except those that cannot be used: why is passed to `tell`."""
    rules = []
    for why in explain_unused(RULE_GROUP, taken):
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
    """Return the rule that a plugin adds under this code, if any. Raises BrokenPlugin."""
    plugin = find_plugin(RULE_GROUP, code, taken)
    if plugin is None:
        return None
    if not _CODE.fullmatch(code):
        raise BrokenPlugin(str(plugin), f"{quoted(code)} is not a code such as E901 or W901")
    rule: Rule = plugin.load("check", "check_text")
    if getattr(rule, "CODE", None) != code or not isinstance(getattr(rule, "SUMMARY", None), str):
        raise BrokenPlugin(str(plugin), f"it must define CODE = '{code}' and SUMMARY, a text")
    return rule, plugin


def watched(check: Callable[[Any], Any], plugin: Plugin, tell: Tell) -> Callable[[Any], Iterator[Any]]:
    """Return a plugin's check wrapped so that it ends, and passes the reason to `tell`, where it fails."""

    def findings(checked: Any) -> Iterator[Any]:
        try:
            with guarded(str(plugin)):
                for found in check(checked):
                    if not isinstance(found, Finding | TextFinding):
                        raise TypeError(
                            f"it returned a value of type {type(found).__name__}, not a Finding or TextFinding"
                        )
                    yield found
        except BrokenPlugin as error:
            tell(str(error))

    return findings
