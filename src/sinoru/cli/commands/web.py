"""`sinoru web`: the records as a page in the browser."""

import os
import sys
import tempfile
from pathlib import Path

from sinoru.cli.exporting import Exporting, Order
from sinoru.cli.lookup import with_index
from sinoru.cli.options import PRIVATE, filters_of
from sinoru.cli.output import FOUND
from sinoru.cli.parser import Request, command
from sinoru.cli.stderr import say
from sinoru.export.formats import FORMATS
from sinoru.programs import open_in_browser
from sinoru.render.layout import escape_controls


@command(
    options=(PRIVATE, *filters_of("export")),
    formats=(),
    examples=("sinoru web", "sinoru web --from 1999-05 --topic kosovo"),
)
def web(request: Request, *, private: bool | None) -> int:
    """Open the records in your browser, as one page that works offline.

    sinoru prints the path of the page. To write it elsewhere, use 'sinoru export html -o FILE'.
    """
    path = os.path.join(tempfile.mkdtemp(prefix="sinoru-"), "sinoru.html")
    try:
        status = with_index(
            request.data,
            Exporting(Order("html", FORMATS["html"], path, force=False, command="web"), request),
            is_public=not private,
        )
    finally:
        if not os.path.exists(path):
            os.rmdir(os.path.dirname(path))
    if status != FOUND:
        return status
    sys.stdout.write(f"{escape_controls(path)}\n")
    sys.stdout.flush()
    if not open_in_browser(Path(path).as_uri()):
        say(f"Cannot open a browser. Open {path} in yours.")
    return FOUND
