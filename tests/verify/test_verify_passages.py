from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sinoru.model.fields import Fields
from sinoru.model.records import Event, Evidence, Source
from sinoru.query.show import ask_show
from sinoru.verify.copies import read_copy
from sinoru.verify.results import CitedPassage
from sinoru.verify.verify import cited_passages
from sinoru.verify.verify import passages_for as passages_in

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sinoru.index.index import Index


def event(*evidence: tuple[str, tuple[str, ...]]) -> Event:
    pieces = tuple(Evidence(source="harbour-1901", at=at, terms=terms) for at, terms in evidence)
    other = Evidence(source="elsewhere", at="1", terms=("nothing",))
    return Event(id="x", date="1901", title="X", evidence=(*pieces, other))


def passages_for(record: Event, source: Source, path: str) -> tuple[CitedPassage, ...]:
    return passages_in(record, source, read_copy(path), Fields())


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


OTHER = """  - id: gazette
    title: The Gazette
people:
"""


@pytest.mark.parametrize("named", ["", "harbour-1901="])
def test_a_copy_is_set_beside_the_whole_record(
    corpus: Callable[..., Index], copy_of: Callable[..., str], named: str
) -> None:
    index, path = corpus(), copy_of()
    shown = ask_show(index, "oskar-brandt")
    beside = cited_passages(index, shown, [named + path])
    assert (beside.record, beside.line) == (shown.record, shown.line)
    (copy,) = beside.copies
    assert (copy.source, copy.path) == ("harbour-1901", path)
    assert [passage.at for passage in copy.passages] == ["The Long Pier, 3"]


def test_a_copy_is_taken_for_the_source_of_which_most_is_found_in_it(
    corpus: Callable[..., Index], copy_of: Callable[..., str]
) -> None:
    gazette = "      - {source: gazette, terms: [storm]}\n"
    index = corpus(
        ("people:\n", OTHER),
        ("    evidence:\n      - {source: harb", f"    evidence:\n{gazette}      - {{source: harb"),
    )
    (copy,) = cited_passages(index, ask_show(index, "pier"), [copy_of()]).copies
    assert copy.source == "harbour-1901"


def test_a_record_that_cites_nothing_has_nothing_beside_it(
    corpus: Callable[..., Index], copy_of: Callable[..., str]
) -> None:
    index = corpus()
    (copy,) = cited_passages(index, ask_show(index, "harbour-1901"), [copy_of()]).copies
    assert (copy.source, copy.passages) == ("", ())


def test_a_file_name_may_have_an_equals_sign(
    corpus: Callable[..., Index], copy_of: Callable[..., str], tmp_path: Path
) -> None:
    path = tmp_path / "a=b.txt"
    path.write_text(read_copy(copy_of()), encoding="utf-8")
    index = corpus()
    (copy,) = cited_passages(index, ask_show(index, "pier"), [str(path)]).copies
    assert copy.path == str(path)
    assert len(copy.passages) == 5
