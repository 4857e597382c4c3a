from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from translate.storage.tmx import tmxfile

from corpora.errors import OutputError
from corpora.schema import LANGUAGES
from tm.tmx.check import validate
from tm.tmx.file import TranslationUnit, Variant, write_tmx

TEXTS = {
    "fr": "Décide d’examiner la question « Sécurité & paix » à sa soixante et onzième session ;",
    "en": "Decides to consider the item “Security & peace” at its seventy-first session;",
    "es": "Decide examinar el tema “Seguridad y paz” en su septuagésimo período de sesiones;",
    "ru": "постановляет рассмотреть вопрос «Безопасность и мир» на своей семьдесят первой сессии;",
    "ar": "تقرر أن تنظر في البند المعنون ”الأمن والسلام“ في دورتها الحادية والسبعين؛",
    "zh": "决定在第七十一届会议上审议题为“安全与和平”的项目；",
}
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

SIX = TranslationUnit(
    "A/RES/1#op1",
    tuple(Variant(language, text) for language, text in TEXTS.items()),
    (("x-document", "A/RES/1"), ("x-probability", "0.9876")),
    "Unofficial translation",
)


def pair(text: str, other: str = "text", **fields: object) -> TranslationUnit:
    unit = TranslationUnit("A/1#op1", (Variant("fr", text), Variant("ru", other)))
    return unit._replace(**fields)


def write(folder: Path, *units: TranslationUnit) -> Path:
    path = folder / "memory.tmx"
    assert write_tmx(path, units, source_language="fr") == len(units)
    return path


def read(path: Path) -> etree._Element:
    return etree.parse(path).getroot()


allowed = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")
texts = st.text(allowed | st.sampled_from("\t\n\r\x85<&>'\""), min_size=1).filter(str.strip)


def test_the_whole_file(tmp_path: Path) -> None:
    unit = TranslationUnit(
        "A/RES/1#op2",
        (Variant("fr", "Décide ;", (("x-number", "2."),)), Variant("zh", "决定；")),
        (("x-document", "A/RES/1"), ("x-label", "op2")),
        "Unofficial",
    )
    assert write(tmp_path, unit).read_text(encoding="utf-8") == (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<tmx version="1.4">\n'
        f'<header creationtool="hexapla" creationtoolversion="{version("hexapla")}" '
        'segtype="paragraph" adminlang="en" srclang="fr" datatype="plaintext" o-tmf="hexapla"/>\n'
        "<body>\n"
        '<tu tuid="A/RES/1#op2">\n'
        "<note>Unofficial</note>\n"
        '<prop type="x-document">A/RES/1</prop>\n'
        '<prop type="x-label">op2</prop>\n'
        '<tuv xml:lang="fr"><prop type="x-number">2.</prop>\n<seg>Décide ;</seg></tuv>\n'
        '<tuv xml:lang="zh"><seg>决定；</seg></tuv>\n'
        "</tu>\n"
        "</body>\n"
        "</tmx>\n"
    )


def test_all_six_languages_are_read_back_by_an_independent_reader(tmp_path: Path) -> None:
    path = write(tmp_path, SIX)
    (unit,) = tmxfile.parsestring(path.read_bytes()).units
    assert unit.getid() == "A/RES/1#op1"
    assert unit.source == TEXTS["fr"]
    assert {language: unit.gettarget(language) for language in LANGUAGES} == TEXTS
    assert unit.getnotes() == "Unofficial translation"


@given(st.lists(st.tuples(texts, texts), max_size=4))
def test_any_text_survives_both_readers(pairs: list[tuple[str, str]]) -> None:
    with TemporaryDirectory() as folder:
        path = write(Path(folder), *(pair(*texts) for texts in pairs))
        validate(path)
        segments = [seg.text for seg in read(path).iter("seg")]
        units = tmxfile.parsestring(path.read_bytes()).units
    assert segments == [text for texts in pairs for text in texts]
    assert [(unit.source, unit.target) for unit in units] == pairs


@given(texts, texts, texts)
def test_any_property_name_and_note_survives(value: str, tuid: str, note: str) -> None:
    unit = pair("texte", tuid=tuid, properties=(("x-label", value),), note=note)
    with TemporaryDirectory() as folder:
        path = write(Path(folder), unit)
        validate(path)
        root = read(path)
    assert root.find("body/tu").get("tuid") == tuid
    assert root.findtext("body/tu/prop") == value
    assert root.findtext("body/tu/note") == note


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Art. 2 & 3", "Art. 2 &amp; 3"),
        ("a < b > c", "a &lt; b &gt; c"),
        ("&amp;", "&amp;amp;"),
        ("<b>gras</b>", "&lt;b&gt;gras&lt;/b&gt;"),
        ("]]>", "]]&gt;"),
        ("\u202f;\u00a0\u200f", "\u202f;\u00a0\u200f"),
        ("𠀀", "𠀀"),
        ("retour\rchariot", "retour&#13;chariot"),
    ],
)
def test_text_is_escaped_once_and_never_more_than_needed(
    tmp_path: Path, text: str, written: str
) -> None:
    path = write(tmp_path, pair(text))
    assert f"<seg>{written}</seg>".encode() in path.read_bytes()
    assert next(read(path).iter("seg")).text == text


