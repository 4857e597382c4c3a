"""A build of many documents: in parts, again, with more of them, and with some that are wrong."""

import json
import shutil
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from archive import contents, put_documents
from conftest import Run, segments

from align.lexicon import EMPTY
from corpora.errors import InputError, OutputError
from corpora.schema import LANGUAGES, OTHERS
from tm import build as building
from tm.build import build
from tm.building import aligning, store, writing
from tm.building.lock import locked
from tm.building.partition import count_of, number_of
from tm.dashboard.build import open_build
from tm.parts import part_paths, scan
from tm.review.original import read_build
from tm.terms.corpus import read_corpus
from tm.tmx.export import export
from tm.tmx.settings import Settings

TABLES = ("clauses", "beads", "units", "review")


@pytest.fixture(autouse=True)
def in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(building, "FEW", 1000)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a corpus of 130 documents, built whole beside it and in parts."""
    folder = tmp_path_factory.mktemp("archive")
    corpus = put_documents(folder / "corpus", range(130))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(building, "FEW", 1000)
        build(corpus, folder / "whole")
        shutil.copytree(folder / "whole" / ".documents", folder / "parts" / ".documents")
        build(corpus, folder / "parts", whole=1)
    return folder


def record(folder: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    return loaded


@pytest.mark.parametrize("name", TABLES)
def test_parts_hold_what_a_single_file_holds(archive: Path, name: str) -> None:
    whole = pl.read_parquet(archive / "whole" / f"{name}.parquet")
    assert len(part_paths(archive / "parts", name)) == 4
    together = scan(archive / "parts", name).collect()
    assert together.schema == whole.schema
    keys = [column for column in ("doc", "lang", "fr_start", "start", "index") if column in whole]
    assert together.sort(keys).equals(whole.sort(keys))


def test_every_part_is_a_memory(archive: Path) -> None:
    for name in (*(f"fr-{lang}" for lang in OTHERS), "six"):
        whole = segments(archive / "whole" / "tmx" / f"{name}.tmx")
        parts = [segments(path) for path in (archive / "parts" / "tmx" / name).iterdir()]
        assert len(parts) == 4
        assert {key: text for part in parts for key, text in part.items()} == whole


def test_terms_counts_and_repeats_are_the_same_in_parts(archive: Path) -> None:
    whole, parts = (record(archive / name) for name in ("whole", "parts"))
    for each in (whole, parts):
        del each["files"], each["digest"]
    for lang in OTHERS:  # sums in another order
        assert parts["counts"]["aligned"][lang] == pytest.approx(
            whole["counts"]["aligned"].pop(lang)
        )
    del parts["counts"]["aligned"], whole["counts"]["aligned"]
    assert parts == whole
    assert whole["counts"]["documents"] == 130
    assert whole["counts"]["units"] == 260


def test_a_report_of_parts_reads_its_tables_when_asked(archive: Path, tmp_path: Path) -> None:
    shutil.copytree(archive / "parts", tmp_path / "out")
    report = build(archive / "corpus", tmp_path / "out", whole=1)
    assert not report.changed
    assert report.tables.units.height == 260 * len(LANGUAGES)
    assert report.repeats.table.height
    assert [each.doc for each in report.documents][:2] == ["A_RES_70_0", "A_RES_70_1"]


def test_nothing_changed_leaves_the_folder_as_it_is(
    archive: Path, tmp_path: Path, hexapla: Run
) -> None:
    out = Path(shutil.copytree(archive / "whole", tmp_path / "out"))
    before = {path: path.stat().st_mtime_ns for path in out.rglob("*")}
    done = hexapla("build", archive / "corpus", "--out", out)
    assert (done.code, done.err) == (0, "")
    said = " ".join(done.out.split())  # a long path goes over two lines
    assert said == f"nothing changed since {out} was built; it is left as it is"
    assert {path: path.stat().st_mtime_ns for path in out.rglob("*")} == before
    (out / "units.parquet").unlink()
    assert build(archive / "corpus", out).changed
    assert contents(out) == contents(archive / "whole")


def test_what_is_new_alone_is_aligned_and_written(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus = Path(shutil.copytree(archive / "corpus", tmp_path / "corpus"))
    out = Path(shutil.copytree(archive / "parts", tmp_path / "out"))
    before = {path.relative_to(out): path.stat().st_ino for path in out.rglob("part-*")}
    put_documents(corpus, range(130, 132))
    (corpus / "A_RES_70_7" / "zh.txt").write_text("决定。", encoding="utf-8")
    aligned = aligned_from_now(monkeypatch)
    build(corpus, out, whole=1)
    assert sorted(aligned) == ["A_RES_70_130", "A_RES_70_131", "A_RES_70_7"]
    after = {path.relative_to(out): path.stat().st_ino for path in out.rglob("part-*")}
    kept = {path for path, inode in after.items() if before.get(path) == inode}
    touched = {number_of(doc, count_of(132)) for doc in aligned}
    assert {path for path in after if int(path.stem[-5:]) not in touched} == kept != set()
    shutil.copytree(out / ".documents", tmp_path / "fresh" / ".documents")
    build(corpus, tmp_path / "fresh", whole=1)
    assert contents(out) == contents(tmp_path / "fresh")
    assert len([*(out / ".documents").rglob("*.*")]) == 0
    assert sum(path.is_file() for path in (out / ".documents").rglob("*")) == 132


def aligned_from_now(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list that gets the documents that are aligned from now on."""
    found: list[str] = []
    honour = aligning.honour

    def noted(document: Any, *rest: Any) -> Any:
        found.append(document.doc)
        return honour(document, *rest)

    monkeypatch.setattr(aligning, "honour", noted)
    return found


