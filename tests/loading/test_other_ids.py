"""Ids in other registers: read alike by both readers, written back, and refused where they are wrong."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sinoru.check.runner import check_files
from sinoru.edit.fmt import in_house_layout
from sinoru.edit.text_file import TextFile
from sinoru.edit.yaml_text import list_text
from sinoru.index.index import read_body
from sinoru.loading.records import Loaded, load_records, load_with_libyaml
from sinoru.model.fields import Declared, Fields, as_json, fields_of
from sinoru.model.records import Event, Organisation, Person, Place, Record, Source
from sinoru.model.registers import REGISTERS, WIKIDATA, as_texts

if TYPE_CHECKING:
    from pathlib import Path

HEAD = "corpus: {format: 2, rules: {off: [W303]}, ids: {club: 'https://club.example/{id}', house: }}\n"
FIELDS = Fields(Declared(ids={"club": "https://club.example/{id}", "house": ""}))


def loaded(text: str, fields: Fields | None = None) -> list[Record]:
    items = load_records(io.BytesIO(text.encode()), "a.yaml", fields)
    return [one.record for one in items if isinstance(one, Loaded)]


def faults(text: str, tmp_path: Path) -> list[str]:
    path = tmp_path / "corpus.yaml"
    path.write_text(text, encoding="utf-8")
    return [
        f"{one.line}:{one.column} {one.code} {one.message} ({one.hint})"
        for one in check_files([str(path)]).diagnostics
    ]


@pytest.mark.parametrize(
    "written",
    [
        "    wikidata: Q5\n    ids: {viaf: 12, club: [1, two]}\n",
        "    ids: {wikidata: Q5, viaf: 12, club: [1, two]}\n",
        "    ids:\n      club: [1, two]\n      wikidata: Q5\n      viaf: '12'\n",
        "    wikidata: Q5\n    ids:\n      wikidata: [Q5]\n      viaf:\n        - 12\n      club: [1, two]\n",
    ],
)
def test_a_wikidata_item_is_the_same_under_both_keys(written: str) -> None:
    (person,) = loaded(f"{HEAD}people:\n  - id: ada\n    name: Ada\n{written}")
    assert isinstance(person, Person)
    assert (person.wikidata, sorted(person.ids)) == ("Q5", ["club:1", "club:two", "viaf:12"])


def test_an_event_has_its_wikidata_item_among_its_ids() -> None:
    (event,) = loaded("events:\n  - {id: e, date: 1999, title: E, ids: {viaf: 1, wikidata: Q7}}\n")
    assert isinstance(event, Event)
    assert event.ids == ("wikidata:Q7", "viaf:1")


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        (
            "ids: {vaif: 12}",
            "3:32 E105 unknown register 'vaif' (did you mean 'viaf'? Otherwise declare it",
        ),
        ("ids: viaf", "3:31 E104 expected a mapping, found the text 'viaf'"),
        ("ids: {viaf: {a: 1}}", "3:38 E104 expected text, found a mapping"),
        ("ids: {viaf: 1, viaf: 2}", "3:41 E106 duplicate key 'viaf'"),
        (
            "wikidata: Q1, ids: {viaf: 1, wikidata: Q2}",
            "3:55 E106 'Q1' and 'Q2' are different Wikidata items",
        ),
        ("ids: {wikidata: [Q1, Q2]}", "3:32 E106 'Q1' and 'Q2' are different Wikidata items"),
    ],
)
def test_what_cannot_be_an_id_is_an_error_where_it_is_written(line: str, fault: str, tmp_path: Path) -> None:
    (found,) = faults(f"{HEAD}people:\n  - {{id: ada, name: Ada, {line}}}\n", tmp_path)
    assert found.startswith(fault), found


@pytest.mark.parametrize(
    ("declared", "fault"),
    [
        ("club: club.example/{id}", "4:11 E112 'club.example/{id}' is not the address of entries"),
        ("club: https://club.example/", "4:11 E112 'https://club.example/' is not the address of entries"),
        ("club: 'https://x.example/{id}/{id}'", "4:11 E112 'https://x.example/{id}/{id}' is not the address"),
        ("club: 'javascript:{id}'", "4:11 E112 'javascript:{id}' is not the address of entries"),
        ("Club: https://club.example/{id}", "4:5 E112 'Club' cannot be the name of a register"),
        ("place: https://club.example/{id}", "4:5 E112 'place' is a name that sinoru uses itself"),
        ("shirt: https://club.example/{id}", "4:5 E112 'shirt' is a field of the corpus's own as well"),
    ],
)
def test_a_register_is_declared_with_a_name_and_an_address(declared: str, fault: str, tmp_path: Path) -> None:
    text = f"corpus:\n  format: 2\n  ids:\n    {declared}\n  fields: {{events: {{shirt: {{type: text}}}}}}\n"
    assert [one[: len(fault)] for one in faults(text, tmp_path)] == [fault]


def test_a_register_is_declared_in_the_first_file_alone(tmp_path: Path) -> None:
    (tmp_path / "b.yaml").write_text("people:\n  - {id: a, name: A, ids: {club: 1}}\n", encoding="utf-8")
    (found, *_) = faults(f"{HEAD}", tmp_path)[:1] or [""]
    assert found == ""
    (tmp_path / "c.yaml").write_text("corpus: {ids: {den: 'https://den.example/{id}'}}\n", encoding="utf-8")
    told = [f"{one.code} {one.message}" for one in check_files([str(tmp_path)]).diagnostics]
    assert "E112 ids cannot be declared here" in told


words = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1).filter(
    lambda text: text == text.strip()
)
mappings = st.dictionaries(
    st.sampled_from([*FIELDS.registers]).filter(lambda name: name != WIKIDATA),
    st.one_of(words, st.lists(words, min_size=1, max_size=3, unique=True)),
    max_size=4,
)


@given(mappings, st.one_of(st.just(""), words))
def test_any_ids_are_read_as_they_were_written(mapping: dict[str, str | list[str]], item: str) -> None:
    ids = as_texts(mapping)
    with_item = as_texts({**mapping, WIKIDATA: item})
    records: list[Record] = [
        Person(id="p", name="P", wikidata=item, ids=ids),
        Organisation(id="o", name="O", wikidata=item, ids=ids),
        Place(id="l", name="L", wikidata=item, ids=ids),
        Event(id="e", date="1999", title="E", ids=with_item),
        Source(id="s", title="S", ids=with_item),
    ]
    text = "".join(map(list_text, records))
    assert loaded(text, FIELDS) == records
    with_libyaml = load_with_libyaml(io.BytesIO(text.encode()), FIELDS)
    assert [one.record for one in with_libyaml if isinstance(one, Loaded)] == records
    file = TextFile("a.yaml", text.encode(), text, as_json(FIELDS.declared))
    assert loaded(in_house_layout(file), FIELDS) == records
    assert [read_body(one.KIND, msgspec.json.encode(one)) for one in records] == records


def test_the_declarations_of_a_corpus_are_kept() -> None:
    assert fields_of(as_json(FIELDS.declared)).declared.ids == FIELDS.declared.ids
    assert [*fields_of(b"").registers] == [*REGISTERS]


@pytest.mark.parametrize(
    ("written", "formatted"),
    [
        (
            "  - id: p\n    name: P\n    ids:\n      viaf: 1  # sure\n      wikidata: Q5\n",
            "  - id: p\n    name: P\n    wikidata: Q5\n    ids: {viaf: 1}\n    # sure\n",
        ),
        ("  - {id: p, name: P, ids: {wikidata: Q5}}\n", "  - {id: p, name: P, wikidata: Q5}\n"),
        (
            "  - {id: p, name: P, ids: {wikidata: Q5, viaf: [1, 2]}}\n",
            "  - {id: p, name: P, wikidata: Q5, ids: {viaf: [1, 2]}}\n",
        ),
        (
            "  - id: p\n    name: P\n    wikidata: Q5\n    ids: {wikidata: Q5, viaf: 1}\n",
            "  - id: p\n    name: P\n    wikidata: Q5\n    ids: {viaf: 1}\n",
        ),
    ],
)
def test_fmt_writes_a_wikidata_item_under_its_own_key(written: str, formatted: str) -> None:
    text = f"people:\n{written}"
    file = TextFile("a.yaml", text.encode(), text, b"")
    assert in_house_layout(file) == f"people:\n{formatted}"
    crlf = text.replace("\n", "\r\n")
    file = TextFile("a.yaml", crlf.encode(), crlf, b"")
    assert in_house_layout(file) == f"people:\n{formatted}".replace("\n", "\r\n")
