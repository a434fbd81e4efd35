"""`sinoru mcp`: the server of the Model Context Protocol."""

import gc

from sinoru.cli.lookup import report_withheld
from sinoru.cli.options import PRIVATE
from sinoru.cli.parser import Request, command
from sinoru.cli.settings import corpus_paths
from sinoru.cli.stderr import report_faults
from sinoru.corpus import open as open_corpus


@command(options=(PRIVATE,), formats=(), examples=("sinoru mcp", "sinoru mcp --data my-corpus"))
def mcp(request: Request, *, private: bool | None) -> int:
    """Serve AI assistants through the Model Context Protocol.

    The look-ups are the tools of this server, which the assistant starts itself. It uses the protocol on standard
    input and output until its input ends, and changes nothing. Needs the extra 'mcp'.
    """
    try:
        from sinoru.mcp.server import run_server
    except ModuleNotFoundError as error:
        from sinoru.extras import missing

        raise missing("'sinoru mcp'", "mcp", error) from None
    gc.enable()  # the server runs long enough to need it
    with open_corpus(corpus_paths(request.data), public=not private) as corpus:
        report_withheld(corpus.withheld)
        if faults := corpus.ask(lambda index: index.faults_for_desk()):
            report_faults(faults, request.data)
        run_server(corpus)
    return 0
