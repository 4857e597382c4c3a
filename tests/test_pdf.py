"""PDF to blocks: small pages drawn by hand, and documents laid out by LibreOffice."""

import random
from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pdf_drawn import Page, Picture, Stroke, Text, drawn
from pdf_writer import Document, document_of_markdown, flat_document, office, pdfs, report
from pdf_writer import printed_blocks as expected_blocks

from corpora import presentation
from corpora.clause import Clause
from corpora.document import read_version
from corpora.errors import InputError
from corpora.languages import ARABIC, BY_CODE, CHINESE, ENGLISH, FRENCH, RUSSIAN, SPANISH, Language
from corpora.normalize import fold_spaces
from corpora.readers.block import Block, Cell, Run
from corpora.readers.pdf import bidi as pdf_bidi
from corpora.readers.pdf import file as pdf_file
from corpora.readers.pdf import hyphens as pdf_hyphens
from corpora.readers.pdf import page as pdf_page
from corpora.readers.pdf.document import read
from corpora.readers.pdf.region import Line
from corpora.readers.text import read as read_text
from corpora.structure.version import read_structure

CODES = tuple(BY_CODE)
SIZE = 10.0
LEADING = 12.0


def blocks(*pages: Page, language: Language = ENGLISH) -> list[Block]:
    return read(drawn(pages), language, file="x.pdf").blocks


def texts(*pages: Page, language: Language = ENGLISH) -> list[str]:
    return [block.text for block in blocks(*pages, language=language)]


def lines(words: str, *, x: float = 72, y: float = 700, size: float = SIZE) -> list[Text]:
    """Set each line of `words` under the one before."""
    return [
        Text(x, y - LEADING * size / SIZE * number, line, size)
        for number, line in enumerate(words.split("\n"))
    ]


PARAGRAPH = (
    "Recalling the articles of the Charter of the United Nations that call for\n"
    "the adoption of measures of regional cooperation for the promotion of the\n"
    "purposes and principles of the Organization and of its many members."
)


# --- letters and their order


@pytest.mark.parametrize(
    ("forms", "letters"),
    [
        ("ﻻ", "لا"),
        ("ﷲ", "الله"),
        ("ﺍﻟﺠﻤﻌﻴﺔ", "الجمعية"),
        ("ﹶ", "\u064e"),
        ("coﬃn ﬁn ﬂou", "coffin fin flou"),
        ("No. ½ m² № １２ ª", "No. ½ m² № １２ ª"),
        ("決議 Резолюция Résolución", "決議 Резолюция Résolución"),
        ("﴾١﴿", "﴾١﴿"),
    ],
)
def test_presentation_forms_become_letters(forms: str, letters: str) -> None:
    assert presentation.plain_letters(forms) == letters


@given(st.text())
def test_plain_letters_stay(text: str) -> None:
    once = presentation.plain_letters(text)
    assert presentation.plain_letters(once) == once


ORDERS = [
    # as it stands from left to right, as it is read
    ("الما عم", "مع املا"),
    ("٢٠٠٤ ربمسيد ٢", "٢ ديسمبر ٢٠٠٤"),
    ("،٥٩/٥٠ اهرارق ىلإ", "إلى قرارها ٥٩/٥٠،"),
    (".A/69/228-S/2014/560 رظنا", "انظر A/69/228-S/2014/560."),
    ("١٩٩٩-١٩٩٠ نم", "من ١٩٩٠-١٩٩٩"),
    ("1999-1990 نم", "من 1990-1999"),
    ("مث ،(48th) ىلإ", "إلى (48th)، ثم"),
    ("٪٥٠ ةبسنب", "بنسبة ٥٠٪"),
    (".S/PRST/2013/12", "S/PRST/2013/12."),
    ("Distr.: General", "Distr.: General"),
    ("٤٨ ةماعلا ةسلجلا", "الجلسة العامة ٤٨"),
]


