"""A job: something long, done in the background, and what its owner may know of it."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import secrets
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from flow_forecaster.domain.errors import InvalidRequest, Problem
from flow_forecaster.domain.language import N_, Language

Json = dict[str, Any]

ID_BYTES = 16
MAX_ATTEMPTS = 2
"""A job whose worker died is taken up once more."""

KEPT = dt.timedelta(days=1)
"""How long an ended job can be read."""

TIMEOUT_S = 300


class State(StrEnum):
    """Where a job is; the last three are ends."""

    QUEUED = "queued"
    PROCESSING = "processing"
    COMPLETED = "completed"
    FAILED = "failed"
    CANCELLED = "cancelled"


UNFINISHED = (State.QUEUED, State.PROCESSING)


class Runner(StrEnum):
    """Who is to run a job: processes beside the web, or workers that Redis tells of it."""

    EMBEDDED = "embedded"
    REDIS = "redis"


SENTENCES = {
    "timed_out": N_(
        "This took longer than the {limit} seconds it may. Ask for fewer trials, or fewer "
        "histories."
    ),
    "worker_lost": N_(
        "The computation was interrupted {attempts} times by a failure of the machine. Try again."
    ),
    "broken": N_("The computation failed through a fault of ours, which was recorded."),
}


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a job failed: a code, and facts for its sentence."""

    code: str
    facts: Json = field(default_factory=dict)

    @classmethod
    def of(cls, refusal: InvalidRequest) -> Failure:
        """The failure of a job whose parameters turned out unusable."""
        problems = [[one.field, one.sentence, one.facts] for one in refusal.problems]
        return cls("refused", {"problems": problems})

    def message(self, language: Language) -> str:
        """What happened and what to do, in the reader's language."""
        if self.code == "refused":
            problems = [Problem(*one) for one in self.facts["problems"]]
            return InvalidRequest(problems).detail(language)
        return Problem("", SENTENCES[self.code], self.facts).message(language)


@dataclass(frozen=True, slots=True)
class NewJob:
    """What is asked for; with a ``result`` it is done already.

    ``owner`` is a visitor or an account, ``origin`` where a client without cookies comes from;
    both are opaque. At least one of them names the client.
    """

    kind: str
    params: Json
    owner: str | None
    origin: str | None = None
    idempotency_key: str | None = None
    timeout_s: int = TIMEOUT_S
    runner: Runner = Runner.EMBEDDED
    result: Json | None = None

    @property
    def client(self) -> str:
        """Whose turn it is in the queue."""
        return self.owner or f"from {self.origin}"

    @property
    def digest(self) -> str:
        """Equal for equal content."""
        content = json.dumps([self.kind, self.params], sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(content.encode()).hexdigest()

    @property
    def key_digest(self) -> str | None:
        """The idempotency key, at a length of ours."""
        if self.idempotency_key is None:
            return None
        return hashlib.sha256(self.idempotency_key.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Run:
    """One attempt at a job, by one worker."""

    job_id: str
    attempt: int
    worker: str


@dataclass(frozen=True, slots=True)
class HeldJob:
    """What a worker works on: a job under way, or one that was cancelled and not left yet."""

    run: Run
    state: State
    started_at: dt.datetime
    timeout_s: int


@dataclass(frozen=True, slots=True)
class Job:
    """A job as it is stored.

    ``attempts`` counts how often it was begun; ``worker`` is the process that works on it, if any.
    """

    id: str
    kind: str
    params: Json
    state: State
    progress: float
    partial: Json | None
    result: Json | None
    error: Failure | None
    owner: str | None
    origin: str | None
    runner: Runner
    worker: str | None
    attempts: int
    timeout_s: int
    created_at: dt.datetime
    started_at: dt.datetime | None
    finished_at: dt.datetime | None
    expires_at: dt.datetime | None

    @property
    def status(self) -> str:
        """The state as it is told outside, where waiting is processing too."""
        return State.PROCESSING if self.is_unfinished else self.state

    @property
    def run(self) -> Run:
        """The attempt under way, of a job that has a worker."""
        assert self.worker is not None
        return Run(self.id, self.attempts, self.worker)

    @property
    def is_unfinished(self) -> bool:
        """Whether it waits or is worked on."""
        return self.state in UNFINISHED


def new_job_id() -> str:
    """A name that cannot be guessed, fit for an address."""
    return secrets.token_hex(ID_BYTES)


def visible_to(job: Job, *, owner: str | None, origin: str | None) -> bool:
    """Whether somebody may see and cancel a job: its owner, or who has none and its origin."""
    if owner is not None:
        return job.owner == owner
    return origin is not None and job.origin == origin
