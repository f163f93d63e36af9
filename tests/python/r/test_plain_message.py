"""The messages of TensorFlow and Keras, without the context added to them."""

import pytest

from prelayer.r.plain_message import plain_message

SENTENCE = "indices[0,0] = 9 is not in [0, 5)"
ITERATOR = (
    "Error in user-defined function passed to MapDataset:1 transformation with iterator: "
    "Iterator::Root: "
)


@pytest.mark.parametrize(
    "text",
    [
        "InvalidArgumentError: Graph execution error:\n\nDetected at node a/b defined at (most "
        f"recent call last):\n<stack traces unavailable>\n{SENTENCE}\n\t [[{{{{node a/b}}}}]] "
        "[Op:__inference_step_1]",
        'errors_impl.InvalidArgumentError: Graph execution error:\n\n  File "a.py", line 3, in '
        f"call\n\n{SENTENCE}\n\t [[{{{{node a}}}}]]",
        "InvalidArgumentError: {{function_node __wrapped__Gather_device_/job:localhost}} "
        f"{SENTENCE} [Op:Gather] name: ",
        f"Error: {ITERATOR}{SENTENCE}",
        f"Error: {ITERATOR}{ITERATOR}ValueError: {SENTENCE}\nTraceback (most recent call last):\n\n"
        f'  File "a.py", line 3\n\nValueError: {SENTENCE}',
        f"Error: ValueError: {SENTENCE}\n<... omitted ...> line 3, in call",
    ],
)
def test_leaves_out_the_context(text):
    assert plain_message(text) == SENTENCE


def test_puts_the_values_of_an_assertion_after_its_message():
    text = "InvalidArgumentError: assertion failed: [these are wrong:] [1 2]"
    assert plain_message(text) == "these are wrong: 1 2."
