from collections import Counter
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpora.clause import KINDS, Clause, LeftOut
from corpora.languages import BY_CODE
from corpora.readers import markdown, text
from corpora.readers.block import Block, Cell, Run
from corpora.structure.version import read_structure

WORDS = {
    "fr": ("L'Assemblée générale,", "Rappelant", "la paix et la", "sécurité", ",", ";", "Prie"),
    "en": ("The General Assembly,", "Recalling", "peace and", "security", ",", ";", "Requests"),
    "es": ("La Asamblea General,", "Recordando", "la paz y la", "seguridad", ",", ";", "Pide"),
    "ru": ("Генеральная Ассамблея,", "ссылаясь", "на мир и", "безопасность", ",", ";", "просит"),
    "ar": ("إن الجمعية العامة،", "وإذ تشير", "إلى السلم", "والأمن", "،", "؛", "تطلب"),
    "zh": ("大会，", "回顾", "和平与", "安全", "，", "；", "请"),
}
NUMBERS = {
    "fr": ("1. ", "2. ", "a) ", "b) ", "i) "),
    "en": ("1. ", "2. ", "(a) ", "(b) ", "(i) "),
    "es": ("1. ", "2. ", "a) ", "b) ", "i) "),
    "ru": ("1. ", "2. ", "а) ", "б) ", "i) "),
    "ar": ("١ - ", "٢ - ", "(أ) ", "(ب) ", "'١' "),
    "zh": ("一、", "二、", "(a) ", "(b)", "㈠ "),
}
END = {
    "fr": ("48<sup>e</sup> séance plénière", "11 novembre 2014"),
    "en": ("48th plenary meeting", "11 November 2014"),
    "es": ("48<sup>a</sup> sesión plenaria", "11 de noviembre de 2014"),
    "ru": ("48-е пленарное заседание", "11 ноября 2014 года"),
    "ar": ("الجلسة العامة ٤٨", "١١ تشرين الثاني/نوفمبر ٢٠١٤"),
    "zh": ("第48次全体会议", "2014年11月11日"),
}


def read(source: str, code: str) -> tuple[list[Clause], list[LeftOut]]:
    return read_structure(markdown.read_text(source, BY_CODE[code]), BY_CODE[code], file="x.md")


def joined(code: str, *parts: str) -> str:
    return BY_CODE[code].joiner.join(parts)


def document(code: str, gap: str) -> str:
    """A resolution with a clause broken by `gap` in the preamble and in the operative part."""
    opener, recalling, peace, security, comma, semicolon, requests = WORDS[code]
    first, second, sub_a, sub_b, sub_i = NUMBERS[code]
    return "\n\n".join(
        [
            "# Masthead",
            "### 69/12. Title",
            f"*{opener}*",
            f"*{recalling}* {peace}{gap}{security}{comma}",
            f"*{recalling}* {peace}{comma}",
            f"{first}*{requests}* {peace}<sup>1</sup>{gap}{security}{semicolon}",
            f"{second}*{requests}* {peace}:",
            f"{sub_a}{peace}{semicolon}",
            f"{sub_b}{peace}:",
            f"{sub_i}{security}.",
            f"*{END[code][0]}  \n{END[code][1]}*",
        ]
    )


FURNITURE = "\n\n14-64834 (F)\n\n2/3\n\n"
NOTE = "\n\n<sup>1</sup> A/69/228.\n\n"
LABELS = ["title", "opener", "pp1", "pp2", "op1", "op2", "op2(a)", "op2(b)", "op2(b)(i)"]


@pytest.mark.parametrize("code", WORDS)
@pytest.mark.parametrize(
    "gap", [NOTE, "\n\n\f", "\n\n---\n\n", "\n\n14-64834 (F)\n\n2/3\n\n", "  \n"]
)
def test_labels_agree_and_broken_clauses_are_healed(code: str, gap: str) -> None:
    clauses, _ = read(document(code, gap), code)
    _, recalling, peace, security, comma, semicolon, requests = WORDS[code]
    labels = [clause.label for clause in clauses if clause.kind != "footnote"]
    assert labels == [None, *LABELS, "meeting", "date"]
    by_label = {clause.label: clause.text for clause in clauses}
    assert by_label["pp1"] == f"{recalling} " + joined(code, peace, security) + comma
    assert by_label["op1"] == f"{requests} " + joined(code, peace, security) + semicolon


