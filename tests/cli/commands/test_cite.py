from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from sinoru.cite import RECORDS, STYLES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Ran

LOOK_UPS = (
    ("timeline",), ("on", "1999-06-09"), ("who", "Stepashin"), ("search", "Zhang"), ("claims",),
    ("links", "Stepashin"), ("links", "Stepashin", "Zhang Wannian"), ("show", "embassy-bombing"), ("sources",),
    ("sources", "yu-1999q2"),
)  # fmt: skip
DISPUTED = """\
sources: [{id: yu-1999q2, title: Article, authors: ["Yu, Bin"]}]
people: [{id: yu-bin, name: Yu Bin}]
events:
  - id: zhang-visit
    date: 1999-06-07
    title: Zhang visits Russia
    evidence: [{source: yu-1999q2, at: "2"}, {source: gone}]
    conflicts:
      - field: date
        statements: [{value: 1999-06-09, evidence: [{source: yu-1999q2, at: "1"}]}, {value: 1999-06-07}]
  - {id: rumour, date: 1999, title: A rumour}
"""


def test_a_fact_is_cited_with_its_passage(run: Callable[..., Ran]) -> None:
    ran = run("cite", "embassy-bombing")
    assert ran.status == 0
    assert "Yu, Bin. “NATO’s Unintended Consequence,” July 1999." in ran.out
    assert "note: Bin Yu, “NATO’s Unintended Consequence,” July 1999, Chronology, May 8." in ran.out


def test_the_corpus_knows_whose_family_name_comes_first(
    run: Callable[..., Ran], write_corpus: Callable[..., str]
) -> None:
    out = run("cite", "zhang-visit", data=write_corpus(DISPUTED, "disputed")).out
    assert out.startswith("Yu Bin. “Article,” n.d.\n  note: Yu Bin, “Article,” n.d., 2.\n")


@pytest.mark.parametrize("style", STYLES)
def test_every_style_cites(run: Callable[..., Ran], style: str) -> None:
    ran = run("cite", "embassy-bombing", "zhang-visit", "--style", style)
    assert (ran.status, ran.err) == (0, "")
    assert "Yu" in ran.out


@pytest.mark.parametrize("words", LOOK_UPS, ids=" ".join)
def test_every_look_up_gives_its_sources(run: Callable[..., Ran], words: tuple[str, ...]) -> None:
    ran = run(*words, "--cite", "csl-json")
    ids = {one["id"] for one in json.loads(ran.out)}
    assert "yu-1999q2" in ids


def test_statements_that_disagree_give_their_sources(
    run: Callable[..., Ran], write_corpus: Callable[..., str]
) -> None:
    ran = run("conflicts", "--cite", "csl-json", data=write_corpus(DISPUTED, "disputed"))
    assert [(one["id"], one["locator"]) for one in json.loads(ran.out)] == [("yu-1999q2", "1")]


def test_an_office_is_cited_too(run: Callable[..., Ran]) -> None:
    ran = run("on", "1999-06-09", "--cite", "ris")
    assert "ID  - government-ru" in ran.out


USED = """\
sources: [{id: aa, title: Aardvark, authors: [Aa]}, {id: zz, title: Zebra, authors: [Zz]}]
places: [{id: x, name: X, evidence: [{source: aa, at: "1"}, {source: zz, at: "1"}, {source: zz, at: "2"}]}]
"""


def test_the_source_with_the_most_passages_comes_first_and_a_bibliography_is_by_author(
    run: Callable[..., Ran], write_corpus: Callable[..., str]
) -> None:
    data = write_corpus(USED, "used")

    def order(*words: str) -> list[str]:
        entries = run(*words, data=data).out.splitlines()
        return [line[:2] for line in entries if line and not line.startswith(" ")]

    assert order("cite", "x") == ["Zz", "Aa"]
    assert order("cite", "x", "--full") == ["Aa", "Zz"]
    assert order("sources", "--cite", "chicago") == ["Aa", "Zz"]


def test_a_source_is_cited_for_itself(run: Callable[..., Ran]) -> None:
    ran = run("cite", "yu-1999q2", "--format", "json")
    (one,) = json.loads(ran.out)["citations"]
    assert (one["source"], one["at"]) == ("yu-1999q2", [])


def test_programs_get_citations_as_text(run: Callable[..., Ran]) -> None:
    (row,) = csv.DictReader(
        io.StringIO(run("cite", "embassy-bombing", "--style", "apa", "--format", "csv").out)
    )
    assert row["in_text"] == "(Yu, 1999, Chronology, May 8)"
    assert row["at"] == "Chronology, May 8"
    assert (
        "| yu-1999q2 |" in run("show", "nato", "embassy-bombing", "--cite", "mla", "--format", "markdown").out
    )


