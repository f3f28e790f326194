"""The built scripts and styles, as they are sent."""

import json
import shutil

import pytest

from flow_forecaster.domain.language import load_language
from flow_forecaster.settings import Settings
from flow_forecaster.web import create_app
from flow_forecaster.web.assets import AssetsMissing, load_assets

STYLE = "/static/page-0A1B2C3D.css"


@pytest.mark.parametrize(
    ("accepted", "body", "encoding"),
    [("br, gzip", b"br", "br"), ("gzip", b"gzip", "gzip"), ("", b"/* plain */", None)],
)
def test_a_file_is_sent_as_it_was_compressed_and_kept_for_ever(client, accepted, body, encoding):
    with client.get(STYLE, headers={"Accept-Encoding": accepted}) as response:
        assert response.data == body
        assert response.headers.get("Content-Encoding") == encoding
        assert "immutable" in response.headers["Cache-Control"]
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert "Access-Control-Allow-Origin" not in response.headers


def test_only_files_with_a_hash_are_kept_for_ever(client):
    with client.get("/static/manifest.json") as response:
        assert "immutable" not in response.headers["Cache-Control"]


@pytest.mark.parametrize("name", ["nothing.css", "../assets.py", "%2e%2e/assets.py", ""])
def test_nothing_else_is_sent(client, name):
    assert client.get(f"/static/{name}").status_code == 404


def test_the_manifest_gives_the_names(tmp_path):
    (tmp_path / "manifest.json").write_text(json.dumps({"page.css": "page-1.css"}))
    assert load_assets(folder=tmp_path).url("page.css") == "/static/page-1.css"
    assert load_assets("https://cdn.example.org", tmp_path).url("page.css") == (
        "https://cdn.example.org/static/page-1.css"
    )


def build(folder, content):
    """Put a build in the place of the last one, as `make assets` does; its style's address."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    name = f"page-{content * 8}.css"
    (folder / name).write_text(content)
    (folder / "manifest.json").write_text(json.dumps({"page.css": name}))
    return f"/static/{name}"


def test_a_running_server_takes_up_what_was_built_anew(tmp_path):
    old = build(tmp_path / "built", "a")
    app = create_app(
        Settings(data_folder=str(tmp_path)), assets=load_assets(folder=tmp_path / "built")
    )
    named, client = app.jinja_env.globals["asset"], app.test_client()
    assert named("page.css") == old
    shutil.rmtree(tmp_path / "built")
    # Between two builds nothing is there.
    assert client.get("/health/live").status_code == 200
    new = build(tmp_path / "built", "b")
    with client.get(new) as response:
        assert (response.status_code, response.data) == (200, b"b")
    assert named("page.css") == new


def test_a_start_without_assets_says_what_to_do(tmp_path):
    with pytest.raises(AssetsMissing) as caught:
        load_assets(folder=tmp_path)
    assert "make assets" in caught.value.detail(load_language("en"))


def test_scripts_from_a_cdn_may_be_loaded_across_origins(assets):
    cdn = type(assets)(assets.folder, assets.names, "https://cdn.example.org")
    client = create_app(Settings(), assets=cdn).test_client()
    with client.get(STYLE) as response:
        assert response.headers["Access-Control-Allow-Origin"] == "*"
