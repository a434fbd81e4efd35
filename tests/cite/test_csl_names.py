from __future__ import annotations

import pytest

from sinoru.cite.csl import Name, read_name


@pytest.mark.parametrize(
    ("written", "name", "spoken", "listed"),
    [
        ("Smith, John A.", Name(family="Smith", given="John A."), "John A. Smith", "Smith, John A."),
        ("van den Berg, Jan", Name(family="Berg", given="Jan", non_dropping_particle="van den"),
         "Jan van den Berg", "van den Berg, Jan"),
        ("Beethoven, Ludwig van", Name(family="Beethoven", given="Ludwig", dropping_particle="van"),
         "Ludwig van Beethoven", "Beethoven, Ludwig van"),
        ("King, Martin Luther, Jr.", Name(family="King", given="Martin Luther", suffix="Jr."),
         "Martin Luther King Jr.", "King, Martin Luther, Jr."),
        ("Government of Russia", Name(literal="Government of Russia"),
         "Government of Russia", "Government of Russia"),
        ("刘, 峰", Name(family="刘", given="峰"), "刘峰", "刘峰"),
    ],
)  # fmt: skip
def test_names_are_parted_and_put_together(written: str, name: Name, spoken: str, listed: str) -> None:
    read = read_name(written)
    assert read == name
    assert read.in_order == spoken
    assert read.inverted == listed


def test_a_family_name_that_comes_first_is_never_inverted() -> None:
    read = read_name("Yu, Bin", {"Yu, Bin"})
    assert read.in_order == read.inverted == "Yu Bin"
