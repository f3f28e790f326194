"""What is dear to import waits until a file is made."""

import subprocess
import sys

import pytest

DEAR = ("matplotlib", "fpdf", "xlsxwriter", "PIL", "fontTools")
IMPORT = f"""
import sys
import {{module}}
found = [name for name in {DEAR} if name in sys.modules]
assert not found, found
"""


@pytest.mark.parametrize(
    "module",
    [
        "flow_forecaster.web",
        "flow_forecaster.cli.forecast",
        "flow_forecaster.cli.plot",
        "flow_forecaster.services.exports.charts",
        "flow_forecaster.services.exports.csv_tables",
        "flow_forecaster.services.exports.page",
        "flow_forecaster.services.exports.project_workbook",
        "flow_forecaster.services.exports.workbook",
    ],
)
def test_nothing_dear_is_imported_at_the_start(module, tmp_path):
    run = subprocess.run(
        [sys.executable, "-c", IMPORT.format(module=module)],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        env={"HOME": str(tmp_path)},
    )
    assert run.returncode == 0, run.stderr
