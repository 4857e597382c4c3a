import codecs
import re

import pytest

from corpora.languages import BY_CODE
from corpora.readers.block import Block, Run
from corpora.schema import LANGUAGES
from corpora.structure.passage import make
from corpora.structure.resolution import is_annex, is_closing, is_opener

OPENERS = {
    "fr": ["L'Assemblée générale,", "L’Assemblée générale,", "La Conférence des Parties,"],
    "en": ["The General Assembly,", "The Economic and Social Council,", "The Security Council,"],
    "es": ["La Asamblea General,", "El Consejo de Seguridad,", "La Conferencia de las Partes,"],
    "ru": ["Генеральная Ассамблея,", "Совет Безопасности,", "Экономический и Социальный Совет,"],
    "ar": ["إن الجمعية العامة،", "إن مجلس الأمن،", "إن المجلس الاقتصادي والاجتماعي ،"],
    "zh": ["大会，", "安全理事会，", "缔约方会议，", "经济及社会理事会,"],
}
NOT_OPENERS = {
    "fr": ["Assemblée générale", "l'Assemblée générale,", "L'Assemblée générale, prie le Conseil,"],
    "en": ["General Assembly", "The General Assembly decides", "The General Assembly: report,"],
    "es": ["Asamblea General", "la Asamblea General,"],
    "ru": ["Генеральная Ассамблея", "генеральная Ассамблея,"],
    "ar": ["الجمعية العامة", "الجمعية العامة،"],
    "zh": ["大会", "回顾大会，又回顾，"],
}
CLOSINGS = {
    "fr": ["48e séance plénière", "1re séance", "11 novembre 2014", "1er août 2009", "[Adoptée.]"],
    "en": ["48th plenary meeting", "2nd meeting", "11 November 2014", "[Adopted without a vote.]"],
    "es": ["48a sesión plenaria", "48ª sesión plenaria", "11 de noviembre de 2014"],
    "ru": ["48-е пленарное заседание", "11 ноября 2014 года", "11 ноября 2014 г."],
    "ar": ["الجلسة العامة ٤٨", "١١ تشرين الثاني/نوفمبر ٢٠١٤", "11 تشرين الثاني/نوفمبر 2014"],
    "zh": ["第48次全体会议", "2014年11月11日", "二〇一四年十一月十一日", "2014 年 11 月 11 日"],
}
ANNEXES = {
    "fr": "Annexe I",
    "en": "Annex",
    "es": "Anexo II",
    "ru": "Приложение",
    "ar": "المرفق الأول",
    "zh": "附件一",
}


def passage(text: str, code: str, level: int = 0):  # type: ignore[no-untyped-def]
    return make(Block((Run(text),), line=1, level=level), (), BY_CODE[code])


def pairs(table: dict[str, list[str]]) -> list[tuple[str, str]]:
    return [(code, text) for code, texts in table.items() for text in texts]


def test_one_record_a_language_in_table_order() -> None:
    assert tuple(BY_CODE) == LANGUAGES


@pytest.mark.parametrize("code", BY_CODE)
def test_records_are_whole(code: str) -> None:
    language = BY_CODE[code]
    assert len(language.months) == 12
    assert all(codecs.lookup(name) for name in language.legacy)
    assert all(re.fullmatch(f"[{language.letters}]", letter) for letter in language.common)
    assert all(form.count("#") == 1 for form in language.enumerators)


@pytest.mark.parametrize(("code", "text"), pairs(OPENERS))
def test_openers(code: str, text: str) -> None:
    assert is_opener(passage(text, code), BY_CODE[code])
    assert not is_opener(passage(text, code, level=1), BY_CODE[code])


@pytest.mark.parametrize(("code", "text"), pairs(NOT_OPENERS))
def test_what_is_no_opener(code: str, text: str) -> None:
    assert not is_opener(passage(text, code), BY_CODE[code])


@pytest.mark.parametrize(("code", "text"), pairs(CLOSINGS))
def test_closings(code: str, text: str) -> None:
    assert is_closing(passage(text, code), BY_CODE[code])


@pytest.mark.parametrize("code", BY_CODE)
def test_every_month_makes_a_date(code: str) -> None:
    language = BY_CODE[code]
    template = CLOSINGS[code][2] if code in {"fr", "en", "es"} else CLOSINGS[code][1]
    own = max((form for month in language.months for form in month if form in template), key=len)
    for month in language.months:
        for form in month:
            assert is_closing(passage(template.replace(own, form), code), language)


@pytest.mark.parametrize(("code", "text"), ANNEXES.items())
def test_annexes(code: str, text: str) -> None:
    assert is_annex(passage(text, code), BY_CODE[code])
    assert not is_annex(passage(f"{text} x y z, il faut", code), BY_CODE[code])
