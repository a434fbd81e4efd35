"""A source as a CSL-JSON item (CSL 1.0.2, schemas/input/csl-data.json), from which every style is made.

An item has every field of CSL-JSON that a corpus can fill, under the names that CSL gives them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from sinoru.cite.csl_dates import Date, read_issued
from sinoru.cite.csl_names import Name, read_name
from sinoru.cite.one_line import one_line

if TYPE_CHECKING:
    from sinoru.model.records import Source
    from sinoru.query.cite import Citation

_DOI = "doi.org/10."


class Item(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True, rename="kebab"):
    """One item of CSL-JSON."""

    id: str
    type: str
    title: str
    author: tuple[Name, ...] = ()
    container_title: str = ""
    volume: str = ""
    issue: str = ""
    page: str = ""
    publisher: str = ""
    issued: Date | None = None
    accessed: Date | None = None
    url: str = msgspec.field(default="", name="URL")
    doi: str = msgspec.field(default="", name="DOI")
    language: str = ""
    locator: str = ""
    """Where in it the cited facts stand."""


def make_item(citation: Citation) -> Item:
    """Give the item of a cited source; its locators stand in `locator`."""
    source = citation.source
    kind = _csl_type(source)
    return Item(
        id=source.id,
        type=kind,
        title=one_line(source.title),
        author=tuple(read_name(name, citation.family_first) for name in source.authors if one_line(name)),
        container_title=one_line(source.container or (source.publisher if _is_periodical(kind) else "")),
        volume=one_line(source.volume),
        issue=one_line(source.issue),
        page=one_line(source.pages).replace("–", "-"),
        publisher="" if _is_periodical(kind) and not source.container else one_line(source.publisher),
        issued=read_issued(source.published),
        accessed=read_issued(source.accessed),
        url=one_line(source.url),
        doi=_doi_in(source.url),
        language=one_line(source.language),
        locator=one_line("; ".join(citation.at)),
    )


def _csl_type(source: Source) -> str:
    """Choose the type by kind, and where that leaves it open by what the source has."""
    if source.kind in ("book", "dataset", "treaty"):
        return source.kind
    if source.volume or source.issue or (source.kind == "article" and source.container):
        return "article-journal" if source.container else "report"
    if source.kind == "news" and (source.container or source.publisher):
        return "article-newspaper"
    return "webpage" if source.url else "document"


def _is_periodical(csl_type: str) -> bool:
    return csl_type in ("article-journal", "article-newspaper")


def _doi_in(url: str) -> str:
    """Give the DOI of an address at doi.org; empty for any other."""
    _, found, rest = url.partition(_DOI)
    return one_line(f"10.{rest}") if found else ""
