"""Settings: what the environment may say, with a default, a unit and a help for each.

Read once at the top and passed down.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import Field, dataclass, field, fields
from pathlib import Path
from typing import Any

from flow_forecaster.domain.errors import AppError
from flow_forecaster.domain.language import N_, Language

DATABASE_FILE = "flow-forecaster.db"


@dataclass(frozen=True, slots=True)
class Kind:
    """How a value is read; ``read`` raises ValueError for what is not ``expected``."""

    expected: str
    read: Callable[[str], object]
    facts: Mapping[str, object]


class MissingSetting(AppError):
    """A setting that another one needs."""

    heading = N_("A setting is missing")
    sentence = N_("{name} is needed as well, since {because} is set.")

    def __init__(self, name: str, because: str) -> None:
        super().__init__(name, because)
        self.name, self.because = name, because

    def detail(self, language: Language) -> str:
        """With both names."""
        return language.gettext(self.sentence, name=self.name, because=self.because)


class WrongSetting(AppError):
    """A setting whose value cannot be used."""

    heading = N_("A setting cannot be used")
    sentence = N_(
        "{name} is “{value}”; it must be {expected}. Without it, it would be “{default}”."
    )

    def __init__(self, name: str, value: str, kind: Kind, default: object) -> None:
        super().__init__(name, value)
        self.name, self.value, self.kind, self.default = name, value, kind, default

    def detail(self, language: Language) -> str:
        """With the name, the value, what it must be, and the default."""
        return language.gettext(
            self.sentence,
            name=self.name,
            value=self.value,
            expected=language.gettext(self.kind.expected, **self.kind.facts),
            default=self.default,
        )


def _host() -> Kind:
    return Kind(N_("a host name or an address"), str, {})


def _whole(low: int, high: int) -> Kind:
    def read(text: str) -> int:
        number = int(text)
        if not low <= number <= high:
            raise ValueError
        return number

    return Kind(N_("a whole number from {low} to {high}"), read, {"low": low, "high": high})


def _one_of(*names: str) -> Kind:
    def read(text: str) -> str:
        if text not in names:
            raise ValueError
        return text

    return Kind(N_("one of: {names}"), read, {"names": ", ".join(names)})


def _origin() -> Kind:
    def read(text: str) -> str:
        if not re.fullmatch(r"https?://[A-Za-z0-9.:-]+", text):
            raise ValueError
        return text

    return Kind(N_("an address such as https://cdn.example.org, without a path"), read, {})


def _page_origin() -> Kind:
    return Kind(
        N_("an address such as https://forecasts.example.org, without a path"), _origin().read, {}
    )


def _sender() -> Kind:
    def read(text: str) -> str:
        if not re.fullmatch(r"[^\s@<>]+@[^\s@<>]+", text):
            raise ValueError
        return text

    return Kind(N_("an e-mail address"), read, {})


def _text(expected: str) -> Kind:
    return Kind(expected, str, {})


def _switch() -> Kind:
    def read(text: str) -> bool:
        if text not in {"0", "1"}:
            raise ValueError
        return text == "1"

    return Kind(N_("0 or 1"), read, {})


def _database() -> Kind:
    def read(text: str) -> str:
        if not re.match(r"(sqlite:///.|postgres(ql)?://.)", text):
            raise ValueError
        return text.replace("postgres://", "postgresql://", 1)

    return Kind(N_("sqlite:///PATH or postgresql://USER:PASSWORD@HOST/NAME"), read, {})


def _redis() -> Kind:
    def read(text: str) -> str:
        if not re.match(r"(rediss?|unix)://.", text):
            raise ValueError
        return text

    return Kind(N_("an address such as redis://HOST:6379/0"), read, {})


def _setting(default: Any, kind: Kind, text: str, *, unit: str = "") -> Any:
    return field(default=default, metadata={"kind": kind, "help": text, "unit": unit})


def _secret(kind: Kind, text: str) -> Any:
    """A setting that is never printed."""
    return field(default="", repr=False, metadata={"kind": kind, "help": text, "unit": ""})


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything that can be set; the environment's name is the field's in capitals."""

    host: str = _setting(
        "127.0.0.1",
        _host(),
        "Address to listen on: `127.0.0.1` for this machine only, `0.0.0.0` for the whole network.",
    )
    port: int = _setting(8080, _whole(0, 65_535), "Port to listen on; 0 takes any that is free.")
    workers: int = _setting(
        2, _whole(1, 64), "Processes that answer, each with 128 threads.", unit="processes"
    )
    data_folder: str = _setting(
        "data", _text(N_("a folder")), "Where what is kept lies: the database of SQLite."
    )
    database_url: str = _setting(
        "", _database(), "The database. Empty: a file of SQLite in the data folder."
    )
    redis_url: str = _setting(
        "",
        _redis(),
        "Redis, which tells workers on any machine of long computations. Empty: processes beside "
        "the web do them.",
    )
    job_workers: int = _setting(
        0,
        _whole(0, 64),
        "Processes that do long computations; 0 leaves one processor to the web.",
        unit="processes",
    )
    workshop: bool = _setting(
        False,  # noqa: FBT003
        _switch(),
        "1 for a workshop: simulations have 2,000 trials unless more are asked for.",
    )
    trusted_proxies: int = _setting(
        0,
        _whole(0, 5),
        "Proxies before the product whose word on a client's address and https is taken.",
        unit="proxies",
    )
    cdn_url: str = _setting(
        "",
        _origin(),
        "Where browsers fetch scripts and styles from, when a CDN stands before the product. "
        "Empty: from the product itself.",
    )
    public_url: str = _setting(
        "",
        _page_origin(),
        "Where people reach the product; links in mails begin with it. Empty: the address that is "
        "listened on.",
    )
    registration: str = _setting(
        "open",
        _one_of("open", "closed"),
        "Who makes accounts: anybody, or only the installation's owner, by "
        "`flow-forecaster user create`.",
    )
    smtp_host: str = _setting(
        "",
        _host(),
        "Mail server, for links to a new password; it needs `PUBLIC_URL` and `SMTP_FROM`. Empty: "
        "no mail; the owner makes links by `flow-forecaster user reset-link`.",
    )
    smtp_port: int = _setting(587, _whole(1, 65_535), "Port of the mail server.")
    smtp_user: str = _setting("", _text(N_("a name")), "Name at the mail server. Empty: none.")
    smtp_password: str = _secret(_text(N_("a password")), "Password at the mail server.")
    smtp_from: str = _setting("", _sender(), "Sender of mails, such as `forecasts@example.org`.")
    smtp_tls: str = _setting(
        "starttls",
        _one_of("starttls", "tls", "none"),
        "How the way to the mail server is sealed; `tls` goes with port 465.",
    )
    log_level: str = _setting(
        "warning", _one_of("debug", "info", "warning", "error"), "The least that is logged."
    )
    metrics_token: str = _setting(
        "",
        _text(N_("a text that nobody guesses")),
        "What whoever reads `/metrics` must show, as `Authorization: Bearer ...`. Empty: nobody "
        "reads them.",
    )

    @property
    def database_address(self) -> str:
        """The database to open."""
        return self.database_url or f"sqlite:///{self.own_database_file}"

    @property
    def public_address(self) -> str:
        """What links begin with."""
        return self.public_url or f"http://{self.host}:{self.port}"

    @property
    def own_database_file(self) -> Path | None:
        """The file of SQLite where no database is named, perhaps not there yet."""
        return None if self.database_url else Path(self.data_folder) / DATABASE_FILE

    @property
    def lock_file(self) -> str:
        """What the one embedded runner of jobs holds."""
        return str(Path(self.data_folder) / "jobs.lock")


