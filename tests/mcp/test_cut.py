from __future__ import annotations

import msgspec

from sinoru.mcp.cut import MOST_BYTES, cut, page


def test_a_page_is_a_part_of_each_list_and_says_what_follows() -> None:
    paged, more = page({"events": list(range(10)), "corrected": ["a"] * 9, "total": 10}, 2, 3)
    assert paged == {"events": [2, 3, 4], "corrected": ["a"] * 9, "total": 10}
    assert more == ["events: there are more; ask again with offset=5, or narrow the question."]
    assert page({"events": [1, 2]}, 0, 2) == ({"events": [1, 2]}, [])


def test_what_fits_is_left_alone() -> None:
    assert cut({"found": True, "events": [1]}) == {"found": True, "events": [1]}


def test_what_is_too_long_is_shortened_and_says_so() -> None:
    answer = cut({"found": True, "events": [{"summary": "x" * 900}] * 200, "total": 200})
    assert len(msgspec.json.encode(answer)) < 1.05 * MOST_BYTES
    assert answer["total"] == 200
    left = 200 - len(answer["events"])
    assert answer["cut"] == [f"events: {left} items left out for length; ask with a smaller limit."]


def test_one_endless_text_is_shortened_too() -> None:
    answer = cut({"found": True, "record": {"note": "x" * 900_000}})
    assert len(msgspec.json.encode(answer)) < 1.05 * MOST_BYTES
