"""Which addresses a page may put on its QR codes."""

import pytest

from tests.web.test_room_pages import data_of

HERE = {"base_url": "http://localhost:8080", "environ_base": {"REMOTE_ADDR": "127.0.0.1"}}


@pytest.fixture(autouse=True)
def one_network(monkeypatch, client):
    monkeypatch.setattr("flow_forecaster.services.lan.lan_addresses", lambda: ("192.168.0.7",))
    monkeypatch.setitem(client.application.config, "LISTENS_ON", "0.0.0.0")


def nearby(client, **changes):
    return data_of(client.get("/rooms/new", **(HERE | changes)))["nearby"]


def test_a_page_opened_as_localhost_is_told_what_phones_open(client):
    assert nearby(client) == ["http://192.168.0.7:8080"]


def test_who_comes_from_elsewhere_is_told_nothing(client):
    assert nearby(client, environ_base={"REMOTE_ADDR": "172.17.0.1"}) == []
    assert nearby(client, base_url="http://192.168.0.7:8080") == []


def test_a_server_that_only_this_machine_reaches_offers_no_address(client, monkeypatch):
    monkeypatch.setitem(client.application.config, "LISTENS_ON", "127.0.0.1")
    assert nearby(client) == []


def test_the_built_in_deck_is_downloaded_to_be_changed(client):
    answer = client.get("/rooms/deck.yaml")
    assert answer.headers["Content-Disposition"] == "attachment; filename=deck.yaml"
    own = {"Sec-Fetch-Site": "same-origin"}
    assert client.post("/api/v1/decks/read", data=answer.data, headers=own).status_code == 200
