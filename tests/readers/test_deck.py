import pytest
import yaml

from flow_forecaster.domain.deck import BrokenDeck, cases_in
from flow_forecaster.domain.errors import InvalidRequest, TooMuch
from flow_forecaster.domain.language import load_language
from flow_forecaster.readers.deck import built_in_deck, built_in_text, read_deck
from tests.data.workshop import CASES, DEMO

PLAIN = {
    "title": "Ours",
    "cases": [
        {
            "title": "One",
            "unit": "items",
            "team_size": 3,
            "cost_per_person_week": 1000,
            "backlog": 20,
            "deadline_weeks": 6,
            "throughput_weekly": [3, 4, 5],
        }
    ],
}


def read(deck):
    return read_deck(yaml.safe_dump(deck).encode())


def changed(**changes):
    return PLAIN | {"cases": [PLAIN["cases"][0] | changes]}


def numbers(case):
    risks = [
        (one.probability, one.impact.low, one.impact.mode, one.impact.high) for one in case.risks
    ]
    return (
        case.throughput_weekly,
        case.backlog,
        case.deadline_weeks,
        (case.team_size, case.cost_per_person_week),
        risks,
    )


def asked(request):
    impacts = [(one["probability"], *one["impact"].values()) for one in request["risks"]]
    team = request["team"]
    return (
        tuple(request["history"]["counts"]),
        request["scope"]["items"],
        request["deadline"]["weeks"],
        (team["size"], team["cost_per_person_week"]),
        impacts,
    )


@pytest.mark.parametrize("language", ["pt-BR", "en"])
def test_the_built_in_deck_asks_what_the_workshop_asks(language):
    deck = built_in_deck()
    assert [numbers(case) for case in cases_in(deck, language)] == list(map(asked, CASES.values()))
    assert numbers(cases_in(deck.model_copy(update={"cases": (deck.demo,)}), language)[0]) == asked(
        DEMO
    )


def test_the_built_in_deck_is_in_both_languages():
    deck = built_in_deck()
    portuguese, english = cases_in(deck, "pt-BR"), cases_in(deck, "en")
    assert all(
        a.title != b.title and a.story != b.story for a, b in zip(portuguese, english, strict=True)
    )


def test_a_deck_in_one_language_is_the_same_in_both():
    deck = read(PLAIN)
    assert cases_in(deck, "pt-BR") == cases_in(deck, "en")


def test_json_is_read_too():
    import json

    assert read_deck(json.dumps(PLAIN).encode()) == read(PLAIN)


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"[]",
        b"- 1",
        b"1: 2",
        b"title: [",
        b"title: a\ntitle: b",
        b"a: &a [1]\nb: *a",
        b"\xff\xfe",
        b"title: !!python/object:os.system x",
        b"[" * 50_000,
    ],
)
def test_what_is_no_deck_is_refused_in_words(text):
    with pytest.raises(BrokenDeck) as refused:
        read_deck(text)
    assert "YAML" in refused.value.detail(load_language("en"))


def test_a_refusal_names_the_line():
    with pytest.raises(BrokenDeck) as refused:
        read_deck(b"title: a\ncases:\n  - x: [\n")
    assert refused.value.line == 4
    assert refused.value.detail(load_language("en")).endswith("Look at line 4.")


@pytest.mark.parametrize(
    ("deck", "field"),
    [
        ({"title": "x"}, "cases"),
        (PLAIN | {"cases": []}, "cases"),
        (PLAIN | {"more": 1}, "more"),
        (changed(backlog=0), "cases.0.backlog"),
        (changed(throughput_weekly=[]), "cases.0.throughput_weekly"),
        (changed(throughput_weekly=["many"]), "cases.0.throughput_weekly.0"),
        (changed(team_size=0), "cases.0.team_size"),
        (changed(deadline_weeks=0), "cases.0.deadline_weeks"),
        (changed(title=" "), "cases.0.title"),
    ],
)
def test_a_field_that_cannot_be_used_is_named(deck, field):
    with pytest.raises(InvalidRequest) as refused:
        read(deck)
    assert field in [problem.field for problem in refused.value.problems]


WRITTEN = b"""title: Ours
cases:
  - title: One
    team_size: 3
    cost_per_person_week: 1000
    backlog: 20
    deadline_weeks: 6
    throughput_weekly: [3, 4, 5]
    risks:
      - {name: {pt: Um, en: One}, probability: 0.4, impact: [1, 2, 3]}
"""


@pytest.mark.parametrize(
    ("text", "instead", "field", "line"),
    [
        (b"backlog: 20", b"backlog: 0", "cases.0.backlog", 6),
        (b"team_size: 3", b"team_size: 0", "cases.0.team_size", 4),
        (b"0.4", b"40", "cases.0.risks.0.probability", 10),
        (b"[1, 2, 3]", b"[3, 2, 1]", "cases.0.risks.0.impact", 10),
        (b"[3, 4, 5]", b"[3, x, 5]", "cases.0.throughput_weekly.1", 8),
        (b"    deadline_weeks: 6\n", b"", "cases.0.deadline_weeks", 3),
        (b", en: One", b"", "cases.0.risks.0.name.en", 10),
        (b"cases:", b"casos:", "casos", 2),
    ],
)
def test_a_field_that_cannot_be_used_is_found_by_its_line(text, instead, field, line):
    assert read_deck(WRITTEN).cases[0].backlog == 20
    with pytest.raises(InvalidRequest) as refused:
        read_deck(WRITTEN.replace(text, instead))
    told = {one.field: one for one in refused.value.problems}
    assert told[field].line == line
    assert told[field].message(load_language("en")).startswith(f"Line {line}: ")


def test_the_built_in_deck_is_an_example_to_change():
    assert read_deck(built_in_text()) == built_in_deck()


def test_a_file_that_is_too_large_is_refused_at_once():
    with pytest.raises(TooMuch) as refused:
        read_deck(b"#" * 100_001)
    assert refused.value.limit_kb == 100


def test_cases_that_are_wrong_are_not_said_to_be_missing():
    with pytest.raises(InvalidRequest) as refused:
        read({"title": "Ours", "cases": [{"title": "One", "backlog": "many"}]})
    fields = {one.field for one in refused.value.problems}
    assert "cases.0.backlog" in fields
    assert "cases" not in fields
    with pytest.raises(InvalidRequest) as refused:
        read({"title": "Ours", "cases": []})
    assert {one.field for one in refused.value.problems} == {"cases"}
