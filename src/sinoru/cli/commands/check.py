"""`sinoru check`: the errors in a corpus, the manual of a rule, and automatic fixes."""

from collections.abc import Sequence

from sinoru.check.discrepancies import find_discrepancies
from sinoru.check.discrepancy import Discrepancies, with_findings
from sinoru.check.finding import Checked
from sinoru.check.manual import manual_of
from sinoru.check.runner import belongs_to_corpus, check_files, corpora_around, fix_files
from sinoru.cli.lookup import complete_interrupted, paths_to_check, show_progress, with_index
from sinoru.cli.options import FULL, STORE, flag, option
from sinoru.cli.output import show
from sinoru.cli.parser import FileWords, Request, command
from sinoru.cli.settings import FORMATS
from sinoru.cli.stderr import say
from sinoru.index.index import Progress
from sinoru.loading.files import find_files
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
        flag("--findings", "Also list what looks wrong but may be right, with conflicts ready to paste."),
        flag(
            "--skip-others", "Skip files that are not part of a corpus, instead of reporting errors in them."
        ),
    ),
    formats=(*FORMATS, "sarif", "github"),
    examples=("sinoru check my-corpus", "sinoru check --format sarif > errors.sarif"),
    without=(STORE,),
)
def check(request: Request, explain: str | None, *, fix: bool, findings: bool, skip_others: bool) -> int:
    """Report every error in a corpus, with its location and a suggested fix.

    PATH is a file or a folder (default: the corpus of --data, or the working folder if it is a corpus). A file is
    checked as part of its corpus: that of --data, or the nearest folder, its own or above, in which one file has a
    'corpus:' entry with a title.
    Exit status: 0 no errors, 1 errors, 2 a file cannot be read.
    """
    if explain:
        other = "--fix" if fix else "--findings" if findings else "a path" if request.words else ""
        return _explain(explain, request, other)
    check_or_fix = _fix if fix else check_files
    paths = request.words or paths_to_check(request.data)
    if skip_others:
        kept = tuple(path for path in paths if belongs_to_corpus(path, request.data))
        if len(kept) < len(paths):
            say(f"Skipped {count(len(paths) - len(kept), 'file')} outside any corpus.")
        paths = kept
    checked = check_or_fix(paths, request.data, progress=show_progress("Checking"))
    if findings:
        found = _find(paths, request.data) if checked.records else Discrepancies()
        checked = with_findings(checked, found)
    show(checked, check_document, request.output)
    for broken in checked.without:
        say(broken)
    say(summary(checked))
    if checked.is_unreadable:
        return _UNREADABLE
    return _FAULTS if checked.errors else _VALID


def _explain(code: str, request: Request, other: str) -> int:
    """Show the manual of a code; `other` is what was given beside it. Raises WrongUsage."""
    if request.output.format not in _EXPLAINED:
        why = f"cannot be used with --format {request.output.format}"
        raise WrongUsage(refused("--explain", why, f"Use --format {series(_EXPLAINED)}."))
    if other:
        raise WrongUsage(refused("--explain", f"cannot be used with {other}", "Leave out one."))
    show(manual_of(code), manual_document, request.output)
    return _VALID


def _find(paths: Sequence[str], data: Sequence[str]) -> Discrepancies:
    """Return the findings in files, each as part of its corpus."""
    files = {file.path for file in find_files(paths)[0]}
    found = [
        with_index(corpus, lambda index: find_discrepancies(index, files), is_first=False)
        for corpus in corpora_around(paths, data)
    ]
    return Discrepancies(
        tuple(one for part in found for one in part.found),
        tuple(one for part in found for one in part.unread),
    )


def _fix(paths: Sequence[str], corpus: Sequence[str], progress: Progress) -> Checked:
    """Fix what is safe to fix, and what an interrupted change left."""
    if paths:
        complete_interrupted(paths)
    return fix_files(paths, corpus, progress)
