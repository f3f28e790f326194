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


COUNTED = re.compile(
    r"\{(n|items|people|weeks|days|trials|waiting|actual_length)\} (\w+ )?"
    r"(items|people|weeks|periods|days|groups|forecasts|trials|phones|numbers|cells|cases|futures"
    r"|itens|pessoas|semanas|períodos|dias|grupos|previsões|rodadas|prontos|novas|esperados)\b"
)
ALWAYS_MANY = (
    "A deadline can be at most {weeks} weeks away",
    "Boosted trees are tested too once",
    "Cancelled after {n} trials",
    "Exercise without devices",
    "How many weeks for {n} items?",
    "It runs in the background",
    "Recent weeks weigh more",
    "Simulate {n} trials",
    "The account {email} is made",
    "The boosted trees learn from other teams",
    "The dates of {n} forecasts",
    "There are {n} numbers",
    "Your pace looks steady",
    # More than what is stated, which is at least one.
    "{n} expected on average",
    # More of them than of the things that they are of.
    "{n} forecasts of {things}",
    "{n} numbers are too many",
    # Half a person, say: whole ones have their forms.
    "{n} people",
    "{n} periods of {weeks} weeks are enough",
    "{n} phones at once",
    "{n} trials:",
    "{n} weeks of history are enough",
    "{percent} · {n} of {trials} trials",
)
"""How sentences begin whose number is never 1, by the product's limits and constants."""


def test_what_is_counted_has_a_form_for_one(catalogue):
    bare = [
        one.id
        for one in catalogue.values()
        if isinstance(one.id, str) and (COUNTED.search(one.id) or COUNTED.search(one.string))
    ]
    assert [sentence for sentence in bare if not sentence.startswith(ALWAYS_MANY)] == []


@pytest.mark.parametrize("language", ["en", "pt-BR"])
def test_no_form_for_one_says_many(catalogue, language):
    forms = [forms_of(one.id if language == "en" else one.string) for one in catalogue.values()]
    counted = [form[0] for form in forms if len(form) > 1]
    assert [one for one in counted if COUNTED.search(one)] == []


def test_translations_say_the_same_facts(catalogue):
    wrong = [
        one.id
        for one in catalogue.values()
        for told, form in zip(forms_of(one.id), forms_of(one.string), strict=True)
        if form and set(facts_of(told)) != set(facts_of(form))
    ]
    assert wrong == []
