"""The exception of the package, with the parts of its message as fields."""

from __future__ import annotations

import re
from collections import deque
from contextvars import ContextVar
from typing import Any

from prelayer._core.message import Message, plain

# The layer or function that the user called; set by `owner.called`.
OWNER: ContextVar[str] = ContextVar("owner", default="prelayer")
# The part of the data that is worked on, such as a column; set by `owner.place`.
PLACE: ContextVar[Message | None] = ContextVar("place", default=None)

# TensorFlow passes only the text of errors on: the texts and fields of the latest errors, which
# have no traceback and so no data of the user, and the messages of assertions in graphs.
_latest: deque[tuple[str, dict[str, Any]]] = deque(maxlen=20)
_asserted: dict[str, tuple[str, Message]] = {}

_FIELDS = ("owner", "place", "problem", "argument", "rule", "value", "remedy")


class PrelayerError(ValueError):
    """An invalid argument, invalid data, or a call that is not possible.

    As text it is `<owner>: <problem>. <remedy>`; the problem with an argument is
    `<argument> must be <rule>, not <value>`.

    See also: docs/guides/differences-from-keras.Rmd.

    Args:
        owner: the layer or function that the user called.
        place: the part of the data that is invalid, a message, or None.
        problem: what is wrong, a message; None if it follows from the argument, rule and value.
        argument: the name of the invalid argument, or None.
        rule: the rule for the argument, a message, or None.
        value: the invalid value, or its description where it is not made of plain values.
        remedy: a message with a remedy, or None.

    Examples:
        >>> from prelayer import PrelayerError, Rescaling
        >>> try:
        ...     Rescaling("big")
        ... except PrelayerError as error:
        ...     print(error)
        ...     print(error.argument)
        Rescaling: `scale` must be a number, or one number a channel, not 'big'.
        scale
    """

    # Without this attribute, Keras adds a long description of the call to errors from `call`.
    _keras_call_info_injected = True
    # With this one, AutoGraph does not replace the error by one with a traceback as its message.
    ag_pass_through = True

    def __init__(
        self,
        problem: Message | None = None,
        *,
        argument: str | None = None,
        rule: Message | None = None,
        value: object = None,
        remedy: Message | None = None,
        owner: str | None = None,
        place: Message | None = None,
    ) -> None:
        self.owner = OWNER.get() if owner is None else owner
        self.place = PLACE.get() if place is None else place
        self.problem, self.argument, self.rule = problem, argument, rule
        self.value, self.remedy = plain(value), remedy
        super().__init__(f"{self.owner}: {self.sentence}")
        _latest.append((str(self), self._fields()))

    def _fields(self) -> dict[str, Any]:
        # Not `__dict__`, which also holds notes and attributes that other packages set.
        return {name: getattr(self, name) for name in _FIELDS}

    @property
    def message(self) -> Message:
        """The message without the owner."""
        template = "{place}: " if self.place else ""
        template += "{problem}" if self.problem else "`{argument}` must be {rule}, not {value!v}."
        template += " {remedy}" if self.remedy else ""
        return Message(template, **self._fields())

    @property
    def sentence(self) -> str:
        """The text of the error without its owner."""
        return str(self.message)

    def __reduce__(self) -> tuple[Any, ...]:
        return _copied, (self._fields(),)


class MissingPackageError(PrelayerError, ImportError):
    """A package that only some functions need is not installed or cannot be imported."""


def _copied(fields: dict[str, Any]) -> PrelayerError:
    return PrelayerError(**fields)


def invalid(
    argument: str, rule: str | Message, value: Any, remedy: str | Message = "", **values: Any
) -> PrelayerError:
    """Return an error about an invalid argument.

    Args:
        argument: the invalid argument.
        rule: the rule for the argument, a template, as in "a whole number of at least 1".
        value: the invalid value.
        remedy: a template of a sentence with a remedy.
        **values: the values of the fields in the templates.
    """
    return PrelayerError(
        argument=argument,
        rule=_message(rule, values),
        value=value,
        remedy=_message(remedy, values) if remedy else None,
    )


def problem(template: str, **values: Any) -> PrelayerError:
    """Return an error that is not about the value of an argument.

    Args:
        template: what is wrong, and a remedy.
        **values: the values of the fields in the template; `argument` is the name of an argument.
    """
    return PrelayerError(Message(template, **values), argument=values.get("argument"))


def missing_package(template: str, **values: Any) -> MissingPackageError:
    """Return an error about a package that is not installed or cannot be imported.

    Args:
        template: what is wrong, and a remedy.
        **values: the values of the fields in the template.
    """
    return MissingPackageError(Message(template, **values))


def assertion(template: str, *values: Any) -> list[Any]:
    """Return the data of an assertion in a graph, whose failure `raised_in_graph` recognizes.

    Args:
        template: the message, without the values.
        *values: tensors whose values follow the message.
    """
    message = Message(template)
    text = f"{OWNER.get()}: {message}"
    _asserted[text] = OWNER.get(), message
    return [text, *values]


def raised_in_graph(error: BaseException) -> PrelayerError | None:
    """Return the error that an exception of TensorFlow wraps; None if it wraps none."""
    text = getattr(error, "message", None)
    return find(text) if isinstance(text, str) else None


def find(text: str) -> PrelayerError | None:
    """Return the error whose sentence is part of a text; None if there is none."""
    for sentence, fields in reversed(_latest):
        if sentence in text or _escaped(sentence) in text:
            return PrelayerError(**fields)
    for start, (owner, message) in _asserted.items():
        _, found, rest = text.partition(_escaped(start))
        if found:
            return PrelayerError(_with_values(message, rest), owner=owner)
    return None


def _escaped(text: str) -> str:
    """Return text as TensorFlow prints it in the message of a failed assertion."""
    return re.sub(r"[\\'\"]", r"\\\g<0>", text).replace("\n", r"\n")


def _with_values(message: Message, rest: str) -> Message:
    """Return the message of an assertion with its values, as in `] [1.5 2.5]\n\t [[{{node ...`."""
    values = rest.partition("\n")[0].removeprefix("] [").rstrip("]")
    return Message("{message} {values}.", message=message, values=values) if values else message


def _message(template: str | Message, values: dict[str, Any]) -> Message:
    return template if isinstance(template, Message) else Message(template, **values)