@pytest.mark.parametrize(("shown", "meant"), ORDERS)
def test_arabic_lines_are_read_from_the_right(shown: str, meant: str) -> None:
    signs = list(shown)
    order = pdf_bidi.logical(signs, rtl=pdf_bidi.runs_left(signs, rtl=True))
    read_ = pdf_bidi.faced("".join(signs[index] for index in order))
    assert read_ == meant


@pytest.mark.parametrize("text", ["La 48e séance (1 à 3).", "The A/69/12.", "第48次（全体）会议"])
def test_lines_to_the_right_stay(text: str) -> None:
    assert not pdf_bidi.runs_left(list(text), rtl=False)
    assert pdf_bidi.logical(list(text), rtl=False) == list(range(len(text)))


def test_arabic_words_in_a_line_to_the_right() -> None:
    shown = "The word ملاس means peace"
    order = pdf_bidi.logical(list(shown), rtl=False)
    assert "".join(shown[index] for index in order) == "The word سالم means peace"


@given(st.lists(st.sampled_from("اب AB 12 ٣٤ .,/-()%«»")), st.booleans(), st.data())
def test_order_keeps_every_sign(signs: list[str], rtl: bool, data: st.DataObject) -> None:
    raised = data.draw(st.sets(st.integers(0, max(0, len(signs) - 1)))) if signs else set()
    order = pdf_bidi.logical(signs, rtl=rtl, raised=sorted(raised))
    assert sorted(order) == list(range(len(signs)))


def test_raised_marks_stand_behind_the_number() -> None:
    shown = list("٣٢٠١٠ ريانـي")
    order = pdf_bidi.logical(shown, rtl=True, raised=[0])
    assert "".join(shown[index] for index in order) == "يـناير ٢٠١٠٣"


@pytest.mark.parametrize(
    ("text", "turned"),
    [
        (")أ( قال", "(أ) قال"),
        ("(أ) قال", "(أ) قال"),
        ("قال »كانال«، ثم", "قال «كانال»، ثم"),
        ("١( ترحب", "١) ترحب"),
        ("انظر )E/2009/28(؛", "انظر (E/2009/28)؛"),
        ("]دون الإحالة )A/69/L.13([", "[دون الإحالة (A/69/L.13)]"),
    ],
)
def test_brackets_face_the_text(text: str, turned: str) -> None:
    assert pdf_bidi.faced(text) == turned


def test_arabic_from_presentation_forms_in_visual_order() -> None:
    shown = "،)٥٩/٥٠( ﻻإ ﺔﻴﻌﻤﺠﻟا"
    found = texts([Text(300, 700, shown, 12, "u")], language=ARABIC)
    assert found == ["الجمعية إلا (٥٩/٥٠)،"]


# --- lines and paragraphs


def test_paragraphs_by_distance() -> None:
    second = lines(PARAGRAPH, y=650)
    assert texts([*lines(PARAGRAPH), *second]) == [PARAGRAPH, PARAGRAPH]


def test_paragraphs_by_indent() -> None:
    first = lines(PARAGRAPH)
    page = [first[0]._replace(x=92), *first[1:]]
    page += [item._replace(y=item.y - 36) for item in page]
    assert len(texts(page)) == 2


def test_short_paragraphs_by_the_indent_of_the_others() -> None:
    page, y = [], 760
    for _ in range(5):
        first, *rest = lines(PARAGRAPH, y=y)
        page += [first._replace(x=92), *rest]
        y -= 36
    full = PARAGRAPH.split("\n", maxsplit=1)[0][:-5] + "so"
    page += [Text(92, y, full), Text(92, y - 12, "Article 57"), Text(92, y - 24, full)]
    assert texts(page)[5:] == [full, "Article 57", full]


def test_paragraphs_by_room_for_a_word() -> None:
    short = "A line that ends long before the edge."
    page = lines(f"{PARAGRAPH}\n{short}\n{PARAGRAPH}")
    assert texts(page) == [f"{PARAGRAPH}", short, PARAGRAPH]


