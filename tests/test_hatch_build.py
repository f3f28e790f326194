import json

import pytest

import hatch_build

CATALOGUE = """\
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=2; plural=(n > 1);\\n"

msgid "Start over"
msgstr "Começar de novo"

msgid "%(n)s item"
msgid_plural "%(n)s items"
msgstr[0] "%(n)s item"
msgstr[1] "%(n)s itens"

#, fuzzy
msgid "Doubtful"
msgstr "Duvidoso"

msgid "Not translated yet"
msgstr ""
"""


@pytest.fixture
def checkout(tmp_path, monkeypatch):
    """A small checkout whose assets are built and current."""
    package = tmp_path / "src" / "flow_forecaster"
    places = {
        "ROOT": tmp_path,
        "FRONTEND": tmp_path / "frontend",
        "LOCALE": package / "locale",
        "TEMPLATES": package / "web" / "templates",
        "BUILT": package / "web" / "static" / "built",
    }
    for name, folder in places.items():
        folder.mkdir(parents=True, exist_ok=True)
        monkeypatch.setattr(hatch_build, name, folder)
    write(tmp_path / ".git" / "HEAD", "")
    write(hatch_build.FRONTEND / "package.json", "{}")
    write(hatch_build.FRONTEND / "src" / "main.ts", "")
    write(hatch_build.TEMPLATES / "page.html", "")
    write(hatch_build.LOCALE / "pt_BR" / "LC_MESSAGES" / "messages.po", CATALOGUE)
    write(hatch_build.BUILT / "manifest.json", "{}")
    write(hatch_build.BUILT / "sources.sha256", hatch_build.source_digest())
    return tmp_path


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_what_was_built_from_these_sources_is_current(checkout):
    assert hatch_build.assets_are_current()


@pytest.mark.parametrize(
    "source",
    [
        "frontend/src/main.ts",
        "frontend/package-lock.json",
        "src/flow_forecaster/web/templates/page.html",
        "src/flow_forecaster/locale/pt_BR/LC_MESSAGES/messages.po",
    ],
)
def test_a_changed_source_makes_the_assets_stale(checkout, source):
    write(checkout / source, "changed")
    assert not hatch_build.assets_are_current()


@pytest.mark.parametrize("other", ["frontend/node_modules/x.js", "frontend/tests/a.test.ts"])
def test_packages_and_tests_are_no_sources(checkout, other):
    write(checkout / other, "changed")
    assert hatch_build.assets_are_current()


def test_a_checkout_without_front_end_says_what_to_do(checkout):
    (checkout / "frontend" / "package.json").unlink()
    with pytest.raises(hatch_build.BuildError, match="Check the whole repository out"):
        hatch_build.make_assets()


def test_built_assets_without_sources_are_taken_as_they_are(checkout):
    (checkout / "frontend" / "package.json").unlink()
    (checkout / ".git").rename(checkout / "no-git")
    assert hatch_build.assets_are_current()


def test_words_are_what_is_translated_and_a_plural_has_its_forms(checkout, tmp_path):
    hatch_build.write_words(tmp_path)
    assert json.loads((tmp_path / "en.json").read_text()) == {}
    assert json.loads((tmp_path / "pt_BR.json").read_text(encoding="utf-8")) == {
        "%(n)s item": ["%(n)s item", "%(n)s itens"],
        "Start over": "Começar de novo",
    }


def test_a_manifest_that_names_a_missing_file_is_refused(tmp_path):
    write(tmp_path / "manifest.json", '{"page.css": "page-0A1B2C3D.css"}')
    with pytest.raises(hatch_build.BuildError, match=r"page-0A1B2C3D\.css"):
        hatch_build.check_manifest(tmp_path)
