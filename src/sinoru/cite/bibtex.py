"""Sources as BibTeX entries (BibTeXing, 1988), with the fields of biblatex that have no older name.

`date` keeps the complete EDTF date for biblatex; BibTeX itself reads `year` and `month`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sinoru.cite.csl import Item, against_notes, make_item
from sinoru.locators.labels import read_pages
from sinoru.text.hidden import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sinoru.cite.csl import Name
    from sinoru.query.cite import Citation

_ESCAPES = str.maketrans(
    {char: f"\\{char}" for char in "&%$#_"}
    | {
        "{": "\\textbraceleft{}",  # no brace of its own: parsers of BibTeX count braces, escaped or not
        "}": "\\textbraceright{}",
        "\\": "\\textbackslash{}",
        "~": "\\textasciitilde{}",
        "^": "\\textasciicircum{}",
    }
)
_TYPES = {
    "article-journal": "article",
    "article-newspaper": "article",
    "book": "book",
    "report": "techreport",
    "webpage": "online",
    "dataset": "dataset",
}
_VERBATIM = ("url", "doi", "date", "urldate")
"""Fields that biblatex reads unescaped; only braces and backslashes are percent-encoded, as in an address."""
_NO_BRACES = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C"})


def write(citations: Iterable[Citation]) -> Iterator[str]:
    """Yield an entry for each source, with the locators of the cited facts, and what it speaks against, in `note`."""
    for number, citation in enumerate(citations):
        item = make_item(citation)
        lines = (f"  {name} = {{{_escape(name, text)}}},\n" for name, text in _fields(item, citation) if text)
        yield "\n" if number else ""
        yield f"@{_TYPES.get(item.type, 'misc')}{{{item.id},\n{''.join(lines)}}}\n"


def _fields(item: Item, citation: Citation) -> Iterator[tuple[str, str]]:
    is_article = _TYPES.get(item.type) == "article"
    yield "author", " and ".join(map(_format_name, item.author))
    yield "title", item.title
    yield "journal" if is_article else "howpublished", item.container_title
    yield "volume", item.volume
    yield "number", item.issue
    pages = read_pages(item.page)
    yield "pages", pages.numbers("--") if pages else item.page
    yield "institution" if item.type == "report" else "publisher", item.publisher
    parts = item.issued.date_parts[0] if item.issued and item.issued.date_parts else ()
    yield "year", _year(parts[0]) if parts else ""
    yield "month", f"{parts[1]}" if len(parts) > 1 else ""
    yield "date", one_line(citation.source.published)
    yield "urldate", one_line(citation.source.accessed)
    yield "url", item.url
    yield "doi", item.doi
    yield "langid", item.language
    yield "note", one_line("; ".join((*citation.at, *against_notes(citation))))


def _year(year: int) -> str:
    """Return a year; one before Christ in words, as BibTeX reads `-50` as a name with a hyphen."""
    return f"{year}" if year > 0 else f"{-year} BC"


def _format_name(name: Name) -> str:
    """Return a name in the parts of BibTeX, or in braces where it must not be split or reordered."""
    if name.literal or not name.given or (name.in_order == name.inverted and not name.static_ordering):
        return f"{{{to_latex(name.in_order)}}}"
    parts = (name.whole_family, name.suffix, name.whole_given)
    return ", ".join(to_latex(part) for part in parts if part)


def _escape(name: str, text: str) -> str:
    if name in _VERBATIM:
        return text.translate(_NO_BRACES)
    if name == "author":
        return text  # escaped name by name
    # A second pair of braces keeps styles from lowering the capitals of NATO or Kosovo.
    return f"{{{to_latex(text)}}}" if name == "title" else to_latex(text)


def to_latex(text: str) -> str:
    """Escape a text so that LaTeX prints it unchanged."""
    return text.translate(_ESCAPES)
