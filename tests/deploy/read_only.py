"""A server that can write nowhere but into its data folder and memory, in two ways."""

import errno
import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest

from flow_forecaster.web.counting import memory_folder
from tests.cli.test_serve import COMMAND, Server

LOCK = """
set -e
mount --bind "$0" "$0"
while read -r _ place _; do
  case "$place" in
    "$0" | /dev | /dev/* | /proc | /proc/* | /sys | /sys/*) ;;
    *) mount -o remount,bind,ro "$place" ;;
  esac
done < /proc/self/mounts
cd /
! touch "$HOME/x" 2> /dev/null
exec "$@"
"""
"""Makes everything read-only but the folder $0 and what the system keeps in memory."""

ALONE = ("unshare", "--user", "--map-root-user", "--mount", "sh", "-c", LOCK)

REFUSE = """
import errno, os, sys

PLACES = tuple(os.environ["MAY_WRITE"].split(":"))
CHANGING = {"os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.truncate", "sqlite3.connect"}
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT

def refuse(event, arguments):
    is_writing = event == "open" and arguments[2] & WRITING
    if (is_writing or event in CHANGING) and isinstance(arguments[0], (str, bytes, os.PathLike)):
        path = os.path.abspath(os.fsdecode(arguments[0]).removeprefix("file:"))
        if not path.startswith(PLACES):
            raise OSError(errno.EROFS, os.strerror(errno.EROFS), path)

sys.addaudithook(refuse)
"""
"""The same for what Python writes, where nobody may mount."""


@contextmanager
def serving_read_only(way, folder):
    """A server whose home, temporary folder and working folder cannot be written.

    ``way`` is "mounts", where the kernel refuses, or "python", where an audit hook does.
    """
    data = folder / "data"
    data.mkdir()
    # As in the image; elsewhere than on Linux, nothing lies in memory.
    fonts = Path(memory_folder() or data) / f"{folder.name}-{os.getpid()}"
    prefix, environ = {"mounts": _by_mounts, "python": _by_python}[way](folder, data)
    process = subprocess.Popen(
        [*prefix, *COMMAND, "--port", "0"],
        env=os.environ
        | {
            "LANGUAGE": "en",
            "HOME": str(folder),
            "TMPDIR": str(folder),
            "DATA_FOLDER": str(data),
            "MPLCONFIGDIR": str(fonts),
        }
        | environ,
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    with process:
        try:
            yield Server(process)
        finally:
            process.kill()
            shutil.rmtree(fonts, ignore_errors=True)


def _by_mounts(folder, data):
    probe = [*ALONE, str(data), "true"]
    may_mount = shutil.which("unshare") and subprocess.run(
        probe, capture_output=True, check=False, env=os.environ | {"HOME": str(folder)}
    )
    if not may_mount or may_mount.returncode:
        pytest.skip("This machine lets nobody mount; the other way is tested.")
    return [*ALONE, str(data)], {}


def _by_python(folder, data):
    hook = folder / "hook"
    hook.mkdir()
    (hook / "sitecustomize.py").write_text(REFUSE)
    environ = {"PYTHONPATH": str(hook), "MAY_WRITE": f"{data}:/dev/:/proc/"}
    refused = subprocess.run(
        [sys.executable, "-c", f"open({str(folder / 'x')!r}, 'w')"],
        env=os.environ | environ,
        capture_output=True,
        text=True,
        check=False,
    )
    assert os.strerror(errno.EROFS) in refused.stderr
    return [], environ
