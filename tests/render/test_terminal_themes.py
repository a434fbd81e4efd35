"""The colours of the themes on the backgrounds that they are made for."""

from __future__ import annotations

import pytest
from rich.style import Style

from sinoru.render.terminal import THEMES

WHITE, BLACK = (255, 255, 255), (0, 0, 0)
LEAST = 4.5
"""The contrast that WCAG 2.2 requires of text (AA)."""
PALETTES = {
    "xterm": "cd0000 00cd00 cdcd00 0000ee cd00cd 00cdcd e5e5e5 7f7f7f ff0000 00ff00 ffff00 5c5cff ff00ff 00ffff",
    "Tango": "cc0000 4e9a06 c4a000 3465a4 75507b 06989a d3d7cf 555753 ef2929 8ae234 fce94f 729fcf ad7fa8 34e2e2",
    "GNOME": "c01c28 26a269 a2734c 12488b a347ba 2aa1b3 d0cfcc 5e5c64 f66151 33d17a e9ad0c 2a7bde c061cb 33c7de",
    "Campbell": "c50f1f 13a10e c19c00 0037da 881798 3a96dd cccccc 767676 e74856 16c60c f9f1a5 3b78ff b4009e 61d6d6",
}
"""The colours 1 to 14 of terminals, by their usual values."""


def luminance(color: tuple[int, ...]) -> float:
    red, green, blue = (
        part / 255 / 12.92 if part <= 10 else ((part / 255 + 0.055) / 1.055) ** 2.4 for part in color
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(color: tuple[int, ...], background: tuple[int, ...]) -> float:
    dark, light = sorted((luminance(color), luminance(background)))
    return (light + 0.05) / (dark + 0.05)


def colors(theme: str, palette: str) -> dict[str, tuple[int, ...]]:
    """Return the colour of each role that has one."""
    known = [tuple(bytes.fromhex(code)) for code in PALETTES[palette].split()]
    styles = {role: Style.parse(style).color for role, style in THEMES[theme].items()}
    return {role: known[color.number - 1] for role, color in styles.items() if color and color.number}


@pytest.mark.parametrize("palette", PALETTES)
@pytest.mark.parametrize(("theme", "background"), [("light", WHITE), ("dark", BLACK)])
def test_a_theme_can_be_read_on_its_background(theme: str, background: tuple[int, ...], palette: str) -> None:
    found = {role: contrast(color, background) for role, color in colors(theme, palette).items()}
    assert found
    assert {role: ratio for role, ratio in found.items() if ratio < LEAST} == {}


@pytest.mark.parametrize("palette", PALETTES)
@pytest.mark.parametrize("background", [WHITE, BLACK])
def test_the_default_can_be_told_from_any_background(background: tuple[int, ...], palette: str) -> None:
    found = {role: contrast(color, background) for role, color in colors("default", palette).items()}
    assert {role: ratio for role, ratio in found.items() if ratio < 1.9} == {}


def test_a_theme_without_colours_has_none() -> None:
    assert colors("mono", "xterm") == {}
