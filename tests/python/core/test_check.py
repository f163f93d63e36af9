"""Argument checks: every rule, and the sentence that it gives."""

import json.decoder

import numpy as np
import pytest

from prelayer._core import check


@pytest.mark.parametrize(
    ("rule", "accepted"),
    [
        (lambda: check.whole("F", "n", 3), 3),
        (lambda: check.whole("F", "n", 10.0), 10),
        (lambda: check.whole("F", "n", np.int64(3), minimum=3), 3),
        (lambda: check.number("F", "x", 1), 1.0),
        (lambda: check.number("F", "x", np.float32(0.5), 0, 1), 0.5),
        (lambda: check.flag("F", "b", np.True_), True),
        (lambda: check.one_of("F", "m", None, ("a", None)), None),
        (lambda: check.known("F", "names", "a", {"a": 1, "b": 2}, "column"), "a"),
    ],
)
def test_returns_what_fits(rule, accepted):
    assert rule() == accepted
    assert type(rule()) is type(accepted)


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        (lambda: check.whole("F", "n", 1.5), "F: `n` must be a whole number, but it is 1.5."),
        (
            lambda: check.known("F", "names", "prise", ["size", "price", "shop"], "column"),
            'F: `names` names the column "prise", which does not exist. Is "price" meant?',
        ),
        (
            lambda: check.known("F", "names", "x", ["size", "shop"], "column"),
            'F: `names` names the column "x", which does not exist. Is "size" or "shop" meant?',
        ),
        (
            lambda: check.known("F", "names", "x", [], "column"),
            'F: `names` names the column "x", which does not exist. There is none.',
        ),
        (lambda: check.whole("F", "n", True), "F: `n` must be a whole number, but it is True."),
        (
            lambda: check.whole("F", "n", float("nan")),
            "F: `n` must be a whole number, but it is nan.",
        ),
        (
            lambda: check.whole("F", "n", -1, minimum=1),
            "F: `n` must be a whole number of at least 1, but it is -1.",
        ),
        (
            lambda: check.whole("F", "n", 2**70),
            f"F: `n` must be a whole number and below 2^63, but it is {2**70}.",
        ),
        (lambda: check.number("F", "x", "1"), "F: `x` must be a number, but it is '1'."),
        (
            lambda: check.number("F", "x", 2, 0, 1),
            "F: `x` must be a number from 0 to 1, but it is 2.0.",
        ),
        (
            lambda: check.number("F", "x", float("inf"), minimum=0),
            "F: `x` must be a number of at least 0, but it is inf.",
        ),
        (lambda: check.flag("F", "b", 1), "F: `b` must be True or False, but it is 1."),
        (
            lambda: check.one_of("F", "m", "c", ("a", "b", None)),
            'F: `m` must be "a", "b" or None, but it is \'c\'.',
        ),
        (
            lambda: check.one_of("F", "m", np.arange(3), ("a",)),
            'F: `m` must be "a", but it is [0, 1, 2].',
        ),
        (
            lambda: check.fail("F", "x", "short", "a" * 300, "Cut it."),
            f"F: `x` must be short, but it is '{'a' * 198}…. Cut it.",
        ),
    ],
)
def test_names_argument_rule_and_value_in_one_sentence(rule, sentence):
    with pytest.raises(ValueError) as caught:
        rule()
    assert str(caught.value) == sentence


def test_imports_what_is_there_and_says_how_to_get_what_is_not():
    assert check.imported("F", "json.decoder") is json.decoder
    with pytest.raises(ImportError) as refusal:
        check.imported("F", "no_such_package.part")
    assert str(refusal.value) == (
        "F: no_such_package is needed, but it is not installed; "
        "`pip install no_such_package` brings it."
    )


def test_a_package_that_does_not_work_says_why(tmp_path, monkeypatch):
    (tmp_path / "arrows.py").write_text('raise ImportError("arrows requires NumPy 2.0 or newer.")')
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(ImportError) as refusal:
        check.imported("F", "arrows")
    assert str(refusal.value) == (
        "F: arrows is needed, but it cannot be imported: arrows requires NumPy 2.0 or newer."
    )
