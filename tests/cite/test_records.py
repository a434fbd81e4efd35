"""What reference managers read, read by others' readers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from hypothesis import given, settings
from hypothesis import strategies as st

from sinoru.cite import bibtex, csl, ris
from sinoru.model.fields import Fields
from sinoru.model.records import Source
from sinoru.query.cite import Citation
from tests.cite.conftest import AT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

LOCATOR_TERMS = [
    "act", "appendix", "article-locator", "book", "canon", "chapter", "column", "elocation", "equation", "figure",
    "folio", "issue", "line", "note", "opus", "page", "paragraph", "part", "rule", "scene", "section", "sub-verbo",
    "supplement", "table", "timestamp", "title-locator", "verse", "version", "volume",
]  # fmt: skip
SCHEMA = json.loads((Path(__file__).parent / "csl-data.json").read_text(encoding="utf-8"))
# The schema of items has `locator`; only that of citations (csl-citation.json) has the `label` that belongs to it.
SCHEMA["items"]["properties"]["label"] = {"enum": LOCATOR_TERMS}


def read_bibtex(cited: Iterable[Citation]) -> dict[str, Any]:
    library = parse_string("".join(bibtex.write(cited)))
    assert not library.failed_blocks
    return {
        entry.key: (entry.entry_type, {one.key: one.value for one in entry.fields})
        for entry in library.entries
    }


def read_ris(cited: Iterable[Citation]) -> list[dict[str, Any]]:
    return rispy.loads("".join(ris.write(cited)))  # type: ignore[no-any-return]


def read_csl(cited: Iterable[Citation]) -> list[dict[str, Any]]:
    items = json.loads("".join(csl.write(cited)))
    jsonschema.validate(items, SCHEMA)
    return items  # type: ignore[no-any-return]


def test_bibtexparser_reads_every_source(citations: list[Citation]) -> None:
    entries = read_bibtex(citations)
    assert list(entries) == [one.source.id for one in citations]
    kind, fields = entries["family-first"]
    assert kind == "article"
    assert fields["author"] == "Yu, Bin"
    assert fields["title"] == '{A partnership: "Or more"?}'
    assert fields["note"] == "; ".join(AT)
    assert (fields["year"], fields["month"], fields["date"]) == ("1999", "7", "1999-07")
    assert entries["dataset"][1]["author"] == "{International Monetary Fund}"
    assert entries["junior"][1]["author"] == "King, Jr., Martin Luther"
    assert entries["journal-pages"][1]["pages"] == "73--115"
    assert entries["journal-pages"][1]["doi"] == "10.1234/cq.2003.7"


def test_rispy_reads_every_source(citations: list[Citation]) -> None:
    records = {one["id"]: one for one in read_ris(citations)}
    assert list(records) == [one.source.id for one in citations]
    one = records["family-first"]
    assert (one["type_of_reference"], one["authors"], one["year"]) == ("JOUR", ["Yu, Bin"], "1999")
    assert one["notes"] == [f"Cited: {at}" for at in AT]
    assert records["news"]["date"] == "1999/05/13/"
    assert (records["journal-pages"]["start_page"], records["journal-pages"]["end_page"]) == ("73", "115")
    assert records["junior"]["authors"] == ["King, Martin Luther, Jr."]


def test_csl_json_follows_its_schema(citations: list[Citation]) -> None:
    items = {one["id"]: one for one in read_csl(citations)}
    assert list(items) == [one.source.id for one in citations]
    one = items["family-first"]
    assert one["author"] == [{"family": "Yu", "given": "Bin", "static-ordering": True}]
    assert one["issued"] == {"date-parts": [[1999, 7]]}
    assert one["locator"] == "; ".join(AT)
    assert items["news-range"]["issued"]["date-parts"] == [[1999, 5, 22], [1999, 5, 29]]
    assert items["book-two"]["issued"]["circa"] is True


KINDS = {
    "thesis-phd": ("phdthesis", "THES", "thesis", "PhD diss."),
    "thesis-master": ("mastersthesis", "THES", "thesis", "master's thesis"),
    "thesis": ("thesis", "THES", "thesis", ""),
    "paper-printed": ("inproceedings", "CPAPER", "paper-conference", ""),
    "paper-read": (
        "inproceedings",
        "CPAPER",
        "paper-conference",
        "paper presented at the 5th Congress of Ports",
    ),
    "report": ("techreport", "RPRT", "report", ""),
    "map": ("misc", "MAP", "map", "topographic map"),
    "recording": ("misc", "SOUND", "song", "compact disc"),
    "video": ("misc", "VIDEO", "motion_picture", "videocassette"),
    "interview": ("misc", "PCOMM", "interview", ""),
    "interview-untitled": ("misc", "PCOMM", "interview", "telephone interview"),
    "archive": ("unpublished", "MANSCPT", "manuscript", ""),
}
"""The type of each in BibTeX, RIS and CSL, and what it is more precisely."""


@pytest.mark.parametrize("id_", KINDS)
def test_readers_find_what_kind_of_work_it_is(id_: str, citations: list[Citation]) -> None:
    one = [each for each in citations if each.source.id == id_]
    in_bibtex, in_ris, in_csl, genre = KINDS[id_]
    (entry,) = read_bibtex(one).values()
    (record,), (item,) = read_ris(one), read_csl(one)
    assert (entry[0], record["type_of_reference"], item["type"]) == (in_bibtex, in_ris, in_csl)
    if genre:
        assert entry[1]["type"] == record["type_of_work"] == item.get("genre", item.get("medium")) == genre


def test_who_asks_in_an_interview_is_kept(citations: list[Citation]) -> None:
    one = [each for each in citations if each.source.id == "interview"]
    (entry,) = read_bibtex(one).values()
    (record,), (item,) = read_ris(one), read_csl(one)
    assert "Interview by Jane Roe" in entry[1]["note"]
    assert "Interview by Jane Roe" in record["notes"]
    assert item["interviewer"] == [{"family": "Roe", "given": "Jane"}]


def test_a_paper_is_in_its_proceedings_and_a_thesis_at_its_university(citations: list[Citation]) -> None:
    entries = read_bibtex(citations)
    assert entries["paper-printed"][1]["booktitle"] == "Proceedings of the 4th Congress of Ports"
    assert entries["thesis-phd"][1]["school"] == "University of Hull"


def test_a_reprint_and_a_chapter_say_what_they_are(citations: list[Citation]) -> None:
    kind, reprint = read_bibtex(citations)["book-reprint"]
    assert kind == "book"
    assert {key: reprint[key] for key in ("translator", "edition", "series", "number", "address", "origdate")} == {
        "translator": "Smith, Ann", "edition": "2", "series": "Asian Studies", "number": "12", "address": "Paris",
        "origdate": "1850",
    }  # fmt: skip
    assert (reprint["doi"], reprint["isbn"], reprint["related"]) == (
        "10.1000/182",
        "978-0-306-40615-7",
        "book",
    )
    records = {one["id"]: one for one in read_ris(citations)}
    assert records["chapter"]["type_of_reference"] == "CHAP"
    assert records["chapter"]["secondary_title"] == "The Road to War"
    assert records["book-reprint"]["doi"] == "10.1000/182"
    items = {one["id"]: one for one in read_csl(citations)}
    assert (items["chapter"]["type"], items["chapter"]["container-title"]) == ("chapter", "The Road to War")
    assert [one["family"] for one in items["chapter"]["editor"]] == ["Roe", "Yu"]
    assert items["chapter"]["DOI"] == "10.1000/183"


def test_a_box_is_in_an_archive_and_no_journal(citations: list[Citation]) -> None:
    (item,) = (one for one in read_csl(citations) if one["id"] == "archive")
    assert item["type"] == "manuscript"
    assert (item["archive"], item["archive_location"]) == ("National Archives", "box 4, folder 2")
    kind, entry = read_bibtex(citations)["archive"]
    assert (kind, entry["howpublished"]) == (
        "unpublished", "box 4, folder 2, RG 59, Nixon Papers, National Archives, Washington",
    )  # fmt: skip
    assert "journal" not in entry


@pytest.mark.parametrize("write", [bibtex.write, csl.write, ris.write])
def test_the_address_of_a_copy_is_kept(write: Callable[..., Iterable[str]]) -> None:
    source = Source(id="x", title="X", url="https://b.co/", archived="https://web.archive.org/b")
    assert "Archived at https://web.archive.org/b" in "".join(write([Citation(source=source)]))


@pytest.mark.parametrize(
    ("pages", "in_ris", "in_bibtex"),
    [
        ("73-115", ("73", "115"), "73--115"),
        ("1087–89", ("1087", "1089"), "1087--1089"),
        ("12--34", ("12", "34"), "12--34"),
        ("1-20, 25", ("1", "25"), "1--20, 25"),
        ("14", ("14", None), "14"),
        ("A-3", ("A-3", None), "A-3"),
        ("front page", ("front page", None), "front page"),
    ],
)
def test_pages_are_split_where_they_are_a_range(pages: str, in_ris: tuple[str, str], in_bibtex: str) -> None:
    cited = [Citation(source=Source(id="x", title="X", pages=pages))]
    (record,) = read_ris(cited)
    assert (record.get("start_page"), record.get("end_page")) == in_ris
    assert read_bibtex(cited)["x"][1]["pages"] == in_bibtex


@pytest.mark.parametrize(
    ("published", "in_ris", "notes", "in_bibtex"),
    [
        ("-0049~", (None, None), ["Date: c. 50 BC"], "50 BC"),
        ("-0043-03-15", (None, None), ["Date: 15 March 44 BC"], "44 BC"),
        ("0476", ("0476", "0476///"), None, "476"),
        ("0079-08-24?", ("0079", "0079/08/24/c."), None, "79"),
        ("9999-12", ("9999", "9999/12//"), None, "9999"),
        ("199X", (None, "///1990s"), None, None),
        ("Y12000", (None, None), ["Date: 12,000"], "12000"),
        ("", (None, None), None, None),
    ],
)
def test_a_year_that_has_no_four_digits_is_a_note_in_ris_and_words_in_bibtex(
    published: str, in_ris: tuple[str, str], notes: list[str] | None, in_bibtex: str | None
) -> None:
    cited = [Citation(source=Source(id="x", title="X", published=published))]
    (record,) = read_ris(cited)
    assert (record.get("year"), record.get("date")) == in_ris
    assert record.get("notes") == notes
    assert read_bibtex(cited)["x"][1].get("year") == in_bibtex


@pytest.mark.parametrize(
    "title", ["50% of {NATO} & $5_#", "a \\ b ^ ~ c", "x\r\nER  - \r\nTY  - BOOK", "@book{x,}"]
)
def test_no_title_breaks_out_of_its_field(title: str) -> None:
    cited = [Citation(source=Source(id="x", title=title)), Citation(source=Source(id="y", title="next"))]
    assert list(read_bibtex(cited)) == ["x", "y"]
    assert [one["id"] for one in read_ris(cited)] == ["x", "y"]
    assert read_csl(cited)[0]["title"] == " ".join(title.split())


@settings(max_examples=100)
@given(st.text(), st.text(), st.lists(st.text(), max_size=3), st.text())
def test_whatever_a_source_holds_readers_find_one_record(
    title: str, container: str, authors: list[str], url: str
) -> None:
    source = Source(
        id="x",
        title=title,
        container=container,
        authors=tuple(authors),
        url=url,
        language=title,
        publisher=title,
        kind="article",
    )
    cited = [Citation(source=source, at=(title,))]
    assert list(read_bibtex(cited)) == ["x"]
    assert [one["id"] for one in read_ris(cited)] == ["x"]
    assert [one["id"] for one in read_csl(cited)] == ["x"]


@pytest.mark.parametrize("write", [bibtex.write, csl.write, ris.write])
def test_no_field_of_a_source_hides_a_character(write: Callable[..., Iterable[str]]) -> None:
    bad = "a\x1b[31m\u202e\ufeff\r\nER  - \r\n\u200b"
    fields: dict[str, Any] = {
        one.name: (bad,) if one.is_list else bad
        for one in Fields().of(Source)
        if one.holds in ("text", "isbn", "reference")
    }
    text = "".join(write([Citation(source=Source(id="x", **fields), at=(bad,))]))
    assert not set("\x1b\u202e\ufeff\u200b") & set(text)
    assert text.replace("\r", "").count("\nER  - ") == (write is ris.write)


@pytest.mark.parametrize("title", ["Notes on a visit", "[Notes on a visit]"])
def test_a_description_in_place_of_a_title_is_in_brackets_once(title: str) -> None:
    citation = Citation(source=Source(id="x", title=title, short_title="Notes", untitled=True))
    bibtex_, ris_, items = ("".join(write([citation])) for write in (bibtex.write, ris.write, csl.write))
    assert "title = {{[Notes on a visit]}}" in bibtex_
    assert "TI  - [Notes on a visit]\r\nST  - [Notes]\r\n" in ris_
    assert [(one["title"], one["title-short"]) for one in json.loads(items)] == [
        ("[Notes on a visit]", "[Notes]")
    ]
