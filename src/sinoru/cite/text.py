"""Sources in a style of text, which citeproc-py makes of a CSL style (styles/, CSL 1.0.2)."""

from __future__ import annotations

import os
import warnings
from typing import TYPE_CHECKING, Any

from sinoru.cite.answers import Bibliography, CitedText, Run
from sinoru.cite.locators import located
from sinoru.cite.references import make_reference
from sinoru.cite.typography import ITALIC, UPRIGHT, punctuated

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sinoru.query.cite import Citation

_FOLDER = os.path.join(os.path.dirname(__file__), "styles")
_SHORTENS = {"chicago": (False, False), "apa": (True, True), "mla": (False, True)}
"""Whether a style shortens given names in the bibliography, and in the text."""


class _Marks:
    """How citeproc-py writes: marks for italics, and nothing else."""

    preformat = Bold = Light = Underline = Superscript = Subscript = SmallCaps = staticmethod(str)

    @staticmethod
    def Italic(text: str) -> str:  # noqa: N802  citeproc-py's name
        """Mark a text as italic."""
        return f"{ITALIC}{text}{UPRIGHT}"

    Oblique = Italic


def cite_in_style(citations: Sequence[Citation], style: str) -> Bibliography:
    """Give the entry of each source in a bibliography, and its citation in the text."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # citeproc-py tells of each field that it does not know
        typesetter = _Typesetter(citations, style)
        return Bibliography(style, tuple(map(typesetter.set, citations)))


class _Typesetter:
    """citeproc-py with all sources, each twice: for the bibliography and for the text."""

    def __init__(self, citations: Sequence[Citation], style: str) -> None:
        from citeproc import CitationStylesStyle
        from citeproc.source.json import CiteProcJSON

        in_entry, in_text = _SHORTENS[style]
        items = [
            make_reference(one, prefix + one.source.id, style, shortens=shortens)
            for one in citations
            for prefix, shortens in (("entry:", in_entry), ("text:", in_text))
        ]
        self._style_name = style
        self._source = CiteProcJSON(items)
        self._style = CitationStylesStyle(os.path.join(_FOLDER, f"{style}.csl"), validate=False)

    def set(self, citation: Citation) -> CitedText:
        """Give a source as the style cites it."""
        from citeproc import Citation as Cluster
        from citeproc import CitationItem, CitationStylesBibliography

        id_ = citation.source.id
        suffix = located(citation.source, citation.at, self._style_name)
        entry = CitationStylesBibliography(self._style, self._source, _Marks)
        entry.register(Cluster([CitationItem(f"entry:{id_}")]))
        text = CitationStylesBibliography(self._style, self._source, _Marks)
        cluster = Cluster([CitationItem(f"text:{id_}", suffix=suffix)])
        text.register(cluster)
        return CitedText(
            source=id_,
            at=citation.at,
            entry=_runs("".join(map(str, entry.bibliography()))),
            in_text=_runs(str(text.cite(cluster, _unknown))),
        )


def _unknown(item: Any) -> str:
    return str(item.key)


def _runs(text: str) -> tuple[Run, ...]:
    """Part a text at its marks."""
    parts = (part.partition(UPRIGHT) for part in punctuated(text).split(ITALIC))
    first, *marked = parts
    runs = [Run("".join(first))]
    for italic, _, upright in marked:
        runs += (Run(italic, italic=True), Run(upright))
    return tuple(run for run in runs if run.text)
