"""Names of files, and the header that hands one over."""

from email.message import Message
from urllib.parse import unquote

import pytest

from flow_forecaster.services.exports.file_names import (
    LONGEST_BYTES,
    ascii_file_name,
    content_disposition,
    safe_file_name,
)


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("Migração \N{EN DASH} fase 2", "Migração \N{EN DASH} fase 2"),
        ("../../etc/passwd", "etc passwd"),
        ("C:\\a*b?.csv", "C a b .csv"),
        ("  .hidden. ", "hidden"),
        ("con", "_con"),
        ("LPT1.txt", "_LPT1.txt"),
        ("a\r\nSet-Cookie: b=c", "a Set-Cookie b=c"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ("", "forecast"),
        ("???", "forecast"),
        ("中文", "中文"),
    ],
)
def test_a_name_becomes_one_that_file_systems_take(name, safe):
    assert safe_file_name(name) == safe


@pytest.mark.parametrize("letter", ["x", "é", "中", "🚀"])
def test_a_name_is_never_too_long(letter):
    safe = safe_file_name(letter * 5_000)
    assert LONGEST_BYTES - 4 < len(safe.encode()) <= LONGEST_BYTES


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("Migração \N{EN DASH} fase 2", "Migracao-fase-2"),
        ("中文", "forecast"),
        ('say "hi"', "say-hi"),
    ],
)
def test_programs_of_old_get_letters_they_know(name, plain):
    assert ascii_file_name(name) == plain


@pytest.mark.parametrize(
    "name", ["Migração \N{EN DASH} “1”", "a\r\nX: b", '";x="', "中文 🚀", "x" * 5_000, ""]
)
def test_the_header_is_one_line_of_ascii_that_says_the_name_twice(name):
    header = content_disposition(name, "csv")
    assert header.isascii() and header.isprintable()
    read = Message()
    read["Content-Disposition"] = header
    assert read.get_content_disposition() == "attachment"
    plain, full = header.removeprefix("attachment; ").split("; ")
    assert plain == f'filename="{ascii_file_name(name)}.csv"'
    assert unquote(full.removeprefix("filename*=UTF-8''")) == f"{safe_file_name(name)}.csv"
