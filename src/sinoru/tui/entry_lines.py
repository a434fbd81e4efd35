"""An entry of a list, laid out for the width there is."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.style import Style as RichStyle
from textual.strip import Strip
from textual.visual import RenderOptions, Visual

from sinoru.render.document import INDENT, Line, Span, Spans
from sinoru.render.layout import fit_line, spans_width, visible, wrap

if TYPE_CHECKING:
    from textual.css.styles import RulesMap
    from textual.style import Style

    from sinoru.render.terminal import Styles

MOST = 3
"""Lines of an entry: the record itself says the rest."""
_CUT = Span(" …")


class EntryLines(Visual):
    """A line that wraps under itself, so that one sees where the next entry begins."""

    def __init__(self, line: Line, styles: Styles) -> None:
        self._line = line if line.gutter_below else Line(line.spans, line.gutter, INDENT)
        self._styles_by_role = styles

    def __str__(self) -> str:
        return visible("".join(span.text for span in (*self._line.gutter, *self._line.spans)))

    def render_strips(
        self,
        width: int,
        height: int | None,
        style: Style,
        options: RenderOptions,  # noqa: ARG002  as all visuals
    ) -> list[Strip]:
        """Give the lines, over the style of the list."""
        base = style.rich_style
        return [
            Strip(
                [
                    Segment(span.text, base + RichStyle.parse(self._styles_by_role[span.role]))
                    for span in spans
                ]
            )
            for spans in self._lines(width)[:height]
        ]

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:  # noqa: ARG002
        """Give the cells that it takes on one line."""
        return spans_width((*self._line.gutter, *self._line.spans))

    def get_height(self, rules: RulesMap, width: int) -> int:  # noqa: ARG002
        """Count its lines."""
        return len(self._lines(width))

    def _lines(self, width: int) -> list[Spans]:
        first = list(islice(fit_line(self._line, max(width, 1)), MOST + 1))
        if len(first) > MOST:
            del first[MOST:]
            first[-1] = (*next(wrap(first[-1], max(width - 2, 1))), _CUT)
        return first
