from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from sinoru.model.records import Assessment, Evidence
from sinoru.query.analysis_answers import ConflictAnswer, Conflicts, StatementBy, Unread
from sinoru.query.answers import Ref
from sinoru.query.filters import CONFLICT_VERDICTS
from sinoru.render.document import ASCII
from sinoru.render.full.conflicts import conflicts_document
from sinoru.render.layout import plain_lines

if TYPE_CHECKING:
    from collections.abc import Callable

ARTICLE = StatementBy(
    says="1999-03",
    authors=("Yu, Bin",),
    certainty="implied",
    evidence=(Evidence(source="yu", at="Unrequited Love, 4"),),
)
MINISTRY = StatementBy(
    says="1999-04-06/1999-04-14",
    by=Ref(id="mfa", name="Foreign Ministry"),
    evidence=(Evidence(source="mfa-page"),),
)
DATE = ConflictAnswer(
    id="zhu-visits-us:date",
    record="zhu-visits-us",
    kind="event",
    on="date",
    title="Zhu visits the United States",
    date="1999-04-06/1999-04-14",
    statements=(ARTICLE, MINISTRY),
    verdict="contradicted",
    why="the ministry dates it to April",
    evidence=(Evidence(source="mfa-page", terms=("April",)),),
)
CLAIMS = ConflictAnswer(
    id="sold-72:claim",
    record="sold-72",
    kind="claim",
    on="figure",
    title="Russia sells 72 jets.",
    date="",
    statements=(
        StatementBy(says="Russia sells 72 jets.", authors=("Yu, Bin",), claim="sold-72"),
        StatementBy(
            says="Russia sells 38 jets.",
            claim="sold-38",
            evidence=(Evidence(source="janes"),),
            assessment=Assessment(verdict="supported", why="so the contract says"),
        ),
    ),
    verdict="superseded",
    about=(Ref(id="deal", name="The jets deal"),),
    why="the contracts had 38",
)
RULE = replace(DATE, verdict="open", why="", evidence=(), found_by="outside-whole")


def shown(*conflicts: ConflictAnswer, width: int | None = None, **more: object) -> str:
    answer = replace(Conflicts(conflicts=conflicts, total=len(conflicts)), **more)
    return "\n".join(plain_lines(conflicts_document(answer), width))


@pytest.mark.parametrize("width", [None, 40, 80])
def test_conflicts_look_as_kept(golden: Callable[[str, str], None], width: int | None) -> None:
    golden(f"conflicts-{width or 'pipe'}", shown(DATE, CLAIMS, RULE, width=width))


def test_statements_stand_below_one_another_with_a_mark_between() -> None:
    _, first, second, *_ = shown(DATE).splitlines()
    assert first == "    March 1999 — Yu, Bin (implied) [yu, Unrequited Love, 4]"
    assert second == "  ≠ 6–14 April 1999 — Foreign Ministry [mfa-page]"


def test_a_claim_stands_under_what_it_is_about() -> None:
    text = shown(CLAIMS)
    assert text.startswith("The jets deal · figure · sold-72\n")
    assert "supported: so the contract says" in text


@pytest.mark.parametrize("verdict", CONFLICT_VERDICTS)
def test_a_verdict_is_a_word_with_its_object_and_a_reason(verdict: str) -> None:
    line = shown(replace(DATE, verdict=verdict)).splitlines()[3]
    assert verdict in line
    assert line.endswith(": the ministry dates it to April [mfa-page]")


def test_a_mark_stands_before_the_statement_that_it_judges() -> None:
    statements = (replace(ARTICLE, stands=False), replace(MINISTRY, stands=True))
    _, first, second, verdict, *_ = shown(replace(DATE, statements=statements)).splitlines()
    assert first.startswith("  ✗ March 1999 ")
    assert second.startswith("  ✓ 6–14 April 1999 ")
    assert verdict.startswith("    “6–14 April 1999” stands; the other is contradicted: ")


@pytest.mark.parametrize(("verdict", "marks"), [("open", "??"), ("superseded", " ≠"), ("reconciled", "✓✓")])
def test_where_it_is_not_known_which_statement_is_true_none_is_marked_false(verdict: str, marks: str) -> None:
    stands = True if verdict == "reconciled" else None
    statements = tuple(replace(one, stands=stands) for one in (ARTICLE, MINISTRY))
    _, first, second, *_ = shown(replace(DATE, verdict=verdict, statements=statements)).splitlines()
    assert first[2] + second[2] == marks


def test_the_verdict_on_a_claim_names_the_claim() -> None:
    _, first, second, _, verdict, *_ = shown(CLAIMS).splitlines()
    assert first.startswith("  ↷ Russia sells 72 jets.")
    assert second.startswith("  ✓ Russia sells 38 jets.")
    assert verdict == "    sold-72 is superseded: the contracts had 38"


def test_a_reason_that_is_one_of_the_statements_is_not_repeated() -> None:
    text = shown(replace(DATE, statements=(ARTICLE, StatementBy(says=DATE.why))))
    assert text.count(DATE.why) == 1


def test_what_a_rule_found_names_the_rule() -> None:
    assert "found by rule outside-whole" in shown(RULE)
    assert "found by rule" not in shown(DATE)


def test_conflicts_are_counted_by_verdict() -> None:
    assert shown(DATE, RULE).splitlines()[-1] == "2 conflicts: 1 contradicted, 1 open"
    assert (
        shown(DATE, total_is_exact=False).splitlines()[-1] == "1 conflict: 1 contradicted; more are not shown"
    )
    assert shown() == "No conflicts match."


def test_what_was_not_read_is_told() -> None:
    text = shown(DATE, unread=(Unread(rule="outside-whole", read=20_000, total=75_000),))
    assert "Rule outside-whole: only the first 20,000 of 75,000 records were checked." in text


def test_a_total_that_may_be_higher_is_never_the_number_that_is_shown() -> None:
    unread = (Unread(rule="outside-whole", read=20_000, total=75_000),)
    answer = Conflicts(conflicts=(DATE,), total=4, total_is_exact=False, unread=unread)
    assert "1 of at least 4 conflicts shown: 1 " in "\n".join(plain_lines(conflicts_document(answer)))


def test_plain_characters_where_there_are_no_others() -> None:
    text = "\n".join(plain_lines(conflicts_document(Conflicts(conflicts=(DATE,), total=1), glyphs=ASCII)))
    assert text.isascii()
    assert "  != 6-14 April 1999 -- Foreign Ministry" in text
