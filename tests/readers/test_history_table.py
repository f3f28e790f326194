import datetime as dt

import pytest

from flow_forecaster.domain.language import load_language
from flow_forecaster.readers.history_table import UnreadableTable, read_histories


def test_a_table_holds_a_history_for_each_name():
    text = "repo,week_start,items\na,2026-11-02,3\nb,2026-11-02,5\na,2026-11-09,4\n"
    first, second = read_histories(text, "file")
    assert (first.name, first.counts, first.start) == ("a", (3, 4), dt.date(2026, 11, 2))
    assert (second.name, second.counts) == ("b", (5,))


def test_weeks_in_any_order_and_missing_ones_become_a_whole_history():
    text = "items;week_start;repo\n4;2026-11-23;a\n1;2026-11-02;a\n2;2026-11-23;a\n"
    (history,) = read_histories(text, "file")
    assert history.counts == (1, 0, 0, 6)


def test_a_table_without_names_is_one_history():
    (history,) = read_histories("week_start,items\n2026-11-02,3\n", "file")
    assert history.counts == (3,)


@pytest.mark.parametrize(
    "text", ["5\n6\n\n8\n", "throughput\n5\n6\n8", "5,6,8", "\ufeff5\r\n6\r\n8"]
)
def test_plain_counts_are_one_history_named_after_the_file(text):
    (history,) = read_histories(text, "team")
    assert (history.name, history.counts, history.start) == ("team", (5, 6, 8), None)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", 1),
        ("items\n", 1),
        ("repo,week_start,items\n", 1),
        ("repo,week_start\na,2026-11-02\n", 1),
        ("repo,week_start,items\na,2026-11-02,3\na,2nd of May,3\n", 3),
        ("repo,week_start,items\na,2026-11-02\n", 2),
        ("5\nsix\n", 2),
        ("5\n-1\n", 2),
        ("5\nnan\n", 2),
        ("5\n10001\n", 2),
        ("repo,week_start,items\na,2026-11-02,inf\n", 2),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_line(text, line):
    with pytest.raises(UnreadableTable) as refused:
        read_histories(text, "file")
    assert refused.value.line == line
    assert f"Line {line} " in refused.value.detail(load_language("en"))


def test_a_mistyped_century_does_not_fill_the_memory():
    with pytest.raises(UnreadableTable):
        read_histories("week_start,items\n0026-11-02,1\n2026-11-02,1\n", "file")
