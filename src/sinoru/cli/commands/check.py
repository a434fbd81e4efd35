"""`sinoru check`."""

from functools import partial

from sinoru.check.runner import check_files
from sinoru.cli.command import command
from sinoru.cli.corpus import corpus_paths
from sinoru.cli.messages import say
from sinoru.cli.options import Request
from sinoru.cli.output import read_screen, show
from sinoru.render.check import check_document, summary


@command(
    words="[PATH]...",
    examples=("sinoru check my-corpus", "sinoru check --format sarif > faults.sarif"),
    formats=("table", "json", "jsonl", "csv", "markdown", "sarif", "github"),
)
def check(request: Request) -> int:
    """Show every fault of a corpus, with its place and what to do.

    PATH: files and folders; without any, the corpus of --data. A file is checked as part of its corpus: that of
    --data, or else the nearest folder above it with a 'corpus:' title.
    """
    paths = request.words or corpus_paths(request.data)
    checked = check_files(paths, request.data)
    view = partial(check_document, width=read_screen(request.output).width)
    show(checked, view, request.output)
    say(summary(checked))
    return 2 if checked.is_unreadable else bool(checked.errors)
