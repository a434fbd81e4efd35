from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sinoru.model.fields import Fields
from sinoru.model.records import Assessment, Claim, Conflict, Event, Office, Person, Source, Statement
from sinoru.verify.shared_words import LEAST, Copied, NamesOnRecord, names_in, own_texts

if TYPE_CHECKING:
    from collections.abc import Sequence

PASSAGE = (
    "In June, the heavy-handed approach of the West's allies drove both sides closer together than before."
)
NO_NAMES = NamesOnRecord(())


def shared(text: str, *passages: str, names: Sequence[str] = ()) -> list[str]:
    copied = Copied(passages or (PASSAGE,))
    return [text[run.start : run.end] for run in copied.runs(text, NamesOnRecord(names))]


def test_a_run_is_as_long_as_it_can_be_whatever_its_case_points_and_hyphens() -> None:
    text = "The “heavy handed approach” differed; the heavy handed APPROACH of the West allies (drove) all."
    assert shared(text) == ["the heavy handed APPROACH of the West allies (drove"]
    assert shared("heavy-handed approach of the West, and no more") == []


def test_what_is_quoted_is_no_copy_and_no_run_reaches_across_it() -> None:
    assert shared("“the heavy-handed approach of the West's allies drove”") == []
    assert shared('A "heavy-handed approach of the West\'s allies drove both sides".') == []
    assert shared("the heavy-handed approach “of the West's allies” drove both sides closer") == []


def test_no_run_reaches_across_passages_and_each_has_the_passage_it_is_in() -> None:
    text = "one two three four five six seven"
    assert shared(text, "one two three four", "five six seven") == []
    (run,) = Copied(("nothing", f"and {text} too")).runs(text, NO_NAMES)
    assert (run.passage, run.words) == (1, 7)


def test_names_and_offices_on_record_do_not_count() -> None:
    title = "Chief of the General Staff of the Russian Armed Forces"
    passage = f"{title} Anatoly Kvashnin arrives in Beijing for talks."
    text = f"Anatoly Kvashnin, {title}"
    assert shared(text, passage) == [title]
    assert shared(text, passage, names=[title, "Anatoly Kvashnin"]) == []
    (run,) = Copied((passage,)).runs(f"{title} Anatoly Kvashnin arrives in Beijing for talks", NO_NAMES)
    assert run.words == 17
    assert shared(passage, passage, names=[title, "Anatoly Kvashnin"]) == []


def test_writing_without_spaces_has_two_characters_to_a_word() -> None:
    passage = "中俄两国元首今天在北京举行会谈并发表联合声明"
    assert shared(passage[:13], passage) == []
    assert shared(passage[:14], passage) == [passage[:14]]


WORDS = st.lists(st.sampled_from("abc"), max_size=40)


@settings(max_examples=300, deadline=None)
@given(WORDS, st.lists(WORDS, max_size=3))
def test_runs_are_those_that_a_comparison_word_by_word_finds(
    words: list[str], passages: list[list[str]]
) -> None:
    runs = Copied(" ".join(passage) for passage in passages).runs(" ".join(words), NO_NAMES)
    assert [(run.start // 2, run.words, run.passage) for run in runs] == naive(words, passages)


def naive(words: list[str], passages: list[list[str]]) -> list[tuple[int, int, int]]:
    """Every pair of positions is extended as far as it goes; then the longest that overlap none before are kept."""
    matches = []
    for number, passage in enumerate(passages):
        for start in range(len(words)):
            for place in range(len(passage)):
                length = 0
                while (
                    words[start + length : start + length + 1]
                    == passage[place + length : place + length + 1]
                    != []
                ):
                    length += 1
                goes_back = start and place and words[start - 1] == passage[place - 1]
                if length >= LEAST and not goes_back:
                    matches.append((-length, start, number, place))
    kept: list[tuple[int, int, int]] = []
    for length, start, number, _ in sorted(matches):
        if all(start - length <= other or other + long <= start for other, long, _ in kept):
            kept.append((start, -length, number))
    return sorted(kept)


def test_of_words_that_a_copy_repeats_without_end_only_some_places_are_compared() -> None:
    text = "the " * 20_000
    runs = Copied((text,)).runs(text[: 4 * 2_000], NO_NAMES)
    assert sum(run.words for run in runs) > 1_900  # in pieces, but none is missed
    assert max(run.words for run in runs) < 100


def test_the_texts_that_count_are_those_in_own_words() -> None:
    fields = Fields()
    conflict = Conflict(
        question="Q", statements=(Statement(value="as printed"), Statement(value="b")), why="W"
    )
    event = Event(id="e", date="1999", title="T", summary="S", note="N", conflicts=(conflict,))
    assert dict(own_texts(event, fields)) == {
        "title": "T",
        "summary": "S",
        "note": "N",
        "conflicts.0.question": "Q",
        "conflicts.0.why": "W",
    }
    claim = Claim(id="c", text="T", quote="his own words", assessment=Assessment(verdict="partly", why="W"))
    assert dict(own_texts(claim, fields)) == {"text": "T", "assessment.why": "W"}
    assert dict(own_texts(Claim(id="c", text="He said so", kind="quotation", note="N"), fields)) == {
        "note": "N"
    }
    assert dict(own_texts(Source(id="s", title="As printed", reliability="R"), fields)) == {
        "reliability": "R"
    }


def test_the_names_of_a_record_are_its_spellings_and_offices() -> None:
    person = Person(id="p", name="Anatoly Kvashnin", offices=(Office(title="Chief of Staff"),))
    assert list(names_in(person)) == ["Anatoly Kvashnin", "Chief of Staff"]
    assert list(names_in(Source(id="s", title="An Article"))) == ["An Article"]


@pytest.mark.parametrize(
    "text", ["", "“", "“open quote the heavy handed approach of the West's allies", "''' — ’s"]
)
def test_odd_texts_are_read(text: str) -> None:
    assert isinstance(shared(text), list)
