"""Aligned tables of text."""

from flow_forecaster.cli.tables import printable, table, text_width


def test_columns_are_as_wide_as_their_widest_cell():
    assert table(["a", "bb"], [["ccc", "d"], ["e", "fff"]]) == "a     bb\nccc   d\ne     fff"


def test_wide_and_combining_characters_keep_the_columns():
    assert text_width("日本") == 4
    assert text_width("e\u0301") == 1


def test_what_is_not_printable_becomes_a_space():
    assert printable("a\x1b[0m\nb\x7f") == "a [0m b "
