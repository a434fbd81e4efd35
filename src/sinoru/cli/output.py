"""`--svg`: a view as a picture in a file.

Where an answer goes: to a terminal, a pager, a pipe, or a program that reads JSON.

Citations on the command line: `sinoru cite`, and `--cite` on any look-up.

How a look-up ends: shown and found, or with a word on what was asked and how to see more.
"""

import os
import sys
from collections.abc import Callable, Sized
from importlib import import_module
from io import TextIOWrapper
from itertools import islice
from typing import IO, TYPE_CHECKING, Any

import msgspec

from sinoru.cite import RECORDS
from sinoru.cli.parser import Output, Request
from sinoru.cli.settings import find_setting, setting
from sinoru.model.errors import WrongUsage
from sinoru.query.answers import NobodyFound
from sinoru.query.filters import Filters
from sinoru.render.document import ASCII, UNICODE, Document
from sinoru.render.layout import plain_lines

if TYPE_CHECKING:
    from sinoru.query.cite import Citations

MOST_LINES = 5_000
"""Lines of a picture: far more than anybody can read, and each takes several kB of memory to draw."""


def write_svg(answer: Any, view: Any, output: Output) -> None:
    """Write the view of an answer to the file that `--svg` names. Raises WrongUsage, TargetInTheWay."""
    if output.format != "table":
        raise WrongUsage(f"--svg draws what a person sees; leave out --format {output.format}")
    from sinoru.export.file import write_file
    from sinoru.render.terminal import PICTURE_WIDTH, draw

    lines = list(islice(view(answer, glyphs=UNICODE), MOST_LINES + 1))
    if len(lines) > MOST_LINES:
        raise WrongUsage(f"--svg draws {MOST_LINES:,} lines at most; ask for less, as with --limit")
    picture = draw(lines, output.width or PICTURE_WIDTH, _asked(sys.argv[1:]))

    def fill(aside: str) -> None:
        with open(aside, "w", encoding="utf-8", newline="\n") as file:
            file.write(picture)

    write_file(output.svg, fill, force=output.force)


def _asked(arguments: list[str]) -> str:
    """Return the command line as it was typed, without what only says where the picture goes."""
    kept: list[str] = []
    rest = iter(arguments)
    for one in rest:
        if one == "--svg":
            next(rest, None)
        elif one != "--force" and not one.startswith("--svg="):
            kept.append(one)
    from shlex import join

    return join(["sinoru", *kept])


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
        show_sources(answer, output)
        return
    if output.svg:
        write_svg(answer, view, output)
        return
    if output.format != "table":
        export(answer, output.format)
        return
    screen = read_screen(output)
    glyphs = UNICODE if _knows_unicode() else ASCII
    if screen.height and output.pager and _is_longer(view(answer, glyphs=glyphs), screen):
        from sinoru.cli.user_programs import page

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
    """Return the columns and lines of the terminal; 80 and 24 where it does not tell."""
    try:
        columns, lines = os.get_terminal_size(sys.stdout.fileno())
    except OSError:
        columns, lines = 0, 0
    return columns or 80, lines or 24


def _set_width(*, has_terminal: bool) -> int | None:
    """Return the width that the environment asks for; that of the config file is for terminals only."""
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


def show_sources(answer: Any, output: Output) -> None:
    """Show the sources that an answer rests on, in the style that `--cite` asks for."""
    from sinoru.cli.lookup import ask
    from sinoru.query.cite import cite_shown

    show_citations(ask(output.data, lambda index: cite_shown(index, answer)), output.cite, output)


def show_citations(found: "Citations", style: str, output: Output) -> None:
    """Show citations in a style, and say which facts have none. Raises WrongUsage."""
    if style in RECORDS:
        _write_records(found, style, output)
    else:
        from sinoru.cite.typeset import cite_in_style
        from sinoru.render.citations import citations_document

        show(
            cite_in_style(found.citations, style),
            citations_document,
            msgspec.structs.replace(output, cite=""),
        )
    from sinoru.cli.messages import say

    for id_ in found.unsourced:
        say(f"{id_} names no source.")
    for id_ in found.missing:
        say(f"the corpus has no source '{id_}', which is cited.")


def _write_records(found: "Citations", style: str, output: Output) -> None:
    """Write what reference managers read: UTF-8 whatever the locale."""
    if output.format != "table" or output.svg:
        other = "--svg" if output.svg else f"--format {output.format}"
        raise WrongUsage(f"{style} is a format of its own; leave out {other}")
    from importlib import import_module

    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", newline="")
    sys.stdout.writelines(import_module(RECORDS[style]).write(found.citations))


FOUND, NOTHING = 0, 1
"""Exit statuses of a look-up."""
MOST_LISTED = 100_000
"""Records in one answer, which is made whole before it is shown: as JSON these take 750 MB. An export streams."""

_OPTIONS = {"start": "--from", "end": "--to"}


def finish(answer: Any, view: View, request: Request, *, found: Sized, thing: str, advice: str = "") -> int:
    """Show an answer and give the exit status.

    Where nothing was `found`, a program still gets the empty shape, a person a sentence on standard error.
    `thing` says in the singular what was looked for, `advice` how to find more.
    """
    if found or request.output.format != "table":
        show(answer, view, request.output)
    if found:
        return FOUND
    from sinoru.cli.messages import say

    asked = filters_in_words(request.filters)
    ways = (advice, "leave out a filter" if asked else "")
    way = " or ".join(filter(None, ways)) or "ask another corpus with --data"
    say(f"no {thing}{f' with {asked}' if asked else ''}. To see more, {way}.")
    return NOTHING


def report_no_match(answer: NobodyFound) -> int:
    """Say how to look further, where no name is near, and give the exit status."""
    if not answer.suggestions:
        from sinoru.cli.messages import say

        say(f"to look further: sinoru search {answer.query}; 'sinoru who' lists everyone.")
    return NOTHING


def filters_in_words(filters: Filters) -> str:
    """Return the filters as they were typed."""
    typed = []
    for name in Filters.__struct_fields__:
        value = getattr(filters, name)
        if name not in ("limit", "sort") and value:
            values = (value,) if isinstance(value, str) else value
            typed += [f"{_OPTIONS.get(name, f'--{name}')} {one}" for one in values]
    return " ".join(typed)
