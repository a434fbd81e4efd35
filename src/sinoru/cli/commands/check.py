"""`sinoru check`: the faults of a corpus, the manual of a rule, and automatic fixes."""

from functools import partial

from sinoru.check.manual import manual_of
from sinoru.check.runner import check_files, fix_files
from sinoru.cli.lookup import paths_to_check, show_progress
from sinoru.cli.messages import say
from sinoru.cli.options import FORMATS, STORE, flag, option
from sinoru.cli.output import read_screen, show
from sinoru.cli.parser import Request, command, one_of
from sinoru.render.check import check_document, manual_document, summary

_VALID, _FAULTS, _UNREADABLE = 0, 1, 2
"""Exit statuses."""


@command(
    words="[PATH]...",
    options=(
        option("--explain", "Print the manual of a fault, such as E202, and leave.", "CODE"),
        flag("--fix", "Mend what can be mended without any loss, then check."),
    ),
    formats=(*FORMATS, "sarif", "github"),
    examples=("sinoru check my-corpus", "sinoru check --format sarif > faults.sarif"),
    without=(STORE,),
)
def check(request: Request, explain: str | None, *, fix: bool) -> int:
    """Show every fault of a corpus, with its place and what to do.

    PATH: files and folders; without any, the corpus of --data, or the working folder if it is one. A file is checked
    as part of its corpus: that of --data, or else the nearest folder, its own or above, with one titled 'corpus:'.
    Exit status: 0 without errors, 1 with some, 2 where a file cannot be read.
    """
    if explain:
        one_of("--format", request.output.format, ("table", "json"))
        show(manual_of(explain.upper()), manual_document, request.output)
        return _VALID
    check_or_fix = fix_files if fix else check_files
    corpus = paths_to_check(request.data)
    checked = check_or_fix(request.words or corpus, request.data, progress=show_progress("Checking"))
    show(checked, partial(check_document, width=read_screen(request.output).width), request.output)
    for broken in checked.without:
        say(broken)
    say(summary(checked))
    if checked.is_unreadable:
        return _UNREADABLE
    return _FAULTS if checked.errors else _VALID
