from __future__ import annotations

from typing import TYPE_CHECKING

from sinoru.model.records import Event, Evidence, Source
from sinoru.verify.answers import CitedPassage
from sinoru.verify.beside import passages_for

if TYPE_CHECKING:
    from collections.abc import Callable


def event(*evidence: tuple[str, tuple[str, ...]]) -> Event:
    pieces = tuple(Evidence(source="harbour-1901", at=at, terms=terms) for at, terms in evidence)
    other = Evidence(source="elsewhere", at="1", terms=("nothing",))
    return Event(id="x", date="1901", title="X", evidence=(*pieces, other))


def test_each_cited_passage_is_given_once_as_it_stands(copy_of: Callable[..., str], source: Source) -> None:
    record = event(
        ("Chronology, May 1", ("pier",)), ("Introduction, 1", ("herring",)), ("Chronology, May 1", ("done",))
    )
    assert passages_for(record, source, copy_of()) == (
        CitedPassage(at="Chronology, May 1", text="May 1, 1901: The pier is done."),
        CitedPassage(at="Introduction, 1", text="The town lived on herring, and 1,915 boats lay there."),
    )


def test_missing_terms_are_named_with_the_passage(copy_of: Callable[..., str], source: Source) -> None:
    record = event(("Chronology, May 1", ("door",)), ("Chronology, May 1", ("door", "light")))
    (passage,) = passages_for(record, source, copy_of())
    assert passage.terms_missing == ("door", "light")


def test_a_locator_that_names_no_passage_has_no_text(copy_of: Callable[..., str], source: Source) -> None:
    assert passages_for(event(("Chronology, May 9", ("pier",))), source, copy_of()) == (
        CitedPassage(at="Chronology, May 9", text="", terms_missing=("pier",)),
    )


def test_evidence_without_a_locator_gives_the_passages_with_its_terms(
    copy_of: Callable[..., str], source: Source
) -> None:
    (passage,) = passages_for(event(("", ("Norrhaven",))), source, copy_of())
    assert passage.at == "Chronology, March 3-9"
