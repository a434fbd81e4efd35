"""Files as batches of rows, ready to be written: in this process, or in others beside it."""

import marshal
import os
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any, BinaryIO, NamedTuple

import msgspec

from sinoru.index.numbers import number_of
from sinoru.index.rows import Tables, Tabulator, make_row
from sinoru.loading.files import CorpusFile, content_digest
from sinoru.loading.records import Loaded, load_records
from sinoru.model.errors import SinoruError
from sinoru.model.records import CorpusTitle, Diagnostic

BATCH = 2_000
"""Records in a batch: few, as each process holds some of them at once."""
_STEP = 100
"""Records that go through each step together: one by one, no step finds its code in the processor's cache, and
of thousands, none finds what the step before it made."""
_AHEAD = 12
"""Batches that wait to be written, of about two megabytes: so many that nobody stops while words are merged."""
WORTH_PROCESSES = 4_000_000
"""Bytes of a corpus that pay for starting other processes."""


_Told = tuple[int, int, str, str, str, str]


class Batch(NamedTuple):
    """Some of the records of a file, and the faults between them. Plain values only, as in Tables."""

    digest: bytes
    titles: list[bytes]
    """What the file says of the corpus as a whole (JSON)."""
    diagnostics: list[_Told]
    """As in the table, without the file."""
    done: int
    """Bytes of the file that are read by now."""
    tables: Tables


class ReadersKilled(SinoruError):
    """A process that read the corpus beside this one is gone."""

    def __init__(self) -> None:
        super().__init__(
            "a process that read the corpus was killed; is there too little memory? Nothing was lost, try again"
        )


def prepare_files(files: Sequence[CorpusFile], numbers: Sequence[int]) -> Iterator[tuple[int, Batch]]:
    """Yield the batches of all files, each with its file's place in `files`; batches of one file in order.

    `numbers`: those that the index has for the files.
    """
    workers = min(len(files), _processors())
    paths = [file.path for file in files]
    if workers > 1 and sum(file.size for file in files) > WORTH_PROCESSES:
        largest_first = sorted(range(len(files)), key=lambda place: -files[place].size)
        yield from _beside(paths, numbers, largest_first, workers)
        return
    for place, path in enumerate(paths):
        for batch in prepare_file(path, numbers[place]):
            yield place, batch


def prepare_file(path: str, number: int) -> Iterator[Batch]:
    """Read a file and work out its rows. What cannot be read becomes a diagnostic."""
    try:
        digest = content_digest(path)
        stream = open(path, "rb")  # noqa: SIM115 - closed below; what fails later is no fault of the file
    except OSError as error:
        fault = Diagnostic("E100", f"cannot be read: {error.strerror}", path, 1, 1)
        yield Batch(b"", [], [_told(fault)], 0, Tabulator(number).made())
        return
    with stream:
        yield from _prepare(stream, path, number, digest)


def _prepare(stream: BinaryIO, path: str, number: int, digest: bytes) -> Iterator[Batch]:
    items, tabulator = load_records(stream, path), Tabulator(number)
    read, is_whole = 0, False
    while not is_whole:  # at least once, even if it is empty: the index keeps the file
        others: list[CorpusTitle | Diagnostic] = []
        for _ in range(BATCH // _STEP):
            some = list(islice(items, _STEP))
            rows = [make_row(*one) for one in some if isinstance(one, Loaded)]
            for place, row in enumerate(rows, read):
                tabulator.add(number_of(row.earliest, number, place, dated=row.dated), row)
            read += len(rows)
            others += [one for one in some if not isinstance(one, Loaded)]
            if is_whole := len(some) < _STEP:
                break
        yield Batch(
            digest,
            [msgspec.json.encode(one) for one in others if isinstance(one, CorpusTitle)],
            [_told(one) for one in others if isinstance(one, Diagnostic)],
            stream.tell(),
            tabulator.made(is_last=is_whole),
        )


def _told(fault: Diagnostic) -> _Told:
    return fault.line, fault.column, fault.code, fault.severity, fault.message, fault.hint


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _beside(
    paths: Sequence[str], numbers: Sequence[int], order: Sequence[int], workers: int
) -> Iterator[tuple[int, Batch]]:
    """Prepare the files in other processes; with the largest first all end at about the same time."""
    from multiprocessing import Process, Queue
    from threading import Thread

    places: Queue[int | None] = Queue()
    batches: Any = Queue(maxsize=_AHEAD)
    for place in order:
        places.put(place)
    for _ in range(workers):
        places.put(None)
    given = (paths, numbers, places, batches)
    processes = [Process(target=_work, args=given, daemon=True) for _ in range(workers)]
    for process in processes:
        process.start()
    batches._writer.close()  # noqa: SLF001 - else no end is seen once all others that could write are gone
    Thread(target=_end_together, args=(processes,), daemon=True).start()
    try:
        yield from _received(batches, workers)
    finally:
        for process in processes:
            process.terminate()
            process.join()


def _end_together(processes: Sequence[Any]) -> None:
    """End all processes where one was killed: it may hold a lock that the others wait for."""
    from multiprocessing.connection import wait

    running = {process.sentinel: process for process in processes}
    while running:
        for ended in wait(list(running)):
            process = running.pop(ended)
            process.join()  # the end is seen before its status is there
            if process.exitcode:
                for other in processes:
                    other.terminate()
                return


def _received(batches: Any, workers: int) -> Iterator[tuple[int, Batch]]:
    while workers:
        try:
            place, batch = batches.get()
        except (EOFError, OSError):
            raise ReadersKilled from None
        if place is None:
            workers -= 1
        elif isinstance(batch, BaseException):
            raise batch
        else:
            digest, titles, diagnostics, done, tables = marshal.loads(batch)  # noqa: S302 - from our own process
            yield place, Batch(digest, titles, diagnostics, done, Tables(*tables))


def _work(paths: Sequence[str], numbers: Sequence[int], places: Any, batches: Any) -> None:
    """Prepare one file after another until there is none; run in a process of its own."""
    import gc
    from signal import SIG_IGN, SIGINT, signal
    from threading import Thread

    signal(SIGINT, SIG_IGN)  # Ctrl-C reaches this one as well; the one that writes ends it
    Thread(target=_leave_with_parent, daemon=True).start()
    if hasattr(os, "nice"):
        os.nice(5)  # the one that writes goes first: while it waits for its turn, the others soon wait for it
    gc.disable()  # records have no cycles, and collecting among millions of nodes costs a fifth of the time
    try:
        while (place := places.get()) is not None:
            for batch in prepare_file(paths[place], numbers[place]):
                plain: Any = (*batch[:-1], tuple(batch.tables))
                batches.put((place, marshal.dumps(plain)))
        batches.put((None, None))
    except Exception as error:  # noqa: BLE001 - raised again where it can be told
        batches.put((0, error))


def _leave_with_parent() -> None:
    """Leave where the one that writes is killed: nobody would ever take what is read."""
    from multiprocessing import parent_process

    if parent := parent_process():
        parent.join()
        os._exit(1)
