"""The page held against axe-core, which knows what keeps readers out (WCAG 2.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import pytest

from tests.export.page.reader import parts, turn_to

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page


def findings(page: Page) -> list[str]:
    from axe_playwright_python.sync_playwright import Axe

    response = Axe().run(page).response
    return [
        f"{one['id']} ({one['impact']}): {one['nodes'][0]['html'][:120]}"
        for one in response["violations"]
        if one["impact"] in ("serious", "critical")
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_keeps_readers_out(
    make_page: Callable[..., Path], open_page: Callable[..., Page], scheme: Literal["light", "dark"]
) -> None:
    page = open_page(make_page(), color_scheme=scheme)
    found = {}
    for part in parts(page):
        turn_to(page, part)
        found[part] = findings(page)
    assert {part: faults for part, faults in found.items() if faults} == {}


def test_nothing_keeps_readers_out_of_search_and_citations(page: Page) -> None:
    page.get_by_role("searchbox", name="Search all records").fill("Stepashin")
    page.get_by_role("list", name="Best matches").wait_for()
    assert findings(page) == []
    page.get_by_role("button", name="Cite Zhang").first.click()
    assert findings(page) == []


def test_nothing_keeps_readers_out_on_a_phone(
    make_page: Callable[..., Path], open_page: Callable[..., Page]
) -> None:
    page = open_page(make_page(), viewport={"width": 320, "height": 640})
    page.get_by_role("button", name="Filters").click()
    assert findings(page) == []
