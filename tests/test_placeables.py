"""Numbers, dates and symbols: found in six languages, and put into targets where it is certain."""

import pytest

from corpora.languages import BY_CODE
from corpora.schema import LANGUAGES
from tm.lookup.placeables import find, number_value
from tm.lookup.substitution import in_digits_of, substitute

FOUND = [
    ("fr", "le 5 décembre 2013, A/RES/68/31", ["5 décembre 2013", "A/RES/68/31"]),
    ("fr", "le 1er mars 2015 et 1 000 000,5 hommes", ["1er mars 2015", "1 000 000,5"]),
    ("en", "on 5 December 2013, A/C.3/70/L.12/Rev.1.", ["5 December 2013", "A/C.3/70/L.12/Rev.1"]),
    ("en", "1,000.5 and/or CO2, H1N1, 16th", ["1,000.5", "16"]),
    ("es", "el 5 de diciembre de 2013, S/2014/7", ["5 de diciembre de 2013", "S/2014/7"]),
    ("ru", "5 декабря 2013 года, 12 месяцев", ["5 декабря 2013 года", "12"]),
    ("ar", "في 5 كانون الأول/ديسمبر 2013", ["5 كانون الأول/ديسمبر 2013"]),
    ("ar", "٢٠١٤ و ١١ نيسان/أبريل ٢٠١٤", ["٢٠١٤", "١١ نيسان/أبريل ٢٠١٤"]),
    ("zh", "2013年12月5日第六十九届会议一致", ["2013年12月5日", "六十九"]),
    (
        "zh",
        "二〇一四年十一月十一日，2014 年 1 月 3 日",
        ["二〇一四年十一月十一日", "2014 年 1 月 3 日"],
    ),
]


@pytest.mark.parametrize(("lang", "text", "expected"), FOUND)
def test_what_is_a_placeable(lang: str, text: str, expected: list[str]) -> None:
    assert [text[each.start : each.stop] for each in find(text, BY_CODE[lang])] == expected


DATES = {
    "fr": "5 décembre 2013",
    "en": "5 December 2013",
    "es": "5 de diciembre de 2013",
    "ru": "5 декабря 2013 года",
    "ar": "٥ كانون الأول/ديسمبر ٢٠١٣",
    "zh": "二〇一三年十二月五日",
}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_date_is_the_same_in_every_language(lang: str) -> None:
    (found,) = find(DATES[lang], BY_CODE[lang])
    assert (found.kind, found.value) == ("date", ("2013", "12", "5"))


@pytest.mark.parametrize(
    ("raw", "value"),
    [("1 000,5", ("1", "000", "5")), ("1,000.5", ("1", "000", "5")), ("٦٩/١٢", ("69", "12")),
     ("２０１４", ("2014",)), ("六十九", ("69",)), ("二〇一四", ("2014",))],
)  # fmt: skip
def test_the_value_of_a_number(raw: str, value: tuple[str, ...]) -> None:
    assert number_value(raw) == value


SOURCES = {  # what the memory has, what is to be translated
    "fr": ("A/68/1 du 5 décembre 2013", "A/69/12 du 11 mars 2014"),
    "en": ("A/68/1 of 5 December 2013", "A/69/12 of 11 March 2014"),
    "es": ("A/68/1, de 5 de diciembre de 2013", "A/69/12, de 11 de marzo de 2014"),
    "ru": ("A/68/1 от 5 декабря 2013 года", "A/69/12 от 11 марта 2014 года"),
    "ar": ("A/68/1 المؤرخ ٥ كانون الأول/ديسمبر ٢٠١٣", "A/69/12 المؤرخ ١١ آذار/مارس ٢٠١٤"),
    "zh": ("2013年12月5日A/68/1", "2014年3月11日A/69/12"),
}


@pytest.mark.parametrize("source", LANGUAGES)
@pytest.mark.parametrize("target", LANGUAGES)
def test_a_date_and_a_symbol_go_into_any_target(source: str, target: str) -> None:
    if source != target:
        match, query = SOURCES[source]
        translation, expected = SOURCES[target]
        sides = {"source": BY_CODE[source], "target": BY_CODE[target]}
        assert substitute(query, match, translation, **sides) == expected


CASES = [  # language, target of the memory, source of the memory, query, expected
    ("ru", "12 из 30", "12 sur 30", "14 sur 30", "14 из 30"),
    ("ar", "١٢ دولة", "12 États", "193 États", "١٩٣ دولة"),
    ("zh", "第六十九届", "69e session", "70e session", "第七十届"),
    ("zh", "第六十九届", "69e session", "110e session", "第一百一十届"),
    ("zh", "二〇一三年", "en 2013", "en 2014", "二〇一四年"),
    ("en", "1,500 men", "1 500 hommes", "2 750 hommes", "2,750 men"),
    ("es", "5 de 5", "5 sur 5", "6 sur 5", None),  # which of the two?
    ("ru", "двенадцать", "12", "13", None),  # written out
    ("en", "999 men", "999 hommes", "1 500 hommes", None),  # its separator is not known
    ("ar", "٠٠٠ ١", "1 000", "2 000", None),  # groups turned around
    ("ar", "1 آذار/مارس 2014", "1er mars 2014", "2 mars 2014", None),  # the first is special
    ("es", "1 de marzo de 2014", "1er mars 2014", "1er avril 2014", "1 de abril de 2014"),
    ("ru", "12", "12", "12", None),  # nothing to do
    ("ru", "12", "12", "A/69/1", None),  # another kind
]


@pytest.mark.parametrize(("lang", "translation", "match", "query", "expected"), CASES)
def test_what_is_put_in_and_what_is_not(
    lang: str, translation: str, match: str, query: str, expected: str | None
) -> None:
    sides = {"source": BY_CODE["fr"], "target": BY_CODE[lang]}
    assert substitute(query, match, translation, **sides) == expected


def test_two_changes_are_made_or_none() -> None:
    sides = {"source": BY_CODE["fr"], "target": BY_CODE["en"]}
    assert substitute("3 et 4", "1 et 2", "1 and 2", **sides) == "3 and 4"
    assert substitute("3 et 4", "1 et 2", "one and 2", **sides) is None
    assert substitute("2 et 1", "1 et 2", "1 and 2", **sides) == "2 and 1"


def test_digits_keep_their_script() -> None:
    assert in_digits_of("٥", "2014") == "٢٠١٤"