def test_what_has_no_source_is_told(run: Callable[..., Ran], write_corpus: Callable[..., str]) -> None:
    data = write_corpus(DISPUTED, "disputed")
    ran = run("cite", "rumour", "zhang-visit", data=data)
    assert ran.status == 0
    assert "'rumour' does not cite a source." in ran.err
    assert "A record cites source 'gone', which is not in this corpus." in ran.err
    assert run("cite", "rumour", data=data).status == 1


def test_an_unknown_id_is_named_beside_those_that_are_known(run: Callable[..., Ran]) -> None:
    ran = run("cite", "embassy-bombin")
    assert (ran.status, ran.out) == (1, "")
    assert "embassy-bombing" in ran.err


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("cite",), "No id given. Example: sinoru cite "),
        (("cite", "nato", "--style", "harvard"), "Unknown citation style 'harvard'. Use one of chicago"),
        (("timeline", "--cite", "harvard"), "Unknown citation style 'harvard'. Use one of chicago"),
        (
            ("cite", "embassy-bombing", "--style", "ris", "--format", "json"),
            "Style 'ris' cannot be used with --",
        ),
        (("verify", "yu=x", "--cite", "ris"), "--cite"),
    ],
)
def test_wrong_usage_is_told(run: Callable[..., Ran], words: tuple[str, ...], told: str) -> None:
    ran = run(*words)
    assert ran.status == 2
    assert told in ran.err


def test_nothing_found_is_nothing_cited(run: Callable[..., Ran]) -> None:
    ran = run("timeline", "--to", "1990", "--cite", "chicago")
    assert (ran.status, ran.out) == (1, "")
    assert "No events match" in ran.err


@pytest.mark.parametrize("style", [*RECORDS, ""])
def test_only_a_style_of_text_loads_the_library(corpus: str, style: str) -> None:
    script = (
        "import sys; from sinoru.cli.app import run; run(sys.argv[1:]);"
        "print(*(name for name in sys.modules if name in ('citeproc', 'lxml')), file=sys.stderr)"
    )
    words = ["timeline", *(["--cite", style] if style else []), "--data", corpus]
    done = subprocess.run([sys.executable, "-c", script, *words], capture_output=True, text=True, check=True)
    assert not done.stderr.strip()


AGAINST = """\
sources:
  - {id: yu, title: Survey, authors: ["Yu, Bin"]}
  - {id: paper, title: Report}
  - {id: contract, title: Contract}
  - {id: register, title: Register}
  - {id: memoir, title: Memoir}
people:
  - id: zhu
    name: Zhu Rongji
    offices: [{title: Premier, evidence: [{source: register, at: "2"}]}]
    evidence: [{source: yu}]
events:
  - id: visit
    date: 1999-04-06
    title: A visit
    evidence: [{source: yu, at: "4"}]
    conflicts:
      - field: date
        statements:
          - {value: 1999-03, evidence: [{source: paper, at: "1"}]}
          - {value: 6 April 1999, stands: true, evidence: [{source: register}]}
      - field: figure
        statements:
          - {value: ten, evidence: [{source: memoir}]}
          - {value: twelve, evidence: [{source: paper, at: "9"}]}
claims:
  - id: sold-72
    text: Russia sells 72 jets.
    evidence: [{source: yu, at: "8"}]
    assessment: {verdict: superseded, why: the contract has 38, evidence: [{source: contract, at: "3"}]}
  - {id: sold-50, text: Russia sells 50 jets., evidence: [{source: paper, at: "5"}]}
  - id: sold-38
    text: Russia sells 38 jets.
    evidence: [{source: paper, at: "7"}]
    assessment: {verdict: supported, evidence: [{source: contract, at: "3"}]}
  - id: rumour
    text: A rumour.
    conflicts:
      - question: Is it true?
        statements: [{claim: rumour}, {value: no, stands: true, evidence: [{source: contract}]}]
conflicts:
  - id: how-many-jets
    question: How many jets are sold?
    statements: [{claim: sold-72}, {claim: sold-50}]
"""


@pytest.fixture
def opposed(write_corpus: Callable[..., str]) -> str:
    return write_corpus(AGAINST, "opposed")


def cited(ran: Ran, key: str = "citations") -> dict[str, list[str]]:
    return {one["source"]: one["at"] for one in json.loads(ran.out)[key]}


