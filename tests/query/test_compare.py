from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sinoru.model.errors import AmbiguousValue, NotHonoured, UnknownValue, WrongUsage, WrongValue
from sinoru.model.records import Figure
from sinoru.query import parallels, tellings
from sinoru.query.compare import ask_compare
from sinoru.query.filters import NO_FILTERS, Filters
from sinoru.query.parallels import dates_agree, figures_agree

if TYPE_CHECKING:
    from collections.abc import Callable

    from sinoru.index.index import Index
    from sinoru.query.analysis_answers import Comparison, Difference

CORPUS = """\
sources:
  - {id: gazette, title: The Gazette, authors: ["Hall, Ann"], published: 1901}
  - {id: ledger, title: The Ledger, authors: ["Reed, Tom"], published: 1902}
  - {id: almanac, title: The Almanac, authors: ["Reed, Tom"], published: 1903}
places: [{id: york, name: York}, {id: hull, name: Hull}]
people:
  - id: mary-cole
    name: Mary Cole
    offices:
      - {title: Mayor, from: 1900-01-01, to: 1902-01-01, evidence: [{source: gazette, at: "p. 4"}]}
      - {title: Mayor, from: 1900-01-01, to: 1903-01-01, evidence: [{source: ledger, at: "p. 5"}]}
      - {title: Warden, from: 1905, evidence: [{source: ledger}]}
  - {id: john-dale, name: John Dale, born: 1850, evidence: [{source: gazette}, {source: ledger}]}
events:
  - id: opening
    date: 1900-05-01
    title: The bridge is opened
    participants: [{person: mary-cole, role: host}]
    places: [york]
    evidence: [{source: gazette, at: "p. 1"}, {source: ledger, at: "p. 2", terms: [bridge]}]
  - id: fire
    date: 1900-06-01
    title: A mill burns down
    evidence: [{source: ledger, at: "p. 3"}]
    conflicts:
      - field: date
        statements:
          - {value: 1900-06-01, stands: true, evidence: [{source: ledger, at: "p. 3"}]}
          - {value: 1900-06-02, evidence: [{source: gazette, at: "p. 2"}]}
        why: the mill's own papers have the first
  - id: visit-in-gazette
    date: 1900-07-03
    title: John Dale visits the York docks
    kind: visit
    participants: [{person: john-dale, role: visitor}]
    places: [york]
    evidence: [{source: gazette, at: "p. 6"}]
  - id: visit-in-ledger
    date: 1900-07-09
    title: Dale visits the docks of York
    kind: visit
    participants: [{person: john-dale, role: visitor}]
    places: [york]
    evidence: [{source: ledger, at: "p. 7"}]
  - id: meeting-in-gazette
    date: 1900-08-01
    title: The mayor receives a delegation
    kind: meeting
    participants: [{person: mary-cole, role: host}, {person: john-dale, role: visitor}]
    evidence: [{source: gazette, at: "p. 8"}]
  - id: meeting-in-ledger
    date: 1900-08-01
    title: Talk of a new harbour at the town hall
    kind: meeting
    participants: [{person: mary-cole, role: host}, {person: john-dale, role: visitor}]
    evidence: [{source: ledger, at: "p. 9"}]
  - {id: strike, date: 1901, title: Dockers strike, places: [hull], evidence: [{source: gazette}]}
  - {id: flood, date: 1902-02, title: The river floods, places: [hull], evidence: [{source: ledger}]}
  - {id: frost, date: 1904, title: A hard frost, evidence: [{source: almanac}]}
claims:
  - id: cost-in-gazette
    text: The bridge cost 40,000 pounds.
    kind: figure
    about: [opening]
    figure: {value: 40000, unit: pounds, of: cost of the bridge}
    evidence: [{source: gazette, at: "p. 1"}]
  - id: cost-in-ledger
    text: The bridge cost 52,000 pounds.
    kind: figure
    about: [opening]
    figure: {value: 52000, unit: Pounds, of: the bridge's cost}
    evidence: [{source: ledger, at: "p. 2"}]
  - id: length-in-gazette
    text: The bridge is at least 300 feet long.
    kind: figure
    about: [opening]
    figure: {value: 300, unit: feet, of: length of the bridge, comparison: at least}
    evidence: [{source: gazette}]
  - id: length-in-ledger
    text: The bridge is 312 feet long.
    kind: figure
    about: [opening]
    figure: {value: 312, unit: feet, of: length of the bridge}
    evidence: [{source: ledger}]
  - id: first-of-its-kind
    text: The bridge was the first of its kind.
    about: [opening]
    evidence: [{source: gazette}]
    conflicts:
      - field: text
        statements:
          - claim: first-of-its-kind
          - {value: Hull had one, stands: true, evidence: [{source: ledger, at: "p. 12"}]}
  - id: well-liked
    text: The mayor was well liked.
    about: [mary-cole]
    evidence: [{source: gazette}]
    assessment: {verdict: supported, why: so says the other, evidence: [{source: ledger}]}
"""


