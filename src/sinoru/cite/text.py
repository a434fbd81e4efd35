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


def entries_in_style(citations: Sequence[Citation], style: str) -> tuple[tuple[Run, ...], ...]:
    """Give the entry of each source in a bibliography alone, which is half the work."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        typesetter = _Typesetter(citations, style)
        return tuple(typesetter.entry(one.source.id) for one in citations)


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
        text = CitationStylesBibliography(self._style, self._source, _Marks)
        cluster = Cluster([CitationItem(f"text:{id_}", suffix=suffix)])
        text.register(cluster)
        return CitedText(
            source=id_,
            at=citation.at,
            entry=self.entry(id_),
            in_text=_runs(str(text.cite(cluster, _unknown))),
        )

    def entry(self, id_: str) -> tuple[Run, ...]:
        """Give the source of this id as a bibliography has it."""
        from citeproc import Citation as Cluster
        from citeproc import CitationItem, CitationStylesBibliography

        bibliography = CitationStylesBibliography(self._style, self._source, _Marks)
        bibliography.register(Cluster([CitationItem(f"entry:{id_}")]))
        return _runs("".join(map(str, bibliography.bibliography())))


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
