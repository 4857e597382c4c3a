import gzip
import io
import resource
from pathlib import Path

import pytest

from corpora.errors import InputError
from corpora.parallel.packed import opened
from corpora.parallel.row import Row
from corpora.parallel.tmx import read_tmx
from corpora.schema import LANGUAGES

TEXTS = {
    "fr": "La paix « juste »",
    "en": "A “just” peace",
    "es": "¿Una paz justa?",
    "ru": "Справедливый мир",
    "ar": "سلام عادل",
    "zh": "公正的和平",
}
CODES = {"fr": "FR-CA", "en": "en_us", "es": "es-419", "ru": "RUS", "ar": "ar-EG", "zh": "ZH-HANS"}
HEAD = (
    '<header creationtool="t" creationtoolversion="1" segtype="sentence" o-tmf="t" '
    'adminlang="en" srclang="*all*" datatype="plaintext"/>'
)


def memory(*units: str, declaration: str = "", doctype: str = "") -> str:
    return f'{declaration}{doctype}<tmx version="1.4">{HEAD}<body>{"".join(units)}</body></tmx>'


def tuv(code: str, seg: str, attribute: str = "xml:lang") -> str:
    return f'<tuv {attribute}="{code}"><seg>{seg}</seg></tuv>'


def six(attribute: str = "xml:lang") -> str:
    return "".join(tuv(CODES[code], text, attribute) for code, text in TEXTS.items())


def read(data: str | bytes) -> list[Row]:
    stream = io.BytesIO(data if isinstance(data, bytes) else data.encode())
    return list(read_tmx(stream, file="un.tmx"))


def refusal(data: str | bytes) -> str:
    with pytest.raises(InputError) as caught:
        read(data)
    message = str(caught.value)
    assert message.startswith("un.tmx: ")
    assert "\n" not in message
    return message


@pytest.mark.parametrize("attribute", ["xml:lang", "lang"])
@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        (None, "utf-8"),
        (None, "utf-8-sig"),
        ("UTF-8", "utf-8"),
        ("UTF-16", "utf-16"),
        ("UTF-16", "utf-16-le"),
        ("utf-16be", "utf-16-be"),
        ("UTF-8", "utf-16"),  # what is declared is wrong, the bytes are right
        ("UTF-16", "utf-8"),
        ("utf-8", "utf-16-le"),
        ("UTF-16", "utf-8-sig"),
        ("gb18030", "gb18030"),
        ("UTF-32", "utf-32"),
    ],
)
def test_six_languages_in_every_encoding(attribute: str, declared: str, encoding: str) -> None:
    first = f'<?xml version="1.0" encoding="{declared}"?>\n' if declared else ""
    text = memory(f"<tu>{six(attribute)}</tu>", declaration=first)
    (row,) = read(text.encode(encoding))
    assert row.texts == TEXTS
    assert [variant.code for variant in row.variants] == [*CODES.values()]
    assert [*row.texts] == [*LANGUAGES]


def test_what_a_unit_says_of_itself() -> None:
    (row,) = read(
        memory(
            '<tu tuid="A/1#op2" creationid="ann" changedate="20200101T000000Z"><note>une</note>'
            '<note>deux</note><prop type="x-document">A/1</prop><prop type="x-label">op2</prop>'
            '<prop type="x-date">2014-11-11</prop><prop type="x-probability">0.75</prop>'
            '<prop type="x-label">twice</prop>'
            '<tuv xml:lang="fr" changeid="bob"><prop type="x-number">2.</prop><seg>Prie</seg></tuv>'
            '<tuv xml:lang="de"><prop type="x-probability">0.5</prop><seg>Bittet</seg></tuv></tu>'
        )
    )
    assert (row.place, row.name, row.doc, row.label) == (1, "A/1#op2", "A/1", "op2")
    assert (str(row.date), row.probability, row.note) == ("2014-11-11", 0.75, "une deux")
    assert row.properties[0] == ("x-document", "A/1")
    assert row.properties[-1] == ("x-label", "twice")
    french, german = row.variants
    assert (french.author, french.date) == ("bob", "20200101T000000Z")
    assert french.properties == (("x-number", "2."),)
    assert (german.author, german.code, german.language) == ("ann", "de", None)
    assert (french.probability, german.probability) == (None, 0.5)
    assert row.texts == {"fr": "Prie"}


