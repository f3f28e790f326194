"""A forecast with quantiles of the pace that were learned elsewhere, and when it is refused."""

import datetime as dt

import pytest

from flow_forecaster.domain.checking import check_request
from flow_forecaster.domain.errors import InvalidRequest
from flow_forecaster.domain.language import load_language
from flow_forecaster.domain.project import Project, ProjectContent
from flow_forecaster.domain.request import ForecastRequest, History, SimulationRequest
from flow_forecaster.services.forecast import forecast
from flow_forecaster.services.rerunning import asked_again
from tests.services.keeping import COUNTS, ENGLISH, NOW, TODAY
from tests.services.test_comparison import saved

HISTORY = History(counts=COUNTS)
PACES = [1, 2, 4, 6, 9, 12, 20]
QUANTILES = {"history": HISTORY.digest, "items_per_week": [PACES] * 7}
ASKED = {"history": {"counts": COUNTS}, "scope": {"items": 60}, "deadline": {"weeks": 10}}


def refusal(model=ForecastRequest, **changes):
    with pytest.raises(InvalidRequest) as refused:
        check_request(ASKED | {"pace_quantiles": QUANTILES} | changes, model)
    return refused.value.detail(ENGLISH)


@pytest.mark.parametrize(("start", "items"), [("2027-03-01", 20), ("2026-12-07", 18)])
def test_the_answer_is_that_of_the_quantiles(start, items):
    """Two items in each of ten weeks, which over New Year are worth 9.05 usual ones."""
    asked = ASKED | {"pace_quantiles": QUANTILES, "start": start}
    answer = forecast(ForecastRequest.model_validate(asked), today=TODAY, language=ENGLISH)
    assert {one.confidence: one.items for one in answer.how_many}[0.85] == items


def test_resampling_stands_beside_the_answer_of_quantiles():
    request = ForecastRequest.model_validate(ASKED | {"pace_quantiles": QUANTILES})
    answer = forecast(request, today=TODAY, language=ENGLISH)
    assert answer.model.pace == "boosted"
    plain = forecast(
        ForecastRequest.model_validate(ASKED | {"pace_model": "resample"}),
        today=TODAY,
        language=ENGLISH,
    )
    p85 = next(one.weeks for one in plain.when if one.confidence == 0.85)
    assert answer.model.plain_weeks_at_p85 == p85
    assert answer.model.explanation.startswith("Boosted trees, which learned from")
    portuguese = forecast(request, today=TODAY, language=load_language("pt-BR"))
    assert portuguese.model.explanation.startswith("Árvores")


def test_what_is_kept_of_it_has_plain_resampling_beside():
    kept = saved(pace_model="auto", pace_quantiles=QUANTILES, deadline={"weeks": 10}).distribution
    plain = saved(deadline={"weeks": 10}).distribution
    assert kept.plain_items_by_deadline == plain.items_by_deadline
    assert kept.items_by_deadline != kept.plain_items_by_deadline


def test_without_quantiles_a_request_is_called_what_it_was_called():
    assert saved().digest == saved(pace_quantiles=None).digest
    with_them = saved(pace_model="auto", pace_quantiles=QUANTILES)
    assert with_them.digest != saved(pace_model="auto").digest


def test_they_are_refused_where_they_do_not_fit():
    assert "another history" in refusal(history={"counts": COUNTS[1:]})
    assert "not both" in refusal(pace_model="resample")
    assert "must not fall" in refusal(
        pace_quantiles=QUANTILES | {"items_per_week": [PACES[::-1]] * 7}
    )
    assert "week by week" in refusal(SimulationRequest)


def test_a_project_uses_them_while_its_history_is_theirs():
    content = ProjectContent.model_validate(
        {"name": "P", "history": {"counts": COUNTS}, "pace_quantiles": QUANTILES}
    )
    assert content.current_quantiles == content.pace_quantiles
    longer = content.model_copy(update={"history": History(counts=(*COUNTS, 7))})
    assert longer.current_quantiles is None
    before = saved(pace_model="auto", pace_quantiles=QUANTILES)
    for now, quantiles in ((content, content.pace_quantiles), (longer, None)):
        project = Project("p", "a", now, 1, NOW, NOW)
        again = asked_again(before, project, today=TODAY + dt.timedelta(7), language=ENGLISH)
        assert again.request.pace_quantiles == quantiles
