"""Every command that the guides show can be typed: command, options, settings, addresses, links."""

import re
import shlex
from dataclasses import fields
from pathlib import Path

import click
import pytest

from flow_forecaster.cli import commands
from flow_forecaster.settings import Settings, load_settings
from flow_forecaster.web import create_app
from flow_forecaster.web.assets import Assets

ROOT = Path(__file__).parents[1]
GUIDES = ROOT / "docs" / "guides"
READMES = (ROOT / "README.md", ROOT / "README.pt-BR.md")
OPERATIONS = {"en": GUIDES / "operations.md", "pt-BR": GUIDES / "operations.pt-BR.md"}
SHOWING = (*OPERATIONS.values(), GUIDES / "several-machines.md", *READMES)
SETTINGS = {field.name.upper() for field in fields(Settings)}
OF_OTHERS = {"POSTGRES_PASSWORD", "PUBLISHED_PORT", "EMAIL", "NAME", "PORT"}
WHAT_IT_MAY_BE = {"...": "host/name", "USUARIO": "USER", "SENHA": "PASSWORD", "NOME": "NAME"}
BY_SHELL = {r"$(date +\%u)": "1"}
IN_WORDS = {"algo-que-ninguem-adivinha": "something-that-nobody-guesses"}


def said_the_same(text):
    for ours, theirs in (WHAT_IT_MAY_BE | IN_WORDS | BY_SHELL).items():
        text = text.replace(ours, theirs)
    return text


def lines_of(guide):
    """The lines of its blocks of commands, each as one."""
    text = guide.read_text("utf-8").replace("\\\n", " ")
    return [line.strip() for line in text.splitlines() if line.startswith("    ")]


def commands_of(guide):
    """What it calls flow-forecaster with, in blocks and in sentences, each with its settings."""
    inline = re.findall(r"`((?:\w+=\S+ )*flow-forecaster [^`]+)`", guide.read_text("utf-8"))
    in_blocks = [line for line in lines_of(guide) if re.search(r"\bflow-forecaster\s", line)]
    for line in in_blocks + inline:
        before, _, after = said_the_same(line).partition("flow-forecaster ")
        yield before, after


CALLS = [
    pytest.param(before, after, id=f"{guide.stem}-{number}")
    for guide in SHOWING
    for number, (before, after) in enumerate(commands_of(guide))
]


@pytest.mark.parametrize(("before", "after"), CALLS)
def test_a_command_can_be_typed(before, after):
    arguments = shlex.split(after)
    command = commands
    while isinstance(command, click.Group):
        name = arguments.pop(0)
        command = command.get_command(click.Context(command), name)
        assert command is not None, name
    # What is wrong with options or arguments ends with an exception.
    command.make_context(command.name, arguments)
    environ = dict(re.findall(r"([A-Z_]+)=(\S+)", before))
    assert set(environ) <= SETTINGS
    load_settings(environ)


def test_the_guides_show_commands():
    assert len(CALLS) > 20


def test_addresses_that_are_asked_for_exist(tmp_path):
    app = create_app(Settings(data_folder=str(tmp_path)), assets=Assets(tmp_path, {}))
    paths = {rule.rule for rule in app.url_map.iter_rules()}
    asked = [line for line in lines_of(OPERATIONS["en"]) if line.startswith("curl ")]
    assert asked
    for line in asked:
        port, path = re.search(r"http://127\.0\.0\.1:(\d+)(/\S+)", line).groups()
        assert (int(port), path in paths) == (Settings().port, True)


@pytest.mark.parametrize("guide", OPERATIONS.values(), ids=OPERATIONS)
def test_settings_that_are_named_exist(guide):
    named = set(re.findall(r"`([A-Z]{2,}(?:_[A-Z]+)*)`", guide.read_text("utf-8")))
    assert named
    assert named <= SETTINGS | OF_OTHERS


def test_the_operations_guide_is_the_same_in_both_languages():
    english, portuguese = map(lines_of, OPERATIONS.values())
    assert [said_the_same(one) for one in english if "flow" in one or "curl" in one] == [
        said_the_same(one) for one in portuguese if "flow" in one or "curl" in one
    ]
    heads, rows = r"^## ", r"^\|"
    for marks in (heads, rows):
        counted = [
            len(re.findall(marks, one.read_text("utf-8"), re.MULTILINE))
            for one in OPERATIONS.values()
        ]
        assert counted[0] == counted[1]


@pytest.mark.parametrize(
    "guide", [*sorted(GUIDES.glob("*.md")), *READMES], ids=lambda guide: guide.name
)
def test_links_lead_somewhere(guide):
    for target in re.findall(r"\]\(([^)]+)\)", guide.read_text("utf-8")):
        path, _, part = target.partition("#")
        linked = guide.parent / path if path else guide
        assert linked.exists(), target
        heads = re.findall(r"^#+ (.+)$", linked.read_text("utf-8"), re.MULTILINE) if part else []
        assert not part or part in {re.sub(r"\W+", "-", head.lower()) for head in heads}
