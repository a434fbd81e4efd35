"""The page where something is missing: a script, room, a screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

PARTS = ("events", "claims", "conflicts", "people", "meetings", "organisations", "places", "sources")


def test_without_a_script_everything_is_there_to_read(
    make_page: Callable[..., Path], open_page: Callable[..., Page]
) -> None:
    page = open_page(make_page(), java_script_enabled=False)
    assert page.locator("article").count() == page.locator("article:visible").count() == 14
    assert page.locator("section[data-part]:visible").count() == len(PARTS)
    assert page.locator("form, aside, .chart, dialog").locator("visible=true").count() == 0
    page.get_by_role("link", name="Zhang Wannian", exact=True).first.click()
    assert page.url.endswith("#zhang-wannian")
    assert page.get_by_role("row", name="Sergei Stepashin").is_visible()


def test_a_verdict_stands_before_the_sentence_that_it_judges_and_says_of_what(
    make_page: Callable[..., Path], open_page: Callable[..., Page]
) -> None:
    path = make_page()
    page = open_page(path, "#seventy-two-jets", java_script_enabled=False)
    claim = page.locator("article#seventy-two-jets")
    assert claim.locator(".verdict + h3").inner_text() == "Russia agrees to sell 72 fighters to China."
    assert claim.locator(".verdict").all_inner_texts() == ["contradicted"]
    assert claim.locator(".why").inner_text() == (
        "The claim is contradicted in How many jets does Russia sell?: later contracts name 38"
    )
    page = open_page(path, "#how-many-jets", java_script_enabled=False)  # what is far away is not laid out
    conflict = page.locator("article#how-many-jets")
    assert conflict.locator(".says").all_inner_texts() == [
        "✗ Russia agrees to sell 72 fighters to China.", "✓ Russia sells 38 fighters.", "✗ about forty",
    ]  # fmt: skip
    assert conflict.locator(".why").inner_text() == (
        "“Russia sells 38 fighters.” stands: later contracts name 38"
    )


def test_a_conflict_is_there_once_and_shown_at_each_record_that_it_is_about(
    make_page: Callable[..., Path], open_page: Callable[..., Page]
) -> None:
    page = open_page(make_page(), java_script_enabled=False)
    assert page.locator("article#how-many-jets").count() == 1
    for id_ in ("zhang-visit", "seventy-two-jets", "thirty-eight-jets"):
        shown = page.locator(f"article#{id_} .disputed")
        assert shown.get_by_role("link").get_attribute("href") == "#how-many-jets"
        assert shown.get_by_role("listitem").count() == 3
        assert page.locator(f"article#how-many-jets a[href='#{id_}']").count() == 1
    reconciled = page.locator("article#embassy-bombing .disputed")
    assert "≠" not in reconciled.inner_text()
    assert reconciled.get_by_role("listitem").all_inner_texts() == ["✓ 7 May 1999", "✓ 8 May 1999"]
    assert page.get_by_role("link", name="Conflicts").inner_text() == "Conflicts 1", "reconciled: not counted"


@pytest.mark.parametrize("has_script", [True, False], ids=["script", "no-script"])
def test_paper_gets_the_whole_list(
    make_page: Callable[..., Path], open_page: Callable[..., Page], *, has_script: bool
) -> None:
    page = open_page(make_page(), java_script_enabled=has_script)
    page.emulate_media(media="print")
    assert page.locator("article:visible").count() == 14
    assert page.locator(".chart:visible, .facets:visible, button:visible").count() == 0
    assert page.pdf().startswith(b"%PDF")


def test_paper_gets_what_passes_the_filters_and_says_so(page: Page) -> None:
    page.get_by_role("group", name="Topics").get_by_label("kosovo").check()
    page.emulate_media(media="print")
    assert page.locator("[data-part=events] article:visible").count() == 1
    assert page.get_by_text("Shown: topics kosovo.").is_visible()


@pytest.mark.parametrize("part", PARTS)
def test_a_narrow_screen_never_scrolls_sideways(
    make_page: Callable[..., Path], open_page: Callable[..., Page], part: str
) -> None:
    page = open_page(make_page(), f"#_{part}", viewport={"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    page.get_by_role("button", name="Filters").click()
    assert page.get_by_role("group", name="Topics").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 320


@pytest.mark.parametrize(("role", "met"), [("host", True), ("target", False)])
def test_a_call_and_a_target_are_no_meeting(make_page: Callable[..., Path], role: str, *, met: bool) -> None:
    corpus = (
        "people: [{id: ann, name: Ann}, {id: bob, name: Bob}]\nevents:\n"
        "  - {id: c, date: 1999, title: The call, kind: call,"
        " participants: [{person: ann, role: caller}, {person: bob, role: called}]}\n"
        "  - {id: v, date: 2000, title: The visit, kind: visit,"
        f" participants: [{{person: ann, role: visitor}}, {{person: bob, role: {role}}}]}}\n"
    )
    text = make_page(corpus).read_text(encoding="utf-8")
    table = text.partition("<caption>Who met whom")[2].partition("</table>")[0]
    assert ("The visit" in table, "The call" in table) == (met, False)


@pytest.mark.parametrize("has_script", [True, False], ids=["script", "no-script"])
def test_the_parts_of_the_page_are_counted(
    make_page: Callable[..., Path], open_page: Callable[..., Page], *, has_script: bool
) -> None:
    page = open_page(make_page(), java_script_enabled=has_script)
    counts = {part: page.locator(f'nav a[data-to="{part}"] .count').inner_text() for part in PARTS}
    shown = {"events": "3", "claims": "2", "people": "2", "organisations": "1", "places": "2", "sources": "2"}
    assert {part: counts[part] for part in shown} == shown
    assert counts["meetings"] == "1"


def test_without_events_it_opens_on_what_there_is(
    make_page: Callable[..., Path], open_page: Callable[..., Page]
) -> None:
    page = open_page(make_page("people: [{id: ann, name: Ann Example}]\nplaces: [{id: moon, name: Moon}]\n"))
    assert page.locator("section[data-part]:visible").get_attribute("data-part") == "people"
    assert page.get_by_role("status").inner_text() == "No events; 1 person, 1 place"
