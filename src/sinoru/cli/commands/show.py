"""`sinoru show`."""

from collections.abc import Sequence

from sinoru.cli.command import command
from sinoru.cli.corpus import ask
from sinoru.cli.messages import say
from sinoru.cli.options import Request
from sinoru.cli.outcome import FOUND, NOTHING
from sinoru.cli.output import show as show_answer
from sinoru.index.index import Index
from sinoru.model.errors import UnknownId, WrongUsage
from sinoru.query.answers import Shown
from sinoru.query.show import ask_show
from sinoru.render.document import BLANK, Document
from sinoru.render.glyphs import Glyphs
from sinoru.render.show import show_document


@command(
    words="ID...",
    examples=("sinoru show hotline-call-1999-05-10", "sinoru show sergei-stepashin yu-1999q2 --format json"),
)
def show(request: Request) -> int:
    """Show records whole, with their evidence and what refers to them."""
    if not request.words:
        raise WrongUsage("say which record, as in: sinoru show sergei-stepashin")
    answers = ask(request.data, lambda index: [_find(index, wanted) for wanted in request.words])
    found = [answer for answer in answers if isinstance(answer, Shown)]
    missing = [answer for answer in answers if isinstance(answer, UnknownId)]
    if found or request.output.format != "table":
        show_answer(found, _document, request.output)
    for error in missing:
        say(str(error))
    return NOTHING if missing else FOUND


def _find(index: Index, wanted: str) -> Shown | UnknownId:
    try:
        return ask_show(index, wanted)
    except UnknownId as error:
        return error


def _document(answers: Sequence[Shown], *, glyphs: Glyphs) -> Document:
    for number, answer in enumerate(answers):
        if number:
            yield BLANK
        yield from show_document(answer, glyphs=glyphs)