def test_another_lexicon_aligns_anew(tmp_path: Path) -> None:
    corpus = put_documents(tmp_path / "corpus", range(2))
    build(corpus, tmp_path / "out")
    report = build(corpus, tmp_path / "out", lexicon=EMPTY)
    assert report.changed
    build(corpus, tmp_path / "fresh", lexicon=EMPTY)
    assert contents(tmp_path / "out") == contents(tmp_path / "fresh")
    assert {path.name for path in (tmp_path / "out").iterdir()} >= {".documents", "run.json"}
    assert not (tmp_path / "out" / ".documents" / "lexicon").exists()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_document_that_is_wrong_is_reported_and_the_others_built(
    tmp_path: Path, hexapla: Run, lang: str
) -> None:
    corpus = put_documents(tmp_path / "corpus", range(3))
    (corpus / "A_RES_70_1" / f"{lang}.txt").write_bytes(b"")
    done = hexapla("build", corpus, "--out", tmp_path / "out")
    assert done.code == 1
    assert done.err.startswith(f"not built: A_RES_70_1: A_RES_70_1/{lang}.txt: the file is empty")
    assert done.err.count("\n") == 1
    assert "not built: 1 document, listed with the reasons in run.json" in done.out
    (failed,) = record(tmp_path / "out")["failed"]
    assert failed["document"] == "A_RES_70_1"
    shutil.rmtree(corpus / "A_RES_70_1")
    build(corpus, tmp_path / "without")
    for name in ("clauses", "beads", "units"):
        files = [tmp_path / out / f"{name}.parquet" for out in ("out", "without")]
        assert files[0].read_bytes() == files[1].read_bytes()
    assert hexapla("build", corpus, "--out", tmp_path / "out").code == 0
    assert contents(tmp_path / "out") == contents(tmp_path / "without")


def test_what_is_wrong_with_a_folder_is_reported_too(tmp_path: Path, hexapla: Run) -> None:
    corpus = put_documents(tmp_path / "corpus", range(3))
    (corpus / "A_RES_70_0" / "fr.txt").unlink()
    (corpus / "A_RES_70_2" / "de.txt").write_text("Der Frieden.", encoding="utf-8")
    done = hexapla("build", corpus, "--out", tmp_path / "out")
    assert done.code == 1
    assert [line.split(": ")[1] for line in done.err.splitlines()] == ["A_RES_70_0", "A_RES_70_2"]
    assert record(tmp_path / "out")["counts"]["documents"] == 1