def load_settings(environ: Mapping[str, str]) -> Settings:
    """Read the settings; an empty variable is one that is not set.

    Raises
    ------
    WrongSetting
        If a value cannot be used.
    MissingSetting
        If mail is to be sent, and not by whom, or where its links lead.
    """
    said = {one: environ.get(one.name.upper(), "").strip() for one in fields(Settings)}
    settings = Settings(**{one.name: _read(one, text) for one, text in said.items() if text})
    for needed in ("public_url", "smtp_from"):
        if settings.smtp_host and not getattr(settings, needed):
            raise MissingSetting(needed.upper(), "SMTP_HOST")
    return settings


def environment_of(settings: Settings) -> dict[str, str]:
    """The environment that says these settings."""
    return {
        one.name.upper(): str(_written(getattr(settings, one.name))) for one in fields(Settings)
    }


def describe_settings() -> str:
    """The settings as a page of documentation, in Markdown."""
    rows = "\n".join(map(_row, fields(Settings)))
    return HEAD + rows + "\n"


HEAD = """\
# Settings

Set them in the environment. A value that cannot be used stops the start with a sentence.

| Name | Default | Unit | What it does |
|---|---|---|---|
"""


def _row(one: Field[Any]) -> str:
    kind: Kind = one.metadata["kind"]
    default = f"`{_written(one.default)}`" if one.default != "" else ""
    expected = kind.expected.format(**kind.facts)
    text = f"{one.metadata['help']} Must be {expected}."
    return f"| `{one.name.upper()}` | {default} | {one.metadata['unit']} | {text} |"


def _written(value: object) -> object:
    """A value as it is written in the environment."""
    return int(value) if isinstance(value, bool) else value


def _read(one: Field[Any], text: str) -> Any:
    kind: Kind = one.metadata["kind"]
    try:
        return kind.read(text)
    except ValueError as error:
        raise WrongSetting(one.name.upper(), text, kind, one.default) from error
