from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sinoru.cite import TEXTS
from sinoru.cite.typeset import cite_in_style, entries_in_style
from sinoru.model.records import Source
from sinoru.query.cite import Citation
from sinoru.text.hidden import one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sinoru.cite.cited_text import Run


def written(runs: Iterable[Run]) -> str:
    return "".join(f"*{run.text}*" if run.italic else run.text for run in runs)


def cite(style: str, **fields: object) -> tuple[str, str]:
    citation = Citation(source=Source(id="x", **fields))  # type: ignore[arg-type]
    (one,) = cite_in_style([citation], style).citations
    return written(one.entry), written(one.in_text)


@pytest.mark.parametrize("style", TEXTS)
def test_entries_alone_are_those_of_the_bibliography(style: str, citations: list[Citation]) -> None:
    whole = cite_in_style(citations, style).citations
    assert entries_in_style(citations, style) == tuple(one.entry for one in whole)


@pytest.mark.parametrize("style", TEXTS)
def test_every_kind_of_source_is_cited_as_the_style_has_it(
    style: str, citations: list[Citation], golden: Callable[[str, str], None]
) -> None:
    cited = cite_in_style(citations, style).citations
    golden(
        style, "\n\n".join(f"{one.source}\n  {written(one.entry)}\n  {written(one.in_text)}" for one in cited)
    )


@pytest.mark.parametrize(
    ("style", "entry", "in_text"),
    [
        ("chicago", "Yu Bin. “", "Yu Bin, “"),
        ("apa", "Yu, B. (1999). ", "(Yu, 1999, "),
        ("mla", "Yu Bin. “", "(Yu, "),
    ],
)
def test_a_family_name_that_comes_first_stays_there(
    citations: list[Citation], style: str, entry: str, in_text: str
) -> None:
    (one,) = (one for one in cite_in_style(citations, style).citations if one.source == "family-first")
    assert written(one.entry).startswith(entry)
    assert written(one.in_text).startswith(in_text)


@pytest.mark.parametrize(
    ("style", "locator"),
    [
        ("chicago", ", under “Chronology,” May 10; under “The Role of an Accident,” paras. 4, 5."),
        ("apa", ", Chronology section, May 10; The Role of an Accident section, paras. 4, 5)"),
        ("mla", ", “Chronology,” May 10; “The Role of an Accident,” pars. 4, 5)"),
    ],
)
def test_the_passage_of_the_fact_stands_in_the_citation(
    citations: list[Citation], style: str, locator: str
) -> None:
    (one,) = (one for one in cite_in_style(citations, style).citations if one.source == "family-first")
    assert written(one.in_text).endswith(locator)


def test_markup_in_a_title_stays_text() -> None:
    entry, _ = cite("chicago", title="A <b>bold</b> & <i>x</i> {y} \x1b[31mred", kind="book")
    assert "A <b>bold</b> & <i>x</i> {y} [31mred" in entry


def test_quotes_within_quotes_are_single_ones() -> None:
    entry, _ = cite("chicago", title='He said "no"', kind="news", publisher="BBC", language="en")
    assert entry == "*BBC*. “He Said ‘No.’” n.d."


def test_titles_in_other_languages_keep_their_letters() -> None:
    entry, _ = cite(
        "mla", title="Wiktor Czernomyrdin nie żyje", kind="news", publisher="Wprost", language="pl"
    )
    assert "“Wiktor Czernomyrdin nie żyje.” *Wprost*." in entry


@pytest.mark.parametrize("kind", ["article", "news", "treaty", "statement", "report", "book"])
def test_a_source_of_a_season_is_cited_by_its_year_in_apa(kind: str) -> None:
    entry, in_text = cite("apa", title="A title", authors=("Smith, Ann",), kind=kind, published="1999-22")
    assert entry.startswith("Smith, A. (1999).")
    assert in_text == "(Smith, 1999)"


