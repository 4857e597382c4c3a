"""The signs of a line as they stand on the page, left to right, to the order they are read in.

    logical(["د", "ج", "و", " ", "٥", "٩"], rtl=True)    [4, 5, 3, 2, 1, 0]: ٥٩ وجد
    faced(")١(")                                         "(١)"

The Unicode bidirectional algorithm (UAX 9) turned round, for one level of embedding: in a line
that runs to the left, numbers and Latin words are islands that run to the right. Explicit
embedding marks are not drawn, so no page tells of them.

Why brackets are turned by what stands beside them: a PDF may give the sign that was written or
the mirrored shape that was drawn, and nothing says which. An opening bracket has no space behind
it, a closing one none before it; where that does not decide, they take turns.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from unicodedata import bidirectional

_RIGHT = {"R", "AL"}
_NUMBERS = {"EN", "AN"}
_MARK = "mark"  # a raised number
_ISLAND = {"L", _MARK} | _NUMBERS
_OPENING = "([{«‹（［｛《〈"
_CLOSING = ")]}»›）］｝》〉"
_PARTNER = dict(zip(_OPENING + _CLOSING, _CLOSING + _OPENING, strict=True))
_STOPS = ".,;:!?،؛؟…"
_DAY_LAST = re.compile(r"[A-Z][a-z]{2,8} +\d{4}(?P<gap> +)\d{1,2}")
_MIRRORED = str.maketrans("“”‘’<>≤≥", "”“’‘><≥≤")


@cache
def kind(text: str) -> str:
    """Return the bidirectional class (UAX 9, table 4) of the first character."""
    return bidirectional(text[0]) if text else "ON"


def runs_left(texts: Sequence[str], *, rtl: bool) -> bool:
    """Tell whether a line runs to the left; `rtl` says that the language does.

    A line of nothing but Latin does in such a language if it seems to begin with a full stop, or
    to end with the day of a date: "July 2022 29".
    """
    kinds = [kind(text) for text in texts]
    right = sum(each in _RIGHT for each in kinds)
    if not rtl:
        return right > kinds.count("L")
    if right or "AN" in kinds:
        return True
    if "L" not in kinds:
        return True
    shown = "".join(texts).strip()
    return (len(shown) > 1 and shown[0] in _STOPS) or _DAY_LAST.fullmatch(shown) is not None


def logical(texts: Sequence[str], *, rtl: bool, raised: Sequence[int] = ()) -> list[int]:
    """Return the indices of `texts`, given from left to right, in the order of reading.

    The `raised` ones are note marks, which stand behind a number or word and are no part of it.
    """
    kinds = [kind(text) for text in texts]
    for index in raised:
        kinds[index] = _MARK if kinds[index] in _NUMBERS else kinds[index]
    if rtl and (date := _DAY_LAST.fullmatch("".join(texts))) and len(date[0]) == len(texts):
        gap, day = date.span("gap")
        return [*range(day, len(texts)), *range(gap, day), *range(gap)]
    if rtl:
        return [*_to_the_left(kinds, 0, len(kinds))]
    order: list[int] = []
    position = 0
    for start, stop in _right_stretches(kinds):
        order += [*range(position, start), *_to_the_left(kinds, start, stop)]
        position = stop
    return [*order, *range(position, len(kinds))]


def _right_stretches(kinds: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield the ranges of a line to the right that run to the left: no Latin between them."""
    start = stop = -1
    for index, each in enumerate(kinds):
        if each in _RIGHT:
            start, stop = (index if start < 0 else start), index + 1
        elif each == "L" and start >= 0:
            yield start, stop
            start = -1
    if start >= 0:
        yield start, stop


def _to_the_left(kinds: Sequence[str], start: int, stop: int) -> Iterator[int]:
    """Yield the indices of a range from its right end, its islands from left to right."""
    islands = {end: begin for begin, end in _islands(kinds, start, stop)}
    index = stop
    while index > start:
        if index in islands:
            yield from range(islands[index], index)
            index = islands[index]
        else:
            index -= 1
            yield index


def _islands(kinds: Sequence[str], start: int, stop: int) -> Iterator[tuple[int, int]]:
    """Yield the ranges that run to the right: Latin text and numbers."""
    index = start
    while index < stop:
        if kinds[index] in _ISLAND:
            end = _island_end(kinds, index, stop)
            yield index, end
            index = end
        else:
            index += 1


def _island_end(kinds: Sequence[str], start: int, stop: int) -> int:
    """Return where the island that begins at `start` ends."""
    end, latin = start + 1, kinds[start] == "L"
    while True:
        after = next((i for i in range(end, stop) if kinds[i] in _ISLAND | _RIGHT), -1)
        if after < 0 or kinds[after] in _RIGHT:
            break
        between = kinds[end:after]
        if not (_bridged(between, kinds[end - 1], kinds[after], latin=latin, kinds=kinds[after:])):
            break
        end, latin = after + 1, latin or kinds[after] == "L"
    while end < stop and kinds[end] == "ET" and kinds[end - 1] in {"EN", "ET"}:
        if not latin and _after_arabic(kinds[end:stop]):
            break
        end += 1
    return end


def _bridged(
    between: Sequence[str], left: str, right: str, *, latin: bool, kinds: Sequence[str]
) -> bool:
    """Tell whether an island goes on over `between`, from the sign `left` to the sign `right`.

    Rules W4 to W7 and N1: a number behind Latin text is part of it; two numbers hold together
    over one common separator, and those not behind Arabic text over a hyphen or sign too.
    """
    if not between or _MARK in {left, right}:
        return left == right or _MARK not in {left, right}
    if latin:
        return right != "AN" and left != "AN"
    if right != left or len(between) != 1:
        return False
    if between[0] == "CS":
        return True
    return between[0] == "ES" and right == "EN" and not _after_arabic(kinds)


def _after_arabic(kinds: Sequence[str]) -> bool:
    """Tell whether the nearest letter to the right, which is read before, is Arabic."""
    return next((each for each in kinds if each in {"L", "R", "AL"}), "L") == "AL"


def unmirrored(texts: Sequence[str], order: Sequence[int]) -> list[str]:
    """Return `texts` in `order` with the signs turned back that pdfium mirrors.

    Where text runs to the left it takes every sign for the shape drawn; quotation marks, which
    have no mirrored shape, come out wrong.
    """
    turned = []
    for place, index in enumerate(order):
        before = order[place - 1] if place else index + 1
        after = order[place + 1] if place + 1 < len(order) else index - 1
        left = before > index > after
        turned.append(texts[index].translate(_MIRRORED) if left else texts[index])
    return turned


def faced(text: str) -> str:
    """Return a line in reading order with its brackets turned the way they belong."""
    signs = list(text)
    pending: list[str] = []
    for index, sign in enumerate(signs):
        if sign not in _PARTNER:
            continue
        opening = sign if sign in _OPENING else _PARTNER[sign]
        before = text[index - 1] if index else " "
        after = text[index + 1] if index + 1 < len(text) else " "
        if _opens(before, after, pending=opening in pending):
            signs[index] = opening
            pending.append(opening)
        else:
            signs[index] = _PARTNER[opening]
            pending = pending[: pending.index(opening)] if opening in pending else pending
    return "".join(signs)


def _opens(before: str, after: str, *, pending: bool) -> bool:
    """Tell whether a bracket between these characters opens."""
    opens = (before.isspace() or before in _PARTNER) and not after.isspace()
    closes = (after.isspace() or after in _PARTNER or after in _STOPS) and not before.isspace()
    return opens if opens != closes else not pending