@pytest.mark.parametrize(
    ("record", "supports"),
    [
        ("sold-72", {"yu": ["8"]}),
        ("sold-38", {"paper": ["7"], "contract": ["3"]}),
        ("visit", {"yu": ["4"], "register": []}),
        ("zhu", {"yu": [], "register": ["2"]}),
    ],
)
def test_only_what_supports_a_record_is_cited(
    run: Callable[..., Ran], opposed: str, record: str, supports: dict[str, list[str]]
) -> None:
    ran = run("cite", record, "--format", "json", data=opposed)
    assert cited(ran) == supports
    assert "against" not in json.loads(ran.out)


def test_what_speaks_against_a_record_is_cited_apart_and_labelled(
    run: Callable[..., Ran], opposed: str
) -> None:
    ran = run("cite", "sold-72", "visit", "--all", "--format", "json", data=opposed)
    assert cited(ran) == {"yu": ["4", "8"], "register": []}
    labels = {one["source"]: one["against"] for one in json.loads(ran.out)["against"]}
    assert labels == {
        "contract": ["against sold-72: superseded"],
        "memoir": ["about visit: figure: ten (open)"],
        "paper": [
            "about sold-72: How many jets are sold? Russia sells 50 jets. (open)",
            "against visit: date: 1999-03 (does not stand)",
            "about visit: figure: twelve (open)",
        ],
    }


def test_a_heading_parts_what_supports_from_what_does_not(run: Callable[..., Ran], opposed: str) -> None:
    supports, against = run("cite", "sold-72", "--all", data=opposed).out.split("\nAgainst, or in dispute\n")
    assert "Survey" in supports
    assert "Contract" not in supports
    assert "  against sold-72: superseded\n" in against
    assert "Against" not in run("cite", "sold-72", data=opposed).out
    assert "No conflict or assessment of these records" in run("cite", "sold-38", "--all", data=opposed).out


@pytest.mark.parametrize("style", RECORDS)
def test_a_reference_manager_gets_each_source_once_with_a_label(
    run: Callable[..., Ran], opposed: str, style: str
) -> None:
    out = run("cite", "sold-72", "sold-38", "--all", "--style", style, data=opposed).out
    assert out.count("against sold-72: superseded (3)") == 1
    assert out.count("https://") == 0
    ids = {"bibtex": "@misc{contract,", "ris": "ID  - contract", "csl-json": '"id": "contract"'}
    assert out.count(ids[style]) == 1
    assert "against" not in run("cite", "sold-72", "--style", style, data=opposed).out


def test_a_record_that_nothing_supports_is_told_from_one_without_evidence(
    run: Callable[..., Ran], opposed: str
) -> None:
    ran = run("cite", "rumour", data=opposed)
    assert (ran.status, ran.out) == (1, "")
    assert ran.err == (
        "sinoru: No source supports 'rumour'. See what speaks against it: sinoru cite rumour --all\n"
    )
    assert run("cite", "rumour", "--all", data=opposed).status == 0


def test_other_views_cite_what_supports_what_they_show(run: Callable[..., Ran], opposed: str) -> None:
    assert set(cited(run("claims", "sells", "--cite", "apa", "--format", "json", data=opposed))) == {
        "yu", "paper", "contract",
    }  # fmt: skip
    assert set(cited(run("show", "sold-72", "--cite", "apa", "--format", "json", data=opposed))) == {"yu"}
    assert set(cited(run("timeline", "--cite", "apa", "--format", "json", data=opposed))) == {
        "yu",
        "register",
    }


WORK = """\
corpus:
  format: 2
  title: A chronology of piers
  version: 1.2b3
  published: 2026-11-30
  licence: CC BY 4.0
  authors: ["Roe, Jane", "Yu, Bin"]
  url: https://piers.example/
people: [{id: yu-bin, name: Yu Bin}]
sources: [{id: book, title: A Book}]
claims: [{id: a-claim, text: The pier was long., evidence: [{source: book}]}]
events:
  - {id: pier, date: 1901, title: The pier is built, evidence: [{source: book}]}
"""
AS_PARTS = {
    "chicago": "Roe, Jane, and Yu Bin. “The pier is built.” In A chronology of piers. Version 1.2b3, November 30,"
    " 2026. Record pier. https://piers.example/.",
    "apa": "Roe, J., & Yu, B. (2026). The pier is built. In A chronology of piers (record pier; Version 1.2b3)."
    " https://piers.example/",
    "mla": "Roe, Jane, and Yu Bin. “The pier is built.” A chronology of piers, Version 1.2b3, 30 Nov. 2026,"
    " https://piers.example/. record pier.",
}


@pytest.fixture
def work(write_corpus: Callable[..., str]) -> str:
    return write_corpus(WORK, "work")