@pytest.mark.parametrize("code", WORDS)
def test_enumerators_notes_and_places(code: str) -> None:
    clauses, left_out = read(document(code, NOTE), code)
    by_label = {clause.label: clause for clause in clauses}
    assert by_label["op1"].number == NUMBERS[code][0].strip()
    assert by_label["op2(b)(i)"].number == NUMBERS[code][4].strip()
    assert by_label["op1"].notes == ("fn1.2",)
    assert by_label["title"].number == "69/12."
    assert [clause.label for clause in clauses if clause.kind == "footnote"] == ["fn1", "fn1.2"]
    assert [clause.line for clause in clauses[:4]] == [1, 3, 5, 7]
    assert left_out == []


@pytest.mark.parametrize("code", WORDS)
def test_whole_clauses_are_not_joined_over_a_page_end(code: str) -> None:
    opener, recalling, peace, _, comma, semicolon, requests = WORDS[code]
    first, second = NUMBERS[code][:2]
    clause = f"*{recalling}* {peace}{comma}\n\n\f"
    source = f"{opener}\n\n{clause * 3}{first}{requests} {peace}{semicolon}\n\n\f{second}{peace}."
    labels = [clause.label for clause in read(source, code)[0]]
    assert labels == ["opener", "pp1", "pp2", "pp3", "op1", "op2"]


@pytest.mark.parametrize("code", WORDS)
def test_behind_a_comma_emphasis_shows_where_clauses_open(code: str) -> None:
    opener, recalling, peace, security, comma, _, _ = WORDS[code]
    clause = f"*{recalling}* {peace}{comma}"
    source = f"*{opener}*\n\n{clause}\n\n{clause}\n\n\f{security}{comma}\n\n{clause}"
    clauses, _ = read(source, code)
    assert [clause.label for clause in clauses] == ["opener", "pp1", "pp2", "pp3"]
    assert [clause.page for clause in clauses] == [1, 1, 1, 2]


@pytest.mark.parametrize("code", WORDS)
def test_without_numbers_the_operative_part_begins_behind_the_last_comma(code: str) -> None:
    opener, recalling, peace, security, comma, semicolon, requests = WORDS[code]
    paragraphs = [
        f"{recalling} {peace}{comma}",
        f"{requests} {peace}{semicolon}",
        f"{requests} {security}.",
    ]
    clauses, _ = read("\n\n".join([opener, *paragraphs]), code)
    assert [clause.label for clause in clauses] == ["opener", "pp1", "op1", "op2"]


@pytest.mark.parametrize("code", WORDS)
@pytest.mark.parametrize(
    ("head", "masthead", "title"),
    [
        ("# M\n\n### 69/12.\n\n### T", ["M"], [("title", "69/12.", "T")]),
        ("# M\n\n### 69/12 T\n\n### U", ["M"], [("title", "69/12", "T"), (None, None, "U")]),
        ("# M  \n\n## N\n\n### T", ["M", "N"], [("title", None, "T")]),
        ("M  \nN\n\nT", ["M", "N"], [("title", None, "T")]),
        ("# M\n\n69/12. T\n\n[N (A/69/L.1)]", ["M", "[N (A/69/L.1)]"], [("title", "69/12.", "T")]),
    ],
)
def test_heads(
    code: str, head: str, masthead: list[str], title: list[tuple[str | None, str | None, str]]
) -> None:
    clauses, _ = read(f"{head}\n\n*{WORDS[code][0]}*", code)
    assert [clause.text for clause in clauses if clause.kind == "masthead"] == masthead
    titles = [clause for clause in clauses if clause.kind == "title"]
    assert [(clause.label, clause.number, clause.text) for clause in titles] == title
    assert clauses[-1][:4] == ("opener", "opener", None, WORDS[code][0])


@pytest.mark.parametrize("code", WORDS)
@pytest.mark.parametrize("between", [" ", "\n", "  \n"])
def test_an_opener_in_the_block_of_the_first_clause(code: str, between: str) -> None:
    opener, recalling, peace, _, comma, _, _ = WORDS[code]
    clauses, _ = read(f"*{opener}*{between}*{recalling}* {peace}{comma}", code)
    assert [clause.label for clause in clauses] == ["opener", "pp1"]


