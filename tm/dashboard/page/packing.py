"""A payload made small for the page: columns instead of rows, and each repeated value once.

    packed([{"lang": "ru", "n": 7}, {"lang": "ru", "n": 9}])
    {"$rows": 2, "$columns": {"lang": {"$of": ["ru"], "$at": 2}, "n": [7, 9]}}

A table is a list of dicts, a column a list of anything else. A column of few different values
holds these and the place of each row's among them, or the number of rows if there is but one.
`script/unpacking.js` reads it; what is in a payload is told in `tm.dashboard.payload`.

Why: the names of columns, forms, methods and languages were half of a page, and a browser reads
nothing after them before it has read them. A compressed page would be smaller still, but
nobody could look into it with an editor.
"""

from itertools import chain
from typing import Any

WORTH = 2
"""How often the values of a column recur, on average, for places to be shorter than they are."""


def packed(value: Any) -> Any:
    """Return a value ready for JSON with all tables and columns in it packed."""
    if isinstance(value, dict):
        return {name: packed(part) for name, part in value.items()}
    if not isinstance(value, list) or not value:
        return value
    if all(isinstance(row, dict) for row in value):
        names = dict.fromkeys(chain.from_iterable(value))
        columns = {name: packed([row.get(name) for row in value]) for name in names}
        return {"$rows": len(value), "$columns": columns}
    return value if any(isinstance(each, list | dict) for each in value) else _column(value)


def _column(values: list[Any]) -> Any:
    places: dict[Any, int] = {}
    at = [places.setdefault(value, len(places)) for value in values]
    if len(values) < WORTH * len(places):
        return values
    return {"$of": [*places], "$at": at if len(places) > 1 else len(at)}
