"""The command `show`: describes the state of layers in a file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from prelayer._core import errors
from prelayer._core.owner import called
from prelayer.stats.adapted_state import unpack_state


def show(state: str) -> str:
    """Return a description of the state in a file: rows, and for each layer what was counted."""
    with called("show"):
        path = Path(state).expanduser()
        if not path.is_file():
            raise errors.invalid("state", "a file that `adapt` wrote", state)
        lines: list[str] = []
        for number, partial in enumerate(unpack_state(path.read_bytes()), start=1):
            lines.append(f"stage {number}: {partial.rows:,} rows")
            width = max(map(len, partial.parts), default=0)
            for name, part in partial.parts.items():
                lines.append(f"  {name:<{width}}  {'; '.join(_described(part))}")
        return "\n".join(lines)


def _described(part: Any) -> Iterator[str]:
    for inner in getattr(part, "parts", {"": part}).values():
        if hasattr(inner, "ranked"):
            tokens = inner.ranked()
            first = ", ".join(repr(_text(token)) for token in tokens[:3])
            yield f"{len(tokens):,} tokens: {first}{', ...' if len(tokens) > 3 else ''}"
        elif hasattr(inner, "mean"):
            yield f"mean {_numbers(inner.mean)}, standard deviation {_numbers(inner.variance**0.5)}"
        elif hasattr(inner, "minimum"):
            yield f"from {_numbers(inner.minimum)} to {_numbers(inner.maximum)}"
        else:
            yield type(inner).__name__
    if np.any(part.missing):
        yield f"{int(np.sum(part.missing)):,} missing"


def _text(token: Any) -> Any:
    return token.decode("utf-8", "replace") if isinstance(token, bytes) else int(token)


def _numbers(values: np.ndarray) -> str:
    shown = [f"{value:.6g}" for value in np.ravel(values)[:4]]
    return (
        shown[0]
        if np.size(values) == 1
        else f"[{', '.join(shown)}{', ...' * (np.size(values) > 4)}]"
    )
