"""Term candidates: what is proposed to a user without a termbase."""

import json
from pathlib import Path

import polars as pl
import pytest
import typer
from typer.testing import CliRunner

from corpora.errors import HexaplaError, InputError, OutputError
from corpora.schema import LANGUAGES, OTHERS, UNITS, SchemaMismatchError
from tm.commands.extract_terms import extract
from tm.terms import termbase
from tm.terms.candidates import CANDIDATES, candidates
from tm.terms.corpus import read_corpus

STEADY = {
    "fr": "Le Conseil de sécurité",
    "en": "The Security Council",
    "es": "El Consejo de Seguridad",
    "ru": "Совет Безопасности",
    "ar": "مجلس الأمن",
    "zh": "安全理事会",
}
SHAKY = [
    {
        "fr": "Le renforcement des capacités",
        "en": f"The {form}",
        "es": "El fomento de la capacidad",
        "ru": "укрепление потенциала",
        "ar": "بناء القدرات",
        "zh": "能力建设",
    }
    for form in ("capacity-building", "strengthening of capacities", "enhancement of skills")
]
ROWS = [*[STEADY] * 6, *SHAKY, *SHAKY, {"fr": "Une phrase sans rien", "en": "Nothing"}]


def units_of(*rows: dict[str, str]) -> pl.DataFrame:
    cells = [
        (f"d{n % 3}#{n}", f"d{n % 3}", n, lang, n, n + 1, "paragraph", None, text, 1.0)
        for n, row in enumerate(rows)
        for lang, text in row.items()
    ]
    return pl.DataFrame(cells, schema=UNITS, orient="row")


@pytest.fixture(scope="module")
def table() -> pl.DataFrame:
    return candidates(units_of(*ROWS))


def test_frequent_and_inconsistent_terms_come_first(table: pl.DataFrame) -> None:
    assert table.schema == CANDIDATES
    assert table["concept"].to_list() == ["renforcement des capacités", "Conseil de sécurité"]
    assert table["frequency"].to_list() == [6, 6]
    assert table["documents"].to_list() == [3, 3]
    assert table["inconsistency"][0] > table["inconsistency"][1]
    assert table["score"][0] == pytest.approx(6 * table["inconsistency"][0], abs=1e-3)


@pytest.mark.parametrize("lang", OTHERS)
def test_the_renderings_found_are_told(table: pl.DataFrame, lang: str) -> None:
    steady = table.row(1, named=True)
    assert STEADY[lang].removeprefix("The ").removeprefix("El ") in steady[f"found {lang}"]


def test_one_language_ranks_by_termhood() -> None:
    table = candidates(units_of(*({"fr": row["fr"]} for row in ROWS)))
    assert set(table["concept"]) == {"renforcement des capacités", "Conseil de sécurité"}
    assert table["score"].null_count() == table["inconsistency"].null_count() == len(table)
    assert table["termhood"].to_list() == sorted(table["termhood"], reverse=True)


@pytest.mark.parametrize("rows", [[], [{"en": "The Security Council"}] * 5, [{"fr": "« »"}]])
def test_nothing_to_propose(rows: list[dict[str, str]]) -> None:
    table = candidates(units_of(*rows))
    assert table.schema == CANDIDATES
    assert table.is_empty()


def test_fewer_places_than_asked_for_are_no_candidate() -> None:
    assert candidates(units_of(*ROWS), least=7).is_empty()


def test_another_table_is_refused() -> None:
    with pytest.raises(SchemaMismatchError, match="units"):
        candidates(pl.DataFrame({"fr": ["paix"]}))


def test_the_order_of_units_makes_no_difference_to_the_numbers(table: pl.DataFrame) -> None:
    again = candidates(units_of(*ROWS))
    assert again.equals(table)


def run(*arguments: str) -> tuple[int, str, BaseException | None]:
    app = typer.Typer()
    app.command()(extract)
    result = CliRunner().invoke(app, arguments)
    return result.exit_code, result.output, result.exception


def tsv(folder: Path) -> Path:
    path = folder / "aligned.tsv"
    lines = ["\t".join(["id", "doc", *LANGUAGES])]
    lines += [
        "\t".join([str(n), f"d{n % 3}", *(row.get(lang, "") for lang in LANGUAGES)])
        for n, row in enumerate(ROWS)
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_the_file_is_a_termbase(tmp_path: Path) -> None:
    out = tmp_path / "terms.csv"
    code, shown, _ = run(str(tsv(tmp_path)), "--out", str(out))
    assert code == 0
    assert "terms: 2" in shown
    terms = termbase.parse(out.read_bytes(), name="terms.csv")
    assert terms["form"].to_list()[:1] == ["renforcement des capacités"]
    first = out.read_bytes()
    run(str(tsv(tmp_path)), "--out", str(out))
    assert out.read_bytes() == first


def test_json_and_limit(tmp_path: Path) -> None:
    out = tmp_path / "terms.csv"
    code, shown, _ = run(str(tsv(tmp_path)), "--out", str(out), "--limit", "1", "--json")
    assert code == 0
    (line,) = shown.splitlines()
    assert json.loads(line)["fr"] == "renforcement des capacités"


@pytest.mark.parametrize("form", ["folder", "units.parquet", "table.parquet"])
def test_builds_and_tables_are_read(tmp_path: Path, form: str) -> None:
    folder = tmp_path / "build"
    folder.mkdir()
    if form == "table.parquet":
        pl.DataFrame(ROWS).write_parquet(folder / form)
        assert len(read_corpus(folder / form).units) == sum(map(len, ROWS))
        return
    units = units_of(*ROWS)
    units.write_parquet(folder / "units.parquet")
    assert read_corpus(folder if form == "folder" else folder / form).units.equals(units)


def test_a_row_is_named_by_its_id_or_else_by_its_line(tmp_path: Path) -> None:
    path = tsv(tmp_path)
    units = read_corpus(path).units
    assert units.row(0, named=True)["tuid"] == "0"
    path.write_text(path.read_text("utf-8").replace("id\tdoc", "line\tdoc"), encoding="utf-8")
    assert read_corpus(path).units.row(0, named=True)["tuid"] == "d0#2"
    assert units["doc"].unique(maintain_order=True).to_list() == ["d0", "d1", "d2"]


@pytest.mark.parametrize("content", [None, b"", b"concept,fr\n1,paix\n", b"\x00\xff"])
def test_what_is_no_aligned_text_is_one_line(tmp_path: Path, content: bytes | None) -> None:
    for suffix in (".parquet", ".tmx", ".txt", ".csv"):
        path = tmp_path / f"aligned{suffix}"
        if content is not None:
            path.write_bytes(content)
        with pytest.raises(HexaplaError) as told:
            read_corpus(path)
        assert "\n" not in str(told.value)


def test_a_folder_without_units_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"holds no units\.parquet"):
        read_corpus(tmp_path)


def test_a_place_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    _, _, error = run(str(tsv(tmp_path)), "--out", str(tmp_path / "absent" / "terms.csv"))
    assert isinstance(error, OutputError)
