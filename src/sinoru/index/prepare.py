"""Files as batches of rows, ready to be written: in this process, or in others beside it."""

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import msgspec

from sinoru.index.rows import Row, make_row
from sinoru.loading.discover import CorpusFile, content_digest
from sinoru.loading.load import Loaded, load_records
from sinoru.model.diagnostic import Diagnostic

BATCH = 4_000
"""Records in a batch: enough for long sorted runs, little enough to bound the memory."""
WORTH_PROCESSES = 4_000_000
"""Bytes of a corpus that pay for starting other processes."""


class Batch(NamedTuple):
    """Some of the records of a file, and the faults between them."""

    digest: bytes
    rows: list[Row]
    diagnostics: list[Diagnostic]
    titles: list[bytes]
    """What the file says of the corpus as a whole (JSON)."""
    chunks: Counter[str]


def prepare_files(files: Sequence[CorpusFile]) -> Iterator[tuple[int, Batch]]:
    """Give the batches of all files, each with its file's place in `files`; batches of one file in order."""
    workers = min(len(files), _processors())
    if workers > 1 and sum(file.size for file in files) > WORTH_PROCESSES:
        yield from _beside(files, workers)
        return
    for place, file in enumerate(files):
        for batch in prepare_file(file.path):
            yield place, batch


def prepare_file(path: str) -> Iterator[Batch]:
    """Read a file and work out its rows. What cannot be read becomes a diagnostic."""
    try:
        digest = content_digest(path)
        stream = open(path, "rb")  # noqa: SIM115 - closed below; what fails later is no fault of the file
    except OSError as error:
        yield Batch(
            b"", [], [Diagnostic("E100", f"cannot be read: {error.strerror}", path, 1, 1)], [], Counter()
        )
        return
    batch = Batch(digest, [], [], [], Counter())
    with stream:
        for item in load_records(stream, path):
            if isinstance(item, Loaded):
                row = make_row(item.record, item.line)
                batch.rows.append(row)
                batch.chunks.update(row.chunks)
            elif isinstance(item, Diagnostic):
                batch.diagnostics.append(item)
            else:
                batch.titles.append(msgspec.json.encode(item))
            if len(batch.rows) >= BATCH:
                yield batch
                batch = Batch(digest, [], [], [], Counter())
    yield batch


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _beside(files: Sequence[CorpusFile], workers: int) -> Iterator[tuple[int, Batch]]:
    """Prepare the files in other processes, the largest first so that all end at about the same time."""
    from multiprocessing import Process, Queue

    places: Queue[int | None] = Queue()
    batches: Queue[Any] = Queue(maxsize=workers)
    for place in sorted(range(len(files)), key=lambda place: -files[place].size):
        places.put(place)
    for _ in range(workers):
        places.put(None)
    paths = [file.path for file in files]
    processes = [Process(target=_work, args=(paths, places, batches), daemon=True) for _ in range(workers)]
    for process in processes:
        process.start()
    try:
        yield from _received(batches, workers)
    finally:
        for process in processes:
            process.terminate()
            process.join()


def _received(batches: Any, workers: int) -> Iterator[tuple[int, Batch]]:
    while workers:
        place, batch = batches.get()
        if place is None:
            workers -= 1
        elif isinstance(batch, BaseException):
            raise batch
        else:
            yield place, batch


def _work(paths: Sequence[str], places: Any, batches: Any) -> None:
    """Prepare one file after another until there is none; run in a process of its own."""
    import gc

    gc.disable()  # records have no cycles, and collecting among millions of nodes costs a fifth of the time
    try:
        while (place := places.get()) is not None:
            for batch in prepare_file(paths[place]):
                batches.put((place, batch))
        batches.put((None, None))
    except Exception as error:  # noqa: BLE001 - raised again where it can be told
        batches.put((0, error))
