"""Corpus files as batches of rows ready to be written, prepared in this process or in several others.

The others are Pythons that import this module and nothing else. They neither run the program that started them nor
copy its memory: a script, a notebook, a program with threads and a worker of a pool may all open a corpus, on any
system and with any start method of `multiprocessing`. Where no other Python can be started, this one reads all files.
"""

import marshal
import os
import sys
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import islice
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple, cast

import msgspec

from sinoru import __version__
from sinoru.index.numbers import number_of
from sinoru.index.rows import Tables, Tabulator
from sinoru.loading.files import CorpusFile, DigestedFile, status_of
from sinoru.loading.records import Loaded, load_records
from sinoru.messages import reason
from sinoru.model.errors import SinoruError
from sinoru.model.fields import Fields, fields_of
from sinoru.model.records import CorpusTitle, Diagnostic

if TYPE_CHECKING:
    from queue import Queue, SimpleQueue
    from subprocess import Popen

    Found = Queue["tuple[int, bytes] | Exception | None"]
    """Batches with the positions of their files, errors, and None from each process that has no more."""

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
WORKER = (
    "import marshal, sys; sys.path[:] = marshal.load(sys.stdin.buffer);"
    " from sinoru.index import batches; batches.serve()"
)
"""What a process runs: it takes our module path from its standard input, and then files to read."""
_GREETING = f"sinoru {__version__}\n".encode()
"""The first that a process writes: it runs, and finds the same version of this module."""
_BATCH, _END_OF_FILE, _ERROR = b"B", b"F", b"E"
"""Kinds of what a process writes afterwards."""
_BYTES_OF_SIZE = 8

_DiagnosticRow = tuple[int, int, str, str, str, str]


class Batch(NamedTuple):
    """Some of the records of a file, and the faults between them. Plain values only, for marshal, as in Tables."""

    status: tuple[int, ...]
    """Size, times and inode of the file as it was opened, as in CorpusFile; empty if it could not be."""
    digest: bytes
    """What identifies the content that was read, in the last batch of a file; empty if it could not all be read."""
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


class ReaderFailed(SinoruError):
    """A process that read the corpus for this one met an error which could not be brought here as it was."""

    exit_code = 70


def prepare_files(
    files: Sequence[CorpusFile], numbers: Sequence[int], declared: Mapping[str, bytes] = {}
) -> Iterator[tuple[int, Batch]]:
    """Yield the batches of all files, each with the position of its file in `files`; those of one file in order.

    `numbers` are the files' numbers in the index; `declared` has the fields of its corpus's own (JSON) for each file
    with such.
    """
    workers = min(len(files), _processors())
    paths = [file.path for file in files]
    own = [declared.get(path, b"") for path in paths]
    if workers > 1 and sum(file.size for file in files) > WORTH_PROCESSES:
        largest_first = sorted(range(len(files)), key=lambda position: -files[position].size)
        yield from _prepare_in_processes(paths, numbers, own, largest_first, workers)
        return
    for position, path in enumerate(paths):
        for batch in prepare_file(path, numbers[position], own[position]):
            yield position, batch


def prepare_file(path: str, number: int, declared: bytes = b"") -> Iterator[Batch]:
    """Yield at least one batch for a file. A file that cannot be read, or not to its end, becomes a diagnostic."""
    fields = fields_of(declared)
    try:
        stream = open(path, "rb")  # noqa: SIM115 - closed below; a later error is not the file's
    except OSError as error:
        yield Batch(
            (), b"", [], [_diagnostic_row(_unreadable(error, path))], 0, Tabulator(number, fields).made()
        )
        return
    with stream:
        status = status_of(os.fstat(stream.fileno()))
        yield from _prepare(DigestedFile(stream), path, number, status, fields)


