"""compose.yaml, docker-compose.workshop.yml and fly.toml say nothing that is not understood.

Docker Compose and Fly have no checker that could be installed here: these are the keys that their
references name, of those that the files use or might.
"""

import re
import tomllib
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
COMPOSE_FILES = {
    "workshop": ROOT / "docker-compose.workshop.yml",
    "several machines": ROOT / "deploy" / "compose.yaml",
}
FLY = tomllib.loads((ROOT / "fly.toml").read_text("utf-8"))

TOP = {"name", "services", "networks", "volumes", "configs", "secrets"}
SERVICE = {
    *("build", "cap_add", "cap_drop", "command", "depends_on", "deploy", "entrypoint"),
    *("environment", "healthcheck", "image", "init", "logging", "networks", "ports", "read_only"),
    *("restart", "security_opt", "shm_size", "stop_grace_period", "tmpfs", "user", "volumes"),
}
BUILD = {"context", "dockerfile", "args", "target"}
HEALTH_CHECK = {"test", "interval", "timeout", "retries", "start_period", "disable"}
LIMITS = {"cpus", "memory", "pids"}
CONDITIONS = {"service_started", "service_healthy", "service_completed_successfully"}
RESTARTS = {"no", "always", "on-failure", "unless-stopped"}

FLY_KEYS = {
    "": {"app", "primary_region", "kill_signal", "kill_timeout", "build", "deploy", "processes"}
    | {"env", "http_service", "vm", "mounts", "metrics", "checks"},
    "build": {"dockerfile", "image", "args", "build-target", "ignorefile"},
    "deploy": {"release_command", "strategy", "max_unavailable", "release_command_timeout"},
    "http_service": {"internal_port", "processes", "force_https", "auto_stop_machines"}
    | {"auto_start_machines", "min_machines_running", "concurrency", "checks", "http_options"},
    "concurrency": {"type", "soft_limit", "hard_limit"},
    "check": {"grace_period", "interval", "method", "path", "protocol", "timeout", "headers"},
    "vm": {"size", "memory", "cpus", "cpu_kind", "processes"},
}


def compose(path):
    return yaml.safe_load(path.read_text("utf-8"))


SERVICES = {
    f"{file}: {name}": service
    for file, path in COMPOSE_FILES.items()
    for name, service in compose(path)["services"].items()
}


def seconds(text):
    assert text.endswith("s")
    return int(text[:-1])


@pytest.mark.parametrize("path", COMPOSE_FILES.values(), ids=COMPOSE_FILES)
def test_a_compose_file_has_known_parts(path):
    parts = compose(path)
    assert {key for key in parts if not key.startswith("x-")} <= TOP


@pytest.mark.parametrize("service", SERVICES.values(), ids=SERVICES)
def test_a_service_has_known_keys(service):
    assert set(service) <= SERVICE
    assert set(service.get("build", {})) <= BUILD
    assert set(service.get("healthcheck", {})) <= HEALTH_CHECK
    assert service["restart"] in RESTARTS
    assert set(service["deploy"]) == {"resources"}
    assert set(service["deploy"]["resources"]) <= {"limits", "reservations"}
    assert set(service["deploy"]["resources"]["limits"]) <= LIMITS
    needed = service.get("depends_on", {})
    assert {one["condition"] for one in needed.values()} <= CONDITIONS


def test_what_services_name_is_declared():
    parts = compose(COMPOSE_FILES["several machines"])
    for service in parts["services"].values():
        assert set(service.get("networks", [])) <= set(parts["networks"])
        assert set(service.get("depends_on", {})) <= set(parts["services"])
        for volume in service.get("volumes", []):
            source = volume.partition(":")[0]
            is_file = source.startswith(".")
            assert (ROOT / "deploy" / source).exists() if is_file else source in parts["volumes"]


def test_fly_has_known_keys():
    service = FLY["http_service"]
    assert set(FLY) <= FLY_KEYS[""]
    assert set(FLY["build"]) <= FLY_KEYS["build"]
    assert set(FLY["deploy"]) <= FLY_KEYS["deploy"]
    assert set(service) <= FLY_KEYS["http_service"]
    assert set(service["concurrency"]) <= FLY_KEYS["concurrency"]
    assert all(set(check) <= FLY_KEYS["check"] for check in service["checks"])
    for machine in FLY["vm"]:
        assert set(machine) <= FLY_KEYS["vm"]
        assert set(machine["processes"]) <= set(FLY["processes"])
    assert FLY["deploy"]["strategy"] in {"rolling", "immediate", "canary", "bluegreen"}


def test_who_stops_a_server_waits_until_it_has_answered():
    source = (ROOT / "src" / "flow_forecaster" / "web" / "server.py").read_text("utf-8")
    [graceful_s] = re.findall(r"^graceful_timeout = (\d+)$", source, re.MULTILINE)
    patience_s = [seconds(FLY["kill_timeout"])] + [
        seconds(service["stop_grace_period"])
        for name, service in SERVICES.items()
        if name.partition(": ")[2] in {"workshop", "web-1", "web-2"}
    ]
    assert len(patience_s) == 4
    assert min(patience_s) > int(graceful_s)
