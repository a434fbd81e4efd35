"""The output of a look-up: a table, a picture, citations or a format for programs, and the exit status.

`finish` is how most commands end; `show` picks the destination: a terminal, a pager, a pipe or the file of `--svg`.
"""

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence, Sized
from contextlib import suppress
from importlib import import_module
from io import TextIOWrapper
from itertools import islice
from typing import IO, TYPE_CHECKING, Any

import msgspec

from sinoru.cite import RECORDS
from sinoru.cli.parser import Output, Request
from sinoru.cli.settings import find_setting, setting
from sinoru.messages import command, not_in_corpus, nothing_found, quoted, refused, sentence
from sinoru.model.errors import WrongConfig, WrongUsage
from sinoru.query.answers import Candidates, Card, NobodyFound, Reading
from sinoru.query.filters import QUERY, filters_in_words
from sinoru.render.document import ASCII, DRAWN_WIDTH, UNICODE, Block, Document, Glyphs, Grid, Look
from sinoru.render.layout import plain_lines
from sinoru.render.listing import listed_ids, numbered, with_ids

if TYPE_CHECKING:
    from sinoru.cli.pager import Pager
    from sinoru.query.cite import Citations

FOUND, NOTHING = 0, 1
"""Exit statuses of a look-up."""
MOST_LINES = 5_000
"""Lines of a picture: far more than anyone can read, and each takes several kB of memory to draw."""
_LISTINGS = {
    "event": "timeline",
    "person": "who",
    "organisation": "who",
    "claim": "claims",
    "source": "sources",
}
"""The command that lists a kind of record."""

View = Callable[[Any, Look], Document]
"""Makes a document of an answer."""


class Screen(msgspec.Struct, frozen=True):
    """The capabilities of standard output."""

    width: int | None
    """Columns; None where none are requested, so that nothing wraps."""
    height: int | None
    """Lines; None where standard output is not a terminal."""
    colored: bool
    has_links: bool = False


class Sought(msgspec.Struct, frozen=True):
    """What a command looks for, and its advice if it finds nothing."""

    things: str
    """In the plural: `events`."""
    advice: str = ""
    """How to find more, as a clause."""
    instead: str = ""
    """Another command to try with the same words."""
    kinds: tuple[str, ...] = ()
    """The kinds of record that are looked for: if the corpus has none of them, no filter is to blame."""


def finish(answer: Any, view: View, request: Request, *, found: Sized, sought: Sought) -> int:
    """Show an answer and return the exit status.

    If nothing was `found`, a format for programs still shows the empty answer, and a message replaces the table.
    """
    if request.output.asked and answer.read_as:
        answer = msgspec.structs.replace(answer, read_as=tuple(map(_of_words, answer.read_as)))
    if found or request.output.format != "table":
        show(answer, view, request.output)
    elif answer.read_as:
        from sinoru.cli.stderr import say_readings

        say_readings(answer.read_as)
    if found:
        return FOUND
    report_nothing(sought, request, request.text or request.output.asked)
    return NOTHING


def _of_words(reading: Reading) -> Reading:
    """Return what was read of a query as of the words that it was typed as."""
    return msgspec.structs.replace(reading, given="WORDS") if reading.given == f"--{QUERY}" else reading


def report_nothing(sought: Sought, request: Request, words: str = "", note: str = "") -> None:
    """Report that nothing matches the words and filters, and how to find more; `note` is a sentence in between."""
    from sinoru.cli.stderr import say, with_words

    filters = request.filters
    if sought.kinds and (held := _none_of(sought.kinds, request)):
        say(" ".join(filter(None, (held, note))))
        return
    typed = filters_in_words(filters, [QUERY] if request.output.asked else ())
    conditions = " with ".join(filter(None, (quoted(words) if words else "", typed)))
    if sought.advice:
        advice = sentence(f"{sought.advice}, or drop a filter" if typed else sought.advice)
    elif typed:
        has_range = filters.start or filters.end
        advice = f"Try {'a wider range' if has_range else 'another value'}, or drop a filter."
    else:
        advice = "" if sought.instead else "Try another corpus with --data."
    step = ""
    if sought.instead:
        step = f"{'Or try' if advice else 'Try'}: {with_words(sought.instead, words, request.data)}"
    say(nothing_found(sought.things, conditions, " ".join(filter(None, (note, advice, step)))))


