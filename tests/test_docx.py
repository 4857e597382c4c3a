"""What Word documents say, feature by feature, and one resolution through Markdown and DOCX."""

import difflib
import io
import re
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from docx_parts import (
    HEADING_STYLES,
    STYLES,
    W,
    cell,
    deleted,
    docx,
    field,
    inserted,
    level,
    note,
    note_reference,
    numbering,
    paragraph,
    part,
    run,
    table,
)
from docx_writer import WORDS, docx_of_markdown, report

from corpora.clause import Clause
from corpora.document import read_version
from corpora.languages import BY_CODE, ENGLISH, Language
from corpora.readers import reader_for
from corpora.readers.block import Block, Cell
from corpora.readers.docx import document as reader
from corpora.readers.reading import Reading

SAME = 0.99
"""Least share of clauses that are identical through Markdown and through DOCX."""


@pytest.fixture(params=BY_CODE)
def language(request: pytest.FixtureRequest) -> Language:
    return BY_CODE[request.param]


def read(*body: str, language: Language = ENGLISH, **rest: object) -> Reading:
    return reader.read(docx(*body, **rest), language, file="x.docx")  # type: ignore[arg-type]


def texts(*body: str, **rest: object) -> list[str]:
    return [block.text for block in read(*body, **rest).blocks]


def left_out(reading: Reading) -> list[tuple[int, str, str]]:
    return [(item.line, item.reason, item.text) for item in reading.left_out]


def shown(block: Block) -> str:
    """The runs of a block in one line: _italic_ **bold** ^raised^."""
    pieces = []
    for words, *styles in block.runs:
        around = "".join(mark for on, mark in zip(styles, ("_", "**", "^"), strict=True) if on)
        pieces.append(around + words + around[::-1])
    return "".join(pieces)


def agreement(first: Sequence[Clause], second: Sequence[Clause]) -> float:
    """The share of clauses of the longer version that the other has in the same order."""
    keys = [
        [(each.kind, each.label, each.text, each.notes) for each in one] for one in (first, second)
    ]
    matcher = difflib.SequenceMatcher(a=keys[0], b=keys[1], autojunk=False)
    same = sum(block.size for block in matcher.get_matching_blocks())
    return same / max(len(first), len(second))


def test_the_resolution_is_the_same_through_markdown_and_word(
    language: Language, sample_texts: Path
) -> None:
    source = (sample_texts / f"{language.code}.md").read_bytes()
    word = docx_of_markdown(source, language)
    xml = zipfile.ZipFile(io.BytesIO(word)).read("word/document.xml").decode()
    assert xml.count("<w:numPr>") >= 9
    assert xml.count("<w:footnoteReference") == 6
    expected, _, _ = read_version(source, language, file="x.md")
    found, dropped, warnings = read_version(word, language, file="x.docx")
    assert agreement(expected, found) >= SAME
    assert [each.number for each in found] == [each.number for each in expected]
    assert {item.reason for item in dropped} == {
        *("page header", "page footer", "deleted by a tracked change"),
    }
    assert warnings == []


def test_a_report_has_three_levels_a_table_and_forty_notes(language: Language) -> None:
    words = WORDS[language.code]
    blocks = read_report(language)
    numbered_ones = [block.text for block in blocks if block.cell is None and not block.note][1:]
    assert [block.level for block in blocks[:4]] == [1, 1, 2, 0]
    assert blocks[0].text == words.title
    for text, number in zip(numbered_ones, EXPECTED_NUMBERS[language.code], strict=False):
        assert text.startswith(f"{number} ")
    cells = {block.cell: block.text for block in blocks if block.cell}
    assert cells[Cell(1, 1, 2)] == words.row[1]
    assert [cells[Cell(2, 2, column)] for column in (1, 3)] == ["69/12", "3"]
    assert cells[Cell(2, 4, 3)] == "4.5"
    assert Cell(2, 4, 1) not in cells
    notes = [block for block in blocks if block.note]
    assert len(notes) == 40
    assert [note.runs[0].superscript for note in notes] == [True] * 40
    assert int(notes[-1].runs[0].text) == 40
    assert notes[-1].text.endswith(f"{words.note} 40")


def read_report(language: Language) -> list[Block]:
    return reader.read(report(language), language, file="x.docx").blocks


