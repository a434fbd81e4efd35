"""The page: the templates filled with the records, and the script and style sheet of the bundle within it.

Everything from the corpus is escaped on its way into the templates, and the page's policy lets a browser run the
bundle and nothing else.
"""

import os
from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from sinoru import __version__
from sinoru.dates.wording import date_words
from sinoru.export.cells import mark_of
from sinoru.export.page import wording
from sinoru.export.page.contents import Contents
from sinoru.export.shapes import encode
from sinoru.query.export_selection import Selection
from sinoru.query.particulars import addresses_of, archive_words
from sinoru.query.verdicts import VERDICT_WORDS, statement_verdict
from sinoru.text.hidden import escape_hidden

FOLDER = os.path.join(os.path.dirname(__file__), "bundle")

_SCRIPT_ESCAPES = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})
"""Escapes for JSON, so that no browser reads in it the end of its element or the start of another."""


def write_page(selection: Selection) -> Iterator[str]:
    """Yield the page of these records from top to bottom."""
    contents = Contents(selection)
    script, style = read("page.js"), read("page.css")
    return (
        make_environment()
        .get_template("page.html")
        .generate(
            contents=contents,
            corpus=contents.corpus,
            mentions=contents.mentions,
            on_page=contents.on_page,
            policy=content_security_policy(script, style),
            script=Markup(script),  # noqa: S704  our own
            style=Markup(style),  # noqa: S704  our own
            data=Markup(encode(contents.data()).translate(_SCRIPT_ESCAPES)),  # noqa: S704  escaped for a script
            version=__version__,
        )
    )


def read(name: str) -> str:
    """Return a file of the bundle with its line ends unchanged: the sums include them."""
    with open(os.path.join(FOLDER, name), encoding="utf-8", newline="") as file:
        return file.read()


def content_security_policy(script: str, style: str) -> str:
    """Return the policy (CSP level 3): only this script and style, no other address, no markup made from text."""
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src '{_csp_hash(script)}'",
            f"style-src '{_csp_hash(style)}'",
            "base-uri 'none'",
            "form-action 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types default",
        )
    )


def _csp_hash(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


def make_environment() -> Environment:
    """Return the environment; it escapes what a template prints, and makes hidden characters visible."""
    environment = Environment(
        loader=FileSystemLoader(os.path.join(os.path.dirname(__file__), "templates")),
        autoescape=True,
        finalize=_make_visible,
        undefined=StrictUndefined,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "when": date_words,
        "html_date": wording.html_date,
        "year": wording.year_of,
        "web": wording.web_address,
        "host": wording.host,
        "addresses": addresses_of,
        "archive": archive_words,
        "lang": wording.language_tag,
        "to": wording.fragment,
        "verdict_on": statement_verdict,
        "verdict_phrase": wording.conflict_phrase,
        "said_in": wording.statement_words,
        "mark": lambda verdict: mark_of(verdict).strip(),
        "verdict": lambda verdict: VERDICT_WORDS.get(verdict, verdict),
    }
    return environment


def _make_visible(value: Any) -> Any:
    return escape_hidden(value) if type(value) is str else value
