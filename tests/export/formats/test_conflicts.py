"""Whatever is in dispute, an export has each statement once per conflict, and no statement is lost."""

from __future__ import annotations

import json
import sqlite3
import tempfile
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from sinoru.export.formats import load_format
from sinoru.index.build import build_in_memory
from sinoru.index.index import no_progress
from sinoru.index.sqlite import SqliteIndex
from sinoru.loading.files import find_corpus_files
from sinoru.query.export_selection import Selection
from sinoru.query.filters import NO_FILTERS

Lists = dict[str, list[dict[str, Any]]]

CLAIMS = ("claim-a", "claim-b", "claim-c")
EVENTS = ("event-a", "event-b")

statements = st.fixed_dictionaries(
    {},
    optional={
        "value": st.text(st.sampled_from("ab1 |`*<✓"), min_size=1, max_size=4).filter(str.strip),
        "claim": st.sampled_from(CLAIMS),
        "stands": st.just("true"),
        "certainty": st.sampled_from(("reported", "alleged")),
    },
).filter(lambda one: "value" in one or "claim" in one)
disputes = st.fixed_dictionaries(
    {"statements": st.lists(statements, min_size=1, max_size=4)}, optional={"why": st.just("It is said.")}
)
inline = st.builds(
    lambda found: [{"field": f"field-{number}", **one} for number, one in enumerate(found)],
    st.lists(disputes, max_size=2),
)
subjects = st.lists(st.sampled_from((*CLAIMS, *EVENTS)), max_size=3, unique=True)
verdicts = st.sampled_from((None, "supported", "partly", "superseded", "unverified"))


@st.composite
def corpora(draw: st.DrawFn) -> Lists:
    """Draw events and claims with conflicts of their own, and conflicts about some of them."""
    claims = []
    for id_ in CLAIMS:
        own = draw(verdicts)
        assessed = {"assessment": {"verdict": own}} if own else {}
        claims.append({"id": id_, "text": f"Text of {id_}.", **assessed, "conflicts": draw(inline)})
    return {
        "events": [{"id": id_, "date": "1999", "title": id_, "conflicts": draw(inline)} for id_ in EVENTS],
        "claims": claims,
        "conflicts": [
            {"id": f"conflict-{number}", "question": "Which?", "about": draw(subjects), **one}
            for number, one in enumerate(draw(st.lists(disputes, max_size=3)))
        ],
    }


def export(lists: Lists, name: str) -> Any:
    """Export a corpus; a database is returned as its statements by conflict."""
    with tempfile.TemporaryDirectory() as folder:
        text = json.dumps({"corpus": {"format": "2"}, **lists})
        (Path(folder) / "corpus.yaml").write_text(text, encoding="utf-8")
        index = SqliteIndex(build_in_memory(find_corpus_files([folder]), no_progress))
        assert not index.diagnostics()
        with closing(index):
            selection = Selection(index, NO_FILTERS)
            if name != "sqlite":
                return "".join(load_format(name).export(selection))
            path = Path(folder) / "all.sqlite"
            load_format(name).write(selection, str(path))
            with closing(sqlite3.connect(path)) as connection:
                return Counter(id_ for (id_,) in connection.execute("SELECT conflict FROM statement"))


def lengths(lists: Lists) -> Counter[str]:
    """The number of statements of each conflict in a corpus, by its id."""
    found = {one["id"]: len(one["statements"]) for one in lists["conflicts"]}
    for record in (*lists["events"], *lists["claims"]):
        found |= {f"{record['id']}:{one['field']}": len(one["statements"]) for one in record["conflicts"]}
    return Counter(found)


def written(fields: dict[str, Any]) -> dict[str, Any]:
    """What a curator writes of an exported conflict, claim or statement: nothing empty, nothing computed."""
    kept = {key: written(one) if isinstance(one, dict) else one for key, one in fields.items()}
    kept |= {key: list(map(written, kept[key])) for key in ("statements", "conflicts") if kept.get(key)}
    kept = {key: one for key, one in kept.items() if one not in ("", None, [], False)}
    if kept.get("certainty") == "stated":
        del kept["certainty"]
    if kept.get("stands"):
        kept["stands"] = "true"
    return kept


def plain(lists: Lists) -> Lists:
    return {name: list(map(written, records)) for name, records in lists.items()}


@given(corpora())
@settings(max_examples=40, deadline=None)
def test_json_has_every_conflict_once_and_as_it_was_written(lists: Lists) -> None:
    exported = json.loads(export(lists, "json"))
    found = [one["id"] for one in exported["conflicts"]]
    for record in (*exported["events"], *exported["claims"]):
        found += [one["id"] for one in record["conflicts"]]
        for one in record["conflicts"]:
            del one["id"], one["state"]
    assert Counter(found) == Counter(dict.fromkeys(lengths(lists), 1))
    for one in exported["conflicts"]:
        del one["state"]
    keys = {
        "events": ("id", "date", "title"),
        "claims": ("id", "text"),
        "conflicts": ("id", "question", "about"),
    }
    back: Lists = {
        "events": [{key: one[key] for key in (*keys["events"], "conflicts")} for one in exported["events"]],
        "claims": [
            {key: one[key] for key in (*keys["claims"], "conflicts")} | {"assessment": one["own_assessment"]}
            for one in exported["claims"]
        ],
        "conflicts": exported["conflicts"],
    }
    assert plain(back) == plain(lists)


@given(corpora())
@settings(max_examples=40, deadline=None)
def test_every_other_export_has_each_statement_once(lists: Lists) -> None:
    expected = lengths(lists)
    assert export(lists, "sqlite") == +expected
    section = export(lists, "markdown").partition("\n## Conflicts\n")[2].partition("\n## ")[0]
    assert section.count("\n  - ") == expected.total()
    nodes = json.loads(export(lists, "jsonld"))["@graph"]
    assert Counter(_reviewed(nodes)) == +expected


def _reviewed(nodes: Any) -> list[str]:
    """The conflict of each statement in a document of linked data, at any depth."""
    if isinstance(nodes, list):
        return [id_ for one in nodes for id_ in _reviewed(one)]
    if not isinstance(nodes, dict):
        return []
    found = [id_ for one in nodes.values() for id_ in _reviewed(one)]
    if nodes.get("@type") == "ClaimReview" and isinstance(
        nodes.get("itemReviewed"), list
    ):  # not of one claim
        found += [nodes["@id"].removeprefix("urn:sinoru:").replace("%3A", ":")] * len(nodes["itemReviewed"])
    return found
