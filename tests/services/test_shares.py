import pytest

from flow_forecaster.domain.errors import NotFound
from flow_forecaster.domain.share import MAX_SHARES, NotShared, TooManyShares
from flow_forecaster.services.projects import delete_project
from flow_forecaster.services.saved_forecasts import delete_forecast, list_forecasts
from flow_forecaster.services.shares import (
    list_shares,
    open_share,
    open_shared_forecast,
    revoke_share,
    share_forecast,
    share_project,
)
from flow_forecaster.storage.database import open_database
from tests.services.keeping import NOW, filled_project, new_account, new_forecast, new_project
from tests.storage.servers import migrated_database_url


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request, tmp_path):
    database = open_database(migrated_database_url(request.param, tmp_path))
    yield database
    database.close()


@pytest.fixture
def ana(database):
    return new_account(database)


@pytest.fixture
def project(database, ana):
    return filled_project(database, ana)


def test_a_link_to_a_project_opens_all_of_it(database, ana, project):
    share = share_project(database, ana, project.id, now=NOW)
    shared = open_share(database, share.token)
    assert shared.project == project
    assert [one.name for one in shared.forecasts] == ["Items", "Less", "First"]


def test_a_link_to_a_forecast_opens_that_one_alone(database, ana, project):
    newest, *others = list_forecasts(database, ana, project.id)
    share = share_forecast(database, ana, project.id, newest.id, now=NOW)
    shared = open_share(database, share.token)
    assert (shared.project, shared.forecasts) == (None, (newest,))
    for other in others:
        with pytest.raises(NotShared):
            open_shared_forecast(database, share.token, share.name_of(other.id))


def test_forecasts_have_other_names_under_each_link(database, ana, project):
    one, other = (share_project(database, ana, project.id, now=NOW) for _ in range(2))
    forecast = list_forecasts(database, ana, project.id)[0]
    name = one.name_of(forecast.id)
    assert open_shared_forecast(database, one.token, name) == forecast
    for wrong in (forecast.id, other.name_of(forecast.id), "", "x" * 500):
        with pytest.raises(NotShared):
            open_shared_forecast(database, one.token, wrong)


def test_a_token_has_256_bits_and_is_never_the_same(database, ana, project):
    tokens = {share_project(database, ana, project.id, now=NOW).token for _ in range(20)}
    assert len(tokens) == 20
    assert {len(token) for token in tokens} == {43}


def test_a_revoked_link_and_a_guessed_one_lead_nowhere(database, ana, project):
    share = share_project(database, ana, project.id, now=NOW)
    kept = share_project(database, ana, project.id, now=NOW)
    revoke_share(database, ana, project.id, share.token)
    for token in (share.token, "A" * 43, "", "é" * 43, share.token[:-1], "\0" * 43):
        with pytest.raises(NotShared):
            open_share(database, token)
    assert [one.token for one in list_shares(database, ana, project.id)] == [kept.token]
    with pytest.raises(NotFound):
        revoke_share(database, ana, project.id, share.token)


def test_links_are_their_owners_alone(database, ana, project):
    bia = new_account(database, "bia")
    share = share_project(database, ana, project.id, now=NOW)
    own = new_project(database, bia)
    forecast = list_forecasts(database, ana, project.id)[0]
    for attempt in (
        lambda: share_project(database, bia, project.id, now=NOW),
        lambda: share_forecast(database, bia, project.id, forecast.id, now=NOW),
        lambda: share_forecast(database, bia, own.id, forecast.id, now=NOW),
        lambda: list_shares(database, bia, project.id),
        lambda: revoke_share(database, bia, project.id, share.token),
        lambda: revoke_share(database, bia, own.id, share.token),
        lambda: share_project(database, ana, "0" * 32, now=NOW),
    ):
        with pytest.raises(NotFound):
            attempt()
    assert open_share(database, share.token).project == project


def test_the_list_says_what_each_link_leads_to(database, ana, project):
    forecast = list_forecasts(database, ana, project.id)[-1]
    share_forecast(database, ana, project.id, forecast.id, now=NOW)
    (listed,) = list_shares(database, ana, project.id)
    assert (listed.forecast_id, listed.forecast_name) == (forecast.id, "First")
    assert listed.created_at == NOW


def test_a_project_has_so_many_links_at_most(database, ana, project):
    for _ in range(MAX_SHARES):
        share_project(database, ana, project.id, now=NOW)
    with pytest.raises(TooManyShares):
        share_project(database, ana, project.id, now=NOW)


def test_links_go_with_what_they_lead_to(database, ana, project):
    forecast = new_forecast(database, project, "Soon gone", minutes=9)
    one = share_forecast(database, ana, project.id, forecast.id, now=NOW)
    other = share_project(database, ana, project.id, now=NOW)
    delete_forecast(database, ana, forecast.id)
    with pytest.raises(NotShared):
        open_share(database, one.token)
    delete_project(database, ana, project.id)
    with pytest.raises(NotShared):
        open_share(database, other.token)
