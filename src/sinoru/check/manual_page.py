"""The manuals of all codes as one page of Markdown, docs/diagnostics.md."""

from sinoru.check.manual import Manual, all_codes, manual_of

_HEAD = """\
# Diagnostics

What `sinoru check` finds, by code: E is an error (exit status 1), W a warning. E1 codes come from reading the files,
all others from rules about what is in them. `sinoru check --explain E202` prints one of these entries. This page is
made from the rules; `make golden` writes it anew.

| code | name | what is wrong |
| --- | --- | --- |
"""


def diagnostics_page() -> str:
    """Give the page: a table of all codes, then each manual under its code."""
    manuals = [manual_of(code) for code in all_codes()]
    rows = (
        f"| [{one.code}](#{one.code.lower()}-{one.name}) | {one.name} | {one.summary} |\n" for one in manuals
    )
    return _HEAD + "".join(rows) + "".join(map(_entry, manuals))


def _entry(manual: Manual) -> str:
    paragraphs = map(_paragraph, manual.text.rstrip().split("\n\n"))
    return f"\n## {manual.code} {manual.name}\n\n" + "\n\n".join(paragraphs) + "\n"


def _paragraph(text: str) -> str:
    """Give an indented example as a block of YAML, all else as it is."""
    if not text.startswith("    "):
        return text
    lines = (line.removeprefix("    ") for line in text.splitlines())
    return "\n".join(("```yaml", *lines, "```"))
