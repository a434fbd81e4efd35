"""The particulars of a source, as every view words them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import sinoru
from sinoru.model.records import Source
from sinoru.query.particulars import (
    addresses_of,
    archive_words,
    bare_doi,
    edition_number,
    publication_words,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

CORPUS = """
sources:
  - {id: first, title: Der Weg, published: 1850}
  - id: reprint
    title: The road
    editors: ["Roe, Richard"]
    archive: Hoover Institution
    doi: 10.1000/182
    isbn: 978-0-306-40615-7
    version_of: first
"""


@pytest.mark.parametrize(
    ("written", "doi"),
    [
        ("10.1000/182", "10.1000/182"),
        ("https://doi.org/10.1000/182", "10.1000/182"),
        ("http://dx.doi.org/10.1000/a(b)<c>", "10.1000/a(b)<c>"),
        ("DOI: 10.1000/182", "10.1000/182"),
        ("https://example.org/10.1000/182", "https://example.org/10.1000/182"),
    ],
)
def test_a_doi_has_no_address_before_it(written: str, doi: str) -> None:
    assert bare_doi(written) == doi


def test_an_address_is_named_once() -> None:
    source = Source(
        id="x", title="X", doi="10.1000/9", url="http://dx.doi.org/10.1000/9", archived="https://a.org/"
    )
    assert list(addresses_of(source)) == ["https://doi.org/10.1000/9", "https://a.org/"]


@pytest.mark.parametrize(
    ("edition", "number"), [("2", "2"), ("2nd", "2"), ("11th edition", "11"), ("revised", "revised")]
)
def test_a_numbered_edition_is_a_number(edition: str, number: str) -> None:
    assert edition_number(edition) == number


def test_a_place_is_that_of_the_publisher_or_of_the_archive() -> None:
    kept = Source(id="x", title="X", archive="RGASPI", place="Moscow", box="opis 11", folder="4")
    assert archive_words(kept) == "opis 11, folder 4, RGASPI, Moscow"
    assert list(publication_words(kept)) == []
    printed = Source(id="x", title="X", archive="RGASPI", place="Moscow", publisher="Nauka", edition="22")
    assert archive_words(printed) == "RGASPI"
    assert list(publication_words(printed)) == ["22nd edition", "Moscow: Nauka"]


@pytest.fixture
def open_corpus(tmp_path: Path) -> Callable[[], sinoru.Corpus]:
    (tmp_path / "corpus.yaml").write_text(CORPUS, encoding="utf-8")
    return lambda: sinoru.open(tmp_path)


@pytest.mark.parametrize(
    "words",
    ["Roe", "Hoover", "10.1000/182", "https://doi.org/10.1000/182", "9780306406157", "978-0-306-40615-7"],
)
def test_a_source_is_found_by_what_it_says_of_itself(
    open_corpus: Callable[[], sinoru.Corpus], words: str
) -> None:
    with open_corpus() as corpus:
        assert [one.source.id for one in corpus.sources(words).sources] == ["reprint"]


def test_an_isbn_is_searched_with_and_without_hyphens(open_corpus: Callable[[], sinoru.Corpus]) -> None:
    with open_corpus() as corpus:
        for typed in ("9780306406157", "978-0-306-40615-7"):
            assert [hit.id for hit in corpus.search(typed).hits] == ["reprint"]


def test_a_version_and_its_original_name_each_other(open_corpus: Callable[[], sinoru.Corpus]) -> None:
    with open_corpus() as corpus:
        versions = {id_: corpus.source(id_).versions for id_ in ("first", "reprint")}
    assert [(one.id, one.how) for one in versions["reprint"]] == [("first", "version of")]
    assert [(one.id, one.how) for one in versions["first"]] == [("reprint", "has version")]
