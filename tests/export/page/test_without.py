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