@pytest.fixture
def ask(index_of: Callable[[str], Index]) -> Callable[..., Comparison]:
    index = index_of(CORPUS)

    def asked(*words: str, **filters: Any) -> Comparison:
        return ask_compare(index, words or ("gazette", "ledger"), Filters(**filters))

    return asked


def new_in(answer: Comparison) -> dict[str, Difference]:
    return {one.id: one for one in answer.differ if not one.is_recorded}


def test_a_record_with_evidence_of_both_is_told_by_both(ask: Callable[..., Comparison]) -> None:
    both = {one.a.id: one for one in ask().both if one.a.id == one.b.id}
    assert set(both) == {"opening", "john-dale", "well-liked"}
    assert (
        [one.at for one in both["opening"].a.evidence],
        [one.at for one in both["opening"].b.evidence],
    ) == (
        ["p. 1"],
        ["p. 2"],
    )


def test_what_one_source_says_and_the_other_does_not(ask: Callable[..., Comparison]) -> None:
    answer = ask()
    assert [one.id for one in answer.only_a] == ["strike"]
    assert [(one.id, one.kind, one.title) for one in answer.only_b] == [
        ("flood", "event", "The river floods"),
        ("mary-cole", "office", "Mary Cole: Warden"),
    ]


def test_a_recorded_conflict_in_which_both_speak_is_a_difference(ask: Callable[..., Comparison]) -> None:
    recorded = {one.record: one for one in ask().differ if one.is_recorded}
    assert set(recorded) == {"fire", "first-of-its-kind"}
    fire = recorded["fire"]
    assert [(one.value, one.sources, one.stands) for one in fire.statements] == [
        ("1900-06-01", ("ledger",), True),
        ("1900-06-02", ("gazette",), False),
    ]
    assert (fire.id, fire.question, fire.state) == ("fire:date", "When? A mill burns down", "settled")


def test_two_events_of_one_happening_differ_in_their_dates_or_are_told_by_both(
    ask: Callable[..., Comparison],
) -> None:
    answer = ask()
    visit = new_in(answer)["visit-in-gazette-date"]
    assert [ref.id for ref in visit.about] == ["visit-in-gazette", "visit-in-ledger"]
    assert [(one.value, one.sources, one.evidence[0].at) for one in visit.statements] == [
        ("1900-07-03", ("gazette",), "p. 6"),
        ("1900-07-09", ("ledger",), "p. 7"),
    ]
    (meeting,) = (one for one in answer.both if one.a.kind == "event" and one.a.id != one.b.id)
    assert (meeting.a.id, meeting.b.id) == ("meeting-in-gazette", "meeting-in-ledger")
    assert {ref.name for ref in meeting.shared} == {"Mary Cole", "John Dale"}


def test_figures_of_one_unit_differ_unless_both_can_be_right(ask: Callable[..., Comparison]) -> None:
    answer = ask()
    cost = new_in(answer)["opening-pounds"]
    assert [(one.value, one.claim) for one in cost.statements] == [
        ("40000", "cost-in-gazette"),
        ("52000", "cost-in-ledger"),
    ]
    assert (cost.question, cost.field) == ("How many pounds? cost of the bridge", "figure")
    assert ("length-in-gazette", "length-in-ledger") in {(one.a.id, one.b.id) for one in answer.both}


def test_times_in_one_office_differ(ask: Callable[..., Comparison]) -> None:
    office = new_in(ask())["mary-cole-offices"]
    assert [one.value for one in office.statements] == [
        "1900-01-01/1902-01-01",
        "1900-01-01/1903-01-01",
    ]


def test_what_is_not_recorded_comes_first(ask: Callable[..., Comparison]) -> None:
    assert [one.is_recorded for one in ask().differ] == [False] * 3 + [True] * 2


