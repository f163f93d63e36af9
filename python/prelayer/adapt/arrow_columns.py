"""Arrow tables and record batches as columns by name."""

from __future__ import annotations

from typing import Any


def arrow_columns(data: Any) -> Any:
    """Return an Arrow table or record batch as a dict of its columns, and other data unchanged."""
    schema = getattr(data, "schema", None)
    if type(data).__module__.partition(".")[0] != "pyarrow" or schema is None:
        return data
    return {name: data.column(name) for name in schema.names}
