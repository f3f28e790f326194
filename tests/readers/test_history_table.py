import datetime as dt

import pytest

from flow_forecaster.domain.language import load_language
from flow_forecaster.readers.errors import AmbiguousNumbers, UnreadableNumbers
from flow_forecaster.readers.history_table import NamedHistory, read_histories, with_own_names
from flow_forecaster.readers.table_text import UnreadableTable


def test_a_table_holds_a_history_for_each_name():
    text = "repo,week_start,items\na,2026-11-02,3\nb,2026-11-02,5\na,2026-11-09,4\n"
    first, second = read_histories(text, "file")
    assert (first.name, first.counts, first.start) == ("a", (3, 4), dt.date(2026, 11, 2))
    assert (second.name, second.counts) == ("b", (5,))


def test_weeks_in_any_order_and_missing_ones_become_a_whole_history():
    text = "items;week_start;repo\n4;2026-11-23;a\n1;2026-11-02;a\n2;2026-11-23;a\n"
    (history,) = read_histories(text, "file")
    assert history.counts == (1, 0, 0, 6)


def test_a_table_without_names_is_called_after_its_file():
    (history,) = read_histories("week_start,items\n2026-11-02,3\n", "file")
    assert (history.name, history.counts) == ("file", (3,))


def test_items_are_counted_in_weeks_from_monday():
    text = "date_merged,item_id,lead_time_days\n2026-11-08,2,\n2026-11-09,3,0.5\n2026-11-23,4,1\n"
    (history,) = read_histories(text, "team")
    assert (history.name, history.counts) == ("team", (1, 1, 0, 1))
    assert history.start == dt.date(2026, 11, 2)


def test_items_of_several_teams_may_stand_in_one_table():
    text = "team,finished_on\na,2026-11-02T23:59:00Z\nb,2026-11-03 08:00\na,2026-11-03\n"
    assert [(one.name, one.counts) for one in read_histories(text, "file")] == [
        ("a", (2,)),
        ("b", (1,)),
    ]


@pytest.mark.parametrize("text", ["repo;week_start;items\na;2026-11-02;3,5\n"])
@pytest.mark.parametrize("separator", [";", "\t"])
def test_decimal_commas_are_read_where_commas_do_not_separate(text, separator):
    (history,) = read_histories(text.replace(";", separator), "file")
    assert history.counts == (3.5,)


@pytest.mark.parametrize(
    "text",
    [
        "5\n6\n\n8\n",
        "throughput\n5\n6\n8",
        "5, 6, 8",
        "\ufeff5\r\n6\r\n8",
        "5;6;8",
        "\ufeffx\n5\n6\n8",
    ],
)
def test_plain_counts_are_one_history_named_after_the_file(text):
    (history,) = read_histories(text, "team")
    assert (history.name, history.counts, history.start) == ("team", (5, 6, 8), None)


def test_a_comma_that_may_mean_two_things_is_asked_about():
    with pytest.raises(AmbiguousNumbers):
        read_histories("5,5\n6,2\n", "team")


def test_histories_that_are_called_alike_are_told_apart():
    alike = [NamedHistory("a", (1,)), NamedHistory("a", (2,)), NamedHistory("a (2)", (3,))]
    assert [one.name for one in with_own_names(alike)] == ["a", "a (2)", "a (2) (2)"]


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("", 0, "no history"),
        ("items\n", 0, "no history"),
        ("day,what\nx,y\n", 0, "no history"),
        ("repo,week_start,items\n", 0, "no history"),
        ("repo,week_start\na,2026-11-02\n", 0, "items"),
        ("repo,week_start,items\na,2026-11-02,3\na,2nd of May,3\n", 3, "“2nd of May”"),
        ("repo,week_start,items\na,2026-11-02\n", 2, "cells: 2, but 3"),
        ("repo,week_start,items\na,2026-11-02,-1\n", 2, "“-1”"),
        ("repo,week_start,items\na,2026-11-02,\n", 2, "“”"),
        ("repo,week_start,items\na,2026-11-02,inf\n", 2, "“inf”"),
        ("repo,week_start,items\n\na,2026-11-02,10001\n", 3, "10,000"),
        ("date_merged,item_id\n2026-11-02,1\n2026-11-021,2\n", 3, "“2026-11-021”"),
        ('repo,week_start,items\n"' + "a" * 200_000, 2, "quotation mark"),
    ],
)
def test_a_table_that_cannot_be_read_is_refused_with_its_line(text, line, said):
    with pytest.raises(UnreadableTable) as refused:
        read_histories(text, "file")
    assert refused.value.line == line
    detail = refused.value.detail(load_language("en"))
    assert said in detail and detail.startswith(f"Line {line} cannot" if line else "There is")


@pytest.mark.parametrize("text", ["5\nsix\n", "5\n-1\n", "5\nnan\n", "5\n10001\n"])
def test_counts_that_cannot_be_read_are_refused_as_pasted_ones_are(text):
    with pytest.raises(UnreadableNumbers):
        read_histories(text, "file")


def test_a_mistyped_century_does_not_fill_the_memory():
    with pytest.raises(UnreadableTable, match="weeks apart"):
        read_histories("week_start,items\n0026-11-02,1\n2026-11-02,1\n", "file")
