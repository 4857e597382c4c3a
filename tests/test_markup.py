import random
import tracemalloc
from collections.abc import Iterator

import pytest
from html_writer import WRITERS
from lxml import etree
from mutations import Mutation, restructured, spliced

from corpora.errors import InputError
from corpora.languages import BY_CODE, FRENCH
from corpora.readers import reader_for, xml_document
from corpora.readers.block import Block
from corpora.readers.markup import language_tag
from corpora.readers.markup import parsing as markup
from corpora.readers.markup.composer import compose
from corpora.readers.markup.parsing import Element, parse_xml
from corpora.readers.markup.role import Role
from corpora.readers.web import page as html

BOMB = b"<!DOCTYPE a [<!ENTITY x0 'ha'>%s]><a>&x9;</a>" % b"".join(
    b"<!ENTITY x%d '%s'>" % (level, b"&x%d;" % (level - 1) * 10) for level in range(1, 10)
)
OTHER = "the content of the other file"


def words(blocks: list[Block]) -> list[str]:
    return [block.text for block in blocks]


def test_elements_come_under_their_local_names() -> None:
    root = parse_xml(b'<!-- c --><x:a xmlns:x="u"><b xmlns="v"/><?pi?></x:a>', file="a.xml")
    assert [element.tag for element in root.iter()] == ["a", "b"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "windows-1251", "gb18030"])
def test_declared_encodings(encoding: str) -> None:
    text = {"windows-1251": "Мир", "gb18030": "和平"}.get(encoding, "السلام 和平 Мир")
    data = f'<?xml version="1.0" encoding="{encoding}"?>\n<a>{text}</a>'.encode(encoding)
    assert parse_xml(data, file="a.xml").text == text


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "the file is empty"),
        (b" \n", "the file is empty"),
        (b"not xml", "line 1 is not well-formed"),
        (b"<a>\n<b>\n</a>", "line 3 is not well-formed"),
        (b"<a>\n<p>half", "line 2 is not well-formed"),
        (b"<a>\xff</a>", "line 1 is not well-formed"),
        (b'<?xml version="1.0" encoding="klingon"?><a/>', "not well-formed"),
        (b"<a>&nbsp;</a>", "not well-formed"),
        (b'<!DOCTYPE a SYSTEM "a.dtd">\n<a>&nbsp;</a>', "line 2: entity &nbsp; is not read"),
        (b"<!DOCTYPE a [<!ENTITY b 'c'>]><a/>", "entity &b; is not read"),
        (BOMB, "ntity"),
        (b"<a>" * 300 + b"</a>" * 300, "line 1 is not well-formed"),
        (b"<a>" * 100_000, "line 1 is not well-formed"),
    ],
)
def test_bad_xml_is_refused_in_one_line(data: bytes, message: str) -> None:
    with pytest.raises(InputError) as refused:
        parse_xml(data, file="fr.xml")
    assert str(refused.value).startswith("fr.xml: ")
    assert message in str(refused.value)
    assert "\n" not in str(refused.value)


def test_too_large_a_file_is_not_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(markup, "LARGEST_XML", 10)
    with pytest.raises(InputError, match="no more than 0 are read"):
        parse_xml(b"<a>0123456789</a>", file="a.xml")


def test_a_doctype_alone_does_no_harm() -> None:
    assert parse_xml(b'<!DOCTYPE TEI.2 SYSTEM "tei2.dtd"><TEI.2/>', file="a.xml").tag == "TEI.2"


@pytest.mark.parametrize("where", ["text", "dtd", "parameter"])
def test_no_other_file_is_read(tmp_path_factory: pytest.TempPathFactory, where: str) -> None:
    path = tmp_path_factory.mktemp("secret") / "other.txt"
    path.write_text(f"<!ENTITY e '{OTHER}'>" if where != "text" else OTHER)
    declared = {
        "text": f'[<!ENTITY e SYSTEM "{path.as_uri()}">]',
        "dtd": f'SYSTEM "{path.as_uri()}"',
        "parameter": f'[<!ENTITY % p SYSTEM "{path.as_uri()}"> %p;]',
    }[where]
    with pytest.raises(InputError) as refused:
        xml_document.read(f"<!DOCTYPE TEI {declared}><TEI>&e;</TEI>".encode(), FRENCH, file="a.xml")
    assert OTHER not in str(refused.value)


