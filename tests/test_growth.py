"""What is read n times takes n times as long: the work is bounded by what is read, not by its square.

Only the growth from a text to one of four times the size counts, and only where it is far from four in three trials.
"""

from __future__ import annotations

import tracemalloc
from time import process_time
from typing import TYPE_CHECKING, Any

import pytest
from pypdf import PageObject

from fuzz.growth import READERS, seconds, text_of
from sinoru.cite.typeset import cite_in_style
from sinoru.cli.app import run
from sinoru.dates.tokens import Lexer
from sinoru.draft import date_prefix, recognise, tables, yaml_file
from sinoru.draft.answers import Row, Rows
from sinoru.draft.prose import read_chronology
from sinoru.draft.recognise import Ids, make_drafts
from sinoru.edit.compare import StoredFile, compare
from sinoru.edit.layout import formatted
from sinoru.index.index import no_progress
from sinoru.locators import entries
from sinoru.model.records import Evidence, Section, Source
from sinoru.query.cite import Citation
from sinoru.query.filters import NO_FILTERS
from sinoru.query.links import ask_links
from sinoru.verify import copies, passages
from sinoru.verify.blocks import join_pages, read_blocks
from sinoru.verify.copies import UnreadableCopy, read_html, read_pdf
from tests.verify.test_copies_pdf import make_pdf

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sinoru.index.index import Index

MOST = 11
"""How many times as long a text of four times the size may take."""


def assert_linear(work: Callable[[int], float], size: int) -> None:
    """`work` returns the CPU time that a size takes."""
    shares = []
    for _ in range(3):
        shares.append(work(4 * size) / max(work(size), 0.05))
        if shares[-1] < MOST:
            return
    pytest.fail(f"four times the size took {', '.join(f'{share:.0f}' for share in shares)} times as long")


def count_calls(monkeypatch: pytest.MonkeyPatch, module: object, name: str) -> list[object]:
    """Return a list that grows by one with each call of a function."""
    calls: list[object] = []
    real = getattr(module, name)

    def counted(*words: Any, **options: Any) -> Any:
        calls.append(words)
        return real(*words, **options)

    monkeypatch.setattr(module, name, counted)
    return calls


def timed(work: Callable[[], object]) -> float:
    began = process_time()
    work()
    return process_time() - began


@pytest.mark.parametrize(
    ("reader", "begin", "unit", "end"),
    [
        ("markwhen", "", " ", "x"),
        ("markwhen", "1999: x\r", "below\r", ""),
        ("markwhen", "", "[x](", ""),
        ("chronology", "May 8, 1999", " ", "x"),
        ("chronology", "May 8, 1999: x\r", "\t ", "x"),
        ("chronology", "May 8, 1999: x\r", "below\r", ""),
        ("copy", "", "x\r\r", ""),
        ("copy", "", "x-\r\r", ""),
        ("copy", "", "x.\r", ""),
        ("copy", "", " ", "x"),
        ("html", "<i>" * 15_000, "x<u></u>", ""),
        ("html", "", "<article>x</article>", ""),
        ("html", "<p", " a=b", ">x"),
        ("csv", "date,title\r", "1999,t\r", ""),
        ("csv", "date,title", ",c", "\r1999,t"),
        ("jsonl", "", "[", ""),
        ("ics", "BEGIN:VCALENDAR\rBEGIN:VEVENT\rSUMMARY:", "x\r ", "\rEND:VEVENT\rEND:VCALENDAR\r"),
        ("texts", "a", "\u0300", "\u200d"),
    ],
)
def test_an_import_of_four_times_the_size_takes_about_four_times_as_long(
    reader: str, begin: str, unit: str, end: str
) -> None:
    assert_linear(lambda size: seconds(READERS[reader], text_of(begin, unit, end, size)), 25_000)


@pytest.mark.parametrize(
    "line", ["May 8-" * 100, "May 8: x. " * 60, "1 " * 100, "1999", "ca. 1999 - " * 50, "May 8: x", "2. x"]
)
def test_lines_that_are_alike_are_read_once(monkeypatch: pytest.MonkeyPatch, line: str) -> None:
    read = count_calls(monkeypatch, date_prefix, "read_ranges")
    read_chronology(f"{line}\n" * 500, None, no_progress)
    assert len(read) < 100


def test_the_words_of_a_line_are_those_of_all_its_dates(monkeypatch: pytest.MonkeyPatch) -> None:
    cut = count_calls(monkeypatch, Lexer, "cut_date")
    read_chronology("".join(f"May {1 + day % 31} and {day} x BC " for day in range(80)), None, no_progress)
    assert len(cut) < 5


