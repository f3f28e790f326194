"""docker-compose.workshop.yml, fly.toml and WORKSHOP_SETUP.md name what is there."""

import re
import tomllib
from dataclasses import fields
from pathlib import Path

import pytest
import yaml

from flow_forecaster.cli import COMMANDS
from flow_forecaster.settings import Settings, load_settings

ROOT = Path(__file__).parents[2]
NAMES = {field.name.upper() for field in fields(Settings)}
COMPOSE = yaml.safe_load((ROOT / "docker-compose.workshop.yml").read_text("utf-8"))
FLY = tomllib.loads((ROOT / "fly.toml").read_text("utf-8"))
GUIDE = (ROOT / "WORKSHOP_SETUP.md").read_text("utf-8")


def test_one_service_with_few_rights():
    [service] = COMPOSE["services"].values()
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["volumes"] == ["./data:/data"]
    assert service["ports"] == ["${PORT:-8080}:8080"]


def test_its_settings_exist_and_can_be_used():
    [service] = COMPOSE["services"].values()
    environment = {
        name: "" if value.startswith("${") else value
        for name, value in service["environment"].items()
    }
    assert set(environment) <= NAMES
    settings = load_settings(environment)
    assert settings.workshop
    assert str(settings.own_database_file).startswith("/data/")


def test_what_it_is_built_from_is_there():
    [service] = COMPOSE["services"].values()
    build = service["build"]
    assert (ROOT / build["context"] / build["dockerfile"]).is_file()
    assert (ROOT / FLY["build"]["dockerfile"]).is_file()


def test_fly_runs_commands_that_exist():
    commands = [*FLY["processes"].values(), FLY["deploy"]["release_command"]]
    for command in commands:
        program, name, *_ = command.split()
        assert (program, name in COMMANDS) == ("flow-forecaster", True)


def test_fly_has_settings_that_exist():
    assert set(FLY["env"]) <= NAMES
    assert load_settings(FLY["env"]).trusted_proxies == 1


def test_fly_keeps_one_machine_on():
    service = FLY["http_service"]
    assert (service["auto_stop_machines"], service["min_machines_running"]) == ("off", 1)
    assert service["internal_port"] == int(FLY["env"]["PORT"])
    assert service["processes"] == ["web"]
    assert [machine["memory"] for machine in FLY["vm"]] == ["2gb"]


def test_fly_asks_for_an_address_that_answers(app_paths):
    assert {check["path"] for check in FLY["http_service"]["checks"]} <= app_paths


@pytest.mark.parametrize("language", ["English", "Português"])
def test_the_guide_says_the_same_in_each_language(language):
    [part] = re.findall(rf"^## {language}$(.*?)(?=^## |\Z)", GUIDE, re.MULTILINE | re.DOTALL)
    assert part.count("docker compose -f docker-compose.workshop.yml") == 3
    assert "flow-forecaster serve --workshop" in part
    assert part.count("\n### ") == 4


def test_links_of_the_guide_lead_somewhere():
    for target in re.findall(r"\]\(([^#)]+)", GUIDE):
        assert (ROOT / target).is_file(), target


def test_commands_of_the_guide_exist():
    for name in re.findall(r"flow-forecaster (\w+)[`|\n]", GUIDE):
        assert name in COMMANDS
