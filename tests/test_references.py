"""What is made from the code and kept in the repository is what the code says."""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
COMMAND = """
import json
from scripts.write_references import references
made = references()
print(json.dumps({path.name: path.read_text("utf-8") == text for path, text in made.items()}))
"""


def test_the_references_are_fresh():
    # In a process of its own: other tests change how models describe themselves.
    made = subprocess.run(
        [sys.executable, "-c", COMMAND], cwd=ROOT, check=True, capture_output=True, text=True
    )
    is_fresh = json.loads(made.stdout)
    assert list(is_fresh) == ["openapi.json", "settings.md", "constants.json"]
    assert all(is_fresh.values()), f"run: python -m scripts.write_references {is_fresh}"