def test_paragraphs_by_enumerator() -> None:
    first = "1. " + PARAGRAPH.split("\n", maxsplit=1)[0] + " it;"
    second = first.replace("1. ", "2. ")
    assert texts(lines(f"{first}\n{second}")) == [first, second]


def test_a_space_is_a_gap_and_a_tab_one_space() -> None:
    page = [Text(72, 700, "(a)"), Text(110, 700, "Peace"), Text(137, 700, "is good.")]
    assert texts(page) == ["(a) Peace is good."]


def test_raised_marks_emphasis_and_headings() -> None:
    page = [
        Text(72, 740, "Report of the Council", 16, "b"),
        Text(72, 700, "Noting", face="i"),
        Text(104, 700, "the report,"),
        Text(145.5, 703.5, "12", 6),
        *lines(PARAGRAPH, y=670),
    ]
    heading, noting, _ = blocks(page)
    assert (heading.level, heading.text) == (1, "Report of the Council")
    assert noting.runs == (
        Run("Noting ", italic=True),
        Run("the report,"),
        Run("12", superscript=True),
    )


def test_bold_lines_of_text_size_are_headings_only_without_a_stop() -> None:
    page = [
        Text(72, 730, "Organization of the session", face="b"),
        *lines(PARAGRAPH),
        Text(72, 640, "Notes that this is important.", face="b"),
        *lines(PARAGRAPH, y=600),
        *lines(PARAGRAPH, y=550),
    ]
    assert [block.level for block in blocks(page)] == [1, 0, 0, 0, 0]


WORDS = [
    (FRENCH, "la coopé-\nration", {"coopération"}, "la coopération"),
    (FRENCH, "les États-\nUnis", {"étatsunis"}, "les États-Unis"),
    (ENGLISH, "the co-\noperation", {"co-operation"}, "the co-operation"),
    (ENGLISH, "the Secretary-\nGeneral", set(), "the Secretary-General"),
    (SPANISH, "la coope\u00ad\nración", set(), "la cooperación"),
    (SPANISH, "años 2004-\n2005", set(), "años 2004-2005"),
    (RUSSIAN, "сотрудни-\nчество", {"сотрудничество"}, "сотрудничество"),
    (RUSSIAN, "государства-\nчлены", {"государства-члены"}, "государства-члены"),
    (ENGLISH, "A/RES/69/\n12", set(), "A/RES/69/12"),
    (ENGLISH, "peace –\nand war", set(), "peace –\nand war"),
    (ARABIC, "كانون الأول/\nديسمبر", set(), "كانون الأول/ديسمبر"),
    (ARABIC, "الأمم\nالمتحدة", set(), "الأمم\nالمتحدة"),
    (CHINESE, "第1\n631(2005)号", set(), "第1631(2005)号"),
    (CHINESE, "联合国\n宪章", set(), "联合国\n宪章"),
]


@pytest.mark.parametrize(("language", "text", "known", "joined"), WORDS)
def test_line_ends(language: Language, text: str, known: set[str], joined: str) -> None:
    set_lines = [Line(0, 0, 0, SIZE, (Run(line),), 0, False) for line in text.split("\n")]
    words = pdf_hyphens.Words(frozenset(known), heals=False)
    runs = pdf_hyphens.join(set_lines, words, spaced=bool(language.joiner))
    assert "".join(run.text for run in runs) == joined


def test_hyphens_follow_the_document() -> None:
    page = lines(
        "Cooperation matters, and all cooperation in an organization goes\n"
        "on and on. It is said of regional and of interregional coop-\n"
        "eration, and of each of the meetings of the new world organi-\n"
        "zation, that both of them deserve all of the care and the con-\n"
        "sideration that any of us can give, now and in times to come."
    )
    joined = " ".join(texts(page)).replace("\n", " ")
    assert "interregional cooperation, and of each" in joined
    assert "world organization, that" in joined
    assert "the consideration that" in joined


# --- pages


