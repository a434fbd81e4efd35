"""`sinoru edit`: a record opens in the user's editor, in a copy that is checked before it replaces the file."""

import os
from collections.abc import Sequence

from sinoru.cli.lookup import ask, writable_paths
from sinoru.cli.messages import choose, is_interactive, say
from sinoru.cli.options import STORE
from sinoru.cli.output import FOUND, NOTHING
from sinoru.cli.parser import Request, command
from sinoru.cli.user_programs import open_editor
from sinoru.edit.text_file import read_text_file
from sinoru.edit.working_copy import WorkingCopy, make_copy, shown_copy
from sinoru.model.errors import SinoruError, WrongUsage
from sinoru.query.show import locate_record


@command(
    words="ID",
    formats=("table",),
    examples=("sinoru edit neil-armstrong", "sinoru edit nasa --data my-corpus"),
    without=(STORE,),
)
def edit(request: Request) -> int:
    """Open a record in your editor, at its line, and check what you wrote.

    The environment variable VISUAL or EDITOR names the editor. It works on a copy, which becomes the file once it
    brings no new fault into the corpus, or you say so. Exit status: 0 done, 1 no such record, or faults, 2 the editor
    failed, or somebody else wrote the file.
    """
    if len(request.words) != 1:
        raise WrongUsage("say which record: sinoru edit neil-armstrong")
    paths = writable_paths(request.data)
    location = ask(paths, lambda index: locate_record(index, request.words[0]))
    copy = make_copy(read_text_file(location.path), paths)
    try:
        return _edit_copy(copy, location.line, paths)
    except (SinoruError, OSError, KeyboardInterrupt):
        if copy.is_untouched():
            copy.remove()
        elif os.path.lexists(copy.path):
            say(f"your version is in {shown_copy(copy)}")
        raise


def _edit_copy(copy: WorkingCopy, line: int, paths: Sequence[str]) -> int:
    """Reopen the editor until the copy is unchanged or valid, or the user saves it anyway or quits."""
    while True:
        open_editor(copy.path, line)
        content = copy.read()
        if content == copy.original.content:
            copy.remove()
            say(f"{copy.original.shown} is as it was.")
            return FOUND
        faults = copy.faults(content, paths)
        for fault in faults:
            say(str(fault))
        if not faults:
            break
        choice = "quit"
        if is_interactive():
            choice = choose("This would bring faults into the corpus.", ("edit again", "save anyway", "quit"))
        if choice == "quit":
            say(f"{copy.original.shown} is as it was; your version is in {shown_copy(copy)}")
            return NOTHING
        if choice == "save anyway":
            break
        line = faults[0].line
    copy.put_in_place(content, paths)
    say(f"{copy.original.shown} is written.")
    return FOUND
