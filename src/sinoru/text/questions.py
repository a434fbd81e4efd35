"""Questions in English, each pattern with the look-up that answers it: rules that can be read, and no guess.

A pattern has literal words, `a|b` for either word, `[a|b]` for a word that may be missing, and `{name}` for one or
more words. The look-up is a command line with these words put in; query/questions.py asks it, and takes the first
that the corpus can answer. docs/search.md lists their forms.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

_FIRST_WORDS = frozenset(
    ("who whom what when where which how did do does has have had was were is are why").split()
)
_OPERATOR = re.compile(r"""["“”()*]|^[-=@]|^[a-z]+:|^(?:AND|OR|NOT)$""")
"""What makes a text a query, and no question."""
_MOST_WORDS = 30
_TURNING = frozenset("after before but except neither never no nor not or since than until without".split())
"""Words that turn what a question asks, in small letters as No may be a surname: a form has them, or has no place
for them. In the words for a name they would be dropped, as too common to search for, and another question answered.
"""
_ARTICLES = ("the", "a", "an")


class Pattern(NamedTuple):
    """A form of question, and the look-up that answers it."""

    question: str
    lookup: str
    is_general: bool = False
    """Whether any words fit, so that only a few records with all of them answer it."""


_WAS = "was|were|is|are"
_IN = "in|on|at|during"
_MEET = "meet|met|see|saw|reach|call|phone|telephone|contact|know"
_TALK = "meet|met|speak|talk|confer|negotiate"
_GO = "visit|visited|see|go|gone|travel|fly|come|arrive [to|in|at]"
_WENT = f"[when|how] [often] did|has|have|had {{name}} [ever|first|last] {_GO}"
_SAY = "say|said|claim|write|state|think|argue|believe|report|mean"
_VISITOR = "'participant:(person:{name} role:visitor)'"

PATTERNS = (
    Pattern(f"who {_WAS} in office in|on {{date}}", "on {date} --offices"),
    Pattern(f"who {_WAS} [the] {{office}} {_IN} {{date}}", "who {office} --on {date}"),
    Pattern("who held|had [the] office|post|position of {office} in|on {date}", "who {office} --on {date}"),
    Pattern(f"who {_WAS} [the] {{office}} when|during {{moment}}", "who {office} --on {moment}"),
    Pattern(f"who {_WAS}|became [the] {{office}}", "who {office}"),
    Pattern("who held|had [the] office|post|position of {office}", "who {office}"),
    Pattern(
        "which|what office|offices|post|posts|position|job did {name} hold|have in|on {date}",
        "who {name} --on {date}",
    ),
    Pattern("which|what office|offices|post|posts|position|job did {name} hold|have", "who {name}"),
    Pattern("what was {name} in|on {date}", "who {name} --on {date}"),
    Pattern("what|who is|was|are|were {name}", "who {name}"),
    Pattern("when|where was|is {name} born", "who {name}"),
    Pattern("when|where|how did {name} die", "who {name}"),
    Pattern("how old was|is {name} in|on {date}", "who {name} --on {date}"),
    Pattern("how old was|is {name}", "who {name}"),
    Pattern("when did {name} become {office}", "who {name}"),
    Pattern("who [was] succeeded|replaced|preceded {name} as {office}", "who {office}"),
    Pattern("what|who|which happened|occurred in|on|during {date}", "on {date}"),
    Pattern(
        "what [else] happened|occurred in|at {place} in|on|during {date}",
        "timeline --place {place} --from {date} --to {date}",
    ),
    Pattern("what [else] happened|occurred on [the] [same] day [when|that|of] {moment}", "on {moment}"),
    Pattern("what [else] took place in|on|during {date}", "on {date}"),
    Pattern("what was|were happening|going [on] in|on|during {date}", "on {date}"),
    Pattern("what happened|occurred between {from} and {to}", "timeline --from {from} --to {to}"),
    Pattern("what happened|followed|occurred after|since {date}", "timeline --from {date}"),
    Pattern("what happened|occurred before|until {date}", "timeline --to {date}"),
    Pattern(
        "what happened|occurred|followed [right|shortly] after|since {event}",
        "timeline --after {event} --within 30d",
    ),
    Pattern("what [events] followed {event}", "timeline --after {event} --within 30d"),
    Pattern(
        "what happened|occurred [right|shortly] before {event}",
        "timeline --before {event} --within 30d --sort -date",
    ),
    Pattern("what [events] led [up] to {event}", "timeline --before {event} --within 30d --sort -date"),
    Pattern("what [else] happened|occurred during {event}", "timeline --during {event}"),
    Pattern(
        "how many|much {subject} did|does|do|was|were|is|are|has|have|had {rest}",
        "claims {subject} {rest} kind:figure",
    ),
    Pattern("how many|much {subject}", "claims {subject} kind:figure"),
    Pattern(
        "how much|long|far|large|big|fast|high did|does|was|were|is|are {subject}",
        "claims {subject} kind:figure",
    ),
    Pattern(
        f"what did|does|do|has|had {{name}} {_SAY} about|of|on|that {{words}}", "claims {words} --by {name}"
    ),
    Pattern(f"what did|does|do|has|had {{name}} {_SAY}", "claims --by {name}"),
    Pattern("who said|says|claimed|claims|wrote|reported [that] {words}", "claims {words}"),
    Pattern(f"{_WAS} it true that {{words}}", "claims {words}"),
    Pattern(
        "what|where|do|did do [the] sources disagree|differ about|on|over|in {words}", "conflicts {words}"
    ),
    Pattern("do|did [the] sources agree|disagree|differ about|on|over|in {words}", "conflicts {words}"),
    Pattern("what is|was disputed|contested|contradicted about|in {words}", "conflicts {words}"),
    Pattern(f"{_WENT} {{place}}", f"timeline {_VISITOR} --place {{place}}"),
    Pattern(f"{_WENT} {{country}}", f"timeline {_VISITOR} --country {{country}}"),
    Pattern(f"did|do|have|had|has {{a}} and {{b}} [ever] {_TALK}", "links {a} {b}"),
    Pattern(f"did|do|has|had|have {{a}} [ever] {_MEET} [with] {{b}}", "links {a} {b}"),
    Pattern("did|do|has|had|have {a} [ever] speak|spoken|talk|talked to|with {b}", "links {a} {b}"),
    Pattern(
        f"when|where|did|how [often] [did] {{a}} and {{b}} [ever|first|last] {_TALK} in|on {{date}}",
        "links {a} {b} --from {date} --to {date}",
    ),
    Pattern(
        f"when|where|how|why [often] did|do|have|had {{a}} and {{b}} [first|last] {_TALK}", "links {a} {b}"
    ),
    Pattern(f"when|where|how|why [often] did|do|has|had|have {{a}} {_MEET} [with] {{b}}", "links {a} {b}"),
    Pattern("when|where|how|why [often] did|do|has|had {a} speak|talk to|with {b}", "links {a} {b}"),
    Pattern("who|whom did {name} meet|see [with] in|on {date}", "links {name} --from {date} --to {date}"),
    Pattern("who|whom did {name} meet|see [with]", "links {name}"),
    Pattern("who met|saw [with] {name} in|on {date}", "links {name} --from {date} --to {date}"),
    Pattern("who met|saw [with] {name}", "links {name}"),
    Pattern(
        "who visited {place} in|on {date}", "timeline kind:visit --place {place} --from {date} --to {date}"
    ),
    Pattern("who visited {place}", "timeline kind:visit --place {place}"),
    Pattern(
        "what|where did|was|were {name} [do|go|travel] in|on {date}",
        "timeline --person {name} --from {date} --to {date}",
    ),
    Pattern("when was|were|did {words}", "timeline {words}", is_general=True),
    Pattern(f"did|does|do|has|have|{_WAS} {{words}}", "claims {words}", is_general=True),
)
"""The forms of questions: where several fit, the first that the corpus can answer is taken."""


