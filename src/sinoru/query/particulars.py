"""The particulars of a source, as every view and style words them: edition, series, archive, addresses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sinoru.dates.wording import date_words, ordinal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sinoru.model.records import Source

_DOI_PREFIX = re.compile(r"(?:(?:https?://)?(?:dx\.|www\.)?doi\.org/|doi:)\s*(?=10\.)", re.IGNORECASE)
_LABELLED = re.compile(r"[^\W\d_]+\.? \w*\d")
_VERSION = re.compile(r"version (\S+)", re.IGNORECASE)
_EDITION = re.compile(r"(\d+)(?:st|nd|rd|th)?(?: ed(?:ition|\.)?)?", re.IGNORECASE)


def doi_of(source: Source) -> str:
    """Return the DOI of a source without an address before it: that of `doi`, or else the one in its `url`."""
    if source.doi:
        return bare_doi(source.doi)
    return bare_doi(source.url) if _DOI_PREFIX.match(source.url) else ""


def bare_doi(text: str) -> str:
    """Return a DOI without `https://doi.org/` or `doi:` before it; any other text unchanged."""
    return _DOI_PREFIX.sub("", text.strip(), count=1)


def edition_number(edition: str) -> str:
    """Return the number of a numbered edition, `2` for `2nd edition`; any other edition unchanged."""
    numbered = _EDITION.fullmatch(edition.strip())
    return numbered[1] if numbered else edition


def version_number(edition: str) -> str:
    """Return the number of a version, `1.2` for `version 1.2`; empty for any other edition."""
    numbered = _VERSION.fullmatch(edition.strip())
    return numbered[1] if numbered else ""


def addresses_of(source: Source) -> Iterator[str]:
    """Yield the addresses of a source: its DOI, its `url` unless that is the same, and its archived copy."""
    doi = doi_of(source)
    if doi:
        yield f"https://doi.org/{doi}"
    if source.url and not (doi and bare_doi(source.url) == doi):
        yield source.url
    if source.archived:
        yield source.archived


def publication_words(source: Source) -> Iterator[str]:
    """Yield the genre of a source, who else made it, its edition, series, publisher, first date and ISBN."""
    if source.genre:
        yield source.genre
    if source.interviewers:
        yield f"interview by {'; '.join(source.interviewers)}"
    if source.editors:
        yield f"edited by {'; '.join(source.editors)}"
    if source.translators:
        yield f"translated by {'; '.join(source.translators)}"
    if source.edition:
        yield _edition_words(source.edition)
    number = f"no. {source.number}" if source.number else ""
    yield from filter(None, [" ".join(filter(None, (source.series, number)))])
    yield from filter(None, [": ".join(filter(None, (place_of_publication(source), source.publisher)))])
    if source.original_date:
        yield f"first published {date_words(source.original_date)}"
    if source.isbn:
        yield f"ISBN {source.isbn}"


def archive_words(source: Source) -> str:
    """Return where a source is kept: `box 4, folder 2, RG 59, National Archives, Washington`; empty if not said."""
    return ", ".join(filter(None, (location_in_archive(source), source.archive, place_of_archive(source))))


def location_in_archive(source: Source) -> str:
    """Return where an archive keeps a source: box, folder, call number and collection."""
    parts = (boxes(source), source.call_number, source.collection)
    return ", ".join(filter(None, parts))


def boxes(source: Source) -> str:
    """Return the box and the folder of a source: `box 4, folder 2`; other words before a number stay: `reel 3`."""
    labelled = (("box", source.box), ("folder", source.folder))
    return ", ".join(text if _LABELLED.match(text) else f"{label} {text}" for label, text in labelled if text)


def place_of_publication(source: Source) -> str:
    """Return the place where a source was published."""
    return "" if _is_place_of_archive(source) else source.place


def place_of_archive(source: Source) -> str:
    """Return the place of the archive that keeps a source."""
    return source.place if _is_place_of_archive(source) else ""


def _is_place_of_archive(source: Source) -> bool:
    """Return whether the place is that of the archive: no one published what only an archive keeps."""
    return bool(source.archive and not source.publisher)


def _edition_words(edition: str) -> str:
    number = edition_number(edition)
    if not number.isdecimal():
        return edition
    return f"{ordinal(int(number))} edition"
