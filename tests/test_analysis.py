"""All tables about terms from one call, and the signature that they carry."""

import hashlib
import re
from pathlib import Path

import polars as pl
import pytest
from renderings import TERMS

from align.lexicon import EMPTY
from corpora.origin import documents_frame
from corpora.schema import LANGUAGES, UNITS
from tm.record import Termbase
from tm.terms.analysis import TABLES, analyse, write_analysis
from tm.terms.signature import extended, signature
from tm.terms.verdicts import Key, Verdict, Verdicts

TEXTS = {
    "fr": "Le maintien de la paix",
    "en": "On peacekeeping",
    "es": "El mantenimiento de la paz",
    "ru": "О поддержании мира",
    "ar": "حفظ السلام",
    "zh": "关于维持和平",
}
TERMBASE = Termbase("t.csv", None, TERMS)


def units(docs: int = 2) -> pl.DataFrame:
    rows = [
        (f"A/69/{doc}#n{index}", f"A/69/{doc}", index, lang, 0, 1, "operative", None, text, 1.0)
        for doc in range(docs)
        for index in range(2)
        for lang, text in TEXTS.items()
    ]
    return pl.DataFrame(rows, schema=UNITS, orient="row")


def test_one_call_makes_every_table() -> None:
    analysis = analyse(units(), TERMBASE, lexicon=EMPTY)
    assert analysis.consistency["occurrences"].to_list() == [4] * 6
    assert analysis.consistency["matched"].to_list() == [4] * 6
    assert {*analysis.drift["by"]} == {"session", "body"}
    assert analysis.agreement["languages"].to_list() == [5]
    assert analysis.figures.filter(pl.col("lang").is_null())["value"].to_list() == [1.0] * 4
    assert analysis.verdicts.applied == 0


def test_dates_that_are_given_serve_the_drift() -> None:
    documents = documents_frame(dict.fromkeys(["S/2014/1 ", "A/69/0"]))
    documents = documents.with_columns(year=pl.lit(2014, pl.Int32))
    drift = analyse(units(), TERMBASE, documents=documents, lexicon=EMPTY).drift
    years = drift.filter(pl.col("by") == "year", pl.col("lang") == "ru")
    assert years.select("period", "occurrences").rows() == [("2014", 2)]


def test_verdicts_reach_every_table() -> None:
    entries = [
        Verdict(Key(f"A/69/{doc}#n{index}", "peace", 1, "zh"), "ignore", "维持和平")
        for doc in range(2)
        for index in range(2)
    ]
    analysis = analyse(
        units(), TERMBASE, verdicts=Verdicts(tuple(entries), "5e" * 32), lexicon=EMPTY
    )
    assert analysis.verdicts.ignored == 4
    assert "zh" not in {*analysis.drift["lang"]}
    assert analysis.agreement["languages"].to_list() == [4]
    chinese = analysis.figures.filter(pl.col("lang") == "zh")
    assert chinese["value"].null_count() == 4
    assert all("|verdicts:5e5e5e5e|" in each for each in analysis.figures["signature"])


def test_units_without_a_term_give_empty_tables(tmp_path: Path) -> None:
    analysis = analyse(units(0), TERMBASE, lexicon=EMPTY)
    assert [getattr(analysis, name).height for name in TABLES] == [0, 0, 0, 0, 24]
    write_analysis(analysis, tmp_path)
    assert (tmp_path / "consistency.csv").read_text().startswith("concept,fr,lang,")


def test_the_folder_holds_the_tables_and_the_same_bytes_again(tmp_path: Path) -> None:
    written = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        write_analysis(analyse(units(), TERMBASE, lexicon=EMPTY), tmp_path / name)
        files = sorted((tmp_path / name).iterdir())
        written.append({path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files})
    assert {*written[0]} == {f"{name}.parquet" for name in TABLES} | {"consistency.csv"}
    assert written[0] == written[1]


def signed(name: str = "t.csv", terms: pl.DataFrame = TERMS, **options: object) -> str:
    return signature(name, terms, **{"lexicon": None, "verdicts": None, **options})  # type: ignore[arg-type]


def test_the_signature_is_one_line_of_settings() -> None:
    text = signed(lexicon="ab" * 32)
    assert re.fullmatch(
        r"hexapla:[\w.]+\|terms:t\.csv#[0-9a-f]{8}\|lexicon:abababab\|background:none\|verdicts:none"
        r"\|match:termbase>association>word alignment"
        r"\|pymorphy3:[\w.]+\|sentencepiece:[\w.]+\|simplemma:[\w.]+",
        text,
    )
    assert extended(text, ci="wilson95", n=5) == f"{text}|ci:wilson95|n:5"
    assert signed() == signed()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_signature_tells_termbases_apart_and_not_their_formats(lang: str) -> None:
    changed = TERMS.with_columns(
        form=pl.when(pl.col("lang") == lang).then(pl.col("form") + "x").otherwise(pl.col("form"))
    )
    assert signed(terms=changed) != signed()
    assert signed(terms=TERMS.clone()) == signed()


@pytest.mark.parametrize(
    "options",
    [
        {"lexicon": "12" * 32},
        {"verdicts": "12" * 32},
        {"background": ({"fr": "a"},)},
        {"name": "u"},
    ],
)
def test_whatever_changes_numbers_changes_the_signature(options: dict[str, object]) -> None:
    assert signed(**options) != signed()  # type: ignore[arg-type]


def test_a_name_cannot_be_taken_for_settings() -> None:
    assert "|terms:a b c#" in signed("a|b\nc")
