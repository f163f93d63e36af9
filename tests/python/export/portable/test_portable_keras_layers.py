"""Layers of Keras behind one of ours, in LiteRT and ONNX Runtime."""

import keras
import numpy as np
import pytest
from keras import layers

from portable import assert_portable
from prelayer import IntegerLookup, Rescaling, TextVectorization, export_model

FORMATS = [("litert", None), ("onnx", None)]
SLOW = pytest.mark.slow(reason="Each model is converted and run twice, in two runtimes.")
pytestmark = SLOW
IMAGE, SEQUENCE, ANY_LENGTH, VECTOR = (12, 14, 3), (7, 4), (None, 4), (6,)
ACTIVATIONS = (
    "elu",
    "exponential",
    "gelu",
    "hard_sigmoid",
    "hard_silu",
    "leaky_relu",
    "linear",
    "log_softmax",
    "mish",
    "relu",
    "relu6",
    "selu",
    "sigmoid",
    "silu",
    "softmax",
    "softplus",
    "softsign",
    "tanh",
)
IMAGE_LAYERS = {
    "average": [layers.AveragePooling2D(2, padding="same")],
    "batch_normalization": [layers.BatchNormalization()],
    "convolution": [layers.Conv2D(5, 3, strides=2, padding="same", activation="relu")],
    "convolution_block": [
        layers.Conv2D(5, 3, use_bias=False),
        layers.BatchNormalization(),
        layers.ReLU(),
    ],
    "depthwise": [layers.DepthwiseConv2D(3, padding="same", depth_multiplier=2)],
    "dilated": [layers.Conv2D(5, 3, dilation_rate=2)],
    "dropout": [layers.Dropout(0.5), layers.SpatialDropout2D(0.2), layers.GaussianNoise(0.1)],
    "flatten": [layers.Flatten(), layers.Dense(3)],
    "global_average": [layers.GlobalAveragePooling2D()],
    "global_maximum": [layers.GlobalMaxPooling2D()],
    "layer_normalization": [layers.LayerNormalization()],
    "maximum": [layers.MaxPooling2D(3, 2, padding="same")],
    "padding": [layers.ZeroPadding2D(2), layers.Cropping2D(1)],
    "separable": [layers.SeparableConv2D(4, 3)],
    "transposed": [layers.Conv2DTranspose(4, 3, strides=2, padding="same")],
    "upsampling": [layers.UpSampling2D(2)],
}
SEQUENCE_LAYERS = {
    "bidirectional": [layers.Bidirectional(layers.LSTM(5))],
    "convolution": [layers.Conv1D(5, 3, padding="causal"), layers.MaxPooling1D(2)],
    "gru": [layers.GRU(5)],
    "gru_before": [layers.GRU(5, reset_after=False, return_sequences=True)],
    "lstm": [layers.LSTM(5)],
    "prelu": [layers.PReLU()],
    "reshape": [layers.Reshape((-1, 2)), layers.Permute((2, 1))],
    "simple": [layers.SimpleRNN(5)],
    "stacked": [
        layers.Bidirectional(layers.GRU(5, return_sequences=True)),
        layers.LSTM(3, go_backwards=True),
    ],
    "time_distributed": [layers.TimeDistributed(layers.Dense(3))],
}


def behind_ours(stack, shape):
    """Return a model of layers of Keras behind a Rescaling layer, with random weights."""
    given = keras.Input(shape, name="x")
    value = Rescaling(1 / 127.5, offset=-1)(given)
    for layer in stack:
        value = layer(value)
    return with_random_weights(keras.Model(given, value))


def with_random_weights(model):
    """Set the weights of a model, as if it were trained."""
    random = np.random.default_rng(1)
    for weight in model.weights:
        if weight.dtype == "float32":
            values = random.normal(0, 0.4, weight.shape)
            weight.assign(np.abs(values) + 0.1 if "variance" in weight.name else values)
    return model


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_activations(tmp_path, activation):
    model = behind_ours([layers.Dense(8, activation=activation)], VECTOR)
    assert_portable(model, tmp_path, FORMATS, rows=16)


@pytest.mark.parametrize("name", IMAGE_LAYERS)
def test_layers_of_images(tmp_path, name):
    model = behind_ours(IMAGE_LAYERS[name], IMAGE)
    assert_portable(model, tmp_path, FORMATS, rows=16)


@pytest.mark.parametrize("name", SEQUENCE_LAYERS)
def test_layers_of_sequences(tmp_path, name):
    model = behind_ours(SEQUENCE_LAYERS[name], SEQUENCE)
    assert_portable(model, tmp_path, FORMATS, rows=16)


@pytest.mark.parametrize("is_causal", [False, True])
def test_attention(tmp_path, is_causal):
    given = keras.Input((6, 8), name="x")
    value = Rescaling(1 / 127.5, offset=-1)(given)
    attended = layers.MultiHeadAttention(2, 4)(value, value, use_causal_mask=is_causal)
    outputs = layers.LayerNormalization()(layers.Add()([value, attended]))
    model = with_random_weights(keras.Model(given, outputs))
    assert_portable(model, tmp_path, FORMATS, rows=16)


def test_merging_layers(tmp_path):
    given = keras.Input(VECTOR, name="x")
    first = Rescaling(1 / 127.5)(given)
    pair = [first, layers.Dense(6)(first)]
    merged = [
        layers.Add(),
        layers.Average(),
        layers.Concatenate(),
        layers.Dot(-1),
        layers.Maximum(),
        layers.Minimum(),
        layers.Multiply(),
        layers.Subtract(),
    ]
    model = with_random_weights(keras.Model(given, [layer(pair) for layer in merged]))
    assert_portable(model, tmp_path, FORMATS, rows=16)


def test_embeddings_of_integers(tmp_path):
    given = keras.Input((5,), dtype="int64", name="x")
    indices = IntegerLookup(vocabulary=[3, 5, 7, 9])(given)
    vectors = layers.Embedding(6, 3)(indices)
    model = keras.Model(given, layers.GlobalAveragePooling1D()(vectors))
    assert_portable(with_random_weights(model), tmp_path, FORMATS, rows=16)


@pytest.mark.parametrize(
    "layer", [layers.Bidirectional(layers.LSTM(4)), layers.GRU(4), layers.GlobalAveragePooling1D()]
)
def test_masked_texts(tmp_path, layer):
    text = keras.Input((), dtype="string", name="x")
    indices = TextVectorization(vocabulary=["a", "b", "c"], output_sequence_length=5)(text)
    vectors = layers.Embedding(6, 3, mask_zero=True)(indices)
    model = with_random_weights(keras.Model(text, layer(vectors)))
    assert_portable(model, tmp_path, FORMATS, rows=16)


@pytest.mark.parametrize("layer", [layers.LSTM(3), layers.Bidirectional(layers.GRU(3))])
def test_onnx_has_sequences_of_any_length(tmp_path, layer):
    model = behind_ours([layer], ANY_LENGTH)
    assert_portable(model, tmp_path, [("onnx", None)], rows=16)
    with pytest.raises(ValueError, match="Recurrent layers need sequences of a known length"):
        export_model(model, tmp_path / "model.tflite", format="litert")
