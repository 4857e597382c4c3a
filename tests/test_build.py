import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from conftest import SAMPLES, Build, segments
from lxml import etree
from translate.storage.tmx import tmxfile

from corpora.errors import InputError
from corpora.schema import (
    AGREEMENT,
    BEADS,
    CLAUSES,
    CONSISTENCY,
    DOCUMENTS,
    DRIFT,
    FIGURES,
    LANGUAGES,
    OTHERS,
    RENDERINGS,
    UNITS,
)
from tm.build import build
from tm.repeats import REPEATS
from tm.summary import summarise
from tm.terms.judging import write_verdict
from tm.terms.verdicts import Key, Verdict
from tm.tmx.check import validate

MEMORIES = [*(f"tmx/fr-{lang}.tmx" for lang in OTHERS), "tmx/six.tmx"]
FILES = {
    *("clauses.parquet", "beads.parquet", "units.parquet", "run.json", *MEMORIES),
    *("documents.parquet", "repeats.parquet", "review.parquet", "terms/consistency.csv"),
    *(
        f"terms/{name}.parquet"
        for name in ("termbase", "renderings", "consistency", "drift", "agreement", "figures")
    ),
}
SCHEMAS = {
    "clauses": CLAUSES,
    "beads": BEADS,
    "units": UNITS,
    "documents": DOCUMENTS,
    "repeats": REPEATS,
    "terms/renderings": RENDERINGS,
    "terms/consistency": CONSISTENCY,
    "terms/drift": DRIFT,
    "terms/agreement": AGREEMENT,
    "terms/figures": FIGURES,
}

NNBSP = "\u202f"
NBSP = "\u00a0"
TEXTS = {  # the typography of each language, as printed
    "fr": f"Prie l’Assemblée d’examiner la question « Paix{NBSP}» le 1er août{NNBSP};",
    "en": "Requests the Assembly to consider the item “Peace” — on 1 August;",
    "es": f"Pide a la Asamblea que examine el tema «Paz» el 1{NBSP}de agosto;",
    "ru": f"просит Ассамблею рассмотреть пункт „Мир“ — 1{NBSP}августа;",
    "ar": "تطلب إلى الجمعية أن تنظر في البند ”السلام“ في ١ آب/أغسطس؛",
    "zh": "请大会于8月1日审议题为“和平”的项目；",
}
SECOND = {
    "fr": "La paix est bonne.",
    "en": "Peace is good.",
    "es": "La paz es buena.",
    "ru": "Мир — это хорошо.",
    "ar": "السلام جيد.",
    "zh": "和平是好的。",
}


