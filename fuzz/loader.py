"""Corpus files."""

from io import BytesIO

from sinoru.loading.records import load_records
from sinoru.model.records import Diagnostic

SEEDS = (
    b"events:\n  - id: a\n    date: 1999-05\n    title: T\n    kind: call\n",
    b"corpus: {title: T}\npeople: [{id: a, name: A, names: [{text: B}]}]\n---\nclaims:\n- &x {id: b}\n- *x\n",
    b"a: !!binary |\n  x\n? [b]\n: <<: *c\n...\n%YAML 1.1\n---\n'\\x00'",
    b"\xff\xfee\x00v\x00e\x00n\x00t\x00s\x00:\x00",
)


def target(data: bytes) -> None:
    """Load a file: whatever is in it, there are records and faults with places, and nothing else."""
    for one in load_records(BytesIO(data), "fuzz.yaml"):
        if isinstance(one, Diagnostic):
            assert one.line >= 1, one
            assert one.column >= 1, one