def test_an_entity_bomb_in_an_attribute_takes_no_memory() -> None:
    tracemalloc.start()
    with pytest.raises(InputError):
        parse_xml(BOMB.replace(b"<a>&x9;</a>", b"<a b='&x9;'/>"), file="a.xml")
    assert tracemalloc.get_traced_memory()[1] < 10 << 20
    tracemalloc.stop()


@pytest.mark.parametrize(
    ("tag", "code", "warned"),
    [
        ("fr", "fr", False),
        ("FR-ca", "fr", False),
        ("fra", "fr", False),
        ("en_GB", "en", False),
        ("spa", "es", False),
        ("rus", "ru", False),
        ("ar-EG", "ar", False),
        ("zh-Hans-CN", "zh", False),
        ("chi", "zh", False),
        ("", "zh", False),
        (None, "ar", False),
        ("und", "ru", False),
        ("en", "fr", True),
        ("de-CH", "en", True),
        ("ara", "zh", True),
    ],
)
def test_the_language_a_file_names(tag: str | None, code: str, *, warned: bool) -> None:
    lines = language_tag.warning(tag, BY_CODE[code], file="f")
    assert bool(lines) is warned
    assert all(f'f: the file says its language is "{tag}", not' in line for line in lines)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"<akomaNtoso><act><body><p>La paix.</p></body></act></akomaNtoso>", ["La paix."]),
        (b"<TEI.2><text><body><p>La paix.</p></body></text></TEI.2>", ["La paix."]),
        (b'<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><p>a</p></text></TEI>', ["a"]),
        (b'<html xmlns="http://www.w3.org/1999/xhtml"><body><p>a</p></body></html>', ["a"]),
    ],
)
def test_the_root_of_an_xml_file_says_what_reads_it(data: bytes, expected: list[str]) -> None:
    assert words(reader_for("FR.XML")(data, FRENCH, file="FR.XML").blocks) == expected


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"<tmx/>", r"^a\.xml: the root element is <tmx>: a TMX memory, aligned already"),
        (b'<xliff xmlns="urn:x"/>', r"<xliff>: an XLIFF file, aligned already"),
        (b"<linkGrp/>", r"<linkGrp>: links between sentences"),
        (b"<book/>", r"<book>: known are akomaNtoso, TEI, TEI\.2 and html"),
        (b"<%s/>" % (b"b" * 9999), r"^.{,200}$"),
    ],
)
def test_another_root_is_refused_by_its_name(data: bytes, message: str) -> None:
    with pytest.raises(InputError, match=message):
        xml_document.read(data, FRENCH, file="a.xml")


def role_of(element: Element) -> Role:
    """Return the role of an element of a tiny vocabulary."""
    roles = {
        "p": Role(block=True),
        "h": Role(block=True, level=2),
        "i": Role(italic=True),
        "num": Role(block=True, lead=True),
        "br": Role(line_break=True),
        "note": Role(note=True, mark=element.get("n", ""), refers=True),
        "pre": Role(block=True, lines=True),
        "x": Role(reason="because"),
    }
    return roles.get(element.tag, Role())


