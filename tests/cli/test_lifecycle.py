"""The life of an installation: copied, lost, brought back, renewed, as the guide tells it."""

import json
import shutil
from importlib import resources

from alembic import command
from alembic.config import Config
from sqlalchemy import insert

from flow_forecaster.domain.project import ProjectContent
from flow_forecaster.services.passwords import hash_password
from flow_forecaster.storage.database import open_database
from flow_forecaster.storage.migrating import REVISION
from flow_forecaster.storage.tables import account, project
from tests.cli.test_main import run
from tests.cli.test_serve import FORECAST, JSON, serving
from tests.storage.rows import account_row, new_id, project_row
from tests.web.people import PASSWORDS, SAME_SITE

FORM = {"Content-Type": "application/x-www-form-urlencoded"} | SAME_SITE
[(EMAIL, PASSWORD), *_] = PASSWORDS.items()
LOGIN = f"email={EMAIL}&password={PASSWORD.replace(' ', '+')}"
EARLIER = "0002"
"""A revision that had accounts and projects, and nothing of rooms."""


class Ana:
    """Somebody at a running server."""

    def __init__(self, server, path="/login", more=""):
        response, _ = server.fetch("POST", path, LOGIN + more, **FORM)
        assert response.status == 303
        self.server = server
        self.cookie = {"Cookie": response.headers["Set-Cookie"].partition(";")[0]} | SAME_SITE

    def make_project(self, name):
        body = json.dumps({"name": name, "history": FORECAST["history"]})
        made = self.server.ask("POST", "/api/v1/projects", body, **JSON, **self.cookie)
        assert made[0] == 201

    def projects(self):
        status, answer = self.server.ask("GET", "/api/v1/projects", **self.cookie)
        assert status == 200
        return {one["name"] for one in json.loads(answer)["projects"]}


def test_what_was_backed_up_while_people_worked_is_served_again(tmp_path):
    data, copy = tmp_path / "data", tmp_path / "monday.db"
    with serving(DATA_FOLDER=str(data)) as server:
        ana = Ana(server, "/register", "&name=Ana")
        ana.make_project("Payments")
        made = run("db", "backup", str(copy), DATA_FOLDER=str(data), DATABASE_URL="")
        assert (made.returncode, made.stderr) == (0, "")
        ana.make_project("Later")
        server.end()
    lost = tmp_path / "lost"
    lost.mkdir()
    for file in data.glob("flow-forecaster.db*"):
        shutil.move(file, lost)
    shutil.copy(copy, data / "flow-forecaster.db")
    assert run("check", DATA_FOLDER=str(data), DATABASE_URL="").returncode == 0
    with serving(DATA_FOLDER=str(data)) as server:
        assert Ana(server).projects() == {"Payments"}


def test_a_backup_can_be_looked_into_without_restoring_it(tmp_path):
    data, copy = tmp_path / "data", tmp_path / "monday.db"
    with serving(DATA_FOLDER=str(data)) as server:
        Ana(server, "/register", "&name=Ana").make_project("Payments")
        assert run("db", "backup", str(copy), DATA_FOLDER=str(data)).returncode == 0
    with serving(DATABASE_URL=f"sqlite:///{copy}", DATA_FOLDER=str(tmp_path)) as server:
        assert Ana(server).projects() == {"Payments"}


def earlier_installation(folder):
    """The database of an earlier version, with Ana and a project of hers."""
    folder.mkdir()
    database = open_database(f"sqlite:///{folder}/flow-forecaster.db")
    config = Config()
    scripts = resources.files("flow_forecaster.storage") / "migrations"
    config.set_main_option("script_location", str(scripts))
    config.set_main_option("path_separator", "os")
    ana = new_id()
    with database.writing() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, EARLIER)
        secret = hash_password(PASSWORD)
        row = account_row(ana) | {"email": EMAIL, "password": secret, "name": "Ana"}
        connection.execute(insert(account).values(row))
        content = ProjectContent(name="Payments").model_dump(mode="json")
        kept = {"name": "Payments", "content": content}
        connection.execute(insert(project).values(project_row(new_id(), ana) | kept))
    database.close()


def test_an_earlier_version_is_brought_along_at_the_start(tmp_path):
    earlier_installation(tmp_path / "data")
    missing = run("check", DATA_FOLDER=str(tmp_path / "data"), DATABASE_URL="")
    assert (missing.returncode, "Tables: missing" in missing.stdout) == (2, True)
    with serving(DATA_FOLDER=str(tmp_path / "data")) as server:
        ana = Ana(server)
        assert ana.projects() == {"Payments"}
        ana.make_project("Later")
        assert ana.projects() == {"Payments", "Later"}


def test_an_upgrade_can_be_backed_out_of(tmp_path):
    data, before = tmp_path / "data", tmp_path / "before.db"
    earlier_installation(data)
    environ = {"DATA_FOLDER": str(data), "DATABASE_URL": ""}
    assert run("db", "backup", str(before), **environ).returncode == 0
    told = run("db", "upgrade", **environ)
    assert told.stdout == f"The database is at revision {REVISION}.\n"
    assert run("check", **environ).returncode == 0
    # The backup is what the earlier version left, and this version can open it once more.
    (data / "flow-forecaster.db").unlink()
    shutil.copy(before, data / "flow-forecaster.db")
    assert "Tables: missing" in run("check", **environ).stdout
    assert run("db", "upgrade", **environ).returncode == 0
