"""Functions that only the main thread may call: who gets answers, and who none."""

import contextlib
import sys
import threading
import types

import keras
import pytest
import tensorflow as tf

from prelayer.r import call_result, r_session
from prelayer.r.main_thread_executor import on_main_thread, run_off_main_thread


def thread_of(*args):
    return threading.current_thread()


def test_the_main_thread_answers_while_another_works():
    question = on_main_thread(lambda number, more=0: (thread_of(), number + more))

    def work(count, step):
        return thread_of(), [question(number, more=step) for number in range(count)]

    worker, answers = run_off_main_thread(work, 3, step=10)
    assert worker is not threading.main_thread()
    assert answers == [(threading.main_thread(), number + 10) for number in range(3)]


def test_on_the_main_thread_a_question_is_a_call():
    assert on_main_thread(thread_of)() is threading.main_thread()


def test_threads_of_tensorflow_get_answers():
    question = on_main_thread(thread_of)
    dataset = tf.data.Dataset.range(20).map(
        lambda x: tf.py_function(
            lambda: float(question() is threading.main_thread()), [], "float32"
        ),
        num_parallel_calls=8,
    )
    assert run_off_main_thread(list, dataset) == [1.0] * 20


def test_errors_go_to_those_who_asked():
    def fail():
        raise KeyError("no answer")

    def work():
        try:
            on_main_thread(fail)()
        except KeyError as error:
            return str(error)

    assert run_off_main_thread(work) == "'no answer'"
    with pytest.raises(KeyError, match="no answer"):
        run_off_main_thread(on_main_thread(fail))


def test_serving_within_serving_is_a_call():
    assert (
        run_off_main_thread(lambda: on_main_thread(lambda: run_off_main_thread(thread_of))())
        is threading.main_thread()
    )


# Reticulate 1.28 raises the second one for an interrupt that R code outside of the call handles.
@pytest.mark.parametrize(
    "error", [KeyboardInterrupt(), RuntimeError("(Unknown exception occurred)")]
)
def test_an_interrupt_ends_the_work(error):
    went_on = []

    def interrupt():
        raise error

    def work():
        while True:
            # A thread that does not ask again is interrupted as well.
            went_on.append(on_main_thread(interrupt)() if not went_on else 1)

    with pytest.raises(KeyboardInterrupt):
        run_off_main_thread(work)
    assert not [thread for thread in threading.enumerate() if thread.name == "serve"]

    def busy():
        with contextlib.suppress(KeyboardInterrupt, RuntimeError):
            on_main_thread(interrupt)()
        while True:
            went_on.append(1)

    with pytest.raises(KeyboardInterrupt):
        run_off_main_thread(busy)
    assert run_off_main_thread(thread_of) is not threading.main_thread()


def test_an_interrupt_that_is_pending_ends_the_work(monkeypatch):
    pending, suspended = [], []

    def suspend(function):
        suspended.append(True)
        function()
        suspended.pop()

    def is_pending():
        assert suspended
        return bool(pending and pending.pop())

    monkeypatch.setattr(r_session._Interrupts, "suspend", staticmethod(suspend))
    monkeypatch.setattr(r_session._Interrupts, "pending", staticmethod(is_pending))
    question = on_main_thread(lambda: pending.append(True))

    def work():
        question()
        while True:
            threading.Event().wait(0.01)

    with pytest.raises(KeyboardInterrupt):
        run_off_main_thread(work)
    assert not pending
    assert run_off_main_thread(thread_of) is not threading.main_thread()

    def fail():
        raise RuntimeError("reached elapsed time limit")

    monkeypatch.setattr(r_session._Interrupts, "pending", staticmethod(fail))
    with pytest.raises(RuntimeError, match="time limit"):
        run_off_main_thread(work)
    assert not [thread for thread in threading.enumerate() if thread.name == "serve"]


def test_calls_of_r_are_made_by_the_main_thread_while_it_answers(monkeypatch):
    homes = [types.ModuleType(name) for name in ("rpycall", "rpytools.call")]
    for home in homes:
        home.call_r_function = thread_of
        monkeypatch.setitem(sys.modules, home.__name__, home)
    callers = run_off_main_thread(lambda: [home.call_r_function() for home in homes])
    assert callers == [threading.main_thread()] * 2
    assert [home.call_r_function for home in homes] == [thread_of] * 2


def test_operations_of_the_main_thread_join_the_graph_that_asks():
    twice = on_main_thread(lambda x: (thread_of(), x * 2))
    answerers = []

    @tf.function
    def graph(x):
        answerer, result = twice(x)
        answerers.append(answerer)
        return result + 1

    assert run_off_main_thread(graph, tf.constant(3)).numpy() == 7
    assert answerers == [threading.main_thread()]
    assert tf.executing_eagerly()


def test_gradients_flow_through_operations_of_the_main_thread():
    weight = tf.Variable(5.0)
    product = on_main_thread(lambda x: {"loss": x * x * weight, "name": "product", "none": None})

    @tf.function
    def gradients(x):
        with tf.GradientTape() as tape:
            tape.watch(x)
            answer = product(x)
        assert (answer["name"], answer["none"]) == ("product", None)
        return answer["loss"], tape.gradient(answer["loss"], [x, weight])

    loss, slopes = run_off_main_thread(gradients, tf.constant(3.0))
    assert float(loss) == 45
    assert [float(slope) for slope in slopes] == [30, 9]


def test_a_question_that_nobody_will_answer_is_an_error():
    failures = []

    def work():
        try:
            on_main_thread(thread_of)()
        except ValueError as error:
            failures.append(str(error))

    thread = threading.Thread(target=work)
    thread.start()
    # The main thread is in Python, and does not serve.
    thread.join(60)
    assert failures[0].startswith("generator_dataset: R cannot make the next batch while Python")


def test_the_policy_of_the_main_thread_holds():
    before = keras.config.dtype_policy()
    keras.config.set_dtype_policy("mixed_float16")
    try:
        assert run_off_main_thread(keras.config.dtype_policy).name == "mixed_float16"
    finally:
        keras.config.set_dtype_policy(before)


def test_the_main_thread_writes_what_others_print(monkeypatch):
    class Stream:
        written = []

        def write(self, text):
            self.written.append((text, thread_of()))

        def flush(self):
            pass

    monkeypatch.setattr(sys, "stdout", Stream())
    run_off_main_thread(print, "words", end="")
    assert Stream.written[0] == ("words", threading.main_thread())
    assert isinstance(sys.stdout, Stream)


def test_a_blocked_main_thread_does_not_wait_for_threads_that_wait_for_it(monkeypatch):
    """As where it frees an iterator whose threads load batches in advance."""
    monkeypatch.setattr(call_result, "BLOCKED_CHECKS", 1)
    refused = []

    def ask():
        with pytest.raises(ValueError, match="R cannot make the next batch") as caught:
            on_main_thread(lambda: "late")()
        refused.append(caught.value)

    thread = threading.Thread(target=ask, daemon=True)

    def free_an_iterator():
        thread.join(60)
        return False

    monkeypatch.setattr(r_session, "interrupt_pending", free_an_iterator)
    thread.start()
    while not call_result._waiting:
        pass
    result = run_off_main_thread(lambda: on_main_thread(lambda: "in time")())
    assert (result, len(refused)) == ("in time", 1)
