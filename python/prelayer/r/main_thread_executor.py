"""Runs functions on the main thread, where R allows calls, for other threads.

TensorFlow reads a dataset on threads of its own while the main thread waits for it, deaf to all
else. So whatever reads such a dataset runs on another thread, and the main one answers meanwhile.
"""

from __future__ import annotations

import contextlib
import ctypes
import functools
import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, wait
from queue import Empty, SimpleQueue
from typing import Any

import keras
import tensorflow as tf

from prelayer._core import check
from prelayer.r import r_session

_ATTRIBUTE = "_prelayer_asks"
# Seconds after which a thread looks whether anybody will answer, and the main one for interrupts.
_PATIENCE, _BLINK = 1.0, 0.2

_questions: SimpleQueue[tuple[Future, Callable[[], Any]] | threading.Thread] = SimpleQueue()
_serving = threading.Event()


def _is_main() -> bool:
    return threading.current_thread() is threading.main_thread()


def on_main_thread(function: Callable[..., Any]) -> Callable[..., Any]:
    """Return a function for any thread that is called on the main one, in the caller's graph."""

    @functools.wraps(function)
    def ask_and_wait(*args: Any, **kwargs: Any) -> Any:
        if _is_main():
            return function(*args, **kwargs)
        question = functools.partial(function, *args, **kwargs)
        if tf.executing_eagerly():
            return result_of(submit(question))
        graph = tf.compat.v1.get_default_graph()
        return result_of(submit(functools.partial(_traced, question, graph)))()

    return ask_and_wait


def _traced(question: Callable[[], Any], graph: tf.Graph) -> Callable[[], Any]:
    """Return a function that adds the operations of a question to a graph that is being built.

    Which operations gradients flow through, TensorFlow notes for each thread: so they are traced
    here, and added by the thread that builds the graph.
    """
    answer: list[Any] = []

    @tf.function(autograph=False)
    def tensors() -> list[tf.Tensor]:
        answer[:] = [question()]
        return [part for part in tf.nest.flatten(answer) if tf.is_tensor(part)]

    with graph.as_default():
        trace = tensors.get_concrete_function()

    def added() -> Any:
        found = iter(trace())
        parts = (next(found) if tf.is_tensor(part) else part for part in tf.nest.flatten(answer))
        return tf.nest.pack_sequence_as(answer, list(parts))[0]

    return added


def submit(question: Callable[[], Any]) -> Future:
    """Let the main thread call a function when it can, and return what will hold its answer."""
    answer: Future = Future()
    if _is_main():
        if _is_interrupt(_answer(answer, question)):
            raise KeyboardInterrupt
    else:
        _questions.put((answer, question))
    return answer


def result_of(answer: Future) -> Any:
    """Return an answer when it is there; wait for no answer that cannot come."""
    _wait_for(answer)
    return answer.result()


def _wait_for(answer: Future) -> None:
    """Wait for an answer, but not for one that cannot come."""
    was_deaf = False
    while not wait([answer], _PATIENCE).done:
        # Where it runs no Python, as where R waits for its user, it may still come to answer.
        is_deaf = not _serving.is_set() and threading.main_thread().ident in sys._current_frames()
        if was_deaf and is_deaf and answer.cancel():
            check.refuse(
                "generator_dataset",
                "R cannot make the next batch while Python waits for it. Read the dataset with "
                "fit(), evaluate(), predict(), adapt(), dataset_collect(), dataset_reduce() or "
                "as_array_iterator() of prelayer, which let R work meanwhile; of a model of "
                "keras3, prelayer::keras_model_sequential(model) makes one of prelayer.",
            )
        was_deaf = is_deaf


