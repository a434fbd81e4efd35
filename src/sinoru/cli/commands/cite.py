"""`sinoru cite`: the sources of records, in a style of citation."""

from typing import TYPE_CHECKING

from sinoru.cite import STYLES
from sinoru.cli.examples import example
from sinoru.cli.last_list import typed_ids
from sinoru.cli.lookup import ask
from sinoru.cli.options import FULL, flag, option
from sinoru.cli.output import FOUND, NOTHING, report_candidates, show_citations
from sinoru.cli.parser import Request, command, nothing, one_of
from sinoru.cli.stderr import say
from sinoru.messages import refused, series
from sinoru.model.errors import WrongUsage
from sinoru.query.answers import Candidates
from sinoru.query.cite import Citations

if TYPE_CHECKING:
    from sinoru.corpus import Corpus

_STYLE = option(
    "--style", f"Citation style: {series(STYLES)} (default: {STYLES[0]}).", "STYLE", choices=tuple(STYLES)
)
_NO_TITLE = "This corpus has no title to cite. Add one: 'title' under 'corpus:' in one of its files."
_NO_PART = (
    "Only records of a corpus with a title are cited as parts of it, and no sources. Leave out --corpus."
)


@command(
    words="[ID...]",
    options=(
        _STYLE,
        flag("--corpus", "Cite the corpus itself, or with ids these records as parts of it."),
        flag("--all", "Also cite what speaks against the records, under a heading of its own."),
        FULL,
    ),
    examples=(
        "sinoru cite hotline-call-1999-05-10",
        "sinoru cite --corpus --style bibtex > corpus.bib",
    ),
)
def cite(request: Request, style: str | None, *, corpus: bool, all: bool) -> int:  # noqa: A002  as the options
    """Cite the sources that support a record, with the passages.

    Each source is listed once, with all cited passages: its entry in a bibliography, and the note or the parenthesis
    for the text. The id of a source cites that source itself. At the end, a record is cited as a part of the corpus.
    """
    if corpus:
        if all:
            raise WrongUsage(refused("--all", "cannot be used with --corpus", "Leave out one."))
        return _cite_corpus(request, style or STYLES[0])
    if not request.words:
        raise nothing("id", *example(request, "cite", "hotline-call-1999-05-10"))
    style = one_of("citation style", style or STYLES[0], STYLES)
    found = ask(request.data, lambda corpus: _find(corpus, request, with_against=all))
    if isinstance(found, Candidates):
        return report_candidates(found, request, "cite")
    show_citations(found, style, request.output)
    return FOUND if found.citations or found.against else NOTHING


def _cite_corpus(request: Request, style: str) -> int:
    style = one_of("citation style", style, STYLES)
    found = ask(request.data, lambda corpus: _find_parts(corpus, request))
    if isinstance(found, Candidates):
        return report_candidates(found, request, "cite")
    if not found.citations:
        say(_NO_TITLE if not request.words else _NO_PART)
    show_citations(found, style, request.output)
    return FOUND if found.citations else NOTHING


def _find_parts(corpus: "Corpus", request: Request) -> Citations | Candidates:
    ids = typed_ids(corpus, request.words, request.data, "cite")
    return ids if isinstance(ids, Candidates) else corpus.cite_corpus(*ids)


def _find(corpus: "Corpus", request: Request, *, with_against: bool) -> Citations | Candidates:
    ids = typed_ids(corpus, request.words, request.data, "cite")
    return ids if isinstance(ids, Candidates) else corpus.cite(*ids, all=with_against)
