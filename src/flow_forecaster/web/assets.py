"""The built scripts and styles: their names, and the server that sends them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from wsgiref.headers import Headers

from whitenoise import WhiteNoise

from flow_forecaster.domain.errors import AppError
from flow_forecaster.domain.language import N_, Language

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

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


@dataclass(frozen=True, slots=True)
class Assets:
    """The folder of the built files; ``names`` gives each source's hashed name."""

    folder: Path
    names: Mapping[str, str]
    cdn_url: str = ""

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
    manifest = folder / "manifest.json"
    try:
        names = json.loads(manifest.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise AssetsMissing(manifest) from error
    return Assets(folder, names, cdn_url)


def serve_assets(application: WSGIApplication, assets: Assets) -> WSGIApplication:
    """Answer for the built files before the application, precompressed and cacheable for ever."""
    server: WSGIApplication = WhiteNoise(
        application,
        assets.folder,
        PREFIX,
        # A script from a CDN is fetched across origins, which its server must allow.
        allow_all_origins=bool(assets.cdn_url),
        immutable_file_test=HASHED,
        add_headers_function=_add_headers,
    )
    return server


def _add_headers(headers: Headers, _path: str, _url: str) -> None:
    headers["X-Content-Type-Options"] = "nosniff"
