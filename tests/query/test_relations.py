"""Relations are recorded once and known from both sides."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import sinoru
from sinoru.cli.app import run
from sinoru.edit.joint_change import write_together
from sinoru.edit.rename import plan_renaming
from sinoru.query.analysis_answers import Chain, Links, Step
from sinoru.query.answers import Card, Related

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

CORPUS = """\
corpus:
  format: 2
  title: A family and its club
  relations: {mentor: mentee}
people:
  - id: anna
    name: Anna Example
    born: 1960
    relations:
      - {to: ben, kind: parent}
      - {to: dora, kind: parent-of}
      - {to: carl, kind: spouse, from: 1985, until: 1999, evidence: [{source: diary, at: p. 12}]}
      - {to: emil, kind: spouse, from: 2003, until: ..}
    evidence: [{source: diary}]
  - id: ben
    name: Ben Example
    born: 1990
    relations:
      - {to: carl, kind: child-of, certainty: reported}
      - {to: club, kind: member-of, from: 2008, until: 2015}
      - {to: club, kind: member-of, from: 2018, until: ..}
      - {to: emil, kind: mentee-of, from: 2001}
      - {to: emil, kind: has-foe}
    evidence: [{source: diary}]
  - {id: carl, name: Carl Example, evidence: [{source: diary}]}
  - {id: dora, name: Dora Example, born: 1988, evidence: [{source: diary}]}
  - {id: emil, name: Emil Other, evidence: [{source: diary}]}
  - {id: fay, name: Fay Hidden, private: true, relations: [{to: ben, kind: sibling}], evidence: [{source: diary}]}
organisations:
  - id: club
    name: Rowing Club
    relations:
      - {to: emil, kind: has-founder, from: 1970}
      - {to: fay, kind: has-member}
    evidence: [{source: diary}]
events:
  - id: party
    date: 2001-05-01
    title: Anna and Ben give a party
    kind: meeting
    participants: [{person: anna, role: host}, {person: ben, role: host}]
    evidence: [{source: diary}]
sources:
  - {id: diary, title: Diary}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SINORU_CACHE", str(tmp_path / "cache"))
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "corpus.yaml").write_text(CORPUS, encoding="utf-8")
    return tmp_path / "corpus"


def words(relations: Iterable[Related]) -> list[str]:
    return [
        " ".join(filter(None, (one.kind, one.to.id, one.start and f"{one.start}/{one.end}", one.certainty)))
        for one in relations
    ]


def related(folder: Path | str, name: str) -> list[str]:
    with sinoru.open(folder) as corpus:
        card = corpus.who(name)
        assert isinstance(card, Card)
        assert card.relations == corpus.show(card.record.id).relations
        assert card.relations_total == len(card.relations)
    return words(card.relations)


def test_each_side_has_its_word_for_a_relation(folder: Path) -> None:
    assert related(folder, "Anna Example") == [
        "child dora stated",
        "child ben stated",
        "spouse emil 2003/.. stated",
        "spouse carl 1985/1999 stated",
    ]
    assert related(folder, "carl") == ["child ben reported", "spouse anna 1985/1999 stated"]
    assert related(folder, "Rowing Club") == [
        "member ben 2018/.. stated",
        "member fay stated",
        "member ben 2008/2015 stated",
        "founder emil 1970/ stated",
    ]
    assert related(folder, "fay") == ["sibling ben stated", "member-of club stated"]


def test_kinds_of_the_corpus_have_inverses_and_unknown_ones_are_kept(folder: Path) -> None:
    assert related(folder, "emil") == [
        "spouse anna 2003/.. stated",
        "founder-of club 1970/ stated",
        "mentee ben 2001/ stated",
        "foe-of ben stated",
    ]


def test_a_relation_has_its_own_evidence_or_that_of_its_record(folder: Path) -> None:
    with sinoru.open(folder) as corpus:
        card = corpus.who("carl")
    assert isinstance(card, Card)
    child, spouse = card.relations
    assert (child.record, [one.at for one in child.evidence]) == ("ben", [""])
    assert (spouse.record, [one.at for one in spouse.evidence]) == ("anna", ["p. 12"])


