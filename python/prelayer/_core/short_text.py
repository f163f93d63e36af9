"""Values as short text on one line, for what objects print."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import numpy as np

WIDTH = 80
_LONGEST_TEXT = 40
_LONGEST_LIST = 60


def width_of(text: str) -> int:
    """Return the number of columns of a terminal that a text takes."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def cut(text: str, width: int = _LONGEST_TEXT) -> str:
    """Return a text on one line, cut at a width."""
    line = " ".join(text.split()) if not text.isprintable() else text
    if width_of(line) <= width:
        return line
    kept = 0
    for place, letter in enumerate(line):
        kept += width_of(letter)
        if kept > width - 3:
            return line[:place] + "..."
    return line


def number(value: float) -> str:
    """Return a number with four digits, or six if it would need an exponent otherwise."""
    text = f"{value + 0.0:.4g}"  # 0 instead of -0
    return text if "e" not in text else f"{value:.6g}"


def quoted(token: Any, quote: Callable[[Any], str] = repr) -> str:
    """Return a token in quotes, cut if it is long; integers have none."""
    return cut(quote(token[:_LONGEST_TEXT] + "..." if _is_long(token) else token))


def in_double_quotes(token: Any) -> str:
    """Return a token as R shows it; R has neither NUL nor text that is not Unicode."""
    text = json.dumps(token, ensure_ascii=False)
    return text.encode("utf-8", "backslashreplace").decode()


def _is_long(token: Any) -> bool:
    return isinstance(token, str) and len(token) > _LONGEST_TEXT


def first_texts(texts: Iterable[str], total: int, width: int) -> str:
    """Return the first of some texts, separated by commas, as many as fit, and "..." for others.

    Args:
        texts: the first texts, at least one of which is returned.
        total: the number of all texts.
        width: the maximum number of columns.
    """
    shown: list[str] = []
    left = width
    for text in texts:
        needed = width_of(text) + 2 + (5 if len(shown) + 1 < total else 0)
        if shown and needed > left + 2:
            break
        shown.append(text)
        left -= width_of(text) + 2
    return ", ".join(shown) + (", ..." if len(shown) < total else "")


def value_text(value: Any) -> str:
    """Return the value of an argument as text on one line; long lists are cut."""
    on_one_line = getattr(type(value), "_on_one_line", None)
    if on_one_line is not None:
        return str(on_one_line(value))
    if isinstance(value, str):
        return repr(value) if len(value) <= _LONGEST_LIST else repr(value[:_LONGEST_LIST] + "...")
    if isinstance(value, np.generic):
        return value_text(value.item())
    if isinstance(value, np.ndarray) and value.ndim == 1:
        return _list_text(value, "[", "]")
    if isinstance(value, list):
        return _list_text(value, "[", "]")
    if type(value) is tuple:
        return _list_text(value, "(", ",)" if len(value) == 1 else ")")
    if isinstance(value, Mapping):
        entries = (f"{value_text(key)}: {value_text(part)}" for key, part in value.items())
        return "{" + ", ".join(entries) + "}"
    if hasattr(value, "shape") and hasattr(value, "dtype"):
        return f"<{type(value).__name__} of shape {tuple(value.shape)}>"
    if callable(value) and hasattr(value, "__name__"):
        return str(value.__name__)
    return " ".join(repr(value).split())


def _list_text(items: Sequence[Any] | np.ndarray, left: str, right: str) -> str:
    shown: list[str] = []
    length = 0
    for item in items:
        text = value_text(item)
        # The layers of a chain are all shown.
        length += 0 if hasattr(type(item), "_on_one_line") else len(text) + 2
        if shown and length > _LONGEST_LIST:
            shown.append(f"... {len(items) - len(shown):,} more")
            break
        shown.append(text)
    return left + ", ".join(shown) + right
