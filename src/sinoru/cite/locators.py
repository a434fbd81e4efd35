"""Where in a source a fact stands, in the words of a style.

A locator of a corpus is a section and a paragraph (`Implications, 1`), or a section and what the source calls the
passage (`Chronology, May 10`). A source without pages is cited by heading and paragraph: Chicago 14.160 and 14.22,
APA 8.28, MLA 6.20. What names no section stands as it is: `p. 3`.
"""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from sinoru.cite.one_line import one_line
from sinoru.cite.typography import curled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sinoru.model.records import Source


def located(source: Source, locators: Iterable[str], style: str) -> str:
    """Word the locators one after the other, with a comma before them; empty where there are none."""
    titles = {section.title for section in source.sections}
    worded = [
        _worded(title, [rest for _, rest in passages], style)
        for title, passages in groupby((_parted(at, titles) for at in locators), key=itemgetter(0))
    ]
    return f", {'; '.join(worded)}" if worded else ""


def _parted(at: str, titles: set[str]) -> tuple[str, str]:
    """Part a locator into the title of a section, which may be empty, and the passage."""
    title, _, passage = at.partition(", ")
    return (title, passage) if title in titles else ("", at)


def _worded(title: str, passages: list[str], style: str) -> str:
    short = "par" if style == "mla" else "para"
    numbers = [one for one in passages if one.isdecimal()]
    counted = f"{short}{'s' if len(numbers) > 1 else ''}. {', '.join(numbers)}" if numbers else ""
    others = [curled(one_line(one)) for one in passages if not one.isdecimal()]
    where = "; ".join(filter(None, (counted, *others)))
    return _HEADED[style](curled(one_line(title)), where) if title else where


def _in_quotes(title: str, rest: str) -> str:
    return f"“{title},” {rest}" if rest else f"“{title}”"


def _as_section(title: str, rest: str) -> str:
    return f"{title} section, {rest}" if rest else f"{title} section"


_HEADED: dict[str, Callable[[str, str], str]] = {
    "chicago": lambda title, rest: f"under {_in_quotes(title, rest)}",
    "apa": _as_section,
    "mla": _in_quotes,
}
