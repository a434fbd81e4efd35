import pytest

from sinoru.text.han import SIMPLIFIED
from sinoru.text.tokens import index_text


@pytest.mark.parametrize(
    ("variant", "simplified"),
    [("大使館", "大使馆"), ("轟炸", "轰炸"), ("毛澤東", "毛泽东"), ("沢", "泽"), ("廣島", "广岛")],
)
def test_variants_are_one(variant: str, simplified: str) -> None:
    assert index_text(variant) == index_text(simplified)


def test_what_a_variant_becomes_is_no_variant_itself() -> None:
    assert not SIMPLIFIED.keys() & SIMPLIFIED.values()


def test_different_characters_stay_different() -> None:
    assert index_text("土") != index_text("士")
