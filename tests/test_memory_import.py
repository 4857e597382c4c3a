"""Files of the world into a memory: every format, its languages, what it says beside the text."""

import gzip
import os
import random
from pathlib import Path

import polars as pl
import pytest
from conftest import Build
from test_memory import TEXTS, numbered, tmx, tu

from corpora.errors import InputError
from corpora.schema import LANGUAGES
from tm.memory.po import read_po
from tm.memory.store import Added, StoredUnit, open_memory

FRENCH = [(lang, TEXTS["fr"], TEXTS[lang]) for lang in LANGUAGES[1:]]


def imported(folder: Path, *paths: Path) -> tuple[list[StoredUnit], list[Added]]:
    with open_memory(folder / "memory", create=True) as memory:
        added = [memory.add_file(path) for path in paths]
        return memory.units(range(1, memory.last_id() + 1)), added


def refusal(folder: Path, path: Path) -> str:
    with pytest.raises(InputError) as caught:
        imported(folder, path)
    message = str(caught.value)
    assert message.startswith(f"{path}: ")
    assert "\n" not in message
    return message


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("packed", [False, True])
def test_tmx_in_any_encoding(tmp_path: Path, encoding: str, packed: bool) -> None:
    source = tmx(tmp_path, tu(TEXTS, '<prop type="x-document">A/1</prop>', 'tuid="A/1#op2"'))
    data = source.read_text(encoding="utf-8").encode(encoding)
    path = tmp_path / ("wide.tmx.gz" if packed else "wide.tmx")
    path.write_bytes(gzip.compress(data, mtime=0) if packed else data)
    units, added = imported(tmp_path, path)
    assert units == [StoredUnit(1, "A/1#op2", TEXTS, {}, path.name, "A/1")]
    assert added[0][:4] == (path.name, 1, 0, {})


@pytest.mark.parametrize(("lang", "source", "target"), FRENCH)
@pytest.mark.parametrize("version", ["1.2", "2.0", "2.1"])
def test_xliff(tmp_path: Path, version: str, lang: str, source: str, target: str) -> None:
    sides = f"<source>{source}</source><target>{target}</target>"
    if version == "1.2":
        unit = f'<body><trans-unit id="7">{sides}</trans-unit></body>'
        head = f'<file original="A/1" source-language="fr" target-language="{lang}">{unit}</file>'
        text = f'<xliff version="1.2">{head}</xliff>'
    else:
        unit = f'<unit id="7"><segment>{sides}</segment></unit>'
        file = f'<file id="f" original="A/1">{unit}</file>'
        text = f'<xliff version="{version}" srcLang="fr" trgLang="{lang}">{file}</xliff>'
    path = tmp_path / "un.xlf"
    path.write_text(text, encoding="utf-8")
    (unit_,), _ = imported(tmp_path, path)
    assert unit_ == StoredUnit(1, "7", {"fr": source, lang: target}, {}, "un.xlf", "A/1")


@pytest.mark.parametrize("suffix", ["csv", "tsv", "parquet"])
def test_tables(tmp_path: Path, suffix: str) -> None:
    table = pl.DataFrame([{"doc": "A/1", "label": "op2", **TEXTS}])
    path = tmp_path / f"un.{suffix}"
    if suffix == "parquet":
        table.write_parquet(path)
    else:
        table.write_csv(
            path,
            separator="\t" if suffix == "tsv" else ",",
            quote_style="never" if suffix == "tsv" else "necessary",
        )
    (unit,), _ = imported(tmp_path, path)
    assert unit == StoredUnit(1, None, TEXTS, {"x-label": "op2"}, path.name, "A/1")


def test_lines_are_one_file_whichever_is_named(tmp_path: Path) -> None:
    paths = []
    for lang, text in TEXTS.items():
        paths.append(tmp_path / f"un.{lang}")
        paths[-1].write_text(f"{text}\n{text} 2\n", encoding="utf-8")
    units, added = imported(tmp_path, *paths)
    assert [unit.texts for unit in units] == [
        TEXTS,
        {lang: f"{text} 2" for lang, text in TEXTS.items()},
    ]
    assert [each.units for each in added] == [2, 0, 0, 0, 0, 0]
    assert {each.known for each in added[1:]} == {"un.fr"}


def test_a_build_gives_its_memory_of_all_languages(sample: Build, tmp_path: Path) -> None:
    units, added = imported(tmp_path, sample.folder, sample.folder / "tmx" / "six.tmx")
    assert added[0].file == f"{sample.folder.name}/tmx/six.tmx"
    assert added[0].units == sample.report.memories["six"][0]
    assert added[1].known == added[0].file
    assert {unit.document for unit in units} == {"sample/A/RES/69/12"}
    assert any([*unit.texts] == [*LANGUAGES] for unit in units)
    assert all(unit.properties["x-date"] and unit.tuid for unit in units)


