"""`sinoru diff`: the records that differ between two states of a corpus."""

from sinoru.cli.lookup import writable_paths
from sinoru.cli.options import STORE
from sinoru.cli.output import show
from sinoru.cli.parser import FileWords, Request, command, nothing, too_much
from sinoru.cli.stderr import say
from sinoru.edit.compare import compare, names_revision, state_of
from sinoru.render.changes import diff_document

SAME, DIFFERENT = 0, 1
_MOST_STATES = 2


@command(
    words=FileWords("A [B]"),
    examples=("sinoru diff HEAD~1 .", "sinoru diff v1:data my-corpus --format json"),
    without=(STORE,),
)
def diff(request: Request) -> int:
    """Show how two states of a corpus differ, record by record and field by field.

    A and B are folders, files or git revisions: REV, REV:PATH (PATH from the top of the repository) or git:REV.
    Without B, A is compared with the corpus of --data, or with the working folder. A record that only moved to
    another file or line is not a difference. Exit status, as in diff: 0 the same, 1 different, 2 an error.
    """
    words = request.words
    if not words:
        raise nothing("states", "diff", "HEAD~1", ".")
    if len(words) > _MOST_STATES:
        raise too_much("diff", "at most two states", words)
    old = words[0]
    new = words[1] if len(words) == _MOST_STATES else writable_paths(request.data)[0]
    paths = [state for state in (new, old) if not names_revision(state)] or [*writable_paths(request.data)]
    answer = compare((old, state_of(old, paths[0])), (new, state_of(new, paths[0])))
    show(answer, diff_document, request.output)
    for fault in answer.faults:
        say(str(fault))
    counts = ", ".join(
        f"{answer.count(change)} {change}"
        for change in ("added", "removed", "changed")
        if answer.count(change)
    )
    say(f"{counts}." if answer.changes else "No differences.")
    return DIFFERENT if answer.changes else SAME
