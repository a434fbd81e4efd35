"""Sources as BibTeX entries (BibTeXing, 1988), with the fields of biblatex that have no older name.

`date` keeps the complete EDTF date for biblatex; BibTeX itself reads `year` and `month`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sinoru.cite.csl import Item, asked_by, make_item, notes_of
from sinoru.locators.labels import read_pages
from sinoru.query.particulars import archive_words
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
    "chapter": "incollection",
    "entry-encyclopedia": "inreference",
    "paper-conference": "inproceedings",
    "thesis": "thesis",
    "manuscript": "unpublished",
    "report": "techreport",
    "webpage": "online",
    "dataset": "dataset",
}
_THESES = {
    "mastersthesis": re.compile(r"(?i)\bmaster|\bM\.? ?(?:A|Sc|Phil|S)\b|магистер"),
    "phdthesis": re.compile(r"(?i)\bph\.? ?d|\bd\.? ?phil\b|doctor|dissertation|диссертация"),
}
"""The types of BibTeX for theses, by what their genre says; any other is a `thesis` of biblatex."""
_OF_NO_TYPE = {"map": "map", "song": "audio recording", "motion_picture": "video", "interview": "interview"}
"""What `type` says of those that are `misc`, where the source has no genre."""
_CONTAINERS = {
    "article": "journal", "incollection": "booktitle", "inproceedings": "booktitle", "inreference": "booktitle",
}  # fmt: skip
"""The field of what contains a source, by type of entry; other types have only `howpublished`."""
_PUBLISHERS = {
    "techreport": "institution",
    "thesis": "institution",
    "phdthesis": "school",
    "mastersthesis": "school",
}
"""The field of the publisher, by type; of others it is `publisher`."""
_KEPT = ("unpublished", "misc")
"""Types that biblatex prints `howpublished` of; of others, `library` is kept in the database."""
_NAMES = ("author", "editor", "translator")
_VERBATIM = ("url", "doi", "date", "urldate", "origdate", "related")
"""Fields that biblatex reads unescaped; only braces and backslashes are percent-encoded, as in an address."""
_NO_BRACES = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C"})


def write(citations: Iterable[Citation]) -> Iterator[str]:
    """Yield an entry for each source, with the locators of the cited facts, and what it speaks against, in `note`."""
    for number, citation in enumerate(citations):
        item = make_item(citation)
        lines = (f"  {name} = {{{_escape(name, text)}}},\n" for name, text in _fields(item, citation) if text)
        yield "\n" if number else ""
        yield f"@{_type_of(item)}{{{item.id},\n{''.join(lines)}}}\n"


def _type_of(item: Item) -> str:
    of_thesis = (
        name for name, is_such in _THESES.items() if item.type == "thesis" and is_such.search(item.genre)
    )
    return next(of_thesis, _TYPES.get(item.type, "misc"))


def _fields(item: Item, citation: Citation) -> Iterator[tuple[str, str]]:
    source = citation.source
    type_ = _type_of(item)
    yield from ((role, " and ".join(map(_format_name, getattr(item, role)))) for role in _NAMES)
    yield "title", item.title
    yield "shorttitle", item.title_short
    yield _CONTAINERS.get(type_, "howpublished"), item.container_title
    yield "edition", item.edition
    yield "version", item.version
    yield "series", item.collection_title
    yield "volume", item.volume
    yield "number", item.issue or item.collection_number or item.number
    pages = read_pages(item.page)
    yield "pages", pages.numbers("--") if pages else item.page
    yield _PUBLISHERS.get(type_, "publisher"), item.publisher
    is_thesis = item.type == "thesis" and type_ == "thesis"
    yield "type", item.genre or item.medium or ("thesis" if is_thesis else _OF_NO_TYPE.get(item.type, ""))
    yield "address", item.publisher_place
    yield (
        "library" if item.container_title or type_ not in _KEPT else "howpublished",
        one_line(archive_words(source)),
    )
    parts = item.issued.date_parts[0] if item.issued and item.issued.date_parts else ()
    yield "year", _year(parts[0]) if parts else ""
    yield "month", f"{parts[1]}" if len(parts) > 1 else ""
    yield "date", one_line(source.published)
    yield "origdate", one_line(source.original_date)
    yield "urldate", one_line(source.accessed)
    yield "url", item.url
    yield "doi", item.doi
    yield "isbn", item.isbn
    yield "langid", item.language
    yield "related", one_line(source.version_of)
    yield "relatedstring", "Version of" if source.version_of else ""
    yield "note", one_line("; ".join((*citation.at, *asked_by(item), *notes_of(citation))))


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
    if name in _NAMES:
        return text  # escaped name by name
    # A second pair of braces keeps styles from lowering the capitals of NATO or Kosovo.
    return f"{{{to_latex(text)}}}" if name == "title" else to_latex(text)


def to_latex(text: str) -> str:
    """Escape a text so that LaTeX prints it unchanged."""
    return text.translate(_ESCAPES)