@pytest.mark.parametrize(
    ("filters", "ids"),
    [
        ({"about": ("opening",)}, {"opening", "first-of-its-kind", "cost", "length"}),
        ({"kind": ("visit",)}, {"visit"}),
        ({"start": "1902"}, {"flood"}),
        ({"place": ("Hull",)}, {"strike", "flood"}),
        ({"person": ("Dale",), "kind": ("event",)}, {"visit", "meeting"}),
    ],
)
def test_filters_narrow_it(ask: Callable[..., Comparison], filters: dict[str, Any], ids: set[str]) -> None:
    answer = ask(**filters)
    found = [
        *(said.claim or one.record for one in answer.differ for said in one.statements),
        *(one.a.id for one in answer.both),
        *(one.id for one in (*answer.only_a, *answer.only_b)),
    ]
    assert {one.partition("-in-")[0] for one in found} == ids


def test_other_filters_are_refused(ask: Callable[..., Comparison]) -> None:
    with pytest.raises(NotHonoured):
        ask(source=("ledger",))


def test_a_limit_bounds_each_list_and_no_total(ask: Callable[..., Comparison]) -> None:
    cut, all_ = ask(limit=1), ask()
    assert cut.totals == all_.totals
    assert [len(one) for one in (cut.differ, cut.both, cut.only_a, cut.only_b)] == [1, 1, 1, 1]


@pytest.mark.parametrize(
    ("words", "a", "b"),
    [
        (("gazette", "ledger"), "gazette", "ledger"),
        (("Ann Hall", "The Ledger"), "gazette", "ledger"),
        (("Ann", "Hall", "the", "Ledger"), "gazette", "ledger"),
        (("Reed", "1903", "Hall"), "almanac", "gazette"),
    ],
)
def test_sources_are_named_by_id_or_words(
    ask: Callable[..., Comparison], words: tuple[str, ...], a: str, b: str
) -> None:
    answer = ask(*words)
    assert (answer.a.id, answer.b.id) == (a, b)


def test_sources_of_one_author_are_called_by_their_titles(ask: Callable[..., Comparison]) -> None:
    answer = ask("ledger", "almanac")
    assert (answer.a.name, answer.b.name) == ("The Ledger", "The Almanac")
    assert ask().a.name == "Ann Hall"


@pytest.mark.parametrize(
    ("words", "error", "message"),
    [
        (("gazette",), WrongUsage, "Two sources are compared. Give the ids or names of both."),
        (
            ("gazette", "Hall"),
            WrongUsage,
            "Both names are those of the source 'gazette'. Use the names of two sources.",
        ),
        (("gazette", "ledgr"), UnknownValue, "No source 'ledgr' in this corpus. Did you mean 'ledger'?"),
        (("gazette", "The", "Bugle"), UnknownValue, "No source 'Bugle' in this corpus."),
        (
            ("gazette", "opening"),
            WrongValue,
            "'opening' is the id of an event, not of a source. To see which sources it cites: sinoru cite opening",
        ),
        (
            ("gazette", "Reed"),
            AmbiguousValue,
            "'Reed' matches 2 sources: The Almanac (almanac), The Ledger (ledger). Use one of these ids.",
        ),
    ],
)
def test_wrong_names_are_refused(
    ask: Callable[..., Comparison], words: tuple[str, ...], error: type[Exception], message: str
) -> None:
    with pytest.raises(error) as raised:
        ask(*words)
    assert type(raised.value) is error
    assert str(raised.value) == message


def test_what_is_not_read_is_reported(
    ask: Callable[..., Comparison], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert ask().is_complete
    monkeypatch.setattr(tellings, "MOST", 2)
    answer = ask()
    assert not answer.is_complete
    assert (answer.a.read < answer.a.records, answer.b.read < answer.b.records) == (True, True)


def test_what_is_like_too_much_is_not_compared_and_that_is_reported(
    ask: Callable[..., Comparison], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parallels, "MOST_ALIKE", 0)
    answer = ask()
    assert not answer.is_complete
    assert all(one.is_recorded for one in answer.differ)


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        ("1999-05-08", "1999-05-08", True),
        ("1999-05-08", "1999-05-07", False),
        ("1999-05", "1999-05-08", True),
        ("1999-03", "1999-04-06/1999-04-14", False),
        ("1999-06-07/1999-06-17", "1999-06-09", True),
        ("1999-06-07/1999-06-17", "1999-06-07/1999-06-16", False),
        ("1999-05~", "1999-07-01", True),
        ("1999-05-08/..", "1999-05-08/1999-06-01", True),
        ("", "1999", True),
    ],
)
def test_dates_agree_if_both_can_be_right(one: str, other: str, *, agree: bool) -> None:
    assert dates_agree(one, other) is agree
    assert dates_agree(other, one) is agree


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        (("40", ""), ("40.0", "exactly"), True),
        (("40", ""), ("41", ""), False),
        (("40", "at least"), ("72", ""), True),
        (("40", "at most"), ("72", ""), False),
        (("40", "about"), ("43", ""), True),
        (("40", "about"), ("50", ""), False),
        (("50", "30 to 50"), ("35", ""), True),
        (("50", "30 to 50"), ("72", ""), False),
        (("many", ""), ("40", ""), False),
    ],
)
def test_figures_agree_if_both_can_be_right(
    one: tuple[str, str], other: tuple[str, str], *, agree: bool
) -> None:
    first, second = (Figure(value=value, comparison=comparison) for value, comparison in (one, other))
    assert figures_agree(first, second) is agree
    assert figures_agree(second, first) is agree


