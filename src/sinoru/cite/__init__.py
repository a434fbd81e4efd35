"""Sources as citations: records for reference managers, and text in the styles that journals ask for.

Each format of record is a module of its own, imported when it is requested.
"""

RECORDS = {
    "bibtex": "sinoru.cite.bibtex",
    "csl-json": "sinoru.cite.csl",
    "ris": "sinoru.cite.ris",
}
"""Formats of reference managers: the module of each, with `write(citations) -> Iterator[str]`."""

TEXTS = ("chicago", "apa", "mla")
"""Styles of text, set by `sinoru.cite.typeset`."""

STYLES = (*TEXTS, *RECORDS)
"""Every value of `--style` and `--cite`."""
