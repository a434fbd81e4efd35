from __future__ import annotations

from sinoru.render.document import Span, line
from sinoru.render.terminal import SLIDE, draw


def luminance(color: tuple[int, int, int]) -> float:
    linear = [
        c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in (one / 255 for one in color)
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_every_colour_can_be_read_on_a_slide() -> None:
    paper = luminance(SLIDE.background_color)
    colors = [SLIDE.ansi_colors[number] for number in range(16)]
    assert all((paper + 0.05) / (luminance(color) + 0.05) > 4.5 for color in colors)


def test_a_document_has_its_title_and_colours() -> None:
    picture = draw(iter([line(Span("8 May 1999", "date"), " embassy")]), 60, "sinoru <timeline>")
    assert "sinoru&#160;&lt;timeline&gt;" in picture
    assert "#006075" in picture
