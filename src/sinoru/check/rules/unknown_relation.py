"""A relation is of a kind that neither sinoru nor the corpus knows.

The kinds are listed in docs/format.md, "relations". A corpus declares others, each with its inverse, under
`corpus: {relations: ...}` in `corpus.yaml` of the top folder.

    relations:
      - {to: anna, kind: parrent}         # E230: did you mean 'parent'?
      - {to: carl, kind: mentor}          # E230, unless the corpus declares `mentor: mentee`
"""

from collections.abc import Iterator

from sinoru.check.checked_corpus import CheckedCorpus
from sinoru.check.finding import Finding
from sinoru.check.relations import placed_relations
from sinoru.messages import clause, did_you_mean, quoted, use_one_of
from sinoru.model.relation_kinds import OF
from sinoru.names.nearest import nearest

CODE = "E230"
SUMMARY = "A relation is of an unknown kind."
_WHERE = "under 'corpus: {relations: ...}'"


def check(corpus: CheckedCorpus) -> Iterator[Finding]:
    """Yield a finding for each relation of an unknown kind."""
    hints: dict[tuple[str, tuple[str, ...]], str] = {}
    for said in placed_relations(corpus):
        written = said.relation.kind
        if said.kind is None:
            asked = written, said.kinds.keys()
            if asked not in hints:
                hints[asked] = _hint(*asked)
            yield Finding(
                said.place, said.at("kind"), f"unknown relation {quoted(written)}", hints[asked], written
            )


def _hint(written: str, known: tuple[str, ...]) -> str:
    """Return the nearest kind, with `-of` if the unknown one has it, which reverses its meaning."""
    base = written.removesuffix(OF)
    near = nearest(base, [kind for kind in known if not kind.endswith(OF)], 1)
    if near:
        meant = [kind + OF if written.endswith(OF) else kind for kind in near]
        return f"{clause(did_you_mean(meant))} if not, declare it {_WHERE}"
    return f"{clause(use_one_of(known))}, or declare it {_WHERE}"
