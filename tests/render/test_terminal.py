from __future__ import annotations

from io import StringIO
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from rich.style import Style

from sinoru.render.document import Role, Span, line
from sinoru.render.layout import plain_lines
from sinoru.render.terminal import STYLES, print_document


def printed(*spans: Span | str, width: int = 80, color: bool = False) -> str:
    out = StringIO()
    system = "standard" if color else None
    print_document([line(*spans)], Console(file=out, width=width, color_system=system, force_terminal=color))  # type: ignore[arg-type]
    return out.getvalue()


def test_markup_emoji_and_links_of_a_corpus_are_only_text() -> None:
    text = "[bold]x[/bold] :smile: https://example.org 1999 [/]"
    assert printed(text) == f"{text}\n"


def test_controls_never_reach_the_terminal() -> None:
    assert printed("\x1b]0;title\x07") == "^[]0;title^G\n"


def test_roles_are_coloured() -> None:
    assert printed(Span("no", "bad"), color=True) == "\x1b[1;31mno\x1b[0m\n"


def test_text_is_laid_out_for_the_console() -> None:
    assert printed("one two three", width=7) == "one two\nthree\n"


def test_a_long_document_is_printed_whole() -> None:
    out = StringIO()
    print_document((line(str(number)) for number in range(1000)), Console(file=out, width=20))
    assert out.getvalue().split() == [str(number) for number in range(1000)]


@given(st.text(st.characters()), st.integers(1, 120))
def test_a_terminal_shows_the_text_of_the_plain_printer(text: str, width: int) -> None:
    assert printed(text, width=width).split("\n")[:-1] == list(plain_lines([line(text)], width))


@pytest.mark.parametrize("role", get_args(Role))
def test_every_role_has_a_style_of_the_sixteen_colours(role: Role) -> None:
    color = Style.parse(STYLES[role]).color
    assert color is None or (color.number or 0) < 16
