import pytest

from flow_forecaster.readers.table_text import UnreadableTable, read_number, table_rows, table_text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_what_spreadsheets_write_is_read(encoding):
    assert table_text("équipe;7\n".encode(encoding)) == "équipe;7\n"


@pytest.mark.parametrize("data", [b"PK\x03\x04rest", b"\xd0\xcf\x11\xe0rest", b"a\0b"])
def test_a_workbook_or_a_picture_is_refused(data):
    with pytest.raises(UnreadableTable):
        table_text(data)


def test_lines_are_counted_as_an_editor_counts_them():
    assert table_rows('a,b\n\n"x\ny",2\n3,4\n') == [
        (1, ["a", "b"]),
        (4, ["x\ny", "2"]),
        (5, ["3", "4"]),
    ]


@pytest.mark.parametrize(
    ("cell", "number"),
    [("3", 3.0), ("3.5", 3.5), ("3,5", 3.5), ("1,234", None), ("", None), ("inf", None)],
)
def test_a_decimal_comma_is_no_thousand(cell, number):
    assert read_number(cell) == number
