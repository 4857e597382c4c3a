"""Records that are kept on disk are the same as those in memory."""

import tempfile
from pathlib import Path
from typing import BinaryIO

import pytest

from corpora import disk
from corpora.codes import LANGUAGES
from corpora.discovery import discover
from corpora.disk import DiskSequence, sequence
from corpora.errors import OutputError

RECORDS = [(number, lang, {"arabe": "قرار", "chinois": "决议"}) for number in range(40)
           for lang in LANGUAGES]  # fmt: skip


def test_records_come_back_by_place_and_in_order() -> None:
    found = DiskSequence(RECORDS)
    assert len(found) == len(RECORDS)
    assert [*found] == RECORDS
    assert (found[0], found[-1], found[7]) == (RECORDS[0], RECORDS[-1], RECORDS[7])
    assert [*found[3:90:7]] == RECORDS[3:90:7]
    assert [*found[:-200]] == RECORDS[:-200]
    with pytest.raises(IndexError):
        found[len(RECORDS)]
    found.append(RECORDS[5])
    assert (found[-1], found[2]) == (RECORDS[5], RECORDS[2])


def test_few_records_stay_in_memory() -> None:
    assert sequence(iter(RECORDS)) == tuple(RECORDS)
    assert isinstance(sequence(RECORDS, held=len(RECORDS)), tuple)
    many = sequence(iter(RECORDS), held=len(RECORDS) - 1)
    assert isinstance(many, DiskSequence)
    assert [*many] == RECORDS


def test_a_corpus_of_many_documents_is_found_as_one_of_few(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(12):
        for lang in LANGUAGES:
            path = tmp_path / f"A_{number}" / f"{lang}.txt"
            path.parent.mkdir(exist_ok=True)
            path.write_text("1", encoding="utf-8")
    few = discover(tmp_path)
    monkeypatch.setattr(disk.sequence, "__kwdefaults__", {"held": 3})
    many = discover(tmp_path)
    assert isinstance(few.sources, tuple)
    assert isinstance(many.sources, DiskSequence)
    assert (*many.sources,) == few.sources


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full disk to write to")
def test_a_full_disk_is_told_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> BinaryIO:
        return Path("/dev/full").open("w+b", 0)

    monkeypatch.setattr(disk, "SpooledTemporaryFile", full)
    with pytest.raises(OutputError, match=r"^\S+: No space left on device; name another folder"):
        DiskSequence(RECORDS)


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="open files cannot be counted")
def test_the_file_goes_with_the_object(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(disk, "_SMALL", 1000)
    before = sum(1 for _ in Path("/proc/self/fd").iterdir())
    found = DiskSequence(RECORDS)
    assert sum(1 for _ in Path("/proc/self/fd").iterdir()) == before + 1
    del found
    assert sum(1 for _ in Path("/proc/self/fd").iterdir()) == before
    assert [*tmp_path.iterdir()] == []
