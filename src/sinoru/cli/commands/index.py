"""`sinoru index`."""

from sinoru.cli.command import command
from sinoru.cli.corpus import corpus_paths
from sinoru.cli.index_state import IndexState, build_index, clear_index, inspect_index
from sinoru.cli.options import Request
from sinoru.cli.output import show
from sinoru.model.errors import WrongUsage
from sinoru.render.document import Column, Document, Grid, Span
from sinoru.render.glyphs import Glyphs

_ACTIONS = {"build": build_index, "status": inspect_index, "clear": clear_index}


@command(
    words="build|status|clear",
    examples=("sinoru index status", "sinoru index build --data my-corpus"),
)
def index(request: Request) -> int:
    """Build, inspect or remove the index behind the look-ups.

    A look-up builds the index itself where it has to; it can be removed at any moment.
    """
    if request.text not in _ACTIONS:
        raise WrongUsage(f"say what to do with the index: {', '.join(_ACTIONS)}")
    show(_ACTIONS[request.text](corpus_paths(request.data)), _document, request.output)
    return 0


def _document(state: IndexState, *, glyphs: Glyphs) -> Document:  # noqa: ARG001  every view takes it
    rows = tuple(
        ((Span(name, "label"),), (Span(f"{value:,}" if isinstance(value, int) else f"{value}"),))
        for name in state.__struct_fields__
        if (value := getattr(state, name)) not in (None, 0)
    )
    yield Grid((Column(wraps=False), Column()), rows)
