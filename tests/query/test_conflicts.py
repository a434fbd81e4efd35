from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from sinoru.model.errors import UnknownValue
from sinoru.model.records import Source
from sinoru.query import citing, conflicts
from sinoru.query.conflict_rules import entry_outside_period
from sinoru.query.conflicts import ask_conflicts
from sinoru.query.fetch import by_ids
from sinoru.query.filters import Filters
from sinoru.query.select import first_numbers

if TYPE_CHECKING:
    from collections.abc import Callable

    from sinoru.index.index import Index, Scope
    from sinoru.query.analysis_answers import Conflicts

CORPUS = """\
sources:
  - {id: yu, title: Article, authors: ["Yu, Bin"], published: 1999-07}
  - {id: mfa, title: Page, publisher: Ministry of Foreign Affairs}
people:
  - id: zhu
    name: Zhu Rongji
    conflicts:
      - on: born
        statements: [{says: 1928-10-01, evidence: [{source: mfa}]}, {says: 1928-10-23}]
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
      - on: date
        statements:
          - {says: 1999-03, certainty: implied, evidence: [{source: yu, at: "Unrequited Love, 4"}]}
          - {says: 1999-04-06/1999-04-14, by: ministry, evidence: [{source: mfa}]}
        verdict: contradicted
        why: the ministry dates it to April
        evidence: [{source: mfa, terms: [April]}]
      - on: date
        statements: [{says: 1999-04-06}, {says: 1999-04-07}]
        verdict: reconciled
  - id: talks
    date: 1999-06-01
    title: Talks
    kind: meeting
    participants: [{person: zhang, as: Chief, as_org: ministry}]
  - {id: lunch, date: 1999-06-02, title: Lunch, part_of: talks}
claims:
  - id: sold-72
    text: Russia sells 72 jets.
    kind: figure
    about: [talks]
    by: zhang
    certainty: reported
    evidence: [{source: yu, at: "Role, 8"}]
    contradicts: [sold-38, sold-50]
    assessment: {verdict: superseded, why: the contracts had 38, evidence: [{source: mfa}]}
  - {id: sold-38, text: Russia sells 38 jets., kind: figure, about: [talks], contradicts: [sold-72],
     evidence: [{source: mfa}], assessment: {verdict: supported, why: so the contract says}}
  - {id: sold-50, text: Russia sells 50 jets., kind: figure, evidence: [{source: mfa}]}
  - {id: came-on-7, text: He came on the 7th., about: [zhang], said: 1999-06-09, contradicts: [came-on-9]}
  - {id: came-on-9, text: He came on the 9th., about: [zhang], contradicts: [came-on-7]}
  - id: growth
    text: Growth was in double digits.
    kind: figure
    evidence: [{source: yu, at: "Unrequited Love, 1"}]
    assessment: {verdict: contradicted, why: growth was 9.2 per cent, evidence: [{source: mfa, terms: ["9.2"]}]}
  - id: growth-likely
    text: Growth was strong.
    assessment: {verdict: supported, why: so it was, evidence: [{source: mfa}]}
  - {id: unheard, text: Nobody checked., assessment: {verdict: contradicted, why: somebody said so}}
"""


@pytest.fixture
def ask(index_of: Callable[[str], Index]) -> Callable[..., Conflicts]:
    index = index_of(CORPUS)

    def asked(words: str = "", **filters: Any) -> Conflicts:
        return ask_conflicts(index, words, Filters(**filters))

    return asked


def ids(answer: Conflicts) -> list[str]:
    return [conflict.id for conflict in answer.conflicts]


EVERYTHING = [
    "zhu-visits-us:date",
    "zhu-visits-us:date-2",
    "zhu:born",
    "sold-72:claim",
    "came-on-7:claim",
    "growth:claim",
    "lunch:outside-whole",
]


def test_the_recorded_come_first_then_claims_then_what_rules_find(ask: Callable[..., Conflicts]) -> None:
    answer = ask()
    assert sorted(ids(answer)) == sorted(EVERYTHING)
    assert ids(answer)[:3] == EVERYTHING[:3]
    assert ids(answer)[-1] == "lunch:outside-whole"
    assert (answer.total, answer.total_is_exact) == (7, True)


def test_each_statement_says_who_makes_it_where_and_how_sure(ask: Callable[..., Conflicts]) -> None:
    conflict = ask().conflicts[0]
    article, ministry = conflict.statements
    assert (article.says, article.by, article.authors, article.certainty) == (
        "1999-03",
        None,
        ("Yu, Bin",),
        "implied",
    )
    assert [(one.source, one.at) for one in article.evidence] == [("yu", "Unrequited Love, 4")]
    assert ministry.by
    assert (ministry.by.name, ministry.authors) == ("Foreign Ministry", ())


