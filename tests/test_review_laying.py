"""Where clauses stand in the cells of a column: tables in six languages, and properties."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpora.languages import BY_CODE
from corpora.schema import LANGUAGES
from tm.review.laying import Cell, Laid, lay, squeeze

CLAUSES = {
    "fr": ("Un chat\u00a0; deux.", "Trois oies."),
    "en": ("One cat; two.", "Three geese."),
    "es": ("Un gato; dos.", "Tres ocas."),
    "ru": ("Один кот; два.", "Три гуся."),
    "ar": ("قط واحد؛ اثنان.", "ثلاث إوزات."),
    "zh": ("一只猫；两只。", "三只鹅。"),
}
SPLIT = {  # the first clause cut behind its semicolon
    "fr": ("Un chat\u00a0;", "deux."),
    "en": ("One cat;", "two."),
    "es": ("Un gato;", "dos."),
    "ru": ("Один кот;", "два."),
    "ar": ("قط واحد؛", "اثنان."),
    "zh": ("一只猫；", "两只。"),
}


def laid(clauses: tuple[str, ...], cells: list[str | Cell], lang: str) -> Laid:
    made = [cell if isinstance(cell, Cell) else Cell(cell) for cell in cells]
    return lay(clauses, made, BY_CODE[lang])


def parts(clauses: tuple[str, ...], cells: list[str | Cell], lang: str) -> list[tuple[object, ...]]:
    found = laid(clauses, cells, lang)
    assert found.faults == []
    return [tuple(part) for part in found.parts]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_as_it_was_moved_and_cut(lang: str) -> None:
    one, two = CLAUSES[lang]
    head, tail = SPLIT[lang]
    assert parts((one, two), [one, two], lang) == [(0, 0, one), (1, 1, two)]
    assert parts((one, two), ["", f"{one}\n{two}", ""], lang) == [(0, 1, one), (1, 1, two)]
    cut = [(0, 0, head), (0, 1, tail), (1, 1, two)]
    assert parts((one, two), [head, f"{tail} {two}"], lang) == cut
    assert parts((one, two), [f" {head}\n", f"{tail}{two}\u200f"], lang) == cut


@pytest.mark.parametrize("lang", LANGUAGES)
def test_fixes_stay_where_they_were_made(lang: str) -> None:
    one, two = CLAUSES[lang]
    last = one[-1]
    for new in ("!", "", "?!", f"{last}{last}"):
        fixed = one[:-1] + new
        assert parts((one, two), [Cell(fixed, fixed=True), two], lang) == [
            (0, 0, fixed),
            (1, 1, two),
        ]
        both = Cell(f"{fixed}\n{two}", fixed=True)
        assert parts((one, two), [both], lang) == [(0, 0, fixed), (1, 0, two)]
    rewritten = Cell("Ω" * 9, fixed=True)
    assert parts((one, two), [rewritten, two], lang)[0] == (0, 0, "Ω" * 9)
    assert parts((one, two), [Cell(f"Ω {one}", fixed=True), two], lang)[0] == (0, 0, f"Ω {one}")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_faults(lang: str) -> None:
    one, two = CLAUSES[lang]
    assert laid((one, two), [one, ""], lang).faults == [(1, two, False)]
    assert laid((one, two), [one, f"{two} Ω"], lang).faults == [(1, "Ω", True)]
    assert laid((one,), ["", f"{one} Ω"], lang).faults == [(1, "Ω", True)]
    assert {fault.foreign for fault in laid((one, two), [two, one], lang).faults} == {True, False}
    assert laid((one, two), [Cell(two, fixed=True)], lang).faults == [(0, one, False)]
    assert laid((one, two), [], lang).faults == [(0, one, False), (0, two, False)]
    assert laid((), ["Ω"], lang).faults == [(0, "Ω", True)]


def test_texts_too_long_to_compare_are_faults_and_not_a_wait(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("tm.review.laying.LARGEST", 100)
    assert laid(("abcdefghijk",), ["abcdefghijx"], "fr").faults == [(0, "abcdefghijx", True)]
    assert parts(("abcdefghijk",), ["abcdefg", "hijk"], "fr") == [(0, 0, "abcdefg"), (0, 1, "hijk")]


LETTERS = "abcé жщ 和平。 سلام؛ \u00a0.;"
TEXT = st.text(LETTERS, min_size=1, max_size=12).filter(squeeze)
COLUMN = st.lists(TEXT, min_size=1, max_size=6)


@given(COLUMN, st.lists(st.integers(0, 80), max_size=6), st.sampled_from(LANGUAGES))
def test_any_cutting_is_found_exactly(clauses: list[str], cuts: list[int], lang: str) -> None:
    whole = "\n".join(clauses)
    edges = [0, *sorted(min(cut, len(whole)) for cut in cuts), len(whole)]
    cells = [whole[a:b] for a, b in pairwise(edges)]
    found = lay(clauses, [Cell(cell) for cell in cells], BY_CODE[lang])
    assert found.faults == []
    for number, cell in enumerate(cells):
        mine = "".join(part.text for part in found.parts if part.cell == number)
        assert squeeze(mine) == squeeze(cell)
    for number, clause in enumerate(clauses):
        mine = "".join(part.text for part in found.parts if part.clause == number)
        assert squeeze(mine) == squeeze(clause)
    assert [part[:2] for part in found.parts] == sorted(part[:2] for part in found.parts)


@given(COLUMN, st.lists(TEXT, min_size=1, max_size=6), st.sampled_from(LANGUAGES))
def test_cells_that_were_fixed_come_out_as_they_were_written(
    clauses: list[str], cells: list[str], lang: str
) -> None:
    found = lay(clauses, [Cell(cell, fixed=True) for cell in cells], BY_CODE[lang])
    if not found.faults:
        for number, cell in enumerate(cells):
            mine = "".join(part.text for part in found.parts if part.cell == number)
            assert squeeze(mine) == squeeze(cell)
        assert {part.clause for part in found.parts} == {*range(len(clauses))}
        assert all(part.text for part in found.parts)


@given(st.lists(TEXT, min_size=1, max_size=5), st.lists(TEXT, max_size=5))
def test_other_text_in_cells_that_were_not_fixed_is_a_fault(
    clauses: list[str], cells: list[str]
) -> None:
    found = lay(clauses, [Cell(cell) for cell in cells], BY_CODE["fr"])
    same = squeeze("".join(clauses)) == squeeze("".join(cells))
    assert bool(found.faults) != same
