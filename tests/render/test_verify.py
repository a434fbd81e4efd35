from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from sinoru.render.document import ASCII, Look
from sinoru.render.layout import plain_lines
from sinoru.render.verify import verify_document
from sinoru.verify.results import (
    Coverage,
    EvidenceCount,
    MissingEvidence,
    PrintedOtherwise,
    Uncovered,
    Verification,
)

if TYPE_CHECKING:
    from collections.abc import Callable

SOUND = Verification(
    source="harbour-1901",
    evidence=EvidenceCount(total=1204, found=1204),
    coverage=Coverage(passages=8, covered=8),
    front_matter=("The Harbour: Its Rise and Fall", "Ada Quill"),
)
FAULTY = Verification(
    source="harbour-1901",
    evidence=EvidenceCount(
        total=12,
        found=10,
        missing=(
            MissingEvidence(
                record="trade-fell",
                kind="event",
                at="The Long Pier, 3",
                terms_missing=("US$5.84 million", "72 spans"),
                found_at={"US$5.84 million": (), "72 spans": ("The Long Pier, 1", "Chronology, May 1")},
                path="corpus/events.yaml",
                line=18,
            ),
            MissingEvidence(
                record="oskar-brandt",
                kind="person",
                at="Chronology, May 11",
                terms_missing=("Brandtt",),
                found_at={"Brandtt": ("Chronology, April 2",)},
                path="corpus/people.yaml",
                line=7,
                fault="no such passage",
                nearest=("Chronology, May 1", "Chronology, April 2"),
            ),
        ),
    ),
    coverage=Coverage(
        passages=8,
        covered=7,
        uncovered=(
            Uncovered(at="Introduction, 2", text="Its council wanted three things, and got two of them."),
        ),
    ),
    printed_otherwise=(
        PrintedOtherwise(
            record="pier",
            at="Chronology, April 2",
            term="Brandt",
            printed="Brandtt",
            path="corpus/events.yaml",
            line=30,
        ),
    ),
    remarks=("the heading 'Implications' does not appear in this copy",),
)


def shown(answer: Verification, width: int | None = None) -> str:
    return "\n".join(plain_lines(verify_document(answer), width))


@pytest.mark.parametrize("width", [None, 60])
def test_faults_look_as_kept(golden: Callable[[str, str], None], width: int | None) -> None:
    golden(f"verify-{width or 'pipe'}", shown(FAULTY, width))


def test_a_sound_corpus_looks_as_kept(golden: Callable[[str, str], None]) -> None:
    golden("verify-sound", shown(SOUND))


def test_a_fault_begins_with_the_place_that_an_editor_jumps_to() -> None:
    assert "\ncorpus/events.yaml:18  event trade-fell" in shown(FAULTY)


def test_a_spelling_may_stand_anywhere() -> None:
    (missing, _) = FAULTY.evidence.missing
    anywhere = replace(FAULTY.evidence, missing=(replace(missing, at=""),))
    assert "trade-fell  anywhere in the source" in shown(replace(FAULTY, evidence=anywhere))


def test_a_source_that_nothing_cites_is_said_to_be_so() -> None:
    assert "no evidence cites it" in shown(replace(SOUND, evidence=EvidenceCount(total=0, found=0)))


def test_uncovered_passages_are_shown_whole() -> None:
    assert "Introduction, 2  Its council wanted three things, and got two of them." in shown(FAULTY)


def test_ascii_output_draws_with_ascii() -> None:
    assert "\n".join(plain_lines(verify_document(FAULTY, Look(ASCII)))).isascii()