def _prepare(
    stream: DigestedFile, path: str, number: int, status: tuple[int, ...], fields: Fields
) -> Iterator[Batch]:
    items, tabulator = _read(stream, path, fields), Tabulator(number, fields)
    read, is_at_end = 0, False
    while not is_at_end:  # at least once: the index lists an empty file as well
        others: list[CorpusTitle | Diagnostic] = []
        for _ in range(BATCH // _STEP):
            step = list(islice(items, _STEP))
            rows = [tabulator.make_row(*item) for item in step if isinstance(item, Loaded)]
            for position, row in enumerate(rows, read):
                tabulator.add(number_of(row.earliest, number, position, dated=row.dated), row)
            read += len(rows)
            others += [item for item in step if not isinstance(item, Loaded)]
            if is_at_end := len(step) < _STEP:
                break
        yield Batch(
            status,
            stream.digest() if len(step) < _STEP else b"",
            [msgspec.json.encode(item) for item in others if isinstance(item, CorpusTitle)],
            [_diagnostic_row(item) for item in others if isinstance(item, Diagnostic)],
            stream.tell(),
            tabulator.made(is_last=is_at_end),
        )


def _read(stream: DigestedFile, path: str, fields: Fields) -> Iterator[Loaded | CorpusTitle | Diagnostic]:
    """Read the records of a file and its faults, of which a failure of the disk is the last."""
    try:
        yield from load_records(cast("BinaryIO", stream), path, fields)
    except OSError as error:
        yield _unreadable(error, path)


def _unreadable(error: OSError, path: str) -> Diagnostic:
    return Diagnostic("E100", f"cannot be read: {reason(error)}", path, 1, 1)


def _diagnostic_row(fault: Diagnostic) -> _DiagnosticRow:
    return fault.line, fault.column, fault.code, fault.severity, fault.message, fault.hint


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _prepare_in_processes(
    paths: Sequence[str], numbers: Sequence[int], own: Sequence[bytes], order: Sequence[int], workers: int
) -> Iterator[tuple[int, Batch]]:
    """Prepare the files in other processes, in this order; with the largest first, all end at about the same time."""
    from queue import Queue
    from threading import Thread

    jobs = deque(
        (position, os.fsencode(paths[position]), numbers[position], own[position]) for position in order
    )
    found: Found = Queue(maxsize=_MAX_QUEUED)
    processes = [process for _ in range(workers) if (process := _start_process())]
    threads = [Thread(target=_exchange, args=(process, jobs, found), daemon=True) for process in processes]
    for thread in threads:
        thread.start()
    try:
        yield from _receive(found, len(threads))
        while jobs:  # no process could be started
            position, path, number, declared = jobs.popleft()
            for batch in prepare_file(os.fsdecode(path), number, declared):
                yield position, batch
    finally:
        for process in processes:
            process.kill()
        for thread in threads:
            _wait_for(thread, found)
        for process in processes:
            _close(process)


def _close(process: "Popen[bytes]") -> None:
    """Wait for a process that was killed, and close both pipes."""
    for pipe in (process.stdin, process.stdout):
        with suppress(OSError):  # what was still to be written has no reader
            if pipe:
                pipe.close()
    process.wait()


def _start_process() -> "Popen[bytes] | None":
    """Start a Python that reads files for us, and return None where the system has no Python to start.

    It must not get a Ctrl-C that is meant for us: it would print a traceback if that came while it starts. It ends
    when its input does, which is when we end.
    """
    import subprocess

    program = interpreter()
    if not program:
        return None
    flags = subprocess._args_from_interpreter_flags()  # type: ignore[attr-defined]  # noqa: SLF001 - as multiprocessing
    apart: dict[str, Any] = {"process_group": 0}
    if sys.platform == "win32":
        apart = {"creationflags": subprocess.CREATE_NO_WINDOW}
    try:
        return subprocess.Popen(  # noqa: S603 - our own interpreter
            [program, *flags, "-c", WORKER],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=None if os.environ.get("SINORU_DEBUG") else subprocess.DEVNULL,
            **apart,
        )
    except OSError:  # no memory, no more processes, or a system without any
        return None


def interpreter() -> str:
    """Return the program that runs us if it is Python itself; empty in a bundled program, or in a server's."""
    program = sys.executable or ""
    is_python = os.path.basename(program).lower().startswith(("python", "pypy"))
    return program if is_python and not getattr(sys, "frozen", False) else ""


def _exchange(process: "Popen[bytes]", jobs: "deque[tuple[int, bytes, int, bytes]]", found: "Found") -> None:
    """Send one file after another to a process until no file is left, and collect what it makes of them."""
    to, back = process.stdin, process.stdout
    try:
        if _greets(to, back):
            _hand_out(to, back, jobs, found)
    except (EOFError, OSError):
        found.put(ReadersKilled())
    except Exception as error:  # noqa: BLE001 - raised again in the thread that reads the corpus
        found.put(error)
    finally:
        found.put(None)


def _greets(to: Any, back: Any) -> bool:
    """Return whether a process that was started is one of ours: otherwise it has done nothing yet."""
    try:
        marshal.dump(sys.path, to)
        to.flush()
        return bool(back.read(len(_GREETING)) == _GREETING)
    except (OSError, ValueError):  # ValueError: sys.path holds something that is not text
        return False


def _hand_out(to: Any, back: Any, jobs: "deque[tuple[int, bytes, int, bytes]]", found: "Found") -> None:
    """Send files to a process, and put down its answers. Raises EOFError or OSError if the process ends too early."""
    while jobs:
        try:
            position, *job = jobs.popleft()
        except IndexError:  # another process was faster
            return
        marshal.dump(job, to)
        to.flush()
        while (kind := (answer := _read_answer(back))[0]) != _END_OF_FILE:
            if kind == _ERROR:
                import pickle

                found.put(pickle.loads(answer[1]))  # noqa: S301 - from our own process
                return
            found.put((position, answer[1]))


def _read_answer(back: Any) -> tuple[bytes, bytes]:
    """Return the kind and the content of what a process wrote next. Raises EOFError."""
    head = back.read(1 + _BYTES_OF_SIZE)
    size = int.from_bytes(head[1:], "big")
    content = back.read(size)
    if len(head) <= _BYTES_OF_SIZE or len(content) < size:
        raise EOFError
    return head[:1], content


def _receive(found: "Found", running: int) -> Iterator[tuple[int, Batch]]:
    while running:
        item = found.get()
        if item is None:
            running -= 1
        elif isinstance(item, Exception):
            raise item
        else:
            position, batch = item
            read = Batch(*marshal.loads(batch))  # noqa: S302 - from our own process
            yield position, read._replace(tables=Tables(*read.tables))


def _wait_for(thread: Any, found: "Found") -> None:
    """Wait until a thread has ended, and make room for what it may still have to put down."""
    from queue import Empty

    while thread.is_alive():
        while True:
            try:
                found.get_nowait()
            except Empty:
                break
        thread.join(0.01)


def serve() -> None:
    """Read files for the process that started this one, until that closes our input or ends."""
    import gc
    from queue import SimpleQueue
    from signal import SIG_IGN, SIGINT, signal
    from threading import Thread

    signal(SIGINT, SIG_IGN)
    with open(os.dup(1), "wb") as back:
        os.dup2(2, 1)  # nothing that is printed may come between the batches
        back.write(_GREETING)
        back.flush()
        jobs: SimpleQueue[tuple[bytes, int, bytes]] = SimpleQueue()
        Thread(target=_take_jobs, args=(jobs,), daemon=True).start()
        if hasattr(os, "nice"):
            os.nice(5)  # the parent, which writes, goes first: all others would soon wait for it
        gc.disable()  # records have no cycles, and collection among millions of nodes takes a fifth of the time
        while True:
            path, number, declared = jobs.get()
            try:
                for batch in prepare_file(os.fsdecode(path), number, declared):
                    plain: Any = (*batch[:-1], tuple(batch.tables))
                    _answer(back, _BATCH, marshal.dumps(plain))
                _answer(back, _END_OF_FILE, b"")
            except Exception as error:  # noqa: BLE001 - raised again in the parent
                _answer(back, _ERROR, _pickled(error))


def _take_jobs(jobs: "SimpleQueue[tuple[bytes, int, bytes]]") -> None:
    """Take files to read as they come, and end this process with its input, whatever it is doing."""
    while True:
        try:
            job = marshal.load(sys.stdin.buffer)  # noqa: S302 - from our own process
        except (EOFError, OSError, ValueError, TypeError):
            os._exit(0)
        jobs.put(tuple(job))


def _answer(back: BinaryIO, kind: bytes, content: bytes) -> None:
    back.write(kind + len(content).to_bytes(_BYTES_OF_SIZE, "big"))
    back.write(content)
    back.flush()


def _pickled(error: Exception) -> bytes:
    """Return an error for the parent to raise; one that cannot be pickled becomes a ReaderFailed that names it."""
    import pickle

    if os.environ.get("SINORU_DEBUG"):
        import traceback

        traceback.print_exception(error)  # what arrives in the parent has no traceback
    try:
        content = pickle.dumps(error)
        if type(pickle.loads(content)) is type(error):  # noqa: S301 - it is ours
            return content
    except Exception:  # noqa: BLE001, S110 - whatever its class does when it is taken apart, or put together
        pass
    what = type(error).__name__ + (f": {error}" if str(error) else "")
    advice = "Please report it with the command. Set SINORU_DEBUG=1 to see where it occurred."
    return pickle.dumps(
        ReaderFailed(f"A process that read the corpus was stopped by an internal error ({what}). {advice}")
    )
