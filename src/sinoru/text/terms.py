"""The terms of queries: words and phrases as they are typed, read into what an index has.

`su 30` is one term, as texts write `Su-30`; words that say nothing about a subject are left out.
"""

import msgspec

from sinoru.text.query import EMPTY, All, AnyOf, Node, Term, all_of, any_of, leaves
from sinoru.text.tokens import STOP_WORDS, locate_words, stem

MOST_CHARACTERS, MOST_TERMS, MOST_TOKENS, MOST_DEPTH = 10_000, 64, 64, 16
"""The longest query: its characters, its terms, the tokens of each term, and its groups within one another."""
_MONTHS = frozenset(("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"))
_PLAIN = str.maketrans(dict.fromkeys("“”„‟«»\uff02「」『』", '"') | {"（": "(", "）": ")", "＊": "*"})


def plain_signs(text: str) -> str:
    """Return a text with the plain signs for quotes, parentheses and wildcards; its length stays the same."""
    return text.translate(_PLAIN)


class TypedTerm(msgspec.Struct, frozen=True):
    """A term with its words, which are not stemmed."""

    term: Term
    words: tuple[str, ...]

    @staticmethod
    def of(text: str, *, phrase: bool = False, prefix: bool = False, exact: bool = False) -> "TypedTerm":
        """Read a word or a phrase; it may have no words."""
        located = list(locate_words(text))
        words = tuple(word for word, _, _ in located)
        bare = text[located[0][1] : located[-1][2]] if located else ""
        tokens = tuple(map(stem, words))
        if prefix and words and words[-1].isalpha():
            tokens = (*tokens[:-1], words[-1])
        return TypedTerm(Term(bare, tokens, prefix, phrase, exact=exact), words)


def words_of(text: str) -> Node:
    """Return the query for all words of a text, in which nothing is an operator; only the first of a long one."""
    runs = plain_signs(text[:MOST_CHARACTERS]).replace('"', " ").encode("utf-8", "replace").decode().split()
    read = [TypedTerm.of(run) for run in runs]
    found = _join_designators([one for one in read if one.words][:MOST_TERMS])
    return without_stop_words(all_of(*(one.term for one in found)))[0]


def phrase_of(text: str) -> Node:
    """Return the query for a text as a phrase; for nothing without a letter or digit."""
    one = TypedTerm.of(text, phrase=True)
    return one.term if one.words else EMPTY


def same_with(term: Term, text: str) -> Term:
    """Return a term with other words and the same signs."""
    return msgspec.structs.replace(TypedTerm.of(text, phrase=term.phrase).term, near=term.near)


def _join_designators(words: list[TypedTerm]) -> list[TypedTerm]:
    """Make one term of `su 30`, which texts write `Su-30`."""
    joined: list[TypedTerm] = []
    for word in words:
        if joined and is_designator(joined[-1], word):
            joined[-1] = join(joined[-1], word)
        else:
            joined.append(word)
    return joined


def is_designator(mark: TypedTerm, number: TypedTerm) -> bool:
    """Return whether two terms are like `su 30`: one to three letters, then one to three digits."""
    if not (len(mark.words) == 1 and mark.term.is_plain and number.words) or number.term.phrase:
        return False
    letters, digits = mark.words[0], number.words[0]
    if not (letters.isalpha() and digits.isdecimal() and len(letters) <= 3 and len(digits) <= 3):  # noqa: PLR2004
        return False
    return letters not in _MONTHS and letters not in STOP_WORDS


def join(mark: TypedTerm, number: TypedTerm) -> TypedTerm:
    """Return the term of letters and the number after them."""
    text = f"{mark.term.text} {number.term.text}"
    return TypedTerm(
        Term(text, mark.term.tokens + number.term.tokens, number.term.prefix), mark.words + number.words
    )


def without_stop_words(query: Node) -> tuple[Node, tuple[str, ...]]:
    """Return a query without its stop words, and these; all are kept where nothing else is left."""
    ignored: dict[str, None] = {}
    kept = _keep_words(query, ignored)
    return (kept, tuple(ignored)) if any(leaves(kept)) else (query, ())


def _keep_words(query: Node, ignored: dict[str, None]) -> Node:
    match query:
        case All(items=items) | AnyOf(items=items):
            kept = [one for item in items if (one := _keep_words(item, ignored)) != EMPTY]
            join = all_of if isinstance(query, All) or not kept else any_of
            return join(*kept)
        case Term() if query.is_plain and _is_stop_word(query):
            ignored[query.text] = None
            return EMPTY
        case _:
            return query


def _is_stop_word(term: Term) -> bool:
    words = [word for word, _, _ in locate_words(term.text)]
    return len(words) == 1 and words[0] in STOP_WORDS
