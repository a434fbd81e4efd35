from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from sinoru.model.errors import UnknownValue
from sinoru.query import conflicts
from sinoru.query.cite import ask_cite
from sinoru.query.conflicts import ask_conflicts
from sinoru.query.filters import Filters

if TYPE_CHECKING:
    from collections.abc import Callable

    from sinoru.index.index import Index
    from sinoru.query.analysis_answers import Conflicts

CORPUS = """\
sources:
  - {id: yu, title: Article, authors: ["Yu, Bin"], published: 1999-07}
  - {id: mfa, title: Page, publisher: Ministry of Foreign Affairs}
people:
  - id: zhu
    name: Zhu Rongji
    conflicts:
      - field: born
        statements: [{value: 1928-10-01, evidence: [{source: mfa}]}, {value: 1928-10-23}]
  - {id: zhang, name: Zhang Wannian}
organisations: [{id: ministry, name: Foreign Ministry}]
events:
  - id: zhu-visits-us
    date: 1999-04-06/1999-04-14
    title: Zhu visits the United States
    kind: visit
    topics: [wto]
    participants: [{person: zhu, role: visitor}]
    evidence: [{source: yu, at: "Unrequited Love, 4"}]
    conflicts:
      - field: date
        statements:
          - {value: 1999-03, certainty: inferred, evidence: [{source: yu, at: "Unrequited Love, 4"}]}
          - {value: 1999-04-06/1999-04-14, stands: true, by: ministry, evidence: [{source: mfa}]}
        why: the ministry dates it to April
        evidence: [{source: mfa, terms: [April]}]
      - field: date
        key: first-day
        statements: [{value: 1999-04-06, stands: true}, {value: 1999-04-07, stands: true}]
  - {id: talks, date: 1999-06-01, title: Talks, kind: meeting, participants: [{person: zhang}]}
  - {id: lunch, date: 1999-06-02, title: Lunch, part_of: talks}
claims:
  - {id: sold-72, text: Russia sells 72 jets., about: [talks], by: zhang, certainty: reported,
     evidence: [{source: yu, at: "Role, 8"}]}
  - {id: sold-38, text: Russia sells 38 jets., about: [talks], evidence: [{source: mfa}]}
  - {id: sold-50, text: Russia sells 50 jets., evidence: [{source: mfa}]}
  - {id: came-on-7, text: He came on the 7th., about: [zhang], said: 1999-06-09}
  - {id: came-on-9, text: He came on the 9th., about: [zhang]}
  - id: growth
    text: Growth was in double digits.
    evidence: [{source: yu, at: "Unrequited Love, 1"}]
    conflicts:
      - question: How fast did the economy grow?
        statements: [{claim: growth}, {value: by 9.2 per cent, stands: true, evidence: [{source: mfa}]}]
conflicts:
  - id: how-many-jets
    question: How many jets does Russia sell?
    about: [talks]
    field: figure
    statements: [{claim: sold-72}, {claim: sold-38, stands: true}, {claim: sold-50}]
    why: the contracts had 38
    evidence: [{source: mfa, at: "3"}]
  - id: when-he-came
    question: When did he come?
    about: [zhang]
    statements: [{claim: came-on-7}, {claim: came-on-9, evidence: [{source: yu, at: "9"}]}]
"""


@pytest.fixture
def ask(index_of: Callable[[str], Index]) -> Callable[..., Conflicts]:
    index = index_of(CORPUS)

    def asked(words: str = "", **filters: Any) -> Conflicts:
        return ask_conflicts(index, words, Filters(**filters))

    return asked


def ids(answer: Conflicts) -> list[str]:
    return [conflict.id for conflict in answer.conflicts]


EVERYTHING = ["zhu-visits-us:date", "how-many-jets", "zhu:born", "growth:conflict", "when-he-came"]


def test_they_are_in_order_of_what_they_are_about(ask: Callable[..., Conflicts]) -> None:
    answer = ask()
    assert ids(answer)[:2] == EVERYTHING[:2]
    assert sorted(ids(answer)) == sorted(EVERYTHING)
    assert (answer.total, answer.total_is_exact) == (5, True)
    assert answer.states == {"settled": 3, "open": 2}


def test_each_statement_says_who_makes_it_where_and_how_sure(ask: Callable[..., Conflicts]) -> None:
    conflict = ask().conflicts[0]
    article, ministry = conflict.statements
    assert (article.value, article.by, article.authors, article.certainty) == (
        "1999-03",
        None,
        ("Yu, Bin",),
        "inferred",
    )
    assert [(one.source, one.at) for one in article.evidence] == [("yu", "Unrequited Love, 4")]
    assert ministry.by
    assert (ministry.by.name, ministry.authors) == ("Foreign Ministry", ())
    assert (article.stands, ministry.stands) == (False, True)


