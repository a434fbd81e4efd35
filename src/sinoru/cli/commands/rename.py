"""`sinoru rename`: a record gets another id, and every reference to it follows."""

from sinoru.cli.lookup import corpus_to_change, single_corpus, whole_corpora
from sinoru.cli.options import STORE, flag
from sinoru.cli.output import FOUND, show
from sinoru.cli.parser import Request, command, nothing, too_much
from sinoru.cli.stderr import say
from sinoru.edit.joint_change import write_together
from sinoru.edit.rename import plan_renaming
from sinoru.files import folder_lock
from sinoru.messages import count, quoted
from sinoru.render.changes import files_document

_IDS = 2


@command(
    words="OLD NEW",
    options=(flag("--dry-run", "Show the change of every file, and write nothing."),),
    formats=("table",),
    examples=("sinoru rename nasa nasa-hq", "sinoru rename li-peng li-peng-premier --dry-run"),
    without=(STORE,),
)
def rename(request: Request, *, dry_run: bool) -> int:
    """Change the id of a record.

    Every reference to it follows, in every file of the corpus; comments, order and layout stay. The record lists the
    old id in 'formerly', and every command still finds it under that. All files are written, or none. The name of a
    record is not its id: to change it, use edit.
    Exit status: 0 done, 1 an unknown id or new errors, 2 the id cannot be used, or a file cannot be written.
    """
    if len(request.words) < _IDS:
        raise nothing("new id" if request.words else "ids", "rename", "nasa", "nasa-hq")
    if len(request.words) > _IDS:
        raise too_much("rename", "two ids", request.words)
    old, new = request.words
    paths = whole_corpora(single_corpus(corpus_to_change(request.data), "renamed in"))
    with folder_lock(*paths):
        plan = plan_renaming(old, new, paths)
        if not dry_run:
            write_together(plan.changes, paths)
    if plan.old == new:
        say(f"{quoted(old)} is a former id of {quoted(new)} already. Nothing was written.")
        return FOUND
    if plan.old != old:
        say(f"'{old}' is a former id of '{plan.old}'.")
    if dry_run:
        show(plan.changes, files_document, request.output)
    where = f"{count(plan.references, 'reference')} in {count(len(plan.changes), 'file')}"
    say(
        f"Would rename {plan.old} to {new}: {where}." if dry_run else f"Renamed {plan.old} to {new}: {where}."
    )
    return FOUND
