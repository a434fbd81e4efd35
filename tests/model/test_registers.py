"""The table of registers: forms of ids, check digits, and addresses that lead back to the same id."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sinoru.model.registers import REGISTERS, as_mapping, as_texts, id_at, known_registers, united_ids

WITH_CHECK_DIGIT = [name for name, one in REGISTERS.items() if one.adds_up]


@pytest.mark.parametrize("name", REGISTERS)
def test_the_example_of_a_register_is_an_id_that_it_can_have(name: str) -> None:
    register = REGISTERS[name]
    assert register.what_is_wrong(register.example) == ""


@pytest.mark.parametrize("name", REGISTERS)
def test_an_address_leads_back_to_the_id(name: str) -> None:
    register = REGISTERS[name]
    plain = register.example.replace(" ", "")
    for address in (register.address_of(register.example), *(one.format(id=plain) for one in register.also)):
        for typed in (
            address,
            address.replace("https:", "http:"),
            f"{address.rstrip('/')}/",
            f"{address}?lang=en",
        ):
            assert id_at(typed, REGISTERS) == f"{name}:{plain}"


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("isni", "000000012281955X"),
        ("isni", "0000 0001 2150 090X"),
        ("orcid", "0000-0002-1694-233X"),
        ("gnd", "119545373"),
        ("gnd", "1076279775"),
        ("gnd", "4005728-8"),
        ("gnd", "2031351-2"),
        ("bnf", "119016075"),
        ("bnf", "11928669t"),
        ("ror", "02mhbdp94"),
        ("ror", "05gq02987"),
        ("lei", "HWUPKR0MPOU8FGXBT394"),
        ("lei", "7LTWFZYICNSX8D621K86"),
    ],
)
def test_real_ids_add_up(name: str, id_: str) -> None:
    assert REGISTERS[name].what_is_wrong(id_) == ""


@pytest.mark.parametrize("name", WITH_CHECK_DIGIT)
@given(data=st.data())
def test_one_wrong_digit_shows(name: str, data: st.DataObject) -> None:
    register = REGISTERS[name]
    digits = [place for place, char in enumerate(register.example) if char.isdigit()][1:]
    place = data.draw(st.sampled_from(digits))
    other = data.draw(st.sampled_from([one for one in "0123456789" if one != register.example[place]]))
    typed = f"{register.example[:place]}{other}{register.example[place + 1 :]}"
    assert register.what_is_wrong(typed) != ""


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("wikidata", "42"),
        ("wikidata", "Q042"),
        ("viaf", "abc"),
        ("viaf", "٤٢"),
        ("imdb", "tt0133093"),
        ("geonames", ""),
    ],
)
def test_an_id_of_another_form_has_no_address(name: str, id_: str) -> None:
    assert REGISTERS[name].what_is_wrong(id_).startswith("ids there are like")
    assert REGISTERS[name].address_of(id_) == ""


def test_a_corpus_declares_registers_and_other_addresses() -> None:
    registers = known_registers(
        {"house": "", "club": "https://club.example/{id}/card", "viaf": "https://v.example/{id}"}
    )
    assert registers["house"].address_of("1") == ""
    assert registers["club"].address_of("a/b ü") == "https://club.example/a%2Fb%C3%BC/card"
    assert registers["viaf"].address_of("12") == "https://v.example/12"
    assert registers["viaf"].what_is_wrong("x") != ""
    assert id_at("https://club.example/77/card", registers) == "club:77"
    assert id_at("https://elsewhere.example/77", registers) == ""


ids = st.dictionaries(
    st.sampled_from([*REGISTERS]),
    st.lists(st.text(min_size=1), min_size=1, max_size=3, unique=True),
    max_size=4,
)


@given(ids)
def test_ids_by_register_are_the_same_ids(mapping: dict[str, list[str]]) -> None:
    texts = as_texts(mapping)
    assert as_texts(as_mapping(texts)) == texts
    assert len(texts) == sum(map(len, mapping.values()))


def test_ids_that_differ_only_in_spaces_are_one() -> None:
    ours, theirs = ("isni:0000 0001 2103 2683", "viaf:1"), ("viaf:2", "isni:0000000121032683")
    assert united_ids(ours, theirs) == ("isni:0000 0001 2103 2683", "viaf:1", "viaf:2")
