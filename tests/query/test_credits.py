"""Authors of sources by id: cited by name everywhere, and followed as the person or organisation that they are."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

import sinoru
from sinoru.cite import STYLES
from sinoru.cli.app import run as run_cli
from sinoru.model.fields import Fields
from sinoru.model.records import Person, Source
from sinoru.query.answers import Card
from sinoru.query.credits import ROLES, contributors

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

CORPUS = """\
corpus: {format: 2, title: Ports}
people:
  - {id: roe-jane, name: Jane Roe, cited_as: "Roe, Jane"}
  - {id: bin-1, name: Yu Bin, cited_as: "Yu, Bin"}
  - {id: bin-2, name: Yu Bin, cited_as: "Yu, Bin"}
  - {id: zyx-mono, name: Björk Guðmundsdóttir}
organisations:
  - {id: zyx-firm, name: "Acme, Roe and Sons"}
sources:
  - {id: piers, title: Piers, authors: [roe-jane, bin-1], editors: [zyx-firm], published: 1999}
  - {id: quays, title: Quays, authors: ["Roe, Jane"], translators: [zyx-mono], published: 2000}
  - {id: docks, title: Docks, authors: [zyx-firm], published: 2001, kind: book}
  - {id: locks, title: Locks, authors: [reuters], published: 2002}
claims:
  - {id: by-id, text: Piers are long., evidence: [{source: piers}]}
  - {id: by-name, text: Quays are short., evidence: [{source: quays}]}
  - {id: by-herself, text: Both are old., by: roe-jane, evidence: [{source: locks}]}
