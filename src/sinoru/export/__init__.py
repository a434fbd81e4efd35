"""Answers for programs: JSON, JSON lines, CSV and Markdown.

Each format is a module with `export(answer) -> Iterator[str]`, imported when it is asked for.
"""

EXPORTERS = {
    "json": "sinoru.export.json",
    "jsonl": "sinoru.export.jsonl",
    "csv": "sinoru.export.csv",
    "markdown": "sinoru.export.markdown",
    "sarif": "sinoru.export.sarif",
    "github": "sinoru.export.github",
}
"""The module of each format's name."""
