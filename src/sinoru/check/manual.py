"""The manual of every code: `check --explain` prints one of them, docs/diagnostics.md contains all.

The manual of a rule is the docstring of its module. The errors that loading finds (sinoru.loading) have no rule, so
their manuals are here.
"""

from inspect import cleandoc

import msgspec

from sinoru.check.rules import RULES, Rule, find_rule, load_rule
from sinoru.loading.field_readers import DECLARATION
from sinoru.loading.former_names import FORMER_NAME
from sinoru.loading.records import FIRST_FORM
from sinoru.messages import unknown, use_one_of
from sinoru.model.errors import WrongUsage

OLD_IN_NEW = "E111"
"""The code of what only the first form of files has, in a corpus that declares the second."""
READING_FAULTS = {
    "E100": (
        "unreadable-file",
        "A file cannot be read.",
        """\
A file cannot be read.

The file does not exist, access is denied, a link leads nowhere or back to itself, or it is not a regular file but
a pipe, a socket or a device. Its contents are unknown, so the exit status is 2. Missing ids (E202) and unused
sources (W308) are not reported: they may be in that file.""",
    ),
    "E101": (
        "not-yaml",
        "The text is not valid YAML.",
        """\
The text is not valid YAML.

Reading stops there: what follows in the file is unknown. An id that appears in such a file is not reported as missing
(E202), and a source that the file may name is not reported as unused (W308).

Frequent causes are a text that needs quotes, because it contains a colon and a space or begins with @, %, `, *, & or
a bracket; a quotation mark that is not closed, or is not straight; an apostrophe in single quotes, or a backslash in
double quotes; a tab or a no-break space where YAML expects spaces; and a list item that is indented less than the one
before it. The message names the cause where the line shows it, and the hint has the text to write.

    title: NATO: a history          # E101: write "NATO: a history"
    title: 'It's a trap'            # E101: write "It's a trap"
""",
    ),
    "E102": (
        "not-text",
        "A byte is not valid text.",
        """\
A byte is not valid text.

Files are UTF-8, or UTF-16 with a byte order mark. This error means that the file has another encoding, such as
Windows-1251 or Latin-1, or contains a NUL or another control character. Save the file as UTF-8.
""",
    ),
    "E103": (
        "yaml-not-supported",
        "The file uses a part of YAML that is not supported.",
        """\
The file uses a part of YAML that is not supported.

Tags (`!!str`, `!!python/object`) are not supported: every scalar is read as the text in the file. An alias needs its
anchor before it. Lists and mappings may be nested 16 levels deep (a record needs six), the aliases of a file may
stand for 10,000 values and a million characters, a text may have a million characters, and a record 32,000,000 bytes
with its comments. After a larger record, the rest of the file is not read.
""",
    ),
    "E104": (
        "wrong-type",
        "A value has the wrong type.",
        """\
A value has the wrong type.

For example, a list appears where a text is expected, or a text where a list is expected. A single topic is also
written as a list.

    topics: kosovo                  # E104: write [kosovo]
    title: [Talks]                  # E104: write Talks
""",
    ),
    "E105": (
        "unknown-key",
        "A key is unknown.",
        """\
A key is unknown.

Its value is not read, so no search would ever find it. The hint suggests the nearest key; docs/format.md lists all
keys.

    - id: talks
      titel: Talks                  # E105: did you mean 'title'?
""",
    ),
    "E106": (
        "repeated-key",
        "A mapping contains the same key twice.",
        """\
A mapping contains the same key twice.

The first one is used; the second is not read. Merge the two, or remove one. The Wikidata item of a record may be
written as `wikidata` or among `ids`, which is the same key.
""",
    ),
    "E107": (
        "missing-key",
        "A required key is missing.",
        """\
A required key is missing.

Every record needs an `id`. An event also needs a `date` and a `title`; a person, an organisation and a place need a
`name`; a claim needs a `text`; a source needs a `title`; evidence needs a `source`. An entry without its required
keys is skipped.
""",
    ),
    "E108": (
        "wrong-value",
        "A value is not one of those allowed.",
        """\
A value is not one of those allowed.

Some fields take one of a few words (`certainty`, `verdict`, the `kind` of a claim or a name), others a decimal number
(`value`, `lat`, `lon`), a whole number (`paragraphs`) or the name of a host (`weak_hosts`). The `format` of a corpus
is 2; a higher one belongs to a newer version of sinoru.

    certainty: sure                 # E108: use one of stated, reported, inferred, alleged
    lat: 55N                        # E108: write 55.75
""",
    ),
    "E109": (
        "impossible-date",
        "A date is invalid.",
        """\
A date is invalid.

Dates are EDTF (ISO 8601-2): 1999, 1999-05, 1999-05-08, 1999-05-22/1999-05-29, 1994~ (about), 1994? (uncertain), 199X,
1999-05/.. (continuing), 1999-22 (summer). A day that does not exist and an interval that ends before it begins are
errors as well.

    date: 1999-02-30                # E109
    date: 8 May 1999                # E109: write 1999-05-08
    date: unknown/2006              # E109: write /2006, as EDTF has been since 2019
""",
    ),
    "E110": (
        "id-not-kebab-case",
        "An id is not in kebab-case.",
        """\
An id is not in kebab-case.

Ids consist of the lower-case letters a-z, digits and single hyphens: `hotline-call-1999-05-10`. Such an id can be
typed on any keyboard, cannot be confused with one that only looks the same, and can be used in a file name. The
record is skipped.
""",
    ),
    OLD_IN_NEW: (
        "old-in-new-format",
        "A key or word of format 1 is used in a corpus of format 2.",
        """\
A key or word of format 1 is used in a corpus of format 2.

`corpus: {format: 2}` says that every file of the corpus is written in format 2 (docs/format.md, "Formats"). The value
is read nevertheless, as in format 1. The hint has what to write instead; `sinoru fmt --upgrade`
rewrites complete files.

    conflicts:
      - on: date                    # E111: write 'field'
        statements:
          - {says: 1999-05-08}      # E111: write 'value'
        verdict: reconciled         # E111: write 'stands: true' in each statement that stands
""",
    ),
    DECLARATION: (
        "field-declared-wrongly",
        "A field, a kind of relation or a register of the corpus's own is declared wrongly.",
        """\
A field, a kind of relation or a register of the corpus's own is declared wrongly.

Fields are declared under `corpus: {fields: ...}` in `corpus.yaml` of the top folder, or in the only file of the
corpus (docs/fields.md). Names consist of lower-case letters and single underscores, and are not those that sinoru
uses itself. A choice needs its values. A name or value in `formerly` cannot be in use. Kinds of relation are
declared under `corpus: {relations: ...}`, each with its inverse (docs/format.md); no kind has two.

    corpus:
      relations: {teacher: disciple}  # E112: the inverse of 'teacher' is 'pupil'
      fields:
        events:
          Magnitude: {type: number}   # E112: write 'magnitude'
          outcome: {type: choice}     # E112: add 'values'

Registers are declared there too (docs/format.md, "Ids in other registers"), each with the address of its entries.

    corpus:
      ids:
        bioguide: https://bioguide.congress.gov/search/bio/{id}
        house: example.org            # E112: write https:// before it, and {id} where an address has the id
""",
    ),
    FORMER_NAME: (
        "former-name",
        "A field or value of the corpus's own has a name that it had before.",
        """\
A field or value of the corpus's own has a name that it had before.

The declaration lists that name in `formerly`, so it is read as the present one (docs/fields.md). `sinoru fmt` writes
the present one.

    corpus:
      fields:
        events: {magnitude: {type: number, formerly: [mag]}}
    events:
      - {id: tremor, date: 1999, title: Tremor, mag: 5.1}     # W328: write 'magnitude'
""",
    ),
    FIRST_FORM: (
        "old-format",
        "A file is written in format 1.",
        """\
A file is written in format 1.

It is read as before. `sinoru fmt --upgrade` rewrites the corpus in format 2 (docs/format.md, "Formats"), and lists
what you must decide.

    conflicts:
      - on: date                    # W313, if the corpus has no `format: 2`
""",
    ),
}
"""The name, the summary and the manual of each code."""


