"""Operators of other search engines that this one lacks: a query that has one is refused, so that none is dropped.

Everything in quotes is text, and so is an address such as https://example.org/a?b=(c).
"""

import re
from collections.abc import Iterator

import msgspec

from sinoru.messages import quoted
from sinoru.query.filters import ARGUMENTS
from sinoru.text.syntax import MOST_CHARACTERS, MOST_TERMS, MOST_TOKENS, Query, parse_query, plain_quotes

_PARENTHESES = "()（）"
_GROUP = re.compile(r"[(（]?([^()（）\"]*)[)）]?")
_MINUS_SIGNS = "−–－﹣"
"""Signs that look like the minus, and that word processors write instead of it."""
_FILTER = re.compile(rf"-?({'|'.join(option.removeprefix('--') for option in ARGUMENTS)}):\w")
_NEARNESS = re.compile(r"(?:NEAR|ADJ|WITHIN|W|w)/\d+|NEAR")


class _Part(msgspec.Struct, frozen=True):
    """A part of a query between spaces and quotes."""

    text: str
    """As typed, with its quotes."""
    is_quoted: bool
    is_glued: bool
    """Whether nothing separates it from the part before."""


def find_unsupported(text: str) -> str:
    """Return why a query is refused, with the part in question and what to type instead; empty if it is not."""
    query = parse_query(text)
    if query.cut:
        return _describe_excess(text)
    parts = list(_split_parts(plain_quotes(text)))
    for before, part, after in zip([None, *parts], parts, [*parts[1:], None], strict=False):
        if not part.is_quoted and (why := _explain(before, part, after, text)):
            return why
    return _explain_emptiness(text, query)


def literally(text: str) -> str:
    """Return a text as it is typed to be searched for as it is: in quotes, and these in quotes for a shell."""
    inside = " ".join(plain_quotes(text).replace('"', "").split())
    return f"'\"{inside}\"'"


def _split_parts(text: str) -> Iterator[_Part]:
    end = -1
    for match in re.finditer(r'-*"[^"]*(?:"|$)|[^\s"]+', text):
        is_quoted = '"' in match[0]
        # A minus before a quote belongs to it, but not where a word precedes it.
        yield _Part(match[0], is_quoted, match.start() == end)
        end = match.end()


def _describe_excess(text: str) -> str:
    most = f"{MOST_TERMS} words, {MOST_TOKENS} words in one phrase, or {MOST_CHARACTERS:,} characters"
    return f"The search {quoted(text)} is too long. Use at most {most}."


def _explain_emptiness(text: str, query: Query) -> str:
    """Return why there is nothing to look for; empty if there is something, or if the text is empty."""
    if query.all or not text.strip():
        return ""
    if not query.none:
        return f"{quoted(text)} has no letter or digit to search for. Add a word."
    return (
        f"{quoted(text)} has only words to leave out. Add a word to look for."
        f" To search for a word that begins with a dash, put it in quotes: {literally(text)}"
    )


def _explain(before: _Part | None, part: _Part, after: _Part | None, text: str) -> str:
    """Return why one part is refused; empty if it is not."""
    word = part.text
    if before and before.is_quoted and (why := _after_phrase(before, part)):
        return why
    if "://" in word:
        return ""
    if _NEARNESS.fullmatch(word) and before and after:
        return _refuse(word, "does not search for words near each other", "Remove it", word)
    if any(char in _PARENTHESES for char in word):
        return _refuse_parentheses(word, text)
    return (
        _explain_filter(word) or _explain_word(word, part, before) or _explain_operator(before, word, after)
    )


def _explain_filter(word: str) -> str:
    found = _FILTER.match(word)
    advice = f"Use the filter {found[1]} beside the words" if found else ""
    return _refuse(word, "is not read as a filter", advice, word) if found else ""


def _after_phrase(phrase: _Part, part: _Part) -> str:
    if re.fullmatch(r"~\d*", part.text):
        typed = f"{phrase.text}{part.text}"
        return _refuse(typed, "does not search for words near each other", f"Remove {quoted(part.text)}")
    return ""


def _refuse_parentheses(word: str, text: str) -> str:
    start = next(at for at, char in enumerate(plain_quotes(text)) if char in _PARENTHESES)
    group = _GROUP.match(text, start)
    inside = group[1].strip() if group else ""
    advice = "Remove the parentheses"
    return _refuse(word, "has a parenthesis, and parentheses do not group words", advice, inside or word)


def _explain_word(word: str, part: _Part, before: _Part | None) -> str:
    """Return why a word with a sign in it is refused."""
    follows_phrase = part.is_glued and before is not None and before.is_quoted
    stem = word.removesuffix("*")
    begun = re.match(r"\w+", word)
    advice = f"Type only the beginning, {quoted(f'{begun[0]}*')}" if begun else "Type the whole word"
    if "*" in stem or "＊" in word or (not stem.strip("-") and word != stem and not follows_phrase):
        return _refuse(word, "has a star elsewhere than at the end of a word", advice, word)
    if re.search(r"\?\w", word):
        return _refuse(
            word, "has a question mark before a letter, which does not stand for any letter", advice, word
        )
    if found := re.fullmatch(r"(.*\w)[~^][\d.]*", word):
        return _refuse(word, f"ends with {quoted(word[len(found[1])])}, which is not an operator here",
                       f"Type {quoted(found[1])}", word)  # fmt: skip
    if re.fullmatch(r"/.+/", word):
        return _refuse(word, "is not read as a regular expression", "Type words", word)
    if "|" in word:
        return _refuse("|", "does not join words", "Type OR between the words", word)
    return ""


def _explain_operator(before: _Part | None, word: str, after: _Part | None) -> str:
    """Return why a word is refused that is an operator, or that begins with one."""
    phrase = after.text if after and after.is_quoted and after.is_glued else ""
    if found := re.match(rf"[{_MINUS_SIGNS}!](?=\w|$)", word):
        rest = word[1:] or phrase
        if rest:
            return _refuse(f"{word}{phrase}", f"begins with {quoted(found[0])}, which does not exclude words",
                           f"To leave {_shown(rest)} out, type -{rest}", f"{word}{phrase}")  # fmt: skip
    if re.match(r"=+(?=\w|$)", word) and (word.strip("=") or phrase):
        rest = word.lstrip("=") or phrase
        return _refuse(f"{word}{phrase}", "begins with '=', which does not select a spelling", f"Type {_shown(rest)}",
                       f"{word}{phrase}")  # fmt: skip
    if re.fullmatch("-+", word):
        advice = f"To leave {_shown(after.text)} out, type -{after.text}" if after else "Remove it"
        return _refuse(word, "is not next to a word", advice)
    if word in ("NOT", "ANDNOT") and after:
        left_out = after.text.lstrip("-")
        advice = f"To leave {_shown(left_out)} out, type -{left_out}"
        if any(char in _PARENTHESES for char in left_out):
            advice = "Type - before each word to leave out"
        return _refuse(word, "does not exclude words", advice, word)
    excluded = next((each.text for each in (after, before) if each and each.text.startswith("-")), "")
    if word == "OR" and before and after and excluded:
        return _refuse(word, f"cannot join {_shown(excluded)}, which is left out", "Remove one of them")
    return ""


def _shown(text: str) -> str:
    """Return a part in single quotes, unless it has quotes already."""
    return text if '"' in text else quoted(text)


def _refuse(part: str, why: str, advice: str, literal: str = "") -> str:
    way_out = f", or put text in quotes to search for it as it is: {literally(literal)}"
    return f"{_shown(part)} {why}. {advice}{way_out if any(map(str.isalnum, literal)) else '.'}"
