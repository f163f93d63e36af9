"""Arrays that datasets share with NumPy's memory."""

import numpy as np
import pytest
import tensorflow as tf

from prelayer.data.common.aligned_memory import aligned_copy, as_variable, gather, stack_columns

DTYPES = ["f2", "f4", "f8", ">f4", "i1", "i4", "i8", "u1", "u8", "c8", "?"]


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("shape", [(5,), (3, 2), (2, 3, 2), (0, 4), (3, 0)])
def test_holds_an_array_as_it_is(dtype, shape):
    array = np.arange(np.prod(shape)).reshape(shape).astype(dtype)
    variable = as_variable(array)
    assert variable.dtype == tf.as_dtype(np.dtype(dtype).newbyteorder("="))
    np.testing.assert_array_equal(variable.numpy(), array)


@pytest.mark.parametrize("dtype", DTYPES)
def test_holds_columns_side_by_side(dtype):
    table = np.arange(3 * 10_000).reshape(10_000, 3).astype(dtype)
    columns = [table[:, 0], table[:, 1].copy(), table[::-1, 2]]
    expected = np.stack(columns, axis=1)
    np.testing.assert_array_equal(stack_columns(columns).numpy(), expected)


def test_keeps_what_it_holds_when_the_array_changes():
    array = np.ones((4, 2), np.float32)
    alone, beside = as_variable(array), stack_columns([array[:, 0], array[:, 1]])
    array[:] = 7
    assert alone.numpy().tolist() == beside.numpy().tolist() == [[1, 1]] * 4


@pytest.mark.parametrize("order", ["C", "F"])
def test_what_is_owned_is_not_copied_again(order):
    array = np.arange(30.0).reshape(10, 3, order=order)
    own = aligned_copy(array, np.float32)
    variable = as_variable(own)
    assert variable.dtype == tf.float32
    np.testing.assert_array_equal(variable.numpy(), array)
    own[0, 0] = 7
    assert variable.numpy()[0, 0] == 7


def test_rows_of_what_is_owned_are_copied():
    own = aligned_copy(np.arange(60).reshape(20, 3))
    for part in (own[1:], own[::2], own[:, 1:], own[[3, 1]], own.T):
        expected = np.array(part)
        variable = as_variable(part)
        own[...] = own + 0
        np.testing.assert_array_equal(variable.numpy(), expected)


def test_holds_text_and_tensors():
    text = np.array(["a", "é"], object)
    assert as_variable(text).numpy().tolist() == [b"a", "é".encode()]
    assert stack_columns([text, text]).numpy().tolist() == [[b"a"] * 2, ["é".encode()] * 2]
    assert stack_columns([tf.constant([1, 2]), np.array([3, 4])]).numpy().tolist() == [
        [1, 3],
        [2, 4],
    ]


def test_gathers_rows_without_a_copy_of_all():
    array = np.arange(12, dtype=np.float32).reshape(6, 2)
    variable, numbers = as_variable(array), np.array([[5, 0], [3, 3]])
    graph_of = tf.function(lambda numbers: gather(variable, numbers))
    np.testing.assert_array_equal(graph_of(tf.constant(numbers)).numpy(), array[numbers])
    operations = graph_of.get_concrete_function(tf.constant(numbers)).graph.get_operations()
    assert "ResourceGather" not in {operation.type for operation in operations}
