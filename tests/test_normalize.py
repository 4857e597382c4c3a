import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpora.normalize import fold, fold_with_offsets, without_accents


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("L’Été à\u00a0l'ONU\u202f;", "l'été à l'onu ;"),
        ("“Co\u2010operation”", '"co-operation"'),
        ("AÑO\u00a02014", "año 2014"),
        ("Ещё Й", "еще й"),
        ("أُثير تســاؤل ٢٠١٤", "اثير تساؤل 2014"),
        ("مدرسة على ﻻ", "مدرسه علي لا"),
        ("２０１４年（一）", "2014年(一)"),
        ("e\u0301te\u0301", "été"),
        ("soft\u00adhyphen", "softhyphen"),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_offsets_lead_back(text: str) -> None:
    folded, offsets = fold_with_offsets(text)
    assert folded == fold(text)
    assert len(offsets) == len(folded) + 1
    assert offsets == sorted(offsets)
    assert offsets[-1] == len(text)


def test_offsets_of_a_ligature_and_of_marks() -> None:
    assert fold_with_offsets("aﻻe\u0301") == ("aلاé", [0, 1, 1, 2, 4])


def test_without_accents() -> None:
    assert without_accents("Coopération, año, й") == "Cooperation, ano, и"
