"""The API's description and the page that shows it."""

import re


def test_the_page_loads_only_from_here(client):
    page = client.get("/api/v1/docs").text
    assert re.findall(r"<script(?![^>]* src=)|<style|\sstyle=", page) == []
    for address in re.findall(r'(?:src|href|data-description)="([^"]+)"', page):
        assert address.startswith("/")
        with client.get(address) as response:
            assert response.status_code == 200


def test_the_description_is_fresh_and_can_be_asked_again(client):
    first = client.get("/api/v1/openapi.json")
    assert first.headers["Cache-Control"] == "no-cache"
    again = client.get("/api/v1/openapi.json", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304


def test_every_refusal_is_described_in_its_one_shape(client):
    paths = client.get("/api/v1/openapi.json").get_json()["paths"]
    answers = paths["/api/v1/forecasts"]["post"]["responses"]
    assert sorted(answers) == ["200", "400", "413", "415", "422"]
    refusals = [list(answer["content"]) for status, answer in answers.items() if status != "200"]
    assert refusals == [["application/problem+json"]] * 4
    assert list(paths["/api/v1/countries"]["get"]["responses"]) == ["200"]


def test_the_example_of_the_description_is_answered(client):
    operation = client.get("/api/v1/openapi.json").get_json()["paths"]["/api/v1/forecasts"]["post"]
    example = operation["requestBody"]["content"]["application/json"]["example"]
    assert client.post("/api/v1/forecasts", json=example).status_code == 200
