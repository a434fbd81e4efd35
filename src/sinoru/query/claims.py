"""`sinoru claims`: claims, each with its claimant, its certainty and its assessment."""

from sinoru.index.index import Index
from sinoru.query.answers import Claims
from sinoru.query.assemble import claim_answers, count_verdicts
from sinoru.query.filters import Filters, check_honoured
from sinoru.query.orders import select_most
from sinoru.query.scope import in_doubt, read_words, resolve_scope
from sinoru.query.select import count_numbers


def ask_claims(index: Index, words: str, filters: Filters, most: int | None = None) -> Claims:
    """Return the claims that pass the filters and contain all the words, by date; without words, all that pass.

    Raises WrongUsage if there are more than `most`.
    """
    check_honoured(filters, "claims")
    scope = resolve_scope(index, filters, ("claim",), read_words(index, words), question="claims")
    chosen, total = select_most(index, scope, filters, most, "claims")
    claims = claim_answers(index, chosen)
    verdicts = count_verdicts(index, scope, claims, total, count_numbers)
    marks = in_doubt(index, scope, chosen)
    return Claims(query=words.strip(), claims=claims, total=total, verdicts=verdicts, marks=marks)
