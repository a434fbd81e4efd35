"""Lists by fields of a corpus's own, next to `python -c pass`: `make bench-fields SIZE=1000000`.

The corpus has the shape `quakes` (shapes.py). Its index is kept between runs: a million records take minutes.
Writes its table into docs/performance.md.
"""

import os
import statistics
import sys

import shapes
from measuring import BIN, DOCS, FOLDER, Run, put_tables, run

ROUNDS = 11
SIZE = 1_000_000
BOUNDS = {
    "a number that all have": "magnitude:>3",
    "a number that 7 in 10,000 have": "magnitude:>9",
    "one number": "magnitude:6.5",
    "a choice that 60 % have": "felt:unfelt",
    "a choice that 0.01 % have": "felt:severe",
    "a word of one text": "remark:822647",
    "a text that none has": "remark:=x",
}
ORDERS = {"date": (), "magnitude": ("--sort", "magnitude"), "-magnitude": ("--sort", "-magnitude")}


def measure(size: int) -> list[str]:
    """Return the lines of the table."""
    folder = FOLDER / f"quakes-{size}"
    if not (folder / "corpus").exists():
        shapes.write("quakes", size, folder / "corpus")
    os.environ["SINORU_CACHE"] = str(folder / "cache")
    list_ = [str(BIN / "sinoru"), "timeline", "--limit", "20", "--data", str(folder / "corpus")]
    commands = {("pass", ""): [sys.executable, "-c", "pass"]}
    for order, sort in ORDERS.items():
        commands["everything", order] = [*list_, *sort]
        for name, bound in BOUNDS.items():
            commands[name, order] = [*list_, *sort, "--where", bound]
    run(list_)
    rounds = [{key: run(command) for key, command in commands.items()} for _ in range(ROUNDS)]
    lines = [f"| list | filter | {' | '.join(f'by {order}' for order in ORDERS)} |"]
    lines.append(f"| --- | --- |{' ---: |' * len(ORDERS)}")
    for name, bound in {"everything": "", **BOUNDS}.items():
        cells = " | ".join(f"{multiple(rounds, name, order):.1f}" for order in ORDERS)
        lines.append(f"| {name} | {f'`{bound}`' if bound else ''} | {cells} |")
    return lines


def multiple(rounds: list[dict[tuple[str, str], Run]], name: str, order: str) -> float:
    """Return the CPU time of a list in multiples of `python -c pass`, each with that of its round."""
    return statistics.median(one[name, order].cpu / one["pass", ""].cpu for one in rounds)


def main() -> None:
    """Measure and put the table into the page."""
    size = int(sys.argv[1]) if len(sys.argv) > 1 else SIZE
    head = f"{size:,} events, 20 listed, median of {ROUNDS}. Load when it began: {os.getloadavg()[0]:.1f}.\n"
    lines = [head, *measure(size)]
    print("\n".join(lines))
    put_tables(DOCS / "performance.md", lines, "fields")


if __name__ == "__main__":
    main()