def test_a_paragraph_goes_on_over_page_and_notes() -> None:
    broken = PARAGRAPH.rsplit("\n", 1)[0]
    first = [
        *lines(PARAGRAPH),
        *lines(broken, y=640),
        Stroke(72, 120, 150, 120),
        Text(72, 111, "1", 5),
        Text(76, 108, "See the report of the Council.", 8),
    ]
    found = blocks(first, lines("Security and of all its members, who are many and various."))
    assert [(block.page, block.note) for block in found] == [(1, False), (1, False), (1, True)]
    assert found[1].text == f"{broken}\nSecurity and of all its members, who are many and various."
    assert found[2].runs[0] == Run("1", superscript=True)


def test_a_page_end_behind_a_stop_is_a_gap() -> None:
    full = PARAGRAPH.split("\n", maxsplit=1)[0] + "."
    found = blocks(lines(f"{full[:-1]}\n{full}"), lines("And then it goes on."))
    assert [(block.page, block.gap) for block in found] == [(1, False), (2, True)]


def test_a_note_goes_on_over_the_page() -> None:
    first = [*lines(PARAGRAPH), Stroke(72, 120, 150, 120), Text(72, 111, "1", 5)]
    first += lines(
        "See the report of the Council and all its annexes\nwith the report", x=76, y=108, size=8
    )
    second = [
        *lines(PARAGRAPH),
        Stroke(72, 120, 150, 120),
        *lines("of the Assembly.", y=108, size=8),
    ]
    notes = [block.text for block in blocks(first, second) if block.note]
    assert notes == [
        "1 See the report of the Council and all its annexes\nwith the report\nof the Assembly."
    ]


def test_running_lines_are_left_out_and_counted() -> None:
    pages = [
        [
            Text(72, 800, "A/RES/69/12"),
            Text(300, 800, "Cooperation of organizations"),
            *lines(PARAGRAPH),
            Text(72, 40, "14-64834 (F)"),
            Text(480, 40, f"{number}/3"),
        ]
        for number in (1, 2, 3)
    ]
    reading = read(drawn(pages), ENGLISH, file="x.pdf")
    assert {block.text for block in reading.blocks} == {PARAGRAPH}
    assert Counter(item.reason for item in reading.left_out) == {"running header or footer": 6}
    assert [item.line for item in reading.left_out] == [1, 1, 2, 2, 3, 3]
    assert reading.left_out[1].text == "14-64834 (F) 1/3"


@pytest.mark.parametrize(
    "footer",
    [
        "14-64834 (F)",
        "2/3",
        "*1464834*",
        "14-64834 (E) 251114 *1464834*",
        "A/RES/69/12",
        "Please recycle",
    ],
)
def test_shapes_of_footers_need_no_repetition(footer: str) -> None:
    reading = read(drawn([[*lines(PARAGRAPH), Text(72, 40, footer)]]), ENGLISH, file="x.pdf")
    assert [block.text for block in reading.blocks] == [PARAGRAPH]
    assert [item.text for item in reading.left_out] == [footer]


@pytest.mark.parametrize("text", ["(A)", "2014", "1. Peace", "Article 12", "1 A/69/228."])
def test_text_at_the_edge_stays(text: str) -> None:
    page = [Text(72, 760, text), *lines(PARAGRAPH)]
    assert "".join(texts(page)).startswith(text)


def test_headings_at_the_top_of_pages_are_no_running_lines() -> None:
    pages = [[Text(72, 760, f"Article {3 * n * n}"), *lines(PARAGRAPH)] for n in range(1, 7)]
    reading = read(drawn(pages), ENGLISH, file="x.pdf")
    assert reading.left_out == []
    assert [block.text for block in reading.blocks[::2]] == [
        f"Article {3 * n * n}" for n in range(1, 7)
    ]


