import pytest

from corpora.languages import BY_CODE
from corpora.readers.block import Block, Run
from corpora.structure.healing import heal
from corpora.structure.passage import Passage, join, make
from corpora.structure.sections import promoted

BROKEN = {
    "fr": ("Le Comité a examiné le rapport sur la gestion", "du lac Vert."),
    "en": ("The Committee considered the report on the management", "of the Green Lake."),
    "es": ("El Comité examinó el informe sobre la gestión", "del Lago Verde."),
    "ru": ("Комитет рассмотрел доклад об управлении", "Зеленым озером и его притоками."),
    "ar": ("نظرت اللجنة في التقرير المتعلق بإدارة البحيرة", "الخضراء وروافدها."),
    "zh": ("委员会审议了关于管理绿湖及其支流以及沿岸各国的", "报告。"),
}
HEADINGS = {
    "fr": "Annexe",
    "en": "Annex II",
    "es": "II. Pesca",
    "ru": "Глава II",
    "ar": "ثانيا - صيد الأسماك",
    "zh": "第二条",
}


def passage(text: str, code: str, *, gap: bool) -> Passage:
    return make(Block((Run(text),), 1, gap=gap), ("fn1",), BY_CODE[code])


def texts(first: str, second: str, code: str, *, gap: bool) -> list[str]:
    pair = [passage(first, code, gap=False), passage(second, code, gap=gap)]
    items = [*promoted(pair, BY_CODE[code])]
    return [item.whole for item in heal(items, BY_CODE[code], body=False)]


@pytest.mark.parametrize("code", BROKEN)
def test_a_paragraph_goes_on_over_a_page_end(code: str) -> None:
    first, second = BROKEN[code]
    capital = BY_CODE[code].cased and second[0].isupper()
    expected = [first, second] if capital else [join(first, second, BY_CODE[code])]
    assert texts(first, second, code, gap=True) == expected
    assert texts(first, second, code, gap=False) == [first, second]


@pytest.mark.parametrize("code", BROKEN)
def test_a_heading_is_never_the_rest_of_a_paragraph(code: str) -> None:
    first, _ = BROKEN[code]
    assert texts(first, HEADINGS[code], code, gap=True) == [first, HEADINGS[code]]


@pytest.mark.parametrize("code", BROKEN)
def test_both_halves_keep_their_notes(code: str) -> None:
    first, second = BROKEN[code]
    pair = [passage(first, code, gap=False), passage(second.lower(), code, gap=True)]
    (item,) = heal(pair, BY_CODE[code], body=False)
    assert item.notes == ("fn1", "fn1")