def _none_of(kinds: tuple[str, ...], request: Request) -> str:
    """Say that the corpus has none of these kinds, what it has instead, and how to see that; empty if it has some."""
    from sinoru.cli.lookup import ask
    from sinoru.cli.stderr import with_words
    from sinoru.query.holdings import none_of

    held = ask(request.data, lambda corpus: corpus.records_by_kind, is_first=False)
    found = none_of(kinds, held)
    listing = next((name for kind, name in _LISTINGS.items() if kind in held), "")
    step = with_words(listing, "", request.data) if listing else with_words("export", "jsonl", request.data)
    return f"{found} Try: {step}" if found else ""


def report_no_match(answer: NobodyFound, request: Request) -> int:
    """Show what to try where no name is similar, and return the exit status."""
    if not (answer.suggestions and answer.is_near):
        from sinoru.cli.stderr import say, with_words

        say(f"'sinoru who' lists everyone. Try: {with_words('search', answer.query, request.data)}")
    return NOTHING


def report_candidates(answer: Candidates, request: Request, asked: str) -> int:
    """Show the records that a name may mean where the command `asked` needs one, and return the exit status."""
    from sinoru.render.who import candidates_document

    def view(found: Candidates, look: Look) -> Document:
        return candidates_document(found, look, asked)

    show(answer, view, msgspec.structs.replace(request.output, svg="", cite=""))
    return NOTHING


def show(answer: Any, view: View, output: Output) -> None:
    """Show an answer in the requested form, or with `--cite` the sources that it cites.

    What was read as something else comes first, or on standard error in a form that has no place for it.
    """
    if isinstance(answer, NobodyFound) and (output.fields or output.format == "ids"):
        from sinoru.cli.stderr import say

        say(not_in_corpus("name", answer.query, [ref.name for ref in answer.suggestions]))
        return
    if getattr(answer, "read_as", ()):
        view = _with_readings(answer, view, output)
    if output.fields:
        answer, view = _choose_columns(answer, output.fields)
    if output.cite:
        show_sources(answer, output)
    elif output.svg:
        write_svg(answer, view, output)
    elif output.format != "table":
        export(answer, output.format)
    else:
        _print(answer, view, output)


def _with_readings(answer: Any, view: View, output: Output) -> View:
    """Return a view that begins with what was read as something else; report it where the output has no place."""
    if output.cite or output.fields or (output.format not in ("table", "json") and not output.svg):
        from sinoru.cli.stderr import say_readings

        say_readings(answer.read_as)
    return view if output.fields else _with_readings_first(view)


def _print(answer: Any, view: View, output: Output) -> None:
    """Print the view of an answer, in a pager where it is longer than the screen."""
    screen = read_screen(output)
    glyphs = UNICODE if "utf" in (sys.stdout.encoding or "").lower() else ASCII
    document = _framed(answer, view, output, screen, glyphs)
    if screen.height and output.pager and _exceeds_screen(document, screen, glyphs):
        from sinoru.cli.pager import find_pager

        pager = find_pager()
        paged = _in_pager(screen, pager, output) if pager else screen
        if pager and pager.show(lambda stream: _write_document(document, stream, paged, glyphs)):
            return
    _write_document(document, sys.stdout, screen, glyphs)


def show_help(text: str, *, pager: bool) -> None:
    """Print help, in the pager if that is wanted and the terminal has fewer lines; invalid settings name no pager."""
    if pager and sys.stdout.isatty() and text.count("\n") >= _terminal_size()[1]:
        from sinoru.cli.pager import find_pager

        with suppress(WrongConfig):
            if (found := find_pager()) and found.show(lambda stream: stream.writelines((text,))):
                return
    sys.stdout.write(text)


def _in_pager(screen: Screen, pager: "Pager", output: Output) -> Screen:
    """Return what a pager can show of what the terminal can."""
    return msgspec.structs.replace(
        screen,
        colored=screen.colored and (pager.takes_colors or _forces_color()),
        has_links=screen.has_links and (_links_mode(output) == "always" or pager.takes_links),
    )


def _choose_columns(answer: Any, fields: tuple[str, ...]) -> tuple[Any, View]:
    """Return a table of these columns of an answer, and its view. Raises WrongUsage."""
    if isinstance(answer, Card):
        raise WrongUsage(refused("--fields", "cannot be used with a card: it is not a list", "Leave it out."))
    from sinoru.export.tables import choose_columns
    from sinoru.render.columns import columns_document

    return choose_columns(answer, fields), lambda table, look: columns_document(
        table.columns, table.rows, look
    )


