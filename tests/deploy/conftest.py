import pytest

from flow_forecaster.settings import Settings
from flow_forecaster.web import create_app
from flow_forecaster.web.assets import Assets


@pytest.fixture
def app_paths(tmp_path):
    """The paths that the application answers."""
    app = create_app(Settings(data_folder=str(tmp_path)), assets=Assets(tmp_path, {}))
    return {rule.rule for rule in app.url_map.iter_rules()}
