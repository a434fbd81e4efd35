"""Who held an office, by words of its title."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sinoru.query.filters import read_days
from sinoru.query.office_holders import find_office_holders

if TYPE_CHECKING:
    from collections.abc import Callable

    from sinoru.index.index import Index
    from sinoru.query.answers import OfficeHolders

CORPUS = """\
organisations:
  - {id: duma, name: State Duma, country: Russia}
  - {id: nato, name: NATO}
  - {id: academy, name: Academy of Sciences}
people:
  - id: yeltsin
    name: Boris Yeltsin
    country: Russia
    offices: [{title: President of Russia, from: 1991-07-10, to: 1999-12-31}]
  - id: putin
    name: Vladimir Putin
    country: Russia
    offices:
      - {title: Prime Minister of Russia, from: 1999-08-16, to: 2000-05-07}
      - {title: Acting President of Russia, from: 1999-12-31, to: 2000-05-07}
      - {title: President of Russia, from: 2000-05-07, to: 2008-05-07}
  - id: clinton
    name: Bill Clinton
    country: United States
    offices: [{title: President of the United States, from: 1993-01-20, to: 2001-01-20}]
  - id: albright
    name: Madeleine Albright
    country: United States
    offices: [{title: Secretary of State, from: 1997-01-23, to: 2001-01-20}]
  - id: ivanov
    name: Igor Ivanov
    country: Russia
    offices: [{title: Minister of Foreign Affairs, from: 1998-09-11, to: 2004-03-09}]
  - id: mamedov
    name: Georgy Mamedov
    country: Russia
    offices: [{title: Deputy Minister of Foreign Affairs, from: 1991, to: 2003}]
  - id: stepashin
    name: Sergei Stepashin
    country: Russia
    offices: [{title: Prime Minister, from: 1999-05-19, to: 1999-08-09}]
  - id: klebanov
    name: Ilya Klebanov
    country: Russia
    offices: [{title: Deputy Prime Minister, from: 1999-05-31, to: 2002-02-18}]
  - id: kasyanov
    name: Mikhail Kasyanov
    country: Russia
    offices: [{title: Prime Minister}]
  - id: seleznyov
    name: Gennady Seleznyov
    country: Russia
    offices: [{title: Chairman of the State Duma, org: duma, from: 1996-01-17, to: 2003-12-29}]
  - id: osipov
    name: Yuri Osipov
    country: Russia
    offices: [{title: President of the Academy, org: academy, from: 1991, to: 2013}]
  - id: solana
    name: Javier Solana
    country: Spain
    offices: [{title: Secretary General, org: nato, from: 1995-12-05, to: 1999-10-14}]
