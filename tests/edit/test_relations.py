"""Relations in records that are added, merged, laid out and compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sinoru.cli.app import run
from sinoru.edit.add import make_record
from sinoru.edit.united import unite
from sinoru.model.errors import WrongUsage
from sinoru.model.fields import Declared, Fields
from sinoru.model.records import Person, Record, Relation

if TYPE_CHECKING:
    from pathlib import Path

FIELDS = Fields(Declared(relations={"mentor": "mentee"}))


def made(*relations: str) -> Record:
    typed = {"name": "Fritz", "relation": relations}
    return make_record("person", typed, lambda _, name, __: name.casefold(), FIELDS)


def test_an_added_record_has_relations() -> None:
    assert isinstance(record := made("child:Ben", "mentee-of: Anna"), Person)
    assert record.relations == (Relation(to="ben", kind="child"), Relation(to="anna", kind="mentee-of"))


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("Ben", "does not have the form KIND:NAME"),
        ("parrent:Ben", "Unknown kind of relation 'parrent'. Did you mean"),
    ],
)
def test_a_wrong_relation_is_refused(typed: str, says: str) -> None:
    with pytest.raises(WrongUsage, match=says):
        made(typed)


def test_a_merge_unites_relations_and_drops_one_of_the_two() -> None:
    kept = Person(
        id="ben", name="Ben", relations=(Relation(to="anna", kind="child"), Relation(to="emil", kind="ally"))
    )
    other = Person(
        id="emil",
        name="Ben",
        relations=(
            Relation(to="ben", kind="partner"),
            Relation(to="anna", kind="child", start="1990"),
            Relation(to="club", kind="member-of"),
        ),
    )
    united = unite(kept, other, {}, FIELDS)
    assert isinstance(united.record, Person)
    assert united.record.relations == (
        Relation(to="anna", kind="child", start="1990"),
        Relation(to="club", kind="member-of"),
    )
    assert united.dropped == ("relations",)


def test_a_merge_makes_one_relation_of_two(tmp_path: Path) -> None:
    path = tmp_path / "corpus.yaml"
    path.write_text(
        "corpus: {format: 2, title: T}\npeople:\n  - {id: a, name: A}\n  - {id: b, name: A}\n"
        "organisations:\n"
        "  - {id: club, name: Club, relations: [{to: a, kind: has-member}, {to: b, kind: has-member}]}\n",
        encoding="utf-8",
    )
    assert run(["merge", "a", "b", "--data", str(path)]) == 0
    assert path.read_text(encoding="utf-8").count("kind: has-member") == 1


def test_the_layout_and_a_comparison_know_relations(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before, after = tmp_path / "before.yaml", tmp_path / "after.yaml"
    before.write_text(
        "people:\n- name: Ben\n  relations:\n  - {kind: child, to: anna, until: .., from: 2001}\n  id: ben\n",
        encoding="utf-8",
    )
    assert run(["fmt", str(before)]) == 0
    assert "- {to: anna, kind: child, from: 2001, until: ..}" in before.read_text(encoding="utf-8")
    after.write_text(before.read_text(encoding="utf-8").replace("2001", "2002"), encoding="utf-8")
    capsys.readouterr()
    assert run(["diff", str(before), str(after)]) == 1
    assert "relations: + to anna, kind child, from 2002, until .." in capsys.readouterr().out