EXPECTED_NUMBERS = {
    "fr": ["I.", "A.", "1.", "(a)", "(b)", "(i)", "(ii)", "2."],
    "en": ["I.", "A.", "1.", "(a)", "(b)", "(i)", "(ii)", "2."],
    "es": ["I.", "A.", "1.", "a)", "b)", "i)", "ii)", "2."],
    "ru": ["I.", "А.", "1.", "а)", "б)", "i)", "ii)", "2."],
    "ar": ["I -", "أ -", "١ -", "(أ)", "(ب)", "'١'", "'٢'", "٢ -"],
    "zh": ["一、", "A.", "1.", "(a)", "(b)", "(i)", "(ii)", "2."],
}


def test_clauses_of_a_report_have_the_same_labels_in_all_languages() -> None:
    labels = set()
    for language in BY_CODE.values():
        clauses, _, _ = read_version(report(language), language, file="x.docx")
        labels.add(tuple(each.label for each in clauses))
        assert sum(len(each.notes) for each in clauses) == 40
    assert len(labels) == 1


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (run("Prie", italic=True) + run(" le"), "_Prie_ le"),
        (run("إذ تشير", italic=True, rtl=True) + run(" إلى", rtl=True), "_إذ تشير_ إلى"),
        (run("注意", extra="<w:i/>"), "_注意_"),
        (run("تدعو", rtl=True, extra="<w:i/>"), "تدعو"),  # i is not for right-to-left runs
        (run("напоминая", extra='<w:b w:val="0"/>'), "напоминая"),
        (run("a", bold=True) + run("b", bold=True), "**ab**"),
        (run("1") + run("er", superscript=True), "1^er^"),
        (run("m²"), "m^2^"),
        (run("H") + run("2", extra='<w:vertAlign w:val="subscript"/>') + run("O"), "H2O"),
        ('<w:r><w:t> a </w:t></w:r><w:r><w:t xml:space="preserve"> b</w:t></w:r>', "a b"),
        (run("a\tb"), "a\tb"),
        ("<w:r><w:t>co</w:t><w:softHyphen/><w:t>op\u00ad</w:t></w:r>", "coop"),
        ("<w:r><w:t>A</w:t><w:noBreakHyphen/><w:t>1</w:t></w:r>", "A\u20111"),
        ('<w:r><w:sym w:font="Symbol" w:char="F0B7"/><w:t>a</w:t></w:r>', "•a"),
        ('<w:r><w:sym w:font="Symbol" w:char="F062"/></w:r>', "β"),
        ('<w:r><w:sym w:font="Arial" w:char="00A7"/></w:r>', "§"),
        (field(" PAGE ", run("7")), "7"),
        (field(" IF ", field(" PAGE ", run("1")), run("x")), "1x"),
        ('<w:fldSimple w:instr="DATE">' + run("2014") + "</w:fldSimple>", "2014"),
        ('<w:hyperlink w:anchor="x">' + run("A/69/1") + "</w:hyperlink>", "A/69/1"),
        ("<w:sdt><w:sdtPr/><w:sdtContent>" + run("x") + "</w:sdtContent></w:sdt>", "x"),
        ("<w:smartTag>" + run("x") + "</w:smartTag>", "x"),
        (inserted(run("neuf")) + deleted("vieux"), "neuf"),
        (inserted(run("ici"), tag="moveTo") + deleted("là", tag="moveFrom"), "ici"),
        (inserted(deleted("jamais")) + run("x"), "x"),
        ("<m:oMath><m:r><m:t>E=m</m:t></m:r></m:oMath>", "E=m"),
        (
            "<w:r><w:ruby><w:rt>"
            + run("dà")
            + "</w:rt><w:rubyBase>"
            + run("大")
            + "</w:rubyBase></w:ruby></w:r>",
            "大",
        ),
        (run("a") + "<w:proofErr/><w:bookmarkStart/>" + run("b"), "ab"),
    ],
)
def test_what_a_paragraph_holds(content: str, expected: str) -> None:
    assert [shown(block) for block in read(paragraph(content)).blocks] == [expected]


STYLE_SHEET = STYLES + (
    '<w:style w:type="paragraph" w:styleId="Call"><w:rPr><w:i/><w:iCs/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Call2"><w:basedOn w:val="Call"/></w:style>'
    '<w:style w:type="character" w:styleId="Em"><w:rPr><w:i/><w:iCs/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="Up"><w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
    "</w:style>"
    '<w:style w:type="character" w:styleId="Note"><w:basedOn w:val="Up"/></w:style>'
    '<w:style w:type="character" w:styleId="Dark"><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="A"><w:basedOn w:val="B"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style>'
)