"""


@pytest.fixture
def index(index_of: Callable[[str], Index]) -> Index:
    return index_of(CORPUS)


def ask(index: Index, office: str, day: str = "") -> OfficeHolders:
    found = find_office_holders(index, office, read_days("--on", day) if day else None)
    assert found
    return found


def holders(index: Index, office: str, day: str = "") -> list[str]:
    return [one.person.id for one in ask(index, office, day).holders]


@pytest.mark.parametrize(
    ("office", "day", "expected"),
    [
        ("US president", "1999-05-08", ["clinton"]),
        ("president of russia", "1999-05-08", ["yeltsin"]),
        ("Russian president", "2001-01-01", ["putin"]),
        ("foreign minister", "1999-06-01", ["ivanov", "albright"]),
        ("American foreign minister", "1999-06-01", ["albright"]),
        ("secretary of state", "1999-06-01", ["albright"]),
        ("speaker of the Duma", "1999-06-01", ["seleznyov"]),
        ("NATO secretary general", "1999-06-01", ["solana"]),
        ("secretary general of NATO", "1999-06-01", ["solana"]),
        ("president", "1999-06-01", ["yeltsin", "clinton"]),
        ("president of the academy", "1999-06-01", ["osipov"]),
        ("deputy foreign minister", "1999-06-01", ["mamedov"]),
        ("premier", "1999-06-01", ["stepashin"]),
    ],
)
def test_just_that_title_and_state_are_the_answer(
    index: Index, office: str, day: str, expected: list[str]
) -> None:
    assert holders(index, office, day) == expected


def test_deputies_of_the_day_are_near_it(index: Index) -> None:
    answer = ask(index, "prime minister of russia", "1999-06-10")
    assert [one.person.id for one in answer.holders] == ["stepashin"]
    assert [one.person.id for one in answer.near] == ["klebanov"]


def test_both_are_named_on_the_day_of_a_hand_over(index: Index) -> None:
    assert holders(index, "president of russia", "1999-12-31") == ["putin", "yeltsin"]  # the acting one first


def test_where_no_one_held_it_the_nearest_are_named(index: Index) -> None:
    answer = ask(index, "prime minister of russia", "1999-08-12")
    assert answer.holders == ()
    assert answer.before
    assert answer.after
    assert (answer.before.person.id, answer.after.person.id) == ("stepashin", "putin")
    assert [one.person.id for one in answer.undated] == ["kasyanov"]
    assert [one.person.id for one in answer.near] == ["klebanov"]


def test_without_a_day_holders_follow_one_another(index: Index) -> None:
    assert holders(index, "president of russia") == ["yeltsin", "putin", "putin"]
    assert holders(index, "prime minister of russia") == ["stepashin", "putin", "kasyanov"]


def test_what_is_known_only_to_the_year_is_perhaps(index: Index) -> None:
    (office,) = ask(index, "deputy foreign minister", "2003-06-01").holders
    assert office.in_office == "perhaps"
    (office,) = ask(index, "deputy foreign minister", "2002-06-01").holders
    assert office.in_office == "held"


def test_titles_are_compared_in_their_order_and_with_the_state_in_them(
    index_of: Callable[[str], Index],
) -> None:
    index = index_of(
        "people:\n"
        "  - {id: mao, name: Mao, country: China, offices: [{title: Chairman of the People's Republic of China,"
        " from: 1954-09-27, to: 1959-04-27}]}\n"
        "  - {id: jiang, name: Jiang, country: China, offices: [{title: General Secretary of the Communist Party,"
        " from: 1989-06-24, to: 2002-11-15}]}\n"
        "  - {id: solana, name: Solana, offices: [{title: Secretary General, from: 1995-12-05, to: 1999-10-14}]}\n"
    )
    assert holders(index, "Chinese president", "1955") == ["mao"]
    assert holders(index, "chairman of the PRC", "1955") == ["mao"]
    assert holders(index, "general secretary", "1999-05-08") == ["jiang"]
    assert holders(index, "secretary general", "1999-05-08") == ["solana"]


def test_the_name_of_a_state_is_not_searched_for_words_of_a_title(index_of: Callable[[str], Index]) -> None:
    index = index_of(
        "organisations:\n"
        "  - {id: cabinet, name: Government of the United States, country: United States}\n"
        "people:\n"
        "  - {id: albright, name: A, country: United States, offices: [{org: cabinet,"
        " title: Secretary of State of the United States, from: 1997-01-23, to: 2001-01-19}]}\n"
        "  - {id: cohen, name: C, country: United States, offices: [{org: cabinet,"
        " title: Secretary of Defense of the United States, from: 1997-01-24, to: 2001-01-20}]}\n"
    )
    assert holders(index, "secretary of state", "1999-05-10") == ["albright"]
    assert holders(index, "US secretary of state", "1999-05-10") == ["albright"]
    assert holders(index, "secretary of defense", "1999-05-10") == ["cohen"]
    assert holders(index, "secretary", "1999-05-10") == ["albright", "cohen"]


def test_heads_of_state_before_the_office_of_president(index_of: Callable[[str], Index]) -> None:
    index = index_of(
        "people:\n"
        "  - {id: mao, name: Mao, country: China, offices: [{title: Chairman of the Central People's Government,"
        " from: 1949-10-01, to: 1954-09-27}]}\n"
        "  - {id: gorbachev, name: Gorbachev, country: Soviet Union, offices: [{"
        "title: Chairman of the Supreme Soviet, from: 1989-05-25, to: 1990-03-15}]}\n"
    )
    assert holders(index, "head of state of China", "1949-10-02") == ["mao"]
    assert holders(index, "president of the Soviet Union", "1989-06-01") == ["gorbachev"]


def test_a_successor_whose_end_is_unknown_is_the_last_before(index_of: Callable[[str], Index]) -> None:
    index = index_of(
        "people:\n"
        "  - {id: first, name: A, country: Yugoslavia, offices: [{title: Foreign Minister, from: 1998-01-09,"
        " to: 2000-11-04}]}\n"
        "  - {id: second, name: B, country: Yugoslavia, offices: [{title: Foreign Minister, from: 2000-11-04}]}\n"
    )
    answer = ask(index, "foreign minister of Yugoslavia", "2001-07-16")
    assert answer.holders == ()
    assert answer.before
    assert answer.before.person.id == "second"


def test_a_holder_with_one_unknown_bound_is_the_nearest(index_of: Callable[[str], Index]) -> None:
    index = index_of(
        "people:\n"
        "  - {id: solana, name: S, offices: [{title: Secretary General, from: 1995-12-05, to: 1999-10-14}]}\n"
        "  - {id: robertson, name: R, offices: [{title: Secretary General, from: 1999-10}]}\n"
        "  - {id: mayor, name: M, died: 1970, offices: [{title: Mayor, from: 1945, to: ..}]}\n"
    )
    before = ask(index, "secretary general", "2000-06-01").before
    assert before
    assert before.person.id == "robertson"
    mayor = ask(index, "mayor", "1971-05-01").before
    assert mayor
    assert mayor.person.id == "mayor"


def test_who_has_just_a_formal_title_comes_first_and_is_named_undated(
    index_of: Callable[[str], Index],
) -> None:
    index = index_of(
        "people:\n"
        "  - {id: zhou, name: Zhou, country: China, offices: [{title: Premier, from: 1949, to: 1976}]}\n"
        "  - {id: kosygin, name: K, country: Soviet Union,"
        " offices: [{title: Chairman of the Council of Ministers}]}\n"
    )
    answer = ask(index, "chairman of the council of ministers", "1970-01-01")
    assert [one.person.id for one in answer.undated] == ["kosygin"]
    assert holders(index, "chairman of the council of ministers") == ["kosygin", "zhou"]


def test_by_words_alone_a_holder_is_named_once(index: Index) -> None:
    assert holders(index, "duma russia", "1999-06-01") == ["seleznyov"]
    assert holders(index, "academy", "1999-06-01") == ["osipov"]


def test_an_office_that_no_one_held_is_none(index: Index) -> None:
    assert find_office_holders(index, "emperor of japan", None) is None


def test_the_day_comes_before_any_bound(index_of: Callable[[str], Index]) -> None:
    people = "".join(
        f"  - {{id: p{n}, name: P{n:04}, offices: [{{title: Deputy, from: {1900 + n % 100}-01-01,"
        f" to: {1901 + n % 100}-01-01}}]}}\n"
        for n in range(1500)
    )
    answer = ask(index_of(f"people:\n{people}"), "deputy", "1950-06-01")
    assert len(answer.holders) == 15
    assert answer.is_complete


ENVOYS = """\
people:
  - id: rogachev
    name: Igor Rogachev
    country: Russia
    offices: [{title: Ambassador of Russia to China, from: 1992, to: 2005}]
  - id: li
    name: Li Zhaoxing
    country: China
    offices: [{title: Ambassador of China to the United States, from: 1998-03, to: 2000-12}]
  - id: dong
    name: Dong Biwu
    country: China
    offices: [{title: "Acting Chairman of the People's Republic of China", from: 1972-02-24, to: 1975-01-17}]
"""


@pytest.mark.parametrize(
    ("office", "holders"),
    [
        ("ambassador of Russia to China", ["rogachev"]),
        ("ambassador of China to the USA", ["li"]),
        ("ambassador to China", ["rogachev"]),
        ("ambassador", ["li", "rogachev"]),
    ],
)
def test_an_ambassador_is_sent_from_one_state_to_the_other(
    index_of: Callable[[str], Index], office: str, holders: list[str]
) -> None:
    found = find_office_holders(index_of(ENVOYS), office, read_days("--on", "1999-05-08"))
    assert found
    assert sorted(one.person.id for one in found.holders) == holders


def test_an_ambassador_in_the_other_direction_is_no_answer(index_of: Callable[[str], Index]) -> None:
    assert find_office_holders(index_of(ENVOYS), "ambassador of China to Russia", None) is None


def test_who_acts_for_a_head_of_state_is_found_by_the_equal_title(index_of: Callable[[str], Index]) -> None:
    found = find_office_holders(index_of(ENVOYS), "president of China", read_days("--on", "1973"))
    assert found
    assert [one.person.id for one in found.holders] == ["dong"]