def test_page_numbers_are_running_lines() -> None:
    pages = [[*lines(PARAGRAPH), Text(290, 40, f"- {n + 7} -")] for n in range(1, 4)]
    assert [item.text for item in read(drawn(pages), ENGLISH, file="x.pdf").left_out] == [
        "- 8 -",
        "- 9 -",
        "- 10 -",
    ]


def test_turned_text_is_left_out() -> None:
    page = [*lines(PARAGRAPH), Text(40, 300, "GE.14-12345", turned=True)]
    reading = read(drawn([page]), ENGLISH, file="x.pdf")
    assert [block.text for block in reading.blocks] == [PARAGRAPH]
    assert [item.text for item in reading.left_out] == ["GE.14-12345"]


def test_a_page_on_its_side_is_turned() -> None:
    page = [
        Text(100 + 12 * n, 72, line, turned=True) for n, line in enumerate(PARAGRAPH.split("\n"))
    ]
    assert texts(page) == [PARAGRAPH]


# --- side by side

COLUMN = (
    "Recalling the articles of the\nCharter that call for the use\nof measures of regional work\n"
    "and for the promotion of all\npurposes and principles with"
)


@pytest.mark.parametrize("shift", [0, 2, 5], ids=["level", "near", "between"])
def test_columns_are_read_one_after_the_other(shift: float) -> None:
    left = lines(COLUMN) + lines("the left half at its very end.", y=640)
    right = lines(COLUMN.replace("Recalling", "Accepting"), x=300, y=700 - shift)
    page = [item for pair in zip(left, right, strict=False) for item in pair] + left[len(right) :]
    joined = "\n".join(texts(page))
    assert joined.index("left half") < joined.index("Accepting")
    assert joined.split() == [
        *COLUMN.split(),
        *["the", "left", "half", "at", "its", "very", "end."],
        *COLUMN.replace("Recalling", "Accepting").split(),
    ]


def test_arabic_columns_are_read_from_the_right() -> None:
    words = "\n".join(["ةملك ةملك ةملك ةملك ةملك ةملك"] * 5)
    right = [item._replace(face="u") for item in lines(words.replace("ةملك", "نيمي"), x=300)]
    left = [item._replace(face="u") for item in lines(words, x=72)]
    joined = " ".join(texts([*left, *right], language=ARABIC))
    assert joined.index("يمين") == 0
    assert joined.index("كلمة") > joined.rindex("يمين")


def test_a_masthead_is_read_side_by_side() -> None:
    page = [
        Text(72, 760, "United Nations", 14, "b"),
        Text(380, 760, "A/RES/69/12"),
        Text(72, 720, "General Assembly", 20, "b"),
        Text(380, 728, "Distr.: General"),
        Text(380, 716, "26 November 2014"),
        *lines(PARAGRAPH, y=660, size=13),
    ]
    reading = read(drawn([page]), ENGLISH, file="x.pdf")
    assert [block.text for block in reading.blocks] == [
        "United Nations",
        "General Assembly",
        "Distr.: General",
        "26 November 2014",
        PARAGRAPH,
    ]
    assert [item.text for item in reading.left_out] == ["A/RES/69/12"]


def test_ruled_tables_give_cells() -> None:
    grid = [Stroke(72, y, 372, y) for y in (640, 660, 690)]
    grid += [Stroke(x, 640, x, 690) for x in (72, 172, 272, 372)]
    words = [(76, 680, "Country"), (176, 680, "Maintenance of peace"), (176, 668, "and security")]
    words += [(276, 680, "2014"), (76, 646, "Austria"), (176, 646, "yes"), (276, 646, "12")]
    page = [*lines(PARAGRAPH, y=740), *grid, *(Text(*word) for word in words)]
    found = [(block.cell, block.text) for block in blocks(page)]
    assert found == [
        (None, PARAGRAPH),
        (Cell(1, 1, 1), "Country"),
        (Cell(1, 1, 2), "Maintenance of peace\nand security"),
        (Cell(1, 1, 3), "2014"),
        (Cell(1, 2, 1), "Austria"),
        (Cell(1, 2, 2), "yes"),
        (Cell(1, 2, 3), "12"),
    ]