@pytest.mark.parametrize(
    ("style", "entry"),
    [
        (
            "chicago",
            "Roe, Jane, and Yu Bin. “A chronology of piers.” Version 1.2b3, November 30, 2026. https://piers",
        ),
        (
            "apa",
            "Roe, J., & Yu, B. (2026). A chronology of piers (Version 1.2b3) [Dataset]. https://piers.example/\n",
        ),
        (
            "mla",
            "Roe, Jane, and Yu Bin. A chronology of piers. Version 1.2b3, 30 Nov. 2026, https://piers.example/.\n",
        ),
        ("bibtex", "@dataset{a-chronology-of-piers,\n  author = {Roe, Jane and Yu, Bin},\n"),
        ("ris", "TY  - DATA\r\nID  - a-chronology-of-piers\r\n"),
        ("csl-json", '[\n  {\n    "id": "a-chronology-of-piers",\n    "type": "dataset",\n'),
    ],
)
def test_a_corpus_is_cited_in_every_style(run: Callable[..., Ran], work: str, style: str, entry: str) -> None:
    ran = run("cite", "--corpus", "--style", style, data=work)
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith(entry)
    assert ("licence: CC BY 4.0" in ran.out) or ("Licence: CC BY 4.0" in ran.out)


@pytest.mark.parametrize("style", AS_PARTS)
def test_a_record_is_cited_as_a_part_of_the_corpus(run: Callable[..., Ran], work: str, style: str) -> None:
    alone = run("cite", "pier", "--corpus", "--style", style, data=work)
    assert alone.out.startswith(AS_PARTS[style])
    after_its_sources = run("cite", "pier", "--style", style, data=work).out
    assert "A Book" in after_its_sources
    assert after_its_sources.endswith(f"To quote the record itself\n\n{alone.out}")
    shape = json.loads(run("cite", "pier", "--style", style, "--format", "json", data=work).out)
    assert [(one["source"], one["entry"]) for one in shape["records"]] == [("pier", AS_PARTS[style])]


def test_reference_managers_get_a_record_only_if_that_is_asked_for(
    run: Callable[..., Ran], work: str
) -> None:
    assert "pier" not in run("cite", "pier", "--style", "bibtex", data=work).out
    (item,) = json.loads(run("cite", "a-claim", "--corpus", "--style", "csl-json", data=work).out)
    assert (item["title"], item["container-title"], item["version"]) == (
        "The pier was long",
        "A chronology of piers",
        "1.2b3",
    )
    assert item["accessed"]["date-parts"]


def test_nothing_is_invented_for_a_corpus_that_says_little(
    run: Callable[..., Ran], write_corpus: Callable[..., str]
) -> None:
    little = write_corpus(
        "corpus: {title: My chronology}\nevents: [{id: a, date: 1999, title: A}]\n", "little"
    )
    assert run("cite", "--corpus", "--style", "bibtex", data=little).out.startswith(
        "@dataset{my-chronology,\n  title = {{My chronology}},\n  urldate = {"
    )
    untitled = write_corpus("events: [{id: a, date: 1999, title: A}]\n", "untitled")
    ran = run("cite", "--corpus", data=untitled)
    assert (ran.status, ran.out) == (1, "")
    assert "This corpus has no title to cite. Add one: 'title' under 'corpus:'" in ran.err


def test_a_source_is_no_part_of_the_corpus(run: Callable[..., Ran], work: str) -> None:
    ran = run("cite", "book", "--corpus", data=work)
    assert (ran.status, ran.out) == (1, "")
    assert "Leave out --corpus" in ran.err
    assert "To quote" not in run("cite", "book", data=work).out
    assert run("cite", "pier", "--corpus", "--all", data=work).status == 2


def test_each_record_has_the_corpus_around_it(run: Callable[..., Ran], tmp_path: Path) -> None:
    for name in ("north", "south"):
        (tmp_path / name / "deep").mkdir(parents=True)
        (tmp_path / name / "corpus.yaml").write_text(f"corpus: {{title: The {name}}}\n", encoding="utf-8")
        record = f"events: [{{id: {name}-pier, date: 1999, title: A pier}}]\n"
        (tmp_path / name / "deep" / "events.yaml").write_text(record, encoding="utf-8")
    data = ("--data", str(tmp_path / "north"), "--data", str(tmp_path / "south"))
    (item,) = json.loads(run("cite", "south-pier", "--corpus", "--style", "csl-json", *data).out)
    assert item["container-title"] == "The south"
    both = json.loads(run("cite", "--corpus", "--style", "csl-json", *data).out)
    assert [one["title"] for one in both] == ["The north", "The south"]
