"""Sources in a style of text, which citeproc-py sets from a CSL style (styles/, CSL 1.0.2).

citeproc-py knows neither names that always begin with the family name nor ranges of days, takes the small letter in
`Chien-peng` for a particle, recognises no word after a bracket, and gives treaties without their title in APA; its
items are changed accordingly. It would print editors in the place of an author a second time: those who lead an entry
are its `editorial-director` here, which the styles in the folder print in the place of the author only. Quotes and
full stops are put in the order of print at the end (Chicago Manual of Style 6.9, 6.11, 6.123).

It also shortens ranges wrongly, takes every hyphen for a range, and does not see that `xii–xiv` is a range: pages are
written here, as are locators (pinpoints.py), and the styles in the folder have no `page-range-format`.
"""

from __future__ import annotations

import os
import re
import warnings
from typing import TYPE_CHECKING, Any

import msgspec

from sinoru.cite.cited_text import Bibliography, CitedText, FullBibliography, Run
from sinoru.cite.csl import make_item
from sinoru.cite.pinpoints import pages_in_style, pinpoint
from sinoru.dates.edtf import parse_edtf
from sinoru.dates.wording import in_words
from sinoru.query.particulars import location_in_archive
from sinoru.text.hidden import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sinoru.cite.csl import Date, Name
    from sinoru.query.cite import Citation, Citations

_STYLES_FOLDER = os.path.join(os.path.dirname(__file__), "styles")
_SHORTENS = {"chicago": (False, False), "apa": (True, True), "mla": (False, True)}
"""For each style, whether it shortens given names in the bibliography and in the text."""

ITALIC, UPRIGHT = "\x02", "\x03"
"""Marks around italics; `one_line` removes them from every text of a corpus."""
_LEADING = "editorial-director"
"""The variable of the editors who replace missing authors."""
_HYPHEN = "\x04"
"""A hyphen that citeproc-py is not to take for a range."""
_DESCRIPTIONS = {"title": "\x05", "title-short": "\x06"}
"""What replaces the description of a text without a title while citeproc-py sets its case, quotes and italics."""
_DESCRIBED = re.compile(rf"(?:“|{ITALIC})*([\x05\x06])([.,]?)(?:”|{UPRIGHT})*")
_SEVERAL_NUMBERS = re.compile(r"\d+[^\d.]+\d+|\w–\w")
"""What has the label `pp.`: citeproc-py knows ranges of figures only."""

_OPENING = re.compile(r"(?<![^\s(\[{—–“‘\"])[\"'](?=\S)")
_QUOTES = str.maketrans({'"': "”", "'": "’"})
_AFTER_QUOTE = re.compile(rf"(?<![”’])((?:{UPRIGHT}?[”’])+)([.,])")
_DOUBLED = re.compile(rf"([.?!])([”’{UPRIGHT}]*)\.")
_INNER = {"“": "‘", "”": "’"}
_CURLED_FIELDS = (
    "title title-short genre medium container-title edition collection-title publisher publisher-place archive"
    " archive-place archive_location"
).split()
_AFTER_OPENING = re.compile(r"(?<=[“‘(\[])[a-z]")


class _Marks:
    """A formatter for citeproc-py that marks italics and ignores other formatting."""

    preformat = Bold = Light = Underline = Superscript = Subscript = SmallCaps = staticmethod(str)

    @staticmethod
    def Italic(text: str) -> str:  # noqa: N802  citeproc-py's name
        """Mark a text as italic."""
        return f"{ITALIC}{text}{UPRIGHT}"

    Oblique = Italic


def bibliography_of(found: Citations, style: str) -> Bibliography:
    """Return the citations of an answer in a style, those of what speaks against it apart."""
    supporting, records = (cite_in_style(each, style).citations for each in (found.citations, found.records))
    if found.against is None:
        return Bibliography(style, supporting, records)
    return FullBibliography(style, supporting, records, cite_in_style(found.against, style).citations)