def test_unruled_tables_are_read_row_by_row() -> None:
    rows = [
        ("Country", "Status of it", "Year"),
        ("Austria", "fully paid up", "2014"),
        ("Chad", "not yet", "2015"),
    ]
    page = [
        Text(x, 700 - 14 * number, word)
        for number, row in enumerate(rows)
        for x, word in zip((72, 200, 330), row, strict=True)
    ]
    found = [(block.cell, block.text) for block in blocks(page)]
    assert found == [
        (Cell(1, number, place), word)
        for number, row in enumerate(rows, start=1)
        for place, word in enumerate(row, start=1)
    ]


# --- bad input


def test_notes_as_libreoffice_prints_them() -> None:
    """As large as the text, below a short rule, the number at the word."""
    page = [
        *lines(PARAGRAPH),
        Stroke(72, 140, 160, 140),
        Text(72, 125, "1Resolution 217 A (III), which was adopted on", SIZE),
        Text(72, 113, "10 December 1948.", SIZE),
        Text(72, 95, "2A/CONF.157/24.", SIZE),
    ]
    notes = [(block.runs[0], block.runs[1].text[:8]) for block in blocks(page)[1:]]
    assert notes == [
        (Run("1", superscript=True), "Resoluti"),
        (Run("2", superscript=True), "A/CONF.1"),
    ]


def test_lines_ranged_to_the_far_edge_are_paragraphs() -> None:
    wide = "The Assembly decides to return to the matter at its next session in the"
    page = [*lines(f"{wide}\n{wide}"), Text(265, 600, "97th plenary meeting", SIZE)]
    page.append(Text(298.3, 588, "28 July 2022", SIZE))
    assert texts(page)[-2:] == ["97th plenary meeting", "28 July 2022"]


def test_an_english_date_that_ran_to_the_left() -> None:
    shown = "July 2022 29"
    assert pdf_bidi.runs_left(list(shown), rtl=True)
    order = pdf_bidi.logical(list(shown), rtl=True)
    assert "".join(shown[index] for index in order) == "29 July 2022"


def refusal(data: bytes, language: Language = FRENCH) -> str:
    with pytest.raises(InputError) as caught:
        read(data, language, file="fr.pdf")
    message = str(caught.value)
    assert message.startswith("fr.pdf: ")
    assert "\n" not in message
    return message


GOOD = drawn([lines(PARAGRAPH)])


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "not a PDF"),
        (b"PK\x03\x04", "not a PDF"),
        (GOOD[: len(GOOD) // 2], "cut off"),
        (GOOD[:-8], "cut off"),
        (b"%PDF-1.4\n%%EOF\n", "damaged"),
        (drawn([lines(PARAGRAPH)], encrypted=True), "needs a password"),
        (drawn([]), "damaged"),
        (drawn([[]]), "without a text layer"),
        (drawn([[Picture(500, 700)], [Picture(500, 700), Text(72, 20, "2")]]), "scanned"),
        (drawn([[Text(72, 700, "abcdefgh", face="u", mapped=False)]]), "do not say which letters"),
    ],
)
def test_refusals(data: bytes, words: str) -> None:
    assert words in refusal(data)


def test_too_many_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_file, "MOST_PAGES", 2)
    assert "3 pages" in refusal(drawn([lines(PARAGRAPH)] * 3))


def test_too_much_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_page, "MOST_GLYPHS", 2)
    assert "page 1 holds more text" in refusal(GOOD)


def test_a_stream_that_swells(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_file, "MOST_STREAM", 100)
    assert "swells" in refusal(GOOD)


def test_a_scanned_page_among_others_is_a_warning() -> None:
    reading = read(
        drawn([lines(PARAGRAPH), lines(PARAGRAPH), [Picture(500, 700)]]), FRENCH, file="x.pdf"
    )
    assert len(reading.blocks) == 2
    assert reading.warnings == [
        "x.pdf: page 3 without text, only a picture; the text there is missing"
    ]


