"""What is published: metadata of both packages agree, and the packages have all files they need."""

import re
import sys
import tarfile
import zipfile
from fnmatch import fnmatch

import pytest
import yaml

from folders import ROOT

sys.path.insert(0, str(ROOT / "tools"))

import badges
import check_notes
import package_files

if sys.version_info >= (3, 11):
    import tomllib
else:
    from pip._vendor import tomli as tomllib


def read(path):
    return (ROOT / path).read_text(encoding="utf-8")


def found(pattern, path):
    return re.search(pattern, read(path), re.MULTILINE)[1]


CONFIG = tomllib.loads(read("pyproject.toml"))
PROJECT = CONFIG["project"]
CITATION = yaml.safe_load(read("CITATION.cff"))


def test_one_version_everywhere():
    assert {
        PROJECT["version"],
        CITATION["version"],
        found(r'^__version__ = "(.+)"', "python/prelayer/__init__.py"),
        found(r"^Version: (.+)$", "DESCRIPTION"),
        found(r"\A# prelayer (.+)$", "NEWS.md"),
    } == {PROJECT["version"]}


def test_one_license_everywhere():
    assert PROJECT["license"] == CITATION["license"] == "MIT"
    assert "License: MIT + file LICENSE\n" in read("DESCRIPTION")
    (file,) = PROJECT["license-files"]
    assert read(file).startswith("# MIT License\n")


def test_one_year_everywhere():
    assert {
        found(r"^YEAR: (\d+)$", "LICENSE"),
        found(r"^Copyright \(c\) (\d+) ", "LICENSE.md"),
        found(r'year = "(\d+)"', "inst/CITATION"),
    } == {found(r"^Copyright \(c\) (\d+) ", "LICENSE.md")}


def test_the_citation_file_has_the_fields_of_its_format():
    # Those that version 1.2.0 of the Citation File Format requires.
    assert {"cff-version", "message", "title", "authors"} <= set(CITATION)
    assert CITATION["cff-version"] == "1.2.0"
    assert CITATION["type"] == "software"
    assert CITATION["keywords"] == PROJECT["keywords"]


def test_title_and_authors_are_those_of_the_description():
    assert CITATION["title"] == f"prelayer: {found(r'^Title: (.+)$', 'DESCRIPTION')}"
    (author,) = CITATION["authors"]
    assert f'person("{author["name"]}"' in read("DESCRIPTION")
    assert f'person("{author["name"]}")' in read("inst/CITATION")


@pytest.mark.parametrize("name", ["CODE_OF_CONDUCT.md", "SECURITY.md", "cran-comments.md"])
def test_links_of_project_files_lead_to_files(name):
    links = re.findall(r"\]\(([^)]+)\)", read(name))
    assert [link for link in links if not (ROOT / link).is_file()] == []


def ignored_by_r(path):
    patterns = read(".Rbuildignore").splitlines()
    return any(re.search(pattern, path, re.IGNORECASE) for pattern in patterns)


def test_r_packages_have_only_what_r_uses():
    for path in (
        "CITATION.cff",
        "CODE_OF_CONDUCT.md",
        "SECURITY.md",
        "cran-comments.md",
        "build/check",
    ):
        assert ignored_by_r(path), path
    # R CMD build writes the last one, the index of vignettes.
    for path in ("LICENSE", "NEWS.md", "inst/CITATION", "build/vignette.rds"):
        assert not ignored_by_r(path), path


def test_python_packages_have_every_file():
    package = ROOT / "python/prelayer"
    config = CONFIG["tool"]["setuptools"]
    # Without `namespaces = false`, folders of modules without __init__.py are packages, too.
    assert config["packages"]["find"] == {"where": ["python"]}
    files = [path for path in package.rglob("*") if path.is_file()]
    others = [path for path in files if path.suffix not in (".py", ".pyc")]
    assert len(others) > 10
    for path in others:
        name = str(path.relative_to(package))
        assert any(fnmatch(name, pattern) for pattern in config["package-data"]["prelayer"]), name


def test_source_distributions_have_what_their_build_reads():
    # setuptools adds the readme, the files of the license and the package data.
    assert CONFIG["build-system"]["build-backend"] == "setuptools.build_meta"
    for name in (PROJECT["readme"], *PROJECT["license-files"]):
        assert (ROOT / name).is_file()
    assert not (ROOT / "setup.py").exists()


