from html import escape
from pathlib import Path

import pytest

from corpora.document import read_version
from corpora.errors import InputError
from corpora.languages import BY_CODE, FRENCH
from corpora.readers import tei
from corpora.readers.block import Block
from corpora.schema import LANGUAGES

SENTENCES = {
    "fr": ("La paix est bonne.", "Le Conseil se réunit."),
    "en": ("Peace is good.", "The Council meets."),
    "es": ("La paz es buena.", "El Consejo se reúne."),
    "ru": ("Мир — это хорошо.", "Совет собирается."),
    "ar": ("السلام جيد.", "يجتمع المجلس."),
    "zh": ("和平是好的。", "理事会开会。"),
}


def un_corpus(paragraphs: list[list[str]], lang: str) -> str:
    """Return a document in the manner of the UN Parallel Corpus."""
    body = "\n".join(
        f'<p id="{place}">\n'
        + "\n".join(
            f'<s id="{place}:{count}" lang="{lang}">{escape(sentence)}</s>'
            for count, sentence in enumerate(sentences, start=1)
        )
        + "\n</p>"
        for place, sentences in enumerate(paragraphs, start=1)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<TEI.2><teiHeader><fileDesc><publicationStmt>'
        '<date>20141126</date><idno type="symbol">A/RES/69/12</idno></publicationStmt></fileDesc>'
        f"</teiHeader>\n<text><body>\n{body}\n</body></text></TEI.2>\n"
    )


def shown(block: Block) -> str:
    marks = ("_", "**", "^")
    text = "#" * block.level + "|" * block.gap
    for words, *styles in block.runs:
        around = "".join(mark for mark, on in zip(marks, styles, strict=True) if on)
        text += around + words + around[::-1]
    cell = block.cell
    return text + "(note)" * block.note + (f"[{cell.row},{cell.column}]" if cell else "")


def blocks(body: str) -> list[str]:
    data = f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body>{body}</body></text></TEI>'
    return [shown(block) for block in tei.read(data.encode(), FRENCH, file="f.xml").blocks]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_sentences_of_the_un_corpus_are_joined_to_paragraphs(lang: str) -> None:
    first, second = SENTENCES[lang]
    data = un_corpus([[first], [second, first], ["1.", first]], lang).encode()
    clauses, left_out, warnings = read_version(data, BY_CODE[lang], file="f.xml")
    joiner = "" if lang == "zh" else " "
    assert [(clause.number, clause.text) for clause in clauses] == [
        (None, first),
        (None, second + joiner + first),
        ("1.", first),
    ]
    assert [(item.reason, item.text) for item in left_out] == [("metadata", "20141126 A/RES/69/12")]
    assert warnings == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_paragraph_is_a_block_with_its_line(sample_texts: Path, lang: str) -> None:
    lines = (sample_texts / f"{lang}.md").read_text("utf-8").splitlines()
    paragraphs = [[line.strip()] for line in lines if line.strip()]
    data = un_corpus(paragraphs, lang).encode()
    found = tei.read(data, BY_CODE[lang], file="f.xml").blocks
    assert [block.text for block in found] == [text for (text,) in paragraphs]
    written = data.decode().split("\n")
    assert all(escape(block.text) in written[block.line - 1] for block in found)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<div><head>Buts</head><div><head>Un</head><p>a</p></div></div>", ["#Buts", "##Un", "a"]),
        (
            (
                "<p>a <hi rend='italic'>b</hi><hi rend='bold'>c</hi><hi rend='sup'>2</hi> <emph>d"
                "</emph></p>"
            ),
            ["a _b_**c**^2^ _d_"],
        ),
        ("<p>a<note n='1' place='bottom'>N</note> b</p><p>c</p>", ["a^1^ b", "c", "^1^ N(note)"]),
        (
            "<p>a<note><p>N</p></note><note><p>M</p></note></p>",
            ["a^1^^2^", "^1^ N(note)", "^2^ M(note)"],
        ),
        (
            "<p>a<ref target='#n1'>1</ref></p><note xml:id='n1' n='1'>N</note>",
            ["a^1^", "^1^ N(note)"],
        ),
        ("<p>a<note place='inline'>b</note></p>", ["ab"]),
        ("<p>a<lb/>b</p><p>c</p>", ["a", "|b", "c"]),
        ("<list type='ordered'><item>a</item><item n='3)'>b</item></list>", ["1. a", "3) b"]),
        ("<list rend='bulleted'><head>T</head><item>a</item></list>", ["#T", "• a"]),
        ("<list><label>a)</label><item>b</item></list>", ["a) b"]),
        (
            (
                "<table><row><cell cols='2'>T</cell></row><row><cell>a</cell><cell>b</cell></row>"
                "</table>"
            ),
            ["T[1,1]", "a[2,1]", "b[2,2]"],
        ),
        ("<p>a <choice><sic>b</sic><corr>c</corr></choice></p>", ["a b"]),
        ("<sp><speaker>Le Président</speaker><p>a</p></sp>", ["Le Président", "a"]),
        ("<p>a <name>b</name><date>c</date></p>", ["a bc"]),
        ("<quote>a</quote><quote><p>b</p></quote>", ["a", "b"]),
    ],
)
def test_elements_of_p5(body: str, expected: list[str]) -> None:
    assert blocks(body) == expected


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_language_of_its_sentences(lang: str) -> None:
    data = un_corpus([[SENTENCES[lang][0]]], lang).encode()
    assert tei.read(data, BY_CODE[lang], file="f.xml").warnings == []
    other = "en" if lang == "fr" else "fr"
    (warning,) = tei.read(data, BY_CODE[other], file="f.xml").warnings
    assert f'its language is "{lang}", not {BY_CODE[other].name}' in warning


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (un_corpus([], "fr").encode(), "holds no text but its header"),
        (un_corpus([["a"]], "fr").encode()[:-20], "not well-formed"),
        (b"<akomaNtoso/>", "the root element is <akomaNtoso>, not TEI"),
    ],
)
def test_bad_documents_are_refused_in_one_line(data: bytes, message: str) -> None:
    with pytest.raises(InputError) as refused:
        tei.read(data, FRENCH, file="f.xml")
    assert str(refused.value).startswith("f.xml: ")
    assert message in str(refused.value)
    assert "\n" not in str(refused.value)
