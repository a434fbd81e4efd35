"""Relations and their kinds as files have them."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest

from sinoru.check.runner import check_files
from sinoru.loading.declarations import declared_in, united
from sinoru.loading.records import Loaded, load_records
from sinoru.loading.schema import corpus_schema
from sinoru.model.fields import Declared, Fields, as_json, fields_of
from sinoru.model.records import Diagnostic, Evidence, Person, Relation

if TYPE_CHECKING:
    from pathlib import Path

DECLARED = "corpus:\n  format: 2\n  title: T\n  relations:\n    mentor: mentee\n    friend: friend\n"
BEN = """\
people:
  - id: ben
    name: Ben
    relations:
      - {to: anna, kind: parent}
      - to: club
        kind: member-of
        from: 2008
        until: ..
        certainty: reported
        evidence:
          - {source: diary, at: p. 12}
"""


def test_relations_are_read_as_they_are_written() -> None:
    for text in (BEN, BEN.replace("{to: anna, kind: parent}", '{"to": "anna", "kind": "parent"}')):
        (ben,) = (
            one.record for one in load_records(io.BytesIO(text.encode()), "a.yaml") if isinstance(one, Loaded)
        )
        assert isinstance(ben, Person)
        assert ben.relations == (
            Relation(to="anna", kind="parent"),
            Relation(
                to="club",
                kind="member-of",
                start="2008",
                end="..",
                certainty="reported",
                evidence=(Evidence(source="diary", at="p. 12"),),
            ),
        )


def test_kinds_are_declared_with_their_inverse() -> None:
    fields = fields_of(as_json(declared_in(DECLARED.encode())))
    assert fields.declared.relations == {"mentor": "mentee", "friend": "friend"}
    assert fields.relation_kinds.of("mentee").inverse == "mentor"
    examples = corpus_schema(fields)["$defs"]["Relation"]["properties"]["kind"]["examples"]
    assert {"parent", "mentor", "mentee", "friend"} <= {*examples}
    assert "mentor" not in corpus_schema(Fields())["$defs"]["Relation"]["properties"]["kind"]["examples"]


@pytest.mark.parametrize(
    ("written", "code", "message"),
    [
        ("relations: [mentor]", "E104", "expected a mapping, found a list"),
        ("relations: {Mentor: mentee}", "E110", "'Mentor' is not a valid id"),
        ("relations: {teacher: disciple}", "E112", "'teacher' has another inverse already"),
        ("relations: {mentor: mentee, guide: mentee}", "E112", "'mentee' has another inverse already"),
    ],
)
def test_a_wrong_declaration_is_reported(written: str, code: str, message: str) -> None:
    text = f"corpus:\n  format: 2\n  title: T\n  {written}\n"
    (fault,) = (
        one for one in load_records(io.BytesIO(text.encode()), "a.yaml") if isinstance(one, Diagnostic)
    )
    assert (fault.code, fault.line, fault.message) == (code, 4, message)


def test_only_corpus_yaml_of_a_folder_declares_kinds(tmp_path: Path) -> None:
    (tmp_path / "corpus.yaml").write_text(DECLARED, encoding="utf-8")
    (tmp_path / "people.yaml").write_text("people: []\n", encoding="utf-8")
    assert check_files([str(tmp_path)]).diagnostics == ()
    (tmp_path / "corpus.yaml").rename(tmp_path / "about.yaml")
    (fault,) = check_files([str(tmp_path)]).diagnostics
    assert (fault.code, fault.line, fault.message) == ("E112", 4, "relations cannot be declared here")


def test_a_kind_with_different_inverses_in_two_corpora_is_of_neither() -> None:
    east, west = {"mentor": "mentee", "friend": "friend"}, {"mentor": "disciple", "guide": "follower"}
    both = united([Declared(relations=east), Declared(relations=west)])
    assert both.relations == {"friend": "friend", "guide": "follower"}
