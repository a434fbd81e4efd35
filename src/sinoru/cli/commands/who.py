"""`sinoru who`: a person or an organisation, or everyone."""

from functools import partial

from msgspec.structs import replace

from sinoru.cli.lookup import ask
from sinoru.cli.options import CITE, FULL, LIST_FORMATS, fields, filters_of, option
from sinoru.cli.output import FOUND, NOTHING, Sought, finish, is_brief, is_view, report_no_match, show
from sinoru.cli.parser import Request, command
from sinoru.cli.stderr import say
from sinoru.messages import command as command_line
from sinoru.messages import quoted, refused
from sinoru.model.errors import WrongUsage
from sinoru.query.answers import CARD_EVENTS, NobodyFound, OfficeHolders
from sinoru.query.filters import as_arguments
from sinoru.render.who import who_document

_ON = option("--on", "Only offices held on this day or in this period.", "DATE")


@command(
    words="[NAME]",
    options=(_ON, *filters_of("who"), CITE, fields("name", "id"), FULL),
    formats=LIST_FORMATS,
    examples=("sinoru who Stepashin", "sinoru who prime minister --on 1999-06"),
)
def who(request: Request, on: str | None) -> int:
    """Show everything known about a person or an organisation.

    NAME is any spelling in any script, a part of a name, or an office. Without it, everyone is listed.
    """
    if not request.text:
        if on:
            advice = f"Example: {command_line('who', 'prime', 'minister', '--on', on)}"
            raise WrongUsage(refused("--on", "cannot be used without a name or an office", advice))
        return _list_everyone(request)
    filters, most = request.filters, request.filters.limit
    if most and is_brief(request.output) and most <= CARD_EVENTS:
        filters = replace(filters, limit=None)  # the view chooses what is shown, among all
    all_offices = is_view(request.output)
    answer = ask(
        request.data,
        lambda corpus: corpus.who(
            request.text, on=on or "", all_offices=all_offices, **as_arguments(filters)
        ),
    )
    show(answer, partial(who_document, most=most), request.output)
    if isinstance(answer, OfficeHolders) and not has_office_holders(answer):
        return NOTHING
    if not isinstance(answer, NobodyFound):
        return FOUND
    if on and not answer.suggestions:
        say(
            f"If {quoted(request.text)} is an office, no one is recorded in it on {quoted(on)}. Try another date."
        )
    return report_no_match(answer, request)


def has_office_holders(answer: OfficeHolders) -> bool:
    """Return whether the answer names anyone, if only of another day."""
    return bool(answer.holders or answer.near or answer.before or answer.after or answer.undated)


def _list_everyone(request: Request) -> int:
    answer = ask(request.data, lambda corpus: corpus.everyone(**request.filtering))
    return finish(
        answer,
        who_document,
        request,
        found=answer.listed,
        sought=Sought("people or organisations", kinds=("person", "organisation")),
    )
