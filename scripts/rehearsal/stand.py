"""The services of deploy/compose.yaml on the loopback: same commands, same variables.

What must differ is stated here and nowhere else: addresses, ports, folders.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields
from pathlib import Path

from flow_forecaster.settings import Settings
from flow_forecaster.storage.database import open_database
from flow_forecaster.storage.jobs import JobTable
from scripts.rehearsal.compose import DEPLOY, Service, read_services
from scripts.rehearsal.processes import Running, wait_until
from scripts.rehearsal.visitor import Visitor
from tests.storage.servers import RedisServer, free_port, new_postgresql

WEBS = ("web-1", "web-2")
WORKERS = ("worker-1", "worker-2")
START_S = 40.0
PROGRAMS = f"{Path(sys.executable).parent}:{os.environ.get('PATH', os.defpath)}:/usr/sbin"
VARIABLES = {"POSTGRES_PASSWORD": "rehearsal"}


@dataclass
class Stand:
    """A running installation; ``ports`` of the web servers and the proxy."""

    redis: RedisServer
    database_url: str
    folder: Path
    ports: dict[str, int]
    services: dict[str, Service]
    running: dict[str, Running]

    def visitor(self, *, is_browser: bool = True) -> Visitor:
        """Somebody new, who comes through the proxy."""
        return Visitor(self.ports["proxy"], is_browser=is_browser)

    def readiness(self, web: str = "web-1") -> dict[str, object]:
        """What a web server says of the installation, asked from inside."""
        said: dict[str, object] = Visitor(self.ports[web]).ask("GET", "/health/ready").json
        return said

    def job_table(self) -> JobTable:
        """The rows of the jobs."""
        return JobTable(open_database(self.database_url, pool_size=1))

    def start(self, *names: str) -> None:
        """Start services, and wait until their health checks hold."""
        for name in names:
            if name in self.running:
                self.running[name].start_again()
            else:
                command = self._command(name)
                log = self.folder / f"{name}.log"
                self.running[name] = Running(command, self.environment(name), log)
        for name in names:
            wait_until(lambda name=name: self.is_healthy(name), START_S, name)  # type: ignore[misc]

    def is_healthy(self, name: str) -> bool:
        """Whether the health check of a service holds."""
        if name in WEBS:
            return Visitor(self.ports[name]).is_answered("/health/ready")
        if name == "proxy":
            return Visitor(self.ports[name]).is_answered("/health/live")
        kind, line = self.services[name].health_command
        assert kind == "CMD-SHELL"
        return self.run(name, ["sh", "-c", line]) == 0

    def run(self, name: str, command: list[str]) -> int:
        """The exit status of a command, run with a service's environment."""
        done = subprocess.run(  # noqa: S603 - commands of the deployment
            command, env=self.environment(name), capture_output=True, check=False, timeout=60
        )
        return done.returncode

    def environment(self, name: str) -> dict[str, str]:
        """A service's variables, with what differs here."""
        ours = {field.name.upper() for field in fields(Settings)}
        outer = {name: text for name, text in os.environ.items() if name not in ours}
        said = dict(self.services[name].environment)
        here = {
            "DATABASE_URL": self.database_url,
            "REDIS_URL": said.get("REDIS_URL", "").replace("redis:6379", self._redis_place),
            "HOST": "127.0.0.1",
            "PORT": str(self.ports.get(name, 0)),
        }
        image = {"DATA_FOLDER": str(self.folder / "data")}
        said |= {name: text for name, text in here.items() if name in said}
        return outer | image | said | {"PATH": PROGRAMS, "LANGUAGE": "en"}

    def end(self) -> list[int]:
        """End everything; the processes that had to be killed."""
        for one in self.running.values():
            one.ask_to_end()
        left = [pid for one in self.running.values() for pid in one.wait_for_end()]
        self.redis.stop()
        return left

    @property
    def _redis_place(self) -> str:
        return f"127.0.0.1:{self.redis.port}"

    def _command(self, name: str) -> list[str]:
        words = self.services[name].command
        if name != "proxy":
            return [_program(words[0]), *words[1:]]
        here = {"/tmp/": f"{self.folder}/", "/etc/nginx/nginx.conf": str(self._nginx_conf())}  # noqa: S108
        if os.geteuid() == 0:
            # Its processes would else be somebody's who may not enter the folder.
            here["daemon off;"] = "daemon off; user root;"
        return [_program(words[0]), *(here.get(word, word) for word in words[1:])]

    def _nginx_conf(self) -> Path:
        """The proxy's configuration with the addresses of this stand."""
        text = (DEPLOY / "nginx.conf").read_text("utf-8")
        text = re.sub(
            r"server (web-\d):8080 resolve",
            lambda match: f"server 127.0.0.1:{self.ports[match[1]]}",
            text,
        )
        text = text.replace("listen 8080;", f"listen 127.0.0.1:{self.ports['proxy']};")
        path = self.folder / "nginx.conf"
        path.write_text(text, "utf-8")
        return path


@contextmanager
def standing() -> Iterator[Stand]:
    """The whole installation, healthy; all of it is ended afterwards."""
    with tempfile.TemporaryDirectory(prefix="flow-forecaster-rehearsal-") as folder:
        stand = Stand(
            RedisServer(),
            new_postgresql(),
            Path(folder),
            {name: free_port() for name in (*WEBS, "proxy")},
            read_services(VARIABLES),
            {},
        )
        try:
            _start_all(stand)
            yield stand
        finally:
            stand.end()


def _start_all(stand: Stand) -> None:
    """In the order that the services depend on each other."""
    stand.redis.start()
    migrate = stand.services["migrate"].command
    assert stand.run("migrate", [_program(migrate[0]), *migrate[1:]]) == 0, "migrate failed"
    stand.start(*WEBS, *WORKERS)
    stand.start("proxy")


def _program(name: str) -> str:
    path = shutil.which(name, path=PROGRAMS)
    assert path, f"The rehearsal needs {name}: install it (Debian, Ubuntu: nginx-light)."
    return path
