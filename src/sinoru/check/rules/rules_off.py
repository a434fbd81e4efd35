"""A corpus switches off what cannot be switched off.

`rules` under `corpus:` names the warnings that a corpus does not want, since they are a matter of its own style. An
error is wrong in any corpus and cannot be switched off.

    corpus:
      title: A chronology
      rules: {off: [W303, E207]}        # E222: E207 is an error
"""

from collections.abc import Iterator

from sinoru.check.checked_corpus import CheckedCorpus
from sinoru.check.finding import Finding
from sinoru.check.rules import RULES, find_rule
from sinoru.loading.former_names import FORMER_NAME
from sinoru.loading.records import FIRST_FORM
from sinoru.messages import clause, did_you_mean, quoted, use_one_of
from sinoru.names.nearest import nearest
from sinoru.plugins import BrokenPlugin

CODE = "E222"
SUMMARY = "A corpus switches off what cannot be switched off."


def check(corpus: CheckedCorpus) -> Iterator[Finding]:
    """Yield a finding for each code under 'rules: {off: ...}' that is an error or unknown."""
    for place, title in corpus.titles:
        for number, code in enumerate(title.rules.off if title.rules else ()):
            if why := _why_not(code.upper()):
                yield Finding(place, ("rules", "off", number), *why, code)


def _why_not(code: str) -> tuple[str, str] | None:
    """Return why a code cannot be switched off, and a hint; None if it can."""
    warnings = sorted(one for one in (*RULES, FIRST_FORM, FORMER_NAME) if one.startswith("W"))
    if code in warnings or (code.startswith("W") and _is_plugged(code)):
        return None
    if code.startswith("E") and code[1:].isdigit():
        return (
            f"{quoted(code)} is an error, and only warnings can be switched off",
            "remove it from the list, and correct what it reports",
        )
    return f"unknown code {quoted(code)}", clause(
        did_you_mean(nearest(code, warnings, 1)) or use_one_of(warnings)
    )


def _is_plugged(code: str) -> bool:
    try:
        return find_rule(code, frozenset()) is not None
    except BrokenPlugin:
        return True  # 'check' reports that it cannot be used
