"""Citations as text in a style, or as records for a reference manager: one for each source."""

from collections.abc import Sequence
from importlib import import_module
from typing import Any

from sinoru.cite import RECORDS
from sinoru.corpus import Corpus
from sinoru.query.cite import Citation

Shape = dict[str, Any]


def cite(corpus: Corpus, ids: Sequence[str], style: str, limit: int) -> Shape:
    """Give up to so many citations of what the records with these ids rest on. Raises UnknownId."""
    found = corpus.cite(*ids)
    citations = found.citations[:limit]
    shape = _records(citations, style) if style in RECORDS else _texts(citations, style)
    return shape | {"unsourced": list(found.unsourced), "missing": list(found.missing)}


def _records(citations: Sequence[Citation], style: str) -> Shape:
    """Give each citation as the whole text that a reference manager reads."""
    write = import_module(RECORDS[style]).write
    entries = [
        {"source": one.source.id, "at": list(one.at), "entry": "".join(write((one,)))} for one in citations
    ]
    return {"style": style, "citations": entries}


def _texts(citations: Sequence[Citation], style: str) -> Shape:
    from sinoru.cite.typeset import cite_in_style
    from sinoru.export.reports import bibliography_shape

    return bibliography_shape(cite_in_style(citations, style))
