from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from sinoru.model.records import Evidence
from sinoru.query.analysis_answers import ConflictAnswer, Conflicts, StatementBy, Unread
from sinoru.query.answers import Ref
from sinoru.render.document import ASCII
from sinoru.render.full.conflicts import conflicts_document
from sinoru.render.layout import plain_lines

if TYPE_CHECKING:
    from collections.abc import Callable

ARTICLE = StatementBy(
    value="1999-03",
    authors=("Yu, Bin",),
    certainty="inferred",
    evidence=(Evidence(source="yu", at="Unrequited Love, 4"),),
    stands=False,
)
MINISTRY = StatementBy(
    value="1999-04-06/1999-04-14",
    by=Ref(id="mfa", name="Foreign Ministry"),
    evidence=(Evidence(source="mfa-page"),),
    stands=True,
)
DATE = ConflictAnswer(
    id="zhu-visits-us:date",
    question="When? Zhu visits the United States",
    about=(Ref(id="zhu-visits-us", name="Zhu visits the United States"),),
    field="date",
    date="1999-04-06/1999-04-14",
    statements=(ARTICLE, MINISTRY),
    state="settled",
    why="the ministry dates it to April",
    evidence=(Evidence(source="mfa-page", terms=("April",)),),
    record="zhu-visits-us",
    kind="event",
)
CLAIMS = ConflictAnswer(
    id="how-many-jets",
    question="How many jets does Russia sell?",
    about=(Ref(id="deal", name="The jets deal"),),
    field="figure",
    date="",
    statements=(
        StatementBy(value="Russia sells 72 jets.", authors=("Yu, Bin",), claim="sold-72", stands=False),
        StatementBy(
            value="Russia sells 38 jets.", claim="sold-38", evidence=(Evidence(source="janes"),), stands=True
        ),
        StatementBy(value="38 fighters", authors=("Roe, Ann",), stands=True),
    ),
    state="settled",
    why="the contracts had 38",
    record="how-many-jets",
    kind="conflict",
)


def in_state(state: str) -> ConflictAnswer:
    """The conflict on the date in a state."""
    stands = {"open": (None, None), "settled": (False, True), "reconciled": (True, True)}[state]
    statements = zip(DATE.statements, stands, strict=True)
    return replace(DATE, state=state, statements=tuple(replace(one, stands=own) for one, own in statements))


OPEN = in_state("open")


def shown(*conflicts: ConflictAnswer, width: int | None = None, **more: object) -> str:
    answer = replace(Conflicts(conflicts=conflicts, total=len(conflicts)), **more)
    return "\n".join(plain_lines(conflicts_document(answer), width))


@pytest.mark.parametrize("width", [None, 40, 80])
def test_conflicts_look_as_kept(golden: Callable[[str, str], None], width: int | None) -> None:
    golden(f"conflicts-{width or 'pipe'}", shown(DATE, CLAIMS, OPEN, in_state("reconciled"), width=width))


def test_statements_are_marked_by_what_becomes_of_them() -> None:
    question, first, second, verdict, *_ = shown(DATE).splitlines()
    assert question == "When? Zhu visits the United States · 6–14 April 1999 · zhu-visits-us:date"
    assert first == "  ✗ March 1999 — Yu, Bin (inferred) [yu, Unrequited Love, 4]"
    assert second == "  ✓ 6–14 April 1999 — Foreign Ministry [mfa-page]"
    assert verdict == "    “6–14 April 1999” stands: the ministry dates it to April [mfa-page]"


def test_a_statement_names_the_claim_that_makes_it() -> None:
    assert "  ✗ Russia sells 72 jets — Yu, Bin sold-72 [no source]\n" in shown(CLAIMS)


def test_of_several_that_stand_all_are_named() -> None:
    assert "“Russia sells 38 jets” and “38 fighters” stand: the contracts had 38" in shown(CLAIMS)


@pytest.mark.parametrize(("state", "marks"), [("open", "??"), ("settled", "✗✓"), ("reconciled", "✓✓")])
def test_a_state_is_told_with_its_object_and_a_reason(state: str, marks: str) -> None:
    _, first, second, verdict, *_ = shown(in_state(state)).splitlines()
    assert first[2] + second[2] == marks
    words = {
        "open": "open",
        "settled": "“6–14 April 1999” stands",
        "reconciled": "all can be true",
    }
    assert verdict == f"    {words[state]}: the ministry dates it to April [mfa-page]"


def test_a_reason_that_is_one_of_the_statements_is_not_repeated() -> None:
    text = shown(replace(DATE, statements=(ARTICLE, StatementBy(value=DATE.why, stands=True))))
    assert text.count(DATE.why) == 2  # as the statement, and as what stands


def test_conflicts_are_counted_by_state() -> None:
    assert shown(DATE, OPEN).splitlines()[-1] == "2 conflicts: 1 open, 1 settled"
    assert shown(DATE, total_is_exact=False).splitlines()[-1] == "1 conflict: 1 settled; more are not shown"
    assert shown() == "No conflicts match."


UNREAD = (Unread(rule="conflicts", read=20_000, total=75_000),)


def test_what_was_not_read_is_told() -> None:
    assert "Only the first 20,000 of 75,000 conflicts were compared" in shown(DATE, unread=UNREAD)


def test_a_total_that_may_be_higher_is_never_the_number_that_is_shown() -> None:
    answer = Conflicts(conflicts=(DATE,), total=4, total_is_exact=False, unread=UNREAD)
    assert "1 of at least 4 conflicts shown: 1 " in "\n".join(plain_lines(conflicts_document(answer)))


def test_plain_characters_where_there_are_no_others() -> None:
    text = "\n".join(plain_lines(conflicts_document(Conflicts(conflicts=(DATE,), total=1), glyphs=ASCII)))
    assert text.isascii()
    assert "6-14 April 1999 -- Foreign Ministry" in text
