"""Locators in the words of a style, and in CSL-JSON."""

from __future__ import annotations

import json

import msgspec
import pytest

from sinoru.cite import csl
from sinoru.cite.pinpoints import pages_in_style, pinpoint
from sinoru.cite.typeset import cite_in_style
from sinoru.model.records import Section, Source
from sinoru.query.cite import Citation
from tests.cite.test_typeset import written

BOOK = Source(
    id="x",
    title="The World",
    authors=("Smith, Jane", "Li, Wei"),
    publisher="OUP",
    published="2001",
    kind="book",
)
WAR = Source(
    id="w",
    title="W",
    sections=(Section(title="War, Peace and Arms", paragraphs=12), Section(title="Outlook")),
)


WORDS = [
    (("p. 12",), ", 12.", ", p. 12)", "Li 12)"),
    (("pp. 13-14",), ", 13–14.", ", pp. 13–14)", "Li 13–14)"),
    (("S. 12 f.",), ", 12f.", ", pp. 12f.)", "Li 12f.)"),
    (
        ("p. xii", "p. 12", "pp. 101-102"),
        ", xii, 12, 101–2.",
        ", pp. xii, 12, 101–102)",
        "Li xii, 12, 101–02)",
    ),
    (("p. A-3",), ", A-3.", ", p. A-3)", "Li A-3)"),
    (("vol. 2, p. 13",), ", 2:13.", ", Vol. 2, p. 13)", "Li 2: 13)"),
    (("т. 2, с. 13", "т. 2, с. 15"), ", 2:13, 15.", ", Vol. 2, pp. 13, 15)", "Li 2: 13, 15)"),
    (("ch. 3",), ", chap. 3.", ", Chapter 3)", "Li, ch. 3)"),
    (("ch. 3, p. 12",), ", chap. 3, p. 12.", ", Chapter 3, p. 12)", "Li, ch. 3, p. 12)"),
    (("ff. 3r–4v",), ", fols. 3r–4v.", ", Folios 3r–4v)", "Li, fols. 3r–4v)"),
    (("box 4, folder 2",), ", box 4, folder 2.", ", Box 4, Folder 2)", "Li, box 4, folder 2)"),
    (("¶ 7",), ", para. 7.", ", para. 7)", "Li, par. 7)"),
    (("第12页",), ", 12.", ", p. 12)", "Li 12)"),
    (("99",), ", 99.", ", 99)", "Li, 99)"),
    (("entry for 8 May",), ", entry for 8 May.", ", entry for 8 May)", "Li, entry for 8 May)"),
    (("p. 12", "a note"), ", p. 12; a note.", ", p. 12; a note)", "Li 12; a note)"),
]
"""Locators, and how the note or parenthesis ends in Chicago, APA and MLA."""


@pytest.mark.parametrize(("style", "column"), [("chicago", 1), ("apa", 2), ("mla", 3)])
def test_each_style_words_a_locator_in_its_own_way(style: str, column: int) -> None:
    books = [msgspec.structs.replace(BOOK, id=f"book-{number}") for number in range(len(WORDS))]
    cited = [Citation(source=book, at=row[0]) for book, row in zip(books, WORDS, strict=True)]
    printed = [written(one.in_text) for one in cite_in_style(cited, style).citations]
    assert [text for text, row in zip(printed, WORDS, strict=True) if not text.endswith(row[column])] == []


@pytest.mark.parametrize(
    ("style", "words"),
    [
        ("chicago", "under “War, Peace and Arms,” paras. 9, 10; under “Outlook,” p. 3"),
        ("apa", "War, Peace and Arms section, paras. 9, 10; Outlook section, p. 3"),
        ("mla", "“War, Peace and Arms,” pars. 9, 10; “Outlook,” p. 3"),
    ],
)
def test_a_section_may_have_commas_in_its_title(style: str, words: str) -> None:
    at = ("War, Peace and Arms, 9", "War, Peace and Arms, 10", "Outlook, p. 3")
    assert pinpoint(WAR, at, style).text == words


@pytest.mark.parametrize(
    ("at", "locator", "label"),
    [
        (("p. 12",), "12", "page"),
        (("p. 12", "S. 14–15"), "12, 14-15", "page"),
        (("fol. 3r",), "3r", "folio"),
        (("art. 5",), "5", "article-locator"),
        (("vol. 2, p. 13",), "2, p. 13", "volume"),
        (("p. 12", "entry for 8 May"), "12; entry for 8 May", "page"),
        (("box 4, folder 2",), "box 4, folder 2", None),
        (("99",), "99", None),
        (("I.3",), "I.3", None),
    ],
)
def test_csl_json_has_the_locator_and_its_label(at: tuple[str, ...], locator: str, label: str | None) -> None:
    (item,) = json.loads("".join(csl.write([Citation(source=BOOK, at=at)])))
    assert (item["locator"], item.get("label")) == (locator, label)


@pytest.mark.parametrize("pages", ["", "pp. 12-13", "A-B", "1-2-3", "i18n"])
def test_pages_that_are_no_numbers_stay_as_they_are(pages: str) -> None:
    assert pages_in_style(pages, "chicago") == pages
