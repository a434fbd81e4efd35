"""`sinoru mcp`: the server of the Model Context Protocol."""

import gc

from sinoru.cli.messages import report_faults
from sinoru.cli.parser import Request, command
from sinoru.cli.settings import corpus_paths
from sinoru.corpus import open as open_corpus
from sinoru.model.errors import WrongUsage


@command(
    formats=(),
    examples=("sinoru mcp", "sinoru mcp --data my-corpus"),
)
def mcp(request: Request) -> int:
    """Answer AI assistants: the look-ups as tools of the Model Context Protocol.

    A server that an assistant starts itself: it speaks the protocol on standard input and output until its input
    ends, reads only, and writes nothing. Needs the extra 'mcp'.
    """
    try:
        from sinoru.mcp.server import run_server
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("sinoru"):
            raise
        raise WrongUsage(
            f"this needs '{error.name}', which an extra brings: pip install 'sinoru[mcp]'"
        ) from None
    gc.enable()  # the server runs long enough to need it
    with open_corpus(corpus_paths(request.data)) as corpus:
        if faults := corpus.faults:
            report_faults(faults)
        run_server(corpus)
    return 0