@pytest.mark.parametrize(
    ("tuid", "label"), [("17", "17"), ("memory#a", "a"), ("#", None), ("", None)]
)
def test_the_name_of_a_unit_is_its_label_where_nothing_else_is(
    tuid: str, label: str | None
) -> None:
    (row,) = read(memory(f'<tu tuid="{tuid}">{tuv("fr", "a")}</tu>'))
    assert row.label == label


@pytest.mark.parametrize(
    ("seg", "text"),
    [
        ('Sur <bpt i="1">&lt;b&gt;</bpt>OK<ept i="1">&lt;/b&gt;</ept>.', "Sur OK."),
        ('a<ph x="1">&lt;img alt="<sub>drapeau</sub>"/&gt;</ph>b', "ab"),
        ('a<ph x="1">&lt;br/&gt;</ph>b', "a b"),
        ('a<ph type="lb"/>b', "a b"),
        ('a <hi type="bold">très <hi>b</hi> c</hi> d', "a très b c d"),
        ('a<it pos="begin">&lt;a&gt;</it>b<ut>{\\b}</ut>c', "abc"),
        ("a<!-- non -->b<?pi x?>c", "abc"),
        ("<![CDATA[a < b]]>", "a < b"),
        ("&#x627;&#x644;", "ال"),
        (" a\n b ", " a\n b "),
        ("", ""),
        ("<inconnu>和</inconnu>平", "和平"),
    ],
)
def test_inline_codes_go_and_text_stays(seg: str, text: str) -> None:
    (row,) = read(memory(f"<tu>{tuv('zh', seg)}</tu>"))
    assert row.variants[0].text == text


def test_a_language_twice_blank_and_unnamed() -> None:
    (row,) = read(
        memory(
            f"<tu>{tuv('fr', ' ')}{tuv('fr-CA', 'deux')}{tuv('fr', 'trois')}<tuv><seg>x</seg></tuv>"
            '<tuv xml:lang="ru"/></tu>'
        )
    )
    assert row.texts == {"fr": "deux"}
    assert [variant.code for variant in row.variants] == ["fr", "fr-CA", "fr", ""]


def test_a_doctype_is_put_up_with_and_not_read(tmp_path: Path) -> None:
    unit = f"<tu>{six()}</tu>"
    (tmp_path / "tmx14.dtd").write_text("not a dtd <<<")
    for doctype in ('<!DOCTYPE tmx SYSTEM "tmx14.dtd">', "<!DOCTYPE tmx []>"):
        assert read(memory(unit, doctype=doctype))[0].texts == TEXTS


@pytest.mark.parametrize(
    "entities",
    [
        f'<!ENTITY a "{"a" * 99}"><!ENTITY b "{"&a;" * 99}"><!ENTITY c "{"&b;" * 99}">',
        '<!ENTITY c SYSTEM "file:///etc/hostname">',
        '<!ENTITY c SYSTEM "http://127.0.0.1:9/x">',
        '<!ENTITY % p SYSTEM "http://127.0.0.1:9/x"><!ENTITY c "x">',
    ],
)
def test_entities_are_refused(entities: str) -> None:
    text = memory(f"<tu>{tuv('fr', '&c;')}</tu>", doctype=f"<!DOCTYPE tmx [{entities}]>")
    message = refusal(text)
    assert "declares entities in its DOCTYPE" in message or "entity amplification" in message


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ("", "the file is empty"),
        ("\ufeff", "the file is empty"),
        ("   ", "not well-formed XML"),
        ("La paix", "not well-formed XML"),
        ("<html><body/></html>", "line 1: begins with <html>, expected <tmx>"),
        (memory()[:-6], "the file breaks off"),
        (memory(f"\n\n<tu>{six()}")[:-30], "line 3: not well-formed XML (Premature end"),
        (memory(f"<tu>{tuv('fr', 'a')}</tuv></tu>"), "not well-formed XML"),
        (memory(f"\n<tu>{tuv('fr', 'a&nbsp;b')}</tu>"), "Entity 'nbsp' not defined"),
        (
            memory(f"\n<tu>{tuv('fr', 'a&nbsp;b')}</tu>", doctype='<!DOCTYPE tmx SYSTEM "x.dtd">'),
            "line 2: &nbsp; is not defined; write the character itself",
        ),
        (
            memory("\n<tu>" + tuv("fr", "a\x01b") + "</tu>"),
            "line 2: not well-formed XML (PCDATA invalid",
        ),
        (memory(f"\n<tu>{tuv('fr', '&#1;')}</tu>"), "line 2: not well-formed XML (xmlParseCharRef"),
        (memory().encode() + b"\x00", "not well-formed XML"),
        (b"\n\n" + memory(f"<tu>{tuv('fr', 'caf')}").encode() + b"\xe9t", "line 3: bytes that are"),
        (memory(f"<tu>{six()}</tu>").encode("utf-16")[:-1], "breaks off within a character"),
        (memory(declaration='<?xml version="1.0" encoding="klingon"?>'), "unknown encoding 'klin"),
        (memory(declaration='<?xml version="1.0" encoding="zip"?>'), "unknown encoding 'zip'"),
        (memory("<tu>" + "<x>" * 400), "Excessive depth"),
        (memory("<tu>" + "<x/>" * 100_001 + "</tu>"), "one unit of more than 100,000 elements"),
    ],
)
def test_what_is_no_memory_is_said_in_one_line(data: str | bytes, message: str) -> None:
    assert message in refusal(data)


