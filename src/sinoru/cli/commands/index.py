"""`sinoru index`."""

from sinoru.cli.command import command
from sinoru.cli.corpus_paths import corpus_paths, file_paths
from sinoru.cli.index_state import build_index, clear_index, inspect_index
from sinoru.cli.options import SVG
from sinoru.cli.output import show
from sinoru.cli.request import Request
from sinoru.model.errors import WrongUsage
from sinoru.render.facts import facts_document
from sinoru.store.scheme import only_store

_ACTIONS = {"build": build_index, "status": inspect_index, "clear": clear_index}


@command(
    words="build|status|clear",
    examples=("sinoru index status", "sinoru index build --data my-corpus"),
    without=(SVG,),
)
def index(request: Request) -> int:
    """Build, inspect or remove the index behind the look-ups.

    A look-up builds the index itself where it has to; it can be removed at any moment. With --store, 'status' tells
    what the store holds, and the hash of the files it was made from.
    """
    if request.text not in _ACTIONS:
        raise WrongUsage(f"say what to do with the index: {', '.join(_ACTIONS)}")
    if request.text == "status" and (store := only_store(corpus_paths(request.data))):
        from sinoru.store.open import inspect_store

        show(inspect_store(store), facts_document, request.output)
        return 0
    show(_ACTIONS[request.text](file_paths(request.data)), facts_document, request.output)
    return 0
