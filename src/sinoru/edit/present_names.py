"""The former names of a corpus's own fields and values in a file, replaced by the present ones."""

from io import BytesIO

from sinoru.edit.layout import Unformattable
from sinoru.edit.splices import Splice, scalars_in, spliced
from sinoru.edit.text_file import TextFile, documents_of, loaded
from sinoru.edit.yaml_text import scalar
from sinoru.loading.former_names import FormerName, in_present_names
from sinoru.loading.locations import LocatedNode
from sinoru.loading.yaml import Entry, read_entries
from sinoru.messages import command
from sinoru.model.errors import WrongUsage
from sinoru.model.fields import Fields


def former_names_in(content: bytes, fields: Fields) -> list[FormerName]:
    """Return the former names in the content of a file, each with where it is written."""
    if not fields.has_former:
        return []
    entries = (one for one in read_entries(BytesIO(content)) if isinstance(one, Entry))
    return list(dict.fromkeys(one for entry in entries for one in in_present_names(entry, fields)[1]))


def require_present_names(file: TextFile) -> None:
    """Raise WrongUsage for a file with former names: what is to change in it is sought under the present ones."""
    if found := former_names_in(file.content, file.fields):
        where = f"{file.shown}:{found[0].line}:{found[0].column}"
        why = f"'{found[0].text}' is now called '{found[0].present}'"
        raise WrongUsage(f"{where}: {why}. Write that first: {command('fmt', file.shown)}")


def with_present_names(file: TextFile) -> str:
    """Return the text of a file with the present names, which is proved to have the same records.

    Raises Unformattable.
    """
    names = former_names_in(file.content, file.fields)
    if not names:
        return file.text
    scalars = {
        (node.line + 1, node.column + 1): node for root in documents_of(file) for node in scalars_in(root)
    }
    splices = [_splice(scalars.get((one.line, one.column)), one) for one in names]
    after = spliced(file.text, splices)
    if list(loaded(file.with_text(after), "", file.fields)) != list(loaded(file.content, "", file.fields)):
        raise Unformattable(names[0].line, f"cannot write '{names[0].present}' for '{names[0].text}' here")
    return after


def _splice(node: LocatedNode | None, name: FormerName) -> Splice:
    """Return the change of a name to the present one, in quotes where it needs them."""
    if node is None or node.text != name.text:
        raise Unformattable(name.line, f"cannot write '{name.present}' for '{name.text}' here")
    return Splice(node.start, node.end, scalar(name.present, in_flow=True))
