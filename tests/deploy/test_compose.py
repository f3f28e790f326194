"""deploy/: what the files name is there, and nothing stands open that need not."""

import re
from dataclasses import fields

import pytest

from flow_forecaster.cli import COMMANDS
from flow_forecaster.domain.room_field import Sync
from flow_forecaster.settings import Settings, load_settings
from scripts.rehearsal.compose import DEPLOY, VARIABLE, fill_in, read_compose, read_services

SETTINGS = {field.name.upper() for field in fields(Settings)}
SERVICES = read_compose()["services"]
PRODUCT = {name: said for name, said in SERVICES.items() if "build" in said}
LASTING = set(SERVICES) - {"migrate"}
DOCKERFILE = (DEPLOY / "Dockerfile").read_text("utf-8")
NGINX = (DEPLOY / "nginx.conf").read_text("utf-8")
EXAMPLE = dict(
    line.split("=", 1)
    for line in (DEPLOY / ".env.example").read_text("utf-8").splitlines()
    if "=" in line and not line.startswith("#")
)


def texts_in(value):
    if isinstance(value, dict | list):
        inner = value.values() if isinstance(value, dict) else value
        return [text for one in inner for text in texts_in(one)]
    return [str(value)]


def test_there_are_two_web_servers_and_two_workers():
    kinds = [said["command"][1] for said in PRODUCT.values()]
    assert sorted(kinds) == ["db", "serve", "serve", "worker", "worker"]


def test_only_the_proxy_can_be_reached():
    assert [name for name, said in SERVICES.items() if "ports" in said] == ["proxy"]
    assert read_compose()["networks"]["inside"] == {"internal": True}
    assert [name for name, said in SERVICES.items() if "outside" in said["networks"]] == ["proxy"]


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_has_few_rights_and_limits(name):
    said = SERVICES[name]
    assert said["read_only"] is True
    assert said["cap_drop"] == ["ALL"]
    assert said["security_opt"] == ["no-new-privileges:true"]
    assert set(said["deploy"]["resources"]["limits"]) == {"cpus", "memory"}
    assert "user" in said or name in PRODUCT
    assert said["restart"] == ("unless-stopped" if name in LASTING else "no")


@pytest.mark.parametrize("name", SERVICES)
def test_an_image_is_pinned(name):
    repository, _, tag = SERVICES[name]["image"].partition(":")
    assert "/" not in repository, "a plain name"
    assert tag == "local" if name in PRODUCT else re.match(r"\d+", tag)


def test_the_images_that_the_product_is_built_from_are_pinned():
    bases = re.findall(r"^FROM (\S+)", DOCKERFILE, re.MULTILINE)
    assert len(bases) == 2
    assert all(re.fullmatch(r"python:3\.\d+-[a-z-]+", base) for base in bases)


@pytest.mark.parametrize("name", PRODUCT)
def test_every_setting_exists_and_can_be_used(name):
    environment = read_services({"POSTGRES_PASSWORD": "x1"})[name].environment
    assert set(environment) <= SETTINGS
    settings = load_settings(environment)
    assert settings.database_url.startswith("postgresql://flow_forecaster:x1@postgres:5432/")


def test_the_image_sets_what_exists():
    [block] = re.findall(r"^ENV (.*?[^\\])$", DOCKERFILE, re.MULTILINE | re.DOTALL)
    assert set(re.findall(r"(\w+)=", block)) - SETTINGS == {
        "PATH",
        "MPLCONFIGDIR",
    }


@pytest.mark.parametrize("name", PRODUCT)
def test_every_command_exists(name):
    program, command, *_ = SERVICES[name]["command"]
    assert (program, command in COMMANDS) == ("flow-forecaster", True)


def test_the_web_servers_trust_the_proxy_and_nobody_else():
    for name in ("web-1", "web-2"):
        assert read_services({"POSTGRES_PASSWORD": "x"})[name].environment["TRUSTED_PROXIES"] == "1"
    assert "X-Forwarded-For $remote_addr" in NGINX


def test_the_proxy_knows_the_web_servers():
    assert re.findall(r"server (\S+) resolve", NGINX) == ["web-1:8080", "web-2:8080"]


@pytest.mark.parametrize("name", sorted(LASTING))
def test_every_lasting_service_has_a_health_check(name):
    test = SERVICES[name].get("healthcheck", {}).get("test")
    assert test or (name in PRODUCT and "HEALTHCHECK" in DOCKERFILE)


def test_health_checks_ask_what_the_application_answers(app_paths):
    asked = set(re.findall(r"/health/\w+", DOCKERFILE + NGINX + str(SERVICES)))
    assert asked == {"/health/live", "/health/ready"}
    assert asked <= app_paths


def test_what_others_wait_for_can_come_true():
    for name, said in SERVICES.items():
        for other, needed in said.get("depends_on", {}).items():
            if needed["condition"] == "service_healthy":
                assert other in LASTING, name
            elif needed["condition"] == "service_completed_successfully":
                assert other == "migrate"


def test_the_tables_are_made_before_anybody_needs_them():
    for name in set(PRODUCT) - {"migrate"}:
        assert SERVICES[name]["depends_on"]["migrate"] == {
            "condition": "service_completed_successfully"
        }


def test_the_example_has_every_variable_and_no_secret():
    named = {
        match["name"] for text in texts_in(read_compose()) for match in VARIABLE.finditer(text)
    }
    assert set(EXAMPLE) == named
    assert EXAMPLE["POSTGRES_PASSWORD"] == ""


def test_a_password_is_demanded():
    with pytest.raises(KeyError, match="POSTGRES_PASSWORD"):
        read_services(EXAMPLE)


def test_a_variable_has_its_value_or_its_default():
    assert fill_in("${A:-one} ${B:-two}", {"A": "", "B": "set"}) == "one set"


def test_the_image_holds_only_what_the_build_needs():
    ignored = (DEPLOY / "Dockerfile.dockerignore").read_text("utf-8").split("\n")
    kept = [line.removeprefix("!") for line in ignored if line.startswith("!")]
    assert "*" in ignored
    assert all((DEPLOY.parent / name).exists() for name in kept)
    assert set(re.findall(r"\S+\.lock", DOCKERFILE)) <= set(kept)


def test_the_image_runs_without_rights():
    assert re.search(r"^USER flow-forecaster$", DOCKERFILE, re.MULTILINE)
    assert "--require-hashes" in DOCKERFILE


def test_the_proxy_waits_longer_than_a_device_of_a_room():
    [proxy_s] = re.findall(r"proxy_read_timeout (\d+)s;", NGINX)
    [longest] = [one.le for one in Sync.model_fields["wait_s"].metadata if hasattr(one, "le")]
    assert int(proxy_s) > longest + 10


def test_numbers_of_the_installation_are_not_told_outside(app_paths):
    hidden = set(re.findall(r"location = (\S+) {\s+return 404;", NGINX))
    assert hidden == {"/health/ready", "/metrics"}
    assert hidden <= app_paths


def test_fonts_are_listed_where_a_read_only_image_can_write():
    [folder] = re.findall(r"MPLCONFIGDIR=(\S+)", DOCKERFILE)
    assert folder.startswith("/dev/shm/")
