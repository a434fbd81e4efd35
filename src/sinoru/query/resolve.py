"""What values of filters and fields name in the corpus; one that it does not have is an error with the nearest."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sinoru.index.database import placeholders
from sinoru.index.fields import BY_AUTHOR
from sinoru.index.index import ANY_RELATION, Index, LinkFilter
from sinoru.messages import command, count, quoted, refused, use_one_of
from sinoru.model.errors import AmbiguousValue, UnknownValue, WrongDate, WrongValue, first_words_only
from sinoru.model.records import RECORD_OF_KIND
from sinoru.query.filters import (
    Country,
    Filters,
    Grade,
    Named,
    Party,
    Speaker,
    Value,
    Word,
)
from sinoru.query.select import links_to, terms_of

if TYPE_CHECKING:
    from sinoru.query.names import Found

_MOST_COMPARED = 20_000
"""Words of a corpus that are all compared with one that it does not have."""
_MOST_SOURCES = 5
"""Sources with the same words that an error lists."""


def link_to(index: Index, option: str, value: Value, typed: str) -> LinkFilter:
    """Return the link to what a value names. Raises UnknownValue, AmbiguousValue or WrongValue."""
    match value:
        case Party(kind=kind):
            return _link_to_party(index, option, typed, kind)
        case Speaker(in_disputes=in_disputes):
            from sinoru.query.speakers import speaker_links

            return speaker_links(index, [_speaker(index, option, typed)], in_disputes=in_disputes)
        case Named(kinds=kinds, relations=relations):
            return _link_to_named(index, option, typed, kinds, relations or index.fields.involving(kinds[0]))
        case Word(space=space):
            return _link_to_word(index, option, space, typed, value.words if isinstance(value, Grade) else ())
        case Country():
            return _link_to_country(index, option, typed)
    raise TypeError(value)


def resolve_days(filters: Filters) -> tuple[int | None, int | None]:
    """Return the first and last day requested, None without a bound. Raises WrongDate."""
    first = parse_date("--from", filters.start)[0] if filters.start else None
    last = parse_date("--to", filters.end)[1] if filters.end else None
    check_order("--from", filters.start, filters.end, first, last)
    return first, last


def check_order(option: str, low: str, high: str, first: int | None, last: int | None) -> None:
    """Raise WrongDate if the first of two days is later than the last."""
    if first is not None and last is not None and first > last:
        why = f"{quoted(low)} is later than the end, {quoted(high)}. Swap them, or change one."
        raise WrongDate(option, why)


def parse_date(option: str, text: str, sign: str = "") -> tuple[int | None, int | None]:
    """Return the first and the last day of a date as typed, after a sign such as `>`. Raises WrongDate."""
    from sinoru.dates.edtf import DateError
    from sinoru.dates.written import parse_typed

    try:
        date = parse_typed(text)
    except DateError as error:
        raise WrongDate(option, error.message(text) + _without_more(option, sign, text)) from None
    if date.earliest is None and date.latest is None:
        raise WrongDate(option, f"{quoted(text)} has no year. Add one.")
    return date.earliest, date.latest


def kinds_having(index: Index, value: str) -> list[str]:
    """Return the kinds of record that have a kind such as `visit` or `article`."""
    query = (
        "SELECT c.kind FROM term t JOIN tally c ON c.target = t.number AND c.how = 'kind'"
        " WHERE t.id = ? AND c.records > 0 ORDER BY c.kind"
    )
    return [kind for (kind,) in index.rows(query, (f"kind:{value.casefold()}",))]


def link_to_kind(
    index: Index, option: str, value: str, kinds: Sequence[str], beside: Sequence[str]
) -> LinkFilter:
    """Return the link to a kind such as `visit`; one that none of these kinds of record has is refused."""
    listed = [*kinds, *beside] or list(RECORD_OF_KIND)
    query = (
        "SELECT t.id, t.number FROM term t JOIN tally c ON c.target = t.number AND c.how = 'kind'"
        f" WHERE c.kind IN ({placeholders(listed)}) GROUP BY t.id, t.number ORDER BY t.id"
    )
    numbers = {id_.partition(":")[2]: number for id_, number in index.rows(query, listed)}
    known = {word: number for word, number in numbers.items() if word}
    if value.casefold() not in known:
        raise _wrong_kind(index, value, list(known), kinds, option)
    return LinkFilter((known[value.casefold()],), in_refs=True)


def _wrong_kind(
    index: Index, value: str, words: Sequence[str], kinds: Sequence[str], option: str = "--kind"
) -> WrongValue:
    """Return the error for a kind that the corpus does not have, or that a list of these kinds of record has not."""
    known = [*(kinds if len(kinds) > 1 or not words else ()), *words]
    if not words or value in RECORD_OF_KIND or _has_term(index, f"kind:{value.casefold()}"):
        return WrongValue(option, refused(quoted(value), "cannot be used here", use_one_of(known)))
    from sinoru.names.nearest import nearest

    return UnknownValue(option, value, nearest(value, known), known)


def _has_term(index: Index, id_: str) -> bool:
    return index.value("SELECT 1 FROM term WHERE id = ?", (id_,)) is not None


def _link_to_word(index: Index, option: str, space: str, value: str, allowed: Sequence[str]) -> LinkFilter:
    """Return the link to a word that records have, such as a topic; it matches in any case of letters.

    `allowed` has the words that any corpus may have; it is empty where the corpus decides.
    """
    term = index.value("SELECT number FROM term WHERE id = ?", (f"{space}:{value.casefold()}",))
    if term is None:
        if allowed and value.casefold() not in allowed:
            raise UnknownValue(option, value, [], allowed=allowed)
        raise UnknownValue(option, value, *_nearest_words(index, space, value))
    return LinkFilter((term,), in_refs=space != "verdict")  # a conflict may have given it


def _without_more(option: str, sign: str, text: str) -> str:
    """Return how to type the words after a date, if the first words of a text are one."""
    from sinoru.dates.edtf import DateError
    from sinoru.dates.written import parse_typed

    words = text.split(" ") if option.endswith(":") else []
    for length in range(len(words) - 1, 0, -1):
        try:
            parse_typed(" ".join(words[:length]))
        except DateError:
            continue
        return first_words_only(option, text, length, sign)
    return ""


def _link_to_country(index: Index, option: str, value: str) -> LinkFilter:
    """Return the link to a country: a word of the corpus, or any name or code of the state."""
    from sinoru.query.countries import countries_called

    words = [f"country:{word}" for word in countries_called(index, value, option)]
    return LinkFilter(tuple(dict.fromkeys(terms_of(index, words).values())), in_refs=True)


def _nearest_words(index: Index, space: str, value: str) -> tuple[list[str], list[str]]:
    """Return the words that may have been meant, and all known words."""
    from sinoru.names.nearest import nearest

    query = "SELECT substr(id, ?) FROM term WHERE id >= ? AND id < ? ORDER BY id"
    known = [word for (word,) in index.rows(query, (len(space) + 2, f"{space}:", f"{space};"))]
    return nearest(value, _beginning_alike(value.casefold(), known)), known


def _beginning_alike(value: str, known: Sequence[str]) -> Sequence[str]:
    """Return all words or, of very many, those that begin with the same letters, where few typing errors are."""
    length = 0
    while len(known) > _MOST_COMPARED and length < len(value):
        length += 1
        alike = [word for word in known if word.startswith(value[:length])]
        known = alike or known[:_MOST_COMPARED]
    return known[:_MOST_COMPARED]


def _link_to_named(
    index: Index, option: str, value: str, kinds: tuple[str, ...], relations: tuple[str, ...]
) -> LinkFilter:
    """Return the link to the record with a name, or to the only source that the words describe."""
    is_source = kinds == ("source",)
    id_ = source_id(index, option, value) if is_source else resolve_id(index, option, value, kinds)
    # The full text has a word for every link but those to the sources that a record cites.
    return LinkFilter(links_to(index, id_).terms, relations, in_refs="source" not in relations)


def source_id(index: Index, option: str, value: str) -> str:
    """Return the id of a source, by its id or by words that describe no other, which is reported."""
    try:
        return resolve_id(index, option, value, ("source",))
    except UnknownValue:
        from sinoru.query.read_as import report
        from sinoru.query.source_words import sources_described

        found = sources_described(index, value)
        if not found:
            raise
        if len(found) > _MOST_SOURCES:
            listing = f"{quoted(command('sources', *value.split()))} lists them"
            why = f"{quoted(value)} matches {count(len(found), 'source')}. Use the id of one; {listing}."
            raise WrongValue(option, why) from None
        if len(found) > 1:
            labels = [f"{one.title} ({one.id})" for one in found]
            raise AmbiguousValue(option, value, labels) from None
        report(option, value, found[0].title, "words", found[0].id)
        return found[0].id


def _link_to_party(index: Index, option: str, value: str, kind: str) -> LinkFilter:
    """Return the links to a person or an organisation, also as author of the sources of claims without a speaker."""
    id_ = resolve_id(index, option, value, (kind,))
    from sinoru.query.speakers import sources_by

    written = sources_by(index, [id_])
    relations = (*index.fields.involving(kind), *([BY_AUTHOR] if written else []))
    terms = (*links_to(index, id_).terms, *written)
    others = (
        f"SELECT 1 FROM tally WHERE target IN ({placeholders(terms)}) AND records > 0"
        f" AND how NOT IN ({placeholders(relations)}, ?, 'source') LIMIT 1"
    )
    has_others = index.value(others, [*terms, *relations, ANY_RELATION]) is not None
    return LinkFilter(terms, relations, in_refs=True, refs_decide=not has_others)


def _speaker(index: Index, option: str, value: str) -> str:
    """Return the id of a speaker, or the name of an author who has no record.

    Raises UnknownValue with the nearest names of both, or AmbiguousValue.
    """
    from sinoru.query.speaker_names import KINDS, author_named, nearest_speakers

    try:
        return author_named(index, value) or resolve_id(index, option, value, KINDS)
    except UnknownValue:
        near = nearest_speakers(index, value)
        raise UnknownValue(
            option, value, near, farther=() if near else farther_names(index, value, KINDS)
        ) from None


def resolve_id(index: Index, option: str, value: str, kinds: tuple[str, ...]) -> str:
    """Return the id of the one record of these kinds (empty: any) that the value names.

    Raises UnknownValue or AmbiguousValue.
    """
    from sinoru.query.name_readings import take
    from sinoru.query.names import find_named

    found = find_named(index, value, kinds)
    labels = {one.id: one.label for one in found}
    if len(labels) > 1:
        raise AmbiguousValue(option, value, list(labels.values()))
    is_place = kinds == ("place",)  # a word of whose name is seldom another name of it, as a surname is
    if not found or not take(index, option, value, found, reports_parts=is_place):
        near = _nearest_records(index, value, kinds, found)
        raise UnknownValue(option, value, near, farther=() if near else farther_names(index, value, kinds))
    return found[0].id


def farther_names(index: Index, value: str, kinds: tuple[str, ...]) -> list[str]:
    """Return the five people, organisations or places of these kinds whose names are the least unlike a value."""
    from sinoru.query.names import NAMED_KINDS, nearest_named

    if kinds and not set(kinds) & set(NAMED_KINDS):
        return []
    return [f"{ref.name} ({ref.id})" for ref in nearest_named(index, value, kinds, all_five=True)]


def _nearest_records(index: Index, value: str, kinds: tuple[str, ...], found: "list[Found]") -> list[str]:
    """Return the records of these kinds that may be meant: with name and id, or for sources only the id."""
    from sinoru.query.names import NAMED_KINDS, nearest_to
    from sinoru.query.show import nearest_ids

    if not kinds or set(kinds) & set(NAMED_KINDS):
        return [f"{ref.name} ({ref.id})" for ref in nearest_to(index, value, kinds, found)]
    query = "SELECT kind FROM record WHERE id = ?"
    return [id_ for id_ in nearest_ids(index, value) if index.value(query, (id_,)) in kinds]
