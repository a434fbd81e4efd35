"""`sinoru verify`: evidence compared with the user's copy of its source."""

import os

from sinoru.cli.lookup import with_index
from sinoru.cli.options import FULL, flag
from sinoru.cli.output import FOUND, show
from sinoru.cli.parser import FileWords, Request, command, nothing, too_much
from sinoru.messages import as_text, quoted
from sinoru.messages import command as command_line
from sinoru.model.errors import WrongUsage
from sinoru.render.verify import verify_document
from sinoru.verify.verify import verify_source

FAULTS = 1

_STRICT = flag("--strict", "Treat uncited passages and shared runs of words as errors.")


@command(
    words=FileWords("ID=FILE"),
    options=(_STRICT, FULL),
    examples=(
        "sinoru verify yu-1999q2=article.txt",
        "sinoru verify yu-1999q2=article.html --strict --format json",
    ),
)
def verify(request: Request, strict: bool | None) -> int:  # noqa: FBT001  options come by name
    """Check the evidence that cites a source against your own copy of it.

    FILE is your copy as plain text, HTML or PDF. sinoru looks for each piece of evidence
    in the passage that it cites, and lists the passages that no record cites, and the runs
    of seven words or more that records share with the copy.
    Exit status: 0 all found, 1 some not found, 2 wrong usage or an unreadable copy.
    """
    example = ("verify", "yu-1999q2=article.txt")
    if not request.text:
        raise nothing("source and copy", *example)
    if len(request.words) > 1 and all("=" in word for word in request.words):
        raise too_much("verify", "one ID=FILE", request.words)
    source, _, path = request.text.partition("=")
    if not (source and path):
        advice = f"Example: {command_line(*example)}"
        raise WrongUsage(f"{quoted(request.text)} does not have the form ID=FILE. {advice}")
    copy = os.path.expanduser(path)  # shells leave the ~ of ID=~/article.txt
    answer = with_index(request.data, lambda index: verify_source(index, as_text(source), copy))
    show(answer, verify_document, request.output)
    is_faulty = answer.evidence.missing or (strict and (answer.coverage.uncovered or answer.shared))
    return FAULTS if is_faulty else FOUND
