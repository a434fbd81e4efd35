"""Fields that a corpus declares for itself: any declaration and any values, through readers and writers and back."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import msgspec
import pytest
from hypothesis import given, settings
from msgspec.structs import replace

from sinoru.check.runner import check_files
from sinoru.edit.fmt import in_house_layout
from sinoru.edit.present_names import former_names_in
from sinoru.edit.text_file import TextFile
from sinoru.edit.yaml_text import list_text
from sinoru.export.record_rows import COLUMNS
from sinoru.index.index import read_body
from sinoru.loading.declarations import declarations
from sinoru.loading.field_readers import reserved_names
from sinoru.loading.records import Loaded, load_records, load_with_libyaml
from sinoru.loading.schema import corpus_schema
from sinoru.model.amounts import OPEN, bounds_of
from sinoru.model.fields import Declared, Fields, as_json, fields_of
from sinoru.model.records import (
    HAVE_OWN,
    Event,
    OwnField,
    Person,
    Record,
)
from sinoru.query.filters import DAY, FILTERS, LANGUAGE
from tests.model.own_corpora import corpora

if TYPE_CHECKING:
    from pathlib import Path

DECLARED = """\
corpus:
  title: Games
  format: 2
  fields:
    events:
      depth: {type: number, unit: km, label: how deep, help: Below sea level.}
      result: {type: choice, values: {won: The home side won, lost: }}
      decided_by: {type: choice, values: [goals, lots]}
      songs: {type: text, many: true}
      seen: {type: date}
      umpire: {type: text, required: true}
      winner: {type: organisation}
    people.offices: {share: {type: number}}
    events.participants: {minute: {type: number}, shirt: {type: text}}
"""
RECORDS = """\
events:
  - id: game
    date: 1999
    title: A game
    participants:
      - {person: ada, minute: 90, shirt: red}
      - {person: ada, role: host, minute: '>=12'}
    depth: 30..50
    result: won
    decided_by: lots
    songs: [Anthem, NO]
    seen: 1999-05~
    umpire: Example
    winner: club
    evidence: [{source: s}]
  - {id: replay, date: 1999, title: Another game, depth: ~-4.5, umpire: E, songs: [], evidence: [{source: s}]}
people:
  - id: ada
    name: Ada
    offices:
      - title: Captain
        from: 1990
        to: 2005
        share: '<=0.5'
    evidence: [{source: s}]
organisations:
  - {id: club, name: Club, evidence: [{source: s}]}
sources:
  - {id: s, title: S}
