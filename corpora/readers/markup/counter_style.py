"""The number of a list item as CSS prints it: a counter style and a number to a label.

    label(2, "lower-roman") == "ii. "    label(3, "arabic-indic") == "٣. "
    label(12, "cjk-ideographic") == "十二、"    label(1, "disc") == "• "

The styles are those of CSS Counter Styles Level 3 that six languages of the UN can meet, and
the Russian ones of the W3C's ready-made styles. Any other prints decimal, as CSS says.
"""

from corpora.numerals import to_roman

BULLETS = {"disc": "•", "circle": "◦", "square": "▪"}
"""The marks of unordered lists."""

_LATIN = "abcdefghijklmnopqrstuvwxyz"
_GREEK = "αβγδεζηθικλμνξοπρστυφχψω"
_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщэюя"
_HAN = "〇一二三四五六七八九"
_DIGITS = {"arabic-indic": "٠١٢٣٤٥٦٧٨٩", "persian": "۰۱۲۳۴۵۶۷۸۹", "cjk-decimal": _HAN}
_LETTERS = {
    "lower-alpha": _LATIN,
    "lower-latin": _LATIN,
    "upper-alpha": _LATIN.upper(),
    "upper-latin": _LATIN.upper(),
    "lower-greek": _GREEK,
    "lower-russian": _RUSSIAN,
    "upper-russian": _RUSSIAN.upper(),
}
_FIXED = {
    "cjk-heavenly-stem": "甲乙丙丁戊己庚辛壬癸",
    "cjk-earthly-branch": "子丑寅卯辰巳午未申酉戌亥",
    "arabic-abjad": "ابجدهوزحطيكلمنسعفصقرشتثخذضظغ",
}
_CHINESE = {
    "cjk-ideographic",
    "simp-chinese-informal",
    "trad-chinese-informal",
}
_LARGEST_ROMAN = 399  # the largest that `to_roman` writes


def label(number: int, style: str) -> str:
    """Return what is printed before item `number` in the counter style, with its space."""
    if style in BULLETS:
        return f"{BULLETS[style]} "
    if style[:1] in {'"', "'"}:
        return style.strip("\"'")
    printed = _printed(number, style)
    if printed is None:
        return f"{number}. "
    return f"{printed}、" if style.startswith("cjk-") or style in _CHINESE else f"{printed}. "


def _printed(number: int, style: str) -> str | None:
    """Return the number in the style; None where the style has no form for it."""
    if style in _DIGITS:
        return _digits(number, _DIGITS[style])
    if style == "decimal-leading-zero":
        return f"{number:03d}" if number < 0 else f"{number:02d}"
    if number <= 0:
        return None
    if style in _LETTERS:
        return _letters(number, _LETTERS[style])
    if style in _CHINESE:
        return _chinese(number)
    return _bounded(number, style)


def _bounded(number: int, style: str) -> str | None:
    """Return the number in a style that does not count without end."""
    if number <= len(_FIXED.get(style, "")):
        return _FIXED[style][number - 1]
    roman = to_roman(number) if style.endswith("-roman") and number <= _LARGEST_ROMAN else None
    return roman.upper() if roman and style.startswith("upper") else roman


def _digits(number: int, digits: str) -> str:
    sign = "-" if number < 0 else ""
    return sign + "".join(digits[int(digit)] for digit in str(abs(number)))


def _letters(number: int, alphabet: str) -> str:
    """Return the number as letters: a, b, …, z, aa, ab."""
    letters = ""
    while number:
        number, index = divmod(number - 1, len(alphabet))
        letters = alphabet[index] + letters
    return letters


def _chinese(number: int) -> str | None:
    """Return 1 to 9999 as Chinese counts: 十二, 一百零五."""
    if number > 9999:
        return None
    written, zero = "", False
    for power, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // power % 10
        if digit:
            written += ("零" if zero else "") + _HAN[digit] + unit
        zero = bool(written) and not digit
    return written.removeprefix("一") if 10 <= number < 20 else written
