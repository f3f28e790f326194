"""How small a team can be, and how far it can grow: past that a table has no bounds."""

import pytest

import flow_forecaster
from flow_forecaster.domain.errors import InvalidRequest

QUESTION = {"history": {"counts": [5, 6]}, "scope": {"items": 100}}


@pytest.mark.parametrize(
    ("team", "field"),
    [
        ({"size": 0.09}, "team.size"),
        ({"size": 1, "history_size": 1e-300}, "team.history_size"),
        ({"size": 1, "changes": [{"week": 2, "size": 10.5}]}, "team"),
    ],
)
def test_a_team_past_its_limits_is_refused(team, field):
    with pytest.raises(InvalidRequest) as refused:
        flow_forecaster.forecast(QUESTION | {"team": team})
    assert [problem.field for problem in refused.value.problems] == [field]


def test_a_team_at_its_limits_is_taken():
    team = {"size": 0.1, "history_size": 0.1, "changes": [{"week": 2, "size": 1}]}
    assert flow_forecaster.forecast(QUESTION | {"team": team}).when


@pytest.mark.parametrize("counts", [[5], [5, 6, 8, 5, 9, 7, 6, 10], [4] * 5, [0, 0, 0, 5, 0, 8]])
@pytest.mark.parametrize("model", ["resample", "bayesian", "negative_binomial"])
def test_an_answer_lies_in_its_own_range(counts, model):
    request = {"history": {"counts": counts}, "scope": {"items": 60}, "pace_model": model}
    for when in flow_forecaster.forecast(request).when:
        early, late = when.weeks_between
        assert early <= when.weeks
        assert late is None or when.weeks <= late