def test_a_conflict_on_a_record_asks_about_it(ask: Callable[..., Conflicts]) -> None:
    conflict = ask().conflicts[0]
    assert (conflict.state, conflict.why) == ("settled", "the ministry dates it to April")
    assert conflict.evidence[0].terms == ("April",)
    assert (conflict.record, conflict.kind, conflict.question, conflict.date) == (
        "zhu-visits-us",
        "event",
        "When? Zhu visits the United States",
        "1999-04-06/1999-04-14",
    )
    assert [ref.id for ref in conflict.about] == ["zhu-visits-us"]


def test_a_claim_that_makes_a_statement_has_the_words_speaker_and_evidence(
    ask: Callable[..., Conflicts],
) -> None:
    (conflict,) = ask("72").conflicts
    assert (conflict.id, conflict.record, conflict.date) == ("how-many-jets", "how-many-jets", "1999-06-01")
    first, second, third = conflict.statements
    assert [said.claim for said in conflict.statements] == ["sold-72", "sold-38", "sold-50"]
    assert (first.value, first.certainty) == ("Russia sells 72 jets.", "reported")
    assert first.by
    assert (first.by.name, first.evidence[0].at) == ("Zhang Wannian", "Role, 8")
    assert (second.authors, second.stands, third.stands) == (("Ministry of Foreign Affairs",), True, False)


def test_a_statement_keeps_its_own_evidence_before_that_of_the_claim(ask: Callable[..., Conflicts]) -> None:
    (conflict,) = ask("when-he-came").conflicts
    assert [one.at for one in conflict.statements[1].evidence] == ["9"]


def test_a_conflict_on_a_claim_is_about_what_the_claim_is_about(index_of: Callable[[str], Index]) -> None:
    index = index_of(CORPUS.replace("text: Growth was in", "about: [zhu]\n    text: Growth was in"))
    (conflict,) = [one for one in ask_conflicts(index, "", Filters()).conflicts if one.record == "growth"]
    assert [ref.name for ref in conflict.about] == ["Zhu Rongji"]


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        ("settled", {"zhu-visits-us:date", "how-many-jets", "growth:conflict"}),
        ("open", {"zhu:born", "when-he-came"}),
        ("reconciled", {"zhu-visits-us:first-day"}),
    ],
)
def test_a_state_can_be_asked_for(ask: Callable[..., Conflicts], state: str, expected: set[str]) -> None:
    assert set(ids(ask(verdict=(state,)))) == expected


def test_several_states_are_alternatives(ask: Callable[..., Conflicts]) -> None:
    assert len(ids(ask(verdict=("reconciled", "open")))) == 3


def test_an_unknown_state_is_an_error_that_names_the_known_ones(ask: Callable[..., Conflicts]) -> None:
    with pytest.raises(UnknownValue, match="reconciled"):
        ask(verdict=("unverified",))


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"person": ("Zhu Rongji",)}, {"zhu-visits-us:date", "zhu:born"}),
        ({"person": ("Zhang",)}, {"how-many-jets", "when-he-came"}),
        ({"topic": ("wto",)}, {"zhu-visits-us:date"}),
        ({"person": ("Zhu Rongji",), "topic": ("wto",)}, {"zhu-visits-us:date"}),
        ({"person": ("Zhu Rongji",), "kind": ("person",)}, {"zhu:born"}),
        ({"kind": ("visit",)}, {"zhu-visits-us:date"}),
        ({"kind": ("meeting",)}, {"how-many-jets"}),
        ({"source": ("mfa",)}, {"zhu-visits-us:date", "zhu:born", "how-many-jets", "growth:conflict"}),
        ({"start": "1999-04-10", "end": "1999-04-30"}, {"zhu-visits-us:date"}),
        ({"start": "1999-06", "end": "1999-06"}, {"how-many-jets", "when-he-came"}),
    ],
)
def test_filters_narrow_what_is_shown(
    ask: Callable[..., Conflicts], filters: dict[str, Any], expected: set[str]
) -> None:
    assert set(ids(ask(**filters))) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("ministry", {"zhu-visits-us:date"}),
        ("Zhu born", {"zhu:born"}),
        ("how many", {"how-many-jets"}),
        ("Talks", {"how-many-jets"}),
        ("nothing-of-the-kind", set()),
        ("zhu-visits-us", {"zhu-visits-us:date"}),
        ("sold-38", {"how-many-jets"}),
        ("how-many-jets", {"how-many-jets"}),
    ],
)
def test_words_or_an_id_narrow_what_is_shown(
    ask: Callable[..., Conflicts], words: str, expected: set[str]
) -> None:
    assert set(ids(ask(words))) == expected


def test_an_id_gives_the_conflicts_of_what_refers_to_it(index_of: Callable[[str], Index]) -> None:
    index = index_of(CORPUS.replace("zhu", "zhu-rongji").replace("zhu-rongji-visits-us", "zhu-visits-us"))
    answer = ask_conflicts(index, "zhu-rongji", Filters())
    assert set(ids(answer)) == {"zhu-visits-us:date", "zhu-rongji:born"}
    assert set(ids(ask_conflicts(index, "zhu-rongji", Filters(kind=("person",))))) == {"zhu-rongji:born"}


@pytest.mark.parametrize("words", ["a:b", "'; DROP TABLE record", "者" * 50])
def test_text_is_no_error(ask: Callable[..., Conflicts], words: str) -> None:
    ask(words)