@pytest.mark.parametrize("code", WORDS)
def test_two_resolutions_and_an_annex(code: str) -> None:
    annexes = {"fr": "Annexe", "en": "Annex", "es": "Anexo", "ru": "Приложение"}
    annex = annexes.get(code, {"ar": "المرفق", "zh": "附件"}.get(code, ""))
    one = document(code, NOTE)
    clauses, _ = read(f"{one}\n\n## {annex}\n\n1. Un\n\n{one}", code)
    labels = [clause.label for clause in clauses if clause.label]
    assert len(labels) == len(set(labels))
    assert {"op1", "op1.2", "opener.2", "op2(b)(i).2"} <= set(labels)
    kinds = [clause.kind for clause in clauses]
    assert kinds[kinds.index("heading") + 1] == "paragraph"
    assert [label for label in labels if label.startswith("annex")] == ["annex", "annex.p1"]


@pytest.mark.parametrize("code", WORDS)
def test_a_general_document(code: str) -> None:
    _, _, peace, security, _, _, _ = WORDS[code]
    sub = NUMBERS[code][2]
    source = f"# {peace}\n\n## {security}\n\n{NUMBERS[code][0]}{peace}.\n\n{sub}{security}."
    clauses, _ = read(source, code)
    assert [(clause.kind, clause.label, clause.number, clause.text) for clause in clauses] == [
        ("title", "title", None, peace),
        ("heading", None, None, security),
        ("paragraph", "p1", NUMBERS[code][0].strip(), f"{peace}."),
        ("paragraph", "p1(a)", sub.strip(), f"{security}."),
    ]


@pytest.mark.parametrize("code", WORDS)
def test_plain_text_keeps_a_clause_a_line(code: str) -> None:
    lines = [f"{WORDS[code][2]} {number}" for number in "abc"] + [WORDS[code][3], "1. x", "1."]
    blocks = text.read_text("\n\n".join(lines))
    clauses, left_out = read_structure(blocks, BY_CODE[code], file="x.txt")
    assert len(clauses) == len(lines)
    assert clauses[-1].text == "1."
    assert left_out == []


def test_what_holds_no_text_is_left_out_with_a_reason() -> None:
    source = "a\n\n---\n\n<!-- b -->\n\nc<sup>9</sup>\n\n<sup>1</sup>"
    _, left_out = read(source, "fr")
    assert [(item.line, item.reason) for item in left_out] == [
        (3, "horizontal rule"),
        (5, "markup without text"),
        (7, "note mark without a footnote"),
        (9, "footnote without text"),
    ]


def test_white_space_and_typography() -> None:
    clauses, _ = read("\u3000\u3000a\u00a0;  b\tc\nd\u202f!\u3000", "fr")
    assert clauses[0].text == "a\u00a0; b c d\u202f!"
    assert read("\u3000中文\n中文 UN\nCharter\u3000", "zh")[0][0].text == "中文中文 UN Charter"


ELSEWHERE = {
    "fr": ("II. Pêche", "A. Lac"),
    "en": ("II. Fishing", "A. Lake"),
    "es": ("II. Pesca", "A. Lago"),
    "ru": ("II. Рыболовство", "А. Озеро"),
    "ar": ("ثانيا - صيد الأسماك", "ألف - البحيرة"),
    "zh": ("二、渔业", "A. 湖泊"),
}


@pytest.mark.parametrize("code", WORDS)
def test_headings_of_a_resolution_have_labels(code: str) -> None:
    opener, _, peace, _, _, semicolon, requests = WORDS[code]
    roman, letter = ELSEWHERE[code]
    first, second = NUMBERS[code][:2]
    clause = f"*{requests}* {peace}{semicolon}"
    source = f"{opener}\n\n# {roman}\n\n{first}{clause}\n\n## {letter}\n\n{second}{clause}"
    labels = [clause.label for clause in read(source, code)[0]]
    assert labels == ["opener", "hII", "op1", "hII.A", "op2"]


@pytest.mark.parametrize("code", WORDS)
def test_a_report_that_proposes_a_resolution(code: str) -> None:
    opener, recalling, peace, security, comma, _, requests = WORDS[code]
    first, second = NUMBERS[code][:2]
    paragraphs = [f"{first}{peace}.", f"{second}{peace}.", f"# {peace}", f"*{opener}*"]
    draft = [f"*{recalling}* {peace}{comma}", f"{first}*{requests}* {peace}."]
    source = "\n\n".join([f"# {security}", *paragraphs, *draft])
    found = [(clause.kind, clause.label) for clause in read(source, code)[0]]
    assert found == [
        *(("title", "title"), ("paragraph", "p1"), ("paragraph", "p2"), ("title", "title.2")),
        *(("opener", "opener"), ("preambular", "pp1"), ("operative", "op1")),
    ]


