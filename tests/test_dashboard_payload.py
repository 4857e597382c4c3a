"""The data of the page against what a hand works out of two small documents, and the sample."""

import datetime
import json
import shutil
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from conftest import Build, Run

from corpora.schema import LANGUAGES, OTHERS
from tm.build import build
from tm.dashboard.build import LARGE
from tm.dashboard.notebooks import run_notebooks
from tm.dashboard.payload import payload
from tm.parts import PART
from tm.terms.judging import write_verdict
from tm.terms.verdicts import Key, Verdict

pytest.importorskip("marimo", reason="marimo is not installed (extra: dashboard)")

PEACE = {
    "fr": "La paix est bonne.",
    "en": "Peace is good.",
    "es": "La paz es buena.",
    "ru": "Мир — это хорошо.",
    "ar": "السلام جيد.",
    "zh": "和平是好的。",
}
COUNCIL = {
    "fr": "Le Conseil veut la paix.",
    "en": "The Council wants harmony.",
    "es": "El Consejo quiere la armonía.",
    "ru": "Совет хочет гармонии.",
    "ar": "المجلس يريد الوئام.",
    "zh": "理事会要和谐。",
}
TERMS = """concept,fr,en,es,ru,ar,zh
peace,paix,peace | !harmony,paz | !armonía,мир | !гармония,سلام | !وئام,和平 | !和谐
"""
FORMS = {
    "en": ("peace", "harmony"),
    "es": ("paz", "armonía"),
    "ru": ("мир", "гармония"),
    "ar": ("سلام", "وئام"),
    "zh": ("和平", "和谐"),
}
SYMBOLS = ("A/RES/69/1", "A/RES/70/2")