def put(folder: Path, *, without: tuple[str, ...] = ()) -> Path:
    """Write a document of two clauses a language and return its folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for lang in LANGUAGES:
        if lang not in without:
            text = f"{TEXTS[lang]}\n{SECOND[lang]}\n"
            (folder / f"{lang}.txt").write_text(text, encoding="utf-8")
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def record(folder: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    return loaded


def test_the_folder_holds_what_is_promised(sample: Build) -> None:
    assert {*contents(sample.folder)} == FILES == {*record(sample.folder)["files"]}
    assert [*sample.folder.parent.iterdir()] == [sample.folder]


@pytest.mark.parametrize("name", SCHEMAS)
def test_tables_have_their_schema(sample: Build, name: str) -> None:
    table = pl.read_parquet(sample.folder / f"{name}.parquet")
    assert table.schema == SCHEMAS[name]
    tables = sample.report.tables
    made = tables._asdict() | tables.analysis._asdict() | {"repeats": sample.report.repeats.table}
    assert table.equals(made[Path(name).name])


def test_the_csv_is_the_consistency_table(sample: Build) -> None:
    table = pl.read_csv(sample.folder / "terms" / "consistency.csv")
    whole = sample.report.tables.consistency
    assert table.columns == whole.columns
    for column in ("concept", "fr", "occurrences", "matched", "distinct", "dominant"):
        assert [*table[column]] == [*whole[column]]


def test_a_name_is_one_unit(sample: Build) -> None:
    units = sample.report.tables.units
    assert units.select("tuid", "lang").is_unique().all()
    assert units.select("tuid", "doc", "index").unique()["tuid"].is_unique().all()
    for name in MEMORIES:
        tuids = [unit.get("tuid") for unit in etree.parse(sample.folder / name).iter("tu")]
        assert len(tuids) == len({*tuids})


def test_every_clause_is_in_one_unit_and_one_bead_a_pair(sample: Build) -> None:
    tables = sample.report.tables
    places = tables.clauses.select("lang", pl.col("index").cast(pl.Int64)).rows()
    spans = tables.units.select("lang", "start", "stop").rows()
    in_units = sorted((lang, i) for lang, start, stop in spans for i in range(start, stop))
    assert in_units == sorted(places)
    for lang in OTHERS:
        beads = tables.beads.filter(pl.col("lang") == lang)
        for code, start, stop in (("fr", "fr_start", "fr_stop"), (lang, "start", "stop")):
            covered = [i for a, b in beads.select(start, stop).rows() for i in range(a, b)]
            assert covered == [i for language, i in places if language == code]


def test_units_are_the_segments_of_the_six_language_memory(sample: Build) -> None:
    units: dict[str, dict[str, str]] = {}
    for tuid, lang, text in sample.report.tables.units.select("tuid", "lang", "text").rows():
        units.setdefault(tuid, {})[lang] = text
    shared = {tuid: texts for tuid, texts in units.items() if len(texts) > 1}
    assert segments(sample.folder / "tmx" / "six.tmx") == shared


@pytest.mark.parametrize("lang", OTHERS)
def test_units_are_the_segments_of_the_pair_where_they_span_the_same(
    sample: Build, lang: str
) -> None:
    units = sample.report.tables.units
    other = units.filter(pl.col("lang") == lang)
    french = units.filter(pl.col("lang") == "fr").select("tuid", "text", "start", "stop")
    pairs = french.join(other, on="tuid", suffix="_other")
    found = segments(sample.folder / "tmx" / f"fr-{lang}.tmx")
    beads = sample.report.tables.beads.filter(pl.col("lang") == lang)
    spans = {*beads.select("fr_start", "fr_stop", "start", "stop").rows()}
    same = [
        row
        for row in pairs.to_dicts()
        if (row["start"], row["stop"], row["start_other"], row["stop_other"]) in spans
    ]
    assert len(same) >= 30
    assert {row["tuid"]: {"fr": row["text"], lang: row["text_other"]} for row in same} == {
        row["tuid"]: found[row["tuid"]] for row in same
    }


@pytest.mark.parametrize("name", MEMORIES)
def test_memories_are_valid_and_other_programs_read_them(sample: Build, name: str) -> None:
    path = sample.folder / name
    validate(path)
    texts = [text for unit in segments(path).values() for text in unit.values()]
    assert all(text and text.strip() for text in texts)
    lang = "en" if name.endswith("six.tmx") else Path(name).stem.removeprefix("fr-")
    with path.open("rb") as stream:
        units = tmxfile(stream, "fr", lang).units
    assert [(unit.source, unit.target) for unit in units if unit.target] == [
        (unit["fr"], unit[lang]) for unit in segments(path).values() if lang in unit
    ]
    assert len(units) == record(sample.folder)["counts"]["tmx"][path.stem]


def test_the_record_counts_and_names_what_there_is(sample: Build, sample_texts: Path) -> None:
    found = record(sample.folder)
    tables = sample.report.tables
    assert found["counts"]["clauses"] == {
        lang: tables.clauses.filter(pl.col("lang") == lang).height for lang in LANGUAGES
    }
    assert found["counts"]["units"] == tables.units["tuid"].n_unique()
    assert found["documents"][0]["sha256"] == {
        f"A_RES_69_12/{lang}.md": hashlib.sha256(
            (sample_texts / f"{lang}.md").read_bytes()
        ).hexdigest()
        for lang in LANGUAGES
    }
    assert str(SAMPLES) not in json.dumps(found)


def test_the_same_bytes_in_another_process_place_and_hash_order(
    sample: Build, tmp_path: Path
) -> None:
    corpus = shutil.copytree(SAMPLES, tmp_path / "elsewhere" / "texts")
    command = [Path(sys.executable).with_name("hexapla"), "build", "texts", "--out", "o/p/q"]
    environment = os.environ | {"PYTHONHASHSEED": "7", "LC_ALL": "C", "TZ": "Asia/Tokyo"}
    subprocess.run(command, cwd=corpus.parent, env=environment, check=True, capture_output=True)
    assert contents(corpus.parent / "o" / "p" / "q") == contents(sample.folder)


def test_a_build_is_updated_and_keeps_what_the_user_put_there(tmp_path: Path) -> None:
    corpus, out = put(tmp_path / "c", without=("ar",)), tmp_path / "out"
    build(corpus, out)
    (out / "tmx" / "mine.tmx").write_text("mine")
    (out / "notes").mkdir()
    (out / "notes" / "link").symlink_to("nowhere")
    (out / "stale.parquet").write_text("ours, once")
    listed = record(out)
    (out / "run.json").write_text(
        json.dumps(listed | {"files": [*listed["files"], "stale.parquet"]})
    )
    build(put(tmp_path / "c"), out)
    build(put(tmp_path / "c"), tmp_path / "fresh")
    assert contents(out) == {**contents(tmp_path / "fresh"), "tmx/mine.tmx": b"mine"}
    assert (out / "notes" / "link").readlink() == Path("nowhere")


def test_a_link_to_a_folder_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "disk").mkdir()
    (tmp_path / "out").symlink_to(tmp_path / "disk")
    build(put(tmp_path / "c"), tmp_path / "out")
    assert (tmp_path / "out").is_symlink()
    assert {*contents(tmp_path / "disk")} == FILES


@pytest.mark.parametrize("layout", ["one", "many"])
def test_a_build_inside_its_corpus_is_not_read_as_input(tmp_path: Path, layout: str) -> None:
    corpus = tmp_path / "c"
    put(corpus if layout == "one" else corpus / "a")
    build(corpus, corpus / "out")
    first = contents(corpus / "out")
    assert record(corpus / "out")["left_out"]["input"] == []
    build(corpus, corpus / "out")
    assert contents(corpus / "out") == first


@pytest.mark.parametrize("missing", OTHERS)
def test_a_missing_language_is_built_without_and_said(tmp_path: Path, missing: str) -> None:
    report = build(put(tmp_path / "D_1", without=(missing,)), tmp_path / "out")
    assert {*contents(tmp_path / "out")} == FILES
    assert len(report.warnings) == 1
    assert report.warnings[0].startswith("D_1: no ")
    assert f"({missing})" in report.warnings[0]
    assert record(tmp_path / "out")["warnings"] == [*report.warnings]
    assert {*report.tables.units["lang"]} == {*LANGUAGES} - {missing}
    empty = tmp_path / "out" / "tmx" / f"fr-{missing}.tmx"
    validate(empty)
    assert segments(empty) == {}


def test_french_alone_is_built_too(tmp_path: Path) -> None:
    report = build(put(tmp_path / "D_1", without=OTHERS), tmp_path / "out")
    assert {*contents(tmp_path / "out")} == FILES
    assert report.tables.units["lang"].to_list() == ["fr", "fr"]
    for name in MEMORIES:
        validate(tmp_path / "out" / name)


def test_typography_is_kept_to_the_character(tmp_path: Path) -> None:
    report = build(put(tmp_path / "D_1"), tmp_path / "out")
    units = report.tables.units.filter(pl.col("index") == 0)
    assert dict(units.select("lang", "text").rows()) == TEXTS
    assert segments(tmp_path / "out" / "tmx" / "six.tmx")["D_1#n1"] == TEXTS
    for lang in OTHERS:
        pair = segments(tmp_path / "out" / "tmx" / f"fr-{lang}.tmx")["D_1#n1"]
        assert pair == {code: TEXTS[code] for code in ("fr", lang)}


def test_documents_by_names_by_folders_and_by_manifest(tmp_path: Path) -> None:
    one = build(put(tmp_path / "A_1"), tmp_path / "out1")
    assert [document.doc for document in one.documents] == ["A_1"]
    put(tmp_path / "many" / "B_2")
    put(tmp_path / "many" / "A_1")
    many = build(tmp_path / "many", tmp_path / "out2")
    assert [document.doc for document in many.documents] == ["A_1", "B_2"]
    assert many.tables.units.filter(doc="A_1").equals(one.tables.units)
    named = put(tmp_path / "named")
    files = "\n".join(f'{lang} = "{lang}.txt"' for lang in LANGUAGES)
    head = '[[documents]]\nsymbol = "A/1"\ndate = 2001-02-03\nnote = "Draft"\n[documents.files]\n'
    (named / "corpus.toml").write_text(head + files, encoding="utf-8")
    build(named, tmp_path / "out3")
    units = etree.parse(tmp_path / "out3" / "tmx" / "fr-zh.tmx").findall(".//tu")
    assert [unit.get("tuid") for unit in units] == ["A/1#n1", "A/1#n2"]
    assert {unit.findtext("note") for unit in units} == {"Draft"}
    assert {unit.findtext("prop[@type='x-date']") for unit in units} == {"2001-02-03"}


TERMS = "concept,fr,en,es,ru,ar,zh\npeace,paix,peace,paz,мир,سلام,和平\n"


def test_the_termbase_given_goes_before_the_corpus_s_own(tmp_path: Path) -> None:
    corpus = put(tmp_path / "c")
    assert build(corpus, tmp_path / "1").termbase.name == "bundled un_terms.csv"
    (corpus / "terms.csv").write_text(TERMS, encoding="utf-8")
    own = build(corpus, tmp_path / "2")
    assert own.termbase.name == "terms.csv"
    assert own.left_out == ()
    assert {*own.tables.consistency["concept"]} == {"peace"}
    assert own.tables.consistency.select("matched").to_series().to_list() == [2] * 6
    other = tmp_path / "other" / "terms.csv"
    other.parent.mkdir()
    other.write_text(TERMS.replace("peace,p", "calm,p"), encoding="utf-8")
    given = build(corpus, tmp_path / "3", terms=other)
    assert {*given.tables.consistency["concept"]} == {"calm"}
    assert [item.file for item in given.left_out] == ["terms.csv"]
    sha256 = hashlib.sha256(other.read_bytes()).hexdigest()
    assert record(tmp_path / "3")["settings"]["termbase"] == {"name": "terms.csv", "sha256": sha256}


def judge(corpus: Path, lang: str, verdict: str, text: str, number: int = 1) -> None:
    key = Key(f"{corpus.name}#n{number}", "peace", 1, lang)
    write_verdict(corpus, Verdict(key, verdict, text))


def test_verdicts_are_honoured_by_every_later_build_and_reported(tmp_path: Path) -> None:
    corpus = put(tmp_path / "A_69_1")
    (corpus / "terms.csv").write_text(TERMS.replace("мир,", "покой,"), encoding="utf-8")
    before = build(corpus, tmp_path / "out").tables
    found = before.renderings.filter(pl.col("lang") == "ru")["text"].to_list()
    judge(corpus, "ru", "accept", str(found[1]), number=2)
    judge(corpus, "en", "ignore", "Peace")
    judge(corpus, "zh", "reject", "和平")
    judge(corpus, "es", "ignore", "paz")
    judge(corpus, "es", "ignore", "Paz", number=7)
    report = build(corpus, tmp_path / "out")
    assert report.left_out == ()
    after = report.tables
    assert after.renderings.drop("verdict").equals(before.renderings.drop("verdict"))
    judged = after.renderings.drop_nulls("verdict").select("tuid", "lang", "verdict").rows()
    assert judged == [
        ("A_69_1#n1", "en", "ignore"),
        ("A_69_1#n1", "zh", "reject"),
        ("A_69_1#n2", "ru", "accept"),
    ]
    counts = after.consistency.select("lang", "occurrences", "accepted", "rejected", "ignored")
    assert counts.rows()[1:] == [
        ("en", 1, 0, 0, 1),
        ("es", 2, 0, 0, 0),
        ("ru", 2, 1, 0, 0),
        ("ar", 2, 0, 0, 0),
        ("zh", 2, 0, 1, 0),
    ]
    told = record(tmp_path / "out")["verdicts"]
    assert (told["accepted"], told["rejected"], told["ignored"]) == (1, 1, 1)
    assert [each["reason"] for each in told["unplaced"]] == [
        "the rendering is now 'Paz', not 'paz'",
        "the unit is gone, or its French no longer has the term",
    ]
    lines = [part for part in summarise(report) if isinstance(part, str)]
    assert "verdicts on renderings: 1 accepted, 1 rejected, 1 ignored" in lines
    assert "no longer apply: 2 verdicts on renderings, listed in run.json" in lines
    first = contents(tmp_path / "out")
    build(corpus, tmp_path / "out")
    assert contents(tmp_path / "out") == first


def test_documents_have_body_session_and_year(tmp_path: Path) -> None:
    named = put(tmp_path / "named")
    files = "\n".join(f'{lang} = "{lang}.txt"' for lang in LANGUAGES)
    entry = '[[documents]]\nsymbol = "{}"\n{}[documents.files]\n{}\n'
    text = entry.format("S/2015/1", "", files)
    text += entry.format("A/C.3/69/L.5", "date = 2014-02-03\n", files)
    (named / "corpus.toml").write_text(text, encoding="utf-8")
    (named / "terms.csv").write_text(TERMS, encoding="utf-8")
    tables = build(named, tmp_path / "out").tables
    assert tables.documents.select("doc", "year", "body", "session").rows() == [
        ("S/2015/1", 2015, "S", "2015"),
        ("A/C.3/69/L.5", 2014, "A/C.3", "69"),
    ]
    chinese = tables.analysis.drift.filter(pl.col("lang") == "zh")
    assert chinese.select("by", "period", "occurrences").rows() == [
        ("year", "2014", 2),
        ("year", "2015", 2),
        ("session", "69", 2),
        ("session", "2015", 2),
        ("body", "A/C.3", 2),
        ("body", "S", 2),
    ]
    figures = record(tmp_path / "out")["figures"]
    assert figures["zh"]["coverage"] == figures["all"]["ltcr"] == [1.0, 1.0, 1.0]
    assert "bootstrap95" in figures["signature"]


def test_a_broken_file_of_verdicts_stops_the_build_before_it_begins(tmp_path: Path) -> None:
    corpus = put(tmp_path / "c")
    (corpus / "verdicts.toml").write_text("[[verdict]]", encoding="utf-8")
    with pytest.raises(InputError, match=r"verdicts\.toml: unknown 'verdict'"):
        build(corpus, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_progress_is_told_by_document(tmp_path: Path) -> None:
    put(tmp_path / "c" / "a")
    put(tmp_path / "c" / "b")
    told: list[tuple[str, int, int]] = []
    build(tmp_path / "c", tmp_path / "out", progress=lambda *step: told.append(step))
    assert [(done, total) for _, done, total in told] == [(1, 2), (2, 2)]


def test_what_is_left_out_is_recorded_with_its_place_and_reason(tmp_path: Path) -> None:
    corpus = put(tmp_path / "c")
    (corpus / "fr.txt").unlink()
    (corpus / "fr.md").write_text(
        f"{TEXTS['fr']}\n\nA/1\n\n12-34567 (F)\n\nLa paix<sup>7</sup> est bonne.\n",
        encoding="utf-8",
    )
    (corpus / "review").mkdir()
    report = build(corpus, tmp_path / "out")
    kept = " ".join(report.tables.clauses.filter(lang="fr")["text"])
    assert record(tmp_path / "out")["left_out"]["input"] == [
        item._asdict() for item in report.left_out
    ]
    lost = {item.text: item for item in report.left_out}
    assert lost["7"].reason == "note mark without a footnote"
    assert (lost["7"].file, lost["7"].line) == ("fr.md", 7)
    assert lost[""].file == "review/"
    for block in ("A/1", "12-34567 (F)"):
        assert (block in kept) != (block in lost)


@pytest.mark.shared
def test_the_whole_charter(shared: Path, tmp_path: Path) -> None:
    report = build(shared / "data" / "charter" / "raw", tmp_path / "out")
    assert report.left_out == report.warnings == ()
    units = report.tables.units
    french = units.filter(pl.col("lang") == "fr")
    paragraphs = french.with_columns(size=pl.col("stop") - pl.col("start"))
    languages = units.group_by("tuid").agg(languages=pl.len())
    whole = paragraphs.join(languages, on="tuid").filter(pl.col("languages") == len(LANGUAGES))
    assert whole["size"].sum() >= 0.98 * paragraphs["size"].sum()
    assert (paragraphs["size"] == 1).sum() >= 0.95 * paragraphs.height
    for name in MEMORIES:
        validate(tmp_path / "out" / name)
