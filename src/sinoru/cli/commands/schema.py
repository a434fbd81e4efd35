"""`sinoru schema`: the JSON Schema of corpus files."""

from sinoru.cli.options import DATA, LAYOUT, STORE
from sinoru.cli.output import write_for_programs
from sinoru.cli.parser import Request, command
from sinoru.loading.schema import schema_text


@command(
    formats=("json",),
    examples=(
        "sinoru schema > corpus.schema.json",
        "sinoru schema | check-jsonschema --schemafile - my-corpus/*.yaml",
    ),
    without=(DATA, STORE, *LAYOUT),
)
def schema(request: Request) -> int:  # noqa: ARG001  all commands are called the same
    """Print the JSON Schema of corpus files, for editors and validators.

    Editors complete and explain the keys of a file that begins with a line such as
    '# yaml-language-server: $schema=corpus.schema.json'. 'sinoru init' writes both.
    """
    write_for_programs((schema_text(),))
    return 0
