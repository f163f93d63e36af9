"""The standardization of texts as passes over code points."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import numpy as np
import tensorflow as tf

from prelayer.export.lowering.character_sets import matched, matches
from prelayer.export.lowering.registry import NotPortable
from prelayer.export.portable import utf8
from prelayer.export.portable.arithmetic import as_int, shifted
from prelayer.export.portable.code_point_table import (
    MOST_EXPANSIONS,
    CodePointTable,
    code_point_table,
    compose,
    expansions,
)
from prelayer.export.portable.replace import CASED, IGNORABLE, compact, replace, strip
from prelayer.export.portable.text import NOTHING
from prelayer.export.portable.tokens import SEPARATOR
from prelayer.ops.text import case_mapping, text_steps, tokenize
from prelayer.ops.text.code_points import characters

# The code point of all characters that need not be told from each other; Unicode never assigns it.
OTHER = 0x10FFFF
# The characters that lower case in Turkish treats together.
_TURKIC = {0x49, 0x130, 0x307}

Character = Callable[[str], str]


@dataclass
class Pass:
    """One reading of the code points of all texts.

    Args:
        needs_valid: whether bytes that are not UTF-8 become U+FFFD first.
        before: what depends on neighboring characters, applied before the replacements.
        final_sigma: whether a capital sigma at the end of a word becomes a final sigma.
        functions: what is applied to each character alone, in order.
        changed: the code points, beyond the assigned ones, that the functions may change.
    """

    needs_valid: bool
    before: Callable[[tf.Tensor], tf.Tensor] | None = None
    final_sigma: bool = False
    functions: list[Character] = field(default_factory=list)
    changed: set[int] = field(default_factory=set)
    table: CodePointTable | None = None

    @property
    def depends_on_neighbors(self) -> bool:
        """Whether the result for a character depends on those around it."""
        return self.before is not None or self.final_sigma

    def run(self, points: tf.Tensor) -> tf.Tensor:
        """Return the new code points."""
        if self.before is not None:
            points = self.before(_compact(points))
        return points if self.table is None else replace(points, self.table, self.final_sigma)


def passes(steps: Sequence[Any], separators: Collection[int] = ()) -> list[Pass]:
    """Return the passes of steps, as few as possible.

    Args:
        steps: the steps of `TextVectorization`'s argument `standardize`.
        separators: the code points that become `SEPARATOR` at the end.

    Raises:
        NotPortable: if a step has no portable form.
    """
    found: list[Pass] = []
    for step in steps:
        made = _pass(step)
        joins = (
            found and not made.depends_on_neighbors and made.needs_valid <= found[-1].needs_valid
        )
        if joins:
            found[-1].functions += made.functions
            found[-1].changed |= made.changed
        else:
            found.append(made)
    if separators:
        found = found or [Pass(needs_valid=False)]
        found[-1].changed |= set(separators)
    for part in found:
        functions = list(part.functions)
        points = sorted(part.changed | set(map(ord, characters())))
        replaced = compose(functions, map(chr, points)) if functions else {}
        if separators and part is found[-1]:
            replaced = _separated(replaced, set(separators))
        if len(expansions(replaced)) > MOST_EXPANSIONS:
            reason = f"the steps expand characters in more than {MOST_EXPANSIONS} different ways"
            raise NotPortable(reason, "standardize", "Use fewer rewrites of several characters.")
        classes = _sigma_classes() if part.final_sigma else None
        part.table = code_point_table(replaced, classes) if replaced else None
    return found


def required_characters(found: Sequence[Pass]) -> set[int]:
    """Return the code points that passes do not treat as `OTHER`."""
    required: set[int] = set()
    for part in found:
        if part.before is not None:
            required.update(_spaces_at_ends() | _TURKIC)
        if part.table is not None:
            numbers = part.table.numbers
            dense = numbers.pages.reshape(-1, 128)[numbers.page_of].reshape(-1)
            required.update(np.flatnonzero(dense != dense[OTHER]).tolist())
    return required


def apply_passes(
    run: tf.Tensor, found: Sequence[Pass], from_bytes: bool, replace_bytes: bool
) -> tf.Tensor:
    """Return the code points of texts after all passes.

    Args:
        run: the symbols of the texts.
        found: the passes.
        from_bytes: whether the symbols are bytes.
        replace_bytes: whether bytes that are not UTF-8 become U+FFFD at the end.
    """
    if not from_bytes:
        for part in found:
            run = part.run(run)
        return run
    is_valid = found[0].needs_valid if found else replace_bytes
    run = utf8.decode(run, escape=not is_valid)
    for part in found:
        if part.needs_valid and not is_valid:
            run, is_valid = utf8.decode(utf8.encode(_compact(run))), True
        run = part.run(run)
    if is_valid:
        is_compact = any(part.table or part.before for part in found)
        return run if is_compact else _compact(run)
    # Bytes that were apart may be a character now.
    return _compact(utf8.decode(utf8.encode(_compact(run)), escape=not replace_bytes))


def _pass(step: Any) -> Pass:
    options = dict(step) if isinstance(step, dict) else {"step": step}
    name = options.pop("step")
    if name == "lower" and options:
        return Pass(True, _turkic, True, [str.lower])
    if name == "lower":
        return Pass(True, final_sigma=True, functions=[str.lower])
    if name == "casefold":
        return Pass(True, functions=[str.casefold])
    if name == "strip_accents":
        return Pass(True, functions=[text_steps.without_accents])
    if name == "strip_punctuation":
        return _deletion(matched(tokenize.PUNCTUATION))
    if name == "strip":
        return Pass(False, _strip)
    if name == "regex":
        return _regex(**options)
    raise NotPortable(
        f"the step {name!r} depends on neighboring characters in a way that no runtime computes",
        "standardize",
        "Normalize the texts before the model, or leave the step out.",
    )


def _deletion(points: frozenset[int], rewrite: str = "") -> Pass:
    deleted = frozenset(map(chr, points))

    def rewritten(text: str) -> str:
        return "".join(rewrite if character in deleted else character for character in text)

    return Pass(False, functions=[rewritten], changed=set(points))


def _regex(pattern: str, rewrite: str) -> Pass:
    if "\\" in rewrite:
        raise NotPortable("the rewrite of a regular expression has a backslash", "standardize")
    # Repetitions of characters that are deleted make no difference.
    single = pattern[:-1] if pattern.endswith("+") and not rewrite else pattern
    return _deletion(matches(single), rewrite)


def _separated(
    replaced: dict[int, tuple[int, ...]], separators: set[int]
) -> dict[int, tuple[int, ...]]:
    replaced = {**{point: (point,) for point in separators if point not in replaced}, **replaced}
    return {
        point: tuple(SEPARATOR if new in separators else new for new in run)
        for point, run in replaced.items()
    }


def _compact(run: tf.Tensor) -> tf.Tensor:
    return compact(run, run != NOTHING)


@lru_cache
def _sigma_classes() -> dict[int, int]:
    cased, ignorable = case_mapping.sigma_context()
    return dict.fromkeys(cased, CASED) | dict.fromkeys(ignorable, IGNORABLE)


def _strip(run: tf.Tensor) -> tf.Tensor:
    spaces = code_point_table(dict.fromkeys(_spaces_at_ends(), (SEPARATOR,)))
    return strip(run, as_int(replace(run, spaces) == SEPARATOR))


def _spaces_at_ends() -> frozenset[int]:
    return matched(text_steps.SPACE)


def _turkic(run: tf.Tensor) -> tf.Tensor:
    """Replace a capital I with a dot above by a small i, and one without by a dotless one."""
    is_dotted = (run == 0x49) & (shifted(run, 1, 0) == 0x307)
    dots = shifted(as_int(is_dotted), -1, 0) == 1
    run = tf.where(is_dotted, 0x69, tf.where(run == 0x130, 0x69, tf.where(run == 0x49, 0x131, run)))
    return compact(run, ~dots)
