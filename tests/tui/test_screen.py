"""What the screen looks like."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sinoru.tui.app import Browser
from tests.tui.loop import run_apart

if TYPE_CHECKING:
    from collections.abc import Callable

    from sinoru.corpus import Corpus


def _drawn(app: Browser) -> str:
    strips = app.screen._compositor.render_strips()  # noqa: SLF001  Textual shows its screen no other way
    return "\n".join(strip.text.rstrip() for strip in strips)


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
def test_the_screen_looks_as_kept(
    corpus: Corpus, golden: Callable[[str, str], None], size: tuple[int, int]
) -> None:
    async def draw() -> str:
        app = Browser(corpus, id_="boris-yeltsin")
        async with app.run_test(size=size) as pilot:
            while app.asking.is_busy:
                await pilot.pause(0.01)
            while "w Full" not in (screen := _drawn(app)):  # the foot is drawn last
                await pilot.pause(0.01)
            return screen

    golden(f"browser-{size[0]}", run_apart(draw()))
