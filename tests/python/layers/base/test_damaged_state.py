"""Damaged and made-up states, checkpoints and configs: always one documented error."""

import base64
import io

import keras
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from damage import HOSTILE, damages, refusal, swapped
from prelayer import (
    Discretization,
    IntegerLookup,
    MinMaxScaling,
    Normalization,
    QuantileTransform,
    RobustScaling,
    StringLookup,
    ZCAWhitening,
    adapt,
)
from prelayer.adapt import checkpoint
from prelayer.stats.frequent_tokens import FrequentTokens

NUMBERS = np.random.default_rng(1).normal(size=(40, 2))
MAKERS = {
    "Normalization": (Normalization, NUMBERS),
    "MinMaxScaling": (lambda: MinMaxScaling(missing="mean"), NUMBERS),
    "RobustScaling": (RobustScaling, np.repeat(NUMBERS, 300, axis=0)),
    "QuantileTransform": (lambda: QuantileTransform(num_quantiles=5), NUMBERS),
    "Discretization": (lambda: Discretization(num_bins=4), NUMBERS),
    "ZCAWhitening": (ZCAWhitening, NUMBERS),
    "StringLookup": (lambda: StringLookup(output_mode="tf_idf"), ["a", "b", "a"]),
    "IntegerLookup": (IntegerLookup, [3, 4, 3]),
}


def adapted(name):
    make, data = MAKERS[name]
    layer = make()
    layer.adapt(data)
    return layer


STATES = {name: adapted(name).state() for name in MAKERS}


def assert_unharmed(layer, before, state):
    """Assert that a layer takes in a state, or refuses it and stays as it was."""
    sentence = refusal(layer.merge, state)
    if sentence is not None:
        assert sentence.startswith((f"{type(layer).__name__}: ", "adapt: "))
        assert layer.state() == before


@pytest.fixture(scope="module")
def layers():
    return {name: adapted(name) for name in MAKERS}


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(sorted(MAKERS)), st.integers(0, 20), HOSTILE | damages())
def test_damaged_statistics_are_refused(layers, name, place, harm):
    statistic = layers[name]._learner.accumulator
    data = statistic.to_bytes()
    harmed = harm(data) if callable(harm) else swapped(data, place, harm)
    sentence = refusal(type(statistic).from_bytes, harmed)
    assert sentence is None or sentence.startswith("prelayer: ")


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(sorted(MAKERS)), damages())
def test_damaged_states_are_refused(layers, name, damage):
    layer = layers[name]
    before = layer.state()
    assert_unharmed(layer, before, damage(before))


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(sorted(MAKERS)), st.integers(0, 20), HOSTILE)
def test_states_with_other_arrays_are_refused(layers, name, place, array):
    layer = layers[name]
    parts = dict(np.load(io.BytesIO(STATES[name])))
    parts["seen"] = np.frombuffer(swapped(parts["seen"].tobytes(), place, array), np.uint8)
    buffer = io.BytesIO()
    np.savez(buffer, **parts)
    assert_unharmed(layer, layer.state(), buffer.getvalue())
    assert_unharmed(layer, layer.state(), swapped(STATES[name], place, array))


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(sorted(MAKERS)), st.integers(0, 20), HOSTILE | damages())
def test_configs_with_other_arrays_are_refused(layers, name, place, harm):
    config = layers[name].get_config()
    learned = base64.b64decode(config["learned"])
    harmed = harm(learned) if callable(harm) else swapped(learned, place, harm)
    config["learned"] = base64.b64encode(harmed).decode("ascii")
    sentence = refusal(type(layers[name]).from_config, config)
    assert sentence is None or sentence.startswith(f"{name}: ")


