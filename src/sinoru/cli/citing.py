"""Citations on the command line: `sinoru cite`, and `--cite` on any look-up."""

import sys
from io import TextIOWrapper
from typing import Any

import msgspec

from sinoru.cite import RECORDS
from sinoru.cli.corpus import ask
from sinoru.cli.messages import say
from sinoru.cli.output import show
from sinoru.cli.request import Output
from sinoru.model.errors import WrongUsage
from sinoru.query.cite import Citations, cite_shown


def show_sources(answer: Any, output: Output) -> None:
    """Show the sources that an answer rests on, in the style that `--cite` asks for."""
    show_citations(ask(output.data, lambda index: cite_shown(index, answer)), output.cite, output)


def show_citations(found: Citations, style: str, output: Output) -> None:
    """Show citations in a style, and say which facts have none. Raises WrongUsage."""
    if style in RECORDS:
        _write_records(found, style, output)
    else:
        from sinoru.cite.typeset import cite_in_style
        from sinoru.render.citations import citations_document

        show(
            cite_in_style(found.citations, style),
            citations_document,
            msgspec.structs.replace(output, cite=""),
        )
    for id_ in found.unsourced:
        say(f"{id_} names no source.")
    for id_ in found.missing:
        say(f"the corpus has no source '{id_}', which is cited.")


def _write_records(found: Citations, style: str, output: Output) -> None:
    """Write what reference managers read: UTF-8 whatever the locale."""
    if output.format != "table" or output.svg:
        other = "--svg" if output.svg else f"--format {output.format}"
        raise WrongUsage(f"{style} is a format of its own; leave out {other}")
    from importlib import import_module

    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", newline="")
    sys.stdout.writelines(import_module(RECORDS[style]).write(found.citations))
