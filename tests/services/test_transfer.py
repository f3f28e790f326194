import copy
import datetime as dt
import json
from dataclasses import replace

import pytest

from flow_forecaster.domain.errors import InvalidRequest
from flow_forecaster.domain.limits import MAX_PROJECTS
from flow_forecaster.domain.transfer import FORMAT, MAX_BYTES, is_imported
from flow_forecaster.readers.json_object import BrokenJson
from flow_forecaster.services import importing
from flow_forecaster.services.importing import import_document
from flow_forecaster.services.projects import create_project, list_projects, read_project
from flow_forecaster.services.saved_forecasts import list_forecasts
from flow_forecaster.services.shares import share_project
from flow_forecaster.services.transfer import export_account, export_forecast, export_project
from flow_forecaster.storage.database import open_database
from tests.services.keeping import ENGLISH, NOW, PORTAL, filled_project, new_account, new_project
from tests.storage.servers import migrated_database_url

LATER = NOW + dt.timedelta(days=1)


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request, tmp_path):
    database = open_database(migrated_database_url(request.param, tmp_path))
    yield database
    database.close()


@pytest.fixture
def ana(database):
    return new_account(database)


@pytest.fixture
def bia(database):
    return new_account(database, "bia")


@pytest.fixture
def project(database, ana):
    return filled_project(database, ana)


@pytest.fixture
def document(database, ana, project):
    return export_project(project, list_forecasts(database, ana, project.id))


def read_in(database, account_id, document):
    data = json.dumps(document).encode()
    return import_document(database, account_id, data, now=LATER, language=ENGLISH)


def as_read(forecast):
    """What of a forecast does not depend on where it is kept."""
    return replace(forecast, id="", project_id="", base_id=None, version=0)


def test_a_project_arrives_as_it_was_under_new_ids(database, ana, bia, project, document):
    imported = read_in(database, bia, document)
    (project_id,) = imported.project_ids
    assert (imported.n_forecasts, imported.n_foreign) == (3, 0)
    there = read_project(database, bia, project_id)
    assert there.content == project.content
    assert (there.id != project.id, there.created_at) == (True, project.created_at)
    before = list_forecasts(database, ana, project.id)
    after = list_forecasts(database, bia, project_id)
    assert list(map(as_read, after)) == list(map(as_read, before))
    assert not {one.id for one in after} & {one.id for one in before}
    base = next(one for one in after if one.name == "First")
    assert [one.base_id for one in after] == [None, base.id, None]


def test_reading_in_again_gives_the_same_document(database, bia, document):
    (project_id,) = read_in(database, bia, document).project_ids
    there = read_project(database, bia, project_id)
    again = export_project(there, list_forecasts(database, bia, project_id))
    assert again == document


def test_a_forecast_alone_brings_the_project_it_was_made_from(database, ana, bia, project):
    first = list_forecasts(database, ana, project.id)[-1]
    (project_id,) = read_in(database, bia, export_forecast(first)).project_ids
    there = read_project(database, bia, project_id)
    assert there.content.name == first.name
    assert there.content.history == first.request.history
    assert list(map(as_read, list_forecasts(database, bia, project_id))) == [as_read(first)]
    assert PORTAL not in json.dumps(export_forecast(first), ensure_ascii=False)


def test_an_account_takes_everything_along_but_no_secret(database, ana, bia, project):
    new_project(database, ana, "Second")
    link = share_project(database, ana, project.id, now=NOW)
    document = export_account(database, ana)
    assert document["account"]["email"] == "ana@example.org"
    assert "password" not in json.dumps(document)
    assert [one["address"] for each in document["projects"] for one in each.get("links", [])] == [
        link.path
    ]
    assert len(read_in(database, bia, document).project_ids) == 2
    assert {one.name for one in list_projects(database, bia)} == {PORTAL, "Second"}


def test_no_id_of_this_installation_is_in_a_document(database, ana, project, document):
    ids = [project.id, ana, *(one.id for one in list_forecasts(database, ana, project.id))]
    text = json.dumps([document, export_forecast(list_forecasts(database, ana, project.id)[0])])
    assert not [one for one in ids if f'"{one}"' in text]


def test_a_forged_answer_is_computed_again(database, bia, document):
    forged = copy.deepcopy(document)
    for forecast in forged["projects"][0]["forecasts"]:
        forecast["result"]["sentence"] = "GO, for sure."
        forecast["result"]["not_finished"] = 0.5
    (project_id,) = read_in(database, bia, forged).project_ids
    there = read_project(database, bia, project_id)
    assert export_project(there, list_forecasts(database, bia, project_id)) == document


def test_an_answer_of_another_version_is_kept_and_says_so(database, bia, document):
    for forecast in document["projects"][0]["forecasts"]:
        forecast["result"]["model"] |= {"digest": "0" * 16, "engine": "0.9"}
        forecast["result"]["sentence"] = "As it was said then."
    imported = read_in(database, bia, document)
    assert imported.n_foreign == 3
    for saved in list_forecasts(database, bia, imported.project_ids[0]):
        assert is_imported(saved.result)
        assert saved.result.model.engine == "imported: 0.9"
        assert saved.result.sentence == "As it was said then."


def first_of(document):
    return document["projects"][0]["forecasts"][0]