def test_a_limit_bounds_what_is_shown_but_not_what_is_counted(ask: Callable[..., Conflicts]) -> None:
    answer = ask(limit=2)
    assert ids(answer) == EVERYTHING[:2]
    assert (answer.total, answer.total_is_exact) == (5, True)
    assert answer.states == ask().states


def test_the_count_stops_where_there_are_very_many_and_says_so(
    ask: Callable[..., Conflicts], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(conflicts, "COUNTED", 3)
    answer = ask(limit=2)
    assert ids(answer) == EVERYTHING[:2]
    assert (answer.total, answer.total_is_exact) == (3, False)
    assert len(ids(ask(limit=4))) == 4
    assert ask(limit=5).total_is_exact


def test_the_latest_first_if_asked(ask: Callable[..., Conflicts]) -> None:
    assert ids(ask(sort="-date"))[-2:] == ["how-many-jets", "zhu-visits-us:date"]


def test_conflicts_that_are_too_many_for_a_filter_are_told(
    ask: Callable[..., Conflicts], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert ask(topic=("wto",)).unread == ()
    monkeypatch.setattr(conflicts, "MOST", 1)
    assert ask().unread == ()
    answer = ask(person=("Zhang",))
    assert [(one.read, one.total) for one in answer.unread] == [(1, 2)]
    assert not answer.total_is_exact


def test_a_corpus_without_conflicts_has_none(index_of: Callable[[str], Index]) -> None:
    index = index_of("events: [{id: a, title: A, date: 1999}]")
    assert ask_conflicts(index, "", Filters()).conflicts == ()


def test_a_claim_that_is_not_there_is_named_by_its_id(index_of: Callable[[str], Index]) -> None:
    index = index_of("conflicts: [{id: q, question: Q?, statements: [{claim: nowhere}, {value: yes}]}]")
    (conflict,) = ask_conflicts(index, "", Filters()).conflicts
    assert [one.value for one in conflict.statements] == ["nowhere", "yes"]


@pytest.mark.parametrize("others", ["[]", "[wto]"])
@pytest.mark.parametrize(("unmarked", "of_others"), [(30, 0), (0, 30)])
def test_it_does_not_matter_what_is_rarer_the_mark_or_what_is_asked_for(
    index_of: Callable[[str], Index], unmarked: int, of_others: int, others: str
) -> None:
    """A person of many events of which few have conflicts, and conflicts of which few are the person's."""
    statements = "conflicts: [{field: date, statements: [{value: 1999}, {value: 2000}]}]"
    lines = [
        f"  - {{id: hers, date: 1999, title: T, topics: [wto], participants: [{{person: zhu}}], {statements}}}"
    ]
    lines += [
        f"  - {{id: quiet-{n}, date: 1999, title: T, topics: [wto], participants: [{{person: zhu}}]}}"
        for n in range(unmarked)
    ]
    lines += [
        f"  - {{id: other-{n}, date: 1999, title: T, topics: {others}, {statements}}}"
        for n in range(of_others)
    ]
    index = index_of("people: [{id: zhu, name: Zhu Rongji}]\nevents:\n" + "\n".join(lines))
    both = Filters(person=("zhu",), topic=("wto",))
    for filters in (Filters(person=("zhu",)), both):
        assert ids(ask_conflicts(index, "", filters)) == ["hers:date"]
    assert ids(ask_conflicts(index, "zhu", Filters())) == ["hers:date"]
    assert ids(ask_conflicts(index, "nothing", both)) == []


@pytest.mark.parametrize(
    "id_", ["zhu-visits-us:date", "zhu-visits-us:first-day", "growth:conflict", "when-he-came"]
)
def test_a_conflict_is_found_by_its_id_in_any_state(ask: Callable[..., Conflicts], id_: str) -> None:
    assert ids(ask(id_)) == [id_]


def test_a_filter_by_state_holds_for_a_conflict_that_is_named(ask: Callable[..., Conflicts]) -> None:
    assert ids(ask("zhu-visits-us:first-day", verdict=("open",))) == []


def cited(index: Index, id_: str, *, all_: bool = False) -> tuple[list[str], list[str]]:
    found = ask_cite(index, [id_], with_against=all_)
    return [one.source.id for one in found.citations], [one.source.id for one in found.against or ()]


def test_a_citation_of_a_conflict_has_what_stands_and_what_decides(index_of: Callable[[str], Index]) -> None:
    index = index_of(CORPUS)
    assert cited(index, "zhu-visits-us:date") == (["mfa"], [])
    assert cited(index, "zhu-visits-us:date", all_=True) == (["mfa"], ["yu"])
    assert cited(index, "how-many-jets", all_=True) == (["mfa"], ["mfa", "yu"])


def test_an_open_conflict_is_supported_by_nothing(index_of: Callable[[str], Index]) -> None:
    index = index_of(CORPUS)
    assert cited(index, "when-he-came", all_=True) == ([], ["yu"])
    assert ask_cite(index, ["when-he-came"]).unsupported == ("when-he-came",)
