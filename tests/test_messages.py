"""The forms of messages: what happened, the value in quotes, and what to do."""

import pytest

from sinoru import messages


def test_an_unknown_value_is_quoted_with_the_nearest_and_the_allowed_ones() -> None:
    assert messages.unknown("kind", "evnt", ["event", "person"]) == (
        "Unknown kind 'evnt'. Did you mean 'event'? Use one of event, person."
    )


def test_where_none_is_near_the_allowed_ones_are_listed() -> None:
    assert (
        messages.unknown("shell", "fishy", ["bash", "zsh"]) == "Unknown shell 'fishy'. Use one of bash, zsh."
    )


def test_very_many_allowed_values_are_only_listed_where_none_is_near() -> None:
    known = [f"field_{number}" for number in range(50)]
    assert messages.unknown("field", "field-7", known) == "Unknown field 'field-7'. Did you mean 'field_7'?"
    assert "Use one of field_0, field_1," in messages.unknown("field", "colour", known)


def test_several_similar_values_are_offered_and_names_keep_their_ids_unquoted() -> None:
    assert messages.did_you_mean(["a", "b", "c"]) == "Did you mean 'a', 'b' or 'c'?"
    assert messages.did_you_mean(["Igor Ivanov (igor-ivanov)"]) == "Did you mean Igor Ivanov (igor-ivanov)?"
    assert messages.did_you_mean([]) == ""


def test_what_the_corpus_lacks_is_said_with_similar_or_else_known_values() -> None:
    assert messages.not_in_corpus("topic", "hotlin", ["hotline"], ["trade"]) == (
        "No topic 'hotlin' in this corpus. Did you mean 'hotline'?"
    )
    assert messages.not_in_corpus("topic", "x", [], ["trade", "war"]) == (
        "No topic 'x' in this corpus. Use one of trade, war."
    )


def test_a_long_value_is_shortened() -> None:
    assert messages.unknown("kind", "x" * 100) == f"Unknown kind '{'x' * 60}…'."


def test_the_system_s_reason_is_a_clause_in_plain_words() -> None:
    assert messages.cannot_read(
        "/nowhere", messages.reason(FileNotFoundError(2, "No such file or directory"))
    ) == ("Cannot read /nowhere: no such file or folder.")
    assert messages.reason(OSError()) == "the system gives no reason"


def test_an_example_can_be_copied_into_a_shell() -> None:
    assert (
        messages.nothing_given("date", "on", "1999-05-08") == "No date given. Example: sinoru on 1999-05-08"
    )
    assert messages.command("search", "it's") == """sinoru search 'it'"'"'s'"""


@pytest.mark.parametrize(
    ("number", "shown"), [(0, "0 people"), (1, "1 person"), (2, "2 people"), (12345, "12,345 people")]
)
def test_a_number_has_its_noun(number: int, shown: str) -> None:
    assert messages.count(number, "person", "people") == shown


@pytest.mark.parametrize("text", ["it is empty", "--from is late", "Use this.", "Did you mean 'x'?"])
def test_a_clause_becomes_a_sentence_and_again_a_clause(text: str) -> None:
    sentence = messages.sentence(text)
    assert sentence[-1] in ".?"
    assert sentence[0] == text[0].upper()
    assert messages.clause(sentence)[0] == text[0].lower()


def test_nothing_found_names_the_conditions() -> None:
    assert messages.nothing_found("events", "--from 1890", "Drop a filter.") == (
        "No events match --from 1890. Drop a filter."
    )
    assert messages.nothing_found("events") == "No events found."


def test_of_many_records_that_a_value_may_mean_some_are_listed() -> None:
    few = messages.ambiguous("Li", ["Li Peng (li-peng)", "Li Xiannian (li-xiannian)"], "people")
    assert few == "'Li' matches 2 people: Li Peng (li-peng), Li Xiannian (li-xiannian). Use one of these ids."
    many = messages.ambiguous("Li", [f"Li {number} (li-{number})" for number in range(106)], "people")
    assert many.startswith("'Li' matches 106 people, such as Li 0 (li-0), ")
    assert many.endswith("Li 9 (li-9). Use an id, or more of the name.")