def is_question(text: str) -> bool:
    """Return whether a text may be a question: a word such as `who`, and more, without signs of a query."""
    first, *rest = _words(text) or [""]
    return bool(rest) and first.casefold() in _FIRST_WORDS and not any(map(_OPERATOR.search, rest))


def readings_of(text: str) -> Iterator[tuple[Pattern, dict[str, str]]]:
    """Yield each pattern that a question fits, with the words for its names, in every way in which it fits."""
    words = _words(text)
    if len(words) > _MOST_WORDS or not is_question(text):
        return
    for pattern in PATTERNS:
        for found in _fits(_parts(pattern.question), words):
            yield pattern, {name: _phrase(name, bound) for name, bound in found.items()}


def _words(text: str) -> list[str]:
    words = text.replace("\u2019", "'").strip().rstrip("?!. ").split()
    first, mark, is_ = words[0].partition("'") if words else ("", "", "")
    return [first, "is", *words[1:]] if mark and is_ == "s" and first.casefold() in _FIRST_WORDS else words


class _Part(NamedTuple):
    """A word of a pattern: some words, one of which fits, or a name."""

    words: frozenset[str]
    name: str = ""
    is_optional: bool = False


@cache
def _parts(question: str) -> tuple[_Part, ...]:
    return tuple(
        _Part(frozenset(), word.strip("{}"))
        if word.startswith("{")
        else _Part(frozenset(word.strip("[]").split("|")), is_optional=word.startswith("["))
        for word in question.split()
    )


def _fits(parts: Sequence[_Part], words: Sequence[str]) -> Iterator[dict[str, tuple[str, ...]]]:
    """Yield the words bound to each name, the first names as short as possible."""
    if not parts or not words:
        if not words and all(part.is_optional for part in parts):
            yield {}
        return
    part, rest = parts[0], parts[1:]
    if part.name:
        turning = (place for place, word in enumerate(words) if word in _TURNING or word.endswith("n't"))
        for length in range(1, next(turning, len(words)) + 1):
            for bound in _fits(rest, words[length:]):
                yield {part.name: tuple(words[:length])} | bound
        return
    if words[0].casefold() in part.words:
        yield from _fits(rest, words[1:])
    elif part.is_optional:
        yield from _fits(rest, words)


def _phrase(name: str, words: Sequence[str]) -> str:
    """Return the words without an article; `Russia's foreign minister` as `foreign minister of Russia`."""
    if len(words) > 1 and words[0].casefold() in _ARTICLES:
        words = words[1:]
    if name == "office" and len(words) > 1 and words[0].casefold().endswith("'s"):
        office, to, place = " ".join(words[1:]).partition(" to ")
        return f"{office} of {words[0][:-2]}{to}{place}"
    return " ".join(words)