def test_a_verdict_comes_with_its_reason_and_its_own_evidence(ask: Callable[..., Conflicts]) -> None:
    conflict = ask().conflicts[0]
    assert (conflict.verdict, conflict.why) == ("contradicted", "the ministry dates it to April")
    assert conflict.evidence[0].terms == ("April",)
    assert (conflict.record, conflict.kind, conflict.title, conflict.found_by) == (
        "zhu-visits-us",
        "event",
        "Zhu visits the United States",
        "data",
    )


def test_a_claim_stands_against_all_that_contradict_it(ask: Callable[..., Conflicts]) -> None:
    (conflict,) = ask("72").conflicts
    assert [said.claim for said in conflict.statements] == ["sold-72", "sold-38", "sold-50"]
    assert (conflict.verdict, conflict.why) == ("superseded", "the contracts had 38")
    first, second, third = (said.assessment for said in conflict.statements)
    assert first
    assert second
    assert (first.verdict, second.verdict, third) == ("superseded", "supported", None)
    assert [ref.name for ref in conflict.about] == ["Talks"]


def test_a_pair_of_claims_is_shown_once(ask: Callable[..., Conflicts]) -> None:
    (conflict,) = [one for one in ask().conflicts if "came-on" in one.id]
    assert [said.claim for said in conflict.statements] == ["came-on-7", "came-on-9"]
    assert conflict.verdict == "open"


def test_a_claim_that_no_other_contradicts_stands_against_what_the_evidence_says(
    ask: Callable[..., Conflicts],
) -> None:
    (conflict,) = [one for one in ask().conflicts if one.record == "growth"]
    claim, other = conflict.statements
    assert (claim.claim, claim.authors) == ("growth", ("Yu, Bin",))
    assert (other.says, other.authors) == ("growth was 9.2 per cent", ("Ministry of Foreign Affairs",))


@pytest.mark.parametrize("quiet", ["growth-likely", "unheard"])
def test_a_claim_that_is_supported_or_rebutted_without_evidence_is_no_conflict(
    ask: Callable[..., Conflicts], quiet: str
) -> None:
    assert quiet not in str(ids(ask()))


@pytest.mark.parametrize(
    ("verdict", "expected"),
    [
        ("contradicted", {"zhu-visits-us:date", "growth:claim"}),
        ("reconciled", {"zhu-visits-us:date-2"}),
        ("superseded", {"sold-72:claim"}),
        ("open", {"zhu:born", "came-on-7:claim", "lunch:outside-whole"}),
        ("partly", set()),
    ],
)
def test_a_verdict_is_that_of_the_conflict(
    ask: Callable[..., Conflicts], verdict: str, expected: set[str]
) -> None:
    assert set(ids(ask(verdict=(verdict,)))) == expected


def test_several_verdicts_are_alternatives(ask: Callable[..., Conflicts]) -> None:
    assert len(ids(ask(verdict=("reconciled", "superseded")))) == 2


def test_an_unknown_verdict_is_an_error_that_names_the_known_ones(ask: Callable[..., Conflicts]) -> None:
    with pytest.raises(UnknownValue, match="reconciled"):
        ask(verdict=("unverified",))


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"person": ("Zhu Rongji",)}, {"zhu-visits-us:date", "zhu-visits-us:date-2", "zhu:born"}),
        ({"person": ("Zhang",)}, {"sold-72:claim", "came-on-7:claim"}),
        ({"topic": ("wto",)}, {"zhu-visits-us:date", "zhu-visits-us:date-2"}),
        ({"person": ("Zhu Rongji",), "topic": ("wto",)}, {"zhu-visits-us:date", "zhu-visits-us:date-2"}),
        ({"person": ("Zhu Rongji",), "kind": ("person",)}, {"zhu:born"}),
        ({"kind": ("visit",)}, {"zhu-visits-us:date", "zhu-visits-us:date-2"}),
        ({"kind": ("claim",)}, {"sold-72:claim", "came-on-7:claim", "growth:claim"}),
        (
            {"source": ("yu",)},
            {"zhu-visits-us:date", "zhu-visits-us:date-2", "sold-72:claim", "growth:claim"},
        ),
        ({"start": "1999-04-10", "end": "1999-04-30"}, {"zhu-visits-us:date", "zhu-visits-us:date-2"}),
        ({"start": "1999-06"}, {"came-on-7:claim", "lunch:outside-whole"}),
    ],
)
def test_filters_narrow_what_is_shown(
    ask: Callable[..., Conflicts], filters: dict[str, Any], expected: set[str]
) -> None:
    assert set(ids(ask(**filters))) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("ministry", {"zhu-visits-us:date", "zhu-visits-us:date-2"}),
        ("Zhu born", {"zhu:born"}),
        ("38 jets", {"sold-72:claim"}),
        ("nothing-of-the-kind", set()),
        ("zhu-visits-us", {"zhu-visits-us:date", "zhu-visits-us:date-2"}),
        ("sold-38", {"sold-72:claim"}),
    ],
)
def test_words_or_an_id_narrow_what_is_shown(
    ask: Callable[..., Conflicts], words: str, expected: set[str]
) -> None:
    assert set(ids(ask(words))) == expected


