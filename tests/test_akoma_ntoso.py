from html import escape
from pathlib import Path

import pytest
from html_writer import parted

from corpora import enumerators
from corpora.document import read_version
from corpora.errors import InputError
from corpora.languages import BY_CODE, FRENCH, Language
from corpora.readers import akoma_ntoso, markdown
from corpora.readers.block import Block, Run
from corpora.schema import LANGUAGES

NAMESPACES = ("http://docs.oasis-open.org/legaldocml/ns/akn/3.0", "http://www.akomantoso.org/2.0")
THREE_LETTERS = {"fr": "fra", "en": "eng", "es": "spa", "ru": "rus", "ar": "ara", "zh": "zho"}


def document(body: str, *, namespace: str = NAMESPACES[0], language: str = "fra") -> str:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<akomaNtoso xmlns="{namespace}">\n'
        '<statement name="resolution">\n<meta><identification source="#un"><FRBRExpression>'
        f'<FRBRlanguage language="{language}"/></FRBRExpression></identification></meta>\n'
        f"{body}\n</statement>\n</akomaNtoso>\n"
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
    data = document(body).encode()
    return [shown(block) for block in akoma_ntoso.read(data, FRENCH, file="f.xml").blocks]


def write(source: list[Block], language: Language, namespace: str) -> str:
    """Return a resolution as the UN marks one up, with notes where they are referred to."""
    text, notes = parted(source)
    left = {note.runs[0].text.strip(): note for note in notes}
    parts: dict[str, list[str]] = {name: [] for name in ("preface", "preamble", "mainBody")}
    seen = "preface"
    for block in text:
        enumerator, rest = enumerators.split(block.runs[0].text, language)
        opens = block.runs[0].italic and seen == "preface" and block.level == 0
        seen = "mainBody" if enumerator and seen == "preamble" else "preamble" if opens else seen
        if enumerator and seen == "mainBody":
            runs = (block.runs[0]._replace(text=rest), *block.runs[1:])
            inner = f"<num>{enumerator.printed}</num><content>{paragraph(runs, left)}</content>"
            parts[seen].append(f"<paragraph>\n {inner}\n</paragraph>")
        elif block.level:
            title = f"<docTitle>{inline(block.runs, left)}</docTitle>"
            parts[seen].append(f"<p>{title}</p>")
        elif seen == "preamble":
            parts[seen].append(f'<container name="x">{paragraph(block.runs, left)}</container>')
        else:
            parts[seen].append(paragraph(block.runs, left))
    body = "\n".join(f"<{name}>" + "\n".join(each) + f"</{name}>" for name, each in parts.items())
    return document(body, namespace=namespace, language=THREE_LETTERS[language.code])


def paragraph(runs: tuple[Run, ...], left: dict[str, Block]) -> str:
    return f'<p xml:space="preserve">   {inline(runs, left)}</p>'


def inline(runs: tuple[Run, ...], left: dict[str, Block]) -> str:
    pieces = []
    for text, italic, bold, superscript in runs:
        note = left.pop(text.strip(), None) if superscript else None
        piece = escape(text)
        if note is not None:
            inner = inline(note.runs[1:], {})
            piece = (
                f'<authorialNote marker="{piece}" placement="bottom"><p>{inner}</p></authorialNote>'
            )
        elif superscript:
            piece = f"<sup>{piece}</sup>"
        piece = f'<span class="italic">{piece}</span>' if italic else piece
        pieces.append(f"<b>{piece}</b>" if bold else piece)
    return "".join(pieces)


