"""The owner of errors: the layer or function that the user called, named once, at its entry."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from contextvars import ContextVar
from typing import Any, ParamSpec, TypeVar

from prelayer._core import errors
from prelayer._core.message import Message

P = ParamSpec("P")
R = TypeVar("R")
T = TypeVar("T")

_END: Any = object()

# Special methods that users call.
_ENTRIES = ("__init__", "__getitem__", "__iter__", "__len__")

_function: ContextVar[str | None] = ContextVar("function", default=None)


@contextmanager
def called(owner: str) -> Iterator[None]:
    """Name the owner of errors raised in a block, those of a running TensorFlow graph included."""
    token = errors.OWNER.set(owner)
    try:
        yield
    except errors.PrelayerError:
        raise
    except Exception as error:
        found = errors.raised_in_graph(error)
        if found is None:
            raise
        raise found from None
    finally:
        errors.OWNER.reset(token)


@contextmanager
def place(name: Message) -> Iterator[None]:
    """Name the part of the data that errors raised in a block are about, from outer to inner."""
    outer = errors.PLACE.get()
    inner = Message("{outer}: {inner}", outer=outer, inner=name) if outer else name
    token = errors.PLACE.set(inner)
    try:
        yield
    finally:
        errors.PLACE.reset(token)


def public(function: Callable[P, R]) -> Callable[P, R]:
    """Decorate a public function, which owns all errors raised in it."""
    return owned_by(function.__name__)(function)


def owned_methods(owner: str) -> Callable[[type[T]], type[T]]:
    """Return a decorator of classes, the errors of whose public methods have the owner `owner`."""

    def decorate(cls: type[T]) -> type[T]:
        _decorate_methods(cls, owned_by(owner), _ENTRIES)
        return cls

    return decorate


def own_methods(cls: type, owner_of: Callable[[Any], str], special: Sequence[str] = ()) -> None:
    """Name the owner of errors raised in the public methods that are defined in a class.

    Args:
        cls: the class.
        owner_of: function from an object of the class to the owner.
        special: names of special methods to include.
    """
    _decorate_methods(cls, functools.partial(_owned, owner_of=owner_of), special)


def owned_by(owner: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Return a decorator of functions whose errors have the owner `owner`."""

    def decorate(function: Callable[P, R]) -> Callable[P, R]:
        @functools.wraps(function)
        def owning(*args: P.args, **kwargs: P.kwargs) -> R:
            if _function.get() is not None:
                return function(*args, **kwargs)
            token = _function.set(owner)
            try:
                with called(owner):
                    return function(*args, **kwargs)
            finally:
                _function.reset(token)

        return owning

    return decorate


def keep_owner(function: Callable[P, R]) -> Callable[P, R]:
    """Return a function whose errors have the present owner, also in another thread or later."""
    owner = errors.OWNER.get()

    @functools.wraps(function)
    def owned(*args: P.args, **kwargs: P.kwargs) -> R:
        with called(owner):
            return function(*args, **kwargs)

    return owned


def keep_owner_of_items(function: Callable[P, Iterable[T]]) -> Callable[P, Iterator[T]]:
    """Return a function whose result is iterated over with the present owner of errors."""
    owner = errors.OWNER.get()

    @functools.wraps(function)
    def owned(*args: P.args, **kwargs: P.kwargs) -> Iterator[T]:
        items = function(*args, **kwargs)
        with closing(iter(items)) as iterator:  # type: ignore[type-var]
            while True:
                with called(owner):
                    item = next(iterator, _END)
                if item is _END:
                    return
                yield item

    return owned


def _owned(method: Callable[..., R], owner_of: Callable[[Any], str]) -> Callable[..., R]:
    @functools.wraps(method)
    def owned(self: Any, *args: Any, **kwargs: Any) -> R:
        owner = owner_of(self)
        # Most calls are by another method of the object, and a context takes microseconds.
        if errors.OWNER.get() == owner:
            return method(self, *args, **kwargs)
        with called(owner):
            return method(self, *args, **kwargs)

    if method.__name__ == "__init__":
        # Keras reads the arguments by `inspect.getfullargspec`, which does not unwrap functions.
        owned.__signature__ = inspect.signature(method)  # type: ignore[attr-defined]
    return owned


def _decorate_methods(cls: type, decorate: Callable[[Any], Any], special: Sequence[str]) -> None:
    for name, member in list(vars(cls).items()):
        if inspect.isfunction(member) and (name in special or not name.startswith("_")):
            setattr(cls, name, decorate(member))
