from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import pytest

from sinoru.export.shapes import shape
from sinoru.model.errors import UnknownValue
from sinoru.verify.copies import UnreadableCopy
from sinoru.verify.verify import verify_source

if TYPE_CHECKING:
    from collections.abc import Callable

    from sinoru.index.index import Index
    from sinoru.verify.results import Verification

    Corpus = Callable[..., Index]
    CopyOf = Callable[..., str]

ID = "harbour-1901"


def summary(verification: Verification) -> list[tuple[str, str, tuple[str, ...], dict[str, tuple[str, ...]]]]:
    return [(one.record, one.at, one.terms_missing, one.found_at) for one in verification.evidence.missing]


def uncovered(verification: Verification) -> list[str]:
    return [one.at for one in verification.coverage.uncovered]


def test_all_evidence_is_found_and_all_passages_are_covered(corpus: Corpus, copy_of: CopyOf) -> None:
    verification = verify_source(corpus(), ID, copy_of())
    assert (verification.evidence.total, verification.evidence.found) == (10, 10)
    assert (verification.coverage.passages, verification.coverage.covered) == (8, 8)
    assert not summary(verification)
    assert not uncovered(verification)
    assert not verification.remarks


def test_a_wrong_term_is_told_with_the_line_of_its_record(corpus: Corpus, copy_of: CopyOf) -> None:
    verification = verify_source(corpus(("[herring]", "[whales]")), ID, copy_of())
    assert summary(verification) == [("trade-fell", "Introduction, 1", ("whales",), {"whales": ()})]
    (missing,) = verification.evidence.missing
    assert (missing.kind, missing.line, missing.path.endswith("all.yaml")) == ("event", 18, True)


def test_a_changed_figure_is_told(corpus: Corpus, copy_of: CopyOf) -> None:
    verification = verify_source(corpus(("5.48", "5.84")), ID, copy_of())
    assert summary(verification) == [
        ("trade-fell", "The Long Pier, 3", ("US$5.84 million",), {"US$5.84 million": ()})
    ]


def test_a_figure_changed_in_the_copy_is_told(corpus: Corpus, copy_of: CopyOf) -> None:
    verification = verify_source(corpus(), ID, copy_of(("5.48", "5.84")))
    assert [terms for _, _, terms, _ in summary(verification)] == [("US$5.48 million",)]


def test_a_moved_passage_is_told_with_the_place_where_it_stands_now(corpus: Corpus, copy_of: CopyOf) -> None:
    moved = copy_of(
        ("- (2) a light.\n\n", ""), ("opens the light.", "opens the door.\n\nJune 1, 1901: A light goes out.")
    )
    verification = verify_source(corpus(), ID, moved)
    assert ("pier", "The Long Pier, 2", ("light",), {"light": ("Chronology, June 1",)}) in summary(
        verification
    )
    assert uncovered(verification) == ["The Long Pier, 2", "Chronology, June 1"]


def test_a_term_in_another_passage_is_told_with_that_passage(corpus: Corpus, copy_of: CopyOf) -> None:
    verification = verify_source(corpus(('"The Long Pier, 1"', '"The Long Pier, 2"')), ID, copy_of())
    assert summary(verification) == [
        ("pier", "The Long Pier, 2", ("72 spans",), {"72 spans": ("The Long Pier, 1",)})
    ]
    assert uncovered(verification) == ["The Long Pier, 1"]


def test_a_locator_that_names_no_passage_is_told_with_the_nearest(corpus: Corpus, copy_of: CopyOf) -> None:
    verification = verify_source(corpus(("Chronology, May 1", "Chronology, May 11")), ID, copy_of())
    (missing,) = verification.evidence.missing
    assert (missing.fault, missing.terms_missing, missing.nearest[0]) == (
        "no such passage",
        ("done",),
        "Chronology, May 1",
    )


def test_a_passage_on_which_nothing_rests_is_given_with_its_text(corpus: Corpus, copy_of: CopyOf) -> None:
    verification = verify_source(
        corpus(), ID, copy_of(("opens the light.", "opens it.\n\nApril 9, 1901: Snow."))
    )
    (passage,) = verification.coverage.uncovered
    assert (passage.at, passage.text) == ("Chronology, April 9", "April 9, 1901: Snow.")


def test_evidence_in_every_part_of_a_record_counts(corpus: Corpus, copy_of: CopyOf) -> None:
    conflict = """    conflicts:
      - field: date
        statements:
          - {value: 1898, evidence: [{source: harbour-1901, at: "The Long Pier, 3", terms: ["1889"]}]}
    evidence:"""
    index = corpus(
        ("    title: The pier is built\n    evidence:", f"    title: The pier is built\n{conflict}")
    )
    assert [terms for _, _, terms, _ in summary(verify_source(index, ID, copy_of()))] == [("1889",)]


