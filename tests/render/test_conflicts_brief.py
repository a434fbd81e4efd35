from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from sinoru.model.records import Evidence
from sinoru.query.analysis_answers import Conflicts, StatementBy, Unread
from sinoru.query.answers import CitedSource
from sinoru.render.conflicts import conflicts_document
from sinoru.render.document import Look
from tests.render.brief_output import LOOKS, printed
from tests.render.test_conflicts import ARTICLE, CLAIMS, DATE, MINISTRY, RULE

if TYPE_CHECKING:
    from collections.abc import Callable

    from sinoru.query.analysis_answers import ConflictAnswer

SETTLED = replace(DATE, statements=(replace(ARTICLE, stands=False), replace(MINISTRY, stands=True)))
OPEN = replace(DATE, verdict="open")


CITED = {
    "yu": CitedSource(id="yu", by="Yu Bin", title="Article"),
    "mfa-page": CitedSource(id="mfa-page", by="", title="A page without an author"),
}


def shown(*conflicts: ConflictAnswer, **more: object) -> list[str]:
    answer = Conflicts(conflicts=conflicts, total=len(conflicts), cited=CITED)
    return printed(conflicts_document, replace(answer, **more))


@pytest.mark.parametrize("look", LOOKS)
def test_conflicts_look_as_kept(golden: Callable[[str, str], None], look: str) -> None:
    conflicts = (SETTLED, DATE, CLAIMS, OPEN, RULE)
    answer = Conflicts(conflicts=conflicts, total=len(conflicts), query="jets", cited=CITED)
    golden(f"conflicts-brief-{look}", "\n".join(printed(conflicts_document, answer, LOOKS[look])))


def test_a_conflict_is_its_question_its_statements_and_the_reason() -> None:
    assert shown(SETTLED)[2:-1] == [
        "6–14 April 1999  When? Zhu visits the United States  zhu-visits-us",
        "    ✗ March 1999 (implied)  Yu Bin, Unrequited Love, 4",
        "    ✓ 6–14 April 1999  Foreign Ministry",
        "      the ministry dates it to April",
    ]


def test_the_first_line_counts_and_explains_the_marks_that_occur() -> None:
    assert shown(SETTLED, OPEN, query="zhu")[0] == (
        "2 conflicts on “zhu”: 1 settled, 1 open    ✓ stands  ✗ does not  ? open"
    )


def test_where_it_is_not_known_which_statement_stands_the_verdict_says_so() -> None:
    lines = shown(DATE)
    assert lines[0] == "1 conflict: 1 settled    · not judged"
    assert [line[4] for line in lines[3:5]] == ["·", "·"]
    assert lines[5] == "      one of these is contradicted: the ministry dates it to April"


def test_a_claim_is_judged_under_what_it_is_about() -> None:
    question, first, second, why = shown(CLAIMS)[2:-1]
    assert question == "Which claim stands? The jets deal  sold-72"
    assert (first[4], second[4]) == ("↷", "✓")
    assert why == "      the contracts had 38"


def test_a_reason_that_is_one_of_the_statements_is_not_repeated() -> None:
    lines = shown(replace(CLAIMS, statements=(CLAIMS.statements[0], StatementBy(says=CLAIMS.why))))
    assert lines[-2] == "      the first is superseded"


def test_what_a_rule_found_names_the_rule() -> None:
    assert shown(RULE)[-2] == "      open: found by rule outside-whole"


def test_a_source_is_named_by_author_and_passage_otherwise_by_title_or_id() -> None:
    two = (*ARTICLE.evidence, Evidence(source="yu", at="Unrequited Love, 5"), *MINISTRY.evidence)
    said = replace(ARTICLE, evidence=(*two, Evidence(source="lost", at="1")))
    line = shown(replace(DATE, statements=(said, MINISTRY)))[3]
    assert line.endswith("  Yu Bin, Unrequited Love, 4, 5; A page without an author; lost, 1")


def test_all_conflicts_are_counted_where_a_limit_cuts_them() -> None:
    lines = shown(OPEN, total=15, verdicts={"open": 4, "contradicted": 9, "partly": 2})
    assert lines[0].startswith("1 of 15 conflicts shown: 11 settled, 4 open")
    assert "--limit 2" in lines[-1]
    assert "--limit" not in shown(OPEN)[-1]


def test_what_is_not_shown_or_read_is_told() -> None:
    cut = shown(OPEN, total_is_exact=False)
    assert cut[0].startswith("1 of more than 1 conflict shown, of the first 1: 1 open")
    assert "--limit 2" in cut[-1]
    unread = shown(OPEN, unread=(Unread(rule="outside-whole", read=20_000, total=75_000),))
    assert unread[0].startswith("at least 1 conflict: 1 open")
    assert "only the first 20,000 of 75,000 records were checked" in unread[-2]


def test_no_conflicts_are_said_to_be_none() -> None:
    assert shown() == ["No conflicts match."]


def test_with_full_everything_is_shown() -> None:
    answer = Conflicts(conflicts=(DATE,), total=1)
    assert "[mfa-page]" in "\n".join(printed(conflicts_document, answer, Look(full=True)))
