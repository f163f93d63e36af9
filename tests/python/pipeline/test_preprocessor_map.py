"""Preprocessor over datasets: what is cached, and what is not."""

import numpy as np

from prelayer import Preprocessor, Rescaling, dataset_from_frame


def test_datasets_in_another_order_each_epoch_are_not_cached():
    data = {"n": np.arange(40.0), "y": np.arange(40)}
    numbers = Preprocessor({"n": Rescaling(1.0)})

    def epochs(dataset, cache):
        mapped = numbers.map(dataset, cache=cache)
        return [np.concatenate([y for _, y in mapped.as_numpy_iterator()]) for _ in range(2)]

    loaded = dataset_from_frame(data, target="y", batch_size=8, shuffle=True, seed=1)
    plain = dataset_from_frame(data, target="y", batch_size=8)
    for dataset in (loaded, loaded.prefetch(1), plain.shuffle(5, seed=1)):
        first, second = epochs(dataset, "auto")
        assert first.tolist() != second.tolist()
        np.testing.assert_array_equal(np.sort(second), np.arange(40))
        first, second = epochs(dataset, True)
        np.testing.assert_array_equal(first, second)
    reasons = numbers.placement(loaded, accelerator=False)["reason"]
    assert not any("cached" in reason for reason in reasons)
    for dataset in (plain, loaded.cache(), plain.shuffle(5, reshuffle_each_iteration=False)):
        reasons = numbers.placement(dataset, accelerator=False)["reason"]
        assert reasons == ["CPU: computed once, the result is cached"]
