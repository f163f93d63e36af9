"""Schema: names, dtypes, shapes and classes of the elements of a dataset."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

from prelayer._core.short_text import WIDTH, first_texts, in_double_quotes, quoted
from prelayer._core.text_table import html_table, text_table
from prelayer._core.types import ClassNames, DTypeLike, Structure
from prelayer.data.common.element_table import element_table

_MOST_SHOWN = 10
_MOST_ROWS = 6
_MOST_CLASSES = 2


@dataclass(frozen=True, repr=False)
class Schema:
    """The names, classes, files and dtypes of the elements of a dataset.

    See also: `schema`, `class_names`, `report`.

    Args:
        feature_names: the names of the features; empty if the only feature has no name.
        target_names: the names of the targets; empty if the only target has no name.
        class_names: the names of the classes in index order; for several targets, a dict of such
            lists; None if there are no classes, or if the sources of the dataset have different
            classes.
        file_paths: the files from which elements are read, in the order before shuffling.
        dtypes: the dtypes of an element, in its structure.
        shapes: the shapes of an element, in its structure; `table()` has both as columns.
        examples: the first element; None if it was not read.

    Examples:
        >>> from prelayer import dataset_from_frame, schema
        >>> data = {"size": [1.0, 2.0], "kind": ["cat", "dog"]}
        >>> found = schema(dataset_from_frame(data, target="kind").prefetch(1))
        >>> found.feature_names, found.target_names, found.class_names
        (('size',), ('kind',), ['cat', 'dog'])
    """

    feature_names: tuple[str, ...] = ()
    target_names: tuple[str, ...] = ()
    class_names: ClassNames = None
    file_paths: Sequence[str] | None = None
    dtypes: DTypeLike = None
    shapes: Structure = None
    examples: Structure = None

    def table(self) -> dict[str, list[str]]:
        """Return the parts of an element as columns, with name, role, dtype, shape and example.

        The role is "feature", "target" or "weight", by the position in (x, y, weight).
        """
        return self._table(repr)

    def _r_table(self) -> dict[str, list[str]]:
        """Return the table with the strings of examples in double quotes, as in R."""
        return self._table(in_double_quotes)

    def _table(self, quote: Callable[[str], str]) -> dict[str, list[str]]:
        names = {"feature": self.feature_names, "target": self.target_names}
        return element_table(self.dtypes, self.shapes, self.examples, names, quote)

    def __repr__(self) -> str:
        return "\n".join([*text_table(self.table(), most_rows=_MOST_ROWS), *self._facts()])

    def _repr_html_(self) -> str:
        return html_table(self.table(), "Schema", below="<br>".join(map(escape, self._facts())))

    def _facts(self) -> list[str]:
        """Return a line for the classes and one for the files, if there are any."""
        classes = self.class_names or {}
        named = classes if isinstance(classes, dict) else {"": classes}
        lines = [_listed(f"classes of {name}" if name else "classes", part)
                 for name, part in named.items()]  # fmt: skip
        lines = lines if len(lines) <= _MOST_CLASSES else [*lines[: _MOST_CLASSES - 1], "..."]
        return [*lines, _listed("files", self.file_paths)] if self.file_paths else lines


def _listed(title: str, items: Sequence[str]) -> str:
    start = f"{title} ({len(items):,}): "
    return start + first_texts(map(quoted, items[:_MOST_SHOWN]), len(items), WIDTH - len(start))
