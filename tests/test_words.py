"""Every sentence has its Portuguese, and none that is gone is kept."""

import ast
import re
from pathlib import Path

import pytest
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[1]
CATALOGUE = ROOT / "src/flow_forecaster/locale/pt_BR/LC_MESSAGES/messages.po"
KEYWORDS = DEFAULT_KEYWORDS | {"t": None, "tn": (1, 2)}


def said_in_the_sources():
    """Each sentence with its forms, one or two, and where it stands."""
    with (ROOT / "babel.cfg").open() as file:
        methods, options = parse_mapping_cfg(file)
    said = {}
    for top in ("src", "frontend/src"):
        ours = [(pattern.removeprefix(f"{top}/"), method) for pattern, method in methods]
        settings = {pattern.removeprefix(f"{top}/"): option for pattern, option in options.items()}
        found = extract_from_dir(ROOT / top, ours, settings, keywords=KEYWORDS)
        for path, line, message, _comments, _context in found:
            forms = message if isinstance(message, tuple) else (message,)
            said.setdefault(forms[0], (forms, f"{top}/{path}:{line}"))
    return said


@pytest.fixture(scope="module")
def said():
    return said_in_the_sources()


@pytest.fixture(scope="module")
def catalogue():
    with CATALOGUE.open("rb") as file:
        return {forms_of(one.id)[0]: one for one in read_po(file, locale="pt_BR") if one.id}


def forms_of(text):
    return (text,) if isinstance(text, str) else tuple(text)


def facts_of(text):
    return sorted(re.findall(r"\{[^{}]*\}|%\([a-z]+\)s", text))


def test_sentences_are_found_in_every_kind_of_source(said):
    endings = {place.rpartition(":")[0].rpartition(".")[2] for _forms, place in said.values()}
    assert {"py", "html", "ts"} <= endings


def test_no_sentence_hides_from_the_extraction():
    """Babel looks into no f-string."""
    hidden = [
        f"{path.relative_to(ROOT)}:{call.lineno}"
        for path in (ROOT / "src").rglob("*.py")
        for text in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(text, ast.JoinedStr)
        for call in ast.walk(text)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and call.func.attr in {"gettext", "ngettext"}
        and isinstance(call.args[0], ast.Constant)
    ]
    assert hidden == []


def test_every_sentence_has_its_portuguese(said, catalogue):
    missing = [
        f"{place}: {sentence}"
        for sentence, (forms, place) in said.items()
        if sentence not in catalogue
        or catalogue[sentence].fuzzy
        or len(forms_of(catalogue[sentence].string)) < len(forms)
        or not all(forms_of(catalogue[sentence].string))
    ]
    assert missing == []


def test_no_sentence_is_kept_that_is_gone(said, catalogue):
    assert sorted(set(catalogue) - set(said)) == []


def test_translations_say_the_same_facts(catalogue):
    wrong = [
        one.id
        for one in catalogue.values()
        for told, form in zip(forms_of(one.id), forms_of(one.string), strict=True)
        if form and set(facts_of(told)) != set(facts_of(form))
    ]
    assert wrong == []
