"""What deploy/compose.yaml says of its services, with the variables of an .env file filled in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

DEPLOY = Path(__file__).resolve().parents[2] / "deploy"
VARIABLE = re.compile(r"\$\{(?P<name>\w+)(?::-(?P<default>[^}]*)|:\?(?P<demand>[^}]*))?\}")


@dataclass(frozen=True)
class Service:
    """One service: what it runs, with which environment, and what says that it does well."""

    command: list[str]
    environment: dict[str, str]
    health_command: list[str]


def read_services(variables: Mapping[str, str]) -> dict[str, Service]:
    """The services by name.

    Raises
    ------
    KeyError
        If a variable has no value and no default.
    """
    services = read_compose()["services"]
    return {name: _service(said, variables) for name, said in services.items()}


def read_compose() -> dict[str, Any]:
    """The whole file as it stands."""
    compose: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))
    return compose


def fill_in(text: str, variables: Mapping[str, str]) -> str:
    """A text with its variables' values; an empty one counts as not set."""

    def value(match: re.Match[str]) -> str:
        said = variables.get(match["name"]) or match["default"]
        if said is None:
            raise KeyError(match["name"], match["demand"])
        return said

    return VARIABLE.sub(value, text)


def _service(said: Mapping[str, Any], variables: Mapping[str, str]) -> Service:
    environment = said.get("environment", {})
    return Service(
        command=[str(word) for word in said.get("command", [])],
        environment={name: fill_in(str(text), variables) for name, text in environment.items()},
        health_command=said.get("healthcheck", {}).get("test", []),
    )