HEADER = (
    'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Language: {lang}\\n"\n'
)


def po(folder: Path, body: str, header: str, name: str = "un.po") -> Path:
    path = folder / name
    path.write_text(f"{header}\n{body}", encoding="utf-8")
    return path


@pytest.mark.parametrize("lang", [each for each in LANGUAGES if each != "en"])
def test_po(tmp_path: Path, lang: str) -> None:
    body = (
        f'# why\nmsgctxt "menu"\nmsgid "{TEXTS["en"]}"\nmsgstr "{TEXTS[lang]}"\n\n'
        f'#, fuzzy\nmsgid "b"\nmsgstr "{TEXTS[lang]}"\n\nmsgid "c"\nmsgstr ""\n\n'
        f'#~ msgid "d"\n#~ msgstr "{TEXTS[lang]}"\n\n'
        f'msgid "long "\n"\\"line\\""\nmsgstr ""\n"{TEXTS[lang]}"\n" 2\\n"\n'
    )
    units, added = imported(tmp_path, po(tmp_path, body, HEADER.replace("{lang}", lang)))
    expected = [
        {"en": TEXTS["en"], lang: TEXTS[lang]},
        {"en": 'long "line"', lang: f"{TEXTS[lang]} 2"},
    ]
    assert [unit.texts for unit in units] == expected
    assert units[0].properties == {"x-context": "menu", "note": "why"}
    assert added[0].left_out == {"text in only one of fr, en, es, ru, ar, zh": 3}


@pytest.mark.parametrize(
    ("lang", "forms", "pairs"),
    [
        ("fr", ["jour", "jours"], [("day", "jour"), ("days", "jours")]),
        ("es", ["día", "días"], [("day", "día"), ("days", "días")]),
        ("ru", ["день", "дня", "дней"], [("days", "дней")]),
        ("ar", ["لا أيام", "يوم", "يومان", "أيام", "يوما", "يوم "], [("days", "يوم")]),
        ("zh", ["天"], [("days", "天")]),
    ],
)
def test_po_plurals(
    tmp_path: Path, lang: str, forms: list[str], pairs: list[tuple[str, str]]
) -> None:
    strings = "\n".join(f'msgstr[{number}] "{form}"' for number, form in enumerate(forms))
    body = f'msgid "day"\nmsgid_plural "days"\n{strings}\n'
    units, added = imported(tmp_path, po(tmp_path, body, HEADER.replace("{lang}", lang)))
    assert [unit.texts for unit in units] == [
        dict(
            sorted({"en": source, lang: target}.items(), key=lambda each: LANGUAGES.index(each[0]))
        )
        for source, target in pairs
    ]
    assert sum(added[0].left_out.values()) == 2 - len(pairs)


@pytest.mark.parametrize(
    ("header", "name", "codes"),
    [
        ("Language: pt_BR\\nX-Source-Language: fr", "un.po", ("fr", "pt_BR")),
        ("X-Source-Language: ru", "django-ar.po.gz", ("ru", "ar")),
        ("Language: \\n", "zh_CN.po", ("en", "zh_CN")),
        ("Language: zh_CN", "x.po", ("en", "zh_CN")),
        ("", "es.po", ("en", "es")),
    ],
)
def test_po_languages(header: str, name: str, codes: tuple[str, str]) -> None:
    text = f'msgid ""\nmsgstr "{header}\\n"\n\nmsgid "a"\nmsgstr "b"\n'
    (row,) = read_po(text.encode(), file=name)
    assert tuple(variant.code for variant in row.variants) == codes


ODD = (
    b'"',
    b"\n",
    b"msgid ",
    b"msgstr[9] ",
    b"\\",
    b"\x00",
    b"\xff",
    b"#~ ",
    b"charset=hex",
    b"#| ",
)