SOURCES = st.lists(st.sampled_from(["one", "two", "three"]), min_size=1, max_size=3, unique=True)


@st.composite
def corpora(draw: st.DrawFn) -> str:
    """Draw a corpus of events and claims that cite two sources, one or both, with some conflicts."""
    lines = ["sources: [{id: one, title: One}, {id: two, title: Two}, {id: three, title: Three}]"]
    lines += ["people: [{id: p0, name: Ann}, {id: p1, name: Ben}]", "events:"]
    lines.append("  - {id: root, date: 1900, title: Root}")
    for number in range(draw(st.integers(0, 7))):
        cited = ", ".join(f"{{source: {id_}}}" for id_ in draw(SOURCES))
        who = ", ".join(
            f"{{person: {id_}}}" for id_ in draw(st.lists(st.sampled_from(["p0", "p1"]), unique=True))
        )
        lines.append(
            f"  - {{id: e{number}, date: 1900-01-{draw(st.integers(1, 9)):02}, kind: visit,"
            f" title: {draw(st.sampled_from(['A visit to York', 'A visit to Hull', 'Rain']))},"
            f" participants: [{who}], evidence: [{cited}]}}"
        )
    lines.append("claims:")
    lines.append("  - {id: c-root, text: Nothing}")
    for number in range(draw(st.integers(0, 6))):
        cited = ", ".join(f"{{source: {id_}}}" for id_ in draw(SOURCES))
        against = draw(st.sampled_from(["", "c0", "c1"]))
        lines.append(
            f"  - {{id: c{number}, text: Claim {number}, kind: figure, about: [root],"
            f" figure: {{value: {draw(st.integers(1, 3))}, unit: ships, of: the fleet}}, evidence: [{cited}]"
            + (
                f", conflicts: [{{field: text, statements: [{{claim: c{number}}}, {{claim: {against}}}]}}]}}"
                if against and against != f"c{number}"
                else "}"
            )
        )
    return "\n".join(lines) + "\n"


def keys_of(answer: Comparison) -> list[list[str]]:
    """Return the ids of the records in each list."""
    differ = [
        id_
        for one in answer.differ
        for id_ in ([said.claim for said in one.statements if said.claim] or [ref.id for ref in one.about])
    ]
    both = [id_ for one in answer.both for id_ in {one.a.id, one.b.id}]
    return [differ, both, [one.id for one in answer.only_a], [one.id for one in answer.only_b]]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(corpora())
def test_a_comparison_mirrors_the_other_way_round_and_has_each_record_in_one_list(
    index_of: Callable[[str], Index], text: str
) -> None:
    index = index_of(text)
    answer, mirror = (ask_compare(index, names, NO_FILTERS) for names in (("one", "two"), ("two", "one")))
    assert (answer.a, answer.b) == (mirror.b, mirror.a)
    assert (answer.only_a, answer.only_b) == (mirror.only_b, mirror.only_a)
    assert {(one.a, one.b, one.shared) for one in answer.both} == {
        (one.b, one.a, one.shared) for one in mirror.both
    }
    assert [(one.id, one.question, [said.value for said in one.statements]) for one in answer.differ] == [
        (one.id, one.question, [said.value for said in one.statements]) for one in mirror.differ
    ]
    differ, both, only_a, only_b = keys_of(answer)
    for listed in (both, only_a, only_b):
        assert len(listed) == len(set(listed))
    everywhere = [*set(differ), *both, *only_a, *only_b]
    assert len(everywhere) == len(set(everywhere))
    cited = {id_ for id_ in everywhere if id_ not in ("root", "c-root")}
    query = "SELECT id, body FROM record WHERE kind IN ('event', 'claim')"
    assert cited >= {
        id_
        for id_, body in index.rows(query)
        if b'"source":"one"' in bytes(body) or b'"source":"two"' in bytes(body)
    }