def test_signs_without_letters_are_counted() -> None:
    page = [*lines(PARAGRAPH), Text(72, 600, "ab", face="u", mapped=False)]
    (left_out,) = read(drawn([page]), FRENCH, file="x.pdf").left_out
    assert left_out.reason == "signs whose font does not say which letter they show"


def test_stretched_lines_lose_their_kashida() -> None:
    line = "ملاـس ملاـس ملاـس ملاـس"
    page = [Text(72, 700 - 12 * number, line, face="u") for number in range(3)]
    reading = read(drawn([page]), ARABIC, file="ar.pdf")
    assert "ـ" not in reading.blocks[0].text
    assert len(reading.warnings) == 1
    typed = read(drawn([[Text(72, 700, "رـيشت ذإو", face="u")]]), ARABIC, file="ar.pdf")
    assert (typed.blocks[0].text, typed.warnings) == ("وإذ تشيـر", [])


def mutated(data: bytes, rng: random.Random) -> bytes:
    """Return `data` cut, with bytes changed, or with a piece doubled or missing."""
    changed = bytearray(data)
    kind = rng.randrange(4)
    place = rng.randrange(len(changed))
    if kind == 0:
        return bytes(changed[:place]) + b"%%EOF" * rng.randrange(2)
    for _ in range(rng.choice((1, 5, 50)) if kind == 1 else 0):
        changed[rng.randrange(len(changed))] = rng.randrange(256)
    piece = slice(place, place + rng.randrange(1, 200))
    if kind == 2:
        del changed[piece]
    if kind == 3:
        changed[place:place] = changed[piece]
    return bytes(changed)


def survives(data: bytes, language: Language) -> bool:
    """Read `data`; only our own refusal may come of it, on one line."""
    try:
        read(data, language, file="x.pdf")
    except InputError as error:
        message = str(error)
    else:
        return True
    assert "\n" not in message
    return False


def test_mutations_are_read_or_refused() -> None:
    rng = random.Random(4)  # noqa: S311
    grid = [Stroke(72, y, 372, y) for y in (340, 360, 390)]
    page = [*lines(PARAGRAPH), *grid, Text(300, 500, "،)٥٩/٥٠( ﻻإ ﺔﻴﻌﻤﺠﻟا", 12, "u")]
    data = drawn([page, lines(COLUMN) + lines(COLUMN, x=300)])
    outcomes = Counter(survives(mutated(data, rng), ARABIC) for _ in range(400))
    assert outcomes[True] > 20
    assert outcomes[False] > 20


# --- documents laid out by LibreOffice


@pytest.fixture(scope="session")
def laid_out(sample_texts: Path) -> dict[str, tuple[Document, bytes]]:
    """Return the sample and reports made of it, each as laid out and as PDF."""
    if office() is None:
        pytest.skip("LibreOffice is not installed")
    documents = {}
    for code, language in BY_CODE.items():
        data = (sample_texts / f"{code}.md").read_bytes()
        long = report(data, language)
        documents[f"sample-{code}"] = document_of_markdown(data, language)
        documents[f"spaced-{code}"] = long
        documents[f"indented-{code}"] = long._replace(indent="1cm", spacing="0pt")
        documents[f"columns-{code}"] = long._replace(columns=2, size=9.5)
    made = pdfs({name: flat_document(document) for name, document in documents.items()})
    return {name: (document, made[name]) for name, document in documents.items()}


def share(meant: Sequence[Clause], found: Sequence[Clause]) -> float:
    """Return the share of clauses that are the same in number, label, text, kind and notes."""
    first, second = ([tuple(clause)[:5] for clause in clauses] for clauses in (meant, found))
    same = SequenceMatcher(None, first, second, autojunk=False).get_matching_blocks()
    return 2 * sum(block.size for block in same) / (len(first) + len(second))


