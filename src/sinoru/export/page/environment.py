"""The templates, with everything that records say escaped on its way into them."""

import os
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from sinoru.export.escape import escape_hidden
from sinoru.export.page import wording
from sinoru.export.page.facets import VERDICT_WORDS

__all__ = ["Markup", "make_environment"]

_JOINERS = "\u200c\u200d\u200e\u200f"
"""Zero-width signs that Arabic, Persian and Indic scripts are written with, and marks of direction; harmless."""


def make_environment() -> Environment:
    """Make the environment; whatever a template prints is escaped, and its hidden characters made visible."""
    environment = Environment(
        loader=FileSystemLoader(os.path.join(os.path.dirname(__file__), "templates")),
        autoescape=True,
        finalize=_seen,
        undefined=StrictUndefined,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "when": wording.date_words,
        "html_date": wording.html_date,
        "year": wording.year_of,
        "web": wording.web_address,
        "host": wording.host,
        "wikidata": wording.wikidata_address,
        "lang": wording.language_tag,
        "to": wording.fragment,
        "verdict": lambda verdict: VERDICT_WORDS.get(verdict, verdict),
    }
    return environment


def _seen(value: Any) -> Any:
    return escape_hidden(value, keep=_JOINERS) if type(value) is str else value