def test_if_all_are_wrong_nothing_is_built(tmp_path: Path) -> None:
    corpus = put_documents(tmp_path / "corpus", range(2))
    for path in corpus.rglob("ru.txt"):
        path.write_bytes(b"")
    with pytest.raises(InputError, match=r"none of 2 documents can be built; A_RES_70_0/ru\.txt"):
        build(corpus, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_fault_of_ours_is_a_reason_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    corpus = put_documents(tmp_path / "corpus", range(4))
    honour, mark = aligning.honour, writing.mark

    def fail(document: Any, *rest: Any) -> Any:
        if document.doc.endswith("_1"):
            raise ZeroDivisionError("of a\nlength")
        if document.doc.endswith("_2"):
            raise MemoryError
        return honour(document, *rest)

    def refuse(unit: Any, language: str) -> bytes:
        if unit.tuid.startswith("A_RES_70_3#"):
            raise ValueError("U+FFFF")
        return mark(unit, language)

    monkeypatch.setattr(aligning, "honour", fail)
    monkeypatch.setattr(writing, "mark", refuse)
    report = build(corpus, tmp_path / "out")
    fault = "a fault of hexapla, please report it: "
    assert {each.document: each.reason for each in report.failed} == {
        "A_RES_70_1": f"{fault}ZeroDivisionError: of a length",
        "A_RES_70_2": aligning.NO_MEMORY,
        "A_RES_70_3": f"{fault}ValueError: U+FFFF",
    }
    assert [each["symbol"] for each in record(tmp_path / "out")["documents"]] == ["A_RES_70_0"]


def test_a_second_build_into_the_folder_is_refused(tmp_path: Path, hexapla: Run) -> None:
    corpus = put_documents(tmp_path / "corpus", range(2))
    with locked(tmp_path / "out"):
        done = hexapla("build", corpus, "--out", tmp_path / "out")
        assert (done.code, done.out) == (1, "")
        assert done.err == (
            f"hexapla: {tmp_path / 'out'}: another build is under way into it; wait for it, or "
            "choose another --out\n"
        )
    assert {path.name for path in tmp_path.iterdir()} == {"corpus"}
    (tmp_path / ".out.lock").touch()  # left behind by a build that was killed
    assert hexapla("build", corpus, "--out", tmp_path / "out").code == 0
    assert {path.name for path in tmp_path.iterdir()} == {"corpus", "out"}


@pytest.mark.parametrize("moment", [0, 1, 2])
def test_a_build_that_is_killed_at_its_last_step_loses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moment: int
) -> None:
    corpus, out = put_documents(tmp_path / "corpus", range(2)), tmp_path / "out"
    build(corpus, out)
    put_documents(corpus, range(3))
    build(corpus, tmp_path / "fresh")
    rename, left = Path.rename, moment

    def killed(self: Path, target: Path) -> Path:
        nonlocal left
        if self.suffix == ".lock" or left == 0:
            raise SystemExit
        left -= 1
        return rename(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", killed)
        patch.setattr(shutil, "rmtree", lambda *_, **__: None)
        with pytest.raises(SystemExit):
            build(corpus, out)
    aligned = aligned_from_now(monkeypatch)
    build(corpus, out)
    assert aligned == []
    assert contents(out) == contents(tmp_path / "fresh")
    assert {path.name for path in tmp_path.iterdir()} == {"corpus", "out", "fresh"}


def test_a_damaged_file_of_the_store_is_made_again(tmp_path: Path) -> None:
    corpus, out = put_documents(tmp_path / "corpus", range(3)), tmp_path / "out"
    build(corpus, out)
    first = contents(out)
    for number, path in enumerate(sorted(out.glob(".documents/*/*"))):
        path.write_bytes([b"", path.read_bytes()[:-3], b"\0" * 900][number])
    (out / "run.json").write_text(json.dumps({**record(out), "digest": ""}), encoding="utf-8")
    assert build(corpus, out).changed
    assert contents(out) == first


def test_the_store_that_cannot_be_written_stops_the_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    corpus = put_documents(tmp_path / "corpus", range(2))
    monkeypatch.setattr(store, "write_whole", full)
    with pytest.raises(OutputError, match=r"out: No space left on device; choose another --out"):
        build(corpus, tmp_path / "out")
    assert {path.name for path in tmp_path.iterdir()} == {"corpus"}


def test_every_reader_of_a_build_reads_parts(archive: Path, tmp_path: Path) -> None:
    whole, parts = archive / "whole", archive / "parts"
    assert read_corpus(parts).units.height == read_corpus(whole).units.height
    assert read_corpus(parts).documents.equals(read_corpus(whole).documents)
    found, expected = read_build(parts), read_build(whole)
    assert found.units == expected.units
    assert found.versions == expected.versions
    many, one = (
        open_build(each).units.collect().sort("doc", "index", "lang") for each in (parts, whole)
    )
    assert many.equals(one)
    (pair,) = {("fr", "ru")}
    for folder in (whole, parts):
        export(folder, tmp_path / folder.name, Settings(pairs=(pair,)))
    name = "fr-ru.tmx"
    assert segments(tmp_path / "parts" / name) == segments(tmp_path / "whole" / name)
