"""The words for pages, folios, volumes and boxes in locators."""

from __future__ import annotations

import pytest

from sinoru.locators.labels import LABELS, read_numbers, read_steps


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("p. 12", "p. 12"),
        ("P.12", "p. 12"),
        ("p12", "p. 12"),
        ("Page 12.", "p. 12"),
        ("pp. 13–14", "pp. 13-14"),
        ("pp. 13 — 14", "pp. 13-14"),
        ("pp. 12, 14-15 and 17", "pp. 12, 14-15, 17"),
        ("pp. xii-xiv", "pp. xii-xiv"),
        ("pp. 1087-89", "pp. 1087-1089"),
        ("p. A-3", "p. A-3"),
        ("fol. 3 recto", "fol. 3r"),
        ("ff. 3r–4v", "fols. 3r-4v"),
        ("vol. 2, p. 13", "vol. 2, p. 13"),
        ("Vol. II p. 13", "vol. II, p. 13"),
        ("chapter 3", "ch. 3"),
        ("Box 4, Folder 2", "box 4, folder 2"),
        ("§§ 3-4", "secs. 3-4"),
        ("¶7", "para. 7"),
        ("fn. 7", "n. 7"),
        ("S. 12", "p. 12"),
        ("str. 12", "p. 12"),
        ("blz. 12-14", "pp. 12-14"),
        ("12쪽", "p. 12"),
        ("ص 12", "p. 12"),
        ("S. 12 f.", "pp. 12f."),
        ("S. 12ff", "pp. 12ff."),
        ("Bd. 2, S. 13", "vol. 2, p. 13"),
        ("с. 12", "p. 12"),
        ("Стр. 12–13", "pp. 12-13"),
        ("л. 5 об.", "fol. 5v"),
        ("ф. 17, оп. 3, д. 5, лл. 5-6", "fond 17, opis 3, delo 5, fols. 5-6"),
        ("第1版", "p. 1"),
        ("第十二版", "p. 12"),
        ("第 12-14 页", "pp. 12-14"),
        ("12頁", "p. 12"),
        ("第２卷第13页", "vol. 2, p. 13"),
        ("№ 5", "no. 5"),
    ],
)
def test_pages_and_whatever_is_counted_are_read_in_the_words_of_the_source(written: str, read: str) -> None:
    assert ", ".join(step.text for step in read_steps(written)) == read


@pytest.mark.parametrize(
    "written",
    [
        "May 8, 1999", "I.3", "entry for 8 May", "c. 3", "v. 3", "S12", "p.", "", "p. 3 of 10", "pp. 1-2-3",
        "p. 12, note", "vol. 2, see also p. 3", "p. 12 " * 100, "第版", "12",
    ],
)  # fmt: skip
def test_what_is_not_understood_as_a_whole_is_not_read(written: str) -> None:
    assert read_steps(written) == ()


@pytest.mark.parametrize(
    ("written", "spans"),
    [("7", (("7", ""),)), ("2–3, 5", (("2", "3"), ("5", ""))), ("1999-05", ()), ("8.5.1999", ()), ("7a", ())],
)
def test_a_date_in_figures_is_no_number(written: str, spans: object) -> None:
    assert read_numbers(written) == spans


@pytest.mark.parametrize("label", LABELS)
def test_every_abbreviation_is_read_as_its_own_label(label: str) -> None:
    one, several, others = LABELS[label]
    for word in (one, several, *others.split()):
        (step,) = read_steps(f"{word} 3")
        assert step.label == label
