"""`sinoru init`: the files of a new corpus."""

import shlex
import sys

from sinoru.cli.messages import say
from sinoru.cli.options import DATA, STORE
from sinoru.cli.output import FOUND
from sinoru.cli.parser import Request, command
from sinoru.edit.starter import begin_corpus
from sinoru.model.errors import WrongUsage
from sinoru.render.layout import escape_controls

_STEPS = (
    ("sinoru check {}", "every fault, with its place"),
    ("sinoru timeline --data {}", "what is in it"),
    ("sinoru add event --data {}", "a record of your own"),
)


@command(words="DIR", formats=(), without=(DATA, STORE), examples=("sinoru init my-corpus", "sinoru init ."))
def init(request: Request) -> int:
    """Begin a corpus of your own, with a few records that show how it is written.

    Nothing is ever overwritten. The first line of each file lets editors complete and check it.
    """
    if len(request.words) != 1:
        raise WrongUsage("say where: sinoru init my-corpus")
    folder = request.words[0]
    for path in begin_corpus(folder):
        sys.stdout.write(f"{escape_controls(path)}\n")
    say("a corpus to begin with. Next:")
    for step, why in _STEPS:
        say(f"  {step.format(shlex.quote(folder)):44} {why}")
    return FOUND
