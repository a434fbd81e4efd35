"""`sinoru fmt`: the layout of corpus files."""

from sinoru.cli.lookup import complete_interrupted, whole_corpora, writable_paths
from sinoru.cli.options import STORE, flag
from sinoru.cli.output import show
from sinoru.cli.parser import FileWords, Request, command
from sinoru.cli.stderr import say
from sinoru.edit.fmt import format_files
from sinoru.edit.upgrade import upgrade_files
from sinoru.messages import count
from sinoru.render.changes import fmt_diff_document, fmt_document

_CHECK = flag("--check", "Write nothing; exit 1 if a file would change.")
_DIFF = flag("--diff", "Write nothing; show what would change.")
_UPGRADE = flag("--upgrade", "Rewrite a corpus of an older format, and list what you must decide.")


@command(
    words=FileWords("[PATH]..."),
    options=(_CHECK, _DIFF, _UPGRADE),
    formats=("table",),
    examples=("sinoru fmt --check events.yaml", "sinoru fmt --upgrade --diff"),
    without=(STORE,),
)
def fmt(request: Request, *, check: bool | None, diff: bool | None, upgrade: bool | None) -> int:
    """Format corpus files: order of keys, indents, blank lines.

    Comments, quotes and line ends are kept. A file is written only if its records are proved to be unchanged.
    PATH is a file or a folder (default: the corpus of --data, or the working folder). --upgrade writes all files or
    none, and otherwise leaves order and layout as they are.
    Exit status: 0 done, 1 a file would change (with --check), 2 a file could not be read or formatted.
    """
    change = upgrade_files if upgrade else format_files
    paths = request.words or writable_paths(request.data)
    for path in dict.fromkeys(whole_corpora(paths)):
        complete_interrupted([path])
    answer = change(paths, write=not (check or diff))
    show(answer, fmt_diff_document if diff else fmt_document, request.output)
    changed, refused = answer.in_state("formatted"), answer.in_state("refused")
    for file in refused:
        say(file.why)
    done = "upgraded" if upgrade else "formatted"
    outcome = f"would be {done}" if check or diff else done
    skipped = f", {len(refused):,} skipped" if refused else ""
    say(f"{count(len(changed), 'file')} {outcome}, {len(answer.in_state('unchanged')):,} unchanged{skipped}.")
    return 2 if refused else bool(check and changed)
