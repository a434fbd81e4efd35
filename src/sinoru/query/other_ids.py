"""Records found by their ids in other registers: `viaf:12345`, `Q42`, or the address of an entry."""

from sinoru.index.fields import other_key
from sinoru.index.index import Index, Numbers
from sinoru.messages import quoted
from sinoru.model.errors import WrongValue
from sinoru.model.registers import id_in, parts_of, read_id

_LONGEST = 300
"""Characters of an address or an id that is looked up."""


def as_typed(index: Index, text: str) -> str:
    """Return the id that a text is or leads to: `viaf:12345`, or `:Q42` without a register; empty for other text."""
    text = text.strip()
    if not any(map(str.isdigit, text)) or len(text) > _LONGEST:
        return ""
    if ":" in text:
        return read_id(text, index.fields.registers)
    is_one = " " not in text or text.replace(" ", "").isdecimal()  # an ISNI is written in fours
    return id_in("", text) if is_one else ""


def records_with(index: Index, text: str) -> list[tuple[int, str, str]]:
    """Return the records with the id that a text is or leads to: number, id, and that id with its register."""
    register, id_ = parts_of(as_typed(index, text))
    if not id_:
        return []
    query = (
        "SELECT DISTINCT r.number, r.id, n.text FROM name n JOIN record r ON r.number = n.record"
        " WHERE n.key = ? ORDER BY r.number, n.text"
    )
    rows = index.rows(query, (other_key(id_),))
    return [row for row in rows if not register or parts_of(row[2])[0] == register]


def record_with(index: Index, text: str) -> str:
    """Return the id of the one record with such an id; empty if no record has it, or several do."""
    found = {id_ for _, id_, _ in records_with(index, text)}
    return found.pop() if len(found) == 1 else ""


def records_in_register(index: Index, register: str, id_: str) -> Numbers:
    """Return the condition that a record has an id in a register. Raises WrongValue if none has it."""
    found = records_with(index, id_in(register, id_)) or records_with(index, id_)
    numbers = tuple(number for number, _, one in found if parts_of(one)[0] == register)
    if not numbers:
        label = index.fields.registers[register].label
        raise WrongValue(f"{register}:", f"{quoted(id_)} is the {label} id of no record here.")
    return Numbers(numbers)
