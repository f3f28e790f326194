"""Ask the public advisories about every locked dependency; a known weakness ends with status 1.

Where the advisories cannot be reached, that is said, and nothing is claimed.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
PATIENCE_S = 120
PYTHON = [
    *(sys.executable, "-m", "pip_audit", "--require-hashes", "--disable-pip"),
    *("--progress-spinner", "off", "--format", "json", "-r", str(ROOT / "requirements.lock")),
]
NODE = [sys.executable, str(ROOT / "hatch_build.py"), "npm", "audit", "--json", "--omit=dev"]


def main() -> int:
    """1 if a weakness is known, else 0."""
    known = [
        *_audit("Python packages", PYTHON, read_python_report),
        *_audit("npm packages", NODE, read_node_report),
    ]
    print("\n".join(known))
    return int(bool(known))


def read_python_report(report: dict[str, Any]) -> list[str] | None:
    """What pip-audit found; None if it found out nothing about any package."""
    packages = report.get("dependencies", [])
    if all("skip_reason" in package for package in packages):
        return None
    return [
        f"{package['name']} {package['version']}: {weakness['id']}"
        for package in packages
        for weakness in package.get("vulns", [])
    ]


def read_node_report(report: dict[str, Any]) -> list[str] | None:
    """What npm found; None if it was not answered."""
    if "vulnerabilities" not in report:
        return None
    return [f"{name}: {one['severity']}" for name, one in report["vulnerabilities"].items()]


def _audit(
    title: str, command: list[str], read: Callable[[dict[str, Any]], list[str] | None]
) -> list[str]:
    found = read(_run(command))
    said = "NOT AUDITED: the advisories cannot be reached" if found is None else f"{len(found)}"
    print(f"Known weaknesses, {title}: {said}")
    return found or []


def _run(command: list[str]) -> dict[str, Any]:
    """The JSON object that a command prints; empty if it prints none in time."""
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, check=False, timeout=PATIENCE_S
        )
        report = json.loads(done.stdout)
    except (subprocess.TimeoutExpired, json.JSONDecodeError):
        return {}
    return report if isinstance(report, dict) else {}


if __name__ == "__main__":
    sys.exit(main())
