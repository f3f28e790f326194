"""The command line as a process: status, languages, start."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from flow_forecaster import __version__

ROOT = Path(__file__).parents[2]
COMMAND = [sys.executable, "-m", "flow_forecaster"]
DEAR = {"flask", "werkzeug", "gunicorn", "scipy", "holidays", "jinja2"}


def run(*arguments, **environ):
    return subprocess.run(
        [*COMMAND, *arguments],
        env={**os.environ, "LANGUAGE": "en", **environ},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_says_its_version():
    assert run("--version").stdout == f"flow-forecaster {__version__}\n"


def test_help_lists_the_commands():
    told = run("--help").stdout
    assert "Usage: flow-forecaster" in told
    assert all(name in told for name in ("forecast", "serve", "simulate"))


def test_help_is_in_the_terminals_language():
    told = run("forecast", "--help", LANGUAGE="pt_BR").stdout
    assert "Itens concluídos" in told
    assert "Uso: flow-forecaster forecast" in told


@pytest.mark.parametrize(
    "arguments", [["nothing"], ["forecast", "--nothing"], ["forecast", "--output", "xml"]]
)
def test_a_mistyped_call_is_refused(arguments):
    result = run(*arguments)
    assert result.returncode == 2
    assert "Error: " in result.stderr
    assert "Traceback" not in result.stderr


def test_refusals_end_with_a_status_and_a_sentence():
    result = run("forecast", "--history", "5 6 8", "--items", "0", LANGUAGE="pt_BR")
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.startswith("--items: ")
    assert "at least" not in result.stderr


def test_an_answer_needs_no_web():
    script = (
        "import json, sys; sys.argv[1:] = ['forecast', '--history', '5 6 8', '--items', '9']\n"
        "from flow_forecaster.cli import main\n"
        "try: main()\n"
        "finally: print(json.dumps([*sys.modules]))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    assert DEAR.isdisjoint(json.loads(done.stdout.splitlines()[-1]))


def test_an_interruption_has_its_status():
    # Whatever runs in the background of a shell was told to bear interruptions.
    process = subprocess.Popen(
        ["env", "--default-signal=INT", *COMMAND, "forecast", "--json", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    with process:
        # More than a pipe holds: this returns once the command reads.
        process.stdin.write(" " * 200_000)
        process.stdin.flush()
        while not is_asleep(process):
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=60) == 130
        assert "Traceback" not in process.stderr.read()


def is_asleep(process):
    """Whether a process waits, here for the rest of its input."""
    return Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2].split()[0] == "S"


def test_the_entry_of_a_checkout_is_the_application():
    script = "import wsgi; print(wsgi.app.name)"
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout == "flow_forecaster.web\n"