def test_evidence_is_sought_in_the_passages_that_have_its_words(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "\n\n".join(f"In talk {number} the ministers meet." for number in range(400))
    source = Source(id="s", title="t")
    finder = passages.Finder(source, passages.read_passages(text, source).passages, {})
    searched = count_calls(monkeypatch, passages, "find_term")
    located = count_calls(monkeypatch, passages, "without_year")
    for number in range(800):
        finding = finder.find(Evidence(source="s", terms=(f"talk {number}",)))
        assert finding.is_found == (number < 400)
    assert len(searched) < 1_000
    assert all(len(finder.locators_of("ministers")) == passages.MOST_LOCATORS for _ in range(50))
    assert len(searched) + len(located) < 2_000


def test_a_wrong_locator_is_compared_with_the_locators_of_a_copy_that_are_gathered_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = "\n\n".join(f"In talk {number} the ministers meet." for number in range(200))
    source = Source(id="s", title="t")
    finder = passages.Finder(source, passages.read_passages(text, source).passages, {})
    gathered = count_calls(monkeypatch, passages, "comparable")
    for number in range(100):
        assert len(finder.nearest(f"para. {300 + number % 50}")) == 3
    assert len(gathered) < 500


def test_a_heading_is_not_compared_with_every_section(monkeypatch: pytest.MonkeyPatch) -> None:
    compared = count_calls(monkeypatch, passages, "words_of")
    sections = tuple(Section(title=f"Part{number}") for number in range(300))
    text = "\n\n".join(f"# Part{number} of the talks\n\n# Other {number}\n\nText." for number in range(300))
    copy = passages.read_passages(text, Source(id="s", title="t", sections=sections))
    assert [passage.section for passage in copy.passages][::299][0] == "Part0"
    assert len(compared) < 8_000


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("csv", "year,month,day,title\n" + "1,1,1,T\n" * 500),
        ("csv", "date,title\n" + "no date,T\n" * 500),
        ("jsonl", '{"date": "no date", "title": "T"}\n' * 500),
    ],
)
def test_a_date_that_a_table_repeats_is_read_once(
    monkeypatch: pytest.MonkeyPatch, kind: str, text: str
) -> None:
    read = count_calls(monkeypatch, tables, "read_written")
    READERS[kind](text)
    assert len(read) == 1


def test_rows_that_are_alike_are_described_and_written_once(
    monkeypatch: pytest.MonkeyPatch, index_of: Callable[[str], Index]
) -> None:
    described = count_calls(monkeypatch, recognise, "_describe")
    written = count_calls(monkeypatch, yaml_file, "event_of")
    rows = Rows(tuple(Row("1999", "Talks of Zhu Rongji", line, text="x") for line in range(500)))
    drafts = make_drafts(index_of("people: [{id: zhu-rongji, name: Zhu Rongji}]"), "x.csv", rows, "", "")
    text = "".join(yaml_file.yaml_lines(drafts))
    assert (len(described), len(written)) == (1, 1)
    assert [one.line for one in drafts.drafts] == list(range(500))
    assert len({one.id for one in drafts.drafts}) == 500
    assert all(f"  # line {one.line}: x\n  - id: {one.id}\n" in text for one in drafts.drafts)


def test_a_name_that_a_text_repeats_is_folded_once(
    monkeypatch: pytest.MonkeyPatch, index_of: Callable[[str], Index]
) -> None:
    folded = count_calls(monkeypatch, recognise, "fold")
    text = "Abcdef " * 1_000
    assert not recognise.Recogniser(index_of("people: []"), (text,)).names_in(text).printed
    assert len(folded) <= 5


def test_a_thousand_drafts_of_one_title_have_a_number_each() -> None:
    ids = Ids({"talk-1999", "talk-1999-3"})
    made = [ids.make("talk", "1999") for _ in range(1000)]
    assert made[:3] == ["talk-1999-2", "talk-1999-4", "talk-1999-5"]
    assert len(set(made)) == 1000

    def number(size: int) -> float:
        many = Ids(())
        return timed(lambda: [many.make("t", "1999") for _ in range(size)])

    assert_linear(number, 3_000)


def test_records_of_one_id_and_items_of_long_lists_are_compared_once() -> None:
    def same_id(size: int) -> float:
        old = StoredFile("a.yaml", b"places:\n" + b"  - {id: a, name: A}\n" * size)
        new = StoredFile("a.yaml", b"places:\n" + b"  - {id: a, name: B}\n" * size)
        return timed(lambda: compare(("a", [old]), ("b", [new])))

    def long_lists(size: int) -> float:
        old, new = (
            StoredFile(
                "a.yaml", f"events:\n  - {{id: a, date: 1999, title: T, topics: [{items}]}}\n".encode()
            )
            for items in (", ".join(f"{letter}{number}" for number in range(size)) for letter in "ab")
        )
        return timed(lambda: compare(("a", [old]), ("b", [new])))

    assert_linear(same_id, 5_000)
    assert_linear(long_lists, 4_500)


def test_a_title_full_of_quotation_marks_is_cited() -> None:
    def cite(size: int) -> float:
        source = Source(id="s", title="a" + "”" * size + "b")
        return timed(lambda: cite_in_style([Citation(source=source, at=())], "chicago"))

    assert_linear(cite, 5_000)


