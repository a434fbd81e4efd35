"""Findings, and the conflicts that record them: pasted into the corpus, each is sound, and the finding is gone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sinoru.check import discrepancies
from sinoru.check.discrepancies import find_discrepancies, find_rule, load_rules
from sinoru.check.manual import manual_of
from sinoru.check.runner import check_files, corpora_around
from sinoru.edit.yaml_text import list_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from sinoru.check.discrepancy import Found
    from sinoru.index.sqlite import SqliteIndex

CORPUS = """\
corpus: {title: What looks wrong, format: 2}
events:
  - {id: meeting, title: "A meeting: the first", date: 1999-06-29, part_of: visit, evidence: [{source: b}]}
  - {id: visit, title: A visit, date: 1999-06-19/1999-06-26, evidence: [{source: b}]}
  - {id: call, title: A call, date: 1999-05-12, evidence: [{source: yu, at: "Chronology, May 10"}]}
  - id: talks
    title: Talks
    date: 1999-05-27
    participants: [{person: minister, as: Speaker, as_org: duma}, {person: other, as: Head, as_org: duma}]
    evidence: [{source: b, terms: ["Speaker #1", "yes"]}]
people:
  - {id: dead, name: D E, born: 1930, died: 1990, offices: [{title: Head, from: 1991}], evidence: [{source: b}]}
  - {id: minister, name: M N, offices: [{title: Chief, org: cabinet, from: 1998, to: 2000}], evidence: [{source: b}]}
  - {id: other, name: O P, offices: [{title: Minister, org: cabinet, from: 1998, to: 2000}], evidence: [{source: b}]}
organisations:
  - {id: duma, name: Duma, evidence: [{source: b}]}
  - {id: cabinet, name: Cabinet, evidence: [{source: b}]}
claims:
  - {id: lasted, text: It took an hour., kind: fact, holds: 1999-05-20, about: [call], evidence: [{source: b}]}
sources:
  - {id: b, title: B}
  - id: yu
    title: Article
    published: 1999-07
    sections:
      - {title: "Chronology", from: 1999-04, to: 1999-06, entries: [April 14, April 8, May 10, May 29, February 3]}
"""
RECORDED_AS_ERRORS = {"E206"}
"""Codes that say of the same record what a finding says."""


@pytest.fixture
def find(index_of: Callable[[str], SqliteIndex]) -> Callable[[str], tuple[Found, ...]]:
    def find(text: str) -> tuple[Found, ...]:
        index = index_of(text)
        return find_discrepancies(
            index, [path.decode() for (path,) in index.rows("SELECT path FROM file")]
        ).found

    return find


@pytest.fixture
def codes(write: Callable[..., str]) -> Callable[[str], set[str]]:
    def codes(text: str) -> set[str]:
        return {one.code for one in check_files([write(text, "checked/corpus.yaml")]).diagnostics}

    return codes


def test_every_rule_finds_something_on_the_line_of_its_record(
    find: Callable[[str], tuple[Found, ...]],
) -> None:
    found = find(CORPUS)
    assert {one.fault.code for one in found} == {rule.CODE for rule in load_rules()}
    lines = CORPUS.splitlines()
    for one in found:
        assert one.conflict.about[0] in "".join(lines[one.fault.line - 1 : one.fault.line + 1])
        assert one.fault.severity == "note"


def test_a_pasted_conflict_is_sound_and_the_finding_is_gone(
    find: Callable[[str], tuple[Found, ...]], codes: Callable[[str], set[str]]
) -> None:
    found = find(CORPUS)
    assert codes(CORPUS) == RECORDED_AS_ERRORS
    assert len(found) > len([*load_rules()])
    for one in found:
        pasted = CORPUS + list_text(one.conflict)
        assert codes(pasted) <= RECORDED_AS_ERRORS
        assert [other.conflict for other in find(pasted)] == [
            other.conflict for other in found if other is not one
        ]


def test_all_can_be_pasted_at_once(
    find: Callable[[str], tuple[Found, ...]], codes: Callable[[str], set[str]]
) -> None:
    pasted = CORPUS + "".join(list_text(one.conflict) for one in find(CORPUS))
    assert codes(pasted) == set()
    assert find(pasted) == ()


def test_no_two_conflicts_to_paste_have_one_id(find: Callable[[str], tuple[Found, ...]]) -> None:
    section = "{title: %s, from: 1999-04, to: 1999-06, entries: [February 3]}"
    text = (
        f"sources: [{{id: yu, title: A, published: 1999-07, sections: [{section % 'X'}, {section % 'Y'}]}}]\n"
    )
    first, second = (one.conflict.id for one in find(text))
    assert second == f"{first}-2"
    taken = f"{text}places: [{{id: {first}, name: P}}, {{id: {second}, name: Q}}]\n"
    assert [one.conflict.id for one in find(taken)] == [f"{first}-3", f"{first}-4"]


def test_a_curator_may_answer_the_question(find: Callable[[str], tuple[Found, ...]]) -> None:
    (found,) = (one for one in find(CORPUS) if one.fault.code == "outside-whole")
    settled = list_text(found.conflict).replace("{value: 1999-06-29", "{value: 1999-06-29, stands: true")
    assert len(find(CORPUS + settled)) == len(find(CORPUS)) - 1


def test_only_the_records_of_the_files_in_question_are_listed(index_of: Callable[[str], SqliteIndex]) -> None:
    assert find_discrepancies(index_of(CORPUS), ["/elsewhere.yaml"]).found == ()


def test_a_rule_that_has_too_much_to_read_is_named(
    index_of: Callable[[str], SqliteIndex], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(discrepancies, "MOST", 0)
    found = find_discrepancies(index_of(CORPUS), [])
    assert [(one.read, one.total) for one in found.unread if one.rule == "printed-title"] == [(0, 1)]
    assert {one.rule for one in found.unread} == {rule.CODE for rule in load_rules()}


def test_a_rule_that_finds_too_much_stops(
    index_of: Callable[[str], SqliteIndex], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(discrepancies, "MOST_FOUND", 1)
    found = find_discrepancies(index_of(CORPUS), [])
    assert {one.rule for one in found.unread} >= {"printed-title", "outside-life"}


def test_every_rule_has_a_manual_page() -> None:
    for rule in load_rules():
        assert manual_of(rule.CODE.upper()).summary == rule.SUMMARY
    assert find_rule("E202") is None


def test_files_are_asked_for_by_corpus(write: Callable[..., str]) -> None:
    top = Path(write("corpus: {title: T}\n", "a/corpus.yaml")).parent
    events, alone, more = (write("events: []\n", name) for name in ("a/events.yaml", "b.yaml", "c.yaml"))
    assert corpora_around([events, alone, str(top), more]) == [(str(top),), (alone, more)]
    assert corpora_around([events], ["elsewhere", "b.yaml"]) == [("elsewhere", "b.yaml")]
