"""`sinoru schema`: the JSON Schema of corpus files."""

from sinoru.cli.options import DATA, LAYOUT, STORE
from sinoru.cli.output import export
from sinoru.cli.parser import Request, command
from sinoru.loading.schema import corpus_schema


@command(
    formats=("json",),
    examples=(
        "sinoru schema > corpus.schema.json",
        "sinoru schema | check-jsonschema --schemafile - my-corpus/*.yaml",
    ),
    without=(DATA, STORE, *LAYOUT),
)
def schema(request: Request) -> int:
    """Print the JSON Schema of corpus files, for editors and validators.

    Editors complete and explain the keys of a file that begins with a line such as
    '# yaml-language-server: $schema=corpus.schema.json'.
    """
    export(corpus_schema(), request.output.format)
    return 0