def test_a_spelling_that_a_record_declares_is_found_and_told(corpus: Corpus, copy_of: CopyOf) -> None:
    (told,) = verify_source(corpus(), ID, copy_of()).printed_otherwise
    assert (told.record, told.term, told.printed, told.at) == (
        "pier",
        "Brandt",
        "Brandtt",
        "Chronology, April 2",
    )


def test_a_name_said_to_be_printed_so_must_stand_in_the_source(corpus: Corpus, copy_of: CopyOf) -> None:
    index = corpus(("{text: Oskar Brandtt", "{text: Oscar Brandtt"))
    assert ("oskar-brandt", "", ("Oscar Brandtt",), {"Oscar Brandtt": ()}) in summary(
        verify_source(index, ID, copy_of())
    )


CLAIM = """claims:
  - id: trade-had-fallen
    text: Trade had fallen.
    quote: "{}"
    evidence:
      - {{source: harbour-1901, at: "Introduction, 1"}}
      - {{source: {}, at: "The Long Pier, 3"}}
"""


@pytest.mark.parametrize(
    "quote", ["trade had fallen 10.5%", "Mayor ... said that [it] had fallen", "herring"]
)
def test_a_quotation_that_stands_in_a_cited_passage_is_found(
    corpus: Corpus, copy_of: CopyOf, quote: str
) -> None:
    index = corpus(("events:\n", CLAIM.format(quote, ID) + "events:\n"))
    assert not summary(verify_source(index, ID, copy_of()))


def test_a_changed_quotation_is_told(corpus: Corpus, copy_of: CopyOf) -> None:
    index = corpus(("events:\n", CLAIM.format("trade had risen 10.5%", ID) + "events:\n"))
    assert [(record, terms) for record, _, terms, _ in summary(verify_source(index, ID, copy_of()))] == [
        ("trade-had-fallen", ("trade had risen 10.5%",))
    ]


def test_a_quotation_that_another_source_may_have_is_not_looked_for(corpus: Corpus, copy_of: CopyOf) -> None:
    index = corpus(("events:\n", CLAIM.format("trade had risen", "gazette") + "events:\n"))
    assert not summary(verify_source(index, ID, copy_of()))


def test_a_spelling_covers_no_passage(corpus: Corpus, copy_of: CopyOf) -> None:
    moved = copy_of(("- (2) a light.\n\n", ""))
    verification = verify_source(corpus(("[Oskar Brandtt]", "[Oskar]")), ID, moved)
    assert uncovered(verification) == ["The Long Pier, 2"]


def test_missing_evidence_keeps_the_order_of_the_files(corpus: Corpus, copy_of: CopyOf) -> None:
    verification = verify_source(corpus(), ID, copy_of(("72", "27"), ("herring", "cod"), ("10.5%", "5.10%")))
    lines = [one.line for one in verification.evidence.missing]
    assert len(lines) == 3
    assert lines == sorted(lines)


def test_an_unknown_source_is_told_with_the_nearest_id(corpus: Corpus, copy_of: CopyOf) -> None:
    with pytest.raises(UnknownValue, match="harbour-1901"):
        verify_source(corpus(), "harbour-1902", copy_of())


def test_a_record_of_another_kind_is_no_source(corpus: Corpus, copy_of: CopyOf) -> None:
    with pytest.raises(UnknownValue):
        verify_source(corpus(), "pier", copy_of())


def test_an_unreadable_copy_is_told(corpus: Corpus) -> None:
    with pytest.raises(UnreadableCopy):
        verify_source(corpus(), ID, "nowhere.txt")


def test_the_json_has_the_documented_shape(corpus: Corpus, copy_of: CopyOf) -> None:
    index = corpus(("[herring]", "[council]"))
    written = msgspec.json.decode(msgspec.json.encode(shape(verify_source(index, ID, copy_of()))))
    assert written["source"] == ID
    assert {key: written["evidence"][key] for key in ("total", "found")} == {"total": 10, "found": 9}
    (missing,) = written["evidence"]["missing"]
    assert {"record", "kind", "at", "terms_missing", "found_at", "path", "line"} <= set(missing)
    assert missing["found_at"] == {"council": ["Introduction, 2"]}
    assert written["coverage"] == {
        "passages": 8,
        "covered": 7,
        "uncovered": [
            {"at": "Introduction, 1", "text": "The town lived on herring, and 1,915 boats lay there."}
        ],
    }
