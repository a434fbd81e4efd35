"""`sinoru who`: a person or an organisation, or everyone."""

from sinoru.cli.lookup import ask
from sinoru.cli.options import CITE, LISTING, option
from sinoru.cli.output import FOUND, finish, report_no_match, show
from sinoru.cli.parser import Request, command
from sinoru.query.answers import NobodyFound
from sinoru.query.who import ask_who, list_everyone
from sinoru.render.who import who_document

_ON = option("--on", "Only the offices held on this day or in this time.", "DATE")


@command(
    words="[NAME]",
    options=(_ON, *LISTING, CITE),
    examples=("sinoru who Stepashin", "sinoru who prime minister --on 1999-06"),
)
def who(request: Request, on: str | None) -> int:
    """Show all that is known of a person or an organisation.

    Any spelling will do, in any script, also a part of the name or an office. Without a name: everyone.
    """
    if not request.text:
        return _list_everyone(request)
    answer = ask(request.data, lambda index: ask_who(index, request.text, on or "", request.filters))
    show(answer, who_document, request.output)
    return report_no_match(answer) if isinstance(answer, NobodyFound) else FOUND


def _list_everyone(request: Request) -> int:
    answer = ask(request.data, lambda index: list_everyone(index, request.filters))
    return finish(answer, who_document, request, found=answer.listed, thing="person or organisation")