def run_off_main_thread(work: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    """Return `work(*args, **kwargs)`, done by another thread while the main one answers.

    An interrupt by the user ends both: what is asked from then on raises KeyboardInterrupt in the
    thread that asks, and so does the work itself.

    Args:
        work: what reads a dataset whose batches the main thread makes.
        *args: what it is called with.
        **kwargs: what it is called with, by name.
    """
    if _serving.is_set() or not _is_main():
        return work(*args, **kwargs)
    result: Future = Future()
    # Keras keeps this for each thread.
    policy = keras.config.dtype_policy()

    def run() -> None:
        with contextlib.suppress(KeyboardInterrupt):  # which may come at any place
            keras.config.set_dtype_policy(policy)
            try:
                result.set_result(work(*args, **kwargs))
            except BaseException as error:
                # What they hold, such as iterators, ends here, where it still gets its answers.
                traceback.clear_frames(error.__traceback__)
                result.set_exception(error)
            finally:
                _questions.put(threading.current_thread())

    worker = threading.Thread(target=run, name="serve", daemon=True)
    answering = _Executor(worker)
    r_session.without_interrupts(answering)
    if answering.interrupt is not None:
        raise answering.interrupt
    return result.result()


class _Executor:
    """The main thread while another one works: answers it until it has ended, or is interrupted."""

    def __init__(self, worker: threading.Thread) -> None:
        self._worker = worker
        # KeyboardInterrupt, or the error that looking for one raised, such as that of a time limit.
        self.interrupt: BaseException | None = None
        self._next_look = 0.0

    def __call__(self) -> None:
        streams = sys.stdout, sys.stderr
        with r_session.calls_replaced(on_main_thread):
            sys.stdout, sys.stderr = map(_Stream, streams)
            _serving.set()
            try:
                self._worker.start()
                while self._worker.is_alive():
                    self._look_for_interrupts()
                    self._answer_next()
            finally:
                _serving.clear()
                sys.stdout, sys.stderr = streams
        self._end_questions()

    def _look_for_interrupts(self) -> None:
        now = time.monotonic()
        if now < self._next_look:
            return
        if self.interrupt is None:
            try:
                if r_session.interrupt_pending():
                    self.interrupt = KeyboardInterrupt()
            except Exception as error:
                self.interrupt = error
        if self.interrupt is not None:
            # More than once, as the worker may be where nothing is raised, such as in a destructor.
            _interrupt(self._worker)
        self._next_look = now + (_BLINK if self.interrupt is None else _PATIENCE)

    def _answer_next(self) -> None:
        try:
            question = _questions.get(timeout=_BLINK)
            if question is self._worker:
                self._worker.join()
            elif isinstance(question, tuple):  # else it is a worker that was interrupted
                self._answer(*question)
        except Empty:
            pass
        except KeyboardInterrupt:
            self._note_interrupt()

    def _answer(self, answer: Future, question: Callable[[], Any]) -> None:
        if self.interrupt is not None:
            question = _raise_interrupt
        if _is_interrupt(_answer(answer, question)):
            self._note_interrupt()

    def _note_interrupt(self) -> None:
        if self.interrupt is None:
            self.interrupt, self._next_look = KeyboardInterrupt(), 0.0

    def _end_questions(self) -> None:
        """Raise in the threads whose questions the worker did not wait for."""
        with contextlib.suppress(Empty):
            while self.interrupt is not None:
                question = _questions.get_nowait()
                if isinstance(question, tuple):
                    _answer(question[0], _raise_interrupt)


def _interrupt(worker: threading.Thread) -> None:
    identifier, kind = ctypes.c_ulong(worker.ident or 0), ctypes.py_object(KeyboardInterrupt)
    ctypes.pythonapi.PyThreadState_SetAsyncExc(identifier, kind)


def _raise_interrupt() -> None:
    raise KeyboardInterrupt


def _is_interrupt(error: BaseException | None) -> bool:
    return isinstance(error, KeyboardInterrupt)


def was_interrupted(answer: Future) -> bool:
    """Return whether a question was not answered because the user interrupted the work."""
    return answer.done() and not answer.cancelled() and _is_interrupt(answer.exception())


def _answer(answer: Future, question: Callable[[], Any]) -> BaseException | None:
    """Answer a question, and return the exception that it raised."""
    if not answer.set_running_or_notify_cancel():
        return None
    try:
        value = question()
    except BaseException as error:
        answer.set_exception(error)
        return error
    answer.set_result(value)
    return None


class _Stream:
    """Standard output or error, which R may have made its own, written by the main thread."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream
        self.write, self.flush = on_main_thread(stream.write), on_main_thread(stream.flush)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


def mark_for_main_thread(dataset: tf.data.Dataset) -> tf.data.Dataset:
    """Note that the main thread makes the batches of a dataset, and return it."""
    setattr(dataset, _ATTRIBUTE, True)
    return dataset


def needs_main_thread(*data: Any) -> bool:
    """Return whether the main thread makes batches of what is among some (nested) data."""
    waiting = [part for part in tf.nest.flatten(data) if isinstance(part, tf.data.Dataset)]
    for dataset in waiting:
        if hasattr(dataset, _ATTRIBUTE):
            return True
        # Every dataset of TensorFlow knows what it was made from, under this name alone.
        waiting += dataset._inputs()
    return False


def iterate_off_main_thread(iterable: Iterable[Any]) -> Iterator[Any]:
    """Yield what an iterable holds, each item read while the main thread answers."""
    iterator, end = run_off_main_thread(iter, iterable), object()
    while (item := run_off_main_thread(next, iterator, end)) is not end:
        yield item
