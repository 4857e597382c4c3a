import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.dates import dates, without_months
from corpora.languages import BY_CODE
from corpora.normalize import skeleton
from corpora.schema import LANGUAGES

WRITTEN = {
    "fr": "le {day} {month} 1945",
    "en": "on {day} {month} 1945",
    "es": "el {day} de {month} de 1945",
    "ru": "{day} {month} 1945 года",
    "ar": "في {day} {month} ١٩٤٥",
    "zh": "1945年{month}{day}日",
}
"""How each language writes a day."""


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_month_in_every_spelling(lang: str) -> None:
    for number, spellings in enumerate(BY_CODE[lang].months, start=1):
        for month in spellings:
            text = WRITTEN[lang].format(day=26, month=month)
            assert dates(skeleton(text)) == [f"~{number:02}-26"], text


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("June 26, 1945", "~06-26"),
        ("the 1st of March", "~03-01"),
        ("le 1er mars", "~03-01"),
        ("1º de marzo", "~03-01"),
        ("٢٦ حزيران ١٩٤٥", "~06-26"),
        ("2 et 3 mai", "~05-03"),
        ("一九四五年六月二十六日", "~06-26"),
        ("10 月 24 日", "~10-24"),
        ("du 3 mai au 4 juin", "~05-03 ~06-04"),
        ("March 1945", ""),
        ("you may go", ""),
        ("6月", ""),
        ("13月1日", ""),
        ("A/69/12 mars", ""),
        ("2 marsouins", ""),
        ("", ""),
    ],
)
def test_dates(text: str, found: str) -> None:
    assert dates(skeleton(text)) == found.split()


def test_the_number_of_a_chinese_month_is_no_number() -> None:
    assert re.findall(r"\d+", without_months("1945年6月26日, 2014年10月")) == ["1945", "26", "2014"]
    assert without_months("6 juin") == "6 juin"


@given(st.text())
def test_any_text(text: str) -> None:
    assert all(re.fullmatch(r"~(0[1-9]|1[0-2])-\d\d", found) for found in dates(skeleton(text)))