@pytest.mark.parametrize(
    ("style", "content", "expected"),
    [
        ("Call", run("a"), "_a_"),
        ("Call2", run("a"), "_a_"),
        ("Call2", run("ب", rtl=True), "_ب_"),
        ("Call", run("a", style="Em"), "a"),  # a toggle in a toggle
        ("", run("a", style="Em"), "_a_"),
        ("", run("a", style="Em", extra='<w:i w:val="false"/>'), "a"),
        ("", run("a") + run("1", style="Note"), "a^1^"),
        ("", run("a") + run("b", style="Dark"), "a"),
        ("A", run("a"), "a"),
        ("unknown", run("a", style="unknown"), "a"),
    ],
)
def test_styles_pass_on_emphasis(style: str, content: str, expected: str) -> None:
    (block,) = read(paragraph(content, style=style), styles=STYLE_SHEET).blocks
    assert shown(block) == expected


@pytest.mark.parametrize(
    ("style", "extra", "expected"),
    [
        ('<w:name w:val="heading 2"/>', "", 2),
        ('<w:name w:val="Titre 1"/>', "", 1),
        ('<w:name w:val="Título 3"/>', "", 3),
        ('<w:name w:val="Заголовок 1"/>', "", 1),
        ('<w:name w:val="标题 2"/>', "", 2),
        ('<w:name w:val="العنوان 1"/>', "", 1),
        ('<w:name w:val="Title"/>', "", 1),
        ('<w:name w:val="_ H_Ch_G"/>', "", 1),
        ('<w:name w:val="_ H_2/3_G"/>', "", 3),
        ('<w:name w:val="Heading"/>', "", 0),
        ('<w:name w:val="toc 1"/>', "", 0),
        ('<w:name w:val="x"/><w:pPr><w:outlineLvl w:val="3"/></w:pPr>', "", 4),
        ('<w:name w:val="x"/><w:basedOn w:val="Heading2"/>', "", 2),
        ('<w:name w:val="x"/><w:basedOn w:val="Heading2"/>', '<w:outlineLvl w:val="9"/>', 0),
        ('<w:name w:val="x"/>', '<w:outlineLvl w:val="0"/>', 1),
        ('<w:name w:val="x"/>', '<w:outlineLvl w:val="many"/>', 0),
    ],
)
def test_headings(style: str, extra: str, expected: int) -> None:
    sheet = f'{HEADING_STYLES}<w:style w:type="paragraph" w:styleId="x">{style}</w:style>'
    (block,) = read(paragraph(run("I. Faits"), style="x", extra=extra), styles=sheet).blocks
    assert block.level == expected


def numbered(*places: tuple[int, int]) -> list[str]:
    return [paragraph(run("x"), listing=place) for place in places]


MANY = level(0, "decimal", "%1.") + level(1, "lowerLetter", "(%2)") + level(2, "lowerRoman", "(%3)")
LEGAL = level(0, "upperRoman", "%1.") + level(1, "decimal", "%1.%2", extra="<w:isLgl/>")
NEVER = level(0, "decimal", "%1.") + level(1, "decimal", "%2)", extra='<w:lvlRestart w:val="0"/>')
FIRST = (
    level(0, "decimal", "%1.")
    + level(1, "lowerLetter", "%2)")
    + level(2, "decimal", "%3-", extra='<w:lvlRestart w:val="1"/>')
)
ANEW = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
OTHER = f'<w:lvlOverride w:ilvl="0">{level(0, "upperLetter", "%1)")}</w:lvlOverride>'


