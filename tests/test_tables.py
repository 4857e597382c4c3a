import pytest

from corpora.clause import Clause, LeftOut
from corpora.languages import BY_CODE
from corpora.readers.block import Block, Cell, Run
from corpora.structure.version import read_structure

WORDS = {
    "fr": ("Lac", "Niveau en", "mètres", "Assemblée générale", "Le niveau baisse."),
    "en": ("Lake", "Level in", "metres", "General Assembly", "The level is falling."),
    "es": ("Lago", "Nivel en", "metros", "Asamblea General", "El nivel baja."),
    "ru": ("Озеро", "Уровень в", "метрах", "Генеральная Ассамблея", "Уровень снижается."),
    "ar": ("البحيرة", "المنسوب", "بالأمتار", "الجمعية العامة", "المنسوب ينخفض."),
    "zh": ("湖泊", "水位", "（米）", "大会", "水位正在下降。"),
}
each_language = pytest.mark.parametrize("code", WORDS)


def read(
    blocks: list[tuple[str, tuple[int, int, int] | None]], code: str
) -> tuple[list[Clause], list[LeftOut]]:
    made = [
        Block((Run(text),), line, cell=Cell(*cell) if cell else None)
        for line, (text, cell) in enumerate(blocks, start=1)
    ]
    return read_structure(made, BY_CODE[code], file="x.docx")


def cells(clauses: list[Clause]) -> dict[str | None, str]:
    return {clause.label: clause.text for clause in clauses if clause.kind == "cell"}


@each_language
def test_a_cell_is_one_clause_and_an_empty_one_none(code: str) -> None:
    lake, level, metres, _, sentence = WORDS[code]
    clauses, left_out = read(
        [
            *((sentence, None), (lake, (1, 1, 1)), (level, (1, 1, 2)), (metres, (1, 1, 2))),
            *(("", (1, 2, 1)), ("1. 12", (1, 2, 2)), (sentence, None)),
        ],
        code,
    )
    joined = BY_CODE[code].joiner.join((level, metres))
    assert cells(clauses) == {"t1r1c1": lake, "t1r1c2": joined, "t1r2c2": "1. 12"}
    assert [clause.line for clause in clauses] == [1, 2, 3, 6, 7]
    assert left_out == []


@each_language
def test_cells_are_never_healed_into_paragraphs(code: str) -> None:
    lake, level, metres, _, sentence = WORDS[code]
    open_ended = sentence[:-1]
    blocks = [
        Block((Run(open_ended * 4),), 1, page=1),
        Block((Run(level),), 2, page=2, cell=Cell(1, 1, 1), gap=True),
        Block((Run(lake.lower()),), 3, page=2, cell=Cell(1, 2, 2), gap=True),
        Block((Run(metres),), 4, page=3, gap=True),
    ]
    clauses, _ = read_structure(blocks, BY_CODE[code], file="x.pdf")
    assert cells(clauses) == {"t1r1c1": level, "t1r2c2": lake.lower()}


@each_language
def test_a_masthead_a_frame_and_a_single_row_or_column_are_no_tables(code: str) -> None:
    lake, level, metres, assembly, sentence = WORDS[code]
    clauses, _ = read(
        [
            *((assembly, (1, 1, 1)), ("A/99/62", (1, 1, 2)), (lake, None)),
            *((sentence, (2, 1, 1)), (f"1. {sentence}", (2, 1, 1))),
            *((lake, (4, 1, 1)), (sentence, (4, 1, 2)), (lake, (5, 1, 1)), (sentence, (5, 2, 1))),
            *((level, (3, 1, 1)), (metres, (3, 2, 2))),
        ],
        code,
    )
    assert [(clause.kind, clause.label) for clause in clauses] == [
        *(("masthead", None), ("masthead", None), ("title", "title"), ("paragraph", None)),
        *(("paragraph", "p1"), *[("paragraph", None)] * 4, ("cell", "t1r1c1"), ("cell", "t1r2c2")),
    ]


@each_language
def test_a_table_at_the_start_is_a_table(code: str) -> None:
    lake, level, *_ = WORDS[code]
    clauses, _ = read(
        [(lake, (7, 1, 1)), (level, (7, 2, 2)), (lake, (9, 1, 1)), ("2", (9, 2, 2))], code
    )
    assert [*cells(clauses)] == ["t1r1c1", "t1r2c2", "t2r1c1", "t2r2c2"]


@each_language
def test_cells_refer_to_footnotes_and_are_none(code: str) -> None:
    lake, level, _, _, sentence = WORDS[code]
    mark = Run("a", superscript=True)
    blocks = [
        Block((Run(lake), mark), 1, cell=Cell(1, 1, 1)),
        Block((mark, Run(level)), 2, cell=Cell(1, 2, 2)),
        Block((mark, Run(sentence)), 3),
    ]
    clauses, _ = read_structure(blocks, BY_CODE[code], file="x.docx")
    assert [(clause.label, clause.text, clause.notes) for clause in clauses] == [
        *(("t1r1c1", lake, ("fna",)), ("t1r2c2", level, ("fna",)), ("fna", sentence, ()))
    ]


@each_language
def test_a_footnote_between_cells_parts_no_table(code: str) -> None:
    lake, level, _, _, sentence = WORDS[code]
    mark = Run("1", superscript=True)
    blocks = [
        Block((Run(lake), mark), 1, cell=Cell(4, 1, 1)),
        Block((mark, Run(sentence)), 2, note=True),
        Block((Run(level),), 3, cell=Cell(4, 1, 1)),
        Block((Run(level),), 4, cell=Cell(4, 2, 2)),
    ]
    clauses, _ = read_structure(blocks, BY_CODE[code], file="x.docx")
    joined = BY_CODE[code].joiner.join((lake, level))
    assert cells(clauses) == {"t1r1c1": joined, "t1r2c2": level}


@each_language
def test_a_table_in_a_resolution_stands_in_its_place(code: str) -> None:
    openers = {"fr": "L'Assemblée générale,", "en": "The General Assembly,", "zh": "大会，"}
    openers |= {"es": "La Asamblea General,", "ru": "Генеральная Ассамблея,"}
    lake, level, _, _, sentence = WORDS[code]
    clauses, _ = read(
        [
            *((openers.get(code, "إن الجمعية العامة،"), None), (f"1. {sentence}", None)),
            *((lake, (1, 1, 1)), (level, (1, 2, 2)), (f"2. {sentence}", None)),
        ],
        code,
    )
    assert [clause.label for clause in clauses] == ["opener", "op1", "t1r1c1", "t1r2c2", "op2"]
