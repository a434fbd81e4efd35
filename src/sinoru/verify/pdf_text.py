"""The text of a PDF, line by line as it stands on its pages."""

import logging
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING

from sinoru.verify.copies import UnreadableCopy

if TYPE_CHECKING:
    from pypdf import PageObject

_FINAL = tuple(".!?:;\"'\u201d\u2019)]")
_INDENT = 2
"""Columns by which the first line of a paragraph stands in."""


def read_pdf(path: str, content: bytes) -> str:
    """Give the text of all pages, with a form feed between two and blank lines between paragraphs."""
    try:
        from pypdf import PdfReader
    except ImportError:
        raise UnreadableCopy(path, "PDF needs an extra: pip install 'sinoru[pdf]'") from None
    logging.getLogger("pypdf").setLevel(logging.ERROR)  # it tells of each oddity that it mends
    try:
        reader = PdfReader(BytesIO(content))
        is_open = not reader.is_encrypted or reader.decrypt("")
        pages = [_page_text(page) for page in reader.pages] if is_open else None
    except Exception as error:  # noqa: BLE001  a broken file can break the reader anywhere
        raise UnreadableCopy(path, f"is damaged, or no PDF ({type(error).__name__}).") from None
    if pages is None:
        raise UnreadableCopy(path, "is locked with a password. Give a copy without one.")
    return "\f".join(pages)


def _page_text(page: "PageObject") -> str:
    return "\n".join(_part_at_indents(page.extract_text(extraction_mode="layout").splitlines()))


def _part_at_indents(lines: list[str]) -> Iterator[str]:
    """Put a blank line before each line that stands in where the one before it ends a sentence."""
    before = ""
    for line in lines:
        stands_in = _indent(line) - _indent(before)
        if before.rstrip().endswith(_FINAL) and stands_in >= _INDENT:
            yield ""
        yield line
        before = line


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
