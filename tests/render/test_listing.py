"""The frame of lists: counts use the whole width, and a command to copy is never broken over two lines."""

from __future__ import annotations

from sinoru.render.document import Look, Span
from sinoru.render.layout import plain_lines
from sinoru.render.listing import next_steps, opening, packed

CITE = "sinoru cite neil-armstrong --data '/home/me/a folder/of corpora/apollo'"


def terminal(width: int) -> Look:
    return Look(width=width, is_numbered=True)


def steps(look: Look, *wanted: str) -> list[str]:
    return list(plain_lines(next_steps(look, *wanted), look.width))


def test_next_steps_are_one_line_where_they_fit() -> None:
    assert steps(terminal(80), "sinoru show 1", "", "--limit 4", "--full") == [
        "sinoru show 1 · --limit 4 · --full"
    ]


def test_in_a_pipe_next_steps_are_one_line() -> None:
    assert steps(Look(), "sinoru show ID", CITE, "--full") == [f"sinoru show ID · {CITE} · --full"]


def test_a_command_that_does_not_fit_begins_a_line() -> None:
    assert steps(terminal(80), "4 sources", "sinoru show 1", CITE, "--limit 4", "--full") == [
        "4 sources · sinoru show 1",
        CITE,
        "--limit 4 · --full",
    ]


def test_a_command_that_is_wider_than_the_terminal_is_neither_cut_nor_broken() -> None:
    assert steps(terminal(40), CITE, "--full") == [CITE, "--full"]


def test_counts_and_marks_use_the_whole_width() -> None:
    counted = "63 matches for “embassy bombing”: 18 events · 17 claims · 12 sources · 16 others"
    marks = (Span("✓ supported"),), (Span("~ partly supported"),), (Span("✗ contradicted"),)
    lines = list(plain_lines(opening(terminal(200), counted, *marks), 200))
    assert lines == [f"{counted}    ✓ supported    ~ partly supported    ✗ contradicted"]


def test_marks_that_do_not_fit_are_not_broken() -> None:
    marks = (Span("✓ supported"),), (Span("~ partly supported"),), (Span("✗ contradicted"),)
    lines = list(plain_lines(opening(terminal(40), "63 matches", *marks), 40))
    assert lines == ["63 matches", "✓ supported    ~ partly supported", "✗ contradicted"]


def test_a_part_is_broken_only_if_it_is_wider_than_the_output() -> None:
    parts = ((Span(text),) for text in ("1 supported", "2 partly supported", "4 not assessed"))
    lines = list(plain_lines(packed(terminal(16), parts, Span(" · ")), 16))
    assert lines == ["1 supported", "2 partly", "supported", "4 not assessed"]