def _framed(answer: Any, view: View, output: Output, screen: Screen, glyphs: Glyphs) -> list[Block]:
    """Return the document of an answer; its records have numbers where a width is known, else their ids."""
    is_numbered = screen.width is not None
    look = Look(
        glyphs,
        screen.width,
        is_full(output),
        is_numbered,
        _corpus_options(output.data),
        filters=output.filters,
        asked=output.asked,
    )
    document = _marked(view(answer, look), answer)
    if not is_numbered:
        return list(with_ids(document))
    if ids := listed_ids(document):
        from sinoru.cli.last_list import save_list

        save_list(ids, output.data)
    document = numbered(document)
    if not screen.has_links:
        return document
    from sinoru.cli.terminal_links import with_addresses

    return list(with_addresses(document, output.data))


def _links_mode(output: Output) -> str:
    """Return when links are written: `auto`, `always` or `never`."""
    return output.links or setting("links") or "auto"


def _has_links(output: Output) -> bool:
    """Return whether the terminal on standard output gets links."""
    mode = _links_mode(output)
    if mode != "auto":
        return mode == "always"
    from sinoru.cli.terminal_links import takes_links

    return takes_links(os.environ)


def is_full(output: Output) -> bool:
    """Return whether everything is to be shown: as the option says, or the settings."""
    return output.full or setting("detail") == "full"


def is_brief(output: Output) -> bool:
    """Return whether the answer is shown to people, in its brief form."""
    return is_view(output) and not is_full(output)


def is_view(output: Output) -> bool:
    """Return whether the answer is shown to people, in brief or complete."""
    return output.format == "table" and not (output.cite or output.fields)


def _corpus_options(data: Sequence[str]) -> tuple[str, ...]:
    if not data:
        return ()
    from sinoru.cli.stderr import options_for

    return tuple(options_for(data))


def _with_readings_first(view: View) -> View:
    from sinoru.render.read_as import readings_first

    return lambda answer, look: readings_first(answer, view(answer, look))


def export(answer: Any, format_: str) -> None:
    """Write an answer to standard output in a format for programs."""
    from sinoru.export import EXPORTERS

    module, function = EXPORTERS[format_]
    write_for_programs(getattr(import_module(module), function)(answer))