def cite_in_style(citations: Sequence[Citation], style: str) -> Bibliography:
    """Return the entry of each source in a bibliography and its citation in the text."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # citeproc-py warns of each field that it does not know
        typesetter = _Typesetter(citations, style)
        return Bibliography(style, tuple(map(typesetter.set, citations)))


def entries_in_style(citations: Sequence[Citation], style: str) -> tuple[tuple[Run, ...], ...]:
    """Return only the entry of each source in a bibliography, which is half the work of `cite_in_style`."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        typesetter = _Typesetter(citations, style)
        return tuple(typesetter.entry(citation.source.id) for citation in citations)


class _Typesetter:
    """citeproc-py with all sources, each as two items: one for the bibliography, one for the text."""

    def __init__(self, citations: Sequence[Citation], style: str) -> None:
        from citeproc import CitationStylesStyle
        from citeproc.model import Label
        from citeproc.source.json import CiteProcJSON

        Label.RE_MULTIPLE_NUMBERS = _SEVERAL_NUMBERS
        in_entry, in_text = _SHORTENS[style]
        items = [
            make_reference(citation, prefix + citation.source.id, style, shortens=shortens)
            for citation in citations
            for prefix, shortens in (("entry:", in_entry), ("text:", in_text))
        ]
        self._style_name = style
        self._descriptions = {
            citation.source.id: _take_descriptions(items[2 * number : 2 * number + 2])
            for number, citation in enumerate(citations)
            if citation.source.untitled
        }
        self._source = CiteProcJSON(items)
        for item in self._source.values():  # citeproc-py seeks names under a key that it has changed
            if leading := item.get(_LEADING.replace("-", "_")):
                item[_LEADING] = leading
        self._style = CitationStylesStyle(os.path.join(_STYLES_FOLDER, f"{style}.csl"), validate=False)

    def set(self, citation: Citation) -> CitedText:
        """Return the entry and the citation of a source."""
        from citeproc import Citation as Cluster
        from citeproc import CitationItem, CitationStylesBibliography, Locator

        id_ = citation.source.id
        found = pinpoint(citation.source, citation.at, self._style_name)
        words = curled(one_line(found.text))
        located: dict[str, Any] = {"suffix": f", {words}" if words else ""}
        if found.is_page:
            located = {"locator": Locator("page", words.replace("-", _HYPHEN))}
        text = CitationStylesBibliography(self._style, self._source, _Marks)
        cluster = Cluster([CitationItem(f"text:{id_}", **located)])
        text.register(cluster)
        return CitedText(
            source=id_,
            at=citation.at,
            entry=self.entry(id_),
            in_text=self._runs(id_, str(text.cite(cluster, lambda item: str(item.key)))),
            licence=one_line(citation.licence),
            against=tuple(dict.fromkeys(one.label for one in citation.against)),
        )

    def entry(self, id_: str) -> tuple[Run, ...]:
        """Return the entry of the source with this id in the bibliography."""
        from citeproc import Citation as Cluster
        from citeproc import CitationItem, CitationStylesBibliography

        bibliography = CitationStylesBibliography(self._style, self._source, _Marks)
        bibliography.register(Cluster([CitationItem(f"entry:{id_}")]))
        return self._runs(id_, "".join(map(str, bibliography.bibliography())))

    def _runs(self, id_: str, text: str) -> tuple[Run, ...]:
        """Return a text as runs, with the description of what has no title: upright, and not in quotation marks."""
        described = self._descriptions.get(id_, {})
        return _split_runs(_DESCRIBED.sub(lambda found: described[found[1]] + found[2], text))


def _take_descriptions(items: Sequence[dict[str, Any]]) -> dict[str, str]:
    """Replace the descriptions in the items of a source by marks; return the text of each mark."""
    texts: dict[str, str] = {}
    for item in items:
        for field, mark in _DESCRIPTIONS.items():
            if field in item:
                texts[mark], item[field] = item[field], mark
    return texts


def _split_runs(text: str) -> tuple[Run, ...]:
    first, *marked = (
        part.partition(UPRIGHT) for part in punctuated(text.replace(_HYPHEN, "-")).split(ITALIC)
    )
    runs = [Run("".join(first))]
    for italic, _, upright in marked:
        runs += (Run(italic, italic=True), Run(upright))
    return tuple(run for run in runs if run.text)


