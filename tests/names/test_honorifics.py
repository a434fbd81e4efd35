"""What people write about a name that is no part of it."""

from __future__ import annotations

import pytest

from sinoru.names.honorifics import honorifics, name_alone, titles, without_title


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Gromyko's", "Gromyko"),
        ("Dulles'", "Dulles"),
        ("O'Neill", "O'Neill"),
        ("Nikolai “Kolya” Podgorny", "Nikolai   Podgorny"),
        ("Frederick the Second", "Frederick II"),
        ("John the Twenty-third", "John XXIII"),
        ("the First", "I"),
        ("'s", "'s"),
        ("", ""),
    ],
)
def test_a_name_is_taken_out_of_its_sentence(text: str, name: str) -> None:
    assert name_alone(text) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Grand Ayatollah Sistani", "Sistani"),
        ("le maréchal Pétain", "Pétain"),
        ("Bundeskanzlerin Merkel", "Merkel"),
        ("Генсек Черненко", "Черненко"),
        ("Señor Presidente Frei", "Frei"),
        ("Marshal", "Marshal"),
    ],
)
def test_titles_of_many_languages_come_off(text: str, name: str) -> None:
    assert without_title(text) == name


def test_every_title_is_among_the_words_that_may_be_passed_over() -> None:
    assert titles() < honorifics()
