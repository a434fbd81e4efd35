"""Corpus files as batches of rows ready to be written, prepared in this process or in several others."""

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
from sinoru.messages import reason
from sinoru.model.errors import SinoruError
from sinoru.model.records import CorpusTitle, Diagnostic

BATCH = 2_000
"""Records in a batch: few, as each process keeps several batches in memory."""
_STEP = 100
"""Records that go through each step together: one by one, no step finds its code in the processor's cache; thousands
at once, none finds the results of the step before it there."""
_MAX_QUEUED = 12
"""Batches that wait to be written, of about two megabytes each: enough to keep the readers busy during a merge of
words."""
WORTH_PROCESSES = 4_000_000
"""Bytes of a corpus from which starting other processes pays."""

_DiagnosticRow = tuple[int, int, str, str, str, str]


class Batch(NamedTuple):
    """Some of the records of a file, and the faults between them. Plain values only, for marshal, as in Tables."""

    digest: bytes
    titles: list[bytes]
    """The entries of the file that describe the corpus (JSON)."""
    diagnostics: list[_DiagnosticRow]
    """Rows of the table without the file's number."""
    done: int
    """Bytes of the file read so far."""
    tables: Tables


class ReadersKilled(SinoruError):
    """A process that read the corpus for this one was killed."""

    def __init__(self) -> None:
        super().__init__(
            "A process that read the corpus was killed, perhaps for lack of memory. Nothing was lost. Try again."
        )


def prepare_files(files: Sequence[CorpusFile], numbers: Sequence[int]) -> Iterator[tuple[int, Batch]]:
    """Yield the batches of all files, each with the position of its file in `files`; those of one file in order.

    `numbers` are the files' numbers in the index.
    """
    workers = min(len(files), _processors())
    paths = [file.path for file in files]
    if workers > 1 and sum(file.size for file in files) > WORTH_PROCESSES:
        largest_first = sorted(range(len(files)), key=lambda position: -files[position].size)
        yield from _prepare_in_processes(paths, numbers, largest_first, workers)
        return
    for position, path in enumerate(paths):
        for batch in prepare_file(path, numbers[position]):
            yield position, batch


def prepare_file(path: str, number: int) -> Iterator[Batch]:
    """Yield at least one batch for a file. A file that cannot be read becomes a diagnostic."""
    try:
        digest = content_digest(path)
        stream = open(path, "rb")  # noqa: SIM115 - closed below; a later error is not the file's
    except OSError as error:
        fault = Diagnostic("E100", f"cannot be read: {reason(error)}", path, 1, 1)
        yield Batch(b"", [], [_diagnostic_row(fault)], 0, Tabulator(number).made())
        return
    with stream:
        yield from _prepare(stream, path, number, digest)


def _prepare(stream: BinaryIO, path: str, number: int, digest: bytes) -> Iterator[Batch]:
    items, tabulator = load_records(stream, path), Tabulator(number)
    read, is_at_end = 0, False
    while not is_at_end:  # at least once: the index lists an empty file as well
        others: list[CorpusTitle | Diagnostic] = []
        for _ in range(BATCH // _STEP):
            step = list(islice(items, _STEP))
            rows = [make_row(*item) for item in step if isinstance(item, Loaded)]
            for position, row in enumerate(rows, read):
                tabulator.add(number_of(row.earliest, number, position, dated=row.dated), row)
            read += len(rows)
            others += [item for item in step if not isinstance(item, Loaded)]
            if is_at_end := len(step) < _STEP:
                break
        yield Batch(
            digest,
            [msgspec.json.encode(item) for item in others if isinstance(item, CorpusTitle)],
            [_diagnostic_row(item) for item in others if isinstance(item, Diagnostic)],
            stream.tell(),
            tabulator.made(is_last=is_at_end),
        )


def _diagnostic_row(fault: Diagnostic) -> _DiagnosticRow:
    return fault.line, fault.column, fault.code, fault.severity, fault.message, fault.hint


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _prepare_in_processes(
    paths: Sequence[str], numbers: Sequence[int], order: Sequence[int], workers: int
) -> Iterator[tuple[int, Batch]]:
    """Prepare the files in other processes, in this order; with the largest first, all end at about the same time."""
    from multiprocessing import Process, Queue
    from threading import Thread

    positions: Queue[int | None] = Queue()
    batches: Any = Queue(maxsize=_MAX_QUEUED)
    for position in order:
        positions.put(position)
    for _ in range(workers):
        positions.put(None)
    arguments = (paths, numbers, positions, batches)
    processes = [Process(target=_run_worker, args=arguments, daemon=True) for _ in range(workers)]
    for process in processes:
        process.start()
    batches._writer.close()  # noqa: SLF001 - else this process never sees the end after all writers have gone
    Thread(target=_terminate_together, args=(processes,), daemon=True).start()
    try:
        yield from _receive(batches, workers)
    finally:
        for process in processes:
            process.terminate()
            process.join()


def _terminate_together(processes: Sequence[Any]) -> None:
    """Terminate all processes after one was killed: it may hold a lock that the others wait for."""
    from multiprocessing.connection import wait

    running = {process.sentinel: process for process in processes}
    while running:
        for ended in wait(list(running)):
            process = running.pop(ended)
            process.join()  # the sentinel is ready before the exit code is
            if process.exitcode:
                for other in processes:
                    other.terminate()
                return


def _receive(batches: Any, workers: int) -> Iterator[tuple[int, Batch]]:
    while workers:
        try:
            position, batch = batches.get()
        except (EOFError, OSError):
            raise ReadersKilled from None
        if position is None:
            workers -= 1
        elif isinstance(batch, BaseException):
            raise batch
        else:
            digest, titles, diagnostics, done, tables = marshal.loads(batch)  # noqa: S302 - from our own process
            yield position, Batch(digest, titles, diagnostics, done, Tables(*tables))


def _run_worker(paths: Sequence[str], numbers: Sequence[int], positions: Any, batches: Any) -> None:
    """Prepare one file after another until none is left, in a process of its own."""
    import gc
    from signal import SIG_IGN, SIGINT, signal
    from threading import Thread

    signal(SIGINT, SIG_IGN)  # Ctrl-C reaches this process as well; its parent terminates it
    Thread(target=_exit_with_parent, daemon=True).start()
    if hasattr(os, "nice"):
        os.nice(5)  # the parent, which writes, goes first: all others would soon wait for it
    gc.disable()  # records have no cycles, and collection among millions of nodes takes a fifth of the time
    try:
        while (position := positions.get()) is not None:
            for batch in prepare_file(paths[position], numbers[position]):
                plain: Any = (*batch[:-1], tuple(batch.tables))
                batches.put((position, marshal.dumps(plain)))
        batches.put((None, None))
    except Exception as error:  # noqa: BLE001 - raised again in the parent
        batches.put((0, error))


def _exit_with_parent() -> None:
    """Exit as soon as the parent, which takes the batches, is gone."""
    from multiprocessing import parent_process

    if parent := parent_process():
        parent.join()
        os._exit(1)
