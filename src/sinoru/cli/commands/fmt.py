"""`sinoru fmt`: the layout of corpus files."""

from sinoru.cli.lookup import corpus_to_change
from sinoru.cli.options import STORE, flag
from sinoru.cli.output import show
from sinoru.cli.parser import FileWords, Request, command
from sinoru.cli.stderr import say
from sinoru.edit.fmt import format_files
from sinoru.messages import count
from sinoru.render.changes import fmt_diff_document, fmt_document

_CHECK = flag("--check", "Write nothing; exit 1 if a file would change.")
_DIFF = flag("--diff", "Write nothing; show what would change.")


@command(
    words=FileWords("[PATH]..."),
    options=(_CHECK, _DIFF),
    formats=("table",),
    examples=("sinoru fmt", "sinoru fmt --check events.yaml"),
    without=(STORE,),
)
def fmt(request: Request, check: bool | None, diff: bool | None) -> int:  # noqa: FBT001  options come by name
    """Format corpus files: order of keys, indents, blank lines.

    Comments, quotes and line ends are kept. A file is written only if its records are proved to be unchanged.
    PATH is a file or a folder (default: the corpus of --data, or the working folder).
    Exit status: 0 done, 1 a file would change (with --check), 2 a file could not be read or formatted.
    """
    answer = format_files(request.words or corpus_to_change(request.data), write=not (check or diff))
    show(answer, fmt_diff_document if diff else fmt_document, request.output)
    changed, refused = answer.in_state("formatted"), answer.in_state("refused")
    for file in refused:
        say(file.why)
    outcome = "would be formatted" if check or diff else "formatted"
    skipped = f", {len(refused):,} skipped" if refused else ""
    say(f"{count(len(changed), 'file')} {outcome}, {len(answer.in_state('unchanged')):,} unchanged{skipped}.")
    return 2 if refused else bool(check and changed)