@pytest.mark.parametrize(
    ("levels", "lists", "places", "expected"),
    [
        (
            MANY,
            {1: 0},
            [(1, 0), (1, 1), (1, 1), (1, 2), (1, 2), (1, 1), (1, 0), (1, 1)],
            ["1.", "(a)", "(b)", "(i)", "(ii)", "(c)", "2.", "(a)"],
        ),
        (MANY, {1: 0, 2: 0}, [(1, 0), (2, 0), (1, 0)], ["1.", "2.", "3."]),
        (MANY, {1: 0, 2: (0, ANEW)}, [(1, 0), (2, 0), (2, 0), (1, 0)], ["1.", "1.", "2.", "3."]),
        (MANY, {1: 0, 2: (0, OTHER)}, [(1, 0), (2, 0)], ["1.", "B)"]),
        (LEGAL, {1: 0}, [(1, 0), (1, 0), (1, 1), (1, 1)], ["I.", "II.", "2.1", "2.2"]),
        (LEGAL, {1: 0}, [(1, 1), (1, 1)], ["1.1", "1.2"]),
        (NEVER, {1: 0}, [(1, 0), (1, 1), (1, 0), (1, 1)], ["1.", "1)", "2.", "2)"]),
        (
            FIRST,
            {1: 0},
            [(1, 0), (1, 1), (1, 2), (1, 1), (1, 2), (1, 0), (1, 2)],
            ["1.", "a)", "1-", "b)", "2-", "2.", "1-"],
        ),
        (level(0, "decimal", "%1", start=7), {1: 0}, [(1, 0), (1, 0)], ["7", "8"]),
        (level(0, "decimal", "%1", start=None), {1: 0}, [(1, 0), (1, 0)], ["0", "1"]),
        (level(0, "bullet", "\uf0b7"), {1: 0}, [(1, 0), (1, 0)], ["•", "•"]),
        (level(0, "bullet", "o"), {1: 0}, [(1, 0)], ["◦"]),
        (level(0, "none", ""), {1: 0}, [(1, 0)], [""]),
        (level(0, "none", "§"), {1: 0}, [(1, 0)], ["§"]),
        (level(0, "chineseCounting", "第%1章"), {1: 0}, [(1, 0), (1, 0)], ["第一章", "第二章"]),
        (level(0, "russianLower", "%1)"), {1: 0}, [(1, 0)] * 3, ["а)", "б)", "в)"]),
        (level(0, "arabicAbjad", "%1 -"), {1: 0}, [(1, 0)] * 3, ["أ -", "ب -", "ج -"]),
        (MANY, {1: 0}, [(0, 0), (9, 0), (1, 8)], ["", "", ""]),
    ],
)
def test_numbers_are_printed(
    levels: str,
    lists: dict[int, int | tuple[int, str]],
    places: list[tuple[int, int]],
    expected: list[str],
) -> None:
    found = texts(*numbered(*places), numbers=numbering([levels], lists))
    assert [text.removesuffix("x").strip() for text in found] == expected


@pytest.mark.parametrize(("suffix", "expected"), [("", " "), ("space", " "), ("nothing", "")])
def test_what_parts_a_number_from_the_text(suffix: str, expected: str) -> None:
    numbers = numbering([level(0, "japaneseCounting", "%1、", suffix=suffix)], {1: 0})
    assert texts(*numbered((1, 0)), numbers=numbers) == [f"一、{expected}x"]


def test_numbers_come_from_styles_and_from_numbering_styles() -> None:
    levels = [
        level(0, "decimal", "%1.", extra='<w:pStyle w:val="Para"/>')
        + level(1, "lowerLetter", "%2)", extra='<w:pStyle w:val="Sub"/>'),
        '<w:numStyleLink w:val="List"/>',
        level(0, "upperRoman", "%1."),
    ]
    styles = (
        '<w:style w:type="paragraph" w:styleId="Para">'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Sub"><w:basedOn w:val="Para"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Off"><w:basedOn w:val="Para"/>'
        '<w:pPr><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="numbering" w:styleId="List">'
        '<w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style>'
    )
    body = [
        paragraph(run("x"), style="Para"),
        paragraph(run("x"), style="Sub"),
        paragraph(run("x"), style="Sub", extra='<w:numPr><w:numId w:val="0"/></w:numPr>'),
        paragraph(run("x"), style="Off"),
        paragraph(run("x"), style="Sub"),
        paragraph(run("x"), listing=(2, 0)),
    ]
    found = texts(*body, styles=styles, numbers=numbering(levels, {1: 0, 2: 1, 3: 2}))
    assert found == ["1. x", "a) x", "x", "x", "b) x", "I. x"]


def test_a_format_nobody_can_print_is_said() -> None:
    numbers = numbering([level(0, "bahtText", "%1.")], {1: 0})
    reading = read(*numbered((1, 0)), numbers=numbers)
    assert [block.text for block in reading.blocks] == ["1. x"]
    assert reading.warnings == [
        "x.docx: numbers in the format 'bahtText' are given as decimals; check them"
    ]


