import json
import re
import tomllib
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from conftest import Build
from lxml import etree

from corpora.languages import BY_CODE
from corpora.schema import LANGUAGES, OTHERS

SYMBOL = "sample/A/RES/69/12"
GOLDEN = tomllib.loads(
    Path(__file__).with_name("golden").joinpath("sample.toml").read_text("utf-8")
)
ORGANISATION = GOLDEN["organisation"]
PREAMBULAR = [f"pp{number}" for number in range(1, 14)]
OPERATIVE = [f"op{number}" for number in range(1, 10)]
CLAUSES = [*PREAMBULAR, *OPERATIVE]
FOOTNOTES = [f"fn{number}" for number in range(1, 7)]

NOTE_MARK = re.compile(r"<sup>[\d١٢٣٤٥٦]+</sup>")
TAG = re.compile(r"<[^>]*>")

each_language = pytest.mark.parametrize("lang", LANGUAGES)


def version(sample: Build, lang: str) -> pl.DataFrame:
    return sample.report.tables.clauses.filter(pl.col("lang") == lang)


def by_label(table: pl.DataFrame, column: str) -> dict[str, Any]:
    return dict(table.drop_nulls("label").select("label", column).rows())


def unit_rows(sample: Build) -> dict[str, dict[str, dict[str, Any]]]:
    """Return the rows of UNITS by tuid and language."""
    units: dict[str, dict[str, dict[str, Any]]] = {}
    for row in sample.report.tables.units.to_dicts():
        units.setdefault(row["tuid"], {})[row["lang"]] = row
    return units


@each_language
def test_thirteen_preambular_and_nine_operative_clauses(sample: Build, lang: str) -> None:
    clauses = version(sample, lang)
    texts = by_label(clauses, "text")
    body = clauses.filter(pl.col("kind").is_in(["preambular", "operative"]))
    assert [*zip(body["label"], body["kind"], strict=True)] == [
        *((label, "preambular") for label in PREAMBULAR),
        *((label, "operative") for label in OPERATIVE),
    ]
    for label, (beginning, end) in GOLDEN[lang]["clauses"].items():
        assert texts[label].startswith(beginning), label
        assert texts[label].endswith(end), label


@each_language
def test_heading_and_closing(sample: Build, lang: str) -> None:
    golden, clauses = GOLDEN[lang], version(sample, lang)
    texts = by_label(clauses, "text")
    assert (texts["title"], texts["opener"]) == (golden["title"], golden["opener"])
    assert by_label(clauses, "number")["title"] == golden["number"]
    closing = [*clauses.filter(pl.col("kind") == "closing")["text"]]
    assert len(closing) == len(golden["closing"])
    assert all(piece in text for piece, text in zip(golden["closing"], closing, strict=True))


@each_language
def test_operative_clauses_keep_their_number_beside_the_text(sample: Build, lang: str) -> None:
    numbers = by_label(version(sample, lang), "number")
    values = [re.findall(r"\d+", numbers[label]) for label in OPERATIVE]
    assert [int(value) for (value,) in values] == [*range(1, 10)]


@each_language
def test_footnotes_and_the_clauses_that_refer_to_them(sample: Build, lang: str) -> None:
    clauses = version(sample, lang)
    footnotes = clauses.filter(pl.col("kind") == "footnote")
    assert [*footnotes["label"]] == FOOTNOTES
    for label, beginning in GOLDEN[lang]["footnotes"].items():
        assert by_label(footnotes, "text")[label].startswith(beginning), label
    references = clauses.filter(pl.col("notes").list.len() > 0)
    assert by_label(references, "notes") == GOLDEN["notes"]


@each_language
def test_clauses_cut_by_a_page_break_are_healed(sample: Build, lang: str) -> None:
    texts = by_label(version(sample, lang), "text")
    for label, words in GOLDEN[lang]["healed"].items():
        assert words in texts[label], label


@each_language
def test_every_letter_of_the_file_is_in_a_clause(
    sample: Build, sample_texts: Path, lang: str
) -> None:
    source = NOTE_MARK.sub("", (sample_texts / f"{lang}.md").read_text("utf-8"))
    clauses = version(sample, lang)
    labels = clauses.filter(pl.col("kind") != "footnote")["number"].drop_nulls()
    assert sample.report.documents[0].left_out == ()
    assert letters("".join([*clauses["text"], *labels])) == letters(TAG.sub("", source))


def letters(text: str) -> Counter[str]:
    return Counter(char for char in text if char.isalnum())


@each_language
def test_no_markup_reaches_the_text(sample: Build, lang: str) -> None:
    tables = sample.report.tables
    for table in (tables.clauses, tables.units):
        texts = [*table.filter(pl.col("lang") == lang)["text"]]
        assert not [text for text in texts if re.search(r"[*_<>&#\n]|  |^\s|\s$", text)]
        assert not [text for text in texts for char in text if unicodedata.category(char) == "No"]


def test_ordinals_keep_their_letters(sample: Build) -> None:
    french, spanish = (by_label(version(sample, lang), "text") for lang in ("fr", "es"))
    assert "1er août 2009-31 juillet 2010" in french["fn3"]
    assert french["meeting"] == "48e séance plénière"
    assert spanish["meeting"] == "48a sesión plenaria"