def test_what_both_records_say_is_one_relation(folder: Path) -> None:
    path = folder / "corpus.yaml"
    twice = "name: Dora Example, relations: [{to: anna, kind: child, evidence: [{source: diary, at: p. 9}]}]"
    path.write_text(CORPUS.replace("name: Dora Example", twice), encoding="utf-8")
    with sinoru.open(folder) as corpus:
        (parent,) = corpus.show("dora").relations
        between = corpus.links("dora", "anna")
    assert (parent.kind, parent.record, [one.at for one in parent.evidence]) == (
        "parent",
        "dora",
        ["p. 9", ""],
    )
    assert isinstance(between, Chain)
    assert between.relations == (parent,)


def test_a_limit_leaves_the_number_of_all(folder: Path) -> None:
    with sinoru.open(folder) as corpus:
        card = corpus.who("Anna Example", limit=1)
    assert isinstance(card, Card)
    assert (words(card.relations), card.relations_total) == (["child dora stated"], 4)


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ("anna", "ben", ["child ben stated"]),
        ("ben", "anna", ["parent anna stated"]),
        ("ben", "club", ["member-of club 2008/2015 stated", "member-of club 2018/.. stated"]),
        ("club", "emil", ["founder emil 1970/ stated"]),
        ("dora", "ben", []),
    ],
)
def test_links_say_what_the_second_is_to_the_first(
    folder: Path, one: str, other: str, found: list[str]
) -> None:
    with sinoru.open(folder) as corpus:
        chain = corpus.links(one, other)
    assert isinstance(chain, Chain)
    assert sorted(words(chain.relations)) == found
    assert bool(chain.shared) == ({one, other} == {"anna", "ben"})


def test_the_links_of_one_have_the_relations(folder: Path) -> None:
    with sinoru.open(folder) as corpus:
        links = corpus.links("carl")
    assert isinstance(links, Links)
    assert words(links.relations) == ["child ben reported", "spouse anna 1985/1999 stated"]


def test_what_is_public_has_no_relation_to_a_private_record(folder: Path, tmp_path: Path) -> None:
    store = f"sqlite:{tmp_path / 'public.db'}"
    assert run(["push", "--store", store, "--data", str(folder)]) == 0
    with sinoru.open(store) as corpus:
        card = corpus.who("Rowing Club")
    assert isinstance(card, Card)
    assert words(card.relations) == [
        "member ben 2018/.. stated",
        "member ben 2008/2015 stated",
        "founder emil 1970/ stated",
    ]


def test_the_other_side_follows_a_renamed_record(folder: Path) -> None:
    plan = plan_renaming("ben", "benjamin", [str(folder)])
    write_together(plan.changes, [str(folder)])
    assert "child benjamin stated" in related(folder, "anna")


KINDS = st.sampled_from(
    ["parent", "child", "parent-of", "sibling", "mentor", "mentee-of", "ally", "foe", "foe-of"]
)
PEOPLE = st.sampled_from(["p0", "p1", "p2"])


@given(st.lists(st.tuples(PEOPLE, PEOPLE, KINDS), max_size=6))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_relation_is_known_from_both_sides(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: list[tuple[str, str, str]]
) -> None:
    monkeypatch.setenv("SINORU_CACHE", str(tmp_path / "cache"))
    lines = ["corpus: {title: T, relations: {mentor: mentee}}", "people:"]
    for person in ("p0", "p1", "p2"):
        own = ", ".join(
            f"{{to: {to}, kind: {kind}}}" for one, to, kind in said if one == person and to != one
        )
        lines.append(f"  - {{id: {person}, name: Person {person}, relations: [{own}]}}")
    (tmp_path / "corpus.yaml").write_text("\n".join(lines), encoding="utf-8")
    with sinoru.open(tmp_path / "corpus.yaml") as corpus:
        kinds = corpus.ask(lambda index: index.fields.relation_kinds)
        cards = {person: corpus.show(person).relations for person in ("p0", "p1", "p2")}
    for one, to, kind in said:
        if one != to:
            known = kinds.of(kind)
            assert (known.key, to) in {(found.kind, found.to.id) for found in cards[one]}
            assert (known.inverse, one) in {(found.kind, found.to.id) for found in cards[to]}