def test_arabic_digits_where_the_document_writes_them() -> None:
    numbers = numbering([level(0, "decimal", "%1 -")], {1: 0})
    body = [
        paragraph(run(text, rtl=True), listing=(1, 0), rtl=True) for text in ("تدعو", "عام ٢٠١٤")
    ]
    assert texts(*body, numbers=numbers) == ["١ - تدعو", "٢ - عام ٢٠١٤"]
    assert texts(body[0], numbers=numbers) == ["1 - تدعو"]
    mixed = paragraph(run("٢٠١٤")), paragraph(run("x"), listing=(1, 0))
    assert texts(*mixed, numbers=numbers) == ["٢٠١٤", "1 - x"]


def test_a_deleted_end_joins_two_paragraphs_under_one_number() -> None:
    numbers = numbering([level(0, "decimal", "%1.")], {1: 0})
    gone = '<w:del w:id="1" w:author="A"/>'
    body = [
        paragraph(run("un "), listing=(1, 0), mark=gone),
        paragraph(run("deux"), listing=(1, 0)),
        paragraph(deleted("trois"), listing=(1, 0), mark=gone),
        paragraph(run("quatre"), listing=(1, 0)),
    ]
    reading = read(*body, numbers=numbers)
    assert [(block.line, block.text) for block in reading.blocks] == [
        (1, "1. un deux"),
        (3, "2. quatre"),
    ]
    assert left_out(reading) == [(3, "deleted by a tracked change", "trois")]


def test_hidden_text_is_left_out_and_a_run_in_heading_is_not() -> None:
    hidden = "<w:vanish/>"
    body = [
        paragraph(run("caché", extra=hidden), mark=hidden),
        paragraph(run("vu "), run("secret", extra=hidden)),
        paragraph(run("Titre. "), mark="<w:vanish/><w:specVanish/>", style="Heading1"),
        paragraph(run("Suite")),
    ]
    reading = read(*body)
    assert [(block.level, block.text) for block in reading.blocks] == [
        *((0, "vu "), (1, "Titre. "), (0, "Suite")),
    ]
    assert left_out(reading) == [(1, "hidden text", "caché"), (2, "hidden text", "secret")]


def test_headers_footers_and_comments_are_left_out() -> None:
    reading = read(
        paragraph(run("текст"), '<w:r><w:commentReference w:id="1"/></w:r>'),
        headers=[paragraph(run("A/69/1")), paragraph()],
        footers=[paragraph(run("14-64834 (F)"), run("\t2/3"))],
        comments=f'<w:comment w:id="1">{paragraph(run("sic"))}</w:comment>',
    )
    assert [block.text for block in reading.blocks] == ["текст"]
    assert left_out(reading) == [
        (0, "page header", "A/69/1"),
        (0, "page footer", "14-64834 (F)\t2/3"),
        (0, "comment", "sic"),
    ]


def test_a_line_break_ends_a_block_and_leaves_a_gap() -> None:
    body = paragraph(run("第六十九届会议\n", italic=True), run("议程项目123\n\n"), run("完"))
    assert [(block.text, block.gap) for block in read(body).blocks] == [
        *(("第六十九届会议", False), ("议程项目123", True), ("完", True)),
    ]


PAGE = '<w:r><w:br w:type="page"/></w:r>'
TURN = "<w:r><w:lastRenderedPageBreak/></w:r>"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ([paragraph(run("a"))], [None]),
        ([paragraph(run("a"), PAGE), paragraph(run("b"))], [1, 2]),
        ([paragraph(run("a"), PAGE, run("b"))], [1, 2]),
        ([paragraph(run("a")), paragraph(TURN, run("b")), paragraph(run("c"))], [1, 2, 2]),
        ([paragraph(run("a"), TURN, run("b")), paragraph(run("c"))], [1, 2]),
        ([paragraph(run("a"), PAGE), paragraph(TURN, run("b"))], [1, 2]),
        ([paragraph(run("a"), PAGE), paragraph(run("b"), extra="<w:pageBreakBefore/>")], [1, 3]),
    ],
)
def test_pages(body: list[str], expected: list[int | None]) -> None:
    assert [block.page for block in read(*body).blocks] == expected


def noted(*contents: str, kind: str = "footnote") -> str:
    return "".join(
        note(index, run(content), kind=kind) for index, content in enumerate(contents, start=1)
    )