def test_the_french_is_the_document_the_project_starts_from(
    shared: Path, sample_texts: Path
) -> None:
    seed = shared / "seed" / "A_RES_69_12.fr.md"
    if not seed.is_file():
        pytest.skip(f"no seed at {seed}")
    assert (sample_texts / "fr.md").read_bytes() == seed.read_bytes()


@pytest.mark.parametrize("label", [*CLAUSES, "title", "opener", *FOOTNOTES])
def test_a_french_clause_stands_in_a_unit_with_its_five_counterparts(
    sample: Build, label: str
) -> None:
    unit = unit_rows(sample)[f"{SYMBOL}#{label}"]
    assert [*unit] == [*LANGUAGES]
    for lang, row in unit.items():
        assert (row["label"], row["stop"] - row["start"]) == (label, 1), lang
        assert row["text"] == by_label(version(sample, lang), "text")[label], lang
        assert 0.5 < row["probability"] <= 1, lang


@pytest.mark.parametrize("lang", OTHERS)
def test_a_clause_is_one_bead_in_every_pair(sample: Build, lang: str) -> None:
    french, other = ([*version(sample, code)["label"]] for code in ("fr", lang))
    beads = sample.report.tables.beads.filter(pl.col("lang") == lang)
    pairs = [
        (french[start:stop], other[left:right])
        for start, stop, left, right in beads.select("fr_start", "fr_stop", "start", "stop").rows()
    ]
    assert [([label], [label]) for label in CLAUSES] == [
        pair for pair in pairs if set(CLAUSES) & {*pair[0], *pair[1]}
    ]


@pytest.mark.parametrize("name", ["six", *(f"fr-{lang}" for lang in OTHERS)])
def test_every_unit_says_that_the_translation_is_unofficial(sample: Build, name: str) -> None:
    units = etree.parse(sample.folder / "tmx" / f"{name}.tmx").findall(".//tu")
    assert len(units) > len(CLAUSES)
    for unit in units:
        assert (unit.findtext("note") or "").startswith("Unofficial translation")
        assert unit.get("tuid").startswith(f"{SYMBOL}#")
        assert unit.findtext("prop[@type='x-document']") == SYMBOL


def test_the_record_names_the_sample_and_nothing_left_out_but_the_readme(sample: Build) -> None:
    record = json.loads((sample.folder / "run.json").read_text("utf-8"))
    (document,) = record["documents"]
    assert document["symbol"] == SYMBOL
    assert [item["file"] for item in record["left_out"]["input"]] == ["README.md"]
    assert record["warnings"] == []


@each_language
def test_the_table_of_the_named_term(sample: Build, lang: str) -> None:
    table = pl.read_csv(sample.folder / "terms" / "consistency.csv")
    row = table.row(
        by_predicate=(pl.col("concept") == ORGANISATION["concept"]) & (pl.col("lang") == lang),
        named=True,
    )
    assert row["fr"] == next(iter(ORGANISATION["forms"]["fr"]))
    assert row["dominant"] == next(iter(ORGANISATION["forms"][lang]))
    expected = {"occurrences": 19, "matched": 19, "distinct": 1}
    ones = dict.fromkeys(["coverage", "share", "share_high", "ltcr", "hhi", "conformity"], 1.0)
    assert row | expected | ones | {"entropy": 0.0} == row
    assert 0.8 < row["share_low"] < 1  # Wilson, 19 of 19: 0.832


@each_language
def test_where_the_named_term_stands(sample: Build, lang: str) -> None:
    found = occurrences(sample, lang)
    counts = Counter(tuid.removeprefix(f"{SYMBOL}#") for tuid in found["tuid"])
    assert counts == ORGANISATION["counts"]
    parts = Counter(label.rstrip("0123456789") for label in counts.elements())
    assert parts == {"title": 1, "pp": 11, "op": 7}


@each_language
def test_the_words_the_named_term_stands_as(sample: Build, lang: str) -> None:
    units = unit_rows(sample)
    words: Counter[str] = Counter()
    for tuid, start, stop, text in occurrences(sample, lang).rows():
        whole = units[tuid][lang]["text"]
        assert whole[start:stop] == text
        before = re.search(r"\w*$", whole[:start])  # Arabic proclitics are part of the word
        words[(before[0] if before and BY_CODE[lang].joiner else "") + text] += 1
    assert words == ORGANISATION["forms"][lang]


def occurrences(sample: Build, lang: str) -> pl.DataFrame:
    return sample.report.tables.renderings.filter(
        pl.col("concept") == ORGANISATION["concept"], pl.col("lang") == lang
    ).select("tuid", "start", "stop", "text")


def test_the_bundled_termbase_begins_with_the_named_terms(sample: Build) -> None:
    french = sample.report.termbase.terms.filter(lang="fr", status="preferred")
    assert [*french["form"]][:2] == [
        "Organisation du Traité de sécurité collective",
        "Organisation des Nations Unies",
    ]
    assert {"maintien de la paix", "Conseil de sécurité"} <= {*french["form"]}
    assert french.height >= 25
