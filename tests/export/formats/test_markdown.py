from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sinoru.query.filters import Filters

if TYPE_CHECKING:
    from collections.abc import Callable


def test_the_document_is_as_expected(text_of: Callable[..., str], golden: Callable[[str, str], None]) -> None:
    golden("markdown", text_of("markdown"))


def test_every_footnote_is_there_once(text_of: Callable[..., str]) -> None:
    text = text_of("markdown", Filters(kind=("attack",)))
    cited = set(re.findall(r"\[\^([a-z0-9-]+)\](?!:)", text))
    assert re.findall(r"^\[\^([a-z0-9-]+)\]:", text, re.MULTILINE) == ["yu-1999q2", "mfa"]
    assert cited == {"yu-1999q2", "mfa"}


def test_no_text_makes_a_heading_a_list_or_a_tag(text_of: Callable[..., str], hostile: str) -> None:
    text = text_of("markdown", corpus=hostile)
    headings = [line for line in text.splitlines() if line.startswith("#")]
    assert headings == [
        "# Chronology",
        "## Chronology",
        "### May 1999",
        "## Claims",
        "## Conflicts",
        "## Sources",
    ]
    lines = [line for line in text.split("\n") if line and not line.startswith("#")]
    assert all(line.startswith(("- ", "  - ", "[^s")) for line in lines)
    assert not re.search(r"(?<!\\)<", text)
    assert not [char for char in text if not char.isprintable() and char != "\n"]
