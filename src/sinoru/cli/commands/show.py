"""`sinoru show`: complete records, with the passages that they cite."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from sinoru.cli.examples import example
from sinoru.cli.last_list import typed_ids
from sinoru.cli.lookup import ask
from sinoru.cli.options import CITE, FULL, option
from sinoru.cli.output import FOUND, NOTHING, report_candidates
from sinoru.cli.output import show as show_answer
from sinoru.cli.parser import Request, command, nothing
from sinoru.cli.stderr import say, with_hint
from sinoru.model.errors import UnknownId
from sinoru.query.answers import Candidates, Shown
from sinoru.render.document import Document, Look
from sinoru.render.show import records_document

if TYPE_CHECKING:
    from sinoru.corpus import Corpus

_COPY = option(
    "--source",
    "Print the passages that the record cites, from your own copy of a source.",
    "[ID=]FILE",
    many=True,
)


@command(
    words="ID...",
    options=(_COPY, CITE, FULL),
    examples=(
        "sinoru show sergei-stepashin yu-1999q2 --format json",
        "sinoru show hotline-call-1999-05-10 --source article.txt",
    ),
)
def show(request: Request, source: Sequence[str] | None) -> int:
    """Show complete records, with their evidence and all references.

    With --source and your copy of a source (plain text, HTML or PDF), each passage
    that the record cites is printed below it.
    """
    if not request.words:
        raise nothing("id", *example(request, "show", "sergei-stepashin"))
    copies = source or ()
    answers = ask(request.data, lambda corpus: _find_records(corpus, request, copies))
    if isinstance(answers, Candidates):
        return report_candidates(answers, request, "show")
    found = [answer for answer in answers if isinstance(answer, Shown)]
    missing = [answer for answer in answers if isinstance(answer, UnknownId)]
    if found or request.output.format != "table":
        show_answer(found, _passages_document if copies else records_document, request.output)
    for error in missing:
        say(with_hint(error, request.data))
    return NOTHING if missing else FOUND


def _find_records(
    corpus: "Corpus", request: Request, copies: Sequence[str]
) -> list[Shown | UnknownId] | Candidates:
    ids = typed_ids(corpus, request.words, request.data, "show")
    if isinstance(ids, Candidates):
        return ids
    return [_find_record(corpus, id_, copies) for id_ in ids]


def _find_record(corpus: "Corpus", id_: str, copies: Sequence[str]) -> Shown | UnknownId:
    """Return a record, with the passages that it cites if there are copies."""
    try:
        answer = corpus.show(id_)
    except UnknownId as error:
        return error
    if not copies:
        return answer
    from sinoru.verify.verify import cited_passages

    return corpus.ask(lambda index: cited_passages(index, answer, copies))


def _passages_document(answers: Sequence[Any], look: Look) -> Document:
    from sinoru.render.verify import passages_document

    return passages_document(answers, look)
