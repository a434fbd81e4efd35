"""`sinoru add`."""

from typing import Any

from sinoru.cli.adding import (
    OPTIONS,
    ask_for_fields,
    confirmed,
    resolve_with_help,
    typed_fields,
    write_addition,
)
from sinoru.cli.asking import is_somebody_there
from sinoru.cli.command import command
from sinoru.cli.corpus import ask
from sinoru.cli.messages import say
from sinoru.cli.options import STORE
from sinoru.cli.outcome import FOUND, NOTHING
from sinoru.cli.output import show
from sinoru.cli.own_corpus import one_corpus, own_paths
from sinoru.cli.request import Request
from sinoru.edit.add import Addition, make_record, plan_addition
from sinoru.model.errors import WrongUsage
from sinoru.model.records import RECORD_OF_KIND
from sinoru.render.changes import add_document


@command(
    words="KIND [TITLE]",
    options=OPTIONS,
    formats=("table",),
    examples=(
        "sinoru add event Apollo 12 lands --date '19 Nov 1969' --place Moon",
        "sinoru add person Zhang Wannian --spelling 张万年:zh-Hans --dry-run",
    ),
    without=(STORE,),
)
def add(request: Request, **given: Any) -> int:
    """Add a record to a corpus: event, person, organisation, place, claim or source.

    Names of people and places may be spelled in any way that the corpus knows. Without options, in a terminal, the
    fields are asked for. What would change is shown as a diff, and written once you agree.
    """
    if not request.words or request.words[0] not in RECORD_OF_KIND:
        raise WrongUsage(f"say of which kind: {', '.join(RECORD_OF_KIND)}")
    kind, *title = request.words
    paths = one_corpus(own_paths(request.data))
    is_asking = is_somebody_there() and not given["yes"] and not given["dry_run"]
    if not (is_asking or given["yes"] or given["dry_run"]):
        raise WrongUsage(
            "nobody is there to ask: write with --yes, or see what would be written with --dry-run"
        )
    typed = typed_fields(kind, " ".join(title), request.filters, given)
    if is_asking:
        typed = ask_for_fields(kind, typed)

    def plan(index: Any) -> Addition:
        record = make_record(kind, typed, resolve_with_help(index, is_asking=is_asking))
        return plan_addition(index, record, paths, given["file"] or "")

    addition = ask(paths, plan)
    show(addition, add_document, request.output)
    for fault in addition.faults(paths):
        say(str(fault))
    if given["dry_run"]:
        return FOUND
    if is_asking and not confirmed(f"Write this to {addition.file.shown}?"):
        say("nothing was written.")
        return NOTHING
    addition = write_addition(addition, paths, given["id"] or "", given["file"] or "")
    say(f"{addition.record.id} is in {addition.file.shown}.")
    return FOUND