def test_parts_of_a_page_may_be_nested_and_joined_as_before() -> None:
    page = (
        b"<main>short<article>"
        + b"<i>" * 50
        + b"one <b>two</b></i> three<p>four</main><article>other</article>"
    )
    assert read_html("x", page) == "short\n\none two three\n\nfour"
    text = "It is a long\n\nsentence of stra-\n\ntegic parts that\n\ngo on, Sino-\n\nRussian and more.\n\nNext: one."
    assert [block.text for block in read_blocks(join_pages(text), lambda _: False)] == [
        "It is a long sentence of stra\u00adtegic parts that go on, Sino-Russian and more.",
        "Next: one.",
    ]


def test_an_element_with_more_attributes_than_any_is_refused() -> None:
    many = b" ".join(b"a%d" % number for number in range(copies.MOST_ATTRIBUTES + 1))
    for tag in (b"<p %b>", b"<p/%b>", b"<p a='>' %b>", b'<p a=">" %b', b"<p\n%b/>"):
        with pytest.raises(UnreadableCopy, match="an element with more than 10,000 attributes"):
            read_html("x", b"x" + tag % many + b"y")
    assert read_html("x", b"<p title='%b'>x" % many) == "x"
    assert read_html("x", b"<p>1 < 2 %b" % many).startswith("1 < 2 a0")


def test_pages_that_share_one_content_are_laid_out_once(monkeypatch: pytest.MonkeyPatch) -> None:
    laid_out = []
    extract = PageObject.extract_text

    def counted(page: PageObject, **given: Any) -> str:
        laid_out.append(1)
        return extract(page, **given)

    monkeypatch.setattr(PageObject, "extract_text", counted)
    pdf = make_pdf([(72, 700, "Talks begin.")])
    many = pdf.replace(b"/Kids [4 0 R] /Count 1 ", b"/Kids [" + b"4 0 R " * 3_000 + b"] /Count 3000 ")
    text = read_pdf("x.pdf", many)
    assert text.count("Talks begin.") == 3_000
    assert len(laid_out) == 1
    monkeypatch.setattr(copies, "LONGEST", 10_000)
    with pytest.raises(UnreadableCopy, match="has more than 10,000 characters"):
        read_pdf("x.pdf", many)


def test_an_import_of_a_pdf_has_the_limit_of_a_source(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(copies, "LONGEST", 40)
    path = tmp_path / "x.pdf"
    path.write_bytes(
        make_pdf([(72, 700, "May 8, 1999: Talks begin.")], [(72, 700, "May 9, 1999: Talks end.")])
    )
    assert run(["import", "chronology", str(path)]) == 2
    assert "has more than 40 characters" in capsys.readouterr().err


def test_a_file_of_comments_is_formatted_line_by_line() -> None:
    def format_(size: int) -> float:
        text = "# a remark\n" * size + "places:\n  - {id: a, name: A}\n"
        return timed(lambda: formatted(text))

    assert_linear(format_, 5_000)


def test_formatting_takes_a_hundred_bytes_for_each_of_the_file() -> None:
    text = "places:\n" + "".join(f"  - {{name: Name {number}, id: id-{number}}}\n" for number in range(1_500))
    formatted(text)  # what is loaded once does not count
    tracemalloc.start()
    try:
        formatted(text)
        assert tracemalloc.get_traced_memory()[1] < 150 * len(text)
    finally:
        tracemalloc.stop()


def test_who_took_part_in_an_event_is_asked_once_for_all_of_them(
    index_of: Callable[[str], Index],
) -> None:
    def meet(size: int) -> float:
        people = "".join(f"  - {{id: p{number}, name: N{number}}}\n" for number in range(size))
        parts = ", ".join(f"{{person: p{number}, role: host}}" for number in range(size))
        event = f"events:\n  - {{id: e, date: 1999, title: T, kind: visit, participants: [{parts}]}}\n"
        index = index_of(f"people:\n{people}{event}")
        return timed(lambda: ask_links(index, ["p0"], NO_FILTERS))

    assert_linear(meet, 300)


def test_a_heading_of_ten_thousand_years_costs_no_more_than_one_of_twelve(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tried: list[str] = []
    monkeypatch.setattr(entries, "_parse_printed", tried.append)
    section = Section(title="All", start="0001", end="9999", entries=("Opening", "Closing") * 500)
    assert not list(entries.entries_of(Source(id="s", title="S"), section))
    assert len(tried) == 2 * 13


def test_the_year_of_an_entry_is_the_first_in_which_its_heading_covers_it() -> None:
    section = Section(title="A", start="1899-06", end="2050", entries=("May 8", "February 29", "June 9"))
    found = entries.entries_of(Source(id="s", title="S"), section)
    assert [entry.date.text for entry in found] == ["1900-05-08", "1904-02-29", "1899-06-09"]
