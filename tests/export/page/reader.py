"""What a reader does and sees.

A click on a link changes the address, of which the browser tells the page a moment later: who looks at
once may see the page as it was.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

OPEN = "article.is-open-record:visible"


def ids(page: Page, selector: str) -> list[str]:
    """The ids of what can be seen now."""
    return [str(one.get_attribute("id")) for one in page.locator(selector).all()]


def opened(page: Page) -> list[str]:
    """The ids of the records that are open, once one is."""
    page.wait_for_selector(OPEN)
    return ids(page, OPEN)


def wait_for_part(page: Page, part: str) -> None:
    """Wait until the page shows this part, as after a click on the link to it."""
    page.wait_for_selector(f"nav a[data-to={part}][aria-current=page]")


def parts(page: Page) -> list[str]:
    """The names of the parts to which the page has a link."""
    return [str(one.get_attribute("data-to")) for one in page.locator("nav a[data-to]").all()]


def turn_to(page: Page, part: str) -> None:
    """Click on the link to a part of the page."""
    page.locator(f"nav a[data-to={part}]").click()
    wait_for_part(page, part)