WRONG = {
    "projects.0.forecasts.0.name": lambda d: first_of(d).update(name=" "),
    "projects.0.forecasts.0.request.scope.items": lambda d: first_of(d)["request"]["scope"].update(
        items=0
    ),
    "projects.0.forecasts.0.note": lambda d: first_of(d).update(note="a\0b"),
    "projects.0.forecasts.0.outcome": lambda d: first_of(d).update(outcome={}),
    "projects.0.forecasts.0.created_at": lambda d: first_of(d).update(created_at="2026-11-23"),
    "projects.0.forecasts.0.today": lambda d: first_of(d).update(today="today"),
    "projects.0.forecasts.0.owner": lambda d: first_of(d).update(owner="bia"),
    "projects.0.forecasts.1": lambda d: d["projects"][0]["forecasts"][2].update(
        outcome={"finished_on": "2027-01-01"}
    ),
    "projects.0.content.name": lambda d: d["projects"][0]["content"].update(name="x" * 201),
    "projects.0.content.history.counts": lambda d: d["projects"][0]["content"]["history"].update(
        counts=[]
    ),
    "projects.0": lambda d: d["projects"][0]["forecasts"].append(first_of(d)),
    "projects": lambda d: d.update(projects=[]),
    "kind": lambda d: d.update(kind="wish"),
    "format": lambda d: d.update(format="flow-forecaster/2"),
}


@pytest.mark.parametrize("field", WRONG)
def test_what_is_wrong_is_said_by_its_place_and_nothing_is_kept(database, bia, document, field):
    wrong = copy.deepcopy(document)
    WRONG[field](wrong)
    with pytest.raises(InvalidRequest) as refusal:
        read_in(database, bia, wrong)
    assert any(one.field.startswith(field[:-1]) for one in refusal.value.problems)
    assert all(one.message(ENGLISH) for one in refusal.value.problems)
    assert list_projects(database, bia) == ()


def foreign(document, **changes):
    """The document with an answer of another version, and something else of it changed."""
    result = first_of(document)["result"]
    result["model"]["digest"] = "0" * 16
    for path, value in changes.items():
        *way, last = path.split("__")
        place = result
        for step in way:
            place = place[int(step) if step.isdecimal() else step]
        place[last] = value
    return document


@pytest.mark.parametrize(
    "changes",
    [
        {"how_many": []},
        {"when": []},
        {"curve": None},
        {"deadline": None},
        {"verdict": None},
        {"deadline__chance": 1.5},
        {"not_finished": -0.1},
        {"curve__chance_by_week": []},
        {"curve__chance_by_week": [0.5, 0.4]},
        {"curve__chance_by_week": [0.0] * 1_000},
        {"cone__items_by_week": [[1], [1, 2], [1], [1]]},
        {"cone__confidence": []},
        {"sentence": "x" * 3_000},
        {"sentence": "a\0b"},
        {"start": "9999-12-31"},
        {"history__mean": 1e300},
        {"model__digest": "0" * 65},
    ],
)
def test_an_answer_that_pages_could_not_show_is_refused(database, bia, document, changes):
    with pytest.raises(InvalidRequest) as refusal:
        read_in(database, bia, foreign(document, **changes))
    assert refusal.value.problems[0].field.startswith("projects.0.forecasts.0.result")
    assert list_projects(database, bia) == ()


@pytest.mark.parametrize(
    "change",
    [
        {"done_by_week": None},
        {"done_by_week": []},
        {"done_by_week": [0.9, 0.1]},
        {"items_by_deadline": [1.0, 2.0]},
        {"items_step": 0},
    ],
)
def test_a_distribution_that_cannot_be_judged_is_refused(database, bia, document, change):
    first_of(document)["distribution"] |= change
    with pytest.raises(InvalidRequest) as refusal:
        read_in(database, bia, foreign(document))
    assert refusal.value.problems[0].field == "projects.0.forecasts.0.distribution"


def test_all_or_nothing_when_it_fails_while_it_is_stored(database, bia, document, monkeypatch):
    from flow_forecaster.storage import transfer

    stored = []

    def fail_at_the_second(forecast):
        stored.append(forecast)
        if len(stored) == 2:
            raise ZeroDivisionError
        return row_of(forecast)

    row_of = transfer.row_of
    monkeypatch.setattr(transfer, "row_of", fail_at_the_second)
    with pytest.raises(ZeroDivisionError):
        read_in(database, bia, document)
    assert list_projects(database, bia) == ()


def test_the_limits_of_an_account_hold(database, bia, project, document, monkeypatch):
    monkeypatch.setattr(importing, "MAX_PROJECTS", 2)
    for _ in range(2):
        create_project(database, bia, project.content, now=NOW)
    with pytest.raises(InvalidRequest) as refusal:
        read_in(database, bia, document)
    assert "2 projects" in refusal.value.detail(ENGLISH)
    assert MAX_PROJECTS == 500


def test_the_future_is_now(database, bia, document):
    first_of(document)["created_at"] = "2999-01-01T00:00:00Z"
    (project_id,) = read_in(database, bia, document).project_ids
    assert max(one.created_at for one in list_forecasts(database, bia, project_id)) == LATER


@pytest.mark.parametrize("data", [b"", b"[]", b"\xff\xfe", b'{"format": 1, "format": 2}', b"{"])
def test_what_is_no_json_object_is_refused(database, bia, data):
    with pytest.raises(BrokenJson):
        import_document(database, bia, data, now=LATER, language=ENGLISH)


def test_an_unknown_format_is_named(database, bia):
    with pytest.raises(InvalidRequest) as refusal:
        read_in(database, bia, {"format": "flow-forecaster/9", "sheets": []})
    assert "flow-forecaster/9" in refusal.value.detail(ENGLISH)
    assert FORMAT in refusal.value.detail(ENGLISH)


def test_a_file_past_the_limit_is_refused(database, bia):
    with pytest.raises(InvalidRequest) as refusal:
        import_document(database, bia, b" " * (MAX_BYTES + 1), now=NOW, language=ENGLISH)
    assert "1,000 kB" in refusal.value.detail(ENGLISH)
