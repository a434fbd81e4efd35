"""The faults of a corpus for other programs: a SARIF log, or annotations of GitHub Actions.

SARIF is the Static Analysis Results Interchange Format (OASIS SARIF 2.1.0). An annotation is a workflow command:
https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
"""

import os
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from sinoru import __version__
from sinoru.check.file_text import end_of_token
from sinoru.check.finding import Checked
from sinoru.check.manual import manual_of
from sinoru.export.shapes import encode
from sinoru.loading.files import with_slashes
from sinoru.messages import sentence
from sinoru.model.records import Diagnostic, Severity
from sinoru.text.hidden import escape_hidden

_SARIF_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

_MESSAGE_ESCAPES = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY_ESCAPES = _MESSAGE_ESCAPES | str.maketrans({":": "%3A", ",": "%2C"})


def export_sarif(answer: Checked) -> Iterator[str]:
    """Yield one log with one run."""
    levels = {one.code: one.severity for one in answer.reported}
    codes = sorted(levels)
    rules = [_rule(code, levels[code]) for code in codes]
    run = {
        "tool": {
            "driver": {
                "name": "sinoru",
                "version": __version__,
                "rules": rules,
            }
        },
        "columnKind": "unicodeCodePoints",
        "results": [_result(one, codes, answer) for one in answer.reported],
    }
    yield encode({"$schema": _SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2)
    yield "\n"


def _rule(code: str, level: Severity) -> dict[str, Any]:
    manual = manual_of(code)
    return {
        "id": code,
        "name": manual.name,
        "shortDescription": {"text": manual.summary},
        "fullDescription": {"text": manual.text},
        "defaultConfiguration": {"level": level},
    }


def _result(fault: Diagnostic, codes: list[str], answer: Checked) -> dict[str, Any]:
    region = {"startLine": fault.line, "startColumn": fault.column}
    if line := answer.lines.get((fault.path, fault.line)):
        region["endColumn"] = end_of_token(line, fault.column)
    return {
        "ruleId": fault.code,
        "ruleIndex": codes.index(fault.code),
        "level": fault.severity,
        "message": {"text": _message(fault)},
        "locations": [
            {"physicalLocation": {"artifactLocation": {"uri": _uri(fault.path)}, "region": region}}
        ],
    }


def _uri(path: str) -> str:
    """Return a URI reference (RFC 3986): relative below the working folder."""
    drive, rest = os.path.splitdrive(with_slashes(path))
    name = quote(os.fsencode(rest))
    if not os.path.isabs(path):
        return name
    # A drive is part of the path, and a server's share (//server/share) the authority and the start of the path.
    return f"file:{drive}{name}" if drive.startswith("//") else f"file://{'/' if drive else ''}{drive}{name}"


def export_github(answer: Checked) -> Iterator[str]:
    """Yield a workflow command for each fault and each finding."""
    return map(_annotation, answer.reported)


def _annotation(fault: Diagnostic) -> str:
    path = _escaped(with_slashes(fault.path), _PROPERTY_ESCAPES)
    location = f"file={path},line={fault.line},col={fault.column}"
    text = _escaped(_message(fault), _MESSAGE_ESCAPES)
    command = "notice" if fault.severity == "note" else fault.severity
    return f"::{command} {location},title=sinoru {fault.code}::{text}\n"


def _escaped(text: str, table: dict[int, str]) -> str:
    return escape_hidden(text).translate(table)


def _message(fault: Diagnostic) -> str:
    return f"{sentence(fault.message)} {sentence(fault.hint)}" if fault.hint else sentence(fault.message)
