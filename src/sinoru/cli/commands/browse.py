"""`sinoru browse`: the terminal is checked before the full-screen program starts.

Where the browser is left in each corpus is kept in a small file for each in the cache, and read when it opens again.
"""

import gc
import os
import sys
from collections.abc import Sequence
from zlib import crc32

import msgspec

from sinoru.cli.commands.edit import edit_record
from sinoru.cli.last_list import corpus_key, read_cached, write_cached
from sinoru.cli.lookup import ask
from sinoru.cli.options import NO_COLOR
from sinoru.cli.parser import Request, command
from sinoru.cli.settings import corpus_paths, setting
from sinoru.corpus import Corpus
from sinoru.corpus import open as open_corpus
from sinoru.index.database import cache_folder
from sinoru.loading.corpus_path import only_store
from sinoru.messages import quoted, refused
from sinoru.model.errors import UnknownId, WrongUsage
from sinoru.tui.place import Place

_GC_THRESHOLD = 200_000
"""Objects between two collections of garbage: enough for the first one to come after the screen is drawn."""
_ALTERNATIVES = "Use 'sinoru timeline' or 'sinoru search' instead."


_FOLDER = "browser"
"""The folder in the cache for the places where it was left."""


class PlaceLeft(msgspec.Struct, frozen=True):
    """The place where the browser was left, and the corpus (see corpus_key)."""

    corpus: tuple[str, ...]
    place: Place


def read_place(paths: Sequence[str]) -> Place | None:
    """Return where the browser was left in this corpus; None without a file, or with one that is damaged."""
    left = read_cached(_path(paths), PlaceLeft)
    return left.place if left and left.corpus == corpus_key(paths) else None


def save_place(place: Place, paths: Sequence[str]) -> None:
    """Keep where the browser was left; a cache that cannot be written keeps nothing."""
    write_cached(_path(paths), msgspec.json.encode(PlaceLeft(corpus_key(paths), place)))


def _path(paths: Sequence[str]) -> str:
    key = crc32(os.fsencode(os.pathsep.join(corpus_key(paths))))
    return os.path.join(cache_folder(), _FOLDER, f"{key:08x}.json")


def check_terminal() -> None:
    """Raise WrongUsage, with advice, if the terminal cannot show a full-screen program."""
    if not (sys.stdin.isatty() and sys.stdout.isatty() and sys.stderr.isatty()):
        raise WrongUsage(f"'sinoru browse' needs a terminal for input, output and messages. {_ALTERNATIVES}")
    if os.environ.get("TERM") in ("dumb", "unknown"):
        why = f"is set to {quoted(os.environ['TERM'])}, but 'sinoru browse' needs a terminal that can move the cursor"
        raise WrongUsage(refused("TERM", why, _ALTERNATIVES))
    # Textual draws on standard error: characters that its encoding lacks would be escaped, and break every line.
    encoding = sys.stderr.encoding.lower()
    if encoding.replace("-", "") != "utf8":
        why = f"'sinoru browse' needs UTF-8, but this terminal is set to {quoted(encoding)}."
        raise WrongUsage(f"{why} Set LC_ALL=C.UTF-8. {_ALTERNATIVES}")


@command(
    words="[ID or WORDS]",
    options=(NO_COLOR,),
    formats=(),
    examples=("sinoru browse", "sinoru browse Su-30 person:Stepashin from:1999"),
)
def browse(request: Request) -> int:
    """Browse the corpus full-screen.

    Opens at an id, or with the results of a search; person:, place:, kind:, topic:, from: and to: narrow it. Without
    words, it opens where you left it. The last line of the screen lists keys, '?' all of them. Needs the extra
    'browse'.
    """
    check_terminal()
    if not request.output.color:
        os.environ["NO_COLOR"] = "1"
    try:
        from sinoru.tui.app import Browser
        from sinoru.tui.lists import MOST_TYPED
    except ModuleNotFoundError as error:
        from sinoru.extras import missing

        raise missing("'sinoru browse'", "browse", error) from None
    if len(request.text) > MOST_TYPED:
        raise WrongUsage(
            f"The search {quoted(request.text)} is too long. Use at most {MOST_TYPED:,} characters."
        )
    ask(request.data, lambda _: None)  # builds the index if there is none, and shows the progress
    gc.enable()  # the program runs long enough to need it, but not while it starts
    gc.set_threshold(_GC_THRESHOLD)
    paths = corpus_paths(request.data)
    with open_corpus(paths) as corpus, open_corpus(paths) as lists:
        is_id = _is_id(corpus, request.text)
        line, id_ = ("", request.text) if is_id else (request.query, "")
        browser = Browser(corpus, line, id_, setting("theme") or "default", read_place(paths))
        browser.lists = lists
        browser.why_not_edited = _why_not_edited(request.data)
        if not browser.why_not_edited:
            browser.edit_record = lambda id_: edit_record(id_, paths).message
        browser.run()
        save_place(browser.place_left, paths)
    return browser.return_code or 0


def _why_not_edited(data: Sequence[str]) -> str:
    """Return why records of this corpus are not edited; empty if they are."""
    if only_store(corpus_paths(data)):
        return (
            "A store cannot be edited. Change the files of the corpus, then push them again with sinoru push."
        )
    if not (data or setting("data")):
        return "The bundled corpus is not edited. Start your own with sinoru init DIR, and browse it with --data."
    return ""


def _is_id(corpus: Corpus, text: str) -> bool:
    if not text or " " in text:
        return False
    try:
        corpus.show(text)
    except UnknownId:
        return False
    return True