"""
IDS = ("roe-jane", "bin-1", "zyx-mono", "zyx-firm")


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SINORU_CACHE", str(tmp_path / "cache"))
    path = tmp_path / "ports.yaml"
    path.write_text(CORPUS, encoding="utf-8")
    return path


@pytest.fixture
def run(path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    def run(*arguments: str) -> str:
        assert run_cli([*arguments, "--data", str(path)]) == 0
        return capsys.readouterr().out

    return run


def test_the_roles_are_those_that_the_table_of_fields_declares() -> None:
    declared = [one.name for one in Fields().of(Source) if one.or_text and Person.KIND in one.kinds]
    assert declared == [*ROLES]
    names = {role: (role,) for role in ROLES}
    assert contributors(Source(id="x", title="X", **names)) == ROLES  # type: ignore[arg-type]


@pytest.mark.parametrize("style", STYLES)
def test_a_citation_has_names_and_no_ids(style: str, run: Callable[..., str]) -> None:
    text = run("cite", "piers", "quays", "docks", "--style", style)
    assert [id_ for id_ in IDS if id_ in text] == []
    assert "Acme, Roe and Sons" in text  # whole: no family of the name of Acme
    assert "Björk Guðmundsdóttir" in text


def test_a_family_name_that_is_first_in_speech_stays_there(run: Callable[..., str]) -> None:
    assert run("cite", "piers").startswith("Roe, Jane, and Yu Bin. ")
    assert "Yu, B. (1999)" in run("cite", "piers", "--style", "apa")


@pytest.mark.parametrize("words", [("sources",), ("sources", "--full"), ("sources", "piers"), ("claims",)])
def test_lists_have_names_and_no_ids(words: tuple[str, ...], run: Callable[..., str]) -> None:
    text = run(*words)
    assert [id_ for id_ in IDS if id_ in text] == []
    assert "Roe, Jane" in text


def test_show_names_authors_as_spoken(run: Callable[..., str]) -> None:
    assert "Jane Roe and Yu Bin" in run("show", "piers")
    assert "edited by Acme, Roe and Sons" in run("show", "piers")


def test_sources_are_in_the_order_of_names(path: Path) -> None:
    with sinoru.open(path) as corpus:
        assert [one.source.id for one in corpus.sources().sources] == ["locks", "piers", "quays", "docks"]
        assert [one.source.id for one in corpus.sources("Björk").sources] == ["quays"]


def test_a_claim_is_by_the_author_of_its_source_once(path: Path) -> None:
    with sinoru.open(path) as corpus:
        for by in ("roe-jane", "Jane Roe", "Roe, Jane"):
            found = [one.claim.id for one in corpus.claims(by=by).claims]
            assert sorted(found) == ["by-herself", "by-id", "by-name"]
        assert [one.claim.id for one in corpus.claims(by="bin-1").claims] == ["by-id"]


def test_someone_else_of_that_name_is_not_the_author(path: Path) -> None:
    with sinoru.open(path) as corpus:
        assert not corpus.claims(by="bin-2").claims
        card = corpus.who("bin-2")
        assert isinstance(card, Card)
        assert card.made == {}


def test_the_card_counts_the_sources_that_one_made(path: Path, run: Callable[..., str]) -> None:
    with sinoru.open(path) as corpus:
        made = {id_: getattr(corpus.who(id_), "made", None) for id_ in IDS}
    assert made == {
        "roe-jane": {"author": 2},
        "bin-1": {"author": 1},
        "zyx-mono": {"translator": 1},
        "zyx-firm": {"author": 1, "editor": 1},
    }
    assert "Author of 2 sources\n" in run("who", "Jane", "Roe")
    assert "Author or publisher of 1 source, editor of 1\n" in run("who", "zyx-firm")


def test_claims_are_counted_once_for_a_speaker_by_id_by_name_and_as_author(run: Callable[..., str]) -> None:
    facets = json.loads(run("stats", "--of", "claims", "--group", "by", "--format", "json"))["facets"]
    counts = {one["name"]: one["count"] for one in facets[0]["tallies"]}
    assert counts == {"Jane Roe": 3, "Yu Bin": 1}


def test_json_has_the_authors_as_written_and_the_names(run: Callable[..., str]) -> None:
    shown = json.loads(run("show", "piers", "--format", "json"))["records"][0]["record"]
    listed = json.loads(run("sources", "piers", "--format", "json"))["source"]
    for one in (shown, listed):
        assert one["authors"] == ["roe-jane", "bin-1"]
        assert one["credits"] == {
            "roe-jane": "Roe, Jane",
            "bin-1": "Yu, Bin",
            "zyx-firm": "Acme, Roe and Sons",
        }
    assert "credits" not in json.loads(run("sources", "locks", "--format", "json"))["source"]


@pytest.mark.parametrize("name", ["csv", "markdown", "html", "bibtex", "ris", "csl-json"])
def test_exports_for_people_have_names(name: str, run: Callable[..., str], tmp_path: Path) -> None:
    target = tmp_path / "export"
    kinds = ("--kind", "source") if name == "csv" else ()
    run("export", name, *kinds, "--output", str(target))
    text = target.read_text(encoding="utf-8")
    assert "Acme, Roe and Sons" in text
    if name in ("markdown", "bibtex", "ris", "csl-json"):
        assert [id_ for id_ in IDS if id_ in text] == []


def test_the_page_lists_the_sources_of_a_person(run: Callable[..., str], tmp_path: Path) -> None:
    run("export", "html", "--output", str(tmp_path / "ports.html"))
    text = (tmp_path / "ports.html").read_text(encoding="utf-8")
    article = text[text.index('id="bin-1"') :].partition("</article>")[0]
    assert "Piers" in article
    assert "Quays" not in article


def test_exports_of_tables_have_names_and_ids(run: Callable[..., str], tmp_path: Path) -> None:
    run("export", "sqlite", "--output", str(tmp_path / "ports.sqlite"))
    with closing(sqlite3.connect(tmp_path / "ports.sqlite")) as connection:
        rows = set(connection.execute("SELECT role, name, id FROM credit WHERE source IN ('piers', 'locks')"))
        assert rows == {
            ("authors", "Roe, Jane", "roe-jane"),
            ("authors", "Yu, Bin", "bin-1"),
            ("editors", "Acme, Roe and Sons", "zyx-firm"),
            ("authors", "reuters", None),
        }
        assert connection.execute("SELECT count(*) FROM author").fetchone() == (5,)


def test_linked_data_leads_to_the_person(run: Callable[..., str], tmp_path: Path) -> None:
    run("export", "jsonld", "--output", str(tmp_path / "ports.json"))
    graph = json.loads((tmp_path / "ports.json").read_text(encoding="utf-8"))["@graph"]
    piers = next(one for one in graph if one.get("identifier") == "piers")
    people = {one["@id"] for one in graph if one["@type"] == "Person"}
    assert {one["@id"] for one in piers["author"]} <= people


def test_what_names_no_record_stays_a_name(run: Callable[..., str]) -> None:
    assert run("cite", "locks").startswith("reuters. ")


def test_rename_and_show_follow_the_author(path: Path, run: Callable[..., str]) -> None:
    run("rename", "roe-jane", "jane-roe")
    assert "authors: [jane-roe, bin-1]" in path.read_text(encoding="utf-8")
    assert "piers" in run("show", "jane-roe", "--full")


def test_two_corpora_with_one_id_have_the_names_of_both(tmp_path: Path, path: Path) -> None:
    other = tmp_path / "other.yaml"
    other.write_text(
        CORPUS.replace("Jane Roe", "Joan Roe").replace("Roe, Jane", "Roe, Joan"), encoding="utf-8"
    )
    with sinoru.open([path, other]) as corpus:
        found = [one.source.authors[0] for one in corpus.sources().sources if one.source.title == "Piers"]
    assert sorted(found) == ["Roe, Jane", "Roe, Joan"]


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("Jane Roe", "roe-jane"),
        ("Roe, Jane", "roe-jane"),
        ("zyx-firm", "zyx-firm"),
        ("Boese, Wade", '"Boese, Wade"'),
    ],
)
def test_add_reads_an_author_by_id_or_name(typed: str, written: str, run: Callable[..., str]) -> None:
    assert f"authors: [{written}]" in run("add", "source", "A book", "--author", typed, "--dry-run")