def test_rows_come_before_the_place_where_a_file_breaks() -> None:
    text = memory(*(f"<tu>{six()}</tu>" for _ in range(2000)))
    stream = io.BytesIO(text.encode()[:-40])
    rows = read_tmx(stream, file="un.tmx")
    assert next(rows).texts == TEXTS
    with pytest.raises(InputError, match="breaks off"):
        list(rows)


def test_a_packed_memory(tmp_path: Path) -> None:
    path = tmp_path / "un.tmx.gz"
    path.write_bytes(gzip.compress(memory(f"<tu>{six()}</tu>").encode()))
    with opened(path, file="un.tmx.gz") as stream:
        assert [row.texts for row in read_tmx(stream, file="un.tmx.gz")] == [TEXTS]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (gzip.compress(b"<tmx>" + b" " * (64 << 20)), "unpacks to more than 100 times its size"),
        (gzip.compress(memory(f"<tu>{six()}</tu>").encode())[:-9], "broken gzip"),
        (b"\x1f\x8b" + b"nonsense", "broken gzip"),
    ],
)
def test_a_packed_file_that_is_none(tmp_path: Path, data: bytes, message: str) -> None:
    path = tmp_path / "un.tmx.gz"
    path.write_bytes(data)
    with (
        pytest.raises(InputError, match=message),
        opened(path, file="un.tmx.gz") as stream,
    ):
        list(read_tmx(stream, file="un.tmx.gz"))


class Endless:
    """A memory of many units, or of rubbish between them, that is nowhere as a whole."""

    def __init__(self, part: str, times: int) -> None:
        whole = memory("|")
        head, tail = whole.split("|")
        self.parts = iter([head, *[part * 1000] * times, tail])

    def read(self, _size: int = -1, /) -> bytes:
        return next(self.parts, "").encode()


@pytest.mark.parametrize("part", [f"<tu>{six()}</tu>", "<x><y>z</y></x>\n", "<!-- c -->\n"])
def test_memory_stays_flat(part: str) -> None:
    def kilobytes() -> int:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    for _ in read_tmx(Endless(part, 2), file="un.tmx"):
        pass
    before = kilobytes()
    rows = sum(1 for _ in read_tmx(Endless(part, 60), file="un.tmx"))
    assert rows == (60_000 if part.startswith("<tu>") else 0)
    assert kilobytes() - before < 8_000


KNOWN = {
    "heartsome__empty.tmx": "the file is empty",
    "tmxtract__truncated.tmx": "line 1000: the file breaks off",
}


@pytest.mark.shared
def test_real_memories_of_many_tools(shared: Path) -> None:
    said, counts = {}, {}
    for path in sorted((shared / "data" / "tmx").glob("*.tmx")):
        try:
            with opened(path, file=path.name) as stream:
                rows = list(read_tmx(stream, file=path.name))
        except InputError as error:
            said[path.name] = str(error)
        else:
            data = path.read_bytes()
            wide = b"<\x00" in data or b"\x00<" in data
            plain = data.replace(b"\x00", b"") if wide else data
            assert len(rows) == plain.count(b"<tu ") + plain.count(b"<tu>")
            assert sum(len(row.variants) for row in rows) == plain.count(b"</seg>")
            counts[path.name] = len(rows)
    assert {*said} == {*KNOWN}
    assert all(KNOWN[name] in message for name, message in said.items())
    assert len(counts) >= 23
