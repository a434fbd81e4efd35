"""`sinoru merge`: two records become one, and every reference to the second leads to the first."""

from collections.abc import Sequence

from sinoru.cli.lookup import corpus_to_change, single_corpus, whole_corpora
from sinoru.cli.options import STORE, flag, option
from sinoru.cli.output import FOUND, NOTHING, show
from sinoru.cli.parser import Request, command, nothing, too_much
from sinoru.cli.stderr import choose, is_interactive, say
from sinoru.edit.joint_change import write_together
from sinoru.edit.merge import Merge, Pair
from sinoru.edit.united import Choices, Side
from sinoru.files import ChangedMeanwhile, folder_lock
from sinoru.messages import count, quoted, refused, series
from sinoru.model.errors import WrongUsage
from sinoru.model.registers import WIKIDATA
from sinoru.render.changes import differences_document, files_document, value_words

_IDS = 2


@command(
    words="A B",
    options=(
        option("--prefer", "Record whose values to take where the two differ: A or B.", "ID"),
        flag("--dry-run", "Show the change of every file, and write nothing."),
    ),
    formats=("table",),
    examples=("sinoru merge nasa nasa-hq", "sinoru merge li-peng li-peng-2 --prefer li-peng --dry-run"),
    without=(STORE,),
)
def merge(request: Request, *, prefer: str | None, dry_run: bool) -> int:
    """Make one record of two of the same kind: B becomes a part of A.

    Every reference to B leads to A, in every file of the corpus. Lists are united without duplicates: names, offices,
    evidence, tags, participants and others. A field that only one of the two has is taken; where they differ, the
    difference is shown, and you are asked field by field or as a whole. Without a terminal, --prefer is required
    then. A lists the id of B in 'formerly', and every command still finds it under that. Comments stay: those in B
    are moved below A. All files are written, or none.
    Exit status: 0 done, 1 an unknown id, new errors or no choice, 2 the two cannot be merged, or a file cannot be
    written.
    """
    if len(request.words) < _IDS:
        raise nothing("second id" if request.words else "ids", "merge", "nasa", "nasa-hq")
    if len(request.words) > _IDS:
        raise too_much("merge", "two ids", request.words)
    paths = whole_corpora(single_corpus(corpus_to_change(request.data), "merged in"))
    with folder_lock(*paths):
        pair = _find(request.words, paths)
        choices = _preferred(pair, prefer, request.words)
        if choices is not None:
            plan = _plan(pair, choices, paths, is_written=not dry_run)
    _name_former_ids(request.words, pair)
    if pair.differences:
        show(pair, differences_document, request.output)
    if choices is None:
        choices = _ask(pair)
        if choices is None:
            say("Nothing was written.")
            return NOTHING
        plan = _merge_as_chosen(request.words, paths, pair, choices, is_written=not dry_run)
    if dry_run:
        show(plan.changes, files_document, request.output)
    _report(plan, is_written=not dry_run)
    return FOUND


def _find(ids: Sequence[str], paths: Sequence[str]) -> Pair:
    return Pair(ids[0], ids[1], paths)


def _name_former_ids(typed: Sequence[str], pair: Pair) -> None:
    for id_, found in zip(typed, (pair.kept, pair.other), strict=True):
        if id_ != found.record.id:
            say(f"{quoted(id_)} is a former id of {quoted(found.record.id)}.")


def _preferred(pair: Pair, prefer: str | None, typed: Sequence[str]) -> Choices | None:
    """Return the choice of --prefer, or none if the two do not differ; None if they do. Raises WrongUsage."""
    ids = pair.kept.record.id, pair.other.record.id
    if prefer and prefer in typed:
        prefer = ids[list(typed).index(prefer)]
    if prefer and prefer not in ids:
        raise WrongUsage(
            refused(f"--prefer {quoted(prefer)}", "is neither of the two", f"Use {' or '.join(ids)}.")
        )
    if not pair.differences:
        return {}
    side: Side = "kept" if prefer == ids[0] else "other"
    return {one.field: side for one in pair.differences} if prefer else None


def _ask(pair: Pair) -> Choices | None:
    """Ask whose values to take; None if the user gives up. Raises WrongUsage without a terminal."""
    ours, theirs = pair.kept.record.id, pair.other.record.id
    if not is_interactive():
        keys = series((one.field for one in pair.differences), "and")
        advice = (
            f"Use --prefer {ours} or --prefer {theirs}, or run the command in a terminal to choose by field."
        )
        raise WrongUsage(f"{quoted(ours)} and {quoted(theirs)} differ in {keys}. {advice}")
    answers = ("quit", f"1 all of {ours}", f"2 all of {theirs}", "field by field")
    answer = choose("Which values are to be kept?", answers)
    if answer[0] in "12":
        return {one.field: _side(answer) for one in pair.differences}
    if answer == "quit":
        return None
    choices: dict[str, Side] = {}
    for one in pair.differences:
        answer = choose(f"{one.field}:", ("quit", f"1 {value_words(one.old)}", f"2 {value_words(one.new)}"))
        if answer == "quit":
            return None
        choices[one.field] = _side(answer)
    return choices


def _side(answer: str) -> Side:
    return "kept" if answer.startswith("1") else "other"


def _merge_as_chosen(
    ids: Sequence[str], paths: Sequence[str], asked: Pair, choices: Choices, *, is_written: bool
) -> Merge:
    """Merge the records as they are now, unless they differ in something else than what was asked."""
    with folder_lock(*paths):
        pair = _find(ids, paths)
        if pair.differences != asked.differences:
            raise ChangedMeanwhile(pair.kept.file.path)
        return _plan(pair, choices, paths, is_written=is_written)


def _plan(pair: Pair, choices: Choices, paths: Sequence[str], *, is_written: bool) -> Merge:
    plan = pair.plan(choices)
    if is_written:
        write_together(plan.changes, paths)
    return plan


def _report(plan: Merge, *, is_written: bool) -> None:
    for key in plan.dropped:
        say(
            f"One of the two named the other in '{key}'. That is left out: a record cannot name itself there."
        )
    if plan.states:
        kept, other, united = plan.states
        say(
            f"{plan.kept} was {kept} and {plan.other} {other}; the conflict of both is {united}. Check which of its "
            "statements have 'stands: true'."
        )
    for register in plan.registers:
        if register != WIKIDATA:  # a difference that was shown
            say(
                f"The two have different ids in {quoted(register)}. All are kept: remove those of another subject."
            )
    if plan.comment:
        say(f"A comment above {plan.other} stays in its place: {plan.comment}.")
    where = f"{count(plan.references, 'reference')} in {count(len(plan.changes), 'file')}"
    said = (
        f"Merged {plan.other} into {plan.kept}"
        if is_written
        else f"Would merge {plan.other} into {plan.kept}"
    )
    say(f"{said}: {where}.")
