"""`sinoru compare`: two sources side by side."""

from typing import TYPE_CHECKING

import msgspec

from sinoru.cli.last_list import typed_ids
from sinoru.cli.lookup import ask
from sinoru.cli.options import CITE, FULL, LIST_FORMATS, fields, filters_of, flag
from sinoru.cli.output import FOUND, NOTHING, Sought, finish, is_brief, write_for_programs
from sinoru.cli.parser import Request, command, nothing
from sinoru.cli.stderr import say
from sinoru.messages import refused
from sinoru.model.errors import WrongUsage
from sinoru.query.analysis_answers import Comparison
from sinoru.query.answers import Candidates
from sinoru.query.filters import as_arguments
from sinoru.render.compare import compare_document
from sinoru.render.comparison import SECTIONS

if TYPE_CHECKING:
    from sinoru.corpus import Corpus

_FIRST_LOOK = 10
"""Records of each list that are shown where no limit is given."""
_EXAMPLE = ("yu-1999q2", "scmp-1999-06-09-pla-visit")
_TWO = 2


@command(
    words="A B",
    options=(
        *filters_of("compare"),
        flag("--paste", "Print the differences that no conflict records, as conflicts for a corpus file."),
        CITE,
        fields("section", "title", "id"),
        FULL,
    ),
    formats=LIST_FORMATS,
    examples=(
        f"sinoru compare {' '.join(_EXAMPLE)}",
        "sinoru compare yu-1999q2 Velovich --about su30-deal-1999",
    ),
)
def compare(request: Request, *, paste: bool) -> int:
    """Compare two sources: where they differ, and what only one says.

    A source is an id, a number of the last list, or words that describe no other. Lists where the two differ, what
    both say, and what only one of them says. Two records that match are shown together. --limit is the most of each
    list; without it, each shows the first 10, or with --full, --paste or --format all. Of
    more than 5,000 records that cite a source, the earliest are read, and the output says so.
    """
    if len(request.words) < _TWO:
        raise nothing("second source" if request.words else "source", "compare", *_EXAMPLE)
    if paste:
        _refuse_beside_paste(request)
    is_first_look = not request.filters.limit and is_brief(request.output) and not paste
    answer = ask(request.data, lambda corpus: _ask(corpus, request))
    if paste:
        return _paste(answer)
    if is_first_look:
        answer = msgspec.structs.replace(
            answer, **{name: getattr(answer, name)[:_FIRST_LOOK] for name in SECTIONS}
        )
    found = range(sum(getattr(answer.totals, name) for name in SECTIONS))
    return finish(answer, compare_document, request, found=found, sought=Sought("records of these sources"))


def _ask(corpus: "Corpus", request: Request) -> Comparison:
    words = list(request.words)
    if len(words) == _TWO:
        for position, word in enumerate(words):
            if word.isascii() and word.isdecimal():
                ids = typed_ids(corpus, (word,), request.data, "compare")
                words[position] = word if isinstance(ids, Candidates) else ids[0]
    return corpus.compare(words, **as_arguments(request.filters))


def _refuse_beside_paste(request: Request) -> None:
    output = request.output
    given = {
        f"--format {output.format}": output.format != "table",
        "--cite": output.cite,
        "--fields": output.fields,
        "--svg": output.svg,
    }
    for option in (name for name, is_given in given.items() if is_given):
        raise WrongUsage(refused("--paste", f"cannot be used with {option}", "Leave out one."))


def _paste(answer: Comparison) -> int:
    """Print conflicts to record; return the exit status."""
    from sinoru.cli.stderr import say_readings
    from sinoru.render.paste import conflicts_to_paste

    if answer.read_as:
        say_readings(answer.read_as)
    new = [one for one in answer.differ if not one.is_recorded]
    if not new:
        say(f"{answer.a.name} and {answer.b.name} differ in nothing that no conflict records.")
        return NOTHING
    write_for_programs(f"{line}\n" for line in conflicts_to_paste(new))
    return FOUND