def test_notes_stand_at_the_end_with_the_place_of_their_mark() -> None:
    reading = read(
        paragraph(run("a"), note_reference(2), run(", b"), note_reference(1), run(".")),
        paragraph(run("c"), note_reference(3)),
        footnotes=noted("zwei", "A/69/1.", "三。", "перебор"),
    )
    assert [(block.line, block.note, shown(block)) for block in reading.blocks] == [
        (1, False, "a^1^, b^2^."),
        (2, False, "c^3^"),
        (1, True, "^1^ A/69/1."),
        (1, True, "^2^ zwei"),
        (2, True, "^3^ 三。"),
    ]
    assert left_out(reading) == [(0, "footnote that no mark refers to", " перебор")]


def test_marks_beside_one_another_keep_apart() -> None:
    comma = run(", ", superscript=True)
    body = [
        paragraph(run("a"), note_reference(1), note_reference(2)),
        paragraph(run("b"), note_reference(3), comma, note_reference(4)),
    ]
    reading = read(*body, footnotes=noted("A", "B", "C", "D"))
    assert [shown(block) for block in reading.blocks[:2]] == ["a^1^^2^", "b^3, 4^"]


@pytest.mark.parametrize(
    ("before", "behind", "expected"),
    [
        (run("("), run(")."), "La paix^(1)^."),
        (run("(", superscript=True), run(")", superscript=True), "La paix^(1)^"),
        (run(" ["), run("] b"), "La paix ^[1]^ b"),
        (run("("), run("."), "La paix(^1^."),
        (run(" (cf.", superscript=True), run(")", superscript=True), "La paix^ (cf.^^1^^)^"),
    ],
)
def test_brackets_typed_around_a_mark_are_part_of_it(
    before: str, behind: str, expected: str
) -> None:
    footnote = note(1, run("A/69/1.")).replace("<w:footnoteRef/>", "<w:t>(</w:t><w:footnoteRef/>")
    footnote = footnote.replace("<w:footnoteRef/>", "<w:footnoteRef/><w:t>)</w:t>")
    text = paragraph(run("La paix"), before, note_reference(1), behind)
    found, foot = read(text, footnotes=footnote).blocks
    assert shown(found) == expected
    assert [each.text for each in foot.runs] == ["(1)", " A/69/1."]


def test_two_marks_in_brackets_keep_apart() -> None:
    notes = note(1, run("a")) + note(2, run("b"))
    marks = (run("("), note_reference(1), run(")("), note_reference(2), run(")"))
    (found, *_) = read(paragraph(run("x"), *marks), footnotes=notes).blocks
    assert shown(found) == "x^(1)^^(2)^"


def test_marks_of_ones_own_are_not_counted() -> None:
    body = paragraph(
        *(run("a"), note_reference(1, custom="*"), run("b"), note_reference(2), run("c")),
        '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="3"/></w:r>',
        run("، d"),
    )
    notes = note(1, run("étoile"), custom="*") + note(2, run("un")) + note(3, run("deux"))
    assert [shown(block) for block in read(body, footnotes=notes).blocks] == [
        *("a^*^b^1^c^2^، d", "^*^ étoile", "^1^ un", "^2^ deux"),
    ]


def test_deleted_and_hidden_marks_are_not_counted() -> None:
    hidden = '<w:r><w:rPr><w:vanish/></w:rPr><w:footnoteReference w:id="2"/></w:r>'
    gone = f'<w:del w:id="9">{note_reference(1)}</w:del>'
    body = paragraph(run("a"), gone, hidden, note_reference(3))
    reading = read(body, footnotes=noted("A", "B", "C"))
    assert [shown(block) for block in reading.blocks] == ["a^1^", "^1^ C"]


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        ("", ["1", "2", "3"]),
        ('<w:numStart w:val="4"/>', ["4", "5", "6"]),
        ('<w:numFmt w:val="lowerLetter"/>', ["a", "b", "c"]),
        ('<w:numFmt w:val="chicago"/>', ["*", "†", "‡"]),
        ('<w:numRestart w:val="eachSect"/>', ["1", "1", "2"]),
        ('<w:numRestart w:val="eachPage"/>', ["1", "2", "1"]),
    ],
)
def test_how_notes_are_numbered(rules: str, expected: list[str]) -> None:
    body = [
        paragraph(
            run("One."),
            note_reference(1),
            extra='<w:sectPr><w:type w:val="continuous"/></w:sectPr>',
        ),
        paragraph(run("Two."), note_reference(2)),
        paragraph(TURN, run("Three."), note_reference(3)),
    ]
    settings = f"<w:footnotePr>{rules}</w:footnotePr>"
    reading = read(*body, footnotes=noted("A", "B", "C"), settings=settings)
    notes = [block for block in reading.blocks if block.note]
    assert [block.runs[0].text for block in notes] == expected
    assert reading.warnings == []
    clauses, dropped, _ = read_version(
        docx(*body, footnotes=noted("A", "B", "C"), settings=settings), ENGLISH, file="x.docx"
    )
    footnotes = [each.label for each in clauses if each.kind == "footnote"]
    texts_ = [each for each in clauses if each.kind != "footnote"]
    assert [each.notes for each in texts_] == [(each,) for each in footnotes]
    assert dropped == []


