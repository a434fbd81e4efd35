"""Sources as CSL-JSON (schemas/input/csl-data.json of CSL 1.0.2), which Zotero and Pandoc read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from sinoru.cite.csl import make_item

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sinoru.query.cite import Citation


def write(citations: Iterable[Citation]) -> Iterator[str]:
    """Give one array, item by item; the locators of the facts stand in `locator`."""
    before = "["
    for one in citations:
        array = msgspec.json.format(msgspec.json.encode([make_item(one)]), indent=2).decode()
        yield before + array.removeprefix("[").removesuffix("\n]")
        before = ","
    yield "[]\n" if before == "[" else "\n]\n"
