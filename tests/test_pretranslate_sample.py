import json
from collections import defaultdict
from io import BytesIO
from pathlib import Path

import pytest
from conftest import SAMPLES, XML_LANG, Build, Run, segments
from docx_writer import docx_of_markdown
from lxml import etree
from pretranslation import CORE12, CORE20, assert_valid

from corpora.document import read_version
from corpora.languages import FRENCH
from corpora.parallel.xliff import read_xliff
from corpora.schema import OTHERS
from tm.lookup.index import update
from tm.memory.store import open_memory
from tm.pretranslate.paper import Format, Paper, Paragraph, write_blank
from tm.tmx.check import validate

SAMPLE = SAMPLES / "A_RES_69_12"
RIGHT = 0.98
"""Least share of segments that get the right target, of those that are units of the memory."""

WHOLE = 0.94
"""Least share of clauses that are units: two of 39 may be one in the other language (fr, zh)."""


Right = dict[str, dict[str, set[str]]]
"""Language -> French text -> its translations."""


@pytest.fixture(scope="module")
def memory(sample: Build, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a memory of the five bilingual files of the sample."""
    folder = tmp_path_factory.mktemp("memory") / "memory"
    with open_memory(folder, create=True) as opened:
        for lang in OTHERS:
            opened.add_file(sample.folder / "tmx" / f"fr-{lang}.tmx")
        update(opened)
    return folder


@pytest.fixture(scope="module")
def right(sample: Build) -> Right:
    """Return language -> French text -> its translations in the sample."""
    found: dict[str, dict[str, set[str]]] = {}
    for lang in OTHERS:
        found[lang] = {}
        for texts in segments(sample.folder / "tmx" / f"fr-{lang}.tmx").values():
            found[lang].setdefault(texts["fr"], set()).add(texts[lang])
    return found


def document(folder: Path, kind: str) -> Path:
    """Write the French sample in a format and return its path."""
    data = (SAMPLE / "fr.md").read_bytes()
    clauses, _, _ = read_version(data, FRENCH, file="fr.md")
    path = folder / f"sample.{kind.removesuffix('21').removesuffix('12')}"
    if kind == "docx":
        path.write_bytes(docx_of_markdown(data, FRENCH))
    elif kind == "md":
        path.write_bytes(data)
    elif kind == "txt":
        path.write_text("\n".join(clause.text for clause in clauses), encoding="utf-8")
    elif kind == "po":
        entries = (f'msgid {json.dumps(c.text, ensure_ascii=False)}\nmsgstr ""' for c in clauses)
        head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"'
        path.write_text("\n\n".join([head, *dict.fromkeys(entries)]) + "\n", encoding="utf-8")
    else:
        layout: Format = "xliff21" if kind.endswith("21") else "xliff12"
        paragraphs = [Paragraph((clause.text,), clause.label) for clause in clauses]
        path.write_bytes(write_blank(Paper("a", "plaintext", "fr", None, paragraphs), layout))
    return path


@pytest.mark.parametrize("lang", OTHERS)
@pytest.mark.parametrize("kind", ["docx", "md", "po", "xlf12", "xlf21"])
def test_the_sample_is_filled_from_its_own_memory(
    tmp_path: Path,
    hexapla: Run,
    memory: Path,
    right: Right,
    kind: str,
    lang: str,
) -> None:
    path, out = document(tmp_path, kind), tmp_path / "out.xlf"
    before = path.read_bytes()
    done = hexapla(
        "pretranslate", path, "--memory", memory, "--to", lang, "--insert", "100",
        "--out", out, "--json",
    )  # fmt: skip
    assert done.code == 0, done.err
    record = json.loads(done.out)
    exact = sum(record["bands"][band]["segments"] for band in ("context", "100"))
    rows = [row.texts for row in read_xliff(BytesIO(out.read_bytes()), file="out.xlf")]
    held = sum(row["fr"] in right[lang] for row in rows)
    good = sum(row.get(lang) in right[lang].get(row["fr"], ()) for row in rows)
    assert held >= WHOLE * len(rows)
    assert min(exact, good, record["inserted"]) >= RIGHT * held
    assert max(exact, good, record["inserted"]) <= held
    assert record["total"]["segments"] == len(rows)
    assert record["bands"]["context"]["segments"] >= len(rows) / 2
    assert_valid(out.read_bytes())
    assert path.read_bytes() == before


def test_candidates_say_where_they_come_from(tmp_path: Path, hexapla: Run, memory: Path) -> None:
    path = document(tmp_path, "md")
    for layout, name in (("xliff12", f"{{{CORE12}}}alt-trans"), ("xliff21", "{*}match")):
        out = tmp_path / f"{layout}.xlf"
        options = ("--to", "ar", "--format", layout, "--out", out)
        assert hexapla("pretranslate", path, "--memory", memory, *options).code == 0
        origins = [each.get("origin") for each in etree.parse(out).iter(name)]
        assert [origin for origin in origins if origin.endswith("A/RES/69/12#op2")]
    root = etree.parse(tmp_path / "xliff21.xlf").getroot()
    assert (root.get("srcLang"), root.get("trgLang")) == ("fr", "ar")
    assert {each.get("type") for each in root.iter("{*}match")} >= {"icm"}
    assert not [*root.iter(f"{{{CORE20}}}segment/{{{CORE20}}}target")]


def test_the_table_names_every_band_and_the_result(
    tmp_path: Path, hexapla: Run, memory: Path
) -> None:
    path = document(tmp_path, "txt")
    done = hexapla("pretranslate", path, "--memory", memory, "--to", "zh")
    assert done.code == 0, done.err
    for word in ("100 in context", "repetition", "85-94", "below 75 or none", "total", "100.0 %"):
        assert word in done.out
    assert f"written to {tmp_path / 'sample.zh.xlf'}" in done.out.replace("\n", "")
    again = hexapla("pretranslate", path, "--memory", memory, "--to", "zh")
    assert again.code == 1
    assert "--out" in again.err
    assert again.err.count("\n") == 1


@pytest.mark.parametrize("to", [None, "ru"])
def test_a_part_of_the_memory_is_enough(
    tmp_path: Path,
    hexapla: Run,
    memory: Path,
    right: Right,
    to: str | None,
) -> None:
    clauses, _, _ = read_version((SAMPLE / "fr.md").read_bytes(), FRENCH, file="fr.md")
    one, two, out = tmp_path / "a.txt", tmp_path / "b.txt", tmp_path / "sub.tmx"
    one.write_text(clauses[12].text + "\n", encoding="utf-8")
    two.write_text(f"{clauses[14].text}\n{clauses[12].text}\n", encoding="utf-8")
    target = ("--to", to) if to else ()
    command = ("tmx", "extract", "--memory", memory, "--for", one, two, "--out", out, "--least", 95)
    done = hexapla(*command, *target, "--json")
    assert done.code == 0, done.err
    record = json.loads(done.out)
    validate(out)
    units = [*etree.parse(out).iter("tu")]
    assert record["units"] == len(units) == (2 if to else 2 * len(OTHERS))
    found = defaultdict(set)
    for variant in (each for unit in units for each in unit.iter("tuv")):
        found[variant.get(XML_LANG)].add(variant.findtext("seg"))
    assert set(found) == {"fr", *([to] if to else OTHERS)}
    for lang in found.keys() - {"fr"}:
        for clause in (clauses[12], clauses[14]):
            assert right[lang][clause.text] <= found[lang]


@pytest.mark.parametrize(
    ("options", "code", "told"),
    [
        (("--to", "de"), 2, "--to"),
        (("--from", "xx", "--to", "ru"), 2, "--from"),
        ((), 1, "--to"),
        (("--to", "ru", "--format", "xliff13"), 2, "--format"),
        (("--to", "ru", "--insert", "0"), 2, "--insert"),
        (("--to", "fr"), 1, "fr"),
        (("--to", "ru", "--out", "none/a.xlf"), 1, "writable"),
    ],
)
def test_wrong_commands_are_told(
    tmp_path: Path, hexapla: Run, memory: Path, options: tuple[str, ...], code: int, told: str
) -> None:
    path = tmp_path / "a.txt"
    path.write_text("La paix.\n", encoding="utf-8")
    done = hexapla("pretranslate", path, "--memory", memory, *options)
    assert done.code == code
    assert told in done.err


def test_a_memory_without_the_language_is_told(tmp_path: Path, hexapla: Run, sample: Build) -> None:
    folder, path = tmp_path / "memory", tmp_path / "a.txt"
    path.write_text("La paix.\n", encoding="utf-8")
    with open_memory(folder, create=True) as opened:
        opened.add_file(sample.folder / "tmx" / "fr-ru.tmx")
        update(opened)
    done = hexapla("pretranslate", path, "--memory", folder, "--to", "zh")
    assert (done.code, done.err.count("\n")) == (1, 1)
    assert "holds no Chinese" in done.err
