"""What measures speed still runs; the graph of docs/performance.md is drawn from its numbers."""

import json
from xml.etree import ElementTree as ET

import pytest

from benchmarks.__main__ import CASES
from benchmarks.chart import Line, draw
from benchmarks.throughput import PLACE, on_paper, picture

SVG = PLACE.with_suffix(".svg")


@pytest.mark.parametrize(
    "case", [one for one in CASES if one.rounds > 5], ids=lambda case: case.name
)
def test_what_is_timed_runs(case):
    assert case.run() is not None


def test_the_graph_is_fresh():
    measured = json.loads(PLACE.with_suffix(".json").read_text("utf-8"))
    stale = "run: python -m benchmarks.throughput --draw"
    assert SVG.read_text("utf-8") == picture(measured), stale


def test_more_than_the_queue_bears_is_not_promised():
    assert on_paper(10.0, 100.0) == {1: 10, 2: 20, 4: 40, 8: 80, 16: 100, 32: 100}


def test_a_higher_value_stands_higher():
    root = ET.fromstring(draw("title", "a < b", [Line("line", {1: 3.0, 2: 6.0})]))
    first, second = root.iter("{http://www.w3.org/2000/svg}circle")
    assert float(first.get("cy")) > float(second.get("cy"))
    assert float(first.get("cx")) < float(second.get("cx"))
