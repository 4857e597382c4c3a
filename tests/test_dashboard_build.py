"""A build opened for the dashboard, and everything that is none: one line each."""

import json
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
from conftest import Build as Built
from conftest import Run

from corpora.errors import InputError
from corpora.schema import LANGUAGES, OTHERS
from tm.build import build
from tm.dashboard.build import OPTIONAL, TERMS, open_build
from tm.parts import PART


@pytest.fixture
def folder(sample: Built, tmp_path: Path) -> Path:
    """Return a copy of the sample's build, to be damaged."""
    out = tmp_path / "out"
    (out / "terms").mkdir(parents=True)
    for path in sample.folder.rglob("*.*"):
        if path.suffix in {".parquet", ".json"}:
            (out / path.relative_to(sample.folder)).write_bytes(path.read_bytes())
    return out


def change(folder: Path, **keys: object) -> None:
    record = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    record = {key: value for key, value in {**record, **keys}.items() if value is not None}
    (folder / "run.json").write_text(json.dumps(record), encoding="utf-8")


def divide(folder: Path, name: str) -> Path:
    """Write a table of a build in two parts, and list them in its record."""
    path = folder / f"{name}.parquet"
    table = pl.read_parquet(path)
    path.unlink()
    (folder / name).mkdir()
    names = [f"{name}/{PART.format(number)}.parquet" for number in range(2)]
    for part, rows in zip(names, (table[:60], table[60:]), strict=True):
        rows.write_parquet(folder / part)
    record = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    change(folder, files=[each for each in record["files"] if each != path.name] + names)
    return folder / name


def test_the_sample_is_opened(sample: Built) -> None:
    opened = open_build(sample.folder)
    assert opened.languages == list(LANGUAGES)
    assert opened.units.collect().equals(sample.report.tables.units)
    assert opened.termbase.equals(sample.report.termbase.terms)
    assert opened.consistency.equals(sample.report.tables.consistency)
    assert (opened.decisions, opened.review.height) == (0, 0)
    assert opened.lexicon == sample.report.lexicon.sha256
    assert str(opened.signature).startswith("hexapla:")


DAMAGES: dict[str, tuple[Callable[[Path], object], str]] = {
    "no record": (lambda out: (out / "run.json").unlink(), "is no build"),
    "half a record": (lambda out: (out / "run.json").write_text('{"hexapla"'), "is not whole"),
    "another record": (lambda out: (out / "run.json").write_text("[1]"), "is no record of a build"),
    "an older build": (
        lambda out: change(out, schema=None),
        "built by hexapla 0.1.0 with schema 0, expected schema 1; run `hexapla build` again",
    ),
    "a newer build": (
        lambda out: change(out, schema=2),
        "with schema 2, expected schema 1; update hexapla",
    ),
    "a schema of words": (lambda out: change(out, schema="new"), "with schema new, expected"),
    "no counts": (lambda out: change(out, counts=None), "lacks 'counts'"),
    "counts of nothing": (lambda out: change(out, counts=[]), "lacks counts"),
    "no units": (lambda out: (out / "units.parquet").unlink(), "units.parquet: is missing"),
    "half the beads": (
        lambda out: (out / "beads.parquet").write_bytes(b"PAR1"),
        "beads.parquet: cannot be read, the build is half-written",
    ),
    "no renderings": (
        lambda out: (out / "terms" / "renderings.parquet").unlink(),
        "renderings.parquet: is missing, the build is half-written",
    ),
    "half of a part": (
        lambda out: divide(out, "units").joinpath("part-00001.parquet").write_bytes(b"PAR1"),
        "part-00001.parquet: cannot be read, the build is half-written",
    ),
    "a part too few": (
        lambda out: divide(out, "units").joinpath("part-00001.parquet").unlink(),
        "part-00001.parquet: is missing, the build is half-written",
    ),
    "other columns": (
        lambda out: pl.DataFrame({"doc": ["A/1"]}).write_parquet(out / "documents.parquet"),
        "documents.parquet: has other columns than schema 1 says",
    ),
}


@pytest.mark.parametrize(("damage", "said"), DAMAGES.values(), ids=DAMAGES.keys())
def test_what_is_no_build_is_one_line(
    folder: Path, hexapla: Run, damage: Callable[[Path], object], said: str
) -> None:
    damage(folder)
    with pytest.raises(InputError) as raised:
        open_build(folder)
    assert said in str(raised.value)
    done = hexapla("dashboard", folder)
    assert (done.code, done.out) == (1, "")
    assert done.err == f"hexapla: {raised.value}\n"
    assert not (folder / "dashboard.html").exists()


@pytest.mark.parametrize("name", ["nowhere", "file.txt"])
def test_what_is_no_folder_is_one_line(tmp_path: Path, hexapla: Run, name: str) -> None:
    (tmp_path / "file.txt").write_text("x", encoding="utf-8")
    done = hexapla("dashboard", tmp_path / name)
    assert done.code == 1
    assert "is no build (there is no run.json in it)" in done.err


def test_tables_that_the_record_does_not_list_are_empty(folder: Path) -> None:
    record = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    kept = [name for name in record["files"] if name.removesuffix(".parquet") not in TERMS]
    change(folder, files=kept)
    opened = open_build(folder)
    assert opened.renderings.collect().schema == OPTIONAL["terms/renderings"]
    assert (opened.consistency.height, opened.signature) == (0, None)


@pytest.mark.parametrize("lang", OTHERS)
def test_a_build_of_two_languages(corpus: Path, tmp_path: Path, lang: str) -> None:
    for path in corpus.iterdir():
        if path.stem not in {"fr", lang}:
            path.unlink()
    build(corpus, tmp_path / "two")
    assert open_build(tmp_path / "two").languages == ["fr", lang]
