"""The user's own copy of a source, as text with line ends: plain text, HTML or PDF."""

import codecs
import os

from sinoru.model.errors import SinoruError

LARGEST = 64_000_000
"""Bytes of a copy, pictures and all."""
LONGEST = 5_000_000
"""Characters of a source that passages are looked for in. A book has two million."""

_HTML = (b"<!doctype html", b"<html", b"<?xml")
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class UnreadableCopy(SinoruError):
    """A file given as a copy of a source cannot be read as one."""

    def __init__(self, path: str, why: str) -> None:
        super().__init__(f"{path}: {why}")


def read_copy(path: str) -> str:
    """Read a copy; its content says whether it is PDF, HTML or plain text. Raises UnreadableCopy."""
    return decode_copy(path, _read_bytes(path))


def read_source_text(path: str) -> str:
    """Read a copy in which passages are to be found. Raises UnreadableCopy, also where it is no one source."""
    text = read_copy(path)
    if len(text) > LONGEST:
        raise UnreadableCopy(path, f"has more than {LONGEST:,} characters. Give the source alone.")
    return text


def decode_copy(path: str, content: bytes) -> str:
    """Give the text of a copy that was read from `path`. Raises UnreadableCopy."""
    start = content[:1024].removeprefix(codecs.BOM_UTF8).lstrip().lower()
    if start.startswith(b"%pdf-"):
        from sinoru.verify.pdf_text import read_pdf

        text = read_pdf(path, content)
    elif start.startswith(_HTML) or path.lower().endswith((".html", ".htm", ".xhtml")):
        from sinoru.verify.html_text import read_html

        text = read_html(path, content)
    else:
        text = _decode(path, content)
    if not text.strip():
        raise UnreadableCopy(
            path, "no text stands in it. If it is a scan, let a program recognise its text first."
        )
    return text


def _open_at_once(path: str, flags: int) -> int:
    """Open a file; unlike usual, without waiting for somebody to write where it is a named pipe."""
    descriptor = os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
    if hasattr(os, "O_NONBLOCK"):
        os.set_blocking(descriptor, True)  # what is written to it is waited for
    return descriptor


def _read_bytes(path: str) -> bytes:
    try:
        with open(path, "rb", opener=_open_at_once) as file:
            content = file.read(LARGEST + 1)
    except OSError as error:
        raise UnreadableCopy(path, f"{error.strerror}. Give the file to be read.") from None
    if len(content) > LARGEST:
        raise UnreadableCopy(path, f"is larger than {LARGEST // 1_000_000} MB. Give the source alone.")
    return content


def _decode(path: str, content: bytes) -> str:
    encoding = "utf-16" if content.startswith(_UTF_16) else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        how = f"Save it as UTF-8, as with: iconv -f WINDOWS-1252 -t UTF-8 '{path}'"
        raise UnreadableCopy(path, f"line {line} is not UTF-8 text. {how}") from None
    if "\0" in text:
        raise UnreadableCopy(path, "is not text. Give the source as plain text, HTML or PDF.")
    return text
