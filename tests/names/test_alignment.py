"""Names compared word by word, kind by kind."""

from __future__ import annotations

import pytest

from sinoru.names.alignment import align, alignment_keys, is_surname, typed_keys

ALIGNED = [
    ("particle", "von Ribbentrop", "Joachim von Ribbentrop", "part"),
    ("particle left out", "Joachim Ribbentrop", "Joachim von Ribbentrop", "reordered"),
    ("particle joined", "VonRibbentrop", "Joachim von Ribbentrop", "part"),
    ("particle joined", "LaGuardia", "Fiorello La Guardia", "part"),
    ("particle parted", "La Guardia", "Fiorello LaGuardia", "part"),
    ("two words of five", "Batista Zaldívar", "Rubén Fulgencio Batista y Zaldívar", "part"),
    ("two words apart", "Rubén Batista", "Rubén Fulgencio Batista y Zaldívar", "part"),
    ("surname first", "Batista Fulgencio", "Rubén Fulgencio Batista", "part"),
    ("birth name", "Nancy Davis", "Nancy Davis Reagan", "part"),
    ("title", "Reichsmarschall Hermann Göring", "Hermann Göring", None),
    ("title", "Feldmarschall Keitel", "Wilhelm Keitel", "part"),
    ("epithet", "Netaji Bose", "Subhas Chandra Bose", "part"),
    ("form of address", "Señora Bachelet", "Michelle Bachelet", "part"),
    ("initials", "U.S. Grant", "Ulysses Simpson Grant", "initials"),
    ("initials", "Ulysses Grant", "U. S. Grant", "initials"),
    ("acronym", "LBJ", "Lyndon Baines Johnson", "initials"),
    ("given name translated", "Henry Himmler", "Heinrich Himmler", "variant"),
    ("short form", "Bill Fulbright", "William Fulbright", "variant"),
    ("German", "Michail Kalinin", "Mikhail Kalinin", "variant"),
    ("French", "Ouchakov Dmitri", "Dmitri Ushakov", "sound"),
    ("Arabic", "Noureddin al-Atasi", "Nur ad-Din al-Atassi", None),
    ("Arabic", "Abdelaziz Bouteflika", "Abd al-Aziz Butafliqa", "similar"),
    ("Arabic joined", "عبدالعزيز", "عبد العزيز", "sound"),
    ("Hindi", "Morarjee Desai", "Morarji Desai", "similar"),
    ("Cyrillic by sound", "Невилл Чемберлен", "Neville Chamberlain", "similar"),
    ("without spaces", "Nguyenvanlinh", "Nguyen Van Linh", "sound"),
    ("long vowels", "Hun Sa Mong", "Hun Saa Mong", "sound"),
    ("long vowel at the end", "Rajaa", "Farid Raja", "part-sound"),
    ("Irish", "O'Nuallain", "Liam Ó Nualláin", "part"),
    ("Irish", "Ó Néill", "Terence O'Neill", "part"),
    ("Basque", "Mikel Etxeberria", "Miguel Etxeberria", "variant"),
    ("Swahili", "Mzee Karume", "Abeid Karume", "part"),
    ("Tamil", "Thiru Annadurai", "C. N. Annadurai", "part"),
    ("title after a surname", "Enver Pasha", "Ismail Enver", "part"),
    ("middle names", "George Frederick Albert Windsor", "George Albert Windsor", "short"),
]


@pytest.mark.parametrize(("kind", "typed", "written", "rule"), ALIGNED)
def test_a_name_is_met_by_its_words(kind: str, typed: str, written: str, rule: str | None) -> None:
    found = align(typed, written)
    assert (found.rule if found else None) == rule, kind


@pytest.mark.parametrize(("kind", "typed", "written", "rule"), ALIGNED)
def test_the_keys_of_the_words_lead_to_the_name(
    kind: str, typed: str, written: str, rule: str | None
) -> None:
    if rule:
        assert not set(alignment_keys(written)).isdisjoint(frozenset().union(*typed_keys(typed))), kind


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("Sanjay Nehru", "Jawaharlal Nehru"),
        ("Bose Chandra Subhas Rao", "Subhas Chandra Bose"),
        ("Chandra Subhas", "Subhas Chandra Bose"),
        ("Ivanova", "Igor Ivanov"),
        ("Elizabeth II", "Elizabeth I"),
        ("George VI", "George VII"),
        ("Reza Shah", "Reza Mirza"),
        ("O.", "Liam Ó Nualláin"),
        ("Li Bing", "Li Peng"),
        ("Lin Bao", "Lin Biao"),
        ("Kim Gi", "Kim Gu"),
        ("Palmer", "Olof Palme"),
        ("von", "Joachim von Ribbentrop"),
        ("U.", "Ulysses Grant"),
        ("Bush", "محمود عباس"),
        ("", "Igor Ivanov"),
        ("Igor Ivanov", ""),
    ],
)
def test_another_name_is_not_met(typed: str, written: str) -> None:
    assert align(typed, written) is None


def test_a_surname_is_first_in_a_mandarin_name_and_else_last() -> None:
    assert is_surname("Peng", "Peng Dehuai")
    assert not is_surname("Peng", "Li Peng")
    assert is_surname("keitel", "Wilhelm Keitel")
