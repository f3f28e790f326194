"""GET /api/v1/countries."""


def by_code(response):
    return {one["code"]: one for one in response.get_json()["countries"]}


def test_names_countries_in_the_readers_language_and_order(client):
    english = client.get("/api/v1/countries", headers={"Accept-Language": "en"})
    portuguese = client.get("/api/v1/countries", headers={"Accept-Language": "pt-BR"})
    assert by_code(english)["DE"]["name"] == "Germany"
    assert by_code(portuguese)["DE"]["name"] == "Alemanha"
    assert "SP" in by_code(english)["BR"]["subdivisions"]
    names = [one["name"].casefold() for one in english.get_json()["countries"]]
    assert names == sorted(names)


def test_may_be_kept_for_a_day(client):
    first = client.get("/api/v1/countries")
    assert first.headers["Cache-Control"] == "public, max-age=86400"
    again = client.get("/api/v1/countries", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