def test_badges_are_drawn_from_the_metadata(tmp_path):
    badges.main(tmp_path)
    drawn = {path.name: path.read_text(encoding="utf-8") for path in tmp_path.iterdir()}
    committed = {
        path.name: path.read_text(encoding="utf-8") for path in badges.FOLDER.glob("badge-*.svg")
    }
    assert committed == drawn, "run python3 tools/badges.py"


@pytest.mark.parametrize(
    ("badge", "text"),
    [
        ("version", f"version: {PROJECT['version']}"),
        ("python", f"Python: {PROJECT['requires-python'].removeprefix('>=')} to 3.13"),
        ("r", f"R: {found(r'^Depends: R .>= (.+).$', 'DESCRIPTION')} or newer"),
        ("license", f"license: {PROJECT['license']}"),
    ],
)
def test_the_readme_shows_the_badges(badge, text):
    assert f"![{text}](man/figures/badge-{badge}.svg)" in read("README.md")
    assert f"<title>{text}</title>" in read(f"man/figures/badge-{badge}.svg")


LOG = """\
* checking package 'a' ... [8s/25s] OK
* checking installed package size ... NOTE
  installed size is  6.0Mb
* checking tests ...
  Running 'testthat.R'
 ERROR
Running the tests failed.
* checking dates ... NOTE
* checking PDF version of manual ... OK
* DONE
Status: {status}
"""


def test_only_explained_notes_pass(tmp_path, capsys, monkeypatch):
    comments = tmp_path / "comments.md"
    monkeypatch.setattr(check_notes, "COMMENTS", comments)
    path = tmp_path / "00check.log"
    text = LOG.format(status="1 ERROR, 2 NOTEs")
    found = [(name, outcome) for name, outcome, _ in check_notes.findings(text)]
    assert found == [("installed package size", "NOTE"), ("tests", "ERROR"), ("dates", "NOTE")]

    def status(log, explanations):
        path.write_text(log, encoding="utf-8")
        comments.write_text(explanations, encoding="utf-8")
        return check_notes.main(str(path))

    both = "* checking installed package size: it has two languages.\n* checking dates: none.\n"
    assert status(text, both) == 1
    notes = LOG.format(status="2 NOTEs").replace(" ERROR\n", " OK\n")
    assert status(notes, both) == 0
    assert status(notes, both.splitlines()[0]) == 1
    # R stopped, or wrote a finding in another form.
    assert status(notes.partition("Status")[0], both) == 1
    assert status(notes.replace("2 NOTEs", "3 NOTEs"), both) == 1
    assert "installed size is  6.0Mb (explained in cran-comments.md)" in capsys.readouterr().out


def test_files_of_packages_are_compared_with_the_repository(tmp_path, monkeypatch, capsys):
    def names(of_r):
        return {"a.py", "web/b.js"} if of_r else {"a.py", "web/b.js", "web/runtime/c.wasm"}

    monkeypatch.setattr(package_files, "expected", names)
    wheel = tmp_path / "prelayer-1-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as file:
        for name in ("prelayer/a.py", "prelayer/web/b.js", "prelayer-1.dist-info/METADATA"):
            file.writestr(name, "")
    archives = {}
    for name, folder in (("prelayer-1", "prelayer-1"), ("prelayer_1", "prelayer/inst")):
        archives[name] = tmp_path / f"{name}.tar.gz"
        with tarfile.open(archives[name], "w:gz") as file:
            for inner in ("README.md", *(f"python/prelayer/{path}" for path in names(False))):
                file.addfile(tarfile.TarInfo(f"{folder}/{inner}"))
    assert package_files.main([str(archives["prelayer-1"])]) == 0
    capsys.readouterr()
    assert package_files.main([str(wheel)]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "prelayer-1-py3-none-any.whl: 2 files of the Python package",
        "prelayer-1-py3-none-any.whl lacks web/runtime/c.wasm",
    ]
    assert package_files.main([str(archives["prelayer_1"])]) == 1
    assert "prelayer_1.tar.gz has another file, web/runtime/c.wasm" in capsys.readouterr().out