class Manual(msgspec.Struct, frozen=True):
    """The explanation of a code."""

    code: str
    name: str
    """In kebab-case."""
    summary: str
    text: str


def all_codes() -> list[str]:
    """Return every code, in order."""
    return sorted((*READING_FAULTS, *RULES))


def manual_of(code: str) -> Manual:
    """Return the manual of a code, or of a rule for findings, typed in any case. Raises WrongUsage, BrokenPlugin."""
    from sinoru.check.discrepancies import find_rule as find_rule_of_findings

    typed, code = code, code.upper()
    if rule_of_findings := find_rule_of_findings(typed.lower()):
        return _manual_of_rule(rule_of_findings.CODE, rule_of_findings.CODE, rule_of_findings)
    if code in READING_FAULTS:
        return Manual(code, *READING_FAULTS[code])
    if code not in RULES:
        if found := find_rule(code, frozenset()):
            rule, plugin = found
            return _manual_of_rule(code, plugin.entry.module.rpartition(".")[2], rule)
        raise WrongUsage(unknown("code", typed, advice=use_one_of(all_codes())))
    return _manual_of_rule(code, RULES[code], load_rule(code))


def _manual_of_rule(code: str, module: str, rule: Rule) -> Manual:
    return Manual(code, module.replace("_", "-"), rule.SUMMARY, cleandoc(rule.__doc__ or ""))


_HEAD = """\
# Diagnostics

The errors and warnings of `sinoru check`, by code. E stands for an error (exit status 1): it is wrong in any corpus.
W stands for a warning: it is a matter of style or of judgement, and a corpus can switch it off
([check.md](check.md#switching-a-warning-off)). The E1 codes, W313 and W328 concern the reading of files; all others
come from rules about their contents. `sinoru check --explain E202` prints one of these entries. `make golden`
generates this page from the rules.

| code | name | meaning |
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
    lines = (line.removeprefix("    ") for line in text.split("\n"))
    return "\n".join(("```yaml", *lines, "```"))
