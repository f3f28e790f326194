"""The built scripts and styles: their names, and the server that sends them."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from wsgiref.headers import Headers

from whitenoise import WhiteNoise

from flow_forecaster.domain.errors import AppError
from flow_forecaster.domain.language import N_, Language

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

BUILT = Path(__file__).parent / "static" / "built"
PREFIX = "/static"
HASHED = r"-[0-9A-Za-z]{8}\.[a-z]+$"


class AssetsMissing(AppError):
    """The pages' scripts and styles were not built."""

    heading = N_("The pages are not complete")
    sentence = N_(
        "The pages' scripts and styles are missing: there is no {path}. Run `make assets` in a "
        "checkout, or install a released wheel."
    )

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.path = path

    def detail(self, language: Language) -> str:
        """With the file that is not there."""
        return language.gettext(self.sentence, path=self.path)


@dataclass(slots=True)
class Assets:
    """The folder of the built files; ``names`` gives each source's hashed name."""

    folder: Path
    names: Mapping[str, str]
    cdn_url: str = ""
    _manifest: str = field(init=False, repr=False)
    _built_at: tuple[int, int] | None = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._manifest = str(_manifest(self.folder))
        self._built_at = self._look()

    def refresh(self) -> bool:
        """Read the names again if they were built anew; whether they were. It costs a look."""
        built_at = self._look()
        if built_at in {None, self._built_at}:
            return False
        self._built_at, self.names = built_at, _read_names(self.folder)
        return True

    def _look(self) -> tuple[int, int] | None:
        """What tells one build from another; None while one takes the other's place."""
        try:
            # With each request: a path object would cost several times the look.
            seen = os.stat(self._manifest)  # noqa: PTH116
        except FileNotFoundError:
            return None
        return seen.st_mtime_ns, seen.st_ino

    def url(self, name: str) -> str:
        """The address of an asset by its source's name; KeyError when it was not built."""
        return f"{self.cdn_url}{PREFIX}/{self.names[name]}"


def load_assets(cdn_url: str = "", folder: Path = BUILT) -> Assets:
    """Read the manifest of the build.

    Raises
    ------
    AssetsMissing
        If nothing was built.
    """
    try:
        return Assets(folder, _read_names(folder), cdn_url)
    except FileNotFoundError as error:
        raise AssetsMissing(_manifest(folder)) from error


class AssetServer:
    """Answers for the built files before the application, precompressed and cacheable for ever.

    Files that were built anew are sent from then on, and pages name them.
    """

    def __init__(self, application: WSGIApplication, assets: Assets) -> None:
        self._application, self._assets = application, assets
        self._server = self._open()

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if self._assets.refresh():
            self._server = self._open()
        return self._server(environ, start_response)

    def _open(self) -> WSGIApplication:
        server: WSGIApplication = WhiteNoise(
            self._application,
            self._assets.folder,
            PREFIX,
            # A script from a CDN is fetched across origins, which its server must allow.
            allow_all_origins=bool(self._assets.cdn_url),
            immutable_file_test=HASHED,
            add_headers_function=_add_headers,
        )
        return server


def _manifest(folder: Path) -> Path:
    return folder / "manifest.json"


def _read_names(folder: Path) -> dict[str, str]:
    names: dict[str, str] = json.loads(_manifest(folder).read_text(encoding="utf-8"))
    return names


def _add_headers(headers: Headers, _path: str, _url: str) -> None:
    headers["X-Content-Type-Options"] = "nosniff"
