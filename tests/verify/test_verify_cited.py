from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sinoru.model.errors import UnknownValue
from sinoru.model.records import Claim, Evidence, Name, Organisation, Person
from sinoru.verify.verify import (
    citing_records,
    find_source,
    known_sources,
    misspelt_words,
    quotation_in,
    spellings_in,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from sinoru.index.index import Index

HERE = Evidence(source="here", at="1", terms=("a",))


def person(*names: Name) -> Person:
    return Person(id="x", name="Viktor Chernomyrdin", names=names)


def printed(text: str, source: str = "here") -> Name:
    return Name(text=text, kind="as-printed", source=source)


def test_every_record_that_cites_a_source_comes_once_in_order_of_its_file(
    corpus: Callable[..., Index],
) -> None:
    citing = citing_records(corpus(), "harbour-1901")
    assert [one.record.id for one in citing] == ["oskar-brandt", "trade-fell", "pier"]
    assert [one.line for one in citing] == sorted(one.line for one in citing)


def test_a_record_that_only_spells_a_name_as_a_source_does_cites_it(corpus: Callable[..., Index]) -> None:
    index = corpus(
        ('at: "The Long Pier, 3", terms: [Oskar Brandtt]', "terms: [x]"),
        ("- {source: harbour-1901, terms: [x]}", "- {source: else, terms: [x]}"),
    )
    assert "oskar-brandt" in [one.record.id for one in citing_records(index, "harbour-1901")]


def test_only_sources_are_sources(corpus: Callable[..., Index]) -> None:
    index = corpus()
    assert find_source(index, "harbour-1901").title == "The Harbour: Its Rise and Fall"
    assert known_sources(index, ["pier", "harbour-1901", "nothing"]) == ["harbour-1901"]
    with pytest.raises(UnknownValue):
        find_source(index, "pier")


def test_spellings_of_this_source_only_are_looked_for() -> None:
    record = person(printed("V. Chermomyrdin"), printed("Tschernomyrdin", "elsewhere"), Name(text="Виктор"))
    assert [one.terms for one in spellings_in(record, "here")] == [("V. Chermomyrdin",)]


def test_misspelt_words_are_paired_with_those_of_the_name() -> None:
    record = person(printed("Viktor Chermomyrdin"))
    assert list(misspelt_words(record, "here")) == [("Chernomyrdin", "Chermomyrdin")]
    assert list(misspelt_words(record, "elsewhere")) == []


def test_names_of_other_lengths_pair_no_words() -> None:
    assert list(misspelt_words(person(printed("Chermomyrdin")), "here")) == []


def test_organisations_are_misspelt_as_people_are() -> None:
    record = Organisation(id="x", name="Wang Guild", names=(printed("Wang Gild"),))
    assert list(misspelt_words(record, "here")) == [("Guild", "Gild")]


def test_records_without_names_spell_none() -> None:
    claim = Claim(id="x", text="So.")
    assert list(spellings_in(claim, "here")) == []
    assert list(misspelt_words(claim, "here")) == []


def test_a_quotation_is_looked_for_in_every_passage_that_the_claim_cites() -> None:
    claim = Claim(id="x", text="So.", quote="highest ... [military] protocol", evidence=(HERE, HERE))
    assert [(one.at, one.terms) for one in quotation_in(claim, "here")] == [
        ("1", ("highest", "protocol"))
    ] * 2


def test_a_claim_without_a_quotation_has_none() -> None:
    assert quotation_in(Claim(id="x", text="So.", evidence=(HERE,)), "here") == []
