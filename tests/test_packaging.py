import json
import os
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
BUILT = "flow_forecaster/web/static/built/"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
LOCKS = sorted(ROOT.glob("requirements*.lock"))


def build(target, folder, *, source=ROOT, path=None):
    """Build a wheel or an sdist into `folder`; `path` stands for the machine's PATH."""
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--target", target, "--directory", folder],
        cwd=source,
        env=os.environ | ({} if path is None else {"PATH": str(path)}),
        capture_output=True,
        check=True,
    )
    return next(folder.iterdir())


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    with zipfile.ZipFile(build("wheel", tmp_path_factory.mktemp("wheel"))) as file:
        yield file


@pytest.fixture(scope="module")
def unpacked_sdist(tmp_path_factory):
    folder = tmp_path_factory.mktemp("unpacked")
    sdist = build("sdist", tmp_path_factory.mktemp("sdist"))
    subprocess.run(["tar", "-xzf", sdist, "-C", folder], check=True)
    return next(folder.iterdir())


def test_the_wheel_holds_every_asset_that_its_manifest_names(wheel):
    manifest = json.loads(wheel.read(BUILT + "manifest.json"))
    assert manifest
    assert {BUILT + name for name in manifest.values()} <= set(wheel.namelist())


def test_every_asset_has_a_hash_in_its_name(wheel):
    manifest = json.loads(wheel.read(BUILT + "manifest.json"))
    assert [name for name in manifest.values() if not re.search(r"-\w{6,}\.\w+$", name)] == []


def test_the_wheel_holds_the_compiled_messages(wheel):
    assert "flow_forecaster/locale/pt_BR/LC_MESSAGES/messages.mo" in wheel.namelist()


def test_the_wheel_holds_no_sources_of_assets(wheel):
    leftovers = [n for n in wheel.namelist() if re.search(r"node_modules|\.pot?$|\.tsx?$", n)]
    assert leftovers == []


def test_the_sdist_builds_without_node(unpacked_sdist, tmp_path, wheel):
    (tmp_path / "bin").mkdir()
    folder = tmp_path / "wheel"
    built = build("wheel", folder, source=unpacked_sdist, path=tmp_path / "bin")
    with zipfile.ZipFile(built) as file:
        assert set(file.namelist()) == set(wheel.namelist())


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_a_lock_names_no_address(lock):
    assert "://" not in lock.read_text()


def test_the_front_end_lock_names_no_registry():
    assert '"resolved": "http' not in (ROOT / "frontend" / "package-lock.json").read_text()


def test_what_runs_is_what_is_tested():
    assert pins("requirements.lock") <= pins("requirements-dev.lock")


def test_each_dependency_is_locked_and_has_its_reason():
    reasons = (ROOT / "docs" / "decisions" / "dependencies.md").read_text()
    declared = PROJECT["project"]["dependencies"] + [
        entry for group in PROJECT["dependency-groups"].values() for entry in group
    ]
    names = {re.match(r"[\w-]+", entry)[0] for entry in declared if isinstance(entry, str)}
    locked = {pin.partition("==")[0] for lock in LOCKS for pin in pins(lock.name)}
    assert names <= locked
    assert [name for name in sorted(names) if f"`{name}`" not in reasons] == []


def test_make_alone_lists_every_target():
    listed = subprocess.run(["make"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    targets = re.search(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text(), re.MULTILINE)[1]
    assert re.findall(r"^make (\w+) ", listed, re.MULTILINE) == targets.split()


def pins(lock):
    return set(re.findall(r"^[\w.-]+==[\w.]+", (ROOT / lock).read_text(), re.MULTILINE))
