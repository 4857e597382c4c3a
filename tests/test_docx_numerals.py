import pytest

from corpora.numerals import readings
from corpora.readers.docx.numerals import KNOWN, in_arabic_digits, printed


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        ("decimal", "1 4 10 28 101"),
        ("decimalZero", "01 04 10 28 101"),
        ("lowerLetter", "a d j bb wwww"),
        ("upperLetter", "A D J BB WWWW"),
        ("lowerRoman", "i iv x xxviii ci"),
        ("upperRoman", "I IV X XXVIII CI"),
        ("russianLower", "а г к ю оооо"),
        ("russianUpper", "А Г К Ю ОООО"),
        ("arabicAlpha", "أ ث ر ي ظظظظ"),
        ("arabicAbjad", "أ د ي غ فففف"),
        ("chineseCounting", "一 四 十 二十八 一○一"),
        ("chineseCountingThousand", "一 四 十 二十八 一百零一"),
        ("japaneseCounting", "一 四 十 二十八 百一"),
        ("ideographDigital", "一 四 一〇 二八 一〇一"),
        ("chineseLegalSimplified", "壹 肆 壹拾 贰拾捌 壹佰零壹"),
        ("ideographTraditional", "甲 丁 癸 28 101"),
        ("ideographZodiac", "子 卯 酉 28 101"),
        ("decimalEnclosedCircle", "① ④ ⑩ ㉘ 101"),
        ("decimalEnclosedParen", "⑴ ⑷ ⑽ 28 101"),
        ("decimalFullWidth", "１ ４ １０ ２８ １０１"),
        ("hindiNumbers", "१ ४ १० २८ १०१"),
        ("chicago", "* § ††† §§§§§§§ " + "*" * 26),
        ("ordinalText", "1 4 10 28 101"),
    ],
)
def test_formats(style: str, expected: str) -> None:
    assert " ".join(printed(number, style) for number in (1, 4, 10, 28, 101)) == expected


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (11, "十一"),
        (20, "二十"),
        (110, "一百一十"),
        (1001, "一千零一"),
        (12_345, "一万二千三百四十五"),
    ],
)
def test_chinese_numbers_in_words(number: int, expected: str) -> None:
    assert printed(number, "chineseCountingThousand") == expected
    assert printed(number + 20_000, "chineseCountingThousand")[1] == "万"


@pytest.mark.parametrize("style", sorted(KNOWN - {"none", "bullet"}))
def test_every_format_tells_numbers_apart(style: str) -> None:
    texts = [printed(number, style) for number in range(1, 121)]
    assert len(set(texts)) == 120
    assert all(texts)


@pytest.mark.parametrize(
    ("style", "last"),
    [
        ("decimal", 300),
        ("lowerLetter", 52),
        ("upperLetter", 52),
        ("lowerRoman", 399),
        ("upperRoman", 399),
        ("russianLower", 25),  # ы is no letter that the UN counts with
        ("russianUpper", 25),
        ("arabicAbjad", 56),
        ("chineseCounting", 99),
        ("chineseCountingThousand", 999),
        ("ideographTraditional", 10),
        ("ideographZodiac", 12),
    ],
)
def test_what_is_printed_reads_back(style: str, last: int) -> None:
    for number in range(1, last + 1):
        assert number in {reading.value for reading in readings(printed(number, style))}


@pytest.mark.parametrize("number", [-1, 0, 32_768, 10**9])
def test_what_no_numeral_can_say_is_a_decimal(number: int) -> None:
    assert printed(number, "lowerRoman") == str(number)
    assert printed(number, "none") == ""


def test_arabic_digits() -> None:
    assert in_arabic_digits("(12) a") == "(١٢) a"
