"""Other forms of what a query asks for: synonyms of its corpus, British and American spellings, `hot line`, days.

Each form is a word or phrase of its own, so that engines need not know of them. A word as typed (`=word`) and one
with wildcards have no other form.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from sinoru.index.database import placeholders
from sinoru.index.index import Index, Phrase, Scope
from sinoru.query.read_as import report
from sinoru.query.synonyms import synonyms_of
from sinoru.query.typed_days import LONGEST, day_names, day_of
from sinoru.text.figures import figure_forms, other_number
from sinoru.text.query import All, AnyOf, Node, Not, Term, all_of, any_of, forms_of, leaves, negated
from sinoru.text.spellings import other_spellings, respelt
from sinoru.text.terms import phrase_of, same_with
from sinoru.text.tokens import STOP_WORDS, locate_words

_OFFICES = frozenset(("minister", "premier", "secretary"))
"""Words of titles that mean the same office as others everywhere."""
LONGEST_ABBREVIATION = len("USSR")
FEWEST_LETTERS = 3
"""The letters of each of two words that are also written as one."""


def with_other_words(index: Index, query: Node) -> Node:
    """Return a query that also finds the other forms of its words."""
    return _OtherForms(index, query).of(query)


class _OtherForms:
    """The other forms of the words of one query."""

    def __init__(self, index: Index, query: Node) -> None:
        self.index = index
        self.synonyms = synonyms_of(index)
        self.longest = max([LONGEST, *map(len, self.synonyms)])
        self.known = self._known(query)

    def _known(self, query: Node) -> frozenset[str]:
        """Return which words that forms are made of are words of the corpus: one statement for all."""
        typed = [
            leaf for each in (True, False) for leaf in leaves(query, is_required=each) if _has_forms(leaf)
        ]
        words = [word for term in typed for word, _, _ in locate_words(term.text)]
        joined = [f"{one}{other}" for one, other in pairwise(words)]
        parts = [part for word in words for pair in _halves(word) for part in pair]
        spelt = [other for word in words for other in other_spellings(word)]
        sought = list(dict.fromkeys([*joined, *parts, *spelt]))
        if not sought:
            return frozenset()
        sql = f"SELECT word FROM word WHERE word IN ({placeholders(sought)}) AND records > 0"
        return frozenset(word for (word,) in self.index.rows(sql, sought))

    def of(self, query: Node) -> Node:
        match query:
            case All(items=items):
                return all_of(*self._in_runs(items))
            case AnyOf(items=items):
                return any_of(*map(self.of, items))
            case Not(item=item):
                return negated(self.of(item))
        return self._forms([query]) or query

    def _in_runs(self, items: Sequence[Node]) -> Iterator[Node]:
        """Yield the items of a query; the longest run of words that has other forms becomes one item."""
        position = 0
        while position < len(items):
            for end in range(min(len(items), position + self.longest), position, -1):
                if found := self._forms(items[position:end]):
                    yield found
                    position = end
                    break
            else:
                yield self.of(items[position])
                position += 1

    def _forms(self, run: Sequence[Node]) -> Node | None:
        """Return the query for words that follow one another, in any form; None if they have only one."""
        if not all(map(_has_forms, run)):
            return None
        typed = " ".join(term.text for term in run)
        if found := self._synonyms(run, typed) or self._day(run, typed) or self._figure(run, typed):
            return found
        if titles := _titles(typed.casefold()):
            return forms_of(typed, all_of(*run), *map(phrase_of, titles))
        words = [word for word, _, _ in locate_words(typed)]
        are_two = len(words) == 2 and typed.casefold().replace("-", " ") == " ".join(words)  # noqa: PLR2004
        others = self._in_one_word(words) if are_two else self._in_two_words(words)
        if len(run) == 1:
            others += filter(None, [self._spelt_otherwise(run[0]), *_states(run[0])])
        return forms_of(typed, all_of(*run), *others) if others else None

    def _synonyms(self, run: Sequence[Term], typed: str) -> Node | None:
        others = self.synonyms.get(tuple(token for term in run for token in term.tokens))
        if not others:
            return None
        report("WORDS", typed, " or ".join((typed, *others)), "synonym")
        return forms_of(typed, all_of(*run), *map(phrase_of, others))

    def _day(self, run: Sequence[Term], typed: str) -> Node | None:
        day = day_of([term.text for term in run]) if all(term.is_plain for term in run) else None
        told = " or ".join(day_names(day)) if day else ""
        if sorted(typed.casefold().split()) != sorted(told.casefold().split()) and told:
            report("WORDS", typed, told, "day")
        return day

    def _figure(self, run: Sequence[Term], typed: str) -> Node | None:
        """Return the query for a figure with its unit, or for a small number by itself."""
        words = [word for word, _, _ in locate_words(typed)]
        if forms := figure_forms(words) if all(term.is_plain for term in run) else []:
            return forms_of(typed, *map(phrase_of, forms))
        other = other_number(words[0]) if len(words) == 1 else ""
        return forms_of(typed, run[0], phrase_of(other)) if other else None

    def _in_one_word(self, words: Sequence[str]) -> list[Node]:
        """Return the query for two words as one: `hotline` for `hot line`."""
        joined = "".join(words)
        is_word = min(map(len, words)) >= FEWEST_LETTERS and joined.isalpha() and joined in self.known
        return [phrase_of(joined)] if is_word else []

    def _in_two_words(self, words: Sequence[str]) -> list[Node]:
        """Return the query for a word as two that stand together somewhere: `air strikes` for `airstrikes`."""
        if len(words) != 1:
            return []
        known = [pair for pair in _halves(words[0]) if self.known.issuperset(pair)]
        phrases = [phrase_of(" ".join(pair)) for pair in known]
        return [phrase for phrase in phrases if self._occurs(phrase)]

    def _occurs(self, phrase: Term) -> bool:
        sql, values = self.index.matching(Scope(match=Phrase(phrase.tokens)))
        return self.index.value(f"{sql} LIMIT 1", values) is not None

    def _spelt_otherwise(self, term: Term) -> Node | None:
        """Return the query for a word or phrase in British instead of American spelling, or the reverse."""
        words = [word for word, _, _ in locate_words(term.text)]
        known = {word: other for word in words for other in other_spellings(word) if other in self.known}
        text = respelt(term.text, known)
        return same_with(term, text) if text else None


def _has_forms(node: Node) -> bool:
    """Return whether a node is a term that may have other forms: not a spelling, nor the beginning of a word."""
    return isinstance(node, Term) and not (node.pattern or node.exact or node.prefix)


def _titles(words: str) -> tuple[str, ...]:
    """Return the other titles of an office: `premier` for `prime minister`."""
    if _OFFICES.isdisjoint(words.split()):
        return ()
    from sinoru.names.titles import equal_everywhere

    return equal_everywhere(words)


def _states(term: Term) -> list[Node]:
    """Return the query for the state that capitals stand for: `United States` and `American` for `US`."""
    letters = term.text.replace(".", "")
    if not (letters.isupper() and 1 < len(letters) <= LONGEST_ABBREVIATION):
        return []
    from sinoru.names.countries import spelt_out

    return [phrase_of(name) for name in spelt_out(term.text)]


def _halves(word: str) -> Iterator[tuple[str, str]]:
    """Yield the pairs of words that a word may be made of."""
    if word.isalpha() and word.isascii() and word not in STOP_WORDS:
        for at in range(FEWEST_LETTERS, len(word) - FEWEST_LETTERS + 1):
            pair = word[:at], word[at:]
            if STOP_WORDS.isdisjoint(pair):
                yield pair
