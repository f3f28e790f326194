OWN = {"Sec-Fetch-Site": "same-origin"}
DECK = """
title: {pt: Nosso, en: Ours}
cases:
  - {title: One, team_size: 3, cost_per_person_week: 1000, backlog: 20, deadline_weeks: 6,
     throughput_weekly: [3, 4, 5]}
"""


def test_the_built_in_deck_opens_a_room(client):
    answer = client.get("/api/v1/decks", headers={"Accept-Language": "en"})
    first, second = answer.json["decks"]
    assert (first["language"], second["language"]) == ("en", "pt-BR")
    assert len(first["cases"]) == 6
    setup = {
        "title": first["title"],
        "language": "en",
        "start": "2026-11-23",
        "cases": first["cases"],
        "verdict": first["verdict"],
        "groups": [{"number": n, "name": f"Group {n}", "case": n - 1} for n in range(1, 7)],
    }
    assert client.post("/api/v1/rooms", json=setup, headers=OWN).status_code == 201


def test_a_deck_of_ones_own_is_read(client):
    answer = client.post(
        "/api/v1/decks/read", data=DECK, content_type="application/yaml", headers=OWN
    )
    assert {deck["language"]: deck["title"] for deck in answer.json["decks"]} == {
        "en": "Ours",
        "pt-BR": "Nosso",
    }


def test_what_is_wrong_with_it_is_said(client):
    send = {"content_type": "application/yaml", "headers": OWN}
    broken = client.post("/api/v1/decks/read", data="a: [", **send)
    assert (broken.status_code, broken.is_json) == (400, True)
    wrong = client.post("/api/v1/decks/read", data=DECK.replace("20", "0"), **send)
    assert wrong.status_code == 422
    assert wrong.json["errors"][0]["field"] == "cases.0.backlog"
    large = client.post("/api/v1/decks/read", data="#" * 100_001, **send)
    assert large.status_code == 413
