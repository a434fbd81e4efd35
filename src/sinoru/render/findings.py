"""The view of `sinoru check --findings`: by rule, what looks wrong; in the complete view, the conflicts to paste."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from sinoru.check.discrepancies import find_rule
from sinoru.check.discrepancy import Discrepancies, Found
from sinoru.edit.yaml_text import list_text
from sinoru.render.document import BLANK, Block, Column, Document, Grid, Line, Look, Span, line, plural
from sinoru.text.lines import split_lines

_SHOWN = 5
"""Findings of a rule that the brief view lists."""
_COLUMNS = (Column(wraps=False), Column(cuts=True))
"""Location, message."""
_TO_PASTE = "To record one as a conflict, paste its lines at the end of a file of the corpus."


def findings_document(answer: Discrepancies, look: Look) -> Document:
    """Show the findings of each rule: the first in a line each, or all with the conflicts that would record them."""
    by_rule = [(code, tuple(found)) for code, found in groupby(answer.found, key=lambda one: one.fault.code)]
    counts = ", ".join(f"{len(found):,} {code}" for code, found in by_rule)
    if answer.found:
        yield Line((Span(plural(len(answer.found), "finding"), "warn"), Span(f": {counts}")), fit="wide")
    if answer.found and look.full:
        yield line(Span(_TO_PASTE, "faint"))
    for code, found in by_rule:
        yield BLANK
        rule = find_rule(code)
        yield line(Span(code, "heading"), Span(f"  {rule.SUMMARY if rule else ''}", "faint"))
        yield from _complete(found, look) if look.full else _brief(found)
    for one in answer.unread:
        checked = f"only the first {one.read:,} of {one.total:,} records were checked"
        yield line(Span(f"Rule {one.rule}: {checked}.", "warn"))


def _brief(found: Sequence[Found]) -> Iterator[Block]:
    rows = (
        ((Span(f"{one.fault.path}:{one.fault.line}", "source"),), (Span(one.fault.message, "title"),))
        for one in found[:_SHOWN]
    )
    yield Grid(_COLUMNS, tuple(rows))
    if len(found) > _SHOWN:
        yield line(Span(f"{len(found) - _SHOWN:,} more", "faint"))


def _complete(found: Sequence[Found], look: Look) -> Iterator[Block]:
    for number, one in enumerate(found):
        if number:
            yield BLANK
        yield line(Span(one.fault.message, "title"))
        location = f"{one.fault.path}:{one.fault.line}"
        yield line(Span(f"{look.glyphs.points_at} ", "rule"), Span(location, "source"))
        yield Line((Span(one.fault.hint),), (Span("= ", "rule"),), (Span("  "),))
        for text in split_lines(list_text(one.conflict)):
            yield Line((Span(text),), fit="whole")
