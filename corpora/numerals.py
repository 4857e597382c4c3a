"""Numerals in any script, as numbers: what an enumerator or a note mark counts.

    to_int("١٢") == to_int("十二") == to_int("１２") == 12
    readings("i")   (Reading("roman", 1), Reading("letter", 9))
    readings("ب")   (Reading("letter", 2),)

It knows single numerals, not the brackets or stops around them (`corpora.enumerators`).

Why several readings: "(i)" is the first Roman numeral or the ninth letter, a Russian typist
writes "с)" in Cyrillic where "c)" was meant, and only the neighbours can tell
(`corpora.structure.outline` asks them).
"""

import re
from typing import Literal, NamedTuple

Kind = Literal["decimal", "han", "letter", "roman"]


class Reading(NamedTuple):
    """One way to read a numeral: how it counts, and the number from 1."""

    kind: Kind
    value: int


_HAN_DIGITS = {char: value for value, char in enumerate("〇一二三四五六七八九")} | {
    "零": 0,
    "○": 0,
    "两": 2,
}
_HAN_UNITS = {"十": 10, "百": 100, "千": 1000}
_ENCLOSED_HAN = {chr(0x3220 + value): value + 1 for value in range(10)}  # ㈠ … ㈩

_ALPHABETS = (
    "abcdefghijklmnopqrstuvwxyz",
    "абвгдежзиклмнопрстуфхцчшщэюя",  # without ё, й, ъ, ы, ь, as the UN counts
    "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ",  # the abjad order of Arabic paragraphs
    "子丑寅卯辰巳午未申酉戌亥",  # the twelve branches of older Chinese texts
    "甲乙丙丁戊己庚辛壬癸",  # and the ten stems
)
_LOOKALIKES = str.maketrans("авсеікмнорстхуѕј", "abceikmhopctxysj")
_ARABIC_FORMS = str.maketrans({"ا": "أ", "إ": "أ", "آ": "أ", "ـ": None})
_LETTER_NAMES = (
    *("ألف", "باء", "جيم", "دال", "هاء", "واو", "زاي", "حاء", "طاء", "ياء", "كاف", "لام", "ميم"),
    *("نون", "سين", "عين", "فاء", "صاد", "قاف", "راء", "شين", "تاء", "ثاء", "خاء", "ذال", "ضاد"),
    *("ظاء", "غين"),
)
"""Arabic sections are lettered by the names of the letters: ألف -, باء -, جيم -."""

_ORDINAL_UNITS = {
    word: value
    for value, words in enumerate(
        (
            *(("أول", "أولى", "حادي"), ("ثاني", "ثان"), ("ثالث",), ("رابع",), ("خامس",)),
            *(("سادس",), ("سابع",), ("ثامن",), ("تاسع",), ("عاشر",)),
        ),
        start=1,
    )
    for word in words
}
_ORDINAL_TENS = {
    word + ending: value
    for value, word in enumerate(("عشر", "ثلاث", "أربع", "خمس"), start=2)
    for ending in ("ون", "ين")
}
"""Arabic numbers chapters in words (أولا, ثانيا, …, حادي عشر) where others use I, II, …, XI."""

_WORD_ENDS = re.compile("^و?(?:ال)?|[اًة\u064b-\u0652ـ]+$")
_ROMAN = re.compile(r"(c{0,3})(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})")
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


def to_int(text: str) -> int | None:
    """Return the number that decimal digits of any script or Chinese numerals write."""
    if text.isdecimal():
        return int(text)
    if text in _ENCLOSED_HAN:
        return _ENCLOSED_HAN[text]
    return _from_han(text)


def _from_han(text: str) -> int | None:
    """Read 十二, 一百一十 or, digit by digit, 二〇一四."""
    if not text or any(char not in _HAN_DIGITS and char not in _HAN_UNITS for char in text):
        return None
    if not any(char in _HAN_UNITS for char in text):
        return int("".join(str(_HAN_DIGITS[char]) for char in text))
    total, digit = 0, 0
    for char in text:
        if char in _HAN_UNITS:
            total += (digit or 1) * _HAN_UNITS[char]
            digit = 0
        else:
            digit = _HAN_DIGITS[char]
    return total + digit


def from_roman(text: str) -> int | None:
    """Return the value, 1 to 399, of a well-formed Roman numeral in either case."""
    folded = text.lower()
    if not folded or not _ROMAN.fullmatch(folded):
        return None
    values = [_ROMAN_VALUES[char] for char in folded]
    following = [*values[1:], 0]
    return sum(
        -value if value < after else value for value, after in zip(values, following, strict=True)
    )


def _from_ordinal(text: str) -> int | None:
    """Read ثانيا, الثاني, الثانية عشرة, الحادي والعشرون."""
    first, *rest = [_WORD_ENDS.sub("", word) for word in text.split()] or [""]
    unit = _ORDINAL_UNITS.get(first)
    if not rest:
        return unit or 10 * _ORDINAL_TENS.get(first, 0) or None
    if unit is None or len(rest) > 1:
        return None
    tens = 1 if rest[0] == "عشر" else _ORDINAL_TENS.get(rest[0], 0)
    return unit + 10 * tens if tens else None


def to_roman(value: int) -> str:
    """Return `value`, 1 to 399, as a small Roman numeral; the inverse of `from_roman`."""
    tens = ("", "x", "xx", "xxx", "xl", "l", "lx", "lxx", "lxxx", "xc")
    ones = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
    return "c" * (value // 100) + tens[value // 10 % 10] + ones[value % 10]


def from_letter(text: str) -> tuple[int, ...]:
    """Return the positions a lettered numeral can mean: "b" 2, "bb" 28, "с" 17 or 3."""
    if text in _LETTER_NAMES:
        return (_LETTER_NAMES.index(text) + 1,)
    folded = text.lower().translate(_ARABIC_FORMS)
    latin = folded.translate(_LOOKALIKES)
    spellings = (folded,) if latin == folded else (folded, latin)
    found = [_position(spelling) for spelling in spellings]
    return tuple(dict.fromkeys(position for position in found if position))


def _position(letters: str) -> int:
    """Return the place of a letter in its alphabet, doubled letters after all single ones."""
    if len(set(letters)) != 1 or len(letters) > 2:
        return 0
    for alphabet in _ALPHABETS:
        if letters[0] in alphabet:
            return alphabet.index(letters[0]) + 1 + len(alphabet) * (len(letters) - 1)
    return 0


def to_letter(value: int) -> str:
    """Return position `value`, from 1, as a small Latin letter: 2 "b", 28 "bb"."""
    rounds, index = divmod(value - 1, 26)
    return chr(ord("a") + index) * (rounds + 1)


def readings(text: str) -> tuple[Reading, ...]:
    """Return every way to read `text` as a numeral, the likeliest first; empty if none."""
    number = to_int(text)
    if number is not None:
        return (Reading("decimal" if text.isdecimal() else "han", number),)
    roman = from_roman(text) or _from_ordinal(text)
    letters = tuple(Reading("letter", position) for position in from_letter(text))
    return ((Reading("roman", roman),) if roman else ()) + letters
