"""The manual of every code: `check --explain` prints one of them, docs/diagnostics.md contains all.

The manual of a rule is the docstring of its module. The faults that loading finds (sinoru.loading) have no rule, so
their manuals are here.
"""

from inspect import cleandoc

import msgspec

from sinoru.check.rules import RULES, Rule, find_rule, load_rule
from sinoru.model.errors import WrongUsage

READING_FAULTS = {
    "E100": (
        "unreadable-file",
        "A file cannot be read.",
        """\
A file cannot be read.

It is not there, may not be read, leads nowhere or round in a ring (a link), or is no regular file (a pipe, a
socket, a device). Nothing of it is known, so the exit status is 2, no id is called missing (E202) and no source
unused (W308): they may stand there.""",
    ),
    "E101": (
        "not-yaml",
        "The text is not YAML.",
        """\
The text is not YAML.

Reading ends there: what stands after it in the file is not known. An id that stands in such a file is not missed
(E202), and a source that may be named there is not called unused (W308).

Frequent causes: a tab where spaces are due, a quotation mark without its other half, a text with ': ' or ' #' in it
that needs quotes, a list item set in less than the one before it.

    title: NATO: a history          # E101: write "NATO: a history"
""",
    ),
    "E102": (
        "not-text",
        "A byte is no text.",
        """\
A byte is no text.

Files are UTF-8, or UTF-16 with a byte order mark. Something else stands there: a file saved in Windows-1251 or
Latin-1, a NUL or another control character. Save the file as UTF-8.
""",
    ),
    "E103": (
        "yaml-not-supported",
        "A part of YAML that corpora do without.",
        """\
A part of YAML that corpora do without.

Tags (`!!str`, `!!python/object`) are not read: every scalar is the text that stands there. An alias needs its anchor
before it. Lists and mappings may stand in one another 16 deep (a record needs 6), aliases may stand for 10,000 values
in a file, one text may have a million characters, and a record 32,000,000 bytes with its comments; behind a larger
one nothing of the file is read.
""",
    ),
    "E104": (
        "wrong-type",
        "A value is of another type than it should be.",
        """\
A value is of another type than it should be.

A list stands where a text is due, a text where a list is due, and so on. One topic is a list of one, too.

    topics: kosovo                  # E104: write [kosovo]
    title: [Talks]                  # E104: write Talks
""",
    ),
    "E105": (
        "unknown-key",
        "A key that means nothing there.",
        """\
A key that means nothing there.

What stands under it is not read, so nobody would ever find it. The nearest key is named in the hint; docs/format.md
has all of them.

    - id: talks
      titel: Talks                  # E105: did you mean 'title'?
""",
    ),
    "E106": (
        "repeated-key",
        "A key stands twice in one mapping.",
        """\
A key stands twice in one mapping.

The first one counts; the second is not read. Join the two, or take one away.
""",
    ),
    "E107": (
        "missing-key",
        "A record lacks what it must have.",
        """\
A record lacks what it must have.

Every record needs an `id`; an event also `date` and `title`; a person, an organisation and a place a `name`; a claim
its `text`; a source its `title`; evidence a `source`. The record is left out whole.
""",
    ),
    "E108": (
        "wrong-value",
        "A value is none of those that can stand there.",
        """\
A value is none of those that can stand there.

Some fields take one of a few words (`certainty`, `verdict`, a claim's or a name's `kind`), others a decimal number
(`value`, `lat`, `lon`) or a whole one (`paragraphs`).

    certainty: sure                 # E108: one of stated, reported, alleged, implied
    lat: 55N                        # E108: write 55.75
""",
    ),
    "E109": (
        "impossible-date",
        "A date is none.",
        """\
A date is none.

Dates are EDTF (ISO 8601-2): 1999, 1999-05, 1999-05-08, 1999-05-22/1999-05-29, 1994~ (about), 1994? (uncertain), 199X,
1999-05/.. (still going on), 1999-22 (summer). A day that no month has and an interval that ends before it begins are
faults, too.

    date: 1999-02-30                # E109
    date: 8 May 1999                # E109: write 1999-05-08
""",
    ),
    "E110": (
        "id-not-kebab-case",
        "An id is not in kebab-case.",
        """\
An id is not in kebab-case.

Ids are small letters a-z, digits and single hyphens: `hotline-call-1999-05-10`. So an id can be typed on any
keyboard, is never mistaken for another that only looks like it, and can stand in a file's name. The record is
left out.
""",
    ),
}
"""The name, the summary and the manual of each code."""


class Manual(msgspec.Struct, frozen=True):
    """What a code stands for."""

    code: str
    name: str
    """In kebab-case."""
    summary: str
    text: str


def all_codes() -> list[str]:
    """Return every code, in order."""
    return sorted((*READING_FAULTS, *RULES))


def manual_of(code: str) -> Manual:
    """Return the manual of a code. Raises WrongUsage, BrokenPlugin."""
    if code in READING_FAULTS:
        return Manual(code, *READING_FAULTS[code])
    if code not in RULES:
        if found := find_rule(code, frozenset()):
            rule, plugin = found
            return _manual_of_rule(code, plugin.entry.module.rpartition(".")[2], rule)
        known = all_codes()
        raise WrongUsage(
            f"no fault has the code '{code}'; there are {known[0]} to {known[-1]}: {', '.join(known)}"
        )
    return _manual_of_rule(code, RULES[code], load_rule(code))


def _manual_of_rule(code: str, module: str, rule: Rule) -> Manual:
    return Manual(code, module.replace("_", "-"), rule.SUMMARY, cleandoc(rule.__doc__ or ""))


_HEAD = """\
# Diagnostics

What `sinoru check` finds, by code: E is an error (exit status 1), W a warning. E1 codes come from reading the files,
all others from rules about what is in them. `sinoru check --explain E202` prints one of these entries. This page is
made from the rules; `make golden` writes it anew.

| code | name | what is wrong |
| --- | --- | --- |
"""


def diagnostics_page() -> str:
    """Return the text of docs/diagnostics.md: a table of all codes, then each manual under its code."""
    manuals = [manual_of(code) for code in all_codes()]
    rows = (
        f"| [{one.code}](#{one.code.lower()}-{one.name}) | {one.name} | {one.summary} |\n" for one in manuals
    )
    return _HEAD + "".join(rows) + "".join(map(_section, manuals))


def _section(manual: Manual) -> str:
    paragraphs = map(_paragraph, manual.text.rstrip().split("\n\n"))
    return f"\n## {manual.code} {manual.name}\n\n" + "\n\n".join(paragraphs) + "\n"


def _paragraph(text: str) -> str:
    """Return an indented example as a fenced block of YAML, any other paragraph unchanged."""
    if not text.startswith("    "):
        return text
    lines = (line.removeprefix("    ") for line in text.splitlines())
    return "\n".join(("```yaml", *lines, "```"))
