"""An application with stand-ins for the built assets, on a fixed day."""

import datetime as dt

import pytest
from jinja2 import FileSystemBytecodeCache

from flow_forecaster.settings import Settings
from flow_forecaster.web import create_app
from flow_forecaster.web.assets import Assets
from tests.storage.servers import copy_migrated_sqlite, migrated_database_url

TODAY = dt.date(2026, 11, 23)


def close(app):
    """End what the application started."""
    for name in ("queue", "room_watch", "database"):
        app.extensions[name].close()


class HashedNames(dict):
    """A manifest that knows every name, so that pages may load what they like."""

    def __missing__(self, name):
        stem, ending = name.rsplit(".", 1)
        return f"{stem}-0A1B2C3D.{ending}"


@pytest.fixture(scope="session")
def assets(tmp_path_factory):
    folder = tmp_path_factory.mktemp("built")
    for name in ("page-0A1B2C3D.css", "icon-0A1B2C3D.svg"):
        (folder / name).write_text("/* plain */")
        (folder / f"{name}.br").write_bytes(b"br")
        (folder / f"{name}.gz").write_bytes(b"gzip")
    (folder / "manifest.json").write_text("{}")
    return Assets(folder, HashedNames())


@pytest.fixture(scope="session")
def compiled_templates(tmp_path_factory):
    """Keeps what templates were compiled to, which is the same in every application."""
    return FileSystemBytecodeCache(str(tmp_path_factory.mktemp("compiled")))


@pytest.fixture
def app(assets, compiled_templates, tmp_path):
    settings = Settings(data_folder=str(tmp_path / "data"))
    app = create_app(settings, today=lambda: TODAY, assets=assets)
    app.jinja_env.bytecode_cache = compiled_templates
    copy_migrated_sqlite(settings.own_database_file)
    yield app
    close(app)


@pytest.fixture(params=["sqlite", "postgresql"])
def any_app(request, assets, compiled_templates, tmp_path):
    """An application on either database."""
    settings = Settings(
        data_folder=str(tmp_path / "data"),
        database_url=migrated_database_url(request.param, tmp_path),
    )
    app = create_app(settings, today=lambda: TODAY, assets=assets)
    app.jinja_env.bytecode_cache = compiled_templates
    yield app
    close(app)


@pytest.fixture
def client(app):
    return app.test_client()


@pytest.fixture
def demo():
    """The facilitator's demo of the workshop, as a request."""
    return {
        "history": {"counts": [8, 6, 10, 7, 9, 8, 5, 11, 7, 9, 8, 10]},
        "scope": {"items": 120},
        "risks": [
            risk("Security approval slips", 0.40, 8, 12, 20),
            risk("The bank's API depends on others", 0.30, 5, 8, 15),
            risk("Requirements change", 0.60, 3, 5, 10),
        ],
        "deadline": {"weeks": 20},
        "team": {"size": 8, "cost_per_person_week": 6000},
    }


def risk(name, probability, low, mode, high):
    impact = {"low": low, "mode": mode, "high": high}
    return {"name": name, "probability": probability, "impact": impact}