@pytest.mark.parametrize("character", ["\0", "\x0b", "\x1f", "\ufffe", "\uffff", "\ud800"])
@pytest.mark.parametrize("field", ["text", "tuid", "note", "properties", "variant property"])
def test_characters_that_xml_forbids_are_refused(
    tmp_path: Path, character: str, field: str
) -> None:
    bad = f"ab{character}"
    unit = {
        "text": pair("texte", bad),
        "tuid": pair("texte", tuid=bad),
        "note": pair("texte", note=bad),
        "properties": pair("texte", properties=(("x-label", bad),)),
        "variant property": pair("texte", variants=(Variant("fr", "texte", (("x-number", bad),)),)),
    }[field]
    with pytest.raises(ValueError, match=rf"character 3 of .* is U\+{ord(character):04X}"):
        write(tmp_path, unit)


@pytest.mark.parametrize("blank", ["", " ", "\n", "\u00a0\u202f", "\u3000"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_blank_segments_are_refused(tmp_path: Path, blank: str, language: str) -> None:
    unit = TranslationUnit("A/1#op1", (Variant(language, blank),))
    with pytest.raises(ValueError, match=f"A/1#op1 in {language}: the text is blank"):
        write(tmp_path, unit)


def test_a_unit_without_variant_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="'A/1#op1' has no variant"):
        write(tmp_path, TranslationUnit("A/1#op1", ()))


def test_a_memory_without_units_is_valid(tmp_path: Path) -> None:
    path = write(tmp_path)
    validate(path)
    assert tmxfile.parsestring(path.read_bytes()).units == []


def test_only_a_unit_without_the_source_language_names_its_own(tmp_path: Path) -> None:
    foreign = TranslationUnit("A/1#en-p1", (Variant("en", "text"), Variant("zh", "案文")))
    path = write(tmp_path, pair("texte"), foreign)
    validate(path)
    assert [unit.get("srclang") for unit in read(path).iter("tu")] == [None, "en"]


def test_regional_codes_pass_as_they_are(tmp_path: Path) -> None:
    path = write(tmp_path, pair("texte", variants=(Variant("fr", "a"), Variant("zh-CN", "一"))))
    assert [variant.get(XML_LANG) for variant in read(path).iter("tuv")] == ["fr", "zh-CN"]


def test_header_options(tmp_path: Path) -> None:
    path = tmp_path / "memory.tmx"
    noon_in_geneva = datetime(2014, 11, 11, 12, tzinfo=timezone(timedelta(hours=1)))
    write_tmx(path, [], source_language="es", segmentation="sentence", created=noon_in_geneva)
    validate(path)
    header = read(path).find("header")
    assert (header.get("srclang"), header.get("segtype")) == ("es", "sentence")
    assert header.get("creationdate") == "20141111T110000Z"


def test_equal_units_give_equal_bytes(tmp_path: Path) -> None:
    first = write(tmp_path, SIX, pair("texte")).read_bytes()
    assert write(tmp_path, SIX, pair("texte")).read_bytes() == first


def test_units_are_taken_one_at_a_time_while_writing(tmp_path: Path) -> None:
    path = tmp_path / "memory.tmx"
    beside = tmp_path / "memory.tmx.part"
    long = pair("texte " * 1000)

    def units() -> Iterator[TranslationUnit]:
        for number in range(200):
            written = beside.stat().st_size
            assert written > (number - 60) * 6000  # one buffer behind at the most
            yield long

    assert write_tmx(path, units(), source_language="fr") == 200


def test_a_failure_leaves_the_file_as_it_was_and_nothing_beside_it(tmp_path: Path) -> None:
    path = write(tmp_path, SIX)
    before = path.read_bytes()
    with pytest.raises(ValueError, match="blank"):
        write(tmp_path, SIX, pair(" "))
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_that_does_not_exist_is_named(tmp_path: Path) -> None:
    path = tmp_path / "nowhere" / "memory.tmx"
    with pytest.raises(
        OutputError, match=r"memory\.tmx: cannot be written \(No such file"
    ) as error:
        write_tmx(path, [SIX], source_language="fr")
    assert "\n" not in str(error.value)


def test_a_date_without_zone_is_not_guessed_from_the_machine(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no time zone"):
        write_tmx(tmp_path / "memory.tmx", [], source_language="fr", created=datetime(2014, 11, 11))


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "memory.tmx.part").symlink_to("/dev/full")
    with pytest.raises(OutputError, match=r"memory\.tmx: cannot be written \(No space left"):
        write(tmp_path, *[SIX] * 100)
    assert list(tmp_path.iterdir()) == []
