"""`hexapla termbase convert`, `check` and `glossary` as a user runs them."""

import json
from pathlib import Path

import pytest
from conftest import Run
from termbases import golden

from tm.terms import termbase


@pytest.fixture
def csv(tmp_path: Path) -> Path:
    termbase.write(golden(), tmp_path / "terms.csv")
    return tmp_path / "terms.csv"


@pytest.mark.parametrize("name", ["a.csv", "a.tsv", "a.xlsx", "a.tbx", "new/A.TBX"])
def test_a_termbase_is_converted_and_counted(hexapla: Run, csv: Path, name: str) -> None:
    done = hexapla("termbase", "convert", csv, csv.parent / name)
    assert (done.code, done.err) == (0, "")
    assert f"3 concepts written to {csv.parent / name}" in done.out.replace("\n", "")
    assert termbase.read(csv.parent / name).equals(golden())


def test_the_version_of_tbx(hexapla: Run, csv: Path) -> None:
    hexapla("termbase", "convert", csv, csv.parent / "2.tbx", "--tbx", "2")
    hexapla("termbase", "convert", csv, csv.parent / "3.tbx")
    assert b"<martif " in (csv.parent / "2.tbx").read_bytes()
    assert b"<tbx " in (csv.parent / "3.tbx").read_bytes()
    assert hexapla("termbase", "convert", csv, csv.parent / "1.tbx", "--tbx", "1").code == 2


def test_what_is_left_out_is_told(hexapla: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("id,language,term\nc,fr,paix\nc,de,Frieden\n", encoding="utf-8")
    done = hexapla("termbase", "convert", path, tmp_path / "a.tbx")
    said = f"warning: {path}: left out: a form in de, none of the six (1 in all), first: Frieden\n"
    assert (done.code, done.err) == (0, said)


@pytest.mark.parametrize(
    ("source", "target", "message"),
    [
        ("none.csv", "a.tbx", "none.csv: cannot be read (No such file or directory)"),
        ("terms.csv", "a.docx", "a.docx: expected a name that ends in .csv, .tsv, .xlsx, .tbx"),
        ("terms.csv", ".", "expected a name that ends in"),
    ],
)
def test_what_cannot_be_done_is_one_line(
    hexapla: Run, csv: Path, source: str, target: str, message: str
) -> None:
    done = hexapla("termbase", "convert", csv.parent / source, csv.parent / target)
    assert (done.code, done.out) == (1, "")
    assert message in done.err
    assert done.err.count("\n") == 1


def test_errors_are_an_exit_code_and_places(hexapla: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("concept,fr\na,paix\na,guerre\nb,paix\n", encoding="utf-8")
    done = hexapla("termbase", "check", path)
    assert (done.code, done.err) == (1, "")
    assert "error: rows that differ (1)" in done.out
    assert "line 3" in done.out
    assert f"{path}: 2 concepts, 3 forms: 1 errors, 1 warnings, 0 notes" in done.out.replace(
        "\n", ""
    )


def test_warnings_are_none(hexapla: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    rows = "".join(f"c{number},paix\n" for number in range(9))
    path.write_text(f"concept,fr\n{rows}", encoding="utf-8")
    done = hexapla("termbase", "check", path)
    assert (done.code, done.err) == (0, "")
    assert "same form in two concepts (8)" in done.out
    assert "… and 3 more, see --json" in done.out


def test_every_finding_as_json(hexapla: Run, csv: Path) -> None:
    done = hexapla("termbase", "check", csv, "--json")
    record = json.loads(done.out)
    assert done.code == (record["errors"] > 0) == 0
    assert record["concepts"] == 3
    assert record["missing"] == {"fr": 0, "en": 1, "es": 1, "ru": 1, "ar": 1, "zh": 1}
    assert len(record["findings"]) == record["warnings"] + record["notes"]
    assert {each["place"] for each in record["findings"]} <= {f"line {n}" for n in (2, 3, 4)}


def test_glossaries(hexapla: Run, csv: Path) -> None:
    out = csv.parent / "glossary"
    done = hexapla("termbase", "glossary", csv, "--out", out, "--pair", "ru-zh", "--pair", "fr-ar")
    assert done.code == 0
    assert sorted(path.name for path in out.iterdir()) == ["fr-ar.utf8", "ru-zh.utf8"]
    assert "ru-zh: a concept without a form in use in both languages (1 in all)" in done.err


@pytest.mark.parametrize("command", ["convert", "check", "glossary"])
def test_help(hexapla: Run, command: str) -> None:
    assert hexapla("termbase", command, "--help").code == 0