@pytest.mark.parametrize("namespace", NAMESPACES)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_sample_gives_the_clauses_of_the_markdown(
    sample_texts: Path, lang: str, namespace: str
) -> None:
    language = BY_CODE[lang]
    source = (sample_texts / f"{lang}.md").read_bytes()
    expected, _, _ = read_version(source, language, file="f.md")
    written = write(markdown.read(source, language, file="f.md").blocks, language, namespace)
    found, left_out, warnings = read_version(written.encode(), language, file="f.xml")
    assert (left_out, warnings) == ([], [])
    assert [clause[1:5] for clause in found] == [clause[1:5] for clause in expected]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            (
                "<mainBody><paragraph><num>2.</num><list><intro><p>Rappelle :</p></intro>"
                "<point><num>a)</num><content><p>D’abord ;</p></content></point>"
                "<point><num>b)</num><content><p>Ensuite.</p></content></point></list></paragraph></mainBody>"
            ),
            ["2. Rappelle :", "a) D’abord ;", "b) Ensuite."],
        ),
        (
            (
                "<body><chapter><num>Chapitre I</num><heading>Buts</heading><article><num>"
                "Article 1</num><heading>Les <i>buts</i></heading><paragraph><num>1.</num>"
                "<content><p>Maintenir</p></content></paragraph></article></chapter></body>"
            ),
            ["#Chapitre I Buts", "##Article 1 Les _buts_", "1. Maintenir"],
        ),
        (
            (
                "<body><article><num>Article premier</num><content><p>Tous les êtres</p></content>"
                "</article><section><num>3.</num><content><p>Texte</p></content></section></body>"
            ),
            ["#Article premier", "Tous les êtres", "3. Texte"],
        ),
        (
            (
                "<preface><p><docNumber>79/275.</docNumber>\n <docTitle>Titre</docTitle></p>"
                "</preface>"
                "<preamble><formula name='e'><p><span class='italic'>L’Assemblée</span>,</p>"
                "</formula>"
                "</preamble>"
            ),
            ["#79/275.\nTitre", "_L’Assemblée_,"],
        ),
        (
            (
                "<mainBody><blockList><listIntroduction>Que :</listIntroduction><item><num>(i)"
                "</num><p>un</p></item></blockList><ol><li>deux</li></ol></mainBody>"
            ),
            ["Que :", "(i) un", "1. deux"],
        ),
        (
            (
                "<mainBody><p>a<authorialNote><p>N</p></authorialNote> b<authorialNote marker='*'>"
                "<p>M</p><p>L</p></authorialNote></p><p>c<noteRef href='#n' marker='1'/></p>"
                "</mainBody>"
            ),
            ["a^1^ b^*^", "c^1^", "^1^ N(note)", "^*^ M(note)", "L(note)"],
        ),
        (
            (
                "<mainBody><table><tr><th colspan='2'>T</th></tr><tr><td><p>a</p></td><td>b</td>"
                "</tr></table></mainBody>"
            ),
            ["T[1,1]", "a[2,1]", "b[2,2]"],
        ),
        (
            (
                "<conclusions><p><location>48e séance</location><eol/><docDate date='2014-11-11'>"
                "le 11</docDate></p></conclusions><attachments><attachment><heading>Annexe"
                "</heading><doc><mainBody><p>Fin</p></mainBody></doc></attachment></attachments>"
            ),
            ["48e séance", "|le 11", "#Annexe", "Fin"],
        ),
        (
            "<debateBody><speech><from>Le Président</from><p>La séance</p></speech></debateBody>",
            ["Le Président", "La séance"],
        ),
        (
            "<body><p>a <b>b</b><u>c</u><sup>2</sup> <ref href='x'>d</ref></p></body>",
            ["a **b**c^2^ d"],
        ),
        ("<body><paragraph><num>1.</num></paragraph><p>a</p></body>", ["1.", "a"]),
        ("<body><neverHeard>a<p>b</p></neverHeard>c</body>", ["a", "b", "c"]),
    ],
)
def test_elements(body: str, expected: list[str]) -> None:
    assert blocks(body) == expected


def test_metadata_contents_and_deleted_text_are_left_out_and_counted() -> None:
    body = "<body><toc><tocItem>Buts 1</tocItem></toc><p>a<del>b</del></p></body>"
    meta = "<presentation><docketNumber>14-64834 (F)</docketNumber></presentation></meta>"
    data = document(body).replace("</meta>", meta).encode()
    result = akoma_ntoso.read(data, FRENCH, file="f.xml")
    assert [block.text for block in result.blocks] == ["a"]
    assert [(item.line, item.reason, item.text) for item in result.left_out] == [
        (4, "metadata", "14-64834 (F)"),
        (5, "table of contents", "Buts 1"),
        (5, "deleted text", "b"),
    ]


def test_the_language_it_names() -> None:
    data = document("<body><p>a</p></body>", language="eng").encode()
    (warning,) = akoma_ntoso.read(data, FRENCH, file="f.xml").warnings
    assert 'its language is "eng", not French (fr)' in warning


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (document("<body/>").encode(), "holds no text but metadata"),
        (document("<body><p>a</p>").encode()[:-30], "not well-formed"),
        (b"<TEI/>", "the root element is <TEI>, not akomaNtoso"),
    ],
)
def test_bad_documents_are_refused_in_one_line(data: bytes, message: str) -> None:
    with pytest.raises(InputError) as refused:
        akoma_ntoso.read(data, FRENCH, file="f.xml")
    assert str(refused.value).startswith("f.xml: ")
    assert message in str(refused.value)
    assert "\n" not in str(refused.value)
