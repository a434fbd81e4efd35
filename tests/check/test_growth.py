"""Work grows with the length of a file, not with its square: steps are counted, no time is measured."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import pytest

from sinoru.check.checked_corpus import RecordStore
from sinoru.check.runner import check_files

if TYPE_CHECKING:
    from collections.abc import Callable

    from sinoru.model.records import Record

SMALL = 100
MOST_GROWTH = 2.6
"""How much more the second doubling may add than the first: 2 if steps are linear, 4 if they are quadratic."""


def listed(item: str, n: int) -> str:
    """Write a list in one line, which one reader reads at any length."""
    return f"[{', '.join(item.format(i) for i in range(n))}]"


def event(key: str, item: str, n: int) -> str:
    return f"events: [{{id: e, date: 1999-01-01, title: E, {key}: {listed(item, n)}}}]\n"


def titles_of_one_person(n: int) -> str:
    offices = listed("{{title: T{0}, org: o, from: 1990, to: 2000}}", n)
    people = f"people: [{{id: p, name: Li Peng, offices: {offices}}}]\n"
    parts = event("participants", "{{person: p, as: X{0}, as_org: o}}", n)
    return f"organisations: [{{id: o, name: O}}]\n{people}{parts}"


def titles_of_holders_of_one_organisation(n: int) -> str:
    people = listed("{{id: p{0}, name: N{0}, offices: [{{title: T, org: o, from: 1990, to: 2000}}]}}", n)
    parts = event("participants", "{{person: p{0}, as: Other {0}, as_org: o}}", n)
    return f"organisations: [{{id: o, name: O}}]\npeople: {people}\n{parts}"


def parts_of_one_organisation(n: int) -> str:
    organisations = listed("{{id: o{0}, name: O, part_of: whole}}", n)
    people = "people: [{id: p, name: Li Peng, offices: [{title: T, org: o0, from: 1990, to: 1995}]}]\n"
    parts = event("participants", "{{person: p, as: X, as_org: o{0}}}", n)
    return f"organisations: {organisations}\n{people}{parts}"


def locators_among_sections(n: int) -> str:
    sections = listed("{{title: Section {0}, paragraphs: 2}}", n)
    evidence = event("evidence", '{{source: s, at: "Section {0}, 7"}}', n)
    return f"sources: [{{id: s, title: S, sections: {sections}}}]\n{evidence}"


def references_of_one_record(n: int) -> str:
    return f"claims: {listed('{{id: claim-{0}, text: T}}', n)}\n" + event("places", "claim-{0}", n)


def periods_of_one_corpus(n: int) -> str:
    years = range(1000, 1000 + 2 * n, 2)
    periods = "".join(f"---\ncorpus: {{title: T, from: {year}, to: {year}}}\n" for year in years)
    return f"{periods}---\nevents: {listed('{{id: e{0}, date: 0{0:03}-01-01, title: E}}', n)}\n"


@pytest.mark.parametrize(
    "text",
    [
        titles_of_one_person,
        titles_of_holders_of_one_organisation,
        parts_of_one_organisation,
        locators_among_sections,
        periods_of_one_corpus,
    ],
)
def test_a_check_takes_steps_in_proportion_to_the_file(
    write: Callable[..., str], text: Callable[[int], str]
) -> None:
    def steps(n: int) -> int:
        path = write(text(n))
        return count_steps(lambda: check_files([path]))

    steps(10)  # what is loaded once
    one, two, four = steps(SMALL), steps(2 * SMALL), steps(4 * SMALL)
    assert four - two < MOST_GROWTH * (two - one)


def test_a_record_is_decoded_once_for_all_its_references(
    write: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    decoded: list[int] = []
    record = RecordStore.record

    def count(store: RecordStore, number: int) -> Record:
        decoded.append(number)
        return record(store, number)

    monkeypatch.setattr(RecordStore, "record", count)

    def decodings(n: int) -> int:
        decoded.clear()
        check_files([write(references_of_one_record(n))])
        return decoded.count(n)  # the event, which comes after its n claims

    assert decodings(200) == decodings(100) > 0


def count_steps(action: Callable[[], object]) -> int:
    """Count the lines of Python that run, each time that they do."""
    count = 0

    def trace(_frame: Any, event: str, _argument: Any) -> Any:
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        action()
    finally:
        sys.settrace(before)
    return count
