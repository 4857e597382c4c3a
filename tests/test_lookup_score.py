"""The score: a table in six languages, and what holds for all texts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpora.languages import BY_CODE
from corpora.schema import LANGUAGES
from tm.lookup.differences import differences
from tm.lookup.score import score
from tm.lookup.words import plain, reduce

SCORES = [
    # the same but for white space and forms of the same sign
    ("fr", "L’Assemblée “générale”;", "L'Assemblée  «générale»;", 100),
    ("fr", "L'Assemblée ;", "L'Assemblée;", 99),
    ("fr", "L’Assemblée générale", "L'Assemblée générale", 100),
    ("en", "peace–keeping  forces", "peace-keeping forces", 100),
    ("es", "La paz\u00a0justa", "La paz justa", 100),
    ("ru", "мир и\nбезопасность", "мир и безопасность", 100),
    ("ar", "ﻻ سلام", "لا سلام", 100),
    ("zh", "联合国：ＵＮ", "联合国:UN", 100),
    # the same words
    ("fr", "La paix.", "la paix", 99),
    ("en", "Peace, now", "Peace now", 99),
    ("es", "La paz;", "La paz.", 99),
    ("ru", "Мир всё еще", "мир все ещё", 99),
    ("ar", "يقدّم التقرير", "يقدم التقـرير", 99),
    ("zh", "联合国，", "联合国。", 99),
    # other numbers, dates, symbols
    ("fr", "Résolution 12 du 5 mai 2013", "Résolution 13 du 7 juin 2014", 99),
    ("en", "See A/69/1", "See A/C.3/70/L.2", 99),
    ("es", "En 2013", "En 2014", 99),
    ("ru", "в 2013 году", "в 2014 году", 99),
    ("ar", "في عام 2013", "في عام ٢٠١٤", 99),
    ("zh", "第六十九届会议", "第七十届会议", 99),
    # other words: 100 (1 - d / n), rounded down, one less with other numbers
    ("fr", "Le Conseil se réunit", "Le Conseil se dissout", 75),
    ("fr", "Le Conseil de 12 États se réunit", "Le Conseil de 15 États se dissout", 84),
    ("en", "The Council meets", "The Council", 66),
    ("es", "El Consejo", "La Asamblea General", 0),
    ("ru", "Совет собирается сегодня", "Совет собирается завтра", 66),
    ("ar", "يجتمع المجلس اليوم", "يجتمع المجلس غدا", 66),
    ("zh", "理事会今天开会", "理事会明天开会", 85),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "one", "other", "expected"), SCORES)
def test_scores(lang: str, one: str, other: str, expected: int) -> None:
    sides = reduce(one, BY_CODE[lang]), reduce(other, BY_CODE[lang])
    assert score(*sides) == score(*reversed(sides)) == expected


WORDS = {
    "fr": ["L’", "Conseil", "paix,", "2013", "5 mai 2014", "A/69/1", "«", "e\u0301tat"],
    "en": ["The", "Council's", "peace", "1,000", "5 May 2014", "A/69/1", "—", "CO2"],
    "es": ["El", "¿Consejo?", "paz", "1.000", "5 de mayo de 2014", "A/69/1", "n.º"],
    "ru": ["Совет", "мир,", "ещё", "2013", "5 мая 2014 года", "A/69/1", "№"],
    "ar": ["المجلس", "سلامٌ،", "ســلام", "٢٠١٣", "5 أيار/مايو 2014", "A/69/1", "ﻻ"],
    "zh": ["理事会", "和平，", "六十九", "2013", "2014年5月5日", "A/69/1", "ＵＮ"],
}


@st.composite
def pairs(draw: st.DrawFn) -> tuple[str, str, str]:
    lang = draw(st.sampled_from(LANGUAGES))
    text = st.lists(st.sampled_from(WORDS[lang]), max_size=9).map(" ".join) | st.text(max_size=12)
    return lang, draw(text), draw(text)


@given(pairs())
def test_a_score_is_symmetric_and_100_means_equal(pair: tuple[str, str, str]) -> None:
    lang, one, other = pair
    sides = reduce(one, BY_CODE[lang]), reduce(other, BY_CODE[lang])
    points = score(*sides)
    assert 0 <= points <= 100
    assert points == score(*reversed(sides))
    assert (points == 100) == (plain(one) == plain(other))
    assert score(sides[0], sides[0]) == 100


@given(pairs())
def test_differences_lead_from_one_text_to_the_other(pair: tuple[str, str, str]) -> None:
    lang, one, other = pair
    built, place = "", 0
    for each in differences(one, other, BY_CODE[lang]):
        built += one[place : each.query[0]] + other[slice(*each.match)] + " "
        place = each.query[1]
    built += one[place:]
    spaceless = ("".join(plain(text).split()) for text in (built, other))
    assert next(spaceless) == next(spaceless)


MARKED = {
    "fr": ("Le Conseil se réunit.", "Le Conseil siège !", ["siège !"]),
    "en": ("The Council meets.", "the Council meets.", ["the"]),
    "es": ("El Consejo se reúne.", "El Consejo no se reúne.", ["no"]),
    "ru": ("Совет собирается.", "Совет собирается в 2014 году.", ["в 2014 году"]),
    "ar": ("يجتمع المجلس.", "يجتمع مجلس الأمن.", ["مجلس الأمن"]),
    "zh": ("理事会今天开会。", "理事会明天开会。", ["明"]),
}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_differs_is_marked(lang: str) -> None:
    query, match, expected = MARKED[lang]
    found = differences(query, match, BY_CODE[lang])
    assert [match[slice(*each.match)] for each in found] == expected
