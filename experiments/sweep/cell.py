"""Cell: a process that does one order after the other, and may die without harm to others.

It says which run it has begun, so that the one which kills it is known.
"""

import contextlib
import faulthandler
import multiprocessing
import os
import signal
import tempfile
from collections.abc import Callable
from multiprocessing import connection
from pathlib import Path
from threading import Thread
from typing import Any

from tillit.experiments.sweep.work import Bench, Order, Outcome, Setup, StoppedError

GLANCE = 0.1
"""Seconds between two looks at whether to stop."""
NOBODY = -1


class CrashedError(Exception):
    """The process of a cell ended in the middle of its work.

    Parameters
    ----------
    run
        The run that it had begun; None if none.
    how
        How it ended, in words.
    told
        What it said about it at the end.
    """

    def __init__(self, run: int | None, how: str, told: str) -> None:
        super().__init__(how)
        self.run = run
        self.how = how
        self.told = told


class Cell:
    """A process of its own, started when there is something to do, and again after a crash.

    Parameters
    ----------
    setup
        What it works on.
    stopped
        Asked now and then whether to stop.
    """

    def __init__(self, setup: Setup, stopped: Callable[[], bool]) -> None:
        self._setup = setup
        self._stopped = stopped
        self._process: Any = None
        self._pipe: Any = None
        self._begun: Any = None
        handle, name = tempfile.mkstemp(prefix="tillit-crash-")
        os.close(handle)
        self._last_words = Path(name)

    def work(self, order: Order) -> Outcome:
        """Have an order done.

        Raises
        ------
        CrashedError
            If the process ended.
        StoppedError
            If it was stopped.
        """
        if self._process is None:
            self._start()
        self._begun.value = NOBODY
        try:
            self._pipe.send(order)
            self._await()
            answer = self._pipe.recv()
        except (EOFError, OSError):
            raise self._crashed() from None
        if isinstance(answer, Exception):
            raise answer
        done: Outcome = answer
        return done

    def close(self) -> None:
        """End the process, whatever it does."""
        if self._process is not None:
            self._process.kill()
            self._process.join()
            self._pipe.close()
            self._process = None
        with contextlib.suppress(OSError):
            self._last_words.unlink(missing_ok=True)

    def _start(self) -> None:
        spawn = multiprocessing.get_context("spawn")
        self._pipe, theirs = spawn.Pipe()
        self._begun = spawn.RawValue("q", NOBODY)
        arguments = (theirs, self._setup, self._begun, str(self._last_words))
        self._process = spawn.Process(target=serve, args=arguments, daemon=True)
        self._process.start()
        # Or the end of the process would not be the end of the pipe.
        theirs.close()

    def _await(self) -> None:
        """Wait for the answer, or for the end of the process."""
        while not connection.wait([self._pipe, self._process.sentinel], GLANCE):
            if self._stopped():
                raise StoppedError

    def _crashed(self) -> CrashedError:
        """Return what is known of the end of the process."""
        self._process.join()
        how = ending(self._process.exitcode)
        told = self._last_words.read_text(encoding="utf-8", errors="replace")
        run = None if self._begun.value == NOBODY else self._begun.value
        self._pipe.close()
        self._process = None
        return CrashedError(run, how, told or f"{how}; it left no trace")


def ending(status: int | None) -> str:
    """Return in words how a process ended."""
    if status is not None and status < 0:
        with contextlib.suppress(ValueError):
            return f"the process was ended by {signal.Signals(-status).name}"
    return f"the process ended with exit status {status}"


def serve(pipe: Any, setup: Setup, begun: Any, last_words: str) -> None:  # noqa: ANN401 - multiprocessing's own types are private
    """Do orders until the pipe or the parent ends. Runs in the cell's process."""
    # Ctrl-C reaches all processes of a terminal; the parent decides what to do about it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=end_with_parent, daemon=True).start()
    bench = Bench(setup)
    with Path(last_words).open("w", encoding="utf-8") as trace:
        faulthandler.enable(trace)
        while True:
            try:
                order = pipe.recv()
            except (EOFError, OSError):
                return
            pipe.send(answer_to(bench, order, lambda run: setattr(begun, "value", run)))


def answer_to(bench: Bench, order: Order, begin: Callable[[int], None]) -> Outcome | Exception:
    """Return what came of an order, or why nothing did."""
    try:
        return bench.work(order, begin)
    except Exception as error:  # noqa: BLE001 - the parent shall know, whatever it is
        return error


def end_with_parent() -> None:
    """End this process when its parent ends, even if that is killed."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