FOUR_GENERATIONS = """\
corpus: {format: 2, title: Four generations}
people:
  - {id: ann, name: Ann, relations: [{to: ben, kind: parent}]}
  - {id: ben, name: Ben, relations: [{to: works, kind: employee, from: 1950}]}
  - {id: cora, name: Cora, relations: [{to: ben, kind: child}, {to: carl, kind: spouse}]}
  - {id: carl, name: Carl}
  - {id: dan, name: Dan, relations: [{to: cora, kind: child}]}
  - {id: eve, name: Eve}
organisations:
  - {id: works, name: Steel Works, relations: [{to: bank, kind: subsidiary}]}
  - {id: bank, name: Bank}
events:
  - {id: fair, date: 1960, title: A fair, participants: [{person: ann}, {person: eve}]}
  - {id: ball, date: 1961, title: A ball, participants: [{person: eve}, {person: dan}]}
sources:
  - {id: memoir, title: Memoir, authors: [ann, "Dan"], published: 1990}
  - {id: letters, title: Letters, authors: [ann], editors: [dan], published: 1995}
  - {id: alone, title: Alone, authors: [ann]}
"""


@pytest.fixture
def generations(tmp_path: Path) -> sinoru.Corpus:
    (tmp_path / "generations.yaml").write_text(FOUR_GENERATIONS, encoding="utf-8")
    return sinoru.open(tmp_path)


def chain_between(corpus: sinoru.Corpus, one: str, other: str, **filters: str) -> list[str]:
    answer = corpus.links(one, other, **filters)  # type: ignore[arg-type]
    assert isinstance(answer, Chain)
    return [" ".join([step.person.id, *_words(step)]) for step in answer.chain]


def _words(step: Step) -> list[str]:
    return [step.event.id] if step.event else [one.kind for one in step.relations]


def test_two_without_a_relation_are_linked_by_those_of_others(generations: sinoru.Corpus) -> None:
    assert chain_between(generations, "ann", "cora") == ["ann", "ben child", "cora child"]
    assert chain_between(generations, "cora", "ann") == ["cora", "ben parent", "ann parent"]
    assert chain_between(generations, "ann", "bank") == [
        "ann",
        "ben child",
        "works employer",
        "bank subsidiary-of",
    ]


def test_a_shorter_chain_of_events_goes_before_one_of_relations(generations: sinoru.Corpus) -> None:
    assert chain_between(generations, "ann", "dan") == ["ann", "eve fair", "dan ball"]
    assert chain_between(generations, "ann", "carl") == ["ann", "ben child", "cora child", "carl spouse"]


def test_filters_choose_events_so_that_relations_are_in_no_chain(generations: sinoru.Corpus) -> None:
    assert chain_between(generations, "ann", "cora", start="1900") == []


def test_a_chain_of_relations_is_shown_and_found(
    generations: sinoru.Corpus, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert generations.records_by_kind["person"] == 6
    for look in ([], ["--full"]):
        assert run(["links", "ann", "cora", "--data", str(tmp_path), *look]) == 0
        assert "Ben: child of Ann\nCora: child of Ben\n" in capsys.readouterr().out.replace(
            " [no source]", ""
        )
    assert run(["links", "eve", "carl", "--data", str(tmp_path)]) == 1


def test_two_who_made_a_source_are_linked_by_it(
    generations: sinoru.Corpus, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answer = generations.links("ann", "dan")
    assert isinstance(answer, Chain)
    assert [(work.id, work.how) for work in answer.works] == [
        ("letters", "author, editor"),
        ("memoir", "author"),
    ]
    assert answer.works_total == 2
    assert run(["links", "ann", "dan", "--data", str(tmp_path)]) == 0
    shown = capsys.readouterr().out
    assert "Both made 2 sources\n" in shown
    assert "1995  Letters (author, editor)" in shown
    run(["links", "ann", "dan", "--data", str(tmp_path), "--format", "csv"])
    assert "dan,Dan,author,memoir,1990,Memoir," in capsys.readouterr().out
