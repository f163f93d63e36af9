"""Argument checks: every rule, and the sentence that it gives."""

import json.decoder

import numpy as np
import pytest

from prelayer._core import check, errors, owner


@pytest.fixture(autouse=True)
def called():
    with owner.called("F"):
        yield


@pytest.mark.parametrize(
    ("rule", "accepted"),
    [
        (lambda: check.whole("n", 3), 3),
        (lambda: check.whole("n", 10.0), 10),
        (lambda: check.whole("n", np.int64(3), minimum=3), 3),
        (lambda: check.number("x", 1), 1.0),
        (lambda: check.number("x", np.float32(0.5), 0, 1), 0.5),
        (lambda: check.flag("b", np.True_), True),
        (lambda: check.one_of("m", None, ("a", None)), None),
        (lambda: check.known("names", "a", {"a": 1, "b": 2}, "column"), "a"),
    ],
)
def test_returns_what_fits(rule, accepted):
    assert rule() == accepted
    assert type(rule()) is type(accepted)


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        (lambda: check.whole("n", 1.5), "F: `n` must be a whole number, not 1.5."),
        (
            lambda: check.known("names", "prise", ["size", "price", "shop"], "column"),
            'F: `names` names the column "prise", which does not exist. Is "price" meant?',
        ),
        (
            lambda: check.known("names", "x", ["size", "shop"], "column"),
            'F: `names` names the column "x", which does not exist. Is "size" or "shop" meant?',
        ),
        (
            lambda: check.known("names", "Y", ["x", "y", "yy"], "column"),
            'F: `names` names the column "Y", which does not exist. Is "y" meant?',
        ),
        (
            lambda: check.known("names", "x", [], "column"),
            'F: `names` names the column "x", which does not exist. There is none.',
        ),
        (lambda: check.whole("n", True), "F: `n` must be a whole number, not True."),
        (
            lambda: check.whole("n", float("nan")),
            "F: `n` must be a whole number, not nan.",
        ),
        (
            lambda: check.whole("n", -1, minimum=1),
            "F: `n` must be a whole number of at least 1, not -1.",
        ),
        (
            lambda: check.whole("n", 2**70),
            f"F: `n` must be a whole number and below 2^63, not {2**70}.",
        ),
        (lambda: check.number("x", "1"), "F: `x` must be a number, not '1'."),
        (
            lambda: check.number("x", 2, 0, 1),
            "F: `x` must be a number from 0 to 1, not 2.0.",
        ),
        (
            lambda: check.number("x", float("inf"), minimum=0),
            "F: `x` must be a number of at least 0, not inf.",
        ),
        (lambda: check.flag("b", 1), "F: `b` must be True or False, not 1."),
        (
            lambda: check.one_of("m", "c", ("a", "b", None)),
            'F: `m` must be "a", "b" or None, not \'c\'.',
        ),
        (
            lambda: check.one_of("m", np.arange(3), ("a",)),
            'F: `m` must be "a", not [0, 1, 2].',
        ),
    ],
)
def test_names_argument_rule_and_value_in_one_sentence(rule, sentence):
    with pytest.raises(ValueError) as caught:
        rule()
    assert str(caught.value) == sentence


def test_truncates_long_values():
    error = errors.invalid("x", "short", "a" * 300, "Cut it.")
    assert str(error) == f"F: `x` must be short, not '{'a' * 198}…. Cut it."


def test_imports_what_is_there_and_says_how_to_get_what_is_not():
    assert check.imported("json.decoder") is json.decoder
    with pytest.raises(ImportError) as refusal:
        check.imported("no_such_package.part")
    assert str(refusal.value) == (
        "F: no_such_package is needed, but it is not installed; "
        "`pip install no_such_package` brings it."
    )


def test_a_package_that_does_not_work_says_why(tmp_path, monkeypatch):
    (tmp_path / "arrows.py").write_text('raise ImportError("arrows requires NumPy 2.0 or newer.")')
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(ImportError) as refusal:
        check.imported("arrows")
    assert str(refusal.value) == (
        "F: arrows is needed, but it cannot be imported: arrows requires NumPy 2.0 or newer."
    )
