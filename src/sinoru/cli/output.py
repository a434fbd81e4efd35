"""Where an answer goes: to a terminal, a pager, a pipe, or a program that reads JSON."""

import os
import sys
from collections.abc import Callable
from importlib import import_module
from io import TextIOWrapper
from itertools import islice
from typing import IO, Any

import msgspec

from sinoru.cli.request import Output
from sinoru.cli.settings import find_setting, setting
from sinoru.render.document import ASCII, UNICODE, Document
from sinoru.render.printers import plain_lines

View = Callable[..., Document]
"""Makes a document of an answer; takes `glyphs`."""

DRAWN_WIDTH = 100
"""Columns for what has to be drawn to some width, where nobody asked for one."""


class Screen(msgspec.Struct, frozen=True):
    """What the standard output can show."""

    width: int | None
    """None: nobody asked for one; nothing wraps."""
    height: int | None
    """None: not a terminal."""
    colored: bool


def show(answer: Any, view: View, output: Output) -> None:
    """Show an answer as the user asked for it, or the sources that it rests on."""
    if output.cite:
        from sinoru.cli.citing import show_sources

        show_sources(answer, output)
        return
    if output.svg:
        from sinoru.cli.picturing import picture_answer

        picture_answer(answer, view, output)
        return
    if output.format != "table":
        export(answer, output.format)
        return
    screen = read_screen(output)
    glyphs = UNICODE if _knows_unicode() else ASCII
    if screen.height and output.pager and _is_longer(view(answer, glyphs=glyphs), screen):
        from sinoru.cli.pager import page

        if page(lambda stream: _print(view(answer, glyphs=glyphs), stream, screen)):
            return
    _print(view(answer, glyphs=glyphs), sys.stdout, screen)


def export(answer: Any, format_: str) -> None:
    """Write an answer for programs: UTF-8 whatever the locale, lines ended as the format says."""
    from sinoru.export import EXPORTERS

    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", newline="")
    module, function = EXPORTERS[format_]
    sys.stdout.writelines(getattr(import_module(module), function)(answer))


def read_screen(output: Output) -> Screen:
    """Find out what standard output can show; options go before the environment, that before the terminal."""
    if output.svg:
        from sinoru.render.terminal import PICTURE_WIDTH

        return Screen(output.width or PICTURE_WIDTH, None, colored=True)
    has_terminal = sys.stdout.isatty()
    width = output.width or _set_width(has_terminal=has_terminal)
    height = None
    if has_terminal:
        columns, height = _terminal_size()
        width = width or columns
    return Screen(width, height, _wants_color(output, has_terminal=has_terminal))


def _terminal_size() -> tuple[int, int]:
    """Give the columns and lines of the terminal; 80 and 24 where it does not tell."""
    try:
        columns, lines = os.get_terminal_size(sys.stdout.fileno())
    except OSError:
        columns, lines = 0, 0
    return columns or 80, lines or 24


def _set_width(*, has_terminal: bool) -> int | None:
    """Give the width that the environment asks for; that of the config file is for terminals only."""
    found = find_setting("width")
    if found is None or not (has_terminal or found.origin.startswith("environment")):
        return None
    width: int = found.value
    return width


def _wants_color(output: Output, *, has_terminal: bool) -> bool:
    """Follow no-color.org and force-color.org: no colour beats any colour."""
    environ = os.environ
    if not output.color or environ.get("NO_COLOR") or environ.get("TERM") == "dumb":
        return False
    return has_terminal or environ.get("FORCE_COLOR", "0") not in ("", "0")


def _knows_unicode() -> bool:
    return "utf" in (sys.stdout.encoding or "").lower()


def _is_longer(document: Document, screen: Screen) -> bool:
    lines = plain_lines(document, screen.width)
    return next(islice(lines, (screen.height or 1) - 1, None), None) is not None


def _print(document: Document, stream: IO[str], screen: Screen) -> None:
    if not screen.colored:
        stream.writelines(f"{line}\n" for line in plain_lines(document, screen.width))
        return
    from sinoru.render.terminal import THEMES, ColourConsole, print_document

    # A pipe with colours forced has no width of its own; Rich would take 80.
    console = ColourConsole(
        file=stream, width=screen.width or DRAWN_WIDTH, force_terminal=True, legacy_windows=False
    )
    print_document(document, console, THEMES[setting("theme") or "default"])
