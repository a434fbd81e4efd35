"""A page of a corpus that means harm: what it says is text, whatever it says."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from tests.export.page.reader import parts, turn_to

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Browser, Page

TEXTS = (
    "<script>pwned = 1</script>",
    "</script><script>pwned = 2</script>",
    "</style></title></textarea><img src=x onerror='pwned=3'>",
    "<svg/onload=pwned=4>",
    "\"><iframe srcdoc='<script>parent.pwned=5</script>'>",
    "' onfocus=pwned=6 autofocus x='",
    "javascript:pwned=7",
    "data:text/html,<script>pwned=8</script>",
    "{{ 7*7 }}{% raw %} ${pwned=9}",
    "<!--<script>",
    "=cmd|' /C calc'!A0",
    "a\u202eb\u2066c\u200bd\ufeff",
    "\x1b[31mred\x07\x08\x7f\x9b\x0b\x0c\x1f",
    "line\u2028line\u2029line\x85line",
    "constructor __proto__ hasOwnProperty",
    "العربية עברית 張萬年 Ёлка",
)


def hostile_corpus() -> str:
    lines = [
        f"corpus: {{title: {quoted(TEXTS[1])}, description: {quoted(TEXTS[2])}, licence: {quoted(TEXTS[0])}}}"
    ]
    rows: dict[str, list[str]] = {name: [] for name in ("sources", "people", "places", "events", "claims")}
    for number, text in enumerate(map(quoted, TEXTS)):
        rows["sources"].append(
            f"id: s{number}, title: {text}, authors: [{text}], url: {text}, kind: {text}, reliability: {text}"
        )
        rows["people"].append(
            f"id: p{number}, name: {text}, names: [{{text: {text}, lang: {text}, source: s{number}}}],"
            f" country: {text}, wikidata: {text}, summary: {text}, offices: [{{title: {text}, org: {text}}}]"
        )
        rows["places"].append(f"id: x{number}, name: {text}, country: {text}, summary: {text}")
        rows["events"].append(
            f"id: e{number}, date: 1999-05-{number + 1:02}, title: {text}, summary: {text}, kind: {text},"
            f" participants: [{{person: p{number}, role: {text}, as: {text}}}, {{person: p0}}],"
            f" places: [x{number}], countries: [{text}], topics: [{text}], note: {text},"
            f" evidence: [{{source: s{number}, at: {text}, terms: [{text}]}}, {{source: {text}}}],"
            f" conflicts: [{{field: {text}, statements: [{{value: {text}}}, {{value: x}}], why: {text}}}]"
        )
        rows["claims"].append(
            f"id: c{number}, text: {text}, by: p{number}, quote: {text}, about: [e{number}],"
            f" figure: {{value: 1, unit: {text}, of: {text}}}, evidence: [{{source: s{number}, at: {text}}}],"
            f" assessment: {{verdict: partly, why: {text}}}"
        )
    for name, entries in rows.items():
        lines += [f"{name}:", *(f"  - {{{entry}}}" for entry in entries)]
    return "\n".join(lines) + "\n"


def quoted(text: str) -> str:
    escaped = "".join(
        char if char.isascii() and char.isprintable() and char not in '"\\' else f"\\U{ord(char):08X}"
        for char in text
    )
    return f'"{escaped}"'


@pytest.fixture
def hostile(make_page: Callable[..., Path]) -> Path:
    return make_page(hostile_corpus())


def test_nothing_of_it_runs(hostile: Path, open_page: Callable[..., Page]) -> None:
    page = open_page(hostile)
    for part in parts(page):
        turn_to(page, part)
    for text in TEXTS:
        page.get_by_role("searchbox", name="Search all records").fill(text)
        page.keyboard.press("Enter")
    page.get_by_role("searchbox", name="Search all records").fill("")
    page.keyboard.press("Enter")
    # The page searches once more 120 ms after the last key: no reader clicks before.
    page.wait_for_timeout(200)
    turn_to(page, "events")
    page.get_by_role("button", name="Cite").first.click()
    assert page.evaluate("typeof pwned") == "undefined"
    assert page.locator("script").count() == 2
    assert page.locator("iframe, img, object, embed, svg [onload], [onfocus], [onerror]").count() == 0


def test_all_of_it_can_be_read(hostile: Path, open_page: Callable[..., Page]) -> None:
    page = open_page(hostile)
    shown = page.locator("[data-part=events] .title").all_text_contents()
    for number, text in enumerate(TEXTS):
        if text.isprintable():
            assert shown[number] == text
    assert shown[11] == r"a\u202eb\u2066c\u200bd\ufeff"
    assert shown[12].startswith(r"\u001b[31mred\u0007\u0008\u007f")


def test_only_addresses_of_the_web_are_links(hostile: Path, open_page: Callable[..., Page]) -> None:
    page = open_page(hostile)
    schemes = page.evaluate("[...new Set([...document.links].map(link => link.protocol))]")
    assert schemes == ["file:"]  # to records of the page itself


def test_a_link_out_tells_the_other_side_nothing(page: Page) -> None:
    out = page.locator("main a:not([href^='#'])")
    assert out.evaluate_all("links => links.map(link => [link.href, link.rel])") == [
        ["https://www.wikidata.org/wiki/Q211859", "noopener noreferrer"],
        ["https://cc.pacforum.org/1999/07/a.html", "noopener noreferrer"],
    ]


def test_data_cannot_end_its_element(hostile: Path) -> None:
    text = hostile.read_text(encoding="utf-8")
    block = re.search(r'<script type="application/json">(.*?)</script>', text, re.DOTALL)
    assert block
    assert not set("<>&\u2028\u2029\u202e") & set(block[1])
    data = json.loads(block[1])
    topics = next(facet for facet in data["facets"] if facet["key"] == "topic")
    assert {id_ for id_, _ in topics["values"]} >= {text for text in TEXTS if text.isprintable()}


def test_no_script_but_ours_could_run_at_all(make_page: Callable[..., Path], browser: Browser) -> None:
    path = make_page()
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("</main>", "</main><script>pwned = 1</script>"), encoding="utf-8")
    with browser.new_context() as context:
        page = context.new_page()
        refused: list[str] = []
        page.on("console", lambda message: refused.append(message.text))
        page.goto(path.as_uri())
        page.wait_for_selector("main[data-ready]")
        assert page.evaluate("typeof pwned") == "undefined"
        assert "Content Security Policy" in refused[0]
