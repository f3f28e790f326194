"""What was found in a history is kept, as long as neither it nor the model changes."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import numpy as np
import pytest

from flow_forecaster.engine.forecast import forecast_numbers
from flow_forecaster.engine.pace import ComingWeeks
from flow_forecaster.engine.pool import Pool
from flow_forecaster.engine.question import Question
from flow_forecaster.engine.scope import StatedScope
from flow_forecaster.services import learned as service
from flow_forecaster.services.learned import learned

ASKED = Question(
    history=np.array([5, 8, 6, 0, 7, 9.0]),
    model="pool",
    weeks=ComingWeeks(np.ones(200)),
    confidences=(0.5, 0.85),
    stated=StatedScope(40, 60),
    deadline=(8, 0.0),
)


@pytest.fixture(autouse=True)
def counted(monkeypatch):
    """The histories that were learned from, from nothing kept on."""
    service._learned.cache_clear()
    histories, learn = [], Pool.learn
    monkeypatch.setattr(Pool, "learn", lambda pool, h: histories.append(h) or learn(pool, h))
    yield histories
    service._learned.cache_clear()


def test_whoever_changes_anything_else_learns_once(counted):
    for items in (40, 50, 60):
        for deadline in (None, (8, 0.0), (9, 0.5)):
            learned(replace(ASKED, stated=StatedScope(items, items), deadline=deadline))
    assert len(counted) == 1


def test_a_week_more_is_learned_from(counted):
    first = learned(ASKED)
    second = learned(replace(ASKED, history=np.append(ASKED.history, 30.0)))
    assert len(counted) == 2 and first.pace.mean_pace(4) < second.pace.mean_pace(4)
    assert learned(replace(ASKED, model="reference_class")) != first


def test_what_is_kept_answers_as_what_is_learned_anew():
    kept = [forecast_numbers(ASKED, learned(ASKED)) for _ in range(2)][1]
    anew = forecast_numbers(ASKED)
    assert kept.deadline == anew.deadline and kept.cone == anew.cone
    assert (kept.scope.chance_by_week == anew.scope.chance_by_week).all()


def test_no_more_is_kept_than_is_said():
    for week in range(service.MOST_KEPT + 20):
        service._learned("resample", (1.0, float(week)))
    assert service._learned.cache_info().currsize == service.MOST_KEPT
    learned(ASKED)
    assert service._learned.cache_info().currsize == service.MOST_KEPT


def test_many_threads_get_the_same_answers():
    asked = [
        replace(ASKED, history=np.array([n % 7 + 1, 4.0, 6, 9]), deadline=(n % 5 + 1, 0.0))
        for n in range(60)
    ]
    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(lambda one: forecast_numbers(one, learned(one)), asked))
    for one, answer in zip(asked, answers, strict=True):
        assert answer.deadline == forecast_numbers(one).deadline
