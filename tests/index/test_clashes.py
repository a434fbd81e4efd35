from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sinoru.index.corpus_names import name_corpora
from sinoru.index.open import open_index
from sinoru.query.show import ask_show, in_corpora, is_taken

if TYPE_CHECKING:
    from sinoru.index.index import Index

ONE = """\
places:
  - {id: bonn, name: Bonn, country: Germany}
  - {id: rhine, name: Rhine}
  - {id: cologne, name: Cologne, part_of: rhine}
events:
  - {id: talks, date: 1999-05-01, title: Talks in Bonn, places: [bonn, rhine]}
"""
TWO = """\
places:
  - {id: bonn, name: Bonn-on-Missouri, country: United States}
  - {id: rhine, name: Rhine}
  - {id: cologne, name: Cologne, part_of: rhine}
events:
  - id: fair
    date: 1999-06-01
    title: A fair
    places: [bonn]
    conflicts: [{field: date, statements: [{value: "1", by: bonn}]}]
"""


@pytest.fixture
def corpora(tmp_path: Path) -> list[str]:
    """Write two corpora whose files have the same name."""
    for name, text in (("east", ONE), ("west", TWO)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "all.yaml").write_text(text)
    return [str(tmp_path / "east"), str(tmp_path / "west")]


def ids_in(index: Index) -> list[str]:
    return sorted(id_ for (id_,) in index.rows("SELECT id FROM record"))


def test_ids_that_clash_get_the_name_of_their_corpus_and_references_follow(corpora: list[str]) -> None:
    index = open_index(corpora)
    assert ids_in(index) == ["cologne", "east:bonn", "fair", "rhine", "talks", "west:bonn"]
    east, west = ask_show(index, "east:bonn"), ask_show(index, "west:bonn")
    assert [ref.id for ref in east.referred_by] == ["talks"]
    assert [ref.id for ref in west.referred_by] == ["fair"]
    assert ask_show(index, "talks").refs["east:bonn"].name == "Bonn"
    assert ask_show(index, "fair").record.conflicts[0].statements[0].by == "west:bonn"
    assert in_corpora(index, "bonn") == ["east:bonn", "west:bonn"]
    assert is_taken(index, "rhine")
    assert in_corpora(index, "rhine") == []
    index.close()


def test_one_corpus_alone_and_corpora_without_clashes_keep_their_ids(corpora: list[str]) -> None:
    index = open_index(corpora[:1])
    assert ids_in(index) == ["bonn", "cologne", "rhine", "talks"]
    index.close()
    index = open_index([corpora[0], corpora[0]])
    assert "bonn" in ids_in(index)
    index.close()


def test_what_is_the_same_but_names_what_differs_is_not_the_same(corpora: list[str]) -> None:
    path = Path(corpora[1]) / "all.yaml"
    path.write_text(TWO.replace("{id: rhine, name: Rhine}", "{id: rhine, name: The Rhine}"))
    index = open_index(corpora)
    assert "west:cologne" in ids_in(index)
    assert ask_show(index, "west:cologne").record.part_of == "west:rhine"  # type: ignore[attr-defined]
    index.close()


def test_a_change_of_one_file_settles_all_anew(corpora: list[str]) -> None:
    open_index(corpora).close()
    path = Path(corpora[1]) / "all.yaml"
    path.write_text(TWO.replace("bonn", "bonn-mo"))
    index = open_index(corpora)
    assert ids_in(index) == ["bonn", "bonn-mo", "cologne", "fair", "rhine", "talks"]
    index.close()


def test_the_index_stays_whole(corpora: list[str]) -> None:
    index = open_index(corpora)
    connection = index.connection
    connection.execute("INSERT INTO words (words, rank) VALUES ('integrity-check', 0)")
    assert connection.execute("PRAGMA integrity_check").get == "ok"
    assert index.value("SELECT count(*) FROM words WHERE words MATCH 'bonn'") == 3
    index.close()


def test_names_of_corpora_are_distinct(tmp_path: Path) -> None:
    tops = [str(tmp_path / name) for name in ("a/data", "b/data", "topic", "x.yaml")]
    files = [*(f"{top}/f.yaml" for top in tops[:3]), tops[3]]
    assert list(name_corpora(tops, files).values()) == ["a-data", "b-data", "topic-corpus", "x"]