def test_notes_by_the_page_without_pages_are_said() -> None:
    settings = '<w:footnotePr><w:numRestart w:val="eachPage"/></w:footnotePr>'
    reading = read(paragraph(run("a"), note_reference(1)), footnotes=noted("A"), settings=settings)
    assert len(reading.warnings) == 1
    assert reading.warnings[0].startswith("x.docx: notes are numbered by the page")


def test_endnotes_have_roman_numbers_and_follow_footnotes() -> None:
    reading = read(
        paragraph(run("a"), note_reference(1, "endnote"), run("b"), note_reference(1)),
        footnotes=noted("foot"),
        endnotes=noted("end", kind="endnote"),
    )
    assert [shown(block) for block in reading.blocks] == ["a^i^b^1^", "^1^ foot", "^i^ end"]


def test_a_note_of_several_paragraphs_goes_on_without_a_mark() -> None:
    notes = note(1, run("un")).replace("</w:footnote>", paragraph(run("deux")) + "</w:footnote>")
    blocks = read(paragraph(run("a"), note_reference(1)), footnotes=notes).blocks
    assert [(shown(block), block.note) for block in blocks[1:]] == [
        ("^1^ un", True),
        ("deux", True),
    ]


def test_cells_have_their_place_in_the_grid() -> None:
    wide = cell(paragraph(run("wide")), properties='<w:gridSpan w:val="2"/>')
    tall = cell(paragraph(run("tall")), properties='<w:vMerge w:val="restart"/>')
    more = cell(paragraph(run("more")), properties="<w:vMerge/>")
    inner = cell(paragraph(run("x")), table([["inner"]]), paragraph(run("y")))
    reading = read(
        table([["a", wide, "b"], [tall, "c"], [more, "d"], ["e", inner]]),
        table([["last"]], row_properties='<w:trPr><w:gridBefore w:val="2"/></w:trPr>'),
        paragraph(run("text")),
    )
    assert [(block.text, block.cell) for block in reading.blocks] == [
        ("a", Cell(1, 1, 1)),
        ("wide", Cell(1, 1, 2)),
        ("b", Cell(1, 1, 4)),
        ("tall", Cell(1, 2, 1)),
        ("c", Cell(1, 2, 2)),
        ("more", Cell(1, 2, 1)),
        ("d", Cell(1, 3, 2)),
        ("e", Cell(1, 4, 1)),
        ("x", Cell(1, 4, 2)),
        ("inner", Cell(2, 1, 1)),
        ("y", Cell(1, 4, 2)),
        ("last", Cell(3, 1, 3)),
        ("text", None),
    ]


def test_deleted_rows_are_no_rows() -> None:
    rows = table([["a"], ["b"], ["c"]]).split("<w:tr>")
    rows[2] = '<w:trPr><w:del w:id="1" w:author="A"/></w:trPr>' + rows[2]
    reading = read("<w:tr>".join(rows))
    assert [(block.text, block.cell) for block in reading.blocks] == [
        *(("a", Cell(1, 1, 1)), ("c", Cell(1, 2, 1))),
    ]
    assert left_out(reading) == [(2, "deleted by a tracked change", "b")]


def boxed(*content: str) -> str:
    return (
        f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx><w:txbxContent>"
        f"{''.join(content)}</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback>"
        f"<w:pict><v:textbox><w:txbxContent>{''.join(content)}</w:txbxContent></v:textbox></w:pict>"
        "</mc:Fallback></mc:AlternateContent></w:r>"
    )


def test_text_boxes_come_once_and_behind_their_paragraph() -> None:
    body = paragraph(run("a"), boxed(paragraph(run("in")), table([["cell"]])), run("b"))
    whole = (
        f"<mc:AlternateContent><mc:Choice>{paragraph(run('new'))}</mc:Choice>"
        f"<mc:Fallback>{paragraph(run('old'))}</mc:Fallback></mc:AlternateContent>"
    )
    blocks = read(body, whole).blocks
    assert [(block.line, block.text) for block in blocks] == [
        *((1, "ab"), (2, "in"), (3, "cell"), (4, "new")),
    ]