RANGES = {
    "chicago": {"1-20": "1–20", "1087-1089": "1087–89", "101-108": "101–8", "1496-1504": "1496–504",
                "100-108": "100–108"},
    "apa": {"1087-89": "1087–1089"},
    "mla": {
        "1-20": "1–20", "9-11": "9–11", "100-1004": "100–1004", "103-104": "103–04", "xii-xiv": "xii–xiv",
        "A-3": "A-3", "12--34": "12–34", "12, 14-15": "12, 14–15",
    },
}  # fmt: skip


@pytest.mark.parametrize("style", TEXTS)
def test_pages_of_a_source_are_shortened_as_the_style_has_it(style: str) -> None:
    cited = [
        Citation(source=Source(id=f"x{n}", title="A", kind="article", container="J", volume="1", pages=pages))
        for n, pages in enumerate(RANGES[style])
    ]
    entries = map(written, entries_in_style(cited, style))
    wrong = [
        entry
        for entry, printed in zip(entries, RANGES[style].values(), strict=True)
        if not re.search(rf"(?<![\w–-]){printed}(?![\w–-])", entry)
    ]
    assert wrong == []


def test_a_range_of_roman_pages_has_the_label_of_several() -> None:
    entry, _ = cite(
        "mla", title="A", kind="article", container="J", volume="1", pages="xii-xiv", published="2001"
    )
    assert "pp. xii–xiv" in entry


TEXT = st.text(max_size=20)
KINDS = st.sampled_from(
    ["article", "news", "book", "treaty", "dataset", "web", "reference", "chapter", "thesis", "archive", ""]
)
DATES = st.sampled_from(
    ["", "1999", "1999-05", "1999~", "199X", "1999-22", "1998/2000", "1999-05/..", "-0044?"]
)


@settings(max_examples=60)
@given(
    st.builds(
        Source, id=st.just("x"), title=TEXT, authors=st.lists(TEXT, max_size=3).map(tuple), container=TEXT,
        publisher=TEXT, volume=TEXT, pages=TEXT, kind=KINDS, published=DATES, url=TEXT, language=TEXT,
        editors=st.lists(TEXT, max_size=2).map(tuple), translators=st.lists(TEXT, max_size=2).map(tuple),
        edition=TEXT, series=TEXT, place=TEXT, archive=TEXT, box=TEXT, doi=TEXT, original_date=DATES,
        short_title=TEXT,
    ),
    st.lists(st.one_of(TEXT, st.sampled_from(["1", "p. 12", "pp. A-3", "vol. 2, S. 13-14", "box 4"])), max_size=3),
    st.sampled_from(TEXTS),
)  # fmt: skip
def test_whatever_a_source_holds_it_is_cited_on_one_line(source: Source, at: list[str], style: str) -> None:
    (one,) = cite_in_style([Citation(source=source, at=tuple(at))], style).citations
    text = written((*one.entry, *one.in_text))
    assert text
    assert text.isprintable()


@pytest.mark.parametrize("style", TEXTS)
def test_a_doi_and_its_address_are_printed_once(style: str) -> None:
    entry, _ = cite(style, title="Roads", kind="book", doi="doi:10.1000/9", url="https://doi.org/10.1000/9")
    assert entry.count("10.1000/9") == 1


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a\u200bb\u202ec", "abc"),
        ("Donau\u00addampf\u200bschiff", "Donaudampfschiff"),
        ("a\u2028b\x0bc\x85d\x1ee", "a b c d e"),
        ("be\u200dtween\ufe0f", "between"),
        ("\u3164\u115f filler", "filler"),
        ("\u0645\u06cc\u200c\u062e", "\u0645\u06cc\u200c\u062e"),
        ("葛\U000e0100城", "葛\U000e0100城"),
    ],
)
def test_what_hides_is_no_part_of_a_citation_but_what_a_script_needs(text: str, line: str) -> None:
    assert one_line(text) == line