def composed(source: str) -> list[str]:
    blocks, _ = compose(etree.fromstring(source), role_of, FRENCH, file="f")
    return [
        "|" * block.gap
        + "#" * block.level
        + "".join(f"^{run.text}^" if run.superscript else run.text for run in block.runs)
        + "(note)" * block.note
        for block in blocks
    ]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<a>un<p>deux</p>trois</a>", ["un", "deux", "trois"]),
        ("<a><p>un<br/>deux</p><p>trois</p></a>", ["un", "|deux", "trois"]),
        ("<a><p>un<br/> <br/>deux<br/></p><p>trois</p></a>", ["un", "deux", "trois"]),
        ("<a><p><br/>un</p></a>", ["un"]),
        ("<a><num>1.</num><p>un</p><p>deux</p></a>", ["1. un", "deux"]),
        ("<a><num>1.</num><p><num>a)</num><p>un</p></p></a>", ["1.", "a) un"]),
        ("<a><p><num>1.</num></p><p>un</p></a>", ["1.", "un"]),
        ("<a><num>I</num><h>Buts</h><p>un</p></a>", ["##I Buts", "un"]),
        ("<a><p>un<x>deux</x>trois</p></a>", ["untrois"]),
        ("<a><p>m² <i>a</i><i>b</i></p></a>", ["m^2^ ab"]),
        ("<a><p> </p><p>\u00a0</p></a>", []),
        (
            "<a><p>un<note n='1'><p>N</p><p>M</p></note> deux</p><p>trois</p></a>",
            ["un^1^ deux", "trois", "^1^ N(note)", "M(note)"],
        ),
        (
            "<a><p>un<note n='1'>N</note></p><p>deux<note n='1'>M</note></p><p>trois</p></a>",
            ["un^1^", "^1^ N(note)", "deux^1^", "^1^ M(note)", "trois"],
        ),
        (
            "<a><pre>un\ndeux\n \n1. trois ;\n2. quatre</pre></a>",
            ["un\ndeux", "1. trois ;", "2. quatre"],
        ),
    ],
)
def test_how_text_flows(source: str, expected: list[str]) -> None:
    assert composed(source) == expected


def test_what_a_role_leaves_out_is_returned() -> None:
    root = etree.fromstring("<a>\n<p>un<x> du  <p>texte</p></x></p><x> </x></a>")
    (item,) = compose(root, role_of, FRENCH, file="f")[1]
    assert item == ("f", 2, "because", "du texte")


def test_lines_are_those_of_the_text() -> None:
    root = etree.fromstring("<a>\n<p\n id='1'>\n\nun</p><p>deux\n<i>x</i>\n\n</p><br/>trois\n</a>")
    blocks, _ = compose(root, role_of, FRENCH, file="f")
    assert [(block.line, block.text) for block in blocks] == [
        (5, "un"),
        (5, "deux\nx"),
        (8, "trois"),
    ]


AKOMA = (
    "<akomaNtoso><doc><preface><p><docTitle>T</docTitle></p></preface><mainBody><chapter><num>I"
    "</num><heading>H</heading><paragraph><num>1.</num><content><p>La <i>paix</i><authorialNote "
    "marker='1'><p>N</p></authorialNote>.</p></content></paragraph></chapter><table><tr><td "
    "rowspan='2'>a</td><td>b</td></tr><tr><td>c</td></tr></table></mainBody></doc></akomaNtoso>"
)
TEI = (
    "<TEI.2><teiHeader><idno>A/1</idno></teiHeader><text><body><p id='1'><s id='1:1' lang='fr'>Un."
    "</s> <s id='1:2'>Deux<note n='1'>N</note>.</s></p><list type='ordered'><item>a</item></list>"
    "<table><row><cell cols='2'>a</cell></row></table></body></text></TEI.2>"
)


def seeds(name: str) -> Iterator[tuple[str, bytes]]:
    """Yield a language and a file for each manner in which a format is written."""
    page = "<h1>T</h1><p>1. <i>La paix</i><sup>1</sup> ;<p>a<br>b<p><sup>1</sup> N<hr><p>٢ - س<p>一"
    for code, language in BY_CODE.items():
        blocks = html.read(page.encode(), language, file="f").blocks
        written = [write(blocks, language) for write in WRITERS.values()]
        for text in written if name == "html" else [AKOMA if name == "akoma_ntoso" else TEI]:
            yield code, text.encode()


@pytest.mark.parametrize("change", [spliced, restructured])
@pytest.mark.parametrize("name", ["html", "akoma_ntoso", "tei"])
def test_a_broken_file_is_read_or_refused(name: str, change: Mutation) -> None:
    read = html.read if name == "html" else xml_document.read
    chance = random.Random(f"{name} 4")  # noqa: S311 - a seed, no secret
    refusals = []
    for code, data in seeds(name):
        for _ in range(20 if name == "html" else 60):
            try:
                read(change(data, chance), BY_CODE[code], file="f")
            except InputError as refused:
                refusals.append(str(refused))
    assert not [line for line in refusals if "\n" in line]
    assert len(refusals) < 360 or change is spliced  # other trees are well-formed
