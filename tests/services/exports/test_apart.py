"""What is drawn is drawn in a process of its own, which leaves nothing behind."""

import sys

import pytest

from flow_forecaster.domain.errors import NotFound
from flow_forecaster.domain.language import load_language
from flow_forecaster.domain.outages import DrawingTooSlow
from flow_forecaster.services.exports import apart
from flow_forecaster.services.exports.apart import made_apart
from flow_forecaster.services.exports.charts import chart_png
from flow_forecaster.services.exports.page import forecast_pdf
from tests.services.exports.kept import saved

PORTUGUESE = load_language("pt-BR")


def test_a_page_is_the_same_wherever_it_is_drawn():
    forecast = saved(1)
    drawn = made_apart(forecast_pdf, forecast, language=PORTUGUESE)
    assert drawn.startswith(b"%PDF")
    # Whatever its time of making says, it is the same page.
    assert abs(len(drawn) - len(forecast_pdf(forecast, PORTUGUESE))) < 100


def test_a_refusal_comes_back_as_one():
    with pytest.raises(NotFound):
        made_apart(chart_png, saved(1), "secret", language=PORTUGUESE)


def test_what_takes_too_long_is_ended(monkeypatch):
    monkeypatch.setattr(apart, "PATIENCE_S", 0.2)
    monkeypatch.setattr(apart, "COMMAND", (sys.executable, "-c", "import time; time.sleep(60)"))
    with pytest.raises(DrawingTooSlow):
        made_apart(chart_png, saved(1), "cone", language=PORTUGUESE)
