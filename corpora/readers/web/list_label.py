"""The printed label of every item of the lists in a tree, as HTML numbers them.

    labels(root)    {<li>: "1. ", <li>: "2. ", <li>: "a. ", …}

It knows `ol`, `ul`, `menu`, `dir` and `li`, their attributes type, start, reversed and value,
and list-style-type in a style attribute. Counters of style sheets are not followed.
"""

import re
from collections.abc import Iterator

from corpora.readers.markup import counter_style
from corpora.readers.markup.parsing import Element
from corpora.readers.web.inline_style import list_style

_TYPES = {
    "1": "decimal",
    "a": "lower-alpha",
    "A": "upper-alpha",
    "i": "lower-roman",
    "I": "upper-roman",
}
_NUMBER = re.compile(r"\s*([-+]?\d{1,9})(?!\d)")
_NESTED = ("disc", "circle", "square")  # what browsers print in lists within lists


def labels(root: Element) -> dict[Element, str]:
    """Return the label of each item that has one, by its element."""
    found: dict[Element, str] = {}
    for item_list in root.iter("ol", "ul", "menu", "dir"):
        found |= _labels(item_list)
    return found


def _labels(item_list: Element) -> Iterator[tuple[Element, str]]:
    items = item_list.findall("li")
    ordered = item_list.tag == "ol"
    step = -1 if item_list.get("reversed") is not None else 1
    number = _number(item_list.get("start"), len(items) if step < 0 else 1)
    style = _style(item_list) or ("decimal" if ordered else _bullet(item_list))
    for item in items:
        number = _number(item.get("value"), number)
        own = _style(item) or style
        if own.lower() != "none":
            yield item, counter_style.label(number, own)
        number += step


def _style(element: Element) -> str:
    """Return the counter style that an element asks for."""
    kind = element.get("type", "").strip()
    named = kind.lower() if kind.lower() in counter_style.BULLETS else _TYPES.get(kind, "")
    style = list_style(element.get("style", ""))
    return (style if style[:1] in {'"', "'"} else style.lower()) or named


def _bullet(item_list: Element) -> str:
    depth = sum(1 for _ in item_list.iterancestors("ul", "menu", "dir"))
    return _NESTED[min(depth, 2)]


def _number(text: str | None, default: int) -> int:
    match = _NUMBER.match(text or "")
    return int(match[1]) if match else default
