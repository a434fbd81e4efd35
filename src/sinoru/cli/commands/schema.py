"""`sinoru schema`: the JSON Schema of corpus files."""

from sinoru.cli.options import LAYOUT, STORE
from sinoru.cli.output import write_for_programs
from sinoru.cli.parser import Request, command, too_much
from sinoru.edit.starter import fields_in
from sinoru.loading.schema import schema_text


@command(
    formats=("json",),
    examples=(
        "sinoru schema > corpus.schema.json",
        "sinoru schema | check-jsonschema --schemafile - my-corpus/*.yaml",
    ),
    without=(STORE, *LAYOUT),
)
def schema(request: Request) -> int:
    """Print the JSON Schema of corpus files, for editors and validators.

    With --data, it also has the fields that the corpus declares for itself.

    Editors complete and explain the keys of a file that begins with a line such as
    '# yaml-language-server: $schema=corpus.schema.json'. 'sinoru init' writes both.
    """
    if len(request.files) > 1:
        raise too_much("schema", "one corpus", request.files)
    write_for_programs((schema_text(fields_in(request.files[0]) if request.files else None),))
    return 0
