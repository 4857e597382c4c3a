"""DOCX files that are damaged, dangerous or no DOCX: one line of error each, and nothing else."""

import io
import random
import re
import struct
import zipfile
from pathlib import Path

import pytest
from docx_parts import docx, level, note, note_reference, numbering, package, paragraph, part, run
from docx_writer import docx_of_markdown, report
from mutations import cut, flipped, in_a_part, restructured

from corpora.errors import InputError
from corpora.languages import BY_CODE, ENGLISH
from corpora.readers.docx import document as reader
from corpora.readers.docx import elements as docx_xml
from corpora.readers.docx import package as docx_package
from corpora.readers.docx import story as docx_story

GOOD = docx(paragraph(run("текст")))
BODY = part("document", "<w:body><w:p/></w:body>")
RELATIONS = zipfile.ZipFile(io.BytesIO(GOOD)).read("word/_rels/document.xml.rels").decode()
ENTITIES = "".join(
    f'<!ENTITY {name} "{f"&{before};" * 10}">'
    for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)
BOMB = f'<!DOCTYPE x [<!ENTITY a "haha">{ENTITIES}]>'


def without_head(xml: str) -> str:
    return xml.split("?>", 1)[1]


def refusal(data: bytes) -> str:
    """Return the message with which a file is refused."""
    with pytest.raises(InputError) as error:
        reader.read(data, ENGLISH, file="a/fr.docx")
    message = str(error.value)
    assert message.startswith("a/fr.docx"), message
    assert re.fullmatch(r"[^\n]{40,300}", message), message
    return message


def replaced(name: str, content: str | bytes) -> bytes:
    return docx(paragraph(run("x")), parts={name: content})


def lied(data: bytes, size: int) -> bytes:
    """Return a package that declares another size for its main part, in both places."""
    written = bytearray(data)
    info = zipfile.ZipFile(io.BytesIO(data)).getinfo("word/document.xml")
    entry = data.index(b"PK\x01\x02")
    while data[entry + 46 :][: len(info.filename)] != info.filename.encode():
        entry = data.index(b"PK\x01\x02", entry + 4)
    struct.pack_into("<I", written, entry + 24, size)
    struct.pack_into("<I", written, info.header_offset + 22, size)
    return bytes(written)


def encrypted() -> bytes:
    return (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504 + "EncryptedPackage".encode("utf-16-le")
    )


def locked() -> bytes:
    """Return a package whose parts want a password."""
    written = bytearray(GOOD)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = GOOD.find(mark)
        while at >= 0:
            written[at + offset] |= 1
            at = GOOD.find(mark, at + 4)
    return bytes(written)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "is empty"),
        (b"nothing", "no DOCX, nor any format known"),
        (b"%PDF-1.7 x", "really a PDF; rename it to fr.pdf"),
        (b"{\\rtf1 x}", "really RTF; rename it to fr.rtf"),
        (b"<!DOCTYPE html><p>x", "really a page of HTML; rename it to fr.html"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504, "old Word; rename it to fr.doc"),
        (encrypted(), "encrypted; open it in Word with its password"),
        (locked(), "locked by a password"),
        (GOOD[:-40], "cut short, damaged"),
        (GOOD[: len(GOOD) // 2], "cut short, damaged"),
        (package({"xl/workbook.xml": "<x/>"}), "an Excel workbook"),
        (package({"ppt/x.xml": "<x/>"}), "a PowerPoint presentation"),
        (package({"mimetype": "x", "content.xml": "<x/>"}), "an OpenDocument file"),
        (package({"a.txt": "word"}), "a zip of other files"),
        (package({"word/styles.xml": "<x/>"}), "word/document.xml is missing"),
        (replaced("word/document.xml", BODY[:-9]), "word/document.xml is no well-formed XML"),
        (replaced("word/document.xml", ""), "word/document.xml is no well-formed XML"),
        (replaced("word/document.xml", "<html/>"), "holds a 'html', not a document"),
        (replaced("word/styles.xml", b"\xff\xfe\x00"), "word/styles.xml is no well-formed XML"),
        (
            replaced("word/_rels/document.xml.rels", RELATIONS.replace("styles.xml", "gone.xml")),
            "word/gone.xml is missing, though",
        ),
        (
            replaced(
                "word/_rels/document.xml.rels", RELATIONS.replace("styles.xml", "../../x.xml")
            ),
            "x.xml is missing, though",
        ),
        (replaced("word/document.xml", BOMB + "<x>&i;</x>"), "document type declaration"),
        (replaced("word/document.xml", BOMB + without_head(BODY)), "document type declaration"),
        (
            replaced(
                "word/styles.xml",
                '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>',
            ),
            "document type declaration",
        ),
        (
            replaced("word/styles.xml", '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd"><x/>'),
            "document type declaration",
        ),
        (
            replaced("word/document.xml", BOMB.encode("utf-16") + "<x/>".encode("utf-16-le")),
            "document type declaration",
        ),
        (replaced("word/document.xml", part("document", "<w:p>" * 5000)), "is no well-formed XML"),
        (replaced("word/document.xml", BODY + " " * (9 << 20)), "as a zip bomb does"),
        (lied(GOOD, 1 << 30), "as a zip bomb does"),
        (lied(GOOD, 20), "cut short, damaged"),
        (package({f"{index}.txt": "" for index in range(10_001)}), "more than 10000 parts"),
    ],
)
def test_what_is_no_docx_is_refused_in_one_line(data: bytes, message: str) -> None:
    assert message in refusal(data)


