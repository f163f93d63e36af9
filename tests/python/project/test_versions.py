"""The oldest versions are the same wherever they are declared."""

import re

import pytest

from folders import ROOT

# By pyproject.toml.
NAMES = {"tensorflow": "TensorFlow", "keras": "Keras", "numpy": "NumPy"}


def read(path):
    return (ROOT / path).read_text(encoding="utf-8")


def declared(package):
    return re.search(rf'^  "{package}>=([\d.]+)"', read("pyproject.toml"), re.MULTILINE)[1]


@pytest.mark.parametrize("package", NAMES)
def test_the_readme_names_the_oldest_packages(package):
    assert f"{NAMES[package]} {declared(package)}" in read("README.md")


@pytest.mark.parametrize("package", [*NAMES, "rich", "datasketches"])
def test_r_needs_the_same_oldest_packages(package):
    minimum = re.search(r"^minimum <- c\((.*)\)$", read("R/install.R"), re.MULTILINE)[1]
    assert f'{package} = "{declared(package)}"' in minimum


def test_the_oldest_python_is_the_same_everywhere():
    oldest = re.search(r'^requires-python = ">=(.+)"', read("pyproject.toml"), re.MULTILINE)[1]
    assert f"Python {oldest}" in read("README.md")
    assert f"Python (>= {oldest})" in read("DESCRIPTION")
    assert f'python = "{oldest}"' in read("R/install.R")


def test_the_description_names_the_oldest_packages():
    for package in ("tensorflow", "keras"):
        assert f"{NAMES[package]} (>= {declared(package)})" in read("DESCRIPTION")