def test_content_controls_around_paragraphs_and_embedded_documents() -> None:
    control = f"<w:sdt><w:sdtPr/><w:sdtContent>{paragraph(run('x'))}</w:sdtContent></w:sdt>"
    reading = read(control, '<w:altChunk r:id="r9"/>', paragraph(run("y")))
    assert [block.text for block in reading.blocks] == ["x", "y"]
    assert left_out(reading) == [(2, "embedded document", "")]


def test_code_of_a_field_and_unknown_symbols_are_left_out() -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    body = paragraph(
        begin,
        run("code"),
        run("", extra=""),
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
        '<w:r><w:sym w:font="Webdings" w:char="F021"/></w:r>',
        run("x"),
    )
    reading = read(body, paragraph(begin, run("open")), paragraph(run("y")))
    assert [block.text for block in reading.blocks] == ["x", "y"]
    assert [item.reason for item in reading.left_out] == [
        *("code of a field", "symbol without a Unicode character", "code of a field"),
    ]


def test_the_strict_form_reads_like_the_transitional_one(sample_texts: Path) -> None:
    data = docx_of_markdown((sample_texts / "ar.md").read_bytes(), BY_CODE["ar"])
    archive = zipfile.ZipFile(io.BytesIO(data))
    strict = docx(
        parts={
            name: archive.read(name)
            .replace(W.encode(), b"http://purl.oclc.org/ooxml/wordprocessingml/main")
            .replace(
                b"schemas.openxmlformats.org/officeDocument/2006/relationships",
                b"purl.oclc.org/ooxml/officeDocument/relationships",
            )
            for name in archive.namelist()
        }
    )
    expected = reader.read(data, BY_CODE["ar"], file="x.docx")
    assert reader.read(strict, BY_CODE["ar"], file="x.docx") == expected


def test_the_suffix_has_this_reader() -> None:
    assert reader_for("a/FR.DOCX") is reader.read


def test_depth_as_deep_as_xml_may_be() -> None:
    deep = "<w:smartTag>" * 230 + run("x") + "</w:smartTag>" * 230
    assert texts(paragraph(deep)) == ["x"]
    runs = "<w:r>" * 240 + "<w:t>x</w:t>" + "</w:r>" * 240
    assert texts(paragraph(runs)) == ["x"]


MEMORY = """
import re, sys
from pathlib import Path
from corpora.languages import FRENCH
from corpora.readers.docx import document as docx
blocks = docx.read(Path(sys.argv[1]).read_bytes(), FRENCH, file="x.docx").blocks
print(sum(len(block.text.split()) for block in blocks))
print(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1])
"""
"""The peak is not `ru_maxrss`, which begins at that of the process that started this one."""


@pytest.mark.skipif(sys.platform != "linux", reason="reads Linux's /proc")
def test_three_hundred_pages_take_less_than_500_mb(tmp_path: Path) -> None:
    path = tmp_path / "long.docx"
    path.write_bytes(report(BY_CODE["fr"], chapters=30, paragraphs=35, notes=1500))
    done = subprocess.run(
        [sys.executable, "-c", MEMORY, str(path)], capture_output=True, text=True, check=True
    )
    words, kilobytes = map(int, done.stdout.split())
    assert words > 150_000  # 300 pages of 500 words
    assert kilobytes < 500_000


def test_files_are_the_same_each_time(language: Language, sample_texts: Path) -> None:
    source = (sample_texts / f"{language.code}.md").read_bytes()
    assert docx_of_markdown(source, language) == docx_of_markdown(source, language)
    assert re.match(rb"PK", part("a", "").encode() and docx())


@pytest.mark.parametrize(
    ("properties", "bold"),
    [
        ("<w:b/>", True),
        ("<w:bCs/>", True),
        ("", False),
        ("<w:b/><w:rtl/>", False),
        ("<w:bCs/><w:rtl/>", True),
    ],
)
def test_arabic_that_does_not_say_so_is_bold_either_way(properties: str, bold: bool) -> None:
    """LibreOffice calls Arabic digits bold as complex script alone, other programs as plain."""
    body = f"<w:p><w:r><w:rPr>{properties}</w:rPr><w:t>٩٧</w:t></w:r></w:p>"
    [run] = read(body).blocks[0].runs
    assert (run.text, run.bold) == ("٩٧", bold)
