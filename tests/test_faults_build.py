"""What may befall a build: killed, its workers killed, no memory, no disk. Nothing is lost.

In short here; `make faults` kills twenty times instead of twice, a build in parts too.
"""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from archive import contents, put_documents

from corpora.document import Document
from tm.build import build
from tm.building import aligning, stages
from tm.building.aligning import DIED, NO_MEMORY, Job, Told, Wanted, align_documents
from tm.review.honouring import Honoured

PROGRAM = Path(sys.executable).with_name("hexapla")
APART = """
import sys
from pathlib import Path
from tm.build import build
build(Path(sys.argv[1]), Path(sys.argv[2]), workers=2, whole=int(sys.argv[3]))
"""
DOCUMENTS, MANY = 24, 140

Work = Callable[..., list[Told]]


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a corpus, and its build by two workers: `out`."""
    folder = tmp_path_factory.mktemp("undisturbed")
    corpus = put_documents(folder / "corpus", range(DOCUMENTS))
    build(corpus, folder / "out", workers=2)
    return folder


def start(corpus: Path, out: Path, *options: str) -> subprocess.Popen[bytes]:
    command = [PROGRAM, "build", corpus, "--out", out, "--workers", "2", *options]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def start_apart(corpus: Path, out: Path, whole: int) -> subprocess.Popen[bytes]:
    """Start a build of which `whole` documents at the most are one part."""
    command = [sys.executable, "-c", APART, corpus, out, str(whole)]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def finished(out: Path) -> int:
    return sum(not path.name.startswith(".") for path in out.glob(".documents/*/*"))


def kill_then_resume(
    undisturbed: Path, folder: Path, *, times: int, seed: int, whole: int = 256
) -> None:
    """Kill a build again and again, later and later in its work, and let the last one end."""
    corpus = undisturbed / "corpus"
    documents = sum(1 for _ in corpus.iterdir())
    chance = random.Random(seed)  # noqa: S311 - moments, not secrets
    out = folder / "out"
    for turn in range(times):
        before = finished(out)
        running = start_apart(corpus, out, whole)
        wanted = min(documents, before + chance.randint(0, 2 * documents // times))
        while running.poll() is None and finished(out) < wanted:
            time.sleep(0.002)
        time.sleep(chance.random() ** 2 * (0.2 if turn % 3 else 1.5))
        running.kill()
        running.communicate()
        assert finished(out) >= before
    running = start_apart(corpus, out, whole)
    assert running.communicate()[1] == b""
    assert contents(out) == contents(undisturbed / "out")
    assert finished(out) == documents
    assert {path.name for path in folder.iterdir()} == {"out"}


def test_a_build_that_is_killed_goes_on(undisturbed: Path, tmp_path: Path) -> None:
    kill_then_resume(undisturbed, tmp_path, times=2, seed=1)


@pytest.fixture(scope="module")
def in_parts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a larger corpus, and its build in parts: `out`."""
    folder = tmp_path_factory.mktemp("parts")
    corpus = put_documents(folder / "corpus", range(MANY))
    build(corpus, folder / "out", workers=2, whole=1)
    return folder


@pytest.mark.faults
@pytest.mark.parametrize("seed", range(4))
def test_a_build_in_parts_that_is_killed_at_many_moments_goes_on(
    in_parts: Path, tmp_path: Path, seed: int
) -> None:
    kill_then_resume(in_parts, tmp_path, times=5, seed=seed, whole=1)