def write_for_programs(parts: Iterable[str]) -> None:
    """Write to standard output as UTF-8 whatever the locale, with the line ends that the text has."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", newline="")
    sys.stdout.writelines(parts)


def _marked(document: Document, answer: Any) -> list[Block]:
    """Return the blocks of a document with the marks of the records in it, of which most answers have none."""
    if not (marks := getattr(answer, "marks", None)):
        return list(document)
    from sinoru.render.marked import marked

    return list(marked(document, marks))


def write_svg(answer: Any, view: Any, output: Output) -> None:
    """Draw the view of an answer into the file that `--svg` names. Raises WrongUsage, TargetInTheWay, NotWritten."""
    if output.format != "table":
        raise WrongUsage(refused("--svg", f"cannot be used with --format {output.format}", "Leave out one."))
    from sinoru.export.file import write_file
    from sinoru.render.terminal import PICTURE_WIDTH, draw, picture_width

    def blocks(width: int) -> list[Block]:
        look = Look(
            UNICODE, width, is_full(output), suggests=False, filters=output.filters, asked=output.asked
        )
        return _marked(view(answer, look), answer)

    drawn = blocks(output.width or PICTURE_WIDTH)
    if sum(len(block.rows) if isinstance(block, Grid) else 1 for block in drawn) > MOST_LINES:
        why = f"draws at most {MOST_LINES:,} lines, and this output has more"
        raise WrongUsage(refused("--svg", why, "Use --limit or a filter."))
    width = output.width or picture_width(drawn)
    picture = draw(drawn if width == PICTURE_WIDTH else blocks(width), width, _caption(sys.argv[1:]))
    write_file(output.svg, picture.encode(), force=output.force)


_NOT_IN_CAPTIONS = ("--svg", "--width", "--data", "--store")
"""Options about the picture and about where its corpus is, which mean nothing to those who see it."""


def _caption(arguments: list[str]) -> str:
    """Return the command line as typed, without the options that do not change what is shown."""
    from shlex import join

    kept: list[str] = []
    rest = iter(arguments)
    for argument in rest:
        if argument in _NOT_IN_CAPTIONS:
            next(rest, None)
        elif argument != "--force" and argument.partition("=")[0] not in _NOT_IN_CAPTIONS:
            kept.append(argument)
    return join(["sinoru", *kept])


def read_screen(output: Output) -> Screen:
    """Return what standard output can show: options go before the environment, and that before the terminal."""
    if output.svg:
        from sinoru.render.terminal import PICTURE_WIDTH

        return Screen(output.width or PICTURE_WIDTH, None, colored=True)
    has_terminal = sys.stdout.isatty()
    width = output.width or _configured_width(has_terminal=has_terminal)
    height = None
    if has_terminal:
        columns, height = _terminal_size()
        width = width or columns
    colored = _wants_color(output, has_terminal=has_terminal)
    return Screen(width, height, colored, has_links=has_terminal and _has_links(output))


def _terminal_size() -> tuple[int, int]:
    """Return the columns and lines of the terminal; 80 and 24 where it does not report them."""
    try:
        columns, lines = os.get_terminal_size(sys.stdout.fileno())
    except OSError:
        columns, lines = 0, 0
    return columns or 80, lines or 24


def _configured_width(*, has_terminal: bool) -> int | None:
    """Return the width that the environment sets, or for a terminal only, the config file."""
    found = find_setting("width")
    if found is None or not (has_terminal or found.origin.startswith("environment")):
        return None
    width: int = found.value
    return width


def _wants_color(output: Output, *, has_terminal: bool) -> bool:
    """Follow no-color.org and force-color.org; a variable that forbids colour overrides one that forces it."""
    environ = os.environ
    if not output.color or environ.get("NO_COLOR") or environ.get("TERM") == "dumb":
        return False
    if has_terminal and sys.platform == "win32":
        from sinoru.cli.windows_console import allow_colours

        return allow_colours()
    return has_terminal or _forces_color()


def _forces_color() -> bool:
    return os.environ.get("FORCE_COLOR", "0") not in ("", "0")


def _exceeds_screen(document: Iterable[Block], screen: Screen, glyphs: Glyphs) -> bool:
    lines = plain_lines(document, screen.width, glyphs.ellipsis)
    return next(islice(lines, (screen.height or 1) - 1, None), None) is not None


def _write_document(document: Iterable[Block], stream: IO[str], screen: Screen, glyphs: Glyphs) -> None:
    if not screen.colored:
        stream.writelines(f"{line}\n" for line in _plain_lines(document, screen, glyphs))
        return
    from sinoru.render.terminal import THEMES, ColourConsole, print_document

    # A pipe with forced colours has no width of its own; Rich would assume 80.
    console = ColourConsole(
        file=stream, width=screen.width or DRAWN_WIDTH, force_terminal=True, legacy_windows=False
    )
    print_document(document, console, THEMES[setting("theme") or "default"], has_links=screen.has_links)


def _plain_lines(document: Iterable[Block], screen: Screen, glyphs: Glyphs) -> Iterator[str]:
    if screen.width is None or not screen.has_links:
        return plain_lines(document, screen.width, glyphs.ellipsis)
    from sinoru.render.hyperlinks import linked_lines

    return linked_lines(document, screen.width, glyphs.ellipsis)


def show_sources(answer: Any, output: Output) -> None:
    """Show the sources that an answer cites, in the style of `--cite`. Raises WrongUsage."""
    from sinoru.cli.lookup import ask

    found = ask(output.data, lambda corpus: corpus.sources_of(answer))
    show_citations(found, output.cite, output, is_bibliography=True)


def show_citations(found: "Citations", style: str, output: Output, *, is_bibliography: bool = False) -> None:
    """Show citations in a style, and report which facts have none. Raises WrongUsage.

    A bibliography is in order of authors; otherwise the sources that are used most come first.
    """
    from sinoru.cli.stderr import say

    if style in RECORDS:
        _write_bibliography(found, style, output)
    else:
        from sinoru.cite.typeset import bibliography_of
        from sinoru.render.citations import bibliography_document, citations_document

        show(
            bibliography_of(found, style),
            bibliography_document if is_bibliography else citations_document,
            msgspec.structs.replace(output, cite=""),
        )
    for id_ in found.unsourced:
        say(f"{quoted(id_)} does not cite a source.")
    for id_ in found.unsupported if found.against is None else ():
        against = command("cite", id_, "--all", *_corpus_options(output.data))
        say(f"No source supports {quoted(id_)}. See what speaks against it: {against}")
    for id_ in found.missing:
        say(f"A record cites source {quoted(id_)}, which is not in this corpus.")


def _write_bibliography(found: "Citations", style: str, output: Output) -> None:
    """Write citations in a format of reference managers, such as BibTeX. Raises WrongUsage."""
    if output.width:
        raise WrongUsage(refused(f"Style {quoted(style)}", "cannot be used with --width", "Leave out one."))
    if output.format != "table" or output.svg:
        other = "--svg" if output.svg else f"--format {output.format}"
        raise WrongUsage(refused(f"Style {quoted(style)}", f"cannot be used with {other}", "Leave out one."))
    from sinoru.query.cite import merged

    write_for_programs(import_module(RECORDS[style]).write(merged(found)))
