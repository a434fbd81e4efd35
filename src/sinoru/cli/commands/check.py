"""`sinoru check`: the errors in a corpus, the manual of a rule, and automatic fixes."""

from collections.abc import Sequence

from sinoru.check.finding import Checked
from sinoru.check.manual import manual_of
from sinoru.check.runner import belongs_to_corpus, check_files, fix_files
from sinoru.cli.lookup import complete_interrupted, paths_to_check, show_progress
from sinoru.cli.options import FULL, STORE, flag, option
from sinoru.cli.output import show
from sinoru.cli.parser import FileWords, Request, command
from sinoru.cli.settings import FORMATS
from sinoru.cli.stderr import say
from sinoru.index.index import Progress
from sinoru.messages import count, refused, series
from sinoru.model.errors import WrongUsage
from sinoru.render.check import check_document, manual_document, summary

_VALID, _FAULTS, _UNREADABLE = 0, 1, 2
"""Exit statuses."""
_EXPLAINED = ("table", "json")
"""The formats of a manual page."""


@command(
    words=FileWords("[PATH]..."),
    options=(
        FULL,
        option("--explain", "Print the manual page of a code, such as E202, and exit.", "CODE"),
        flag("--fix", "Fix what can be fixed safely, then check."),
        flag(
            "--skip-others", "Skip files that are not part of a corpus, instead of reporting errors in them."
        ),
    ),
    formats=(*FORMATS, "sarif", "github"),
    examples=("sinoru check my-corpus", "sinoru check --format sarif > errors.sarif"),
    without=(STORE,),
)
def check(request: Request, explain: str | None, *, fix: bool, skip_others: bool) -> int:
    """Report every error in a corpus, with its location and a suggested fix.

    PATH is a file or a folder (default: the corpus of --data, or the working folder if it is a corpus). A file is
    checked as part of its corpus: that of --data, or the nearest folder, its own or above, in which one file has a
    'corpus:' entry with a title.
    Exit status: 0 no errors, 1 errors, 2 a file cannot be read.
    """
    if explain:
        if request.output.format not in _EXPLAINED:
            why = f"cannot be used with --format {request.output.format}"
            raise WrongUsage(refused("--explain", why, f"Use --format {series(_EXPLAINED)}."))
        if fix or request.words:
            other = "--fix" if fix else "a path"
            raise WrongUsage(refused("--explain", f"cannot be used with {other}", "Leave out one."))
        show(manual_of(explain), manual_document, request.output)
        return _VALID
    check_or_fix = _fix if fix else check_files
    paths = request.words or paths_to_check(request.data)
    if skip_others:
        kept = tuple(path for path in paths if belongs_to_corpus(path, request.data))
        if len(kept) < len(paths):
            say(f"Skipped {count(len(paths) - len(kept), 'file')} outside any corpus.")
        paths = kept
    checked = check_or_fix(paths, request.data, progress=show_progress("Checking"))
    show(checked, check_document, request.output)
    for broken in checked.without:
        say(broken)
    say(summary(checked))
    if checked.is_unreadable:
        return _UNREADABLE
    return _FAULTS if checked.errors else _VALID


def _fix(paths: Sequence[str], corpus: Sequence[str], progress: Progress) -> Checked:
    """Fix what is safe to fix, and what an interrupted change left."""
    if paths:
        complete_interrupted(paths)
    return fix_files(paths, corpus, progress)
