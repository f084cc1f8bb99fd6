"""Processes of our own that tag files side by side and hand back columns, never Docs."""

from __future__ import annotations

import contextlib
import os
import pickle
import signal
import subprocess
import sys
import threading
import warnings
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import IO, TYPE_CHECKING

from policytext.corpus.tagging import Job, TaggedText, Tagger, UnreadableError

if TYPE_CHECKING:
    from spacy.language import Language

HEARTBEAT = 0.5  # seconds; on Windows a wait without end cannot be interrupted
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


@dataclass(frozen=True, slots=True)
class Answer:
    """
    What became of a file.

    Attributes
    ----------
    doc_id : str
    text : TaggedText or None
        None if the file cannot be read.
    reason : str
        Why it cannot be read.
    """

    doc_id: str
    text: TaggedText | None
    reason: str = ""


def tag_files(
    files: Sequence[Job], pipeline: str | Path | Language | None, processes: int
) -> Generator[Answer, None, None]:
    """
    Tag files, in one process or side by side.

    Parameters
    ----------
    files : sequence of Job
        The files.
    pipeline : str, path, spacy.Language or None
        As in `load_pipeline`. Each process loads it once; one that is loaded already is sent to
        the processes.
    processes : int
        1 tags in this process. More are started afresh, whatever the operating system, and
        import nothing of the program that asked for them.

    Yields
    ------
    Answer
        One a file, as they come.

    Raises
    ------
    ValueError
        If processes is less than 1, or a loaded pipeline cannot be sent to other processes.
    RuntimeError
        If a process ends before its work is done.
    """
    if processes < 1:
        raise ValueError(f"texts are tagged by 1 process or more; processes is {processes}")
    if processes == 1 or len(files) == 1:
        tagger = Tagger(pipeline)
        for job in files:
            yield _answered(tagger, job)
    else:
        yield from _side_by_side(files, pipeline, min(processes, len(files)))


def _answered(tagger: Tagger, job: Job) -> Answer:
    try:
        return Answer(job.doc_id, tagger.tag(job))
    except UnreadableError as error:
        return Answer(job.doc_id, None, str(error))


def _side_by_side(
    files: Sequence[Job], pipeline: str | Path | Language | None, processes: int
) -> Iterator[Answer]:
    """Hand out the largest files first, so that no process is left with one at the end."""
    given = _sendable(pipeline)
    waiting: SimpleQueue[Job] = SimpleQueue()
    for job in sorted(files, key=lambda job: -_size(job.path)):
        waiting.put(job)
    answers: SimpleQueue[_Reply | Exception] = SimpleQueue()
    workers: list[_Worker] = []
    try:
        for _ in range(processes):
            workers.append(_Worker(given, waiting, answers))
        for _ in files:
            yield _next(answers).answer()
    finally:
        for worker in workers:
            worker.stop()


def _next(answers: SimpleQueue[_Reply | Exception]) -> _Reply:
    while True:
        with contextlib.suppress(Empty):
            reply = answers.get(timeout=HEARTBEAT)
            if isinstance(reply, Exception):
                raise reply
            return reply


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:  # its reader says why
        return 0


def _sendable(pipeline: str | Path | Language | None) -> bytes:
    """Write down what a worker loads: a name or a path, or the loaded pipeline itself."""
    if pipeline is None or isinstance(pipeline, str | Path):
        return pickle.dumps(pipeline)
    import srsly  # type: ignore[import-untyped]  # noqa: PLC0415  (spaCy's own serializer)

    try:
        return bytes(srsly.pickle_dumps(pipeline))
    except Exception as error:
        raise ValueError(
            f"the loaded pipeline cannot be sent to other processes ({error}); save it "
            "(nlp.to_disk) and pass the path, or leave out processes="
        ) from error


@dataclass(frozen=True, slots=True)
class _Reply:
    """What a worker sends back about a file."""

    doc_id: str
    packed: bytes = b""
    reason: str = ""
    warned: tuple[tuple[str, type[Warning]], ...] = ()
    error: Exception | None = None

    def answer(self) -> Answer:
        for message, category in self.warned:
            warnings.warn(message, category, stacklevel=2)
        if self.error is not None:
            raise self.error
        text = TaggedText.unpack(self.packed) if self.packed else None
        return Answer(self.doc_id, text, self.reason)


def _environment() -> dict[str, str]:
    """Let a worker import what this process imports, and keep to one core."""
    path = os.pathsep.join(place or os.getcwd() for place in sys.path)
    return {**dict.fromkeys(THREADS, "1"), **os.environ, "PYTHONPATH": path}


class _Worker:
    """A process, and the thread that hands it one file after the other."""

    def __init__(
        self,
        pipeline: bytes,
        waiting: SimpleQueue[Job],
        answers: SimpleQueue[_Reply | Exception],
    ) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-c", f"from {__name__} import work; work()"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=_environment(),
        )
        self._pipeline, self._waiting, self._answers = pipeline, waiting, answers
        self._stopped = False
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def _serve(self) -> None:
        sending, receiving = self._process.stdin, self._process.stdout
        assert sending is not None
        assert receiving is not None
        doc_id = ""
        try:
            _send(self._pipeline, sending)
            while True:
                job = self._waiting.get_nowait()
                doc_id = job.doc_id
                _send(job, sending)
                self._answers.put(pickle.load(receiving))
        except Empty:
            pass
        except Exception as error:  # told to the thread that waits for an answer
            if not self._stopped:
                self._answers.put(self._ended(doc_id, error))

    def _ended(self, doc_id: str, error: Exception) -> RuntimeError:
        try:
            found = f"ended (exit code {self._process.wait(timeout=10 * HEARTBEAT)})"
        except subprocess.TimeoutExpired:
            found = "gave an answer that cannot be read"
        message = (
            f"a process {found} while it tagged {doc_id!r}; if memory ran out, use fewer "
            "processes; with processes=1 the error shows where it happens"
        )
        failed = RuntimeError(message)
        failed.__cause__ = error
        return failed

    def stop(self) -> None:
        """End the process, whatever it is doing."""
        self._stopped = True
        self._process.kill()
        self._process.wait()
        self._thread.join()
        for pipe in (self._process.stdin, self._process.stdout):
            with contextlib.suppress(OSError):
                if pipe is not None:
                    pipe.close()


def work() -> None:
    """Tag the files that standard input names, in a process of its own, until there are none."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that asked is the one to stop
    asking = sys.stdin.buffer
    answering = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a component prints is no answer
    pipeline = pickle.load(asking)
    tagger: Tagger | None = None
    with contextlib.suppress(EOFError):
        while True:
            job = pickle.load(asking)
            with warnings.catch_warnings(record=True) as caught:
                warnings.simplefilter("always")
                try:
                    tagger = tagger or Tagger(pickle.loads(pipeline))
                    reply = {"packed": tagger.tag(job).pack().to_pybytes()}
                except UnreadableError as error:
                    reply = {"reason": str(error)}
                except Exception as error:  # handed on to the process that asked
                    error.add_note(f"while {job.path} was tagged")
                    reply = {"error": _sendable_error(error)}
            warned = tuple((str(warning.message), warning.category) for warning in caught)
            _send(_Reply(job.doc_id, warned=warned, **reply), answering)


def _sendable_error(error: Exception) -> Exception:
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:
        return RuntimeError(f"{type(error).__name__}: {error}")
    return error


def _send(what: object, where: IO[bytes]) -> None:
    pickle.dump(what, where, protocol=pickle.HIGHEST_PROTOCOL)
    where.flush()
