"""`hexapla terms`: the command on builds, memories and tables, and on what is wrong."""

import json
from pathlib import Path

import polars as pl
import pytest
from conftest import Build, Run

from corpora.schema import CONSISTENCY, LANGUAGES, OTHERS, RENDERINGS
from tm.commands.terms import repeated

NAMES = {
    "fr": "La Commission se réunit. La Commission décide.",
    "en": "The Commission meets. The Commission decides.",
    "es": "La Comisión se reúne. La Comisión decide.",
    "ru": "Комиссия собирается. Комиссия постановляет.",
    "ar": "تجتمع اللجنة. تقرر اللجنة.",
    "zh": "委员会开会。委员会决定。",
}
FORMS = {"en": "Commission", "es": "Comisión", "ru": "Комиссия", "ar": "لجنة", "zh": "委员会"}


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """Return aligned text as a table whose units have names of their own."""
    path = tmp_path / "text.tsv"
    rows = [("id", *LANGUAGES), ("7", *NAMES.values()), ("9", *NAMES.values())]
    path.write_text("".join("\t".join(row) + "\n" for row in rows), encoding="utf-8")
    return path


@pytest.fixture
def termbase(tmp_path: Path) -> Path:
    path = tmp_path / "terms.tsv"
    path.write_text("concept\tfr\tclass\ncommission\tCommission\tfixed\n", encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("a --background x y --out o", "a --background x --background y --out o"),
        ("--background x --background y z", "--background x --background y --background z"),
        ("a --background", "a --background"),
        ("a b --out o c", "a b --out o c"),
        ("--background - x", "--background - --background x"),
    ],
)
def test_an_option_takes_several_values(given: str, expected: str) -> None:
    assert [*repeated(given.split(), "--background")] == expected.split()


def test_the_tables(hexapla: Run, table: Path, termbase: Path, tmp_path: Path) -> None:
    out = tmp_path / "deep" / "out"
    done = hexapla("terms", table, "--terms", termbase, "--out", out)
    assert (done.code, done.err) == (0, "")
    renderings = pl.read_parquet(out / "renderings.parquet")
    assert renderings.schema == RENDERINGS
    assert {*renderings["tuid"]} == {"7", "9"}
    assert renderings.height == 4 * len(LANGUAGES)
    consistency = pl.read_parquet(out / "consistency.parquet")
    assert consistency.schema == CONSISTENCY
    assert (out / "consistency.csv").read_text("utf-8").startswith("concept,fr,lang,")
    assert f"written to {out}" in done.out


@pytest.mark.parametrize("lang", OTHERS)
def test_places_are_code_points_of_the_text(
    hexapla: Run, table: Path, termbase: Path, tmp_path: Path, lang: str
) -> None:
    lines = [f"concept,fr,{lang}", f"commission,Commission,{FORMS[lang]}"]
    termbase.with_suffix(".csv").write_text("\n".join(lines), encoding="utf-8")
    done = hexapla(
        "terms", table, "--terms", termbase.with_suffix(".csv"), "--out", tmp_path / "out"
    )
    assert done.code == 0
    found = pl.read_parquet(tmp_path / "out" / "renderings.parquet").filter(pl.col("lang") == lang)
    assert found.height == 4
    for start, stop, text in found.select("start", "stop", "text").iter_rows():
        assert NAMES[lang][start:stop] == text
    assert found["start"].n_unique() == 2


def test_the_same_from_a_memory_and_a_build(hexapla: Run, sample: Build, tmp_path: Path) -> None:
    for name, source in (("build", sample.folder), ("units", sample.folder / "units.parquet")):
        done = hexapla("terms", source, "--out", tmp_path / name)
        assert (done.code, done.err) == (0, "")
    one, other = (
        pl.read_parquet(tmp_path / name / "renderings.parquet") for name in ("build", "units")
    )
    assert one.equals(other)
    assert one.equals(pl.read_parquet(sample.folder / "terms" / "renderings.parquet"))
    done = hexapla("terms", sample.folder / "tmx" / "six.tmx", "--out", tmp_path / "memory")
    assert done.code == 0
    memory = pl.read_parquet(tmp_path / "memory" / "renderings.parquet")
    assert {*memory["concept"]} == {*one["concept"]}


