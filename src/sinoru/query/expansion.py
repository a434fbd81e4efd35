"""Other forms of what a query asks for: synonyms of its corpus, British and American spellings, `hot line`, days.

Each form is a word or phrase of its own, so that engines need not know of them. A word as typed (`=word`) and one
with wildcards have no other form.
"""

from collections.abc import Iterator, Sequence
from itertools import chain, pairwise

from sinoru.index.database import placeholders
from sinoru.index.index import Index
from sinoru.query.conditions import occurs
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
LONGEST_PAIR = 24
"""The letters of a word that may be two."""
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
        typed = [leaf for each in (True, False) for leaf in leaves(query, is_required=each)]
        self.words = {
            term: [word for word, _, _ in locate_words(term.text)] for term in typed if _has_forms(term)
        }
        every = {word for words in self.words.values() for word in words}
        self.spelt = {word: others for word in every if (others := tuple(other_spellings(word)))}
        self.known = self._known(
            [word for term, words in self.words.items() if term.is_plain for word in words]
        )

    def _known(self, words: Sequence[str]) -> frozenset[str]:
        """Return which words that forms are made of are words of the corpus: one statement for all."""
        joined = (f"{one}{other}" for one, other in pairwise(words))
        parts = (part for word in words for pair in _halves(word) for part in pair)
        made = [form for word in chain(joined, parts) for form in (word, word.removesuffix("s"))]
        sought = list(dict.fromkeys([*made, *chain.from_iterable(self.spelt.values())]))
        if not sought:
            return frozenset()
        sql = f"SELECT word FROM word WHERE word IN ({placeholders(sought)}) AND records > 0"
        return frozenset(word for (word,) in self.index.rows(sql, sought))

    def of(self, query: Node) -> Node:
        """Return a query with all forms of its words."""
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
        if self.synonyms and (found := self._synonyms(run, typed)):
            return found
        if all(term.is_plain for term in run) and (found := self._of_words(run, typed)):
            return found
        other = self._spelt_otherwise(run[0]) if len(run) == 1 else None
        return forms_of(typed, run[0], other) if other else None

    def _synonyms(self, run: Sequence[Term], typed: str) -> Node | None:
        others = self.synonyms.get(tuple(token for term in run for token in term.tokens))
        if not others:
            return None
        report("WORDS", typed, " or ".join((typed, *others)), "synonym")
        return forms_of(typed, all_of(*run), *map(phrase_of, others))

    def _of_words(self, run: Sequence[Term], typed: str) -> Node | None:
        """Return the query for a day, a figure with its unit, or words that are also written otherwise."""
        words = [word for term in run for word in self.words[term]]
        if any(map(str.isdigit, typed)) and (day := _day(typed)):
            return day
        if figures := figure_forms(words):
            return forms_of(typed, *map(phrase_of, figures))
        others = [*_titles(typed.casefold()), *self._as_one_or_two(words, typed), *self._counted(run, words)]
        forms = list(map(phrase_of, others))
        if len(run) > 1:
            return forms_of(typed, all_of(*map(self.of, run)), *forms) if forms else None
        forms += map(phrase_of, _states(typed))
        forms += filter(None, [self._spelt_otherwise(run[0])])
        return forms_of(typed, run[0], *forms) if forms else None

    def _as_one_or_two(self, words: Sequence[str], typed: str) -> list[str]:
        """Return `hotline` for `hot line`, and `air strikes` for `airstrikes` if a record has that."""
        if len(words) == 1:
            pairs = (" ".join(pair) for pair in _halves(words[0]) if all(map(self._is_known, pair)))
            return [pair for pair in pairs if occurs(self.index, phrase_of(pair))]
        joined = "".join(words)
        is_pair = len(words) == 2 and typed.casefold().replace("-", " ") == " ".join(words)  # noqa: PLR2004
        return (
            [joined] if is_pair and self._is_known(joined) and min(map(len, words)) >= FEWEST_LETTERS else []
        )

    def _is_known(self, word: str) -> bool:
        """Return whether the corpus has a word, or its singular."""
        return word in self.known or word.removesuffix("s") in self.known

    def _counted(self, run: Sequence[Term], words: Sequence[str]) -> list[str]:
        """Return `sixteen pacts` for `16 pacts`, or the reverse; a number by itself may be a part of a date."""
        other = other_number(words[0]) if len(run) == 2 else ""  # noqa: PLR2004
        counted = " ".join([other, *words[1:]])
        return [counted] if other and occurs(self.index, phrase_of(counted)) else []

    def _spelt_otherwise(self, term: Term) -> Node | None:
        """Return the query for a word or phrase in British instead of American spelling, or the reverse."""
        spelt = {
            word: other
            for word in self.words[term]
            for other in self.spelt.get(word, ())
            if other in self.known
        }
        return same_with(term, respelt(term.text, spelt)) if spelt else None


def _day(typed: str) -> Node | None:
    """Return the query for a day, and report how it was read if its words are others."""
    day = day_of(typed)
    if day:
        told = " or ".join(day_names(day))
        if sorted(typed.casefold().split()) != sorted(told.casefold().split()):
            report("WORDS", typed, told, "day")
    return day


def _has_forms(node: Node) -> bool:
    """Return whether a node is a term that may have other forms: not a spelling, nor the beginning of a word."""
    return isinstance(node, Term) and not (node.pattern or node.exact or node.prefix)


def _titles(words: str) -> tuple[str, ...]:
    """Return the other titles of an office: `premier` for `prime minister`."""
    if _OFFICES.isdisjoint(words.split()):
        return ()
    from sinoru.names.titles import equal_everywhere

    return equal_everywhere(words)


def _states(typed: str) -> tuple[str, ...]:
    """Return the names of the state that capitals stand for: `United States` and `American` for `US`."""
    letters = typed.replace(".", "")
    if not (letters.isupper() and 1 < len(letters) <= LONGEST_ABBREVIATION):
        return ()
    from sinoru.names.countries import spelt_out

    return spelt_out(typed)


def _halves(word: str) -> Iterator[tuple[str, str]]:
    """Yield the pairs of words that a word may be made of."""
    if word.isalpha() and word.isascii() and len(word) <= LONGEST_PAIR and word not in STOP_WORDS:
        for at in range(FEWEST_LETTERS, len(word) - FEWEST_LETTERS + 1):
            pair = word[:at], word[at:]
            if STOP_WORDS.isdisjoint(pair):
                yield pair