def test_an_id_gives_the_conflicts_of_what_refers_to_it(index_of: Callable[[str], Index]) -> None:
    index = index_of(CORPUS.replace("zhu", "zhu-rongji").replace("zhu-rongji-visits-us", "zhu-visits-us"))
    answer = ask_conflicts(index, "zhu-rongji", Filters())
    assert set(ids(answer)) == {"zhu-visits-us:date", "zhu-visits-us:date-2", "zhu-rongji:born"}
    assert set(ids(ask_conflicts(index, "zhu-rongji", Filters(kind=("person",))))) == {"zhu-rongji:born"}


@pytest.mark.parametrize("words", ["a:b", "'; DROP TABLE record", "者" * 50])
def test_text_is_no_error(ask: Callable[..., Conflicts], words: str) -> None:
    ask(words)


def test_a_limit_bounds_what_is_shown_but_not_what_is_counted(ask: Callable[..., Conflicts]) -> None:
    answer = ask(limit=2)
    assert ids(answer) == EVERYTHING[:2]
    assert (answer.total, answer.total_is_exact) == (7, True)
    assert answer.verdicts == ask().verdicts
    assert sum(answer.verdicts.values()) == 7


def test_the_count_stops_where_there_are_very_many_and_says_so(
    ask: Callable[..., Conflicts], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(conflicts, "COUNTED", 3)
    answer = ask(limit=2)
    assert ids(answer) == EVERYTHING[:2]
    assert (answer.total, answer.total_is_exact) == (3, False)
    assert len(ids(ask(limit=6))) == 6
    assert ask(limit=7).total_is_exact


def test_the_latest_first_if_asked(ask: Callable[..., Conflicts]) -> None:
    answer = ask(kind=("event",), sort="-date")
    assert ids(answer) == ["zhu-visits-us:date", "zhu-visits-us:date-2", "lunch:outside-whole"]
    assert ids(ask(sort="-date"))[0] == "zhu:born"


def test_a_rule_with_too_much_to_read_says_so(
    ask: Callable[..., Conflicts], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert ask().unread == ()
    monkeypatch.setattr(conflicts, "MOST", 0)
    answer = ask()
    assert "lunch:outside-whole" not in ids(answer)
    assert ("outside-whole", 0, 1) in [(one.rule, one.read, one.total) for one in answer.unread]


def test_a_corpus_without_conflicts_has_none(index_of: Callable[[str], Index]) -> None:
    index = index_of("events: [{id: a, title: A, date: 1999}]")
    assert ask_conflicts(index, "", Filters()).conflicts == ()


def test_a_claim_against_itself_or_against_what_is_not_there_is_no_conflict(
    index_of: Callable[[str], Index],
) -> None:
    index = index_of("claims: [{id: a, text: A., contradicts: [a, nowhere]}]")
    assert ask_conflicts(index, "", Filters()).conflicts == ()


def test_one_that_names_the_other_is_enough(index_of: Callable[[str], Index]) -> None:
    index = index_of("claims: [{id: b, text: B., contradicts: [a]}, {id: a, text: A.}]")
    assert ids(ask_conflicts(index, "", Filters())) == ["a:claim"]


@pytest.mark.parametrize("others", ["[]", "[wto]"])
@pytest.mark.parametrize(("unmarked", "of_others"), [(30, 0), (0, 30)])
def test_it_does_not_matter_what_is_rarer_the_mark_or_what_is_asked_for(
    index_of: Callable[[str], Index], unmarked: int, of_others: int, others: str
) -> None:
    """A person of many events of which few have conflicts, and conflicts of which few are the person's."""
    statements = "conflicts: [{on: date, statements: [{says: 1999}, {says: 2000}]}]"
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


def test_records_that_cite_a_source_are_read_once_for_all_its_entries(
    index_of: Callable[[str], Index], monkeypatch: pytest.MonkeyPatch
) -> None:
    entries = ", ".join(f"May {day}" for day in (9, 8, 12, 11, 15, 14))
    index = index_of(
        "sources: [{id: s, title: S, sections:"
        f" [{{title: A, from: 1999-01, to: 1999-04, entries: [{entries}]}}]}}]\n"
        "events: [{id: e, date: 1999-05-08, title: T, evidence: [{source: s, at: 'A, May 8'}],"
        " conflicts: [{on: place, statements: [{says: a}, {says: b}]}]}]\n"
    )
    (source,) = by_ids(index, "source", ["s"])
    assert isinstance(source, Source)
    scopes: list[Scope] = []

    def counted(index: Index, scope: Scope, most: int) -> list[int]:
        scopes.append(scope)
        return first_numbers(index, scope, most)

    monkeypatch.setattr(citing, "first_numbers", counted)
    found = list(entry_outside_period.find(index, [source]))
    assert [dispute.recorded_on for dispute in found] == [(), ("e",), (), (), (), ()]
    assert len(scopes) == 1
