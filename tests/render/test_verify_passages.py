from __future__ import annotations

from typing import TYPE_CHECKING

from sinoru.model.records import Place
from sinoru.render.document import ASCII, Look
from sinoru.render.layout import plain_lines
from sinoru.render.verify import passages_document
from sinoru.verify.results import CitedCopy, CitedPassage, CitedPassages

if TYPE_CHECKING:
    from collections.abc import Callable

PASSAGES = (
    CitedPassage(at="Chronology, May 1", text="The pier is done, and all the town comes to see it."),
    CitedPassage(at="Introduction, 1", text="The town lived on herring.", terms_missing=("whales",)),
    CitedPassage(at="Introduction, 9", text="", terms_missing=("council",)),
)


def beside(*copies: CitedCopy) -> CitedPassages:
    return CitedPassages(
        kind="place",
        record=Place(id="norrhaven", name="Norrhaven"),
        path="all.yaml",
        line=3,
        refs={},
        referred_by=(),
        copies=copies,
    )


COPY = CitedCopy(source="harbour-1901", path="harbour.txt", passages=PASSAGES)


def test_passages_beside_a_record_look_as_kept(golden: Callable[[str, str], None]) -> None:
    golden("beside", "\n".join(plain_lines(passages_document([beside(COPY), beside()]), 48)))


def test_a_copy_in_which_nothing_is_cited_is_told() -> None:
    lines = list(
        plain_lines(passages_document([beside(CitedCopy(source="", path="other.txt", passages=()))]))
    )
    assert lines[-1] == "The record cites nothing in other.txt"


def test_ascii_output_draws_with_ascii() -> None:
    assert "\n".join(plain_lines(passages_document([beside(COPY)], Look(ASCII)))).isascii()
