"""What layers print: the call that makes them, and what they have learned."""

import keras
import numpy as np
import pytest
import tensorflow as tf

from prelayer import (
    DatetimeFeatures,
    Discretization,
    IntegerLookup,
    Normalization,
    Pipeline,
    Preprocessor,
    Rescaling,
    StringLookup,
    TextVectorization,
    ZCAWhitening,
    adapt,
)


def fitted(layer, data):
    layer.adapt(data)
    return layer


def test_a_layer_that_learned_nothing_prints_its_call():
    assert repr(Normalization()) == "Normalization()"
    assert repr(Rescaling(scale=2.0, offset=[1, 2])) == "Rescaling(scale=2.0, offset=[1, 2])"
    layer = Normalization(axis=None)
    layer.build((None, 3))
    assert repr(layer) == "Normalization(axis=None)"


def test_numbers():
    assert repr(fitted(Normalization(), [[1.0, 10.0], [3.0, 30.0]])).splitlines() == [
        "Normalization()",
        "  mean (2):     2, 20",
        "  variance (2): 1, 100",
    ]
    assert repr(fitted(Normalization(axis=None), [1.0, 4.0])).splitlines() == [
        "Normalization(axis=None)",
        "  mean:     2.5",
        "  variance: 2.25",
    ]
    bins = fitted(Discretization(num_bins=4), np.arange(5.0))
    assert repr(bins) == "Discretization(num_bins=4)\n  boundaries (3): 1, 2, 3"


def test_tokens():
    layer = fitted(StringLookup(output_mode="tf_idf"), [["it's", "b"], ["b", "b"]])
    # log(1 + 2 / (1 + 2)) and log(1 + 2 / (1 + 1))
    assert repr(layer).splitlines() == [
        "StringLookup(output_mode='tf_idf')",
        "  tokens (2):      'b', \"it's\"",
        "  idf_weights (2): 0.5108, 0.6931",
    ]
    assert repr(fitted(IntegerLookup(), [5, 7, 7])) == "IntegerLookup()\n  tokens (2): 7, 5"
    dates = fitted(DatetimeFeatures(["elapsed"]), ["2024-02-29", "2025-01-01"])
    assert repr(dates).endswith("\n  origin: '2024-02-29'")


def test_a_vocabulary_of_a_file_is_shown_and_a_given_one_is_not_repeated(tmp_path):
    assert repr(StringLookup(vocabulary=["a", "b"])) == "StringLookup(vocabulary=['a', 'b'])"
    (tmp_path / "words").write_text("a\nb\n")
    assert repr(StringLookup(vocabulary=tmp_path / "words")).endswith("\n  tokens (2): 'a', 'b'")


@pytest.mark.parametrize(
    "layer",
    [
        StringLookup(vocabulary=[f"word {number}" for number in range(2000)]),
        fitted(StringLookup(), [f"{number} {'long ' * 30}" for number in range(50)]),
        fitted(StringLookup(), ["日本語の単語" * 3 + str(number) for number in range(50)]),
        fitted(StringLookup(), ["a\nb\tc", "\u202e", "\x1b[31m"]),
        Normalization(mean=np.arange(40.0), variance=np.ones(40)),
        fitted(Normalization(), np.random.default_rng(1).normal(size=(9, 500)) * 1e9),
        fitted(ZCAWhitening(), np.random.default_rng(1).normal(size=(9, 4, 4, 3))),
        TextVectorization(
            max_tokens=10_000, standardize=["casefold", "strip_accents", "nfc"], ngrams=3,
            output_mode="tf_idf", pad_to_max_tokens=True,
        ),
    ],
)  # fmt: skip
def test_lines_have_at_most_80_columns(layer):
    lines = repr(layer).splitlines()
    assert len(lines) <= 5
    wide = sum(letter > "\u2fff" for letter in max(lines))
    assert max(map(len, lines)) + wide <= 80
    assert repr(layer).isprintable() or all(map(str.isprintable, lines))


def test_long_lists_are_cut():
    layer = Discretization(bin_boundaries=list(range(500)))
    assert repr(layer).startswith("Discretization(bin_boundaries=[0, 1, 2, 3, 4, ")
    assert repr(layer).endswith(" more])")
    layer = fitted(StringLookup(), [f"w{number:04}" for number in range(2000)])
    line = repr(layer).splitlines()[1]
    assert line.startswith("  tokens (2,000): 'w1999', 'w1998', ")
    assert line.endswith("', ...")


def test_functions_are_named_without_a_warning(recwarn):
    assert repr(TextVectorization(standardize=tf.strings.lower)) == (
        "TextVectorization(standardize=string_lower)"
    )
    assert "<lambda>" in repr(TextVectorization(standardize=lambda texts: texts))
    assert not recwarn.list


def test_chains_show_the_layers_that_learned():
    pipeline = Pipeline([Rescaling(2.0), Normalization(axis=None)])
    assert repr(pipeline) == ("Pipeline(layers=[Rescaling(scale=2.0), Normalization(axis=None)])")
    adapt(pipeline, [1.0, 2.0])
    assert repr(pipeline).splitlines()[1:] == [
        "  Normalization",
        "    mean:     3",
        "    variance: 1",
    ]


def test_errors_and_tables_have_the_call_only():
    layer = fitted(Normalization(), [[1.0], [3.0]])
    with pytest.raises(ValueError, match=r"not Normalization\(\)\."):
        Pipeline(layer)
    table = Preprocessor({"x": layer}).table()
    assert (table["layers"], table["learned"]) == (["Normalization()"], ["mean 2, variance 1"])


def test_only_the_first_values_are_read(monkeypatch):
    layer = fitted(ZCAWhitening(), np.random.default_rng(1).normal(size=(9, 8, 8, 3)))
    sizes = []
    to_array = np.asarray
    monkeypatch.setattr(np, "asarray", lambda value: sizes.append(len(value)) or to_array(value))
    repr(layer)
    assert sizes == [24, 24, 24]


def test_prints_inside_a_traced_function():
    layer, seen = fitted(Normalization(), [[1.0], [3.0]]), []

    @tf.function
    def traced(inputs):
        seen.append(repr(layer))
        return layer(inputs)

    traced(tf.ones((2, 1)))
    assert seen[0] == repr(layer)


def test_html_is_escaped():
    layer = fitted(StringLookup(), ["<b>", "<b>", "&"])
    html = layer._repr_html_()
    assert "<td" in html
    assert "&#x27;&lt;b&gt;&#x27;, &#x27;&amp;&#x27;" in html
    assert "<script" not in html
    assert "<b>" not in html
    pipeline = Pipeline([layer, keras.layers.Dense(1)])
    assert "&lt;b&gt;" in pipeline._repr_html_()
