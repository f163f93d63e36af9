"""A part of JSON Schema: the keywords that docs/specification.schema.json uses."""

import re

_TYPES = {
    "object": lambda value: isinstance(value, dict),
    "array": lambda value: isinstance(value, list),
    "string": lambda value: isinstance(value, str),
    "boolean": lambda value: isinstance(value, bool),
    "null": lambda value: value is None,
    "integer": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "number": lambda value: isinstance(value, (int, float)) and not isinstance(value, bool),
}
KEYWORDS = {
    "$schema", "title", "$defs", "$ref", "type", "enum", "const", "anyOf", "required", "properties",
    "additionalProperties", "items", "minimum", "minItems", "maxItems", "pattern",
}  # fmt: skip


def violations(value, schema, root, path="$"):
    """Return the places where a value breaks a schema, with the keywords that it breaks."""
    assert set(schema) <= KEYWORDS, set(schema) - KEYWORDS
    if "$ref" in schema:
        return violations(value, root["$defs"][schema["$ref"].removeprefix("#/$defs/")], root, path)
    if "anyOf" in schema:
        tried = [violations(value, option, root, path) for option in schema["anyOf"]]
        return [] if [] in tried else [f"{path}: none of {len(tried)}", *min(tried, key=len)]
    if "type" in schema and not _TYPES[schema["type"]](value):
        return [f"{path}: type"]
    broken = [
        keyword
        for keyword, holds in (
            ("enum", lambda limit: value in limit),
            ("const", lambda limit: value == limit and type(value) is type(limit)),
            ("pattern", lambda limit: not isinstance(value, str) or re.search(limit, value)),
            ("minimum", lambda limit: not _TYPES["number"](value) or value >= limit),
            ("minItems", lambda limit: len(value) >= limit),
            ("maxItems", lambda limit: len(value) <= limit),
            ("required", lambda limit: set(limit) <= set(value)),
        )
        if keyword in schema and not holds(schema[keyword])
    ]
    if broken:
        return [f"{path}: {' '.join(broken)}"]
    if isinstance(value, list):
        return [
            one
            for place, item in enumerate(value)
            for one in violations(item, schema.get("items", {}), root, f"{path}[{place}]")
        ]
    if isinstance(value, dict):
        return _of_object(value, schema, root, path)
    return []


def _of_object(value, schema, root, path):
    found, known = [], schema.get("properties", {})
    others = schema.get("additionalProperties", {})
    for key, part in value.items():
        if key not in known and others is False:
            found.append(f"{path}.{key}: additionalProperties")
        else:
            found += violations(part, known.get(key, others or {}), root, f"{path}.{key}")
    return found