def test_a_part_beyond_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    noise = random.Random(1)  # noqa: S311 - a seed, no secret
    text = "".join(chr(noise.randrange(0x4E00, 0x9FFF)) for _ in range(20_000))
    data = docx(paragraph(run(text)))
    assert len(reader.read(data, ENGLISH, file="x.docx").blocks) == 1
    monkeypatch.setattr(docx_package, "LARGEST", 50_000)
    assert "word/document.xml inflates beyond" in refusal(data)


def test_paragraphs_without_end_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(docx_story, "PARAGRAPHS", 100)
    assert "more than 100 paragraphs" in refusal(docx(*(paragraph() for _ in range(101))))
    assert reader.read(docx(*(paragraph() for _ in range(99))), ENGLISH, file="x").blocks == []


def test_a_paragraph_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(docx_xml, "PARAGRAPH_ELEMENTS", 100)
    data = docx(*(paragraph(run("x")) for _ in range(200)))
    assert len(reader.read(data, ENGLISH, file="x.docx").blocks) == 200
    assert "more than 100 parts" in refusal(docx(paragraph(*(run("x") for _ in range(200)))))


@pytest.mark.parametrize(
    "target",
    ["http://127.0.0.1:9/x.xml", "file:///etc/passwd", "/etc/passwd", "../../../etc/passwd"],
)
def test_nothing_outside_the_package_is_read(target: str) -> None:
    relations = RELATIONS.replace("styles.xml", target)
    assert "is missing, though" in refusal(replaced("word/_rels/document.xml.rels", relations))
    outside = relations.replace("/>", ' TargetMode="External"/>')
    data = replaced("word/_rels/document.xml.rels", outside)
    assert [block.text for block in reader.read(data, ENGLISH, file="x.docx").blocks] == ["x"]


def featured() -> bytes:
    """Return a document in which every part has something to break."""
    levels = level(0, "decimal", "%1.") + level(1, "lowerLetter", "(%2)")
    return docx(
        paragraph(run("1"), note_reference(1, custom="*"), listing=(1, 0)),
        paragraph(run("2"), note_reference(1, "endnote"), listing=(1, 1), style="Heading1"),
        numbers=numbering([levels, '<w:numStyleLink w:val="Heading1"/>'], {1: 0, 2: 1}),
        footnotes=note(1, run("foot"), custom="*"),
        endnotes=note(1, run("end"), kind="endnote"),
        settings='<w:footnotePr><w:numFmt w:val="decimal"/></w:footnotePr>',
        headers=[paragraph(run("head"))],
    )


MUTATIONS = {
    "flipped": flipped,
    "cut": cut,
    "part flipped": in_a_part(flipped),
    "part cut": in_a_part(cut),
    "part restructured": in_a_part(restructured),
}


def survives(data: bytes) -> bool:
    """Tell whether a file is read; what is refused is refused in one line."""
    try:
        reading = reader.read(data, ENGLISH, file="x.docx")
    except InputError as error:
        message = str(error)
    else:
        assert all(block.text.strip() and block.line > 0 for block in reading.blocks)
        return True
    assert re.fullmatch(r"x\.docx[^\n]*", message)
    return False


@pytest.fixture(scope="module")
def originals(sample_texts: Path) -> list[bytes]:
    words = [(sample_texts / f"{code}.md").read_bytes() for code in ("fr", "ar", "zh")]
    made = zip(words, ("fr", "ar", "zh"), strict=True)
    return [
        featured(),
        report(BY_CODE["ru"], chapters=1, paragraphs=1, notes=3),
        *(docx_of_markdown(text, BY_CODE[code]) for text, code in made),
    ]


@pytest.mark.parametrize("mutation", MUTATIONS)
def test_no_mutation_raises_anything_else(mutation: str, originals: list[bytes]) -> None:
    chance = random.Random(mutation)  # noqa: S311 - a seed, no secret
    outcomes = [
        survives(MUTATIONS[mutation](chance.choice(originals), chance)) for _ in range(COUNT)
    ]
    assert not all(outcomes) or mutation == "part restructured"  # well-formed, so it is read
    assert any(outcomes) or mutation == "cut"


COUNT = 80
"""Mutations of each kind in one run."""
