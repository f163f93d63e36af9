"""What `features` and `target` of dataset_from_frame may hold."""

import pytest

from prelayer import dataset_from_frame, label_column

DATA = {"size": [1.5, 2.0], "sold": [0, 1]}


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (
            {"features": [1, 2]},
            "`features` must be names of columns, or columns, not 1. "
            "Columns are named, not counted.",
        ),
        (
            {"features": {"a": 2}},
            "`features` must be names of columns, or columns, not 2. "
            "Columns are named, not counted.",
        ),
        (
            {"features": ["size", None]},
            "`features` must be names of columns, or columns, not None.",
        ),
        (
            {"features": "size", "target": [1]},
            "`target` must be names of columns, or columns, not 1. Columns are named, not counted.",
        ),
    ],
)
def test_what_is_no_column_is_an_error_that_says_so(arguments, sentence):
    with pytest.raises((TypeError, ValueError)) as caught:
        dataset_from_frame(DATA, **arguments)
    assert str(caught.value) == f"dataset_from_frame: {sentence}"


def test_a_label_is_no_feature():
    with pytest.raises((TypeError, ValueError), match="`features` must be names of columns"):
        dataset_from_frame(DATA, ["size", label_column("sold")])
