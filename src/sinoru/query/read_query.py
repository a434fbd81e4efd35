"""A query as typed, read with the fields of the language; what is wrong with it is an error that shows where."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping

from sinoru.index.index import Index
from sinoru.messages import as_text, quoted, unknown
from sinoru.model.errors import WrongQuery, WrongUsage
from sinoru.query.filters import LANGUAGE, language_of, numeric_names
from sinoru.query.read_as import report
from sinoru.query.synonyms import titles_of
from sinoru.text.query import EMPTY, Node, leaves
from sinoru.text.syntax import Parsed, QueryFault, literally, parse_query

Fields = Mapping[str, Collection[str]]
"""The names of fields, and of the conditions in their brackets."""


def read_query(
    text: str, index: Index | None = None, fields: Fields | None = None, *, is_narrowed: bool = False
) -> Parsed:
    """Parse the query of a search. Raises WrongQuery, and WrongUsage for one with nothing to look for.

    One that is narrowed by filters may leave words out of what passes these.
    """
    parsed = read_conditions(text, index, fields)
    if not text.strip() or any(leaves(parsed.query)):
        return parsed
    if not any(leaves(parsed.query, is_required=False)):
        raise WrongUsage(f"{quoted(text)} has no letter or digit to search for. Add a word.")
    if is_narrowed:
        return parsed
    dash = f" To search for a word that begins with a dash, put it in quotes: {literally(text)}"
    raise WrongUsage(
        f"{quoted(text)} has only words to leave out. Add a word to look for."
        f"{dash if text.lstrip().startswith('-') else ''}"
    )


def read_conditions(text: str, index: Index | None = None, fields: Fields | None = None) -> Parsed:
    """Parse a query that may also only leave out records of a list. Raises WrongQuery.

    The queries that the corpus of the index hands on may be part of it, and so may its own fields. A part such as
    `colour:red`, without a known field, is searched as words, and so are bounds without a field; that is reported.
    """
    parsed = _parsed(text, index, fields)
    for part in parsed.unknown:
        report("WORDS", part, " ".join(part.replace(":", " ").split()), "no field")
    for part in parsed.unvalued:
        report("WORDS", part, part[:-1], "no value")
    for part in parsed.unbound:
        report("WORDS", part, " ".join(re.sub(r"\.\.|[<>=]", " ", part).split()), "no bounds")
    return parsed


def read_where(text: str, index: Index) -> Node:
    """Return a condition on fields. Raises WrongQuery, also for a field that there is not."""
    known = language_of(index.fields)
    parsed = _parsed(as_one_value(text, known), index, None)
    for part in parsed.unknown:
        raise WrongQuery(text, no_field(part.partition(":")[0], known), max(text.find(part), 0))
    for part, why in (*_incomplete(parsed), *_without_colon(text, known)):
        raise WrongQuery(text, why, max(text.find(part), 0))
    if not (any(leaves(parsed.query)) or any(leaves(parsed.query, is_required=False))):
        raise WrongQuery(text, f"{quoted(text)} has no condition. Write one, such as date:1999.", 0)
    return parsed.query


def _incomplete(parsed: Parsed) -> Iterator[tuple[str, str]]:
    """Yield each part that lacks the value or the name of a field, with what is wrong with it."""
    for part in parsed.unvalued:
        yield part, f"{quoted(part)} has no value right after the colon."
    for part in parsed.unbound:
        yield (
            part,
            f"{quoted(part)} follows no field directly. Type bounds without spaces, as in date:1999..2000.",
        )


def _without_colon(text: str, known: Collection[str]) -> Iterator[tuple[str, str]]:
    """Yield each part such as `magnitude>6` that begins with a field, with what is wrong with it."""
    for found in re.finditer(r"(?<!\S)-?([\w.]+)([<>]=?|=)[^\s)]+", text):
        if found[1].casefold() in known:
            written = f"{found[1]}:{found[0].partition(found[1])[2].removeprefix('=')}"
            yield found[0], f"{quoted(found[0])} has no colon after the field. Type {written}"


def no_field(name: str, known: Collection[str]) -> str:
    """Return the message for a field that a query cannot have, with the nearest names."""
    return unknown(
        "field", name, [one for one in known if one.rpartition(".")[2] not in known or "." not in one]
    )


def _parsed(text: str, index: Index | None, fields: Fields | None) -> Parsed:
    """Parse a query with the fields of a corpus, or with some others. Raises WrongQuery."""
    typed = text = as_text(text)
    if index is not None and "@" in text:
        typed = expand_saved(text, _saved_in(index))
    if index is not None and fields != {} and ":" in text and " " in text.strip():
        from sinoru.query.unquoted import with_quotes

        typed = with_quotes(index, typed)
    if index is not None and "://" in text:
        from sinoru.query.other_ids import as_typed

        typed = as_typed(index, text) or typed
    numeric: Collection[str] = ()
    if fields is None:
        fields = language_of(index.fields) if index is not None and ":" in typed else LANGUAGE
        numeric = numeric_names(index.fields) if index is not None and fields is not LANGUAGE else ()
    try:
        return parse_query(typed, fields, numeric)
    except QueryFault as fault:
        raise WrongQuery(typed, str(fault), fault.column) from None


def expand_saved(text: str, find: Callable[[str], str | None], within: tuple[str, ...] = ()) -> str:
    """Return a query with the saved ones that it names, which `find` returns. Raises WrongQuery for a circle.

    The query is itself `within` others, which it cannot name.
    """
    from sinoru.text.saved import with_saved

    try:
        return with_saved(text, find, within=within)
    except QueryFault as fault:
        raise WrongQuery(text, str(fault), fault.column) from None


def _saved_in(index: Index) -> Callable[[str], str | None]:
    """Return what finds a query that a corpus hands on; that raises WrongQuery for one that cannot be read."""
    saved = {one.name: one.query for title in titles_of(index).values() for one in title.queries}
    return named_in(saved, language_of(index.fields))


def named_in(saved: Mapping[str, str], fields: Fields = LANGUAGE) -> Callable[[str], str | None]:
    """Return what finds a saved query by name; that raises WrongQuery for one that cannot be read."""
    return lambda name: check_saved(name, saved[name], fields) if name in saved else None


def check_saved(name: str, query: str, fields: Fields = LANGUAGE) -> str:
    """Return a saved query. Raises WrongQuery where it cannot be read, or has an unknown field."""
    from sinoru.text.saved import with_saved_as_words

    try:
        parsed = parse_query(with_saved_as_words(query), fields)
    except QueryFault as fault:
        raise WrongQuery(query, f"In the saved query {quoted(name)}: {fault}", fault.column) from None
    unknown_ = ((part, f"{quoted(part)} has no name of a field before the colon.") for part in parsed.unknown)
    for part, why in (*unknown_, *_incomplete(parsed)):
        raise WrongQuery(query, f"In the saved query {quoted(name)}: {why}", max(query.find(part), 0))
    if not any((*leaves(parsed.query), *leaves(parsed.query, is_required=False))):
        raise WrongQuery(query, f"The saved query {quoted(name)} has no letter or digit to search for.", 0)
    return query


def is_saved_name(name: str) -> bool:
    """Return whether a saved query can be typed by this name."""
    return re.fullmatch(r"[\w-]+", name) is not None


def as_one_value(word: str, fields: Collection[str] = LANGUAGE) -> str:
    """Return a word of the command line with its value in quotes where it begins with a field: `by:Yu Bin`.

    A shell removes the quotes of `by:"Yu Bin"`. A word with signs or fields of its own after that is a query.
    """
    if not (":" in word and " " in word):
        return word
    names = "|".join(map(re.escape, fields))
    found = re.fullmatch(rf"(?i)(-?(?:{names}):-?(?:[<>]=?)?)(\S+\s.*\S)", word)
    has_more = r'["()]|\b(?:AND|OR|NOT)\b|\s-\w|(?-i:\s[a-z_.]{2,}:\S)|\.\.'
    if not found or re.search(has_more, found[2]):
        return word
    return f'{found[1]}"{found[2]}"'


def query_in(text: str, own_fields: Collection[str] = ()) -> Node:
    """Return the query in a text that was read before, or nothing of one that cannot be read.

    `own_fields` are names of fields that the corpus has of its own.
    """
    try:
        return parse_query(text, {**LANGUAGE, **dict.fromkeys(own_fields, ())}).query
    except QueryFault:
        return EMPTY
