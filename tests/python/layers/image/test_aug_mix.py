"""AugMix: against hand-worked cases, a reference by the definition, and what it promises."""

from __future__ import annotations

import numpy as np
import pytest
import tensorflow as tf

import cases
import references
import references_policy
from prelayer import AugMix
from prelayer.ops.image import augmentation_policy
from prelayer.ops.image.keyed_random import Key, uniform

CASES = cases.load("aug_mix")
IMAGES = np.random.default_rng(2).integers(5, 250, (12, 9, 8, 3)).astype("uint8")
KEY = Key([7, 4])


@pytest.mark.parametrize("case", [c for c in CASES if "error" not in c], ids=cases.name)
def test_computes_what_its_cases_say(case):
    cases.check(case)


@pytest.mark.parametrize("case", [c for c in CASES if "error" in c], ids=cases.name)
def test_reports_bad_arguments_in_one_sentence(case):
    cases.check(case)


@pytest.mark.parametrize("options", [{}, {"num_chains": 2, "chain_depth": 1, "all_ops": False}])
def test_mixes_chains_by_their_weights(options):
    layer = AugMix(**options)
    draws = {
        name: part.numpy() for name, part in layer.parameters_for(tf.constant(IMAGES), KEY).items()
    }
    names = (*augmentation_policy.CHANGES, "none")
    expected = IMAGES * draws["weight"][:, 0].reshape(-1, 1, 1, 1)
    for chain in range(layer.num_chains):
        copies = []
        for i, image in enumerate(IMAGES):
            for step in range(layer.chain_depth):
                name = names[draws["change"][i, chain, step]]
                image = references_policy.toned(image, name, *draws["strength"][i, chain, step])
            copies.append(image)
        moved = list(map(references.resample, copies, draws["matrix"][:, chain]))
        expected += moved * draws["weight"][:, chain + 1].reshape(-1, 1, 1, 1)
    off = np.abs(layer.augment(tf.constant(IMAGES), KEY).numpy() - expected)
    assert np.median(off) < 0.01
    assert (off <= 1).mean() >= 0.97


def test_weights_are_a_beta_and_a_dirichlet_draw():
    for alpha in (0.5, 1, 3):
        layer = AugMix(num_chains=4, chain_depth=1, alpha=alpha)
        weights = layer.sample_parameters(uniform(KEY, 100_000, layer.random_numbers), 4, 4)[
            "weight"
        ].numpy()
        np.testing.assert_allclose(weights.sum(axis=1), 1, atol=1e-5)
        assert weights.min() >= -1e-6
        generator = np.random.default_rng(1)
        own = generator.beta(alpha, alpha, 100_000)
        copies = (1 - own)[:, None] * generator.dirichlet([alpha] * 4, 100_000)
        np.testing.assert_allclose(weights[:, 0].mean(), own.mean(), atol=0.01)
        np.testing.assert_allclose(weights[:, 0].var(), own.var(), atol=0.002)
        np.testing.assert_allclose(weights[:, 1:].mean(axis=0), copies.mean(axis=0), atol=0.005)
        np.testing.assert_allclose(weights[:, 1:].var(axis=0), copies.var(axis=0), atol=0.002)


@pytest.mark.parametrize(("all_ops", "kinds"), [(True, 11), (False, 7)])
def test_draws_each_operation_or_none_alike(all_ops, kinds):
    layer = AugMix(all_ops=all_ops)
    changes = layer.sample_parameters(uniform(KEY, 10_000, layer.random_numbers), 4, 4)[
        "change"
    ].numpy()
    counts = np.bincount(changes.reshape(-1), minlength=12)
    expected = 90_000 / (kinds + 1)
    drawn = [*range(kinds), 11]
    assert np.abs(counts[drawn] - expected).max() < 5 * np.sqrt(expected)
    assert counts.sum() == counts[drawn].sum()


def test_masks_and_boxes_stay_where_they_are():
    boxes = {"boxes": np.float32([[[0, 0, 4, 5]]] * 12), "labels": np.zeros((12, 1), "int32")}
    data = {"images": IMAGES, "segmentation_masks": IMAGES[..., :1], "bounding_boxes": boxes}
    result = AugMix(bounding_box_format="xyxy")(data)
    np.testing.assert_array_equal(result["segmentation_masks"], IMAGES[..., :1])
    np.testing.assert_array_equal(result["bounding_boxes"]["boxes"], boxes["boxes"])
    assert np.abs(result["images"] - IMAGES).max() > 1


def test_one_function_in_a_graph_serves_all_steps():
    sizes = {}
    for depth in (1, 4):
        traced = tf.function(AugMix(chain_depth=depth), autograph=False)
        graph = traced.get_concrete_function(tf.TensorSpec((None, 32, 32, 3))).graph.as_graph_def()
        sizes[depth] = sum(len(function.node_def) for function in graph.library.function)
    assert sizes[4] < sizes[1] + 50
