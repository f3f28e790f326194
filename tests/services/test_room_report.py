"""What came of a room, in the engine's numbers."""

import csv
import io

import pytest

from flow_forecaster.domain.language import load_language
from flow_forecaster.domain.room import RoomSetup
from flow_forecaster.domain.room_field import RoomField
from flow_forecaster.services import room_report_page
from flow_forecaster.services.room_report import group_lines, guess_of, room_csv

ENGLISH = load_language("en")
SETUP = RoomSetup.model_validate(
    {
        "title": "Workshop",
        "language": "en",
        "start": "2026-11-23",
        "cases": [
            {
                "title": "Cloud",
                "unit": "tasks",
                "team_size": 4,
                "cost_per_person_week": 1000,
                "backlog": 3,
                "deadline_weeks": 2,
                # One or three items a week: three are done by week 1, 2, 3 with 1/2, 1/4, 1/4.
                "throughput_weekly": [1, 3],
                "risks": [
                    {
                        "name": "More work",
                        "probability": 1,
                        "impact": {"low": 100, "mode": 100, "high": 100},
                    }
                ],
            }
        ],
        "groups": [{"number": 1, "name": "Group 1", "case": 0}],
    }
)


def line(**fields):
    """The line of a group that is at its second step and said this."""
    return line_of({"step": 2} | fields)


def line_of(fields):
    said = [RoomField("g1", name, value, 1, "0" * 16, 1) for name, value in fields.items()]
    (only,) = group_lines(SETUP, said, ENGLISH)
    return only


def test_weeks_and_chance_are_the_closed_form():
    told = line()
    assert told.weeks_with_risks == (1, 3, 3)
    assert abs(told.chance - 0.75) < 1e-12
    assert told.cost == 3 * 4 * 1000
    assert told.verdict == "adjust"


def test_risks_count_where_the_group_switched_them_on():
    told = line(**{"risk.0": True})
    assert told.weeks_without_risks == (1, 3, 3)
    assert told.weeks_with_risks[0] > 30
    assert told.chance == 0


def test_what_a_group_changed_counts():
    assert line(deadline_weeks=3).chance == 1
    assert line(items=1).weeks_with_risks == (1, 1, 1)


def test_what_a_group_changed_is_told():
    (_head, row) = (
        room_csv([line(items=5, people=6.5, deadline_weeks=3)], ENGLISH).decode().splitlines()
    )
    assert ",5,6.5,3," in row


def test_the_guess_is_the_median_of_sound_guesses():
    said = {
        "guess.a": {"weeks": 9},
        "guess.b": {"weeks": 30},
        "guess.c": {"weeks": True},
        "guess.d": None,
        "guess.e": {"weeks": 1e9},
    }
    assert guess_of(said) == 19.5
    assert guess_of({}) is None


@pytest.mark.parametrize(
    "fields",
    [{}, {"guess.a": {"weeks": 9}, "operator": "a", "operator_name": "Ana"}, {"step": None}],
)
def test_a_group_that_never_began_has_no_numbers(fields):
    told = line_of(fields)
    assert not told.has_begun
    assert (told.weeks_with_risks, told.chance, told.cost, told.verdict) == (
        (None, None, None),
        None,
        None,
        None,
    )
    for language, comma, words in (
        (ENGLISH, ",", "Did not begin"),
        (load_language("pt-BR"), ";", "Não começou"),
    ):
        text = room_csv([told], language).decode("utf-8-sig")
        head, row = csv.reader(io.StringIO(text), delimiter=comma)
        assert len(row) == len(head)
        guess = "9" if told.guess_weeks else ""
        assert [cell for cell in row if cell] == ["Group 1", "Cloud", words, *filter(None, [guess])]
        assert row[-3] == words


def test_a_group_that_only_changed_a_number_has_begun():
    assert line_of({"items": 5}).has_begun
    assert line_of({"risk.0": False}).has_begun


def test_paper_says_who_never_began():
    page = room_report_page._reason(line_of({}), load_language("pt-BR"))
    assert page == "Não começou"
    facts = [fact for _heading, fact in room_report_page._facts(line_of({}), ENGLISH)]
    assert not any(letter.isdigit() for fact in facts for letter in fact)


def test_a_decision_that_is_none_is_left_out():
    (_head, row) = room_csv([line(decision="maybe")], ENGLISH).decode().splitlines()
    assert ",ADJUST,,," in row
