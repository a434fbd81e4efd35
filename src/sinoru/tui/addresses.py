"""The addresses of a record's sources, and opening one in the web browser."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import msgspec

from sinoru.model.records import Source
from sinoru.programs import open_in_browser

if TYPE_CHECKING:
    from sinoru.corpus import Corpus
    from sinoru.query.answers import Shown

_SCHEMES = ("http", "https")


class Address(msgspec.Struct, frozen=True):
    """The address of a source, and what the source is."""

    url: str
    label: str


def addresses_of(corpus: Corpus, shown: Shown) -> list[Address]:
    """Return the addresses of the sources that a record cites, or of a source itself."""
    if isinstance(shown.record, Source):
        sources = [shown.credited or shown.record]
    else:
        sources = [one.source for one in corpus.cite(shown.record.id).citations]
    return [Address(one.url, _label(one)) for one in sources if one.url]


def _label(source: Source) -> str:
    by = source.authors[0] if source.authors else source.publisher or source.container
    return ", ".join(filter(None, (by, source.cited_title, _host(source.url))))


def _host(url: str) -> str:
    """Return the host of an address, empty where it has none."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def is_web_address(url: str) -> bool:
    """Return whether an address is one of the web: nothing else is ever opened."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in _SCHEMES and bool(parts.hostname) and url.isprintable() and " " not in url


def open_address(url: str) -> bool:
    """Open an address of the web in the user's browser; return whether one was found."""
    return is_web_address(url) and open_in_browser(url)
