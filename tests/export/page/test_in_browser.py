"""What a reader does with the page, in a real browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.export.page.reader import ids, opened, turn_to, wait_for_part

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

SHOWN = "[data-part=events] article:visible"


def look_for(page: Page, words: str) -> None:
    page.get_by_role("searchbox", name="Search all records").fill(words)
    page.keyboard.press("Enter")


def status(page: Page) -> str:
    return page.get_by_role("status").inner_text()


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("embassy", ["embassy-bombing"]),
        ("embasy", ["embassy-bombing"]),
        ("Stepashyn", ["zhang-visit"]),
        ("Степашин", ["zhang-visit"]),
        ("张万年", ["zhang-visit"]),
        ("zhang-visit", ["zhang-visit"]),
        ("zhang moscow", ["zhang-visit"]),
        ("<script>", []),
    ],
)
def test_search_finds_names_in_any_script_and_forgives_typing_errors(
    page: Page, words: str, found: list[str]
) -> None:
    look_for(page, words)
    assert ids(page, SHOWN) == found


@pytest.mark.parametrize("words", ["a" * 100_000, "embassy " * 20_000, "ab " * 65])
def test_a_search_of_a_link_that_is_too_long_is_refused(page: Page, words: str) -> None:
    page.evaluate("words => { location.hash = `?q=${encodeURIComponent(words)}` }", words)
    page.get_by_text("the search is too long; use at most 64 words and 1,000 characters").wait_for()
    assert ids(page, SHOWN) == []


def test_a_very_long_word_has_no_typing_errors(page: Page) -> None:
    look_for(page, "embasy " + "a" * 900)
    assert "showing similar spellings" in status(page)


def test_the_best_match_is_at_hand_while_typing(page: Page) -> None:
    look_for(page, "Stepashin")
    page.get_by_role("list", name="Best matches").get_by_role("link").first.click()
    assert opened(page) == ["sergei-stepashin"]


def test_what_enter_found_is_not_made_again_for_the_last_key(page: Page) -> None:
    page.clock.install()
    look_for(page, "Stepashin")
    found = page.get_by_role("list", name="Best matches").get_by_role("listitem").first.element_handle()
    page.clock.run_for(1_000)
    assert found is not None
    assert found.evaluate("item => item.isConnected")


def test_filters_follow_each_other(page: Page) -> None:
    countries = page.get_by_role("group", name="Countries")
    assert countries.get_by_role("checkbox").count() == 3
    page.get_by_role("group", name="Topics").get_by_label("kosovo").check()
    assert ids(page, SHOWN) == ["embassy-bombing"]
    assert [one.strip().split() for one in countries.locator("label:visible").all_inner_texts()] == [
        ["China", "1"],
        ["Yugoslavia", "1"],
    ]
    page.get_by_role("button", name="Clear the filter").click()
    assert ids(page, SHOWN) == ["old-friends", "embassy-bombing", "zhang-visit"]


def test_values_of_one_filter_are_alternatives(page: Page) -> None:
    topics = page.get_by_role("group", name="Topics")
    topics.get_by_label("kosovo").check()
    topics.get_by_label("arms sales").check()
    assert ids(page, SHOWN) == ["embassy-bombing", "zhang-visit"]
    page.get_by_role("group", name="Countries").get_by_label("Russia").check()
    assert ids(page, SHOWN) == ["zhang-visit"]


def test_what_is_looked_for_stands_in_the_address(page: Page) -> None:
    page.get_by_role("group", name="Topics").get_by_label("kosovo").check()
    assert page.url.partition("#")[2] == "?part=events&topic=kosovo"
    page.reload()
    page.wait_for_selector("main[data-ready]")
    assert ids(page, SHOWN) == ["embassy-bombing"]


@pytest.mark.parametrize(
    ("id_", "part"),
    [
        ("zhang-visit", "Events"),
        ("seventy-two-jets", "Claims"),
        ("embassy-bombing:date", "Conflicts"),
        ("sergei-stepashin", "People"),
        ("nato", "Organisations"),
        ("moscow", "Places"),
        ("yu-1999q2", "Sources"),
    ],
)
def test_a_link_to_a_record_opens_it(
    make_page: Callable[..., Path], open_page: Callable[..., Page], id_: str, part: str
) -> None:
    page = open_page(make_page(), f"#{id_}")
    assert opened(page) == [id_]
    assert page.locator("nav a[aria-current=page]").inner_text().startswith(part)
    assert page.evaluate("document.activeElement.id") == id_
    top = page.evaluate("document.activeElement.getBoundingClientRect().top")
    assert 0 <= top < page.viewport_size["height"]  # type: ignore[index]  # it has one


def test_a_link_leads_past_filters_that_hide_the_record(page: Page) -> None:
    page.get_by_role("group", name="Topics").get_by_label("kosovo").check()
    page.evaluate("location.hash = '#zhang-visit'")
    page.wait_for_selector("#zhang-visit.is-open-record")
    assert "zhang-visit" in ids(page, SHOWN)


def test_a_conflict_stands_side_by_side_with_its_verdict(
    make_page: Callable[..., Path], open_page: Callable[..., Page]
) -> None:
    page = open_page(make_page(), "#embassy-bombing:date")
    conflict = page.locator("[id='embassy-bombing:date']")
    boxes = [one.bounding_box() for one in conflict.locator(".side").all()]
    assert [one["y"] for one in boxes if one] == [boxes[0]["y"]] * 2  # type: ignore[index]
    assert [one.inner_text() for one in conflict.locator(".says").all()] == ["✓ 7 May 1999", "✓ 8 May 1999"]
    assert "reconciled" in conflict.inner_text()
    assert "time zones" in conflict.inner_text()


def test_conflicts_are_chosen_by_their_state_and_reconciled_ones_are_not_counted(page: Page) -> None:
    conflicts = page.get_by_role("navigation").get_by_role("link", name="Conflicts")
    assert conflicts.inner_text() == "Conflicts 1"
    states = page.get_by_role("group", name="Conflicts")
    assert states.get_by_role("checkbox").count() == 2
    states.get_by_label("reconciled").check()
    assert ids(page, "[data-part=conflicts] article:not([hidden])") == ["embassy-bombing:date"]
    assert conflicts.inner_text() == "Conflicts 0"
    conflicts.click()
    assert page.get_by_text("No conflicts match").is_hidden()


def test_the_timeline_opens_at_the_period_covered(page: Page) -> None:
    chart = page.locator(".chart")
    chart.get_by_text("NATO bombs hit the Chinese embassy in Belgra…").wait_for()
    chart.get_by_text("Zhang Wannian visits Russia").wait_for()
    assert chart.get_by_text("Years of friendship").count() == 0
    page.get_by_role("button", name="All events").click()
    chart.get_by_text("Years of friendship").wait_for()


def test_the_timeline_answers_to_the_keyboard(page: Page) -> None:
    page.locator(".chart").focus()
    page.keyboard.press("ArrowRight")
    assert (
        status(page) == "8 May 1999: NATO bombs hit the Chinese embassy in Belgrade. Press Enter to open it."
    )
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    assert opened(page) == ["zhang-visit"]


def test_many_events_stand_together_until_one_goes_nearer(
    make_page: Callable[..., Path], open_page: Callable[..., Page]
) -> None:
    days = "".join(
        f"  - {{id: e-{n}, date: {1900 + n // 12}-{n % 12 + 1:02}-15, title: Event {n}}}\n"
        for n in range(600)
    )
    page = open_page(make_page(f"corpus: {{from: 1900, to: 1949}}\nevents:\n{days}"))
    heaps = page.locator(".chart .is-heap.vis-box")
    heaps.first.wait_for()
    assert sum(int(text.split()[0]) for text in heaps.all_text_contents()) >= 590
    while heaps.count():
        before = heaps.all_text_contents()
        heaps.first.click()
        page.wait_for_function(
            "before => { const now = [...document.querySelectorAll('.chart .is-heap.vis-box')];"
            " return now.map((one) => one.textContent).join('|') !== before; }",
            arg="|".join(before),
        )
    assert page.locator(".chart .vis-box").count() > 0


def test_a_click_in_the_timeline_opens_the_event(page: Page) -> None:
    page.get_by_text("Zhang Wannian visits Russia").first.click()
    assert opened(page) == ["zhang-visit"]


def test_the_list_can_follow_the_timeline(page: Page) -> None:
    page.get_by_label("Show only the period in view").check()
    assert ids(page, SHOWN) == ["embassy-bombing", "zhang-visit"]


def test_who_met_whom_is_drawn_and_told(page: Page) -> None:
    turn_to(page, "meetings")
    table = page.get_by_role("table")
    assert table.locator("tbody tr:visible").count() == 1
    assert "Zhang Wannian visits Russia" in table.inner_text()
    drawn = page.locator(".network a").all()
    assert [one.get_attribute("aria-label") for one in drawn] == [
        "Sergei Stepashin, 1 meeting",
        "Zhang Wannian, 1 meeting",
    ]
    drawn[1].click()
    assert opened(page) == ["zhang-wannian"]


def test_who_met_whom_follows_the_filters(page: Page) -> None:
    page.get_by_role("group", name="Topics").get_by_label("kosovo").check()
    turn_to(page, "meetings")
    assert page.locator("tbody tr:visible").count() == 0
    assert page.get_by_text("No meetings among the selected events.").is_visible()


def test_a_citation_can_be_copied(page: Page) -> None:
    page.get_by_role("button", name="Cite NATO bombs hit").click()
    text = page.get_by_role("textbox", name="Citation")
    assert "Unintended Consequence" in text.input_value()
    assert "Chronology, May 8" in text.input_value()
    page.get_by_role("button", name="Copy").click()
    page.get_by_role("button", name="Copied").wait_for()
    page.keyboard.press("Escape")
    assert not page.get_by_role("dialog").is_visible()


def test_colours_are_the_systems_until_the_reader_chooses(
    make_page: Callable[..., Path], open_page: Callable[..., Page]
) -> None:
    path = make_page()
    paper = "getComputedStyle(document.documentElement).backgroundColor"
    light, dark = open_page(path, color_scheme="light"), open_page(path, color_scheme="dark")
    colours = [page.evaluate(paper) for page in (light, dark)]
    assert colours[0] != colours[1]
    for _ in range(2):
        light.get_by_role("button", name="Colours").click()
    assert light.evaluate(paper) == colours[1]
    light.reload()
    assert light.evaluate(paper) == colours[1]


def test_the_keyboard_reaches_everything(page: Page) -> None:
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the records"
    page.keyboard.press("Enter")
    page.keyboard.press("/")
    page.keyboard.type("jets 72")
    page.get_by_role("status").filter(has_text="0 events").wait_for()
    while page.evaluate("document.activeElement.dataset.to") != "claims":
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    wait_for_part(page, "claims")
    assert ids(page, "[data-part=claims] article:visible") == ["seventy-two-jets"]
    while page.evaluate("document.activeElement.className") != "cite":
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.get_by_role("dialog").is_visible()