def meant_by(document: Document) -> list[Clause]:
    return read_structure(expected_blocks(document), document.language, file="x")[0]


@pytest.mark.libreoffice
@pytest.mark.parametrize("code", CODES)
def test_the_sample_gives_the_clauses_of_its_markdown(
    code: str, laid_out: dict[str, tuple[Document, bytes]], sample_texts: Path
) -> None:
    markdown = (sample_texts / f"{code}.md").read_bytes()
    meant, _, _ = read_version(markdown, BY_CODE[code], file=f"{code}.md")
    found, left_out, warnings = read_version(
        laid_out[f"sample-{code}"][1], BY_CODE[code], file=f"{code}.pdf"
    )
    assert share(meant, found) >= 0.97
    assert {item.text.split()[0] for item in left_out} >= {"A/RES/69/12"}
    assert warnings == []


@pytest.mark.libreoffice
@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize(("setting", "least"), [("spaced", 0.97), ("indented", 0.97)])
def test_reports(
    code: str, setting: str, least: float, laid_out: dict[str, tuple[Document, bytes]]
) -> None:
    document, data = laid_out[f"{setting}-{code}"]
    found, _, _ = read_version(data, BY_CODE[code], file="x.pdf")
    assert share(meant_by(document), found) >= least


@pytest.mark.libreoffice
@pytest.mark.parametrize("code", CODES)
def test_reports_in_narrow_columns(code: str, laid_out: dict[str, tuple[Document, bytes]]) -> None:
    document, data = laid_out[f"columns-{code}"]
    found, _, _ = read_version(data, BY_CODE[code], file="x.pdf")
    assert share(meant_by(document), found) >= 0.75


@pytest.mark.libreoffice
def test_mutations_of_documents_are_read_or_refused(
    laid_out: dict[str, tuple[Document, bytes]],
) -> None:
    rng = random.Random(69)  # noqa: S311
    for code in CODES:
        data = laid_out[f"sample-{code}"][1]
        for _ in range(25):
            survives(mutated(data, rng), BY_CODE[code])


@pytest.mark.shared
@pytest.mark.libreoffice
def test_the_charter_is_read_as_it_was_published(shared: Path) -> None:
    if office() is None or not (shared / "data" / "charter").is_dir():
        pytest.skip("LibreOffice or ../shared/data/charter is not there")
    documents = {}
    for code, language in BY_CODE.items():
        data = (shared / "data" / "charter" / "raw" / f"{code}.txt").read_bytes()
        found = [
            block for block in read_text(data, language, file="x").blocks if block.text.strip()
        ]
        documents[code] = Document(
            language, found, header="Charter", job="14-64834 (E)", indent="1cm", spacing="0pt"
        )
    made = pdfs({code: flat_document(document) for code, document in documents.items()})
    for code, document in documents.items():
        meant = [plain(block.text) for block in document.blocks]
        read_ = [plain(block.text) for block in read(made[code], BY_CODE[code], file="x").blocks]
        same = SequenceMatcher(None, meant, read_, autojunk=False).get_matching_blocks()
        assert 2 * sum(block.size for block in same) / (len(meant) + len(read_)) >= 0.97, code


def plain(text: str) -> str:
    """Return text on one line as it looks: no invisible marks, no spaces (lines are joined)."""
    return "".join(fold_spaces(text).split())


@pytest.mark.libreoffice
@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("setting", ["sample", "spaced", "columns"])
def test_no_letter_is_lost(
    code: str, setting: str, laid_out: dict[str, tuple[Document, bytes]]
) -> None:
    document, data = laid_out[f"{setting}-{code}"]
    reading = read(data, BY_CODE[code], file="x.pdf")
    left_out = Counter("".join(item.text for item in reading.left_out))
    found = Counter("".join(block.text for block in reading.blocks)) + left_out
    meant = Counter("".join(block.text for block in expected_blocks(document)))
    lost = {sign: count for sign, count in (meant - found).items() if sign.isalnum()}
    assert lost == {}
