"""Kinds of jobs that behave as jobs may, well or badly; each says who runs it."""

import os
import signal
import time
from pathlib import Path

from flow_forecaster.domain.errors import InvalidRequest, Problem
from flow_forecaster.jobs.context import Stopped
from flow_forecaster.services.jobs import KINDS as REAL


def answer(params, context):
    return params | {"pid": os.getpid()}


def count(params, context):
    """Take a while, and tell how far it is at each step."""
    for n in range(params["steps"]):
        time.sleep(params["step_s"])
        context.progress((n + 1) / params["steps"], {"n": n + 1, "pid": os.getpid()})
    return {"n": params["steps"]}


def cooperate(params, context):
    """Go on until told to stop, then tidy up."""
    try:
        while True:
            time.sleep(0.005)
            context.progress(0.5, {"pid": os.getpid()})
    except Stopped:
        Path(params["tidied"]).write_text("yes", encoding="utf-8")
        raise


def ignore_all(params, context):
    """Never listen, to nobody."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    signal.signal(signal.SIGUSR1, signal.SIG_IGN)
    _note_pid(params)
    while True:
        pass


def die(params, context):
    """Kill its process in the first attempts."""
    if _note_pid(params) <= params["deaths"]:
        os.kill(os.getpid(), signal.SIGKILL)
    return {"attempts": _note_pid(params) - 1}


def wait(params, context):
    """Note the process, and wait for a file."""
    _note_pid(params)
    while not Path(params["until"]).exists():
        time.sleep(0.01)
        context.progress(0.1)
    return {"pid": os.getpid()}


def refuse(params, context):
    raise InvalidRequest([Problem("scope", "At most {n} items.", {"n": 7})])


def break_down(params, context):
    raise RuntimeError("secret details")


def _note_pid(params):
    """Add this process to a file; how many are in it."""
    with Path(params["pids"]).open("a", encoding="utf-8") as file:
        file.write(f"{os.getpid()}\n")
    return len(Path(params["pids"]).read_text(encoding="utf-8").split())


KINDS = {
    **REAL,
    "answer": answer,
    "count": count,
    "cooperate": cooperate,
    "ignore_all": ignore_all,
    "die": die,
    "wait": wait,
    "refuse": refuse,
    "break_down": break_down,
}
