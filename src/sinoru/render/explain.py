"""The view of `--explain`: how a query was read, expanded and run."""

from sinoru.query.answers import Explanation
from sinoru.render.document import BLANK, INDENT, PIPE, Column, Document, Grid, Look, Span, line


def explain_document(answer: Explanation, look: Look = PIPE) -> Document:
    """Show the three steps, one below the other."""
    del look
    ignored = (f"ignored because they are too common: {', '.join(answer.ignored)}",) if answer.ignored else ()
    parts = {
        "Read as": (answer.read or "everything", *ignored),
        "In this corpus": answer.expanded or ("every record",),
        "Run as": answer.run,
    }
    for number, (heading, lines) in enumerate(parts.items()):
        if number:
            yield BLANK
        yield line(Span(heading, "heading"))
        yield Grid((Column(),), tuple(((Span(each),),) for each in lines), INDENT)
