"""deploy/Dockerfile, as far as it can be checked without an engine that builds images."""

import fnmatch
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.test_serve import serving
from tests.storage.servers import free_port

ROOT = Path(__file__).parents[2]
DOCKERFILE = (ROOT / "deploy" / "Dockerfile").read_text("utf-8")
IGNORED = (ROOT / "deploy" / "Dockerfile.dockerignore").read_text("utf-8").splitlines()
RULES = [line for line in IGNORED if line and not line.startswith("#")]
SAID = re.sub(r"^#.*\n", "", DOCKERFILE, flags=re.MULTILINE)
INSTRUCTIONS = re.findall(r"^([A-Z]+) (.*?[^\\])$", SAID, re.MULTILINE | re.DOTALL)


def said(name):
    return [text for instruction, text in INSTRUCTIONS if instruction == name]


def is_sent(path):
    """Whether a file goes to who builds the image: the last rule that fits decides."""
    folders = [str(one) for one in [Path(path), *Path(path).parents]]
    is_kept = True
    for rule in RULES:
        pattern = rule.removeprefix("!").removeprefix("**/")
        names = [Path(one).name for one in folders] if "**/" in rule else folders
        if any(fnmatch.fnmatch(name, pattern) for name in names if name != "."):
            is_kept = rule.startswith("!")
    return is_kept


def own_files():
    return subprocess.check_output(["git", "ls-files"], cwd=ROOT, text=True).splitlines()


def test_what_is_copied_is_there_and_sent():
    sources = [
        word
        for text in said("COPY")
        if "--from" not in text
        for word in text.split()[:-1]
        if word != "."
    ]
    assert sources == ["requirements.lock", "requirements-node.lock"]
    assert all((ROOT / source).is_file() and is_sent(source) for source in sources)


def test_what_the_wheel_is_built_from_is_sent():
    project = (ROOT / "pyproject.toml").read_text("utf-8")
    assert 'readme = "README.md"' in project
    for path in ("pyproject.toml", "hatch_build.py", "README.md", "LICENSE"):
        assert is_sent(path), path
    needed = [one for one in own_files() if one.startswith(("src/", "frontend/"))]
    assert [one for one in needed if not is_sent(one)] == []


@pytest.mark.parametrize(
    "path",
    [
        "data/flow-forecaster.db",
        ".git/config",
        "deploy/.env",
        ".venv/bin/python",
        "tests/conftest.py",
        "frontend/node_modules/preact/package.json",
        "src/flow_forecaster/web/static/built/page.css",
    ],
)
def test_nothing_else_is_sent(path):
    assert not is_sent(path)


def test_the_health_check_tells_a_server_from_none(tmp_path):
    command = json.loads(said("HEALTHCHECK")[0].partition("CMD")[2].lstrip(" \\\n"))
    assert command[0] == "python"

    def status(port):
        environ = os.environ | {"PORT": str(port)}
        done = subprocess.run(
            [sys.executable, *command[1:]], env=environ, capture_output=True, check=False
        )
        return done.returncode

    with serving(DATA_FOLDER=str(tmp_path)) as server:
        assert status(server.place[1]) == 0
    assert status(free_port()) != 0


def test_who_runs_it_has_no_rights():
    [user] = said("USER")
    assert f"useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin {user}" in (
        re.sub(r"\s+", " ", said("RUN")[-1])
    )
    names = [instruction for instruction, _ in INSTRUCTIONS]
    assert names.index("USER") > max(n for n, name in enumerate(names) if name in {"RUN", "COPY"})


def test_it_listens_where_it_says():
    [environment] = said("ENV")
    [port] = re.findall(r"\bPORT=(\d+)", environment)
    [folder] = re.findall(r"DATA_FOLDER=(\S+)", environment)
    assert said("EXPOSE") == [port]
    assert said("VOLUME") == [folder]
    assert json.loads(said("CMD")[0]) == ["flow-forecaster", "serve"]
