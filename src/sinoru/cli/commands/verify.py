"""`sinoru verify`: evidence compared with the user's copy of its source."""

import os

from sinoru.cli.lookup import ask
from sinoru.cli.options import flag
from sinoru.cli.output import FOUND, show
from sinoru.cli.parser import Request, command
from sinoru.model.errors import WrongUsage
from sinoru.render.verify import verify_document
from sinoru.verify.verify import verify_source

FAULTS = 1

_STRICT = flag("--strict", "Take a passage that no record rests on for a fault.")


@command(
    words="ID=FILE",
    options=(_STRICT,),
    examples=(
        "sinoru verify yu-1999q2=article.txt",
        "sinoru verify yu-1999q2=article.html --strict --format json",
    ),
)
def verify(request: Request, strict: bool | None) -> int:  # noqa: FBT001  options come by name
    """Find all evidence that cites a source in your own copy of it.

    FILE is your copy as plain text, HTML or PDF. Each piece of evidence is looked
    for in the passage that it names; what no record rests on is listed.
    Exit status: 0 all found, 1 not, 2 wrong usage or an unreadable copy.
    """
    source, _, path = request.text.partition("=")
    if not (source and path):
        raise WrongUsage("say which source and where your copy of it is: sinoru verify yu-1999q2=article.txt")
    copy = os.path.expanduser(path)  # shells leave the ~ of ID=~/article.txt
    answer = ask(request.data, lambda index: verify_source(index, source, copy))
    show(answer, verify_document, request.output)
    is_faulty = answer.evidence.missing or (strict and answer.coverage.uncovered)
    return FAULTS if is_faulty else FOUND
