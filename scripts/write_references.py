"""Write what is made from the code and kept beside it: API schema, settings, kernel constants."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

from flow_forecaster.settings import Settings, describe_settings
from flow_forecaster.web import create_app
from flow_forecaster.web.api.documents import describe_api
from flow_forecaster.web.assets import Assets
from scripts.kernel_constants import kernel_constants

ROOT = Path(__file__).resolve().parents[1]
CONSTANTS = ROOT / "frontend" / "src" / "kernel" / "learned" / "constants.json"


def references() -> dict[Path, str]:
    """The text of each file."""
    with tempfile.TemporaryDirectory() as nothing_built:
        api = describe_api(create_app(Settings(), assets=Assets(Path(nothing_built), {})))
    return {
        ROOT / "frontend" / "openapi.json": json.dumps(api, indent=2, ensure_ascii=False) + "\n",
        ROOT / "docs" / "guides" / "settings.md": describe_settings(),
        CONSTANTS: kernel_constants(),
    }


if __name__ == "__main__":
    for path, text in references().items():
        path.write_text(text, encoding="utf-8")