def write_corpus(folder: Path, *, languages: tuple[str, ...] = LANGUAGES) -> Path:
    """Write two documents: the first has peace twice, the second harmony too."""
    texts = [(PEACE, PEACE), (PEACE, COUNCIL)]
    lines = []
    for symbol, clauses, year in zip(SYMBOLS, texts, (2014, 2015), strict=True):
        name = symbol.replace("/", "_")
        (folder / name).mkdir(parents=True)
        lines += ["[[documents]]", f'symbol = "{symbol}"', f"date = {year}-12-01"]
        lines.append("[documents.files]")
        for lang in languages:
            text = "\n\n".join(clause[lang] for clause in clauses)
            (folder / name / f"{lang}.md").write_text(text + "\n", encoding="utf-8")
            lines.append(f'{lang} = "{name}/{lang}.md"')
    (folder / "corpus.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (folder / "terms.csv").write_text(TERMS, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the build of the two documents with the tables of the notebooks."""
    folder = tmp_path_factory.mktemp("two")
    build(write_corpus(folder / "corpus"), folder / "out")
    run_notebooks(folder / "out")
    return folder / "out"


@pytest.fixture(scope="module")
def data(two: Path) -> dict[str, Any]:
    return payload(two)


@pytest.fixture(scope="module")
def shown(sample: Build, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the sample's build with the tables of the notebooks."""
    folder = shutil.copytree(sample.folder, tmp_path_factory.mktemp("shown") / "out")
    run_notebooks(folder)
    return folder


def test_the_build(data: dict[str, Any]) -> None:
    built = dict(data["build"])
    assert built.pop("signature").startswith("hexapla:0.1.0|terms:terms.csv#")
    built["absent"] = [name for name in built["absent"] if name != "reliability"]
    assert built == {
        "name": "out",
        "hexapla": "0.1.0",
        "schema": 1,
        "serve": False,
        "languages": list(LANGUAGES),
        "counts": {
            "documents": 2,
            "units": 4,
            "clauses": dict.fromkeys(LANGUAGES, 4),
            "terms": 1,
            "renderings": 24,
        },
        "absent": ["verdicts", "repeats", "review"],
        "summarised": False,
        "shown_units": 4,
        "left_out": {},
        "waiting": 0,
    }


def test_documents_and_concepts(data: dict[str, Any]) -> None:
    assert data["documents"] == [
        {"doc": doc, "date": f"{year}-12-01", "year": year, "body": "A", "session": session}
        for doc, year, session in zip(SYMBOLS, (2014, 2015), ("69", "70"), strict=True)
    ]
    assert data["concepts"] == [{"concept": "peace", "fr": "paix"}]


@pytest.mark.parametrize("lang", OTHERS)
def test_forms_say_how_often_and_what_the_termbase_says(data: dict[str, Any], lang: str) -> None:
    usual, other = FORMS[lang]
    assert [form for form in data["forms"] if form["lang"] == lang] == [
        {"concept": 0, "lang": lang, "form": usual, "count": 3, "status": "preferred"},
        {"concept": 0, "lang": lang, "form": other, "count": 1, "status": "deprecated"},
    ]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_renderings_lead_to_the_words_in_the_clauses(data: dict[str, Any], lang: str) -> None:
    columns = data["renderings"]
    assert len({len(column) for column in columns.values()}) == 1
    rows = [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]
    own = [row for row in rows if row["lang"] == lang]
    assert [row["unit"] for row in own] == [0, 1, 2, 3]
    assert {(row["concept"], row["occurrence"], row["verdict"]) for row in own} == {(0, 1, None)}
    for row in own:
        texts = data["units"][row["unit"]]["texts"]
        assert texts["fr"][row["fr_start"] : row["fr_stop"]] == "paix"
        assert data["forms"][row["form"]]["lang"] == lang
        assert texts[lang][row["start"] : row["stop"]]


def test_units(data: dict[str, Any]) -> None:
    assert [unit["doc"] for unit in data["units"]] == [0, 0, 1, 1]
    assert [unit["texts"] for unit in data["units"]] == [PEACE, PEACE, PEACE, COUNCIL]
    for unit in data["units"]:
        assert [*unit["probability"]] == list(OTHERS)
        assert all(0 < value <= 1 for value in unit["probability"].values())
    assert sorted(data["alignment"]["worst"]) == [0, 1, 2, 3]


def test_what_is_measured_elsewhere_is_passed_on(data: dict[str, Any], two: Path) -> None:
    for name in ("consistency", "agreement", "figures", "drift"):
        table = pl.read_parquet(two / "terms" / f"{name}.parquet").drop("signature")
        if name == "drift":
            table = table.filter(pl.col("lang") != "fr")
        assert [*data[name][0]] == table.columns
        assert len(data[name]) == table.height
    by_year = [row for row in data["drift"] if (row["lang"], row["by"]) == ("ru", "year")]
    assert [(row["period"], row["share"]) for row in by_year] == [("2014", 1.0), ("2015", 0.5)]


def test_languages_switch_together(data: dict[str, Any]) -> None:
    assert len(data["co_switching"]) == 10
    assert {(row["phi"], row["n"]) for row in data["co_switching"]} == {(1.0, 4)}


def test_alignment_and_memory(data: dict[str, Any]) -> None:
    found = data["alignment"]
    assert [(row["lang"], row["clauses"], row["single"]) for row in found["languages"]] == [
        (lang, 4, 1.0) for lang in OTHERS
    ]
    assert [(row["doc"], row["lang"]) for row in found["documents"]] == [
        (doc, lang) for doc in (0, 1) for lang in OTHERS
    ]
    assert found["kinds"] == [{"lang": lang, "kind": "1-1", "count": 4} for lang in OTHERS]
    assert sum(row["count"] for row in found["probabilities"]) == 20
    sizes = {row["lang"]: row for row in data["memory"]["languages"]}
    assert sizes["en"] == {"lang": "en", "units": 4, "words": 13, "characters": 59}
    assert [*sizes] == list(LANGUAGES)
    assert (data["memory"]["duplicates"], data["memory"]["repeated"]) == (2, 1)


def test_verdicts_of_today_are_shown(two: Path, tmp_path: Path, data: dict[str, Any]) -> None:
    tuid = data["units"][3]["tuid"]
    write_verdict(tmp_path, Verdict(Key(tuid, "peace", 1, "ru"), "accept", "гармонии"))
    found = payload(two, corpus=tmp_path, serve=True)
    assert found["build"]["serve"] is True  # type: ignore[index]
    columns: dict[str, list[object]] = found["renderings"]  # type: ignore[assignment]
    judged = [
        (unit, lang, verdict)
        for unit, lang, verdict in zip(
            columns["unit"], columns["lang"], columns["verdict"], strict=True
        )
        if verdict
    ]
    assert judged == [(3, "ru", "accept")]
    assert found["build"]["waiting"] == 1  # type: ignore[index]


@pytest.mark.parametrize("languages", [("fr",), ("fr", "zh")])
def test_few_languages(tmp_path: Path, hexapla: Run, languages: tuple[str, ...]) -> None:
    build(write_corpus(tmp_path / "corpus", languages=languages), tmp_path / "out")
    done = hexapla("dashboard", tmp_path / "out")
    assert done.code == 0
    assert ("one language only" in done.err) == (len(languages) == 1)
    found: dict[str, Any] = payload(tmp_path / "out")
    assert found["build"]["languages"] == list(languages)
    assert [row["lang"] for row in found["alignment"]["languages"]] == list(languages[1:])
    assert [row["lang"] for row in found["memory"]["languages"]] == list(languages)


def test_no_terms_and_no_dates(corpus: Path, tmp_path: Path, hexapla: Run) -> None:
    (corpus / "terms.csv").write_text("concept,fr\nnone,abracadabra\n", encoding="utf-8")
    build(corpus, tmp_path / "out")
    done = hexapla("dashboard", tmp_path / "out")
    assert done.code == 0
    assert "no term of the termbase occurs" in done.err
    assert "no document has a date" in done.err
    found: dict[str, Any] = payload(tmp_path / "out")
    assert {"terms", "dates", "sessions", "verdicts", "repeats"} <= {*found["build"]["absent"]}
    assert found["build"]["signature"] is None
    assert found["concepts"] == found["forms"] == found["consistency"] == found["drift"] == []
    assert {*map(len, found["renderings"].values())} == {0}


@pytest.mark.parametrize("most", [1, 2, 3])
def test_a_page_is_bounded(two: Path, most: int) -> None:
    found: dict[str, Any] = payload(two, most_units=most)
    assert found["build"]["summarised"]
    assert found["build"]["shown_units"] == len(found["units"]) == most
    assert found["build"]["left_out"]["units"] == 4 - most
    assert found["build"]["counts"]["units"] == 4
    assert {*found["renderings"]["unit"]} <= {*range(most)}
    assert [form["count"] for form in found["forms"] if form["lang"] == "ru"] == [3, 1]


@pytest.fixture(scope="module")
def parted(two: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the same build with every large table as a folder of parts, one a document."""
    folder = shutil.copytree(two, tmp_path_factory.mktemp("parted") / "out")
    shutil.rmtree(folder / "dashboard")
    record = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    for name in LARGE:
        table = pl.read_parquet(folder / f"{name}.parquet")
        (folder / f"{name}.parquet").unlink()
        (folder / name).mkdir()
        pieces = [table] if "doc" not in table.columns else [table.filter(doc=x) for x in SYMBOLS]
        for number, piece in enumerate(pieces):
            piece.write_parquet(folder / name / f"{PART.format(number)}.parquet")
            record["files"].append(f"{name}/{PART.format(number)}.parquet")
        record["files"].remove(f"{name}.parquet")
    (folder / "run.json").write_text(json.dumps(record), encoding="utf-8")
    run_notebooks(folder)
    return folder


@pytest.mark.parametrize("most", [1, 2, 3, 4])
def test_a_build_in_parts_makes_the_same_page(two: Path, parted: Path, most: int) -> None:
    assert payload(parted, most_units=most) == payload(two, most_units=most)


def test_the_other_tables_of_a_page_are_bounded(two: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bounds = {"MOST_FORMS": 1, "MOST_PERIODS": 10, "MOST_COVERED": 3}
    for name, bound in bounds.items():
        monkeypatch.setattr(f"tm.dashboard.selection.{name}", bound)
    found: dict[str, Any] = payload(two, most_units=1)
    assert [form["form"] for form in found["forms"] if form["lang"] == "ru"] == ["мир"]
    assert found["drift"] == []  # of one term all periods, or none
    assert len(found["alignment"]["documents"]) == 3
    left = found["build"]["left_out"]
    assert (left["forms"], left["rows of coverage"]) == (5, 7)
    assert left["periods of drift"] == 25


def test_the_same_build_gives_the_same_bytes(shown: Path, tmp_path: Path, hexapla: Run) -> None:
    pages = []
    for name in ("one", "other"):
        folder = shutil.copytree(shown, tmp_path / name / "out")
        shutil.rmtree(folder / "dashboard")
        assert hexapla("dashboard", folder).code == 0
        pages.append((folder / "dashboard.html").read_bytes())
        tables = {path.name: path.read_bytes() for path in (folder / "dashboard").iterdir()}
        assert tables == {path.name: path.read_bytes() for path in (shown / "dashboard").iterdir()}
    assert pages[0] == pages[1]
    assert str(tmp_path).encode() not in pages[0]


def test_the_sample_is_ready_for_json(shown: Path) -> None:
    found: dict[str, Any] = payload(shown)
    assert json.loads(json.dumps(found, allow_nan=False)) == found
    assert found["build"]["counts"]["terms"] == len(found["concepts"]) == 43
    assert found["documents"][0]["date"] == datetime.date(2014, 11, 11).isoformat()


def test_a_new_build_takes_the_old_page_away(tmp_path: Path, corpus: Path, hexapla: Run) -> None:
    out = tmp_path / "out"
    build(corpus, out)
    assert hexapla("dashboard", out).code == 0
    (out / "notes.txt").write_text("mine", encoding="utf-8")
    build(corpus, out)  # nothing changed
    assert (out / "dashboard.html").is_file()
    terms = tmp_path / "terms.csv"
    terms.write_text("concept,fr\nun,Nations Unies\n", encoding="utf-8")
    build(corpus, out, terms=terms)
    assert not (out / "dashboard.html").exists()
    assert not (out / "dashboard").exists()
    assert (out / "notes.txt").is_file()
