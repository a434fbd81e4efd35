"""The lines of a text as a reader sees them: without markup, bullets and the walls of table cells."""

import re
from collections.abc import Iterator

import msgspec

from sinoru.verify.blocks import is_page_number, strip_markup

_BULLET = re.compile(r"[ \t]*(?:[*+•▪■●○◦·‣»>§o\uf0b7]|[-–—]+(?=[ \t]))[ \t]+|[ \t]*[•▪■●◦·‣](?=\S)")
_TAG = re.compile(
    r"</?(?:a|b|br|div|em|font|h[1-6]|i|li|p|span|strong|t[dhr]|u)\b[^<>]{0,300}>", re.IGNORECASE
)
_MARKUP = frozenset("*_[\\&`")
_LONGEST_MARKED = 20_000
"""Characters of a line in which markup is sought."""


class Line(msgspec.Struct, frozen=True):
    """A line of the text."""

    number: int
    text: str
    """Empty: a blank line, or one that is only drawn."""
    indent: int = 0
    bullet: bool = False
    heading: bool = False
    """Marked with `#` or `=`."""
    raw: str = ""


def read_lines(text: str) -> Iterator[Line]:
    """Give the lines of a text, numbered from 1. A form feed counts as a blank line's end."""
    for number, raw in enumerate(text.replace("\f", "\n").splitlines(), 1):
        yield _read_line(number, raw.replace("\u00a0", " ").replace("\u3000", " ").rstrip())


def _read_line(number: int, raw: str) -> Line:
    text = raw.strip(" |\t")
    if not any(map(str.isalnum, text[:2000])) or (
        is_page_number(text) and not re.fullmatch(r"\D*[12]\d{3}\D*", text)
    ):
        return Line(number, "", raw=raw)
    heading = bool(re.match(r"#{1,6}\s|=+ ", text))
    indent = len(raw.expandtabs()) - len(raw.expandtabs().lstrip())
    if "<" in text and len(text) < _LONGEST_MARKED:
        text = _TAG.sub("", text).strip(" |\t")
    bullet = _BULLET.match(text)
    if bullet:
        text = text[bullet.end() :]
    if heading:
        text = text.strip("#= ")
    if len(text) < _LONGEST_MARKED and not _MARKUP.isdisjoint(text):
        text = strip_markup(text).strip()
    text = text.strip(" |")
    return Line(number, text, indent, bool(bullet), heading, raw)
