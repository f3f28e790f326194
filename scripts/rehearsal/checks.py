"""What must hold of an installation on several machines; each check says it in its first line."""

from __future__ import annotations

import re
import socket
import time
from collections.abc import Callable
from contextlib import ExitStack

import psutil

from flow_forecaster.domain.job import Job
from scripts.rehearsal.processes import wait_until
from scripts.rehearsal.stand import WORKERS, Stand
from scripts.rehearsal.visitor import LONG, PROJECT

AT_ONCE_S = 2.0
N_STALLED = 300

Check = Callable[[Stand], None]


def the_page_comes(stand: Stand) -> None:
    """The page and its style come through the proxy, the style to be kept for ever."""
    ana = stand.visitor()
    page = ana.ask("GET", "/")
    assert page.status == 200
    [style, *_] = re.findall(r'href="(/static/[^"]+\.css)"', page.text)
    answer = ana.ask("GET", style)
    assert (answer.status, "immutable" in answer.headers["Cache-Control"]) == (200, True)


def forecasts_are_answered(stand: Stand) -> None:
    """A forecast is answered."""
    answer = stand.visitor().ask("POST", "/api/v1/forecasts", PROJECT)
    assert answer.status == 200
    assert answer.json["when"]


def refusals_keep_their_sentence(stand: Stand) -> None:
    """What is too large is refused by the product, with a sentence."""
    answer = stand.visitor().ask("POST", "/api/v1/forecasts", {"name": "x" * 1_100_000})
    assert (answer.status, answer.headers["Content-Type"]) == (413, "application/problem+json")


def the_inside_is_not_told(stand: Stand) -> None:
    """Readiness is told inside and not through the proxy."""
    assert stand.visitor().ask("GET", "/health/ready").status == 404
    assert stand.readiness()["status"] == "ready"


def a_simulation_is_completed(stand: Stand) -> None:
    """100,000 trials are simulated by a worker that Redis told, and only their owner sees them."""
    ana, bia = stand.visitor(), stand.visitor()
    job_id = ana.simulate(trials=100_000, seed=1).json["job_id"]
    job = ana.wait_for_job(job_id)
    assert (job["status"], job["result"]["trials"]) == ("completed", 100_000)
    assert _row(stand, job_id).runner == "redis"
    bia.simulate(trials=2_000)
    for other in (bia, stand.visitor(is_browser=False)):
        assert other.ask("GET", f"/api/simulate/{job_id}").status == 404
        assert other.ask("DELETE", f"/api/simulate/{job_id}").status == 404


def nobody_lies_about_where_they_are(stand: Stand) -> None:
    """A program is known by its address, whatever address it claims to come from."""
    program = stand.visitor(is_browser=False)
    path = f"/api/simulate/{program.simulate(trials=2_000, seed=2).json['job_id']}"
    assert program.ask("GET", path, **{"X-Forwarded-For": "203.0.113.9"}).status == 200


def a_simulation_is_cancelled(stand: Stand) -> None:
    """A running simulation is cancelled, and the process that worked on it ends within 2 s."""
    ana = stand.visitor()
    job_id = ana.simulate(**LONG, seed=3).json["job_id"]
    busy = _process_id(_wait_for_worker(stand, job_id))
    assert ana.ask("DELETE", f"/api/simulate/{job_id}").json["status"] == "cancelled"
    wait_until(lambda: not psutil.pid_exists(busy), AT_ONCE_S, "the end of its process")


def slow_clients_hold_nobody(stand: Stand) -> None:
    """300 phones that stall within a request keep nobody waiting."""
    with ExitStack() as stack:
        for _ in range(N_STALLED):
            place = ("127.0.0.1", stand.ports["proxy"])
            client = stack.enter_context(socket.create_connection(place, timeout=10))
            client.sendall(b"POST /api/simulate HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n{")
        time.sleep(0.5)
        assert stand.visitor().ask("GET", "/").seconds < AT_ONCE_S


def a_web_server_is_lost(stand: Stand) -> None:
    """With one of the two web servers gone, every request is answered by the other."""
    stand.running["web-2"].kill()
    for seed in range(10):
        assert stand.visitor().ask("GET", "/").status == 200
        assert stand.visitor().simulate(trials=2_000, seed=seed).status == 202
    stand.start("web-2")


def a_worker_is_lost(stand: Stand) -> None:
    """A job whose worker is killed is taken up by the other one and completed."""
    ana = stand.visitor()
    job_id = ana.simulate(**LONG, seed=4).json["job_id"]
    worker = _worker_of(stand, _wait_for_worker(stand, job_id))
    stand.running[worker].kill()
    assert ana.wait_for_job(job_id)["status"] == "completed"
    assert _row(stand, job_id).attempts == 2, "the job had ended before its worker did"
    stand.start(worker)


def redis_is_lost(stand: Stand) -> None:
    """Without Redis, forecasts are answered and a new job is done, or refused at once."""
    stand.redis.stop()
    ana = stand.visitor()
    forecast = ana.ask("POST", "/api/v1/forecasts", PROJECT)
    assert (forecast.status, forecast.seconds < AT_ONCE_S) == (200, True)
    answer = ana.simulate(trials=100_000, seed=5)
    assert answer.seconds < AT_ONCE_S
    assert answer.status in {202, 503}
    if answer.status == 202:
        assert ana.wait_for_job(answer.json["job_id"])["status"] == "completed"
    assert stand.is_healthy("web-1"), "degraded, not unready"
    assert stand.readiness()["status"] == "degraded"


def redis_comes_back(stand: Stand) -> None:
    """Redis comes back empty, and workers are told by it again."""
    stand.redis.start()
    wait_until(lambda: stand.readiness()["status"] == "ready", 30, "workers and Redis")
    ana = stand.visitor()
    wait_until(lambda: all(map(stand.is_healthy, WORKERS)), 30, "healthy workers")
    job_id = ana.simulate(trials=100_000, seed=6).json["job_id"]
    assert ana.wait_for_job(job_id)["status"] == "completed"
    assert _row(stand, job_id).runner == "redis"


CORE: tuple[Check, ...] = (
    the_page_comes,
    forecasts_are_answered,
    refusals_keep_their_sentence,
    the_inside_is_not_told,
    a_simulation_is_completed,
    nobody_lies_about_where_they_are,
    a_simulation_is_cancelled,
    slow_clients_hold_nobody,
)
"""What is quickly checked."""

LOSSES: tuple[Check, ...] = (
    a_web_server_is_lost,
    a_worker_is_lost,
    redis_is_lost,
    redis_comes_back,
)
"""What takes its time: something is lost, and comes back."""


def _row(stand: Stand, job_id: str) -> Job:
    table = stand.job_table()
    job = table.read(job_id)
    table.database.close()
    assert job is not None
    return job


def _wait_for_worker(stand: Stand, job_id: str) -> str:
    """The name of the process that took a job."""
    wait_until(lambda: _row(stand, job_id).worker is not None, 10, "a worker that takes the job")
    worker = _row(stand, job_id).worker
    assert worker, "the job had ended before it was looked at"
    return worker


def _worker_of(stand: Stand, process_name: str) -> str:
    """The service that a process belongs to."""
    above = {one.pid for one in psutil.Process(_process_id(process_name)).parents()}
    return next(name for name in WORKERS if stand.running[name].pid in above)


def _process_id(process_name: str) -> int:
    """Of the process by whose name a job is held."""
    return int(process_name.split(":")[-2])
