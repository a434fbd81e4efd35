"""`sinoru browse`: the terminal is checked before the full-screen program starts."""

import gc
import os
import sys

from sinoru.cli.lookup import ask
from sinoru.cli.options import NO_COLOR
from sinoru.cli.parser import Request, command
from sinoru.cli.settings import corpus_paths, setting
from sinoru.corpus import Corpus
from sinoru.corpus import open as open_corpus
from sinoru.model.errors import UnknownId, WrongUsage

_GC_THRESHOLD = 200_000
"""Objects between two collections of garbage: enough for the first one to come after the screen is drawn."""
_ALTERNATIVES = "'sinoru timeline' and 'sinoru search' print"


def check_terminal() -> None:
    """Raise WrongUsage, with advice, if the terminal cannot show a full-screen program."""
    if not (sys.stdin.isatty() and sys.stdout.isatty() and sys.stderr.isatty()):
        raise WrongUsage(f"browse needs a terminal for input, output and messages; {_ALTERNATIVES}")
    if os.environ.get("TERM") in ("dumb", "unknown"):
        raise WrongUsage(
            f"browse needs a terminal that can move the cursor, and TERM is '{os.environ['TERM']}'; {_ALTERNATIVES}"
        )
    # Textual draws on standard error: characters that its encoding lacks would be escaped, and break every line.
    encoding = sys.stderr.encoding.lower()
    if encoding.replace("-", "") != "utf8":
        raise WrongUsage(
            f"browse draws in UTF-8, and this terminal is set to {encoding}: try LC_ALL=C.UTF-8; {_ALTERNATIVES}"
        )


@command(
    words="[ID or WORDS]",
    options=(NO_COLOR,),
    formats=(),
    examples=("sinoru browse", "sinoru browse Su-30 person:Stepashin from:1999"),
)
def browse(request: Request) -> int:
    """Browse the corpus in the whole terminal.

    Opens at an id, or at what some words find; person:, place:, kind:, topic:, from: and to: narrow it. Keys stand
    at the foot of the screen. Needs the extra 'browse'.
    """
    check_terminal()
    if not request.output.color:
        os.environ["NO_COLOR"] = "1"
    try:
        from sinoru.tui.app import Browser
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("sinoru"):
            raise
        raise WrongUsage(
            f"this needs '{error.name}', which an extra brings: pip install 'sinoru[browse]'"
        ) from None
    ask(request.data, lambda _: None)  # builds the index where there is none, and shows the progress
    gc.enable()  # the program runs long enough to need it, but not while it starts
    gc.set_threshold(_GC_THRESHOLD)
    paths = corpus_paths(request.data)
    with open_corpus(paths) as corpus, open_corpus(paths) as lists:
        is_id = _is_id(corpus, request.text)
        line, id_ = ("", request.text) if is_id else (request.text, "")
        browser = Browser(corpus, line, id_, setting("theme") or "default")
        browser.lists = lists
        browser.run()
    return browser.return_code or 0


def _is_id(corpus: Corpus, text: str) -> bool:
    if not text or " " in text:
        return False
    try:
        corpus.show(text)
    except UnknownId:
        return False
    return True