@pytest.mark.parametrize("lang", [each for each in LANGUAGES if each != "en"])
def test_a_damaged_po_is_read_or_refused_in_one_line(lang: str) -> None:
    body = f'#, c-format\nmsgctxt "m"\nmsgid "a %d"\nmsgstr "{TEXTS[lang]}"\n'
    plural = f'msgid "day"\nmsgid_plural "days"\nmsgstr[0] "x"\nmsgstr[1] "{TEXTS[lang]}"\n'
    data = f"{HEADER.replace('{lang}', lang)}\n{body}\n{plural}".encode()
    chance = random.Random(lang)  # noqa: S311 - not for secrets
    read, refused = 0, []
    for _ in range(120):
        start = chance.randrange(len(data) + 1)
        stop = start + chance.choice((0, 0, 1, 8, 64))
        new = chance.choice((b"", data[start:stop] * 2, chance.randbytes(2), chance.choice(ODD)))
        try:
            read += bool([*read_po(data[:start] + new + data[stop:], file="un.po")])
        except InputError as error:
            refused.append(str(error))
    assert min(read, len(refused)) > 10
    assert all(line.startswith("un.po: ") and "\n" not in line for line in refused)


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("un.po", b"", "the file is empty"),
        ("un.po", b"what is this", "not a PO file|no message|does not say"),
        ("un.po", b'msgid "a"\nmsgstr "b"\n', "does not say its language"),
        ("fr.po", b'msgid "a\nmsgstr "b"\n', "not a PO file|no unit"),
        ("un.tmx", b"", "the file is empty"),
        ("un.tmx", b"<tmx><body/></tmx>", "no unit at all"),
        ("un.tmx", b"<tmx><body><tu>", "breaks off"),
        ("un.tmx.gz", b"\x1f\x8b\x08", "broken gzip"),
        ("un.xlf", b"<xliff/>", "no unit at all"),
        ("un.csv", b"de,it\na,b\n", "expected a table"),
        ("un.parquet", b"PAR1", "cannot be read as a table"),
        ("un.fr", b"La paix\n", "no other language"),
        ("un.docx", b"PK", "no format that a memory takes; expected .tmx"),
        ("un", b"x", "no format that a memory takes"),
    ],
)
def test_what_is_no_memory_is_refused(tmp_path: Path, name: str, data: bytes, words: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    message = refusal(tmp_path, path)
    assert any(each in message for each in words.split("|")), message


def test_absent_files_and_other_folders_are_refused(tmp_path: Path) -> None:
    assert "no such file" in refusal(tmp_path, tmp_path / "absent.tmx")
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.tmx")
        assert "is a pipe" in refusal(tmp_path, tmp_path / "pipe.tmx")
    (tmp_path / "folder").mkdir()
    assert "no build" in refusal(tmp_path, tmp_path / "folder")


def test_entities_are_not_resolved(tmp_path: Path) -> None:
    path = tmp_path / "bomb.tmx"
    path.write_text('<!DOCTYPE tmx [<!ENTITY a SYSTEM "file:///etc/passwd">]><tmx>&a;</tmx>')
    assert "declares entities" in refusal(tmp_path, path)


def test_a_name_of_any_bytes_is_kept_as_text(tmp_path: Path) -> None:
    path = tmp_path / "r\udce9sum\udce9.tmx"
    try:
        path.write_bytes(tmx(tmp_path, tu(numbered(1))).read_bytes())
    except (OSError, UnicodeError):
        pytest.skip("the file system takes no such name")
    (unit,), _ = imported(tmp_path, path)
    assert unit.file == "r?sum?.tmx"


READ = {
    "euramis__22004D0093.tmx": 63,
    "heartsome_tm_server__ImportTMXTest.tmx": 314,
    "heartsome_tm_server__utf-16be.tmx": 2,
    "hypomnema__namespaces.tmx": 1,
    "hypomnema__standard.tmx": 2,
    "memoq__memoq_7.0.70_sample.tmx": 1,
    "net_sf_okapi_steps_leveraging_leveragingstep__output1.tmx": 8,
    "omegat__mytm.tmx": 25,
    "swordfish__TMXEditor_HTML.tmx": 224,
    "swordfish__tmxeditor_en.json.tmx": 214,
    "trados_translator__html_test.tmx": 11,
    "trados_translator__test02.tmx": 4,
    "unknown__potest.po.normal.tmx": 9,
    "unknown__potest.po.source.tmx": 12,
    "xyztool__ImportTest2A.tmx": 7,
}
"""Units with two of the six languages, as counted with `xml.etree` of the standard library."""


@pytest.mark.shared
def test_every_real_memory_is_read_or_refused_in_one_line(shared: Path, tmp_path: Path) -> None:
    files = sorted((shared / "data" / "tmx").glob("*.tmx"))
    assert len(files) == 25
    found = {}
    refused: list[str] = []
    for number, path in enumerate(files):
        place = tmp_path / str(number)
        place.mkdir()
        try:
            _, (added,) = imported(place, path)
            found[path.name] = added.units + added.duplicates
        except InputError as error:
            refused.append(str(error))
    assert all("\n" not in line and len(line) < 500 for line in refused)
    assert found == READ