def test_background_teaches_and_is_not_reported(
    hexapla: Run, table: Path, termbase: Path, tmp_path: Path
) -> None:
    more = table.with_name("more.tsv")
    more.write_text(
        table.read_text("utf-8").replace("7\t", "1\t").replace("décide", "statue"), "utf-8"
    )
    out = tmp_path / "out"
    done = hexapla("terms", table, "--terms", termbase, "--background", more, more, "--out", out)
    assert (done.code, done.err) == (0, "")
    assert {*pl.read_parquet(out / "renderings.parquet")["tuid"]} == {"7", "9"}


def test_twice_gives_the_same_bytes(
    hexapla: Run, table: Path, termbase: Path, tmp_path: Path
) -> None:
    for name in ("a", "b"):
        assert hexapla("terms", table, "--terms", termbase, "--out", tmp_path / name).code == 0
    paths = (path for path in (tmp_path / "a").rglob("*") if path.is_file())
    files = sorted(path.relative_to(tmp_path / "a").as_posix() for path in paths)
    assert {"agreement.parquet", "termbase.tbx", "glossary/fr-ru.utf8"} <= {*files}
    for name in files:
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()


def test_a_term_that_never_occurs_is_told(hexapla: Run, table: Path, tmp_path: Path) -> None:
    termbase = tmp_path / "terms.csv"
    termbase.write_text("concept,fr\na,Conseil\nb,Commission\n", encoding="utf-8")
    done = hexapla("terms", table, "--terms", termbase, "--out", tmp_path / "out")
    assert done.code == 0
    assert "1 term of terms.csv never occurs" in done.out


WRONG = [
    ("absent.tsv", None, "absent.tsv"),
    ("text.tsv", "id\tfr\n1\tLa paix\n", "has 1 of the columns"),
    ("text.tsv", "", "text.tsv"),
    ("text.txt", "La paix\n", "is no parallel text"),
    ("text.tmx", "<tmx", "text.tmx"),
    ("text.parquet", "no parquet", "text.parquet"),
]


@pytest.mark.parametrize(("name", "content", "said"), WRONG)
def test_aligned_text_that_is_none(
    hexapla: Run, termbase: Path, tmp_path: Path, name: str, content: str | None, said: str
) -> None:
    if content is not None:
        (tmp_path / name).write_text(content, encoding="utf-8")
    done = hexapla("terms", tmp_path / name, "--terms", termbase, "--out", tmp_path / "out")
    assert done.code == 1
    assert said in done.err
    assert done.err.count("\n") == 1
    assert not (tmp_path / "out").exists()


def test_a_folder_that_is_no_build(hexapla: Run, termbase: Path, tmp_path: Path) -> None:
    done = hexapla("terms", tmp_path, "--terms", termbase, "--out", tmp_path / "out")
    assert done.code == 1
    assert "is no build" in done.err


def test_rows_without_french_are_counted(
    hexapla: Run, table: Path, termbase: Path, tmp_path: Path
) -> None:
    with table.open("a", encoding="utf-8") as stream:
        stream.write("\t".join(["11", "", *list(NAMES.values())[1:]]) + "\n")
    done = hexapla("terms", table, "--terms", termbase, "--out", tmp_path / "out")
    assert done.code == 0
    assert "1 unit left out: no French text" in done.err


def test_help_is_of_the_command_without_a_name(hexapla: Run) -> None:
    done = hexapla("terms", "--help")
    assert done.code == 0
    assert "--background" in done.out
    assert "hexapla terms extract" in done.out


def test_json(hexapla: Run, table: Path, termbase: Path, tmp_path: Path) -> None:
    done = hexapla("terms", table, "--terms", termbase, "--out", tmp_path / "out", "--json")
    rows = json.loads(done.out)
    assert {row["lang"] for row in rows} == {*LANGUAGES}
