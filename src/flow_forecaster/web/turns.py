"""Threads that take turns, since one interpreter runs one of them at a time anyway.

Where many are let run at once, each wakes others whenever it lets the interpreter go for a moment,
as every operation on a larger array does, and each finds the processor's caches cold: an answer
then takes twice as much of the processor.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from functools import partial
from typing import Any

PATIENCE_S = 0.01
"""Where nothing has begun for so long, something begins beside what has the turn and waits."""

MOST_LOOKS = 5
"""As many times as long may compute what has the turn, before something begins beside it."""

SHARE_OF_WHO_COMPUTES = 0.1
"""Of the time, what a thread has of a processor at least unless it waits."""


class Turns(Executor):
    """Runs what is submitted in turn, in the thread that ran last, as long as it gets on.

    What takes long, or waits, loses its turn and goes on beside the others, so that it holds up
    nobody; what knows that it will wait says so (`standing_aside`).
    """

    def __init__(
        self, most_threads: int, *, patience_s: float = PATIENCE_S, most_looks: int = MOST_LOOKS
    ) -> None:
        self._most_threads = most_threads
        self._patience_s, self._most_looks = patience_s, most_looks
        self._lock = threading.Lock()
        self._jobs: deque[_Job] = deque()
        self._coming_back: deque[_Runner] = deque()
        self._runners: list[_Runner] = []
        self._idle: list[_Runner] = []
        self._turn: _Runner | None = None
        self._n_begun = 0
        self._is_waited_for, self._is_shut = threading.Event(), False
        threading.Thread(target=self._watch, name="turns", daemon=True).start()

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Run it when its turn comes."""
        job = _Job(partial(fn, *args, **kwargs))
        with self._lock:
            if self._is_shut:
                raise RuntimeError("shut down")
            self._jobs.append(job)
            self._let_go_on()
        return job.future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: FBT001, FBT002 - the signature of Executor
        """Take nothing more; what was submitted still runs, unless it is cancelled."""
        with self._lock:
            self._is_shut = True
            for job in self._jobs if cancel_futures else ():
                job.future.cancel()
            idle, self._idle = self._idle, []
            self._is_waited_for.set()
        for runner in idle:
            runner.wake.release()
        if wait:
            for runner in self._runners:
                runner.thread.join()

    @contextmanager
    def standing_aside(self, runner: _Runner) -> Iterator[None]:
        """Give the turn away meanwhile, and wait for it afterwards."""
        with self._lock:
            if self._turn is runner:
                self._pass_on()
        try:
            yield
        finally:
            with self._lock:
                self._coming_back.append(runner)
                self._let_go_on()
            runner.wake.acquire()

    def serve(self, runner: _Runner) -> None:
        """What a thread does: wait for its turn, and run job after job."""
        while True:
            runner.wake.acquire()
            while (job := self._next(runner)) is not None:
                job.run()
            if self._is_shut:
                return

    def _next(self, runner: _Runner) -> _Job | None:
        """The next job, if this thread is to go on; else it is idle from now on."""
        with self._lock:
            if self._turn in (None, runner) and not self._coming_back and self._jobs:
                self._turn = runner
                self._n_begun += 1
                return self._jobs.popleft()
            if not self._is_shut:
                self._idle.append(runner)
            if self._turn in (None, runner):
                self._pass_on()
            return None

    def _let_go_on(self) -> None:
        """Give the turn to the first who waits for it; or let the watch see to it that it comes."""
        if self._turn is None:
            self._pass_on()
        elif not self._is_waited_for.is_set():
            self._is_waited_for.set()

    def _pass_on(self) -> None:
        """Give the turn to who comes back, or to a thread for the next job, or to nobody."""
        self._turn = None
        if self._coming_back:
            self._turn = self._coming_back.popleft()
        elif self._jobs:
            self._turn = self._idle.pop() if self._idle else self._start_thread()
        if self._turn is not None:
            self._n_begun += 1
            self._turn.wake.release()

    def _start_thread(self) -> _Runner | None:
        if len(self._runners) >= self._most_threads:
            return None
        self._runners.append(_Runner(self))
        return self._runners[-1]

    def _watch(self) -> None:
        """Pass the turn on where nothing has begun since the last look, though somebody waits."""
        n_begun, n_looks, used_s = -1, 0, 0.0
        while not self._is_shut:
            self._is_waited_for.wait()
            time.sleep(self._patience_s)
            with self._lock:
                used_before_s, used_s = used_s, self._turn.used_s() if self._turn else 0.0
                n_looks = n_looks + 1 if self._n_begun == n_begun else 0
                computes = used_s - used_before_s > SHARE_OF_WHO_COMPUTES * self._patience_s
                if not (self._jobs or self._coming_back):
                    self._is_waited_for.clear()
                elif n_looks and not (computes and n_looks < self._most_looks):
                    self._pass_on()
                n_begun = self._n_begun


class _Job:
    """Something to run, and what becomes of it."""

    def __init__(self, run: Callable[[], Any]) -> None:
        self._run, self.future = run, Future[Any]()

    def run(self) -> None:
        if not self.future.set_running_or_notify_cancel():
            return
        try:
            result = self._run()
        except BaseException as error:  # noqa: BLE001 - whoever waits for it is told
            self.future.set_exception(error)
        else:
            self.future.set_result(result)


class _Runner:
    """A thread, and what wakes it."""

    def __init__(self, turns: Turns) -> None:
        self.turns, self.wake = turns, threading.Lock()
        self.wake.acquire()
        self.thread = threading.Thread(target=self._run, daemon=True)
        self.thread.start()
        assert self.thread.ident is not None
        self._clock = time.pthread_getcpuclockid(self.thread.ident)

    def used_s(self) -> float:
        """Seconds that it has had of a processor."""
        return time.clock_gettime(self._clock)

    def _run(self) -> None:
        _HERE.runner = self
        self.turns.serve(self)


_HERE = threading.local()


@contextmanager
def standing_aside() -> Iterator[None]:
    """Let others have the turn of this thread, which is about to wait, if it is one of those."""
    runner: _Runner | None = getattr(_HERE, "runner", None)
    if runner is None:
        yield
        return
    with runner.turns.standing_aside(runner):
        yield
