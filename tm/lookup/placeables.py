"""Placeables: numbers, dates and document symbols, which a translator copies or adapts.

    find("le 11 novembre 2014, A/RES/69/12", FRENCH)
        [Placeable(3, 19, "date", ("2014", "11", "11")), Placeable(21, 32, "symbol", …)]

Recognises and compares them; what becomes of those in a target is decided in
`tm.lookup.substitution`. Digits of every script count as the same; Chinese numerals are
recognised from two characters on (六十九, 二〇一四), for a single 一 is mostly part of a word.

Why the value of a number is its groups of digits, without what stands between: « 1 000,5 » and
"1,000.5" are the same number, and to read either takes no rule of a language. Where a script
turns the groups around (Arabic has ٠٠٠ ١), the values differ and nothing is taken for equal.

Why patterns are kept by code: a `Language` is a large record, and to hash it takes longer than to
search a clause.
"""

import re
from functools import cache
from typing import Literal, NamedTuple

from corpora.languages import BY_CODE, Language
from corpora.normalize import fold_compatibility, fold_digits
from corpora.numerals import to_int
from tm.terms.chinese import HAN

Kind = Literal["number", "date", "symbol"]

HAN_NUMERAL = "〇○零一二三四五六七八九十百千"

NUMBER = (
    r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)(?:[.,]\d+)*"  # 1 000 000,5
    r"|\d+(?:[.,/:\u066b\u066c]\d+)*"
)
SYMBOL = (
    r"(?<![A-Za-z0-9/])[A-Z]{1,9}(?:\.\d+)?(?=/[\w./()-]*\d)"  # A, CCPR, E; a digit must follow
    r"(?:/[A-Za-z0-9]+(?:[.-][A-Za-z0-9]+)*(?:\([A-Z]+\))?)+"
)

_DIGITS = re.compile(r"\d+")
_OPTIONAL_START = re.compile(r"^\(\?:[^()]*\)\?")  # « le » before a French date
_RUN = re.compile(rf"\d+|[{HAN_NUMERAL}]+")


class Placeable(NamedTuple):
    """One placeable at its half-open range of code points."""

    start: int
    stop: int
    kind: Kind
    value: tuple[str, ...]  # equal exactly for placeables that mean the same


class DateParts(NamedTuple):
    """Where the parts of a date stand in its text: half-open ranges."""

    year: tuple[int, int]
    month: tuple[int, int]
    day: tuple[int, int]
    number: int  # of the month, 1 to 12


def find(text: str, language: Language) -> list[Placeable]:
    """Return the placeables of `text` in order, none inside another."""
    return [
        Placeable(found.start(), found.end(), *classify(found.group(), language))
        for found in _pattern(language.code).finditer(text)
    ]


def source_of(language: Language) -> str:
    """Return the regular expression, without groups, of every placeable in `language`."""
    numbers = rf"(?<![^\W{HAN}])(?:{NUMBER})"  # no digits of H1N1, but those of 第69号
    counted = f"{_date_source(language.code)}|{numbers}|[{HAN_NUMERAL}]{{2,}}"
    return rf"(?=[\d{HAN_NUMERAL}])(?:{counted})|(?=[A-Z]){SYMBOL}"  # what fails fast first


def classify(raw: str, language: Language) -> tuple[Kind, tuple[str, ...]]:
    """Return the kind and the value of what `source_of` found."""
    if raw[0].isascii() and raw[0].isalpha():
        return "symbol", (raw,)
    if _date(language.code).fullmatch(raw) and (parts := date_parts(raw, language)):
        year, day = (to_int(raw[slice(*place)]) for place in (parts.year, parts.day))
        return "date", (str(year), str(parts.number), str(day))
    return "number", number_value(raw)


def number_value(raw: str) -> tuple[str, ...]:
    """Return the groups of digits of a number, Chinese numerals as one group."""
    digits = _DIGITS.findall(fold_digits(fold_compatibility(raw)))
    return tuple(digits) or (str(to_int(raw)),)


def date_parts(raw: str, language: Language) -> DateParts | None:
    """Return where year, month and day stand in a date; None if it has no such parts."""
    month = _month(raw, language)
    if month is None:
        return None
    number, start, stop = month
    runs = [found.span() for found in _RUN.finditer(raw)]
    rest = [run for run in runs if run[1] <= start or run[0] >= stop]
    if len(rest) != 2:
        return None
    day, year = sorted(rest, key=lambda run: to_int(raw[slice(*run)]) or 0)
    return DateParts(year, (start, stop), day, number)


def _month(raw: str, language: Language) -> tuple[int, int, int] | None:
    """Return number, start and stop of the longest spelling of a month in `raw`."""
    found = [
        (number, place.start(), place.end())
        for number, spellings in enumerate(language.months, start=1)
        for spelling in spellings
        for place in _spelled(spelling).finditer(raw)
    ]
    return max(found, key=lambda month: month[2] - month[1], default=None)


@cache
def _spelled(spelling: str) -> re.Pattern[str]:
    """Return the pattern of a month: any white space, and also behind the number in 1月."""
    loose = re.sub(r"(\d)(?=\D)", r"\1 ?", re.escape(spelling))
    return re.compile(rf"(?<!\d){_white(loose)}")


@cache
def _date_source(code: str) -> str:
    language = BY_CODE[code]
    spellings = sorted({name for names in language.months for name in names}, key=len)[::-1]
    months = "|".join(map(re.escape, spellings))
    date = _OPTIONAL_START.sub("", language.date.replace("{months}", months))
    return rf"(?<!\d)(?:{_white(date)})(?!\d)"


def _white(pattern: str) -> str:
    return pattern.replace(r"\ ", " ").replace(" ?", r"\s?").replace(" ", r"\s")


@cache
def _date(code: str) -> re.Pattern[str]:
    return re.compile(_date_source(code))


@cache
def _pattern(code: str) -> re.Pattern[str]:
    return re.compile(source_of(BY_CODE[code]))
