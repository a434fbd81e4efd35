"""The page, written from front to back."""

from collections.abc import Iterator

from sinoru import __version__
from sinoru.export.json import encode
from sinoru.export.page import bundle
from sinoru.export.page.contents import Contents
from sinoru.export.page.environment import Markup, make_environment
from sinoru.query.selection import Selection

_IN_SCRIPT = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})
"""JSON that no browser can take for the end of its element or the start of another."""


def write_page(selection: Selection) -> Iterator[str]:
    """Give the page of these records, piece by piece."""
    contents = Contents(selection)
    script, style = bundle.read("page.js"), bundle.read("page.css")
    return (
        make_environment()
        .get_template("page.html")
        .generate(
            contents=contents,
            corpus=contents.corpus,
            mentions=contents.mentions,
            on_page=contents.on_page,
            policy=bundle.content_security_policy(script, style),
            script=Markup(script),
            style=Markup(style),
            data=Markup(encode(contents.data()).translate(_IN_SCRIPT)),
            version=__version__,
        )
    )
