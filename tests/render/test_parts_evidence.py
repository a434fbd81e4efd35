from __future__ import annotations

from sinoru.model.records import Evidence
from sinoru.render.parts import citations


def cite(*evidence: tuple[str, str]) -> str:
    spans = citations(Evidence(source=source, at=at) for source, at in evidence)
    return "".join(span.text for span in spans)


def test_a_passage_is_cited_by_source_and_locator() -> None:
    assert cite(("yu-1999q2", "Chronology, May 10")) == "[yu-1999q2, Chronology, May 10]"


def test_a_source_without_locator_is_cited_alone() -> None:
    assert cite(("imf", "")) == "[imf]"


def test_passages_of_one_source_share_its_brackets() -> None:
    assert cite(("yu", "A, 1"), ("imf", ""), ("yu", "B, 2")) == "[yu, A, 1; B, 2] [imf]"


def test_what_rests_on_nothing_says_so() -> None:
    assert cite() == "[no source]"
