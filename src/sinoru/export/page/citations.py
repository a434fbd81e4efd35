"""Every source as citations to copy."""

from collections.abc import Iterator

from sinoru.cite import bibtex, ris
from sinoru.cite.cited_text import Run
from sinoru.cite.typeset import entries_in_style
from sinoru.export.kinds.bibliography import cited_sources
from sinoru.export.page.wording import date_words
from sinoru.model.records import Source
from sinoru.query.cite import Citation
from sinoru.query.selection import Selection

STYLES = (("Chicago", True), ("BibTeX", False), ("RIS", False))
"""Each style, and whether it is text, behind which the place in the source can stand."""
MOST = 1000
"""Of more sources than this, none is set in a style of text, which takes a hundredth of a second each."""


def cite_sources(selection: Selection) -> Iterator[tuple[Source, tuple[Run, ...], tuple[str, ...]]]:
    """Give each source with its entry in a bibliography, and its citation in each style."""
    cited = list(cited_sources(selection))
    entries = entries_in_style(cited, "chicago") if len(cited) <= MOST else map(_plainly, cited)
    for citation, entry in zip(cited, entries, strict=True):
        text = "".join(run.text for run in entry)
        formats = ("".join(write([citation])).strip() for write in (bibtex.write, ris.write))
        yield citation.source, entry, (text, *formats)


def _plainly(citation: Citation) -> tuple[Run, ...]:
    """Cite without the finer points of a style."""
    source = citation.source
    year = date_words(source.published) if source.published else ""
    parts = (
        "; ".join(source.authors),
        f"“{source.title}”",
        source.container,
        source.publisher,
        year,
        source.url,
    )
    return (Run(f"{', '.join(filter(None, parts))}."),)
