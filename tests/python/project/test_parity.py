"""Python and R in step: test files by stem, case files and rows, files of each layer, one version.

`tests/testthat/test-parity.R` compares the public names and their arguments.
"""

import json
import re

import pytest
import yaml
from test_facade import LAYERS

import prelayer
from folders import ROOT

ALONE = yaml.safe_load((ROOT / "tests/parity.yml").read_text(encoding="utf-8"))
PYTHON = {path.stem.removeprefix("test_"): path for path in ROOT.glob("tests/python/**/test_*.py")}
R = {path.stem.removeprefix("test-"): path for path in ROOT.glob("tests/testthat/test-*.R")}
CASE_FILES = sorted(path.stem for path in ROOT.glob("tests/cases/*.json"))


def snake(name):
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", name).lower()


def feature(path):
    """Return the entry of parity.yml that a Python test file without an R file falls under."""
    folders = path.relative_to(ROOT / "tests/python").parts[:-1]
    return next((name for name in folders if name in ALONE["python"]), path.stem[len("test_") :])


def test_every_entry_has_a_reason():
    assert set(ALONE) == {"python", "r", "names", "cases"}
    for reasons in ALONE.values():
        assert [reason for reason in reasons.values() if not reason.endswith(".")] == []


def test_every_stem_is_tested_in_both_languages():
    assert {feature(path) for stem, path in PYTHON.items() if stem not in R} == set(ALONE["python"])
    assert R.keys() - PYTHON.keys() == set(ALONE["r"])


@pytest.mark.parametrize("stem", CASE_FILES)
def test_every_case_file_is_run_in_both_languages(stem):
    runs_python, runs_r = f'cases.load("{stem}")', f'run_cases("{stem}")'
    if stem == "conversion":  # the cases of columns, which are expressions of each language
        stem, runs_python, runs_r = "conversion_columns", '"conversion.json"', '"conversion.json"'
    assert runs_python in PYTHON[stem].read_text(encoding="utf-8")
    assert runs_r in R[stem].read_text(encoding="utf-8")


def test_r_runs_all_cases_without_nul():
    # helper-cases.R leaves out the others
    files = [
        json.loads((ROOT / f"tests/cases/{stem}.json").read_text("utf-8")) for stem in CASE_FILES
    ]
    cases = [case for file in files for case in file["cases"]]
    assert [case["name"] for case in cases if "\\u0000" in json.dumps(case)] == [*ALONE["cases"]]


@pytest.mark.parametrize("name", [name for name in LAYERS if name in prelayer.layers.__all__])
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