"""


def loaded(text: str, fields: Fields | None = None) -> list[Record]:
    return [
        one.record
        for one in load_records(io.BytesIO(text.encode()), "a.yaml", fields)
        if isinstance(one, Loaded)
    ]


def test_values_are_read_as_they_are_written() -> None:
    game, replay, ada, *_ = loaded(DECLARED + RECORDS)
    assert game.own == {
        "depth": "30..50",
        "result": "won",
        "decided_by": "lots",
        "songs": ("Anthem", "NO"),
        "seen": "1999-05~",
        "umpire": "Example",
        "winner": "club",
    }
    assert isinstance(game, Event)
    assert [one.own for one in game.participants] == [{"minute": "90", "shirt": "red"}, {"minute": ">=12"}]
    assert replay.own == {"depth": "~-4.5", "umpire": "E"}
    assert isinstance(ada, Person)
    assert ada.offices[0].own == {"share": "<=0.5"}


def test_a_folder_declares_its_fields_in_corpus_yaml_alone(tmp_path: Path) -> None:
    (tmp_path / "corpus.yaml").write_text(DECLARED, encoding="utf-8")
    (tmp_path / "more").mkdir()
    records = tmp_path / "more" / "records.yaml"
    records.write_text(RECORDS, encoding="utf-8")
    assert check_files([str(tmp_path)]).diagnostics == ()
    assert check_files([str(records)]).diagnostics == ()  # a file alone is one of the corpus around it
    (tmp_path / "corpus.yaml").rename(tmp_path / "about.yaml")
    (first, *_) = check_files([str(tmp_path)]).diagnostics
    assert (first.code, first.line, first.message) == ("E112", 4, "fields cannot be declared here")


def test_each_of_several_corpora_has_its_own_fields(tmp_path: Path) -> None:
    paths = {}
    for name, key in (("east", "depth"), ("west", "height")):
        (tmp_path / name).mkdir()
        paths[name] = str(tmp_path / name / "corpus.yaml")
        text = f"corpus:\n  title: T\n  fields:\n    events: {{{key}: {{type: number}}}}\n"
        (tmp_path / name / "corpus.yaml").write_text(text, encoding="utf-8")
    found = declarations([*paths.values()], {path: name for name, path in paths.items()})
    assert {name: [*fields_of(found[path]).declared.fields["events"]] for name, path in paths.items()} == {
        "east": ["depth"],
        "west": ["height"],
    }


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("6.5", (6.5, 6.5)),
        ("-3", (-3, -3)),
        ("30..50", (30, 50)),
        ("~40", (40, 40)),
        (">=30", (30, OPEN)),
        ("<=-1", (-OPEN, -1)),
        ("1,000", None),
        ("50..30", None),
        ("~30..50", None),
        ("1e3", None),
        ("nan", None),
        ("inf", None),
        ("9" * 400, None),
        ("", None),
        ("6 km", None),
    ],
)
def test_a_number_keeps_its_doubt(text: str, bounds: tuple[float, float] | None) -> None:
    assert bounds_of(text) == bounds


def test_no_field_has_the_name_of_a_filter_or_of_a_column() -> None:
    assert {*LANGUAGE, *FILTERS, *COLUMNS, DAY} <= reserved_names()


@given(corpora())
def test_any_values_are_read_as_they_were_written(made: tuple[Fields, list[Record]]) -> None:
    fields, records = made
    text = "".join(map(list_text, records))
    assert loaded(text, fields) == records
    with_libyaml = load_with_libyaml(io.BytesIO(text.encode()), fields)
    assert [one.record for one in with_libyaml if isinstance(one, Loaded)] == records
    file = TextFile("a.yaml", text.encode(), text, as_json(fields.declared))
    assert loaded(in_house_layout(file), fields) == records
    assert [read_body(one.KIND, msgspec.json.encode(one)) for one in records] == records
    assert fields_of(as_json(fields.declared)).own() == fields.own()


def with_former(declared: Declared) -> Declared:
    """The declarations in which every field and every choice had another name before."""

    def before(name: str, one: OwnField) -> OwnField:
        values = {
            key: replace(choice, formerly=(f"before: {key}",))
            for key, choice in one.values.items()
            if f"before: {key}" not in one.values
        }
        return replace(one, formerly=(f"previously_{name}",), values={**one.values, **values})

    return Declared(
        {
            place: {name: before(name, one) for name, one in fields.items()}
            for place, fields in declared.fields.items()
        }
    )


def as_before(one: Any, fields: Fields) -> Any:
    """A record or part of one as its file had it before the fields and choices had their present names."""
    former = {
        field.key: {new: old for old, new in field.former_choices.items()}
        for field in fields.own_of(type(one))
    }

    def value(key: str, given: Any) -> Any:
        return (
            tuple(former[key].get(item, item) for item in given)
            if isinstance(given, tuple)
            else former[key].get(given, given)
        )

    own = {f"previously_{key}": value(key, given) for key, given in (one.own or {}).items()}
    parts = {
        name: tuple(as_before(part, fields) for part in getattr(one, name))
        for name in ("offices", "participants")
        if hasattr(one, name)
    }
    return replace(one, own=own or None, **parts)


@given(corpora())
def test_former_names_are_read_as_the_present_ones_which_fmt_writes(
    made: tuple[Fields, list[Record]],
) -> None:
    fields, records = Fields(with_former(made[0].declared)), made[1]
    text = "".join(list_text(as_before(one, fields)) for one in records)
    assert loaded(text, fields) == records
    file = TextFile("a.yaml", text.encode(), text, as_json(fields.declared))
    after = in_house_layout(file)
    assert loaded(after, fields) == records
    assert not former_names_in(after.encode(), fields)


@settings(max_examples=10)
@given(corpora())
def test_the_schema_of_a_corpus_knows_its_fields(made: tuple[Fields, list[Record]]) -> None:
    fields, _ = made
    definitions = corpus_schema(fields)["$defs"]
    for struct in HAVE_OWN.values():
        keys = {field.key for field in fields.own_of(struct)}
        assert keys <= set(definitions[struct.__name__]["properties"])
        assert keys.isdisjoint(corpus_schema()["$defs"][struct.__name__]["properties"])
