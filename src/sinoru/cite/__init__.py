"""Sources as citations: records for reference managers, and text in the styles that journals ask for.

Each style is a module, imported when it is asked for.
"""

RECORDS = {
    "bibtex": "sinoru.cite.bibtex",
    "csl-json": "sinoru.cite.csl",
    "ris": "sinoru.cite.ris",
}
"""Formats of reference managers: the module of each, with `write(citations) -> Iterator[str]`."""

TEXTS = ("chicago", "apa", "mla")
"""Styles of text, which `sinoru.cite.typeset` makes."""

STYLES = (*TEXTS, *RECORDS)
"""All that `--style` and `--cite` take."""
