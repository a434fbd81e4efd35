"""`sinoru init`: the files of a new corpus."""

import sys

from sinoru.cli.options import DATA, STORE, flag
from sinoru.cli.output import FOUND
from sinoru.cli.parser import FileWords, Request, command, nothing, too_much
from sinoru.cli.stderr import say
from sinoru.edit.starter import begin_corpus, renew_schema
from sinoru.messages import command as command_line
from sinoru.render.layout import escape_controls


@command(
    words=FileWords("DIR"),
    options=(flag("--schema", "Write only the schema, over an earlier one."),),
    formats=(),
    without=(DATA, STORE),
    examples=("sinoru init my-corpus", "sinoru init my-corpus --schema"),
)
def init(request: Request, *, schema: bool) -> int:
    """Start a corpus of your own, with a few example records.

    The records show how a corpus is written. Nothing is overwritten. The schema beside them lets editors complete and
    check the files, also offline. After an update of sinoru, write it again with --schema.
    """
    if not request.words:
        raise nothing("folder", "init", "my-corpus")
    if len(request.words) > 1:
        raise too_much("init", "one folder", request.words)
    folder = request.words[0]
    if schema:
        sys.stdout.write(f"{escape_controls(renew_schema(folder))}\n")
        return FOUND
    for path in begin_corpus(folder):
        sys.stdout.write(f"{escape_controls(path)}\n")
    say(
        f"Created a corpus in {folder}. To check it, look something up in it and add an event of your own:",
        command_line("check", folder),
        command_line("timeline", "--data", folder),
        command_line("who", "Armstrong", "--data", folder),
        command_line("add", "event", "--data", folder),
    )
    return FOUND