def make_reference(citation: Citation, id_: str, style: str, *, shortens: bool) -> dict[str, Any]:
    """Return the item of a source for citeproc-py; `shortens`: the style shortens or drops given names here."""
    item = make_item(citation)
    source = citation.source
    fields: dict[str, Any] = msgspec.to_builtins(item)
    fields |= {
        name: text
        for name, text in (
            ("archive_location", one_line(location_in_archive(source))),
            ("genre", item.genre or (item.type if item.type == "thesis" else "")),
        )
        if text
    }
    fields |= {name: curled(fields[name]) for name in _CURLED_FIELDS if name in fields}
    dates = {
        "issued": _format_date(item.issued, source.published, style),
        "original-date": _format_date(item.original_date, source.original_date, style),
        "accessed": _format_date(item.accessed, source.accessed, style),
    }
    names = {
        role: [_format_name(name, shortens=shortens) for name in getattr(item, role)]
        for role in ("author", "editor", "translator", "interviewer")
    }
    if not (item.author or item.container_title):
        names[_LEADING] = names.pop("editor")
    for name in ("editor", "locator", "archive_collection", "call-number", "note"):
        fields.pop(name, None)
    if citation.keeps_case:
        fields["language"] = "und"
    if item.page:
        fields["page"] = pages_in_style(item.page, style).replace("-", _HYPHEN)
    if style == "apa":
        fields["type"] = "document" if item.type == "treaty" else item.type
    elif source.language.startswith("en") and not source.untitled:
        fields["title"] = _AFTER_OPENING.sub(lambda match: match[0].upper(), fields["title"])
    return (
        fields
        | {"id": id_}
        | {name: date for name, date in dates.items() if date}
        | {role: contributors for role, contributors in names.items() if contributors}
    )


def _format_name(name: Name, *, shortens: bool) -> dict[str, str]:
    """Return a name in parts, or as a literal where the style would put the parts in another order."""
    is_fixed = name.in_order == name.inverted
    if name.literal or (is_fixed and not (shortens and name.static_ordering)):
        return {"literal": curled(name.in_order)}
    parts: dict[str, Any] = msgspec.to_builtins(name)
    parts.pop("static-ordering", None)
    if shortens and "given" in parts:
        parts["given"] = "-".join(part[:1].upper() + part[1:] for part in parts["given"].split("-"))
    return {part: curled(text) for part, text in parts.items()}


def _format_date(date: Date | None, text: str, style: str) -> dict[str, Any] | None:
    """Return a date in parts, or as a literal where citeproc-py cannot word it."""
    if date is None:
        return None
    is_range = len(date.date_parts) > 1 and any(len(part) > 1 for part in date.date_parts)
    if style == "apa" and (is_range or date.season):  # begins with the year, unlike a date in words
        return {"date-parts": sorted({part[:1] for part in date.date_parts})}
    if is_range or not date.date_parts or (style == "mla" and (date.circa or date.season)):
        return {"literal": date.literal or one_line(in_words(parse_edtf(text)))}
    fields: dict[str, Any] = msgspec.to_builtins(date)
    return fields


def curled(text: str) -> str:
    """Return a text with typographic quotes and apostrophes."""
    opened = _OPENING.sub(lambda match: "“" if match[0] == '"' else "‘", text)
    return opened.translate(_QUOTES)


def punctuated(text: str) -> str:
    """Put commas and full stops before closing quotes, and reduce two full stops to one."""
    return _DOUBLED.sub(r"\1\2", _AFTER_QUOTE.sub(r"\2\1", _nest_quotes(text)))


def _nest_quotes(text: str) -> str:
    """Replace double quotes within double quotes by single ones."""
    depth = 0
    letters = []
    for letter in text:
        if letter == "”" and depth:
            depth -= 1
        letters.append(_INNER.get(letter, letter) if depth else letter)
        depth += letter == "“"
    return "".join(letters)
