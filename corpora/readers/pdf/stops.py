"""How a line ends and how one begins, as far as that tells whether the sentence goes on.

    ended("… des Nations Unies,")    False: a comma is a pause
    paused("… des Nations Unies,")    True

It looks at single lines of a page; `corpora.structure` knows what clauses look like.
"""

import re

_CLOSING = r"[\s\"'»”“’‘)）\]」』》]*$"
_STOPS = ".;:!?…؛؟۔。；：！？"
_PAUSES = ",،，、"
_ENDED = re.compile(rf"[{_STOPS}]{_CLOSING}")
_PAUSED = re.compile(rf"[{_STOPS}{_PAUSES}]{_CLOSING}")
_ITEM = re.compile(rf"[{_STOPS}{_PAUSES}]{_CLOSING[:-1]}(?:\b(?:and|et|y|и)\b)?\s*$")
_OPENING = re.compile(r"[\s«“„\"'‘’(（「『《\[]*")


def ended(text: str) -> bool:
    """Tell whether a sentence or clause ends here: a full stop, colon, semicolon or the like."""
    return _ENDED.search(text) is not None


def paused(text: str) -> bool:
    """Tell whether text ends in a stop or a comma."""
    return _PAUSED.search(text) is not None


def item_ended(text: str) -> bool:
    """Tell whether an item of a list may end here: "… ; and" does."""
    return _ITEM.search(text) is not None


def begins_small(text: str) -> bool:
    """Tell whether the first letter is a small one, as only a sentence that goes on has it."""
    return _OPENING.sub("", text, count=1)[:1].islower()
