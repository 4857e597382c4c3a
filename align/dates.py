"""Dates as anchors: a day of a month, whatever language names it.

    dates("le 26 juin 1945")                    ["~06-26"]
    dates("1945年6月26日")                       ["~06-26"]
    dates("em junho de 1945")                   []

What it reads is text without case and accents (`corpora.normalize.skeleton`); the months are
those of the six languages at once. The number of the year stays with the other numbers; the
number of a month in Chinese is no number of the text, and `without_months` takes it out.

Why a month alone is no anchor: March, May, mars and mai are other words as well.
"""

import re
from collections.abc import Iterator

from corpora.languages import BY_CODE
from corpora.normalize import skeleton
from corpora.numerals import to_int

DATE = "~"
"""What an anchor of a date begins with."""

LONGEST = 12
"""Letters of a month that may stand before its day."""

_MONTHS = {
    skeleton(spelled): number
    for language in BY_CODE.values()
    for number, spellings in enumerate(language.months, start=1)
    for spelled in spellings
    if not spelled.endswith("月")
}
_NAME = "|".join(sorted(map(re.escape, _MONTHS), key=lambda name: (-len(name), name)))
_DIGIT = re.compile("[0-9]")
_NO_DAY = frozenset("0123456789/.,")
"""What stands before the end of a longer number; asked of a match, not before each letter."""
_DAY_FIRST = re.compile(rf"([0-9]{{1,2}})(?:er|st|nd|rd|th|o|a)? ?(?:of |de |d')?({_NAME})(?!\w)")
_MONTH_FIRST = re.compile(r"(?<=[a-z]) (\d{1,2})(?:st|nd|rd|th)?(?![\w/])")
_HAN = "[一二三四五六七八九十]{1,3}"
_CHINESE = re.compile(rf"(\d{{1,2}}|{_HAN}) ?月 ?(?:(\d{{1,2}}|{_HAN}) ?日)?")


def dates(bare: str) -> list[str]:
    """Return an anchor for every day and month that the skeleton of a text names."""
    return [f"{DATE}{month:02}-{day:02}" for month, day in _found(bare) if month <= 12 and day]


def without_months(bare: str) -> str:
    """Return the text without the numbers of months before 月, the days kept."""
    return _CHINESE.sub(lambda found: f"月 {found[2] or ''}", bare) if "月" in bare else bare


def _found(bare: str) -> Iterator[tuple[int, int]]:
    if _DIGIT.search(bare):
        for found in _DAY_FIRST.finditer(bare):
            if bare[max(0, found.start() - 1) : found.start()] not in _NO_DAY:
                yield _MONTHS[found[2]], int(found[1])
        for found in _MONTH_FIRST.finditer(bare):
            word = re.split(r"\W", bare[max(0, found.start() - LONGEST) : found.start()])[-1]
            yield _MONTHS.get(word, 13), int(found[1])
    if "月" in bare:
        for found in _CHINESE.finditer(bare):
            yield to_int(found[1]) or 13, to_int(found[2] or "") or 0
