"""`sinoru edit`: a record opens in the user's editor, in a copy that is checked before it replaces the file."""

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec

from sinoru.cli.editor import open_editor
from sinoru.cli.last_list import typed_ids
from sinoru.cli.lookup import ask, corpus_to_change, whole_corpora
from sinoru.cli.options import STORE
from sinoru.cli.output import FOUND, NOTHING, report_candidates
from sinoru.cli.parser import Request, command, nothing, too_much
from sinoru.cli.stderr import choose, is_interactive, say
from sinoru.edit.text_file import read_text_file
from sinoru.edit.working_copy import WorkingCopy, make_copy, shown_copy
from sinoru.files import folder_lock
from sinoru.model.errors import SinoruError
from sinoru.query.answers import Candidates

if TYPE_CHECKING:
    from sinoru.corpus import Corpus
    from sinoru.query.show import RecordLocation


@command(
    words="ID",
    formats=("table",),
    examples=("sinoru edit neil-armstrong", "sinoru edit nasa --data my-corpus"),
    without=(STORE,),
)
def edit(request: Request) -> int:
    """Open a record in your editor, and check your changes.

    The environment variable VISUAL or EDITOR names the editor. It opens a copy of the file, at the record. The copy
    replaces the file if it adds no error to the corpus, or if you choose to save it anyway. Exit status: 0 done, 1 an
    unknown id or new errors, 2 the editor failed, or someone else changed the file.
    """
    if not request.words:
        raise nothing("id", "edit", "neil-armstrong")
    paths = corpus_to_change(request.data)
    location = ask(paths, lambda corpus: _locate(corpus, request, paths))
    if isinstance(location, Candidates):
        return report_candidates(location, request, "edit")
    edited = _edit(location, paths)
    say(edited.message)
    return edited.status


class Edited(msgspec.Struct, frozen=True):
    """What became of a record that was opened in the editor."""

    message: str
    status: int


def edit_record(id_: str, paths: Sequence[str]) -> Edited:
    """Open the record with this id in the user's editor. Raises what `edit` raises."""
    return _edit(ask(paths, lambda corpus: corpus.location(id_), is_first=False), paths)


def _edit(location: "RecordLocation", paths: Sequence[str]) -> Edited:
    copy = make_copy(read_text_file(location.path), paths)
    try:
        return _edit_copy(copy, location.line, paths)
    except (SinoruError, OSError, KeyboardInterrupt):
        if copy.is_untouched():
            copy.remove()
        elif os.path.lexists(copy.path):
            say(f"Your version is in {shown_copy(copy)}.")
        raise


def _locate(corpus: "Corpus", request: Request, paths: Sequence[str]) -> "RecordLocation | Candidates":
    """Return the location of the one record that the words mean; a record is never edited on a guess."""
    ids = typed_ids(corpus, request.words, paths, "edit")
    if isinstance(ids, Candidates):
        return ids
    if len(ids) > 1:
        raise too_much("edit", "one id", request.words)
    return corpus.location(ids[0])


def _edit_copy(copy: WorkingCopy, line: int, paths: Sequence[str]) -> Edited:
    """Reopen the editor until the copy is unchanged or valid, or the user saves it anyway or quits."""
    corpora = whole_corpora(paths)
    while True:
        open_editor(copy.path, line)
        content = copy.read()
        if content == copy.original.content:
            copy.remove()
            return Edited(f"{copy.original.shown} is unchanged.", FOUND)
        with folder_lock(*corpora):  # others add no id that is in the copy while it is checked
            faults = copy.faults(content, corpora)
            if not faults:
                copy.put_in_place(content, paths)
                return Edited(f"Saved {copy.original.shown}.", FOUND)
        for fault in faults:
            say(str(fault))
        choice = "quit"
        if is_interactive():
            choice = choose("Your version adds errors to the corpus.", ("edit again", "save anyway", "quit"))
        if choice == "quit":
            return Edited(
                f"{copy.original.shown} is unchanged. Your version is in {shown_copy(copy)}.", NOTHING
            )
        if choice == "save anyway":
            copy.put_in_place(content, paths)
            return Edited(f"Saved {copy.original.shown}.", FOUND)
        line = faults[0].line if faults[0].path == copy.original.shown else line
