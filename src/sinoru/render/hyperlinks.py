"""Links in a terminal (OSC 8): addresses that are safe to write, and text that leads to them.

An address reaches the terminal as printable ASCII only, so that nothing in a corpus can end the sequence early.
"""

import os
from binascii import crc32
from collections.abc import Iterable, Iterator
from itertools import groupby

from sinoru.render.document import UNICODE, Block, Span, Spans
from sinoru.render.layout import lay_out
from sinoru.text.hidden import is_hidden

_LONGEST = 2_083
"""Bytes of an address; terminals take no longer ones."""
_SCHEMES = ("http://", "https://")
_IN_PATH = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/")
_IN_ADDRESS = _IN_PATH | frozenset(b":?#[]@!$&'()*+,;=%")
"""The bytes that RFC 3986 allows; all others are percent-encoded."""


def web_address(url: str) -> str:
    """Return an address of the web in printable ASCII; empty for any other scheme, or if it is not an address."""
    scheme = next((each for each in _SCHEMES if url[: len(each)].lower() == each), "")
    if not scheme or any(is_hidden(ord(char)) for char in url):
        return ""
    rest = url[len(scheme) :]
    end = next((position for position, char in enumerate(rest) if char in "/?#\\"), len(rest))
    host = _ascii_host(rest[:end])
    address = f"{scheme}{host}{_encoded(rest[end:].encode(errors='replace'), _IN_ADDRESS)}"
    return address if host and len(address) <= _LONGEST else ""


def _ascii_host(host: str) -> str:
    if not host.isascii():
        try:
            host = host.encode("idna").decode()
        except UnicodeError:
            return ""
    return _encoded(host.encode(), _IN_ADDRESS)


def file_address(path: str, line: int) -> str:
    """Return the address of a line in a file, on this machine: kitty, iTerm2 and others open it in an editor."""
    machine = os.uname().nodename if hasattr(os, "uname") else ""
    absolute = os.path.abspath(path).replace(os.sep, "/")
    root = "" if absolute.startswith("/") else "/"
    return f"file://{_encoded(machine.encode(), _IN_PATH)}{root}{_encoded(os.fsencode(absolute), _IN_PATH)}#{line}"


def _encoded(content: bytes, allowed: frozenset[int]) -> str:
    return "".join(chr(byte) if byte in allowed else f"%{byte:02X}" for byte in content)


def link_start(address: str) -> str:
    """Return the sequence that begins a link. Its id is the same in each line on which the link goes on."""
    return f"\033]8;id={crc32(address.encode()):x};{address}\033\\"


LINK_END = "\033]8;;\033\\"


def by_link(spans: Spans) -> Iterator[tuple[str, Iterator[Span]]]:
    """Yield the runs of spans with one address, which is empty for text that leads nowhere."""
    return groupby(spans, lambda span: span.link if _is_safe(span.link) else "")


def _is_safe(link: str) -> bool:
    return link.startswith((*_SCHEMES, "file://")) and link.isascii() and link.isprintable()


def linked_lines(document: Iterable[Block], width: int, ellipsis: str = UNICODE.ellipsis) -> Iterator[str]:
    """Yield the lines of a document for a terminal without colours; its spans have addresses as links."""
    for spans in lay_out(document, width, ellipsis):
        yield "".join(_linked_text(link, run) for link, run in by_link(spans))


def _linked_text(link: str, spans: Iterable[Span]) -> str:
    text = "".join([span.text for span in spans])
    return f"{link_start(link)}{text}{LINK_END}" if link else text