@pytest.mark.parametrize(
    ("name", "part", "array"),
    [
        ("Normalization", "variance", np.array([np.nan, 1.0])),
        ("Normalization", "variance", np.array([-1.0, 1.0])),
        ("Normalization", "mean", np.array([np.inf, 1.0])),
        ("MinMaxScaling", "minimum", np.array([1e6, 0.0])),
        ("RobustScaling", "scale", np.array([0.0, 1.0])),
        ("QuantileTransform", "references", np.array([0.0, 0.5, 0.2, 0.8, 1.0])),
        ("QuantileTransform", "quantiles", np.arange(10.0)[::-1].reshape(5, 2)),
        ("Discretization", "boundaries", np.array([3.0, 2.0, 1.0])),
        ("ZCAWhitening", "deviations", np.array([-1.0, 1.0])),
        ("StringLookup", "lengths", np.array([1, 9])),
        ("StringLookup", "lengths", np.array([-1, 3])),
        ("StringLookup", "idf_weights", np.array([np.nan, 1.0, 1.0])),
        ("IntegerLookup", "tokens", np.array([3, 3])),
        ("IntegerLookup", "tokens", np.array([3.5, 4.0])),
    ],
)
def test_files_with_other_arrays_are_refused(name, part, array, tmp_path):
    layer = adapted(name)
    parts = dict(layer.get_state())
    assert part in parts
    state = {**parts, part: array}
    sentence = (
        f"{name}: the saved state of the layer '{layer.name}' is damaged. Save the layer again, "
        "or adapt it."
    )
    with pytest.raises(ValueError) as caught:
        layer.load_own_variables(state)
    assert str(caught.value) == sentence
    layer.get_state = lambda: state
    shape, dtype = (
        ((2,), "float32")
        if name not in ("StringLookup", "IntegerLookup")
        else (
            (1,),
            "string" if name == "StringLookup" else "int64",
        )
    )
    inputs = keras.Input(shape, dtype=dtype)
    keras.Model(inputs, layer(inputs)).save(tmp_path / "model.keras")
    with pytest.raises(ValueError, match=r"the saved state of the layer '\w+' is damaged"):
        keras.saving.load_model(tmp_path / "model.keras")


@pytest.fixture(scope="module")
def unfinished(tmp_path_factory):
    path = tmp_path_factory.mktemp("adapt") / "checkpoint"

    def stops():
        yield NUMBERS[:20]
        yield NUMBERS[20:]
        raise KeyboardInterrupt

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(checkpoint, "SECONDS_BETWEEN_WRITES", 0.0)
        with pytest.raises(KeyboardInterrupt):
            adapt([RobustScaling(), Normalization()], stops(), checkpoint=path)
    return path, path.read_bytes()


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 30), HOSTILE | damages())
def test_damaged_checkpoints_are_refused_by_name(unfinished, place, harm):
    path, data = unfinished
    path.write_bytes(harm(data) if callable(harm) else swapped(data, place, harm))
    layers, batches = [RobustScaling(), Normalization()], iter([NUMBERS[:20], NUMBERS[20:]])
    sentence = refusal(lambda: adapt(layers, batches, checkpoint=path))
    if sentence is not None:
        assert sentence.startswith(
            (f"adapt: the checkpoint '{path}' is ", "adapt: the checkpoint was written after batch")
        )


@pytest.mark.parametrize("exact", [True, False])
def test_damaged_counts_are_refused(exact):
    counts = FrequentTokens(2**20 if exact else 2**10)
    counts.add([b"token%d" % number for number in range(200)], np.arange(200) + 1)
    assert (counts.error == 0) == exact
    data = counts.to_bytes()
    assert FrequentTokens.from_bytes(data).ranked() == counts.ranked()
    names = sorted(set(np.load(io.BytesIO(data)).files) - {"kind"})
    for name in range(len(names)):
        for array in (np.array([np.nan]), np.array([-1, 2]), np.zeros(7, np.uint8)):
            with pytest.raises(ValueError, match=r"^prelayer: the state is cut off, or was"):
                FrequentTokens.from_bytes(swapped(data, name, array))


@pytest.mark.parametrize("whole", [True, False])
def test_damaged_texts_of_a_sketch_are_refused(whole):
    counts = FrequentTokens(2**10, whole=whole)
    tokens = range(200) if whole else [b"token%d" % number for number in range(200)]
    counts.add(list(tokens), np.arange(200) + 1)
    data = counts.to_bytes()
    with np.load(io.BytesIO(data)) as parts:
        names = sorted(set(parts.files) - {"kind"})
        sketch = parts["counts"]
    for place in range(len(sketch)):
        damaged = sketch.copy()
        damaged[place] = 0xFF
        state = swapped(data, names.index("counts"), damaged)
        sentence = refusal(lambda state: FrequentTokens.from_bytes(state).ranked(), state)
        assert (sentence or "prelayer: the state is").startswith("prelayer: the state is")


def test_counts_of_other_tokens_are_refused():
    words, numbers = StringLookup(), IntegerLookup()
    adapt(words, [f"w{number}" for number in range(10)], max_memory=2**20)
    adapt(numbers, list(range(10)), max_memory=2**20)
    with np.load(io.BytesIO(words.state())) as parts:
        seen = parts["seen"]
    with np.load(io.BytesIO(numbers.state())) as parts:
        place = sorted(set(parts.files) - {"kind"}).index("seen")
    with pytest.raises(ValueError, match="the state is cut off, or was"):
        IntegerLookup().merge(swapped(numbers.state(), place, seen))
