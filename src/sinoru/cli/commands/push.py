"""`sinoru push`: copy the corpus into a store."""

from sinoru.cli.lookup import show_progress
from sinoru.cli.messages import report_faults
from sinoru.cli.options import SVG, option
from sinoru.cli.output import show
from sinoru.cli.parser import Request, command
from sinoru.cli.settings import file_paths, setting
from sinoru.model.errors import WrongUsage
from sinoru.render.facts import facts_document
from sinoru.store.push import push_corpus

_SHARD = option("--shard", "A server that holds a part of the records, behind the store.", "URL", many=True)
_READER = option(
    "--reader", "A role of the database that may read it, besides those that could.", "ROLE", many=True
)


@command(
    options=(_SHARD, _READER),
    examples=(
        "sinoru push --store postgresql://desk@db.example/news --data my-corpus",
        "sinoru push --store sqlite:kosovo.sqlite",
    ),
    without=(SVG,),
)
def push(request: Request, shard: tuple[str, ...] | None, reader: tuple[str, ...] | None) -> int:
    """Put the corpus into a store: a PostgreSQL server that many ask, or one file.

    Every look-up then asks it with --store URL. What is in the store stays until the new corpus is whole; a push that
    fails changes nothing.
    """
    store = request.store or setting("store") or ""
    if store in ("", "sqlite"):
        raise WrongUsage("say where to with --store postgresql://... or --store sqlite:PATH")
    reading, pushing = show_progress(), show_progress("Pushing")
    pushed = push_corpus(file_paths(request.files), store, shard or (), reader or (), reading, pushing)
    show(pushed, facts_document, request.output)
    if pushed.faults:
        report_faults(pushed.faults)
    return 0
