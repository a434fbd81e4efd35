"""`sinoru browse`."""

import sys

from sinoru.cli.command import command
from sinoru.cli.corpus import corpus_paths
from sinoru.cli.options import Request
from sinoru.cli.settings import setting
from sinoru.library.corpus import Corpus
from sinoru.library.corpus import open as open_corpus
from sinoru.model.errors import UnknownId, WrongUsage


@command(
    words="[ID or WORDS]",
    formats=(),
    examples=("sinoru browse", "sinoru browse Su-30 person:Stepashin from:1999"),
)
def browse(request: Request) -> int:
    """Browse the corpus in the whole terminal.

    Opens at an id, or at what some words find; person:, place:, kind:, topic:, from: and to: narrow it. Keys stand
    at the foot of the screen. Needs the extra 'browse'.
    """
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise WrongUsage("browse needs a terminal; 'sinoru timeline' and 'sinoru search' print")
    try:
        from sinoru.tui.app import Browser
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("sinoru"):
            raise
        raise WrongUsage(
            f"this needs '{error.name}', which an extra brings: pip install 'sinoru[browse]'"
        ) from None
    with open_corpus(corpus_paths(request.data)) as corpus:
        is_id = _is_id(corpus, request.text)
        line, id_ = ("", request.text) if is_id else (request.text, "")
        Browser(corpus, line, id_, setting("theme") or "default").run()
    return 0


def _is_id(corpus: Corpus, text: str) -> bool:
    if not text or " " in text:
        return False
    try:
        corpus.show(text)
    except UnknownId:
        return False
    return True
