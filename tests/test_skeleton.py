import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpora.normalize import fold, skeleton, without_accents

WRITTEN = {
    "fr": "ÀÂÇÉÈÊËÎÏÔŒÙÛÜŸàâçéèêëîïôœùûüÿ’«»–…",
    "en": "ABCXYZabcxyz’“”—-'.,",
    "es": "ÁÉÍÑÓÚÜáéíñóúü¿¡ºª",
    "ru": "АБВЁЙЪЫЬЭЮЯабвёйъыьэюя№«»",
    "ar": "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىيـًٌٍَُِّْ٠١٢٣٤٥٦٧٨٩،؛؟",
    "zh": "第五十一条和平是好的１２３（）《》，。；：、",
}
"""Letters and marks of each language."""

TEXTS = st.sampled_from([*WRITTEN.values()]).flatmap(lambda letters: st.text(letters + " \u00a0"))


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("L’Été à\u00a0l'ONU", "l'ete a l'onu"),
        ("“Co\u2010operation”", '"co-operation"'),
        ("AÑO 2014", "ano 2014"),
        ("Ещё Йод", "еще иод"),
        ("أُثير تســاؤل ٢٠١٤", "اثير تساول 2014"),
        ("مدرسة على ﻻ", "مدرسه علي لا"),
        ("２０１４年（一）", "2014年(一)"),
        ("e\u0301te\u0301", "ete"),
        ("soft\u00adhyphen", "softhyphen"),
        ("`plain`", "'plain'"),
        ("`plaît`", "'plait'"),
        ("", ""),
    ],
)
def test_skeleton(text: str, bare: str) -> None:
    assert skeleton(text) == bare


@given(st.text())
def test_it_is_idempotent(text: str) -> None:
    assert skeleton(skeleton(text)) == skeleton(text)


@given(TEXTS)
def test_it_is_fold_without_accents_in_all_six_languages(text: str) -> None:
    assert skeleton(text) == without_accents(fold(text))


@pytest.mark.parametrize(
    ("text", "bare", "folded"),
    [
        ("a\tb\u2028c", "a\tb\u2028c", "a b c"),  # white characters stay as they are
        ("5′ 3″", "5' 3''", "5' 3\""),  # compatibility comes before quotes
    ],
)
def test_where_it_differs_from_fold(text: str, bare: str, folded: str) -> None:
    assert skeleton(text) == bare
    assert without_accents(fold(text)) == folded
