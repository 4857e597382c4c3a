"""The enumerator at the head of a clause: "1.", "(a)", "а)", "١ -", "一、", "㈠", "•".

    split("2. Note avec satisfaction …", FRENCH)
    (Enumerator(printed="2.", numeral="2", form="#."), "Note avec satisfaction …")

It tells an enumerator from text that only begins like one. It does not know where in a
document the clause stands (`corpora.structure.outline`).

Why a number of four digits is never one: no resolution counts so far, and lines do begin
with a year. Why "I." and "V." count only before a short line without a stop: elsewhere they
are initials, and other single letters count in headings alone.
Why "一、二" does not count: Chinese writes "one or two" so.
"""

import re
from functools import cache
from typing import NamedTuple

from corpora.languages import Language
from corpora.numerals import readings, to_int

_MARKS = r"[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]*"  # invisible, may stand before it
_HAN = "〇零一二三四五六七八九十百"
_NUMERAL = (
    rf"(?:\d{{1,3}}|[{_HAN}]{{1,4}}|[子丑寅卯辰巳午未申酉戌亥甲乙丙丁戊己庚辛壬癸]"
    r"|[ivxlc]{1,7}|[IVXLC]{1,7}|[a-zа-я]{1,2}|[A-ZА-Я]|[ء-غف-ي]{1,2}\u0640?"
    r"|[أحثخرسعت][ء-ي]{2,5}\u064b?\u0627?\u064b?(?: (?:عشر|و[ء-ي]{5}))?"  # chapters in Arabic
    r"|(?:[ء-ي](?:اء|يم|ون|ين|اي)|ألف|دال|واو|كاف|لام|صاد|قاف|ذال|ضاد))"  # and their sections
)
_SYMBOL = re.compile(
    rf"{_MARKS}((?:[A-Z]{{1,3}}[-‑])?\d+/\d+(?: ?[A-Z](?=[.． ]))?)([.．]| ?[-–])?(?=\s|$)"
)
_BULLET = re.compile(rf"{_MARKS}([-–—•·●▪◦*])\s+(?=\S)")
_ENCLOSED = re.compile(rf"{_MARKS}([㈠-㈩])\s*(?=\S)")
_QUOTES = "['‘’‛`]"


HEADING_LENGTH = 80
"""Code points: a longer line behind "I." is no heading."""


class Enumerator(NamedTuple):
    """An enumerator as printed, its numeral, and its form with "#" for the numeral."""

    printed: str
    numeral: str
    form: str


@cache
def _pattern(form: str, *, spaced: bool) -> re.Pattern[str]:
    """Return the pattern of one printed form; `spaced` languages set a space behind it.

    Chinese sets none ("1.欢迎"), so there a digit behind the stop shows a decimal.
    """
    before, after = (
        _QUOTES if edge == "'" else re.escape(edge).replace(r"\ ", r"\s")
        for edge in form.split("#")
    )
    tail = r"(?:\s+|$)" if spaced else r"(?:\s+|(?![\d\s]))"
    return re.compile(rf"{_MARKS}({before}\s?(?P<numeral>{_NUMERAL})\s?{after}){tail}")


def split(text: str, language: Language, *, heading: bool = False) -> tuple[Enumerator | None, str]:
    """Return the enumerator that `text` begins with, or None, and the text behind it."""
    for pattern, form in ((_BULLET, "-"), (_ENCLOSED, "(#)")):
        if match := pattern.match(text):
            return Enumerator(match[1], match[1], form), text[match.end() :]
    for form in language.enumerators:
        match = _pattern(form, spaced=bool(language.joiner)).match(text)
        if match and _counts(match["numeral"], form, text[match.end() :], heading=heading):
            return Enumerator(match[1], match["numeral"], _shape(form)), text[match.end() :]
    return None, text


def split_symbol(text: str) -> tuple[str | None, str]:
    """Return the number of a resolution before its title ("69/12."), or None, and the rest."""
    match = _SYMBOL.match(text)
    return (match[0].strip(), text[match.end() :]) if match else (None, text)


def _shape(form: str) -> str:
    """Return one spelling of forms that differ only in width, space or dash."""
    return form.replace(" ", "").translate(str.maketrans("（）．–", "().-"))


def _counts(numeral: str, form: str, rest: str, *, heading: bool) -> bool:
    """Tell whether a numeral in this form, before `rest`, really enumerates."""
    if not readings(numeral):
        return False
    shape = _shape(form)
    if shape in {"#.", "#-"} and not numeral.isdecimal():
        return _letter_counts(numeral, shape, rest, heading=heading)
    if shape == "#-":
        return not rest[:1].isdecimal()  # a range: ٥ - ١٠
    if shape == "#、":
        return _follows_not(numeral, rest)
    return True


def _letter_counts(numeral: str, shape: str, rest: str, *, heading: bool) -> bool:
    """Tell whether a letter before a stop enumerates: initials and abbreviations look the same."""
    if to_int(numeral) is not None or (shape == "#-" and not numeral.isascii()):
        return True
    chapter = numeral in {"I", "V", "X"} and len(rest) <= HEADING_LENGTH and rest[-1:].isalnum()
    return heading or chapter or (len(numeral) > 1 and numeral.isupper())


def _follows_not(numeral: str, rest: str) -> bool:
    """Tell whether `rest` does not begin with the numeral after this one, as in 一、二."""
    value, following = to_int(numeral), to_int(rest[:1])
    return value is None or following is None or following != value + 1
