"""Files of what is kept: their kinds, their names, and one at a time where they are dear."""

import io
import json
import threading
import time
import zipfile

import pytest

from flow_forecaster.web import downloads
from flow_forecaster.web.refusals import TooManyFiles
from tests.web.people import new_browser, sign_up
from tests.web.test_shares import make_project

BEGINNINGS = {
    "json": b'{"format":"flow-forecaster/1"',
    "csv": b"\xef\xbb\xbf",
    "xlsx": b"PK",
    "pdf": b"%PDF",
    "png-chance": b"\x89PNG",
    "png-cone": b"\x89PNG",
    "png-history": b"\x89PNG",
}
OF_PROJECT = ("json", "csv", "xlsx")


@pytest.fixture
def ana(app):
    return sign_up(app)


@pytest.fixture
def ids(ana):
    return make_project(ana, name="Ação / “x” 🚀")


@pytest.mark.parametrize("kind", BEGINNINGS)
def test_a_forecast_comes_as_each_kind_of_file(ana, ids, kind):
    response = ana.get(f"/forecasts/{ids[1]}/download/{kind}")
    assert response.status_code == 200
    assert response.data.startswith(BEGINNINGS[kind])
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Cache-Control"] == "private, no-store"
    ending = kind.partition("-")[0]
    assert response.content_type == downloads.TYPES[ending]
    disposition = response.headers["Content-Disposition"]
    assert disposition.startswith("attachment; filename=")
    assert disposition.endswith(f".{ending}")


@pytest.mark.parametrize("kind", OF_PROJECT)
def test_a_project_comes_as_each_kind_of_file(ana, ids, kind):
    response = ana.get(f"/projects/{ids[0]}/download/{kind}")
    assert response.data.startswith(BEGINNINGS[kind])
    disposition = response.headers["Content-Disposition"]
    assert "filename*=UTF-8''A%C3%A7%C3%A3o" in disposition
    disposition.encode("latin-1")


def test_who_has_a_link_downloads_the_same(app, ana, ids):
    project_id, forecast_id = ids
    path = f"/api/v1/projects/{project_id}/shares"
    whole = ana.post(path, json={}).json["token"]
    one = ana.post(path, json={"forecast_id": forecast_id}).json["token"]
    caio = new_browser(app)
    own = ana.get(f"/projects/{project_id}/download/json")
    assert caio.get(f"/s/{whole}/download/json").data == own.data
    own = ana.get(f"/forecasts/{forecast_id}/download/json")
    assert caio.get(f"/s/{one}/download/json").data == own.data
    assert caio.get(f"/s/{one}/download/pdf").data.startswith(b"%PDF")
    assert caio.get(f"/s/{whole}/download/pdf").status_code == 404
    workbook = caio.get(f"/s/{whole}/download/xlsx").data
    assert zipfile.ZipFile(io.BytesIO(workbook)).testzip() is None


@pytest.mark.parametrize("kind", ["exe", "png-", "png-secret", "PDF", "json.", "pdf%00"])
def test_a_kind_that_is_none_is_not_there(ana, ids, kind):
    assert ana.get(f"/forecasts/{ids[1]}/download/{kind}").status_code == 404


def test_without_a_scope_there_is_no_picture_of_a_chance(ana, ids):
    request = {"history": {"counts": [5, 6, 8]}, "deadline": {"weeks": 4}}
    path = f"/api/v1/projects/{ids[0]}/forecasts"
    forecast = ana.post(path, json={"name": "Items", "request": request}).json
    for kind, status in (("png-chance", 404), ("png-cone", 200), ("pdf", 200)):
        assert ana.get(f"/forecasts/{forecast['id']}/download/{kind}").status_code == status


def test_files_that_are_dear_are_made_one_at_a_time():
    at_once, most = [], []

    def make():
        at_once.append(1)
        most.append(len(at_once))
        time.sleep(0.02)
        at_once.pop()
        return b""

    makers = [threading.Thread(target=downloads._in_turn(make)) for _ in range(8)]
    for maker in makers:
        maker.start()
    for maker in makers:
        maker.join(10)
    assert most == [1] * 8


def test_who_would_wait_too_long_is_told_so(app, ana, ids, monkeypatch):
    monkeypatch.setattr(downloads, "PATIENCE_S", 0.01)
    with downloads._one_at_a_time:
        response = ana.get(f"/forecasts/{ids[1]}/download/pdf")
        assert ana.get(f"/forecasts/{ids[1]}/download/csv").status_code == 200
    assert response.status_code == 503
    assert response.headers["Retry-After"] == "10"
    assert ana.get(f"/forecasts/{ids[1]}/download/pdf").status_code == 200


def test_no_more_wait_than_may(monkeypatch):
    monkeypatch.setattr(downloads, "_waiting", threading.BoundedSemaphore(1))
    with downloads._taking_turns(), pytest.raises(TooManyFiles):
        downloads._in_turn(bytes)()
    assert downloads._in_turn(bytes)() == b""


def test_what_was_downloaded_is_read_in_again(app, ana, ids):
    bia = sign_up(app, "bia@example.org", "Bia")
    data = ana.get(f"/projects/{ids[0]}/download/json").data
    form = {"file": (io.BytesIO(data), "portal.json")}
    sent = bia.post("/projects/import", data=form)
    assert sent.status_code == 303
    project_id = sent.location.removeprefix("/projects/")
    again = bia.get(f"/projects/{project_id}/download/json").data
    assert json.loads(again) == json.loads(data)
    by_api = bia.post("/api/v1/projects/import", json=json.loads(data))
    assert by_api.status_code == 201
    assert (by_api.json["forecasts"], by_api.json["imported_answers"]) == (1, 0)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "This JSON cannot be read"),
        (b"{", "one JSON object"),
        (b"{}", "flow-forecaster/1"),
        (
            b'{"format": "flow-forecaster/1", "kind": "project", "projects": [{}]}',
            "projects.0.content",
        ),
    ],
)
def test_a_file_that_cannot_be_read_in_is_said(ana, data, said):
    form = {"file": (io.BytesIO(data), "x.json")}
    response = ana.post("/projects/import", data=form, headers={"Accept-Language": "en"})
    assert response.status_code == 422
    assert said in response.text or "one JSON object" in response.text
    assert ana.post("/projects/import", data={}).status_code == 422


def test_a_file_past_the_limit_is_refused(ana):
    kind = "multipart/form-data; boundary=x"
    response = ana.post("/projects/import", data=b" " * 1_000_001, content_type=kind)
    assert response.status_code == 413
