"""What a field names by id is shown by name: in the words around a match, in counts and beside an author."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import sinoru
from sinoru.cli.app import run
from sinoru.query.answers import Card

if TYPE_CHECKING:
    from pathlib import Path

    CaptureFixture = pytest.CaptureFixture[str]

CORPUS = """\
corpus: {format: 2, title: A port and its deputies}
people:
  - id: ann
    name: Ann Hale
    country: United Kingdom
    offices:
      - {title: Deputy, org: house, for: bath, party: reform, from: 1945, to: 1950, began: elected}
      - {title: Harbour Master, org: harbour, party: Free Traders, from: 1951, to: 1960}
    relations:
      - {to: ben, kind: parent}
      - {to: harbour, kind: founder}
organisations:
  - {id: house, name: House of the Port}
  - {id: harbour, name: Harbour Board}
  - {id: reform, name: Labour Party, kind: party}
places:
  - {id: bath, name: Bath Spa}
sources:
  - {id: piers, title: Piers, authors: [ann], editors: [reform]}
"""
PEOPLE = "  - {id: ben, name: Ben Hale}\n"


@pytest.fixture
def corpus(tmp_path: Path) -> sinoru.Corpus:
    (tmp_path / "port.yaml").write_text(CORPUS.replace("organisations:\n", f"{PEOPLE}organisations:\n"))
    return sinoru.open(tmp_path)


def test_a_match_is_shown_between_names_and_not_between_ids(corpus: sinoru.Corpus) -> None:
    (hit,) = corpus.search("deputy").hits
    assert hit.snippet == "Deputy · Bath Spa · Labour Party · Harbour Master · Free Traders"


def test_a_source_that_an_editor_leads_to_shows_the_name(corpus: sinoru.Corpus) -> None:
    hits = {hit.id: hit for hit in corpus.search("labour").hits}
    assert hits["piers"].snippet == "Labour Party"
    assert "editors" in hits["piers"].where


def test_offices_are_counted_by_their_organisation_and_not_by_what_their_holder_knows(
    corpus: sinoru.Corpus,
) -> None:
    (facet,) = corpus.stats(groups=["org"], of="offices").facets
    assert [(one.name, one.count) for one in facet.tallies] == [
        ("Harbour Board", 1),
        ("House of the Port", 1),
    ]


@pytest.mark.usefixtures("corpus")
def test_headings_of_counts_are_words(tmp_path: Path, capsys: CaptureFixture) -> None:
    run(["stats", "--of", "offices", "--group", "for", "--group", "began", "--full", "--data", str(tmp_path)])
    shown = capsys.readouterr().out
    assert "Held for\n  Bath Spa  1" in shown
    assert "How they began\n  elected  1" in shown
    assert "1 office with nothing on record" in shown


def test_the_card_of_an_author_lists_the_newest_sources(tmp_path: Path, capsys: CaptureFixture) -> None:
    works = "".join(
        f"  - {{id: work-{year}, title: Work of {year}, authors: [{author}], published: {year}}}\n"
        for year, author in zip(range(1901, 1909), ['"Hale, Ann"', "ann"] * 4, strict=True)
    )
    (tmp_path / "port.yaml").write_text(CORPUS.replace("  - {to: ben, kind: parent}\n", "") + works)
    answer = sinoru.open(tmp_path).who("ann")
    assert isinstance(answer, Card)
    dated = [f"work-{year}" for year in range(1908, 1900, -1)]
    assert [one.id for one in answer.works] == [*dated, "piers"]
    assert (answer.works_total, {one.how for one in answer.works}) == (9, {"author"})
    run(["who", "ann", "--data", str(tmp_path)])
    shown = capsys.readouterr().out
    assert "Author of 9 sources" in shown
    assert "1904  Work of 1904" in shown
    assert "Work of 1903" not in shown
    assert "sinoru sources Ann Hale" in shown


def test_a_card_says_in_which_of_several_roles_a_source_was_made(
    tmp_path: Path, capsys: CaptureFixture
) -> None:
    work = "  - {id: quays, title: Quays, editors: [ann], translators: [ann]}\n"
    (tmp_path / "port.yaml").write_text(CORPUS.replace("  - {to: ben, kind: parent}\n", "") + work)
    run(["who", "ann", "--data", str(tmp_path)])
    assert "Quays (editor, translator)" in capsys.readouterr().out
