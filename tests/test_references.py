"""What is made from the code and kept in the repository is what the code says."""

import importlib.util
from pathlib import Path

ROOT = Path(__file__).parents[1]


def load(path):
    spec = importlib.util.spec_from_file_location(path.stem, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_references_are_fresh():
    references = load(ROOT / "scripts" / "write_references.py").references()
    assert [path.name for path in references] == ["openapi.json", "settings.md"]
    stale = [path.name for path, text in references.items() if path.read_text("utf-8") != text]
    assert stale == [], "run: python scripts/write_references.py"
