"""Numbers as Word prints them: each number format of WordprocessingML as a function.

    printed(4, "lowerRoman")         "iv"
    printed(28, "lowerLetter")       "bb"
    printed(12, "chineseCounting")   "十二"
    printed(3, "arabicAbjad")        "ج"

The formats are those of ECMA-376, 17.18.59 (ST_NumberFormat). Numbers in words and the formats of
languages that the United Nations do not use are printed as decimals; `KNOWN` tells which are not.
"""

from collections.abc import Callable
from functools import partial

LARGEST = 32_767
"""The highest number that Word counts to; beyond it, decimals."""

_LATIN = "abcdefghijklmnopqrstuvwxyz"
_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщыэюя"  # Word leaves out ё, й, ъ and ь
_ARABIC = "أبتثجحخدذرزسشصضطظعغفقكلمنهوي"
_ABJAD = "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_CHICAGO = "*†‡§"
_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l")),
    *((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_HAN = "〇一二三四五六七八九"
_TRADITIONAL_HAN = "○一二三四五六七八九"
_LEGAL, _LEGAL_UNITS = "零壹贰叁肆伍陆柒捌玖", "拾佰仟万"
_OLD_LEGAL, _OLD_LEGAL_UNITS = "零壹貳參肆伍陸柒捌玖", "拾佰仟萬"
_HAN_UNITS = "十百千万"
_OLD_HAN_UNITS = "十百千萬"
_FULL_WIDTH = "０１２３４５６７８９"
_DEVANAGARI = "०१२३४५६७८९"
_THAI = "๐๑๒๓๔๕๖๗๘๙"
_CIRCLED = ((0x2460, 20), (0x3251, 15), (0x32B1, 15))  # ① to ⑳, ㉑ to ㉟, ㊱ to ㊿
_ARABIC_INDIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


def printed(number: int, style: str) -> str:
    """Return `number` in the format called `style`; in decimals where it has no such form."""
    if style == "none":
        return ""
    if not 0 < number <= LARGEST or style not in _FORMATS:
        return str(number)
    return _FORMATS[style](number)


def in_arabic_digits(text: str) -> str:
    """Return `text` with the digits that Word shows in Arabic context: ١٢٣."""
    return text.translate(_ARABIC_INDIC)


def _repeated(alphabet: str, number: int) -> str:
    """Return a letter, doubled and tripled when the alphabet has run out: a … z, aa, bb."""
    rounds, index = divmod(number - 1, len(alphabet))
    return alphabet[index] * (rounds + 1)


def _roman(number: int) -> str:
    text = ""
    for amount, letters in _ROMAN:
        count, number = divmod(number, amount)
        text += letters * count
    return text


def _digitwise(digits: str, number: int) -> str:
    return "".join(digits[int(digit)] for digit in str(number))


def _counting(digits: str, units: str, number: int, *, bare_ten: bool = True) -> str:
    """Return a Chinese number in words: 十二, 一百零三; legal ones say 壹拾贰."""
    if number >= 10_000:
        high = _counting(digits, units, number // 10_000, bare_ten=bare_ten) + units[3]
        rest = number % 10_000
        zero = digits[0] if 0 < rest < 1000 else ""
        low = _counting(digits, units, rest, bare_ten=False) if rest else ""
        return high + zero.replace("〇", "零").replace("○", "零") + low
    text, pending = "", False
    for power, digit in zip(range(len(str(number)) - 1, -1, -1), str(number), strict=True):
        if digit == "0":
            pending = bool(text)
            continue
        text += ("零" if pending else "") + digits[int(digit)] + (units[power - 1] if power else "")
        pending = False
    return text[1:] if bare_ten and 10 <= number < 20 else text


def _to_99(number: int, *, digits: str) -> str:
    """Return a Chinese number in words below 100 and digit by digit from there."""
    if number < 100:
        return _counting(digits, _HAN_UNITS, number)
    return _digitwise(digits, number)


def _japanese(number: int) -> str:
    """Return a Japanese number: no zeros between, no one before ten, hundred and thousand."""
    text = _counting(_HAN, _HAN_UNITS, number).replace("零", "")
    for unit in _HAN_UNITS[:3]:
        text = text.replace(f"一{unit}", unit)
    return text


def _cycled(alphabet: str, number: int) -> str:
    """Return a sign of a closed row, decimals beyond it."""
    return alphabet[number - 1] if number <= len(alphabet) else str(number)


def _circled(number: int) -> str:
    rest = number
    for first, count in _CIRCLED:
        if rest <= count:
            return chr(first + rest - 1)
        rest -= count
    return str(number)


def _row(first: str, count: int) -> str:
    return "".join(chr(ord(first) + index) for index in range(count))


_FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalHalfWidth": str,
    "decimalZero": lambda number: f"{number:02d}",
    "numberInDash": lambda number: f"- {number} -",
    "hex": lambda number: f"{number:X}",
    "lowerLetter": partial(_repeated, _LATIN),
    "upperLetter": partial(_repeated, _LATIN.upper()),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "chicago": partial(_repeated, _CHICAGO),
    "russianLower": partial(_repeated, _RUSSIAN),
    "russianUpper": partial(_repeated, _RUSSIAN.upper()),
    "arabicAlpha": partial(_repeated, _ARABIC),
    "arabicAbjad": partial(_repeated, _ABJAD),
    "decimalFullWidth": partial(_digitwise, _FULL_WIDTH),
    "decimalFullWidth2": partial(_digitwise, _FULL_WIDTH),
    "hindiNumbers": partial(_digitwise, _DEVANAGARI),
    "thaiNumbers": partial(_digitwise, _THAI),
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedParen": partial(_cycled, _row("⑴", 20)),
    "decimalEnclosedFullstop": partial(_cycled, _row("⒈", 20)),
    "ideographEnclosedCircle": partial(_cycled, _row("㊀", 10)),
    "ideographTraditional": partial(_cycled, _STEMS),
    "ideographZodiac": partial(_cycled, _BRANCHES),
    "ideographDigital": partial(_digitwise, _HAN),
    "japaneseDigitalTenThousand": partial(_digitwise, _HAN),
    "taiwaneseDigital": partial(_digitwise, _TRADITIONAL_HAN),
    "chineseCounting": partial(_to_99, digits=_TRADITIONAL_HAN),
    "taiwaneseCounting": partial(_to_99, digits=_TRADITIONAL_HAN),
    "chineseCountingThousand": partial(_counting, _HAN, _HAN_UNITS),
    "taiwaneseCountingThousand": partial(_counting, _HAN, _OLD_HAN_UNITS),
    "japaneseCounting": _japanese,
    "chineseLegalSimplified": partial(_counting, _LEGAL, _LEGAL_UNITS, bare_ten=False),
    "ideographLegalTraditional": partial(_counting, _OLD_LEGAL, _OLD_LEGAL_UNITS, bare_ten=False),
}

KNOWN = frozenset(_FORMATS) | {"none", "bullet"}
"""The formats that are printed as they are, not as decimals."""
