"""The locators of a citation in the words of a style, and ranges as it shortens them.

A passage in a section is cited by heading and paragraph: Chicago 14.160 and 14.22, APA 8.28, MLA 6.20. A page has no
label in Chicago and MLA, and an abbreviated one in APA (8.13), which writes most others out. A volume and a page are
`2:13` in Chicago (14.116) and `2: 13` in MLA. A locator that is not understood is printed unchanged.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

import msgspec

from sinoru.locators.contents import Contents, Locator
from sinoru.locators.labels import LABELS, Step, read_pages

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from sinoru.locators.labels import Span
    from sinoru.model.records import Source

_WORDS = {"chicago": {"chapter": ("chap.", "chaps.")}, "mla": {"paragraph": ("par.", "pars.")}}
"""The abbreviations of a style that differ from those in a corpus."""
_SHORT_IN_APA = {"page": ("p.", "pp."), "paragraph": ("para.", "paras.")}
_SHORT_CAPITALISED_IN_APA = ("volume", "issue")
_BEFORE_PAGE = {"chicago": ":", "mla": ": "}
"""What is printed between the number of a volume and that of a page, in the styles that label neither."""
_TO_FULL_HUNDREDS = 100
_ONLY_CHANGED_UNDER = 10


class Pinpoint(msgspec.Struct, frozen=True):
    """The locators of a citation in the words of a style."""

    text: str
    is_page: bool
    """Whether the style puts it where it has the page: `(Smith 12)`; otherwise it follows a comma."""


def pinpoint(source: Source, locators: Iterable[str], style: str) -> Pinpoint:
    """Return the locators of a source in the words of a style; an empty text without any."""
    contents = Contents(source)
    parsed = [contents.parse(at) for at in locators]
    is_page = _is_page(parsed, style)
    phrases = [
        _phrase_section(title, list(passages), style, bare=is_page)
        for title, passages in groupby(parsed, key=lambda one: one.section)
    ]
    return Pinpoint("; ".join(filter(None, phrases)), is_page)


def _is_page(parsed: Sequence[Locator], style: str) -> bool:
    """Return whether a style puts the locators where it has the page: MLA if they begin with one.

    Chicago does so with everything that is counted, whatever its label.
    """
    if style == "chicago":
        return bool(parsed) and all(one.steps and one.steps[0].label and not one.section for one in parsed)
    return style == "mla" and bool(parsed) and not parsed[0].section and _is_bare(parsed[0].steps)


def _is_bare(steps: Sequence[Step]) -> bool:
    """Return whether steps need no label in Chicago and MLA: a page, or a volume and a page."""
    return [step.label for step in steps] in (["page"], ["volume", "page"])


def _phrase_section(title: str, passages: Sequence[Locator], style: str, *, bare: bool) -> str:
    """Return the passages of one section; those that differ in the last numbers only are one phrase."""
    phrases = []
    for _, group in groupby(passages, key=_common_part):
        alike = list(group)
        steps = alike[0].steps
        if steps:
            spans = tuple(span for one in alike for span in one.steps[-1].spans)
            phrases.append(_phrase_steps((*steps[:-1], Step(steps[-1].label, spans)), style, bare=bare))
        else:
            phrases += [one.passage for one in alike]
    phrase = "; ".join(filter(None, phrases))
    return _SECTION_PHRASES[style](title, phrase) if title else phrase


def _common_part(one: Locator) -> tuple[object, ...]:
    return one.steps[:-1], one.steps[-1].label if one.steps else None


def _phrase_steps(steps: Sequence[Step], style: str, *, bare: bool) -> str:
    if bare and _is_bare(steps):
        return _BEFORE_PAGE[style].join(_numbers(step, style) for step in steps)
    return ", ".join(f"{_word(step, style)} {_numbers(step, style)}".strip() for step in steps)


def _word(step: Step, style: str) -> str:
    if step.label not in LABELS:
        return ""
    one, several, _ = LABELS[step.label]
    if style == "apa":
        is_short = "." not in one or step.label in _SHORT_CAPITALISED_IN_APA
        one, several = (one, several) if is_short else (step.label, f"{step.label}s")
        words = _SHORT_IN_APA.get(step.label, (one.capitalize(), several.capitalize()))
    else:
        words = _WORDS[style].get(step.label, (one, several))
    return words[step.is_plural]


def _quote_section(title: str, rest: str) -> str:
    return f"“{title},” {rest}" if rest else f"“{title}”"


_SECTION_PHRASES: dict[str, Callable[[str, str], str]] = {
    "chicago": lambda title, rest: f"under {_quote_section(title, rest)}",
    "apa": lambda title, rest: f"{title} section, {rest}" if rest else f"{title} section",
    "mla": _quote_section,
}


def _numbers(step: Step, style: str) -> str:
    return ", ".join(_write_span(span, style) for span in step.spans)


def pages_in_style(pages: str, style: str) -> str:
    """Return the pages of a source as a style writes them: `1087-1089` is `1087–89` in Chicago."""
    step = read_pages(pages)
    return _numbers(step, style) if step else pages


def _write_span(span: Span, style: str) -> str:
    first, last = span
    return f"{first}–{last[_digits_saved(first, last, style) :]}" if last else first


def _digits_saved(first: str, last: str, style: str) -> int:
    """Return how many digits the last number of a range does not repeat: Chicago 9.61, MLA 2.139; APA repeats all."""
    is_range = first.isdecimal() and last.isdecimal() and len(first) == len(last) and first < last
    if style == "apa" or not is_range or int(first) < _TO_FULL_HUNDREDS:
        return 0
    common = next(index for index, pair in enumerate(zip(first, last, strict=True)) if pair[0] != pair[1])
    if style == "mla":
        return min(common, len(first) - 2)
    beyond_hundreds = int(first) % _TO_FULL_HUNDREDS
    if beyond_hundreds == 0:
        return 0
    return common if beyond_hundreds < _ONLY_CHANGED_UNDER else min(common, len(first) - 2)