def test_figures_that_a_conflict_has_are_no_second_difference(index_of: Callable[[str], Index]) -> None:
    recorded = """\
  - id: bridge
    date: 1900-05-01
    title: The bridge
    conflicts:
      - field: figure
        statements:
          - {value: "cost 40,000 pounds", evidence: [{source: gazette}]}
          - {value: "cost 52,000 pounds", evidence: [{source: ledger}]}
"""
    text = CORPUS.replace("  - id: opening\n", f"{recorded}  - id: opening\n").replace(
        "    about: [opening]\n    figure: {value: 4", "    about: [bridge, opening]\n    figure: {value: 4"
    )
    text = text.replace(
        "    about: [opening]\n    figure: {value: 5", "    about: [bridge, opening]\n    figure: {value: 5"
    )
    answer = ask_compare(index_of(text), ("gazette", "ledger"), NO_FILTERS)
    assert "opening-pounds" not in new_in(answer)
    (cost,) = (one for one in answer.differ if one.record == "bridge")
    assert [said.claim for said in cost.statements] == ["cost-in-gazette", "cost-in-ledger"]


def test_sources_that_make_the_same_statement_do_not_differ(index_of: Callable[[str], Index]) -> None:
    text = CORPUS.replace(
        "        why: the mill",
        "          - {value: 1900-06-01, by: mary-cole, evidence: [{source: almanac}]}\n        why: the mill",
    )
    answer = ask_compare(index_of(text), ("ledger", "almanac"), NO_FILTERS)
    assert [one.record for one in answer.differ] == []
    assert "fire" in {one.a.id for one in answer.both}


RECONCILED = """\
sources: [{id: gazette, title: The Gazette}, {id: ledger, title: The Ledger}]
events:
  - id: launch
    date: 1901-06
    title: The Stella is launched
    evidence: [{source: gazette}]
    conflicts:
      - field: date
        statements:
          - {value: 1901-06, stands: true, evidence: [{source: gazette}]}
          - {value: summer of 1901, stands: true, evidence: [{source: ledger}]}
claims:
  - {id: put-out-by-two, text: Two men put the fire out., about: [launch], evidence: [{source: gazette}]}
  - {id: put-out-by-crew, text: The crew of the Stella did it., about: [launch], evidence: [{source: ledger}]}
conflicts:
  - id: who-put-it-out
    question: Who put the fire out?
    about: [launch]
    statements: [{claim: put-out-by-two, stands: true}, {claim: put-out-by-crew, stands: true}]
    why: the two were of the crew
"""


def test_what_a_conflict_reconciles_is_told_by_both(index_of: Callable[[str], Index]) -> None:
    answer = ask_compare(index_of(RECONCILED), ("gazette", "ledger"), NO_FILTERS)
    assert (answer.differ, answer.only_a, answer.only_b) == ((), (), ())
    assert {(one.a.id, one.b.id) for one in answer.both} == {
        ("launch", "launch"),
        ("put-out-by-two", "put-out-by-crew"),
    }


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("The Stella carried forty men to Hull.", "The Stella carried fifty men to Hull.", False),
        (
            "The Stella sailed from York to Hull in June.",
            "The Stella sailed from York to Hull in July.",
            False,
        ),
        (
            "The Stella was lost near the coast of Hull.",
            "The Stella was not lost near the coast of Hull.",
            False,
        ),
        ("The Stella carried 40 men to Hull.", "The Stella carried 40 men to Hull in 1901.", True),
    ],
)
def test_sentences_that_differ_in_a_number_or_a_not_are_not_the_same(
    index_of: Callable[[str], Index], one: str, other: str, *, same: bool
) -> None:
    text = RECONCILED.partition("claims:")[0] + (
        f'claims:\n  - {{id: one, text: "{one}", about: [launch], evidence: [{{source: gazette}}]}}\n'
        f'  - {{id: other, text: "{other}", about: [launch], evidence: [{{source: ledger}}]}}\n'
    )
    answer = ask_compare(index_of(text), ("gazette", "ledger"), NO_FILTERS)
    assert ("one" in {told.a.id for told in answer.both}) == same
