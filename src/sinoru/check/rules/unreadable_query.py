"""A saved query of the corpus cannot be asked.

`queries` under `corpus:` hands queries on under a name: `sinoru search @NAME`. Each must be readable, with fields
that there are, and must not name itself, also not by way of others. Its name has letters, digits, hyphens and
underscores only, so that it can be typed, and is given once.

    corpus:
      queries:
        - {name: arms, query: 'kind:sale OR (missiles'}     # E224: a parenthesis is not closed
"""

from collections.abc import Collection, Iterator, Mapping
from itertools import chain

from sinoru.check.checked_corpus import CheckedCorpus
from sinoru.check.finding import Finding
from sinoru.messages import clause, quoted
from sinoru.model.errors import WrongQuery
from sinoru.query.filters import language_of
from sinoru.query.read_query import check_saved, expand_saved, is_saved_name, named_in

CODE = "E224"
SUMMARY = "A saved query of the corpus cannot be asked."


def check(corpus: CheckedCorpus) -> Iterator[Finding]:
    """Yield a finding for each saved query that is misnamed or cannot be read."""
    saved = {one.name: one.query for one in chain.from_iterable(title.queries for _, title in corpus.titles)}
    taken: set[str] = set()
    for place, title in corpus.titles:
        for number, one in enumerate(title.queries):
            where = ("queries", number)
            if not is_saved_name(one.name):
                why = f"{quoted(one.name)} cannot be typed as the name of a saved query"
                yield Finding(place, (*where, "name"), why, "use letters, digits, hyphens and underscores")
            elif one.name in taken:
                why = f"there are two saved queries {quoted(one.name)}"
                yield Finding(place, (*where, "name"), why, "rename one of them")
            taken.add(one.name)
            if why := _fault(one.name, saved, language_of(corpus.fields)):
                yield Finding(place, (*where, "query"), why, "correct it, and try it with sinoru search")


def _fault(name: str, saved: dict[str, str], fields: Mapping[str, Collection[str]]) -> str:
    """Return why a saved query cannot be asked; empty if it can."""
    try:
        expand_saved(check_saved(name, saved[name], fields), named_in(saved, fields), within=(name,))
    except WrongQuery as error:
        return clause(str(error)).rstrip(".")
    return ""
