"""Numbers, dates, choices and ids of a corpus's own as filters of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.export.page.reader import ids

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

CORPUS = """\
corpus:
  format: 2
  fields:
    events:
      magnitude: {type: number, unit: Mw}
      depth: {type: number}
      first_seen: {type: date}
      felt: {type: choice, values: {weak: Weakly, strong: Strongly}}
      part: {type: event, label: caused by}
      district: {type: text}
      secret: {type: number, private: true}
    events.participants:
      minute: {type: number}
    claims:
      deaths: {type: number}
      felt: {type: choice, values: [slightly]}
people: [{id: ann, name: Ann Example}]
events:
  - {id: exact, date: 1999-01-02, title: Exact, magnitude: 6.5, depth: -3, felt: weak, first_seen: 1998-12-05}
  - {id: between, date: 1999-02-02, title: Between, magnitude: 5..7, depth: 10, first_seen: 1998-12, part: exact}
  - {id: least, date: 1999-03-02, title: At least, magnitude: ">=7", participants: [{person: ann, minute: 30..50}]}
  - {id: silent, date: 1999-04-02, title: Silent, felt: strong, district: Bath, secret: 4}
claims:
  - {id: toll, text: Forty died., kind: figure, deaths: ~40, felt: slightly, about: [exact]}
"""
EVENTS = "[data-part=events] article:not([hidden])"
CLAIMS = "[data-part=claims] article:not([hidden])"


@pytest.fixture
def page(make_page: Callable[..., Path], open_page: Callable[..., Page]) -> Page:
    return open_page(make_page(CORPUS))


def bound(page: Page, label: str, text: str) -> None:
    field = page.get_by_label(label, exact=True)
    field.fill(text)
    field.blur()


def status(page: Page) -> str:
    return page.get_by_role("status").inner_text()


def test_a_number_passes_where_it_may_be_within_the_bounds_and_is_marked_where_it_may_not(page: Page) -> None:
    group = page.get_by_role("group", name="Magnitude (Mw)")
    assert [one.get_attribute("placeholder") for one in group.get_by_role("spinbutton").all()] == ["5", "7"]
    bound(page, "Magnitude from", "6")
    assert ids(page, EVENTS) == ["exact", "between", "least"]
    assert ids(page, "article.is-perhaps") == ["between"]
    assert status(page) == "3 events, 0 claims · 1 perhaps"
    bound(page, "Magnitude to", "6.5")
    assert ids(page, EVENTS) == ["exact", "between"]
    assert page.url.partition("#")[2] == "?part=events&magnitude=6..6.5"
    page.reload()
    page.wait_for_selector("main[data-ready]")
    assert ids(page, EVENTS) == ["exact", "between"]
    page.get_by_role("button", name="Clear the filter").click()
    assert ids(page, EVENTS) == ["exact", "between", "least", "silent"]
    assert ids(page, "article.is-perhaps") == []


def test_dates_have_two_dates(page: Page) -> None:
    bound(page, "First seen from", "1998-12-01")
    bound(page, "First seen to", "1998-12-10")
    assert ids(page, EVENTS) == ["exact", "between"]
    assert ids(page, "article.is-perhaps") == ["between"]
    page.emulate_media(media="print")
    assert page.get_by_text("Shown: first seen from 1998-12-01 to 1998-12-10.").is_visible()


def test_ranges_and_facets_narrow_each_other(page: Page) -> None:
    bound(page, "Magnitude from", "6")
    felt = page.get_by_role("group", name="Felt (events)")
    assert [one.strip().split() for one in felt.locator("label:visible").all_inner_texts()] == [
        ["Weakly", "1"]
    ]
    felt.get_by_label("Weakly").check()
    assert ids(page, EVENTS) == ["exact"]


def test_what_takes_part_is_asked_of_its_event_and_a_claim_of_itself(page: Page) -> None:
    bound(page, "Minute from", "45")
    assert (ids(page, EVENTS), ids(page, CLAIMS)) == (["least"], [])
    page.get_by_role("button", name="Clear the filter").click()
    bound(page, "Deaths to", "40")
    assert (ids(page, EVENTS), ids(page, CLAIMS)) == ([], ["toll"])


def test_bounds_in_the_wrong_order_are_reported(page: Page) -> None:
    bound(page, "Depth from", "7")
    bound(page, "Depth to", "6")
    assert "depth from 7 to 6: the first is more than the second" in status(page)


def test_an_event_that_another_names_is_chosen_by_its_title(page: Page) -> None:
    page.get_by_role("group", name="Caused by").get_by_label("Exact").check()
    assert ids(page, EVENTS) == ["between"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("magnitude:>6.5", ["between", "least"]),
        ("magnitude:6.5", ["exact", "between"]),
        ("magnitude:<=5", ["between"]),
        ("depth:-3..5", ["exact"]),
        ("depth:>-3", ["between"]),
        ("first_seen:<1998-12-06", ["exact", "between"]),
        ("events.felt:strong", ["silent"]),
    ],
)
def test_a_query_knows_own_fields(page: Page, query: str, found: list[str]) -> None:
    page.get_by_role("searchbox", name="Search all records").fill(query)
    page.keyboard.press("Enter")
    assert sorted(ids(page, EVENTS)) == sorted(found)


@pytest.mark.parametrize("query", ["district:Bath", "felt:weak", "magnitude:much"])
def test_what_the_page_has_no_filter_for_is_said_with_the_command(page: Page, query: str) -> None:
    page.get_by_role("searchbox", name="Search all records").fill(query)
    page.keyboard.press("Enter")
    assert f"type in a terminal: sinoru search '{query}'" in status(page)


def test_a_corpus_that_declares_nothing_has_no_ranges(
    make_page: Callable[..., Path], open_page: Callable[..., Page]
) -> None:
    page = open_page(make_page())
    assert page.locator(".bounds").count() == 0
