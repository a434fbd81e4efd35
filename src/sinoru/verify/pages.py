"""Pages of a print put together: without their numbers and running heads."""

import re
from collections import Counter
from collections.abc import Iterable

PAGE_END = "\f"
_ENOUGH_PAGES = 3
"""On fewer pages a repeated line may be a coincidence."""


def join_pages(text: str) -> list[str]:
    """Give the lines of a text whose pages end in a form feed, with a blank line between two pages."""
    pages = [page.splitlines() for page in text.replace("\u2029", "\n\n").split(PAGE_END)]
    repeated = _repeated(pages)
    joined: list[str] = []
    for page in pages:
        joined += ["", *_without_edges(page, repeated)] if len(pages) > 1 else page
    return joined


def is_page_number(line: str) -> bool:
    """Tell whether a line is only the number of a page: `12`, `- 12 -`, `Page 3 of 10`."""
    number = r"(page\s+)?\d{1,4}(\s*(of|/)\s*\d{1,4})?"
    return bool(re.fullmatch(rf"[-\u2013\s\[|]*{number}[-\u2013\s\]|]*", line, re.IGNORECASE))


def _repeated(pages: list[list[str]]) -> set[str]:
    """Find the first and last lines that most pages share, whatever number stands in them."""
    if len(pages) < _ENOUGH_PAGES:
        return set()
    counts = Counter(mask for page in pages for mask in set(map(_mask, _edges(page))))
    return {mask for mask, count in counts.items() if mask and count > len(pages) / 2}


def _edges(page: Iterable[str]) -> list[str]:
    filled = [line for line in page if line.strip()]
    return filled[:1] + filled[-1:]


def _mask(line: str) -> str:
    return re.sub(r"\d+", "0", " ".join(line.split()))


def _without_edges(page: list[str], repeated: set[str]) -> list[str]:
    """Drop the running head and foot and the page number."""

    def is_furniture(line: str) -> bool:
        return not line.strip() or is_page_number(line) or _mask(line) in repeated

    start, end = 0, len(page)
    while start < end and is_furniture(page[start]):
        start += 1
    while end > start and is_furniture(page[end - 1]):
        end -= 1
    return page[start:end]
