"""Placeables of the text to translate, put into the target of a match that has others.

    substitute("A/69/2, 3 mai 2014", "A/68/1, 2 mai 2013", "A/68/1 от 2 мая 2013 года",
               source=FRENCH, target=RUSSIAN)              "A/69/2 от 3 мая 2014 года"

All or nothing: each placeable that differs must stand once in the source of the match and once in
its target, and be one that can be written in the manner of the target: its digits, its separators
and its month names. Otherwise the answer is None, and the translator sees the old ones.

Why the first of a month is never put in or taken out: « 1er », "1.º", "1st" are written otherwise
than the days that follow, and in some languages not always.
"""

import re
from collections.abc import Callable, Sequence

from corpora.languages import Language
from corpora.numerals import to_int
from tm.lookup.placeables import HAN_NUMERAL, Placeable, date_parts, find

_DIGITS = re.compile(r"\d+")
_HAN_DIGITS = "〇一二三四五六七八九"
_HAN_UNITS = "", "十", "百", "千"

Change = tuple[Placeable, Placeable]
"""What stands in the source of the match, and what in the query."""


def substitute(
    query: str, match: str, translation: str, *, source: Language, target: Language
) -> str | None:
    """Return `translation` with the placeables of `query`; None where that is not certain.

    `match` is the source of `translation` and differs from `query` in nothing but placeables.
    """
    old, new = find(match, source), find(query, source)
    if [each.kind for each in old] != [each.kind for each in new]:
        return None
    there = find(translation, target)
    edits = [
        _edit(change, old, there, translation, target)
        for change in zip(old, new, strict=True)
        if change[0].value != change[1].value
    ]
    return _edited(translation, edits)


def _edit(
    change: Change,
    old: Sequence[Placeable],
    there: Sequence[Placeable],
    translation: str,
    target: Language,
) -> tuple[int, int, str] | None:
    """Return range and new text of the one placeable of the target that is to be changed."""
    before, after = change
    wanted = [each for each in there if each.value == before.value]
    if len(wanted) != 1 or [each.value for each in old].count(before.value) != 1:
        return None
    place = wanted[0]
    write: Callable[[str, tuple[str, ...], Language], str | None]
    write = {"number": _number, "date": _date, "symbol": _symbol}[place.kind]
    if place.kind != before.kind:
        return None
    written = write(translation[place.start : place.stop], after.value, target)
    return None if written is None else (place.start, place.stop, written)


def _edited(text: str, edits: Sequence[tuple[int, int, str] | None]) -> str | None:
    if not edits or None in edits:
        return None
    for start, stop, new in sorted((edit for edit in edits if edit), reverse=True):
        text = text[:start] + new + text[stop:]
    return text


def _symbol(_old: str, value: tuple[str, ...], _target: Language) -> str:
    return value[0]


def _number(old: str, value: tuple[str, ...], _target: Language) -> str | None:
    """Return the number as `old` is written; None if it has more or fewer groups of digits."""
    if old[0] in HAN_NUMERAL:
        return _han(old, int(value[0])) if len(value) == 1 else None
    groups = iter(value)
    if len(_DIGITS.findall(old)) != len(value):
        return None
    return _DIGITS.sub(lambda found: in_digits_of(found[0], next(groups)), old)


def _date(old: str, value: tuple[str, ...], target: Language) -> str | None:
    parts = date_parts(old, target)
    if parts is None:
        return None
    year, number, day = map(int, value)
    texts = (
        (parts.day, _day(old[slice(*parts.day)], day)),
        (parts.month, _month(old[slice(*parts.month)], parts.number, number, target)),
        (parts.year, _figure(old[slice(*parts.year)], year)),
    )
    return _edited(old, [None if text is None else (*place, text) for place, text in texts])


def _day(old: str, day: int) -> str | None:
    if to_int(old) == day:
        return old
    return None if 1 in {day, to_int(old)} else _figure(old, day)


def _month(old: str, before: int, number: int, target: Language) -> str | None:
    """Return the month in the spelling of `old`: 12月 as 3月, كانون الأول/ديسمبر as آذار/مارس."""
    spelled = "".join(old.split())
    here, there = target.months[before - 1], target.months[number - 1]
    tight = ["".join(each.split()) for each in here]
    if spelled not in tight:
        return None
    place = tight.index(spelled)
    if place == 0 or len(here) == len(there):
        return there[place]
    return None


def _figure(old: str, number: int) -> str | None:
    if old[0] in HAN_NUMERAL:
        return _han(old, number)
    return in_digits_of(old, str(number))


def in_digits_of(old: str, digits: str) -> str:
    """Return `digits` in the script of the digits of `old`: 2014 as ٢٠١٤."""
    zero = ord(old[0]) - int(old[0])
    return "".join(chr(zero + int(digit)) for digit in digits)


def _han(old: str, number: int) -> str | None:
    """Return a number below 10,000 digit by digit or with 十百千, as `old` is written."""
    digits = str(number)
    if not any(unit in old for unit in _HAN_UNITS[1:]):
        return "".join(_HAN_DIGITS[int(digit)] for digit in digits) if len(old) > 2 else None
    if len(digits) > len(_HAN_UNITS):
        return None
    written = "".join(
        _HAN_DIGITS[int(digit)] + (_HAN_UNITS[len(digits) - place - 1] if digit != "0" else "")
        for place, digit in enumerate(digits)
    )
    written = re.sub("〇+", "〇", written).rstrip("〇") or "〇"
    return written.removeprefix("一") if written.startswith("一十") else written
