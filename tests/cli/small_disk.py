"""A disk of its own for a server: small, in memory, seen by that server alone."""

import os
import shutil
import subprocess
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from tests.cli.test_serve import COMMAND, Server

SIZE = "24m"
MOUNT = f'mount -t tmpfs -o size={SIZE} none "$0" && exec "$@"'
ALONE = ("unshare", "--user", "--map-root-user", "--mount", "sh", "-c", MOUNT)
BLOCK = b"\0" * 4096


class SmallDisk:
    """The disk, as others reach it through the server's process."""

    def __init__(self, folder):
        self.folder = folder
        self._filler = folder / "filler"

    def fill(self):
        with self._filler.open("ab", buffering=0) as file, suppress(OSError):
            while file.write(BLOCK):
                pass
        assert shutil.disk_usage(self.folder).free == 0

    def make_room(self):
        self._filler.unlink()


@contextmanager
def serving_on_small_disk(folder):
    """A server whose data and temporary files lie on a disk of 24 MB; the server, and its disk."""
    if shutil.which("unshare") is None or not _may_mount(folder):
        pytest.skip("This machine lets nobody mount a small disk.")
    process = subprocess.Popen(
        [*ALONE, str(folder), *COMMAND, "--port", "0"],
        env=os.environ | {"LANGUAGE": "en", "DATA_FOLDER": str(folder), "TMPDIR": str(folder)},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    with process:
        try:
            server = Server(process)
            yield server, SmallDisk(Path(f"/proc/{process.pid}/root{folder}"))
        finally:
            process.terminate()
            process.wait(30)


def _may_mount(folder):
    return (
        subprocess.run([*ALONE, str(folder), "true"], capture_output=True, check=False).returncode
        == 0
    )