def test_notes_stay_where_a_healed_clause_refers_to_one_twice() -> None:
    source = "L'Assemblée générale,\n\nf<sup>1</sup>,\n\n<sup>1</sup> e\n\nf<sup>1</sup>,"
    clauses, left_out = read(source, "fr")
    assert [clause.notes for clause in clauses] == [(), ("fn1", "fn1"), ()]
    assert left_out == []


PIECES = st.sampled_from(
    (
        *("a", "1. b", "*c*", "# d", "---", "<sup>1</sup> e", "f<sup>1</sup>,", "\f", "大会，"),
        *("L'Assemblée générale,", "(a) g", "\n", "  \n", "<!-- h -->", "69/12.", "[i]", "2/3"),
        *("11 novembre 2014", "Annexe", "1.", "•", "<sup>1</sup>", "II. j", "\u200f", "&nbsp;"),
        *("A/69/PV.48", "**M. X** (Y) : z", "(Signé) k", "Article 2", "B. l", "69/501. m", "**n**"),
        *(
            "Monsieur,",
            "À sa 2<sup>e</sup> séance, il",
            "La séance est ouverte",
            "Chapitre I",
            "一、文",
        ),
    )
)


@pytest.mark.parametrize("code", BY_CODE)
@given(pieces=st.lists(PIECES, max_size=12))
def test_whatever_the_blocks_clauses_are_well_formed(code: str, pieces: list[str]) -> None:
    clauses, _ = read("\n\n".join(pieces), code)
    labels = [clause.label for clause in clauses if clause.label]
    assert len(labels) == len(set(labels))
    for clause in clauses:
        assert clause.kind in KINDS
        assert clause.text == clause.text.strip() != ""
        assert "\n" not in clause.text
        assert set(clause.notes) <= set(labels)


@pytest.mark.parametrize("code", BY_CODE)
@given(pieces=st.lists(PIECES, max_size=12))
def test_every_letter_ends_in_a_clause_or_is_left_out(code: str, pieces: list[str]) -> None:
    blocks = markdown.read_text("\n\n".join(pieces), BY_CODE[code])
    clauses, left_out = read_structure(blocks, BY_CODE[code], file="x.md")
    kept = chain.from_iterable(
        (clause.text, clause.number or "", *(note[2:3] for note in clause.notes))
        for clause in clauses
    )
    given_letters = Counter(char for block in blocks for char in block.text if char.isalnum())
    found = Counter(char for text in (*kept, *(item.text for item in left_out)) for char in text)
    assert given_letters - found == Counter()


CELLS = st.none() | st.builds(Cell, st.integers(1, 3), st.integers(1, 2), st.integers(1, 2))
BLOCKS = st.lists(
    st.builds(
        lambda text, marked, cell, note, level, gap: Block(
            (*([Run("1", superscript=True)] if marked else []), Run(text)),
            1,
            level=level,
            gap=gap,
            cell=cell,
            note=note and cell is None,
        ),
        *(st.sampled_from(["a b", "A/69/12", "1. c", "", "L'Assemblée générale,"]), st.booleans()),
        *(CELLS, st.booleans(), st.integers(0, 2), st.booleans()),
    ),
    max_size=12,
)


@pytest.mark.parametrize("code", BY_CODE)
@given(blocks=BLOCKS)
def test_cells_and_notes_keep_every_letter(code: str, blocks: list[Block]) -> None:
    clauses, left_out = read_structure(blocks, BY_CODE[code], file="x.docx")
    labels = [clause.label for clause in clauses if clause.label]
    assert len(labels) == len(set(labels))
    kept = chain.from_iterable(
        (clause.text, clause.number or "", *(note[2:3] for note in clause.notes))
        for clause in clauses
    )
    given_letters = Counter(char for block in blocks for char in block.text if char.isalnum())
    found = Counter(char for text in (*kept, *(item.text for item in left_out)) for char in text)
    assert given_letters - found == Counter()
    assert all(clause.text for clause in clauses)
