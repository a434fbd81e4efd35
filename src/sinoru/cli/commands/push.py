"""`sinoru push`: copy the corpus into a store."""

from sinoru.cli.lookup import report_withheld, show_progress
from sinoru.cli.options import PRIVATE, SVG, option
from sinoru.cli.output import show
from sinoru.cli.parser import Request, command, nothing
from sinoru.cli.settings import file_paths, setting
from sinoru.cli.stderr import report_faults
from sinoru.render.facts import facts_document
from sinoru.store.push import Target, push_corpus

_SHARD = option("--shard", "Server that holds part of the records of the store.", "URL", many=True)
_READER = option(
    "--reader",
    "Database role that may read the store, in addition to those that already can.",
    "ROLE",
    many=True,
)


@command(
    options=(_SHARD, _READER, PRIVATE),
    examples=(
        "sinoru push --store postgresql://desk@db.example/news --data my-corpus",
        "sinoru push --store sqlite:kosovo.sqlite",
    ),
    without=(SVG,),
)
def push(
    request: Request, shard: tuple[str, ...] | None, reader: tuple[str, ...] | None, *, private: bool | None
) -> int:
    """Copy the corpus to a store: a shared PostgreSQL server, or one file.

    Every look-up can then use the store with --store URL. The store keeps its contents until the new corpus is
    complete; a push that fails changes nothing.
    """
    store = request.store or setting("store") or ""
    if store in ("", "sqlite"):
        known = ("postgresql://...", "sqlite:PATH")
        raise nothing("store", "push", "--store", "sqlite:corpus.sqlite", known=known)
    reading, pushing = show_progress(), show_progress("Pushing")
    target = Target(store, tuple(shard or ()), tuple(reader or ()), is_public=not private)
    pushed = push_corpus(file_paths(request.files), target, reading, pushing)
    report_withheld(pushed.withheld)
    show(pushed, facts_document, request.output)
    if pushed.faults:
        report_faults(pushed.faults, request.files)
    return 0
