"""Sources as RIS (Research Information Systems, 2001), which EndNote, Mendeley and Zotero read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sinoru.cite.csl import asked_by, make_item, notes_of
from sinoru.dates.edtf import parse_edtf
from sinoru.dates.wording import in_words
from sinoru.locators.labels import read_pages
from sinoru.text.hidden import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sinoru.cite.csl import Date, Item, Name
    from sinoru.query.cite import Citation

_TYPES = {
    "article-journal": "JOUR",
    "article-newspaper": "NEWS",
    "book": "BOOK",
    "chapter": "CHAP",
    "entry-encyclopedia": "ENCYC",
    "paper-conference": "CPAPER",
    "thesis": "THES",
    "map": "MAP",
    "song": "SOUND",
    "motion_picture": "VIDEO",
    "interview": "PCOMM",
    "manuscript": "MANSCPT",
    "report": "RPRT",
    "webpage": "ELEC",
    "dataset": "DATA",
    "treaty": "STAT",
}

_LAST_YEAR = 9999


def write(citations: Iterable[Citation]) -> Iterator[str]:
    """Yield a record for each source, with the locators of the cited facts in N1. Lines end in CR LF."""
    for number, citation in enumerate(citations):
        item = make_item(citation)
        yield "\r\n" if number else ""
        yield _line("TY", _TYPES.get(item.type, "GEN"))
        yield from (_line(tag, text) for tag, text in _fields(item) if text)
        yield from (_line("N1", f"Cited: {at}") for at in map(one_line, citation.at) if at)
        if item.issued and not _day(item.issued):
            yield _line("N1", f"Date: {in_words(parse_edtf(citation.source.published))}")
        yield from (_line("N1", one_line(note)) for note in (*asked_by(item), *notes_of(citation)))
        yield _line("ER", "")


def _fields(item: Item) -> Iterator[tuple[str, str]]:
    yield "ID", item.id
    for tag, names in (("AU", item.author), ("ED", item.editor), ("A4", item.translator)):
        yield from ((tag, _format_name(name)) for name in names)
    yield "TI", item.title
    yield "ST", item.title_short
    yield "T2", item.container_title
    yield "ET", item.edition or item.version
    yield "T3", item.collection_title
    yield "SV", item.collection_number
    yield "VL", item.volume
    yield "IS", item.issue
    pages = read_pages(item.page)
    numbers = [number for span in pages.spans for number in span if number] if pages else [item.page]
    yield "SP", numbers[0]
    yield "EP", numbers[-1] if len(numbers) > 1 else ""
    yield "CY", item.publisher_place or item.archive_place
    yield "PB", item.publisher
    yield "PY", _day(item.issued).partition("/")[0]
    yield "DA", _day(item.issued)
    yield "OP", _day(item.original_date).partition("/")[0]
    yield "DB", item.archive
    yield "AV", ", ".join(filter(None, (item.archive_location, item.archive_collection)))
    yield "CN", item.call_number
    yield "Y2", _day(item.accessed)
    yield "UR", item.url
    yield "DO", item.doi
    yield "SN", item.isbn
    yield "M1", item.number
    yield "M3", item.genre or item.medium
    yield "LA", item.language


def _format_name(name: Name) -> str:
    if name.literal or not name.given:
        return name.inverted
    return ", ".join(filter(None, (name.whole_family, name.whole_given, name.suffix)))


def _day(date: Date | None) -> str:
    """Return a date as `YYYY/MM/DD/`, as far as it is known; a date without parts follows the last slash.

    A year that has no four digits, such as 50 BC, has no form in RIS: the text is empty.
    """
    if date is None:
        return ""
    if not date.date_parts:
        return f"///{date.literal}"
    year, *rest = date.date_parts[0]
    if not 0 < year <= _LAST_YEAR:
        return ""
    month, day = (*(f"{part:02}" for part in rest), "", "")[:2]
    return f"{year:04}/{month}/{day}/{'c.' if date.circa else ''}"


def _line(tag: str, text: str) -> str:
    return f"{tag}  - {text}\r\n"
