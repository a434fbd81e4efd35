from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from sinoru.model.records import Evidence
from sinoru.query.analysis_answers import Conflicts, StatementBy
from sinoru.query.answers import CitedSource
from sinoru.render.conflicts import conflicts_document
from sinoru.render.document import Look
from tests.render.brief_output import LOOKS, printed
from tests.render.test_conflicts import ARTICLE, CLAIMS, DATE, MINISTRY, OPEN, UNREAD, in_state

if TYPE_CHECKING:
    from collections.abc import Callable

    from sinoru.query.analysis_answers import ConflictAnswer

CITED = {
    "yu": CitedSource(id="yu", by="Yu Bin", title="Article"),
    "mfa-page": CitedSource(id="mfa-page", by="", title="A page without an author"),
}


def shown(*conflicts: ConflictAnswer, **more: object) -> list[str]:
    answer = Conflicts(conflicts=conflicts, total=len(conflicts), cited=CITED)
    return printed(conflicts_document, replace(answer, **more))


@pytest.mark.parametrize("look", LOOKS)
def test_conflicts_look_as_kept(golden: Callable[[str, str], None], look: str) -> None:
    conflicts = (DATE, CLAIMS, OPEN, in_state("reconciled"))
    answer = Conflicts(conflicts=conflicts, total=len(conflicts), query="jets", cited=CITED)
    golden(f"conflicts-brief-{look}", "\n".join(printed(conflicts_document, answer, LOOKS[look])))


def test_a_conflict_is_its_question_its_statements_and_the_reason() -> None:
    assert shown(DATE)[2:-1] == [
        "6–14 April 1999  When? Zhu visits the United States  zhu-visits-us:date",
        "    ✗ March 1999 (inferred)  Yu Bin, Unrequited Love, 4",
        "    ✓ 6–14 April 1999  Foreign Ministry",
        "      the ministry dates it to April",
    ]


def test_the_first_line_counts_and_explains_the_marks_that_occur() -> None:
    assert shown(DATE, OPEN, query="zhu")[0] == (
        "2 conflicts on “zhu”: 1 settled, 1 open    ✓ stands  ✗ does not  ? open"
    )


def test_marks_that_do_not_tell_the_state_are_followed_by_its_word() -> None:
    assert shown(in_state("reconciled"))[-2] == "      all can be true: the ministry dates it to April"
    assert shown(OPEN)[-2] == "      open: the ministry dates it to April"


def test_a_settled_conflict_without_a_reason_has_no_line_for_it() -> None:
    assert len(shown(replace(DATE, why=""))) == len(shown(DATE)) - 1


def test_a_reason_that_is_one_of_the_statements_is_not_repeated() -> None:
    lines = shown(
        replace(CLAIMS, statements=(CLAIMS.statements[0], StatementBy(value=CLAIMS.why, stands=True)))
    )
    assert lines[-2] == "    ✓ the contracts had 38"


def test_a_source_is_named_by_author_and_passage_otherwise_by_title_or_id() -> None:
    two = (*ARTICLE.evidence, Evidence(source="yu", at="Unrequited Love, 5"), *MINISTRY.evidence)
    said = replace(ARTICLE, evidence=(*two, Evidence(source="lost", at="1")))
    line = shown(replace(DATE, statements=(said, MINISTRY)))[3]
    assert line.endswith("  Yu Bin, Unrequited Love, 4, 5; A page without an author; lost, 1")


def test_all_conflicts_are_counted_where_a_limit_cuts_them() -> None:
    lines = shown(OPEN, total=15, states={"open": 4, "settled": 11})
    assert lines[0].startswith("1 of 15 conflicts shown: 11 settled, 4 open")
    assert "--limit 2" in lines[-1]
    assert "--limit" not in shown(OPEN)[-1]


def test_what_is_not_shown_or_read_is_told() -> None:
    cut = shown(OPEN, total_is_exact=False)
    assert cut[0].startswith("1 of more than 1 conflict shown, of the first 1: 1 open")
    assert "--limit 2" in cut[-1]
    unread = shown(OPEN, unread=UNREAD)
    assert unread[0].startswith("at least 1 conflict: 1 open")
    assert "Only the first 20,000 of 75,000 conflicts were compared" in unread[-2]


def test_no_conflicts_are_said_to_be_none() -> None:
    assert shown() == ["No conflicts match."]


def test_with_full_everything_is_shown() -> None:
    answer = Conflicts(conflicts=(DATE,), total=1)
    assert "[mfa-page]" in "\n".join(printed(conflicts_document, answer, Look(full=True)))


def test_a_conflict_without_statements_is_its_question_alone() -> None:
    empty = replace(DATE, statements=(), state="open", why="")
    answer = Conflicts(conflicts=(empty,), total=1)
    lines = printed(conflicts_document, answer, LOOKS["80"])
    assert any("Zhu visits the United States" in line for line in lines)
