from __future__ import annotations

import msgspec
import pytest

from sinoru.mcp.arguments import FURTHEST, MOST_BYTES, cut, fit, page


def test_a_page_is_a_part_of_each_list_and_names_those_that_go_on() -> None:
    paged, going_on = page({"events": list(range(10)), "corrected": ["a"] * 9, "total": 10}, 2, 3)
    assert paged == {"events": [2, 3, 4], "corrected": ["a"] * 9, "total": 10}
    assert going_on == ["events"]
    assert page({"events": [1, 2]}, 0, 2) == ({"events": [1, 2]}, [])


def test_an_answer_says_with_which_offset_it_goes_on() -> None:
    answer = fit({"events": list(range(10))}, 2, 3, dict)
    assert answer["more"] == ["events: more items follow; call again with offset=5, or narrow the question."]
    assert "more" not in fit({"events": [1, 2]}, 0, 2, dict)


def test_no_item_is_lost_between_pages_however_long_they_are() -> None:
    """Where fewer fit than were asked for, the next page begins after those that were given."""
    items = [{"id": n, "summary": "x" * (n * 97 % 4000)} for n in range(150)]
    seen: list[int] = []
    while True:
        answer = fit({"events": items}, len(seen), 100, dict)
        assert len(msgspec.json.encode(answer)) <= MOST_BYTES
        seen += [one["id"] for one in answer["events"]]
        if "more" not in answer:
            break
        assert f"offset={len(seen)}," in answer["more"][0]
    assert seen == list(range(150))


def test_further_than_can_be_asked_for_one_is_told_to_narrow_the_question() -> None:
    answer = fit({"events": list(range(FURTHEST + 200))}, FURTHEST, 100, dict)
    assert answer["more"] == ["events: more items follow; narrow the question."]


def test_what_fits_is_left_alone() -> None:
    assert cut({"found": True, "events": [1]}) == {"found": True, "events": [1]}


@pytest.mark.parametrize("record", [{"note": "x" * 900_000}, {"names": ["x" * 900] * 500}])
def test_one_endless_record_is_shortened_and_says_so(record: dict[str, object]) -> None:
    answer = fit({"record": record, "referred_by": [{"id": n} for n in range(30)]}, 0, 20, dict)
    assert len(msgspec.json.encode(answer)) < 1.05 * MOST_BYTES
    assert "left out for length" in answer["cut"][0]
    assert [one["id"] for one in answer["referred_by"]] == [0]
    assert "offset=1," in answer["more"][0]
