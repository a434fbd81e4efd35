"""`sinoru help`: a first page for newcomers, the help of a command, and the meaning of all marks."""

from itertools import groupby

from sinoru.cli.command_line import COMMANDS, LOOK_UP
from sinoru.cli.examples import ANY, SHIPPED, is_bundled_corpus
from sinoru.cli.options import DATA, STORE
from sinoru.cli.output import FOUND, show
from sinoru.cli.parser import Request, command, too_much
from sinoru.render.document import BLANK, INDENT, Column, Document, Grid, Look, Span, line

_MARKS = "marks"
"""The word that asks for the meaning of all marks."""

_QUERY = "query"
"""The word that asks for the language of queries."""


@command(
    words="[COMMAND|marks|query]",
    formats=("table",),
    without=(DATA, STORE),
    examples=("sinoru help timeline", "sinoru help marks"),
)
def help(request: Request) -> int:  # noqa: A001  the name of the command
    """Show how sinoru or one of its commands is used, or what the marks mean.

    Without a word, the first page shows where to begin. 'sinoru help query' shows what a query may have.
    """
    match request.words:
        case ():
            show(None, _first_page, request.output)
        case (word,) if word == _MARKS:
            from sinoru.render.marks import marks_document

            show(None, marks_document, request.output)
        case (word,) if word == _QUERY:
            from sinoru.render.query_help import query_document

            show(None, query_document, request.output)
        case (name,):
            from sinoru.cli.typer_app import invoke

            return invoke([name, "--help", *([] if request.output.pager else ["--no-pager"])])
        case words:
            raise too_much("help", "one command", words)
    return FOUND


def _first_page(_answer: None, look: Look) -> Document:
    yield line("Look up events, people and claims in a chronology, each with its sources.")
    yield BLANK
    yield line(Span(LOOK_UP, "heading"))
    look_ups = ((name, summary) for name, (panel, summary) in COMMANDS.items() if panel == LOOK_UP)
    rows = tuple(((Span(name, "name"),), (Span(summary),)) for name, summary in look_ups)
    yield Grid((Column(wraps=False), Column()), rows, INDENT)
    others = groupby(COMMANDS, lambda name: COMMANDS[name][0])
    yield Grid(
        (Column(wraps=False), Column()),
        tuple(
            ((Span(panel, "heading"),), (Span(", ".join(names)),))
            for panel, names in others
            if panel != LOOK_UP
        ),
    )
    yield BLANK
    is_bundled = is_bundled_corpus()
    bundled = ", in the bundled corpus of Sino-Russian relations around the Kosovo crisis"
    yield line(Span("Try", "heading"), Span(bundled if is_bundled else "", "label"))
    for example in SHIPPED if is_bundled else ANY:
        yield line(f"  {example}")
    yield BLANK
    steps = "sinoru help timeline", "sinoru help marks", "sinoru --help"
    yield line(Span(f" {look.glyphs.bullet} ".join(steps), "label"))
