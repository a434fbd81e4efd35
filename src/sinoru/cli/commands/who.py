"""`sinoru who`: a person or an organisation, or everyone."""

from sinoru.cli.lookup import ask
from sinoru.cli.options import CITE, LISTING, option
from sinoru.cli.output import FOUND, Sought, finish, report_no_match, show
from sinoru.cli.parser import Request, command
from sinoru.cli.stderr import say
from sinoru.messages import quoted
from sinoru.query.answers import NobodyFound
from sinoru.query.who import ask_who, list_everyone
from sinoru.render.who import who_document

_ON = option("--on", "Only offices held on this day or in this period.", "DATE")


@command(
    words="[NAME]",
    options=(_ON, *LISTING, CITE),
    examples=("sinoru who Stepashin", "sinoru who prime minister --on 1999-06"),
)
def who(request: Request, on: str | None) -> int:
    """Show everything known about a person or an organisation.

    NAME is any spelling in any script, a part of a name, or an office. Without it, everyone is listed.
    """
    if not request.text:
        return _list_everyone(request)
    answer = ask(request.data, lambda index: ask_who(index, request.text, on or "", request.filters))
    show(answer, who_document, request.output)
    if not isinstance(answer, NobodyFound):
        return FOUND
    if on and not answer.suggestions:
        say(
            f"If {quoted(request.text)} is an office, no one is recorded in it on {quoted(on)}. Try another date."
        )
    return report_no_match(answer, request)


def _list_everyone(request: Request) -> int:
    answer = ask(request.data, lambda index: list_everyone(index, request.filters))
    return finish(
        answer, who_document, request, found=answer.listed, sought=Sought("people or organisations")
    )
