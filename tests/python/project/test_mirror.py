"""The two halves in step: files by stem, tests by name, one version."""

import re
from collections import defaultdict

import pytest
import yaml
from test_facade import LAYERS

from folders import ROOT

ALLOWED = yaml.safe_load((ROOT / "tests/mirror.yml").read_text(encoding="utf-8"))


def snake(name):
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", name).lower()


def as_name(sentence):
    return re.sub(r"[^a-z0-9]+", "_", sentence.lower()).strip("_")


def python_tests():
    found = {}
    for path in (ROOT / "tests/python").rglob("test_*.py"):
        names = re.findall(r"^def test_(\w+)", path.read_text(encoding="utf-8"), re.MULTILINE)
        found[path.stem.removeprefix("test_")] = set(names)
    return found


def r_tests():
    found = {}
    for path in (ROOT / "tests/testthat").glob("test-*.R"):
        text = path.read_text(encoding="utf-8")
        sentences = re.findall(r'^test_that\("((?:[^"\\]|\\.)*)"', text, re.MULTILINE)
        found[path.stem.removeprefix("test-")] = {as_name(sentence) for sentence in sentences}
    return found


def alone(tests, others):
    """Return the tests of one half that the other half lacks, by stem; "all" for a whole file."""
    found = {}
    for stem, names in tests.items():
        missing = names - others.get(stem, set())
        if missing:
            found[stem] = missing if stem in others else "all"
    return found


def allowed(language):
    """Return the tests that one half may have alone, by stem."""
    found = defaultdict(set)
    for entry in ALLOWED:
        assert set(entry) <= {"why", "python", "r"}, "an entry has a why, and python or r"
        assert entry["why"].endswith(".")
        for stem, sentences in entry.get(language, {}).items():
            if sentences == "all":
                found[stem] = "all"
            else:
                found[stem] |= {as_name(sentence) for sentence in sentences}
    return dict(found)


@pytest.mark.parametrize("name", LAYERS)
def test_every_layer_has_its_files(name):
    stem = snake(name)
    for path in (
        f"python/prelayer/layers/*/{stem}.py",
        f"R/layer-{stem}.R",
        f"man/layer_{stem}.Rd",
        f"tests/cases/{stem}.json",
        f"tests/python/layers/*/test_{stem}.py",
        f"tests/testthat/test-{stem}.R",
    ):
        assert len(list(ROOT.glob(path))) == 1, path


def test_every_test_has_its_twin_or_a_why():
    python, r = python_tests(), r_tests()
    assert alone(python, r) == allowed("python"), "tests of Python without a twin"
    assert alone(r, python) == allowed("r"), "tests of R without a twin"


def test_one_version_everywhere():
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    facade = (ROOT / "python/prelayer/__init__.py").read_text(encoding="utf-8")
    description = (ROOT / "DESCRIPTION").read_text(encoding="utf-8")
    news = (ROOT / "NEWS.md").read_text(encoding="utf-8")
    versions = {
        re.search(r'^version = "(.+)"', project, re.MULTILINE)[1],
        re.search(r'^__version__ = "(.+)"', facade, re.MULTILINE)[1],
        re.search(r"^Version: (.+)$", description, re.MULTILINE)[1],
        re.search(r"^# prelayer (.+)$", news, re.MULTILINE)[1],
    }
    assert len(versions) == 1, versions