def test_an_interrupted_build_says_how_it_goes_on(undisturbed: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    running = start(undisturbed / "corpus", out)
    while running.poll() is None and finished(out) < 3:
        time.sleep(0.002)
    running.send_signal(signal.SIGTERM)
    said = running.communicate()[1].decode()
    assert running.returncode == 130
    assert said.startswith("hexapla: stopped; ")
    assert said.endswith(f"the same command goes on into {out}\n")
    assert said.count("\n") == 1
    assert {path.name for path in tmp_path.iterdir()} == {"out"}


def crash(wanted: Sequence[Wanted], job: Job) -> list[Told]:
    """Align documents in a worker that dies of one of them, as of a fault in compiled code."""
    if any(each.source.doc == "A_RES_70_5" for each in wanted):
        os.kill(os.getpid(), signal.SIGSEGV)
    return align_documents(wanted, job=job)


def crash_once(wanted: Sequence[Wanted], job: Job) -> list[Told]:
    """Align documents in a worker that is killed once, at its second document."""
    marker = job.store.folder / "died"
    if any(each.place == 1 for each in wanted) and not marker.exists():
        marker.parent.mkdir(parents=True, exist_ok=True)
        marker.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return align_documents(wanted, job=job)


def take_memory(wanted: Sequence[Wanted], job: Job) -> list[Told]:
    """Align documents, one of which takes more memory than there is."""
    honour = aligning.honour

    def hungry(document: Document, *rest: Any) -> Honoured:
        if document.doc == "A_RES_70_5":
            bytearray(1 << 36)
        return honour(document, *rest)

    aligning.honour = hungry
    try:
        return align_documents(wanted, job=job)
    finally:
        aligning.honour = honour


def faulty(
    monkeypatch: pytest.MonkeyPatch, undisturbed: Path, out: Path, work: Work, **options: object
) -> dict[str, str]:
    """Build with another function in the workers; return the documents that failed."""
    monkeypatch.setattr(stages, "align_documents", work)
    report = build(undisturbed / "corpus", out, **options)  # type: ignore[arg-type]
    return {each.document: each.reason for each in report.failed}


def crash_both(wanted: Sequence[Wanted], job: Job) -> list[Told]:
    """Do what `crash` and `crash_once` do."""
    crash_once([each for each in wanted if each.source.doc != "A_RES_70_5"], job)
    return crash(wanted, job)


def test_a_document_that_crashes_its_worker_is_reported(
    undisturbed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    failed = faulty(monkeypatch, undisturbed, tmp_path / "out", crash_both, workers=2)
    assert failed == {"A_RES_70_5": DIED}
    assert finished(tmp_path / "out") == DOCUMENTS - 1


def test_a_worker_of_a_cluster_that_is_killed_costs_nothing(
    undisturbed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("distributed", reason="Dask is not installed (extra: distributed)")
    options = {"workers": 2, "scheduler": "local"}
    assert faulty(monkeypatch, undisturbed, tmp_path / "out", crash_once, **options) == {}
    assert contents(tmp_path / "out") == contents(undisturbed / "out")


@pytest.mark.faults
def test_a_document_that_crashes_workers_of_a_cluster_is_reported(
    undisturbed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("distributed", reason="Dask is not installed (extra: distributed)")
    options = {"workers": 2, "scheduler": "local"}
    failed = faulty(monkeypatch, undisturbed, tmp_path / "out", crash_both, **options)
    assert failed == {"A_RES_70_5": DIED}
    monkeypatch.undo()
    build(undisturbed / "corpus", tmp_path / "out", workers=1)
    assert contents(tmp_path / "out") == contents(undisturbed / "out")


def test_a_document_that_needs_more_memory_than_a_worker_has_is_reported(
    undisturbed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    failed = faulty(
        monkeypatch, undisturbed, tmp_path / "out", take_memory, workers=1, memory=8 << 30
    )
    assert failed == {"A_RES_70_5": NO_MEMORY}


def test_a_full_disk_is_one_line_and_what_is_finished_stays(
    undisturbed: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    shutil.copytree(undisturbed / "out" / ".documents", out / ".documents")
    before = finished(out)
    limited = f'ulimit -f 8; exec "{PROGRAM}" build corpus --out "{out}" --workers 1'
    done = subprocess.run(
        ["bash", "-c", limited], cwd=undisturbed, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert done.stderr == f"hexapla: {out}: File too large; choose another --out\n"
    assert finished(out) == before
    assert {path.name for path in out.iterdir()} == {".documents"}
    build(undisturbed / "corpus", out, workers=1)
    assert contents(out) == contents(undisturbed / "out")
