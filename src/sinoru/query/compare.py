"""`sinoru compare`: what two sources both say, what only one of them says, and where they differ.

They differ in a conflict that is recorded, if each makes another statement there; in the dates of one happening or
one office that has two records; and in figures of one unit about one record. A record is in one list only.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, count

from msgspec.structs import replace

from sinoru.dates.edtf import day_bounds
from sinoru.index.index import Index
from sinoru.messages import quoted, refused
from sinoru.model.errors import UnknownValue, WrongUsage, WrongValue
from sinoru.model.records import Claim, Evidence
from sinoru.names.folding import fold
from sinoru.query.analysis_answers import (
    ComparedSource,
    Comparison,
    ComparisonCounts,
    Difference,
    Parallel,
    Version,
)
from sinoru.query.answers import Ref
from sinoru.query.disputes import asked_in
from sinoru.query.fetch import refs_of
from sinoru.query.filters import Filters, check_honoured
from sinoru.query.parallels import find_matches, value_of
from sinoru.query.resolve import source_id
from sinoru.query.show import is_taken
from sinoru.query.source_names import cited_sources
from sinoru.query.source_words import sources_described
from sinoru.query.tellings import Fact, Key, Reading, RecordedConflict, read_facts
from sinoru.query.verdicts import statement_verdict

OPTION = "SOURCE"
"""What errors call the name of a source."""

Ids = tuple[str, str]
"""The ids of the two sources."""
Told = tuple[Fact, Fact, tuple[str, ...]]
"""What both sources say: as the first and as the second have it, and the ids of what two records share."""


def ask_compare(index: Index, words: Sequence[str], filters: Filters) -> Comparison:
    """Return two sources side by side, in records that pass the filters; a limit bounds each list.

    Each of two words names a source; of more, some in a row name each. Raises WrongUsage unless these are two
    sources, and what source_id and resolve_scope raise.
    """
    check_honoured(filters, "compare")
    first, second = _two_names(index, words)
    a, b = _source_id(index, first), _source_id(index, second)
    if a == b:
        raise WrongUsage(f"Both names are those of the source {quoted(a)}. Use the names of two sources.")
    return _compare(index, (a, b), read_facts(index, (a, b), filters), filters.limit)


def _two_names(index: Index, words: Sequence[str]) -> tuple[str, str]:
    """Split the words so that both parts name a source, and if possible only one."""
    if len(words) < 2:  # noqa: PLR2004
        raise WrongUsage("Two sources are compared. Give the ids or names of both.")
    splits = [(" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words))]
    if len(splits) == 1:
        return splits[0]
    found = {name: _count_named(index, name) for split in splits for name in split}
    named = [split for split in splits if all(found[name] for name in split)]
    if named:
        return min(named, key=lambda split: max(found[name] for name in split))
    # The longest part that names a source leaves the other one to be reported.
    return max(splits, key=lambda split: max(len(name) if found[name] else 0 for name in split))


def _count_named(index: Index, name: str) -> int:
    return 1 if is_taken(index, name) else len(sources_described(index, name))


def _source_id(index: Index, name: str) -> str:
    """Return the id of the source that a name means. Raises WrongValue for that of another record."""
    try:
        return source_id(index, OPTION, name)
    except UnknownValue:
        kind = index.value("SELECT kind FROM record WHERE id = ?", (name,))
        if kind is None:
            raise
        advice = f"To see which sources it cites: sinoru cite {name}"
        raise WrongValue(
            OPTION, refused(quoted(name), f"is the id of {_a(kind)}, not of a source", advice)
        ) from None


def _a(noun: str) -> str:
    return f"an {noun}" if noun[0] in "aeiou" else f"a {noun}"


def _compare(index: Index, ids: Ids, reading: Reading, limit: int | None) -> Comparison:
    a, b = ids
    facts = sorted(reading.facts, key=lambda fact: fact.order)
    differ: list[Difference] = []
    used: set[Key] = set()
    both: list[Told] = []
    for conflict in reading.conflicts:
        if not (difference := _recorded(conflict, ids)):
            continue
        if difference.state == "reconciled":  # both can be true
            both += _reconciled(conflict, _unused(facts, used), ids)
            used |= {fact.key for told in both for fact in told[:2]}
        else:
            differ.append(difference)
            used |= conflict.keys
    both += ((one, one, ()) for one in _unused(facts, used) if one.cites(a) and one.cites(b))
    used |= {fact.key for fact, _, _ in both}
    of_a, of_b = ([one for one in _unused(facts, used) if one.cites(id_)] for id_ in ids)
    matches = find_matches(of_a, of_b, index.fields)
    differ += [_of_times(pair.a, pair.b, ids) for pair in matches.pairs if not pair.agree]
    for group in matches.figures:
        if not _is_recorded(group, differ, ids):
            differ.append(_of_figures(group, ids))
    both += [(pair.a, pair.b, pair.shared) for pair in matches.pairs if pair.agree]
    used |= {key for pair in matches.pairs for key in pair.keys}
    used |= {fact.key for group in matches.figures for fact in group}
    only_a, only_b = _unused(of_a, used), _unused(of_b, used)
    sources = _sources(index, ids, reading)
    return Comparison(
        a=sources[0],
        b=sources[1],
        totals=ComparisonCounts(differ=len(differ), both=len(both), only_a=len(only_a), only_b=len(only_b)),
        differ=_in_full(index, sorted(differ, key=_order)[:limit]),
        both=_parallels(index, sorted(both, key=_earlier)[:limit], ids),
        only_a=tuple(fact.as_told(a) for fact in only_a[:limit]),
        only_b=tuple(fact.as_told(b) for fact in only_b[:limit]),
        is_complete=matches.is_complete and all(one.read >= one.records for one in sources),
    )


def _unused(facts: Iterable[Fact], used: set[Key]) -> list[Fact]:
    return [fact for fact in facts if fact.key not in used]


def _reconciled(conflict: RecordedConflict, facts: Iterable[Fact], ids: Ids) -> Iterator[Told]:
    """Yield the claims by which the two sources answer one question, both rightly."""
    claims = [fact for fact in facts if fact.record.id in conflict.claims]
    of_a, of_b = (
        [fact for fact in claims if fact.cites(id_) and not fact.cites(other)]
        for id_, other in (ids, ids[::-1])
    )
    about = tuple(ref.id for ref in conflict.answer.about)
    return ((one, other, about) for one, other in zip(of_a, of_b, strict=False))


def _recorded(conflict: RecordedConflict, ids: Ids) -> Difference | None:
    """Return a conflict of the corpus as a difference if the sources do not say the same in it."""
    answer = conflict.answer
    told = [(said, _speaking(said.evidence, ids)) for said in answer.statements]
    of_a, of_b = ({said.value.casefold() for said, who in told if id_ in who} for id_ in ids)
    if not of_a or not of_b or of_a == of_b:
        return None
    return Difference(
        id=answer.id,
        record=answer.record,
        question=answer.question,
        field=answer.field,
        about=answer.about,
        date=answer.date,
        statements=tuple(
            Version(
                value=said.value,
                sources=sources,
                stands=said.stands,
                verdict=statement_verdict(said),
                claim=said.claim,
                by=said.by,
                evidence=said.evidence,
            )
            for said, sources in told
        ),
        state=answer.state,
        why=answer.why,
        is_recorded=True,
    )


def _speaking(evidence: Iterable[Evidence], ids: Ids) -> tuple[str, ...]:
    cited = {one.source for one in evidence}
    return tuple(id_ for id_ in ids if id_ in cited)


def _of_times(a: Fact, b: Fact, ids: Ids) -> Difference:
    """Return the difference between the dates of one happening, or of one office."""
    told = sorted(((a, ids[0]), (b, ids[1])), key=lambda each: each[0].order)
    first = told[0][0]
    return Difference(
        id="",
        record=first.record.id,
        question=f"{asked_in('date')} {first.title}",
        field="offices" if first.office else "date",
        about=tuple(map(_unnamed, dict.fromkeys(fact.record.id for fact, _ in told))),
        date=first.date,
        statements=tuple(
            Version(value=fact.date, sources=(id_,), evidence=fact.of(id_)) for fact, id_ in told
        ),
    )


def _is_recorded(group: Sequence[Fact], differ: list[Difference], ids: Ids) -> bool:
    """Return whether a conflict has the figures of these claims as statements, and name the claims in these."""
    for position, one in enumerate(differ):
        if one.is_recorded and (joined := _with_claims(one, group, ids)):
            differ[position] = joined
            return True
    return False


def _with_claims(one: Difference, group: Sequence[Fact], ids: Ids) -> Difference | None:
    """Return a conflict with the claims that make its statements; None if one of the claims makes none of them."""
    is_about = {one.record, *(ref.id for ref in one.about)}
    claims: dict[int, str] = {}
    for fact in group:
        numbers = (n for n, version in enumerate(one.statements) if _says(version, fact, ids))
        number = next(numbers, None)
        if number is None or not isinstance(fact.record, Claim) or is_about.isdisjoint(fact.record.about):
            return None
        claims[number] = fact.record.id
    said = (
        replace(version, claim=version.claim or claims.get(n, "")) for n, version in enumerate(one.statements)
    )
    return replace(one, statements=tuple(said))


def _says(version: Version, fact: Fact, ids: Ids) -> bool:
    """Return whether a claim makes a statement: it has a source of it, and its numbers."""
    figure = fact.record.figure if isinstance(fact.record, Claim) else None
    if figure is None or set(_speaking(fact.evidence, ids)).isdisjoint(version.sources):
        return False
    return _numbers(value_of(figure)) <= _numbers(version.value)


def _numbers(text: str) -> set[str]:
    return set(re.findall(r"\d+(?:\.\d+)?", text.replace(",", "")))


def _of_figures(group: Iterable[Fact], ids: Ids) -> Difference:
    """Return the difference between claims that give figures of one unit about one record."""
    facts = sorted(group, key=lambda fact: fact.order)
    claims = [(fact, fact.record) for fact in facts if isinstance(fact.record, Claim)]
    figures = [(fact, claim, claim.figure) for fact, claim in claims if claim.figure]
    common = set.intersection(*({*claim.about} for _, claim in claims))
    _, first, figure = figures[0]
    what = figure.of or first.text
    return Difference(
        id="",
        record=first.id,
        question=f"How many {figure.unit}? {what}" if figure.unit else f"Which figure? {what}",
        field="figure",
        about=tuple(_unnamed(id_) for id_ in first.about if id_ in common or not common),
        date=facts[0].date,
        statements=tuple(
            Version(
                value=value_of(of_claim),
                sources=_speaking(fact.evidence, ids),
                claim=claim.id,
                by=_unnamed(claim.by) if claim.by else None,
                evidence=tuple(one for id_ in ids for one in fact.of(id_)),
            )
            for fact, claim, of_claim in figures
        ),
    )


def _unnamed(id_: str) -> Ref:
    """Return a reference whose name is still to be read."""
    return Ref(id=id_, name=id_)


def _order(one: Difference) -> tuple[bool, bool, int, str, str]:
    """Return a key that sorts differences: first those that no conflict records, each part by date."""
    day, _ = day_bounds(one.date)
    return one.is_recorded, day is None, day or 0, one.about[0].id, one.id or one.question


def _earlier(told: Told) -> tuple[bool, int, Key]:
    return min(told[0].order, told[1].order)


def _in_full(index: Index, differ: Sequence[Difference]) -> tuple[Difference, ...]:
    """Return differences with the names of records, and a free id for each that no conflict records."""
    new = [one for one in differ if not one.is_recorded]
    speakers = [said.by.id for one in new for said in one.statements if said.by]
    refs = refs_of(index, [*speakers, *(ref.id for one in new for ref in one.about)])
    taken: set[str] = set()
    return tuple(
        one
        if one.is_recorded
        else replace(
            one,
            id=_free_id(index, one, taken),
            about=tuple(refs[ref.id] for ref in one.about),
            statements=tuple(replace(said, by=said.by and refs[said.by.id]) for said in one.statements),
        )
        for one in differ
    )


def _free_id(index: Index, one: Difference, taken: set[str]) -> str:
    """Return an id for a conflict that no record has, nor another conflict that is shown."""
    subject = one.about[0].id.rpartition(":")[2]
    what = one.question.partition("?")[0].removeprefix("How many ") if one.field == "figure" else one.field
    stem = f"{subject}-{re.sub('[^a-z0-9]+', '-', fold(what)).strip('-') or one.field}"
    ids = chain((stem,), (f"{stem}-{number}" for number in count(2)))
    free = next(id_ for id_ in ids if id_ not in taken and not is_taken(index, id_))
    taken.add(free)
    return free


def _parallels(index: Index, told: Sequence[Told], ids: Ids) -> tuple[Parallel, ...]:
    refs = refs_of(index, (id_ for _, _, shared in told for id_ in shared))
    return tuple(
        Parallel(a=one.as_told(ids[0]), b=other.as_told(ids[1]), shared=tuple(refs[id_] for id_ in shared))
        for one, other, shared in told
    )


def _sources(index: Index, ids: Ids, reading: Reading) -> list[ComparedSource]:
    """Return the sources, each under the shortest name by which the two differ."""
    cited = cited_sources(index, (), *ids)
    one, other = (cited[id_] for id_ in ids)
    pairs = ((one.by, other.by), (one.title, other.title), ids)
    names = next(pair for pair in pairs if all(pair) and pair[0] != pair[1])
    return [
        ComparedSource(
            id=id_, name=name, title=cited[id_].title, records=reading.totals[id_], read=reading.read[id_]
        )
        for id_, name in zip(ids, names, strict=True)
    ]
