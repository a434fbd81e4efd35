"""Answers for programs: JSON, JSON lines, CSV, Markdown, and the faults of a corpus for SARIF and GitHub."""

EXPORTERS = {
    "json": ("sinoru.export.shapes", "export_json"),
    "jsonl": ("sinoru.export.shapes", "export_jsonl"),
    "csv": ("sinoru.export.tables", "export_csv"),
    "ids": ("sinoru.export.tables", "export_ids"),
    "markdown": ("sinoru.export.tables", "export_markdown"),
    "sarif": ("sinoru.export.check_formats", "export_sarif"),
    "github": ("sinoru.export.check_formats", "export_github"),
}
"""The module and the function of each format, `export(answer) -> Iterator[str]`; imported on first use."""
