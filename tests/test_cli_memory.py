"""`hexapla memory` as it is typed: tables, JSON, what it says and where."""

import json
from pathlib import Path

import pytest
from conftest import Build, Run
from test_memory import TEXTS, numbered, tmx, tu

from corpora.schema import LANGUAGES
from tm.memory import schema
from tm.memory.importing import transaction
from tm.memory.store import open_memory


def test_adding_and_what_is_there_then(hexapla: Run, tmp_path: Path) -> None:
    first = tmx(tmp_path, tu(numbered(1) | {"de": "Eins"}), tu(numbered(2)), tu(numbered(2)))
    second = tmx(tmp_path, tu(numbered(2)), tu(numbered(3, ("fr", "zh"))), name="more.tmx")
    folder = tmp_path / "memory"
    done = hexapla("memory", "add", folder, first, second, "--date", "2026-01-02")
    assert done.code == 0
    rows = [line.replace("│", " ").split() for line in done.out.splitlines()]
    assert ["un.tmx", "2", "1", "1"] in rows
    assert ["more.tmx", "1", "1", "0"] in rows
    assert f"3 units added to {folder}" in done.out
    assert done.err == "left out: un.tmx: a text in de, none of the six, first at 1: Eins\n"
    shown = hexapla("memory", "info", folder)
    assert shown.code == 0
    assert shown.err == ""
    rows = [line.replace("│", " ").split() for line in shown.out.splitlines()]
    assert [row[:-1] for row in rows if row[:1] == ["un.tmx"]] == [
        ["un.tmx", "TMX", "2", "1", "1", "2026-01-02"]
    ]
    assert ["fr", "3", "2", "2", "2", "2", "3"] in rows
    assert ["ar", "2", "2", "2", "2", "2", "2"] in rows
    assert ["zh", "3", "2", "2", "2", "2", "3"] in rows
    assert "3 units, " in shown.out


def test_the_same_command_again_adds_nothing(hexapla: Run, tmp_path: Path) -> None:
    path = tmx(tmp_path, tu(TEXTS))
    hexapla("memory", "add", tmp_path / "memory", path)
    again = hexapla("memory", "add", tmp_path / "memory", path)
    assert again.code == 0
    assert "0 units added" in again.out
    assert again.err == "un.tmx: is in the memory already, as un.tmx\n"


def test_json(hexapla: Run, tmp_path: Path) -> None:
    path = tmx(tmp_path, tu(TEXTS | {"de": "x"}))
    folder = tmp_path / "memory"
    added = hexapla("memory", "add", folder, path, "--json", "--date", "2026-01-02")
    left_out = {"a text in de, none of the six": 1}
    assert json.loads(added.out) == {
        "file": "un.tmx",
        "units": 1,
        "duplicates": 0,
        "left_out": left_out,
        "known": None,
    }
    found = json.loads(hexapla("memory", "info", folder, "--json").out)
    assert found["units"] == 1
    assert found["languages"] == dict.fromkeys(LANGUAGES, 1)
    assert found["pairs"]["fr-zh"] == found["pairs"]["ru-ar"] == 1
    assert len(found["pairs"]) == 15
    (file,) = found["files"]
    assert file.pop("sha256")
    assert file.pop("bytes") == path.stat().st_size
    assert file == {
        "name": "un.tmx",
        "format": "TMX",
        "added": "2026-01-02",
        "units": 1,
        "duplicates": 0,
        "codes": {lang: lang for lang in LANGUAGES},
        "left_out": left_out,
    }
    assert found["bytes"] > 0
    assert found["index"] == "complete"


def test_an_index_that_is_behind_is_told_of(hexapla: Run, tmp_path: Path) -> None:
    folder = tmp_path / "memory"
    with open_memory(folder, create=True) as memory:
        memory.add_file(tmx(tmp_path, tu(TEXTS)))
    assert "index none yet" in hexapla("memory", "info", folder).out
    hexapla("memory", "add", folder, tmx(tmp_path, tu(numbered(2)), name="more.tmx"))
    assert "index complete" in hexapla("memory", "info", folder).out
    with open_memory(folder) as memory:
        memory.add_file(tmx(tmp_path, tu(numbered(3)), name="last.tmx"))
    assert "index behind" in hexapla("memory", "info", folder).out


def test_files_that_cannot_be_read_do_not_hold_up_the_others(hexapla: Run, tmp_path: Path) -> None:
    good = tmx(tmp_path, tu(TEXTS))
    broken = tmx(tmp_path, tu(numbered(2)), "<tu>", name="broken.tmx")
    absent, other = tmp_path / "absent.tmx", tmp_path / "letter.docx"
    other.write_bytes(b"PK")
    done = hexapla("memory", "add", tmp_path / "memory", absent, broken, other, good)
    assert done.code == 1
    assert "1 units added" in done.out
    lines = done.err.splitlines()
    assert [line.startswith("hexapla: ") for line in lines] == [True] * 3
    assert sorted(name for name in ("absent.tmx", "broken.tmx", "letter.docx") if name in done.err)
    with open_memory(tmp_path / "memory") as memory:
        assert memory.count() == 1


def test_no_memory_is_made_where_no_file_is_one(hexapla: Run, tmp_path: Path) -> None:
    done = hexapla("memory", "add", tmp_path / "memory", tmp_path / "absent.tmx")
    assert done.code == 1
    assert not (tmp_path / "memory").exists()


def test_a_locked_memory_ends_the_command_in_one_line(
    hexapla: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(schema, "PATIENCE", 0.05)
    paths = [tmx(tmp_path, tu(numbered(n)), name=f"{n}.tmx") for n in range(3)]
    with open_memory(tmp_path / "memory", create=True) as memory, transaction(memory._connection):
        done = hexapla("memory", "add", tmp_path / "memory", *paths)
        assert hexapla("memory", "info", tmp_path / "memory").code == 0
    assert done.code == 1
    assert done.err.count("\n") == 1
    assert "another process is writing to this memory" in done.err


@pytest.mark.parametrize("command", ["add", "info"])
def test_a_file_is_no_memory(hexapla: Run, tmp_path: Path, command: str) -> None:
    path = tmx(tmp_path, tu(TEXTS))
    arguments = (path, path) if command == "add" else (path,)
    done = hexapla("memory", command, *arguments)
    assert done.code == 1
    assert done.err.startswith(f"hexapla: {path}: is no memory, which is a folder")
    assert done.err.count("\n") == 1


def test_a_memory_that_is_not_there(hexapla: Run, tmp_path: Path) -> None:
    done = hexapla("memory", "info", tmp_path / "memory")
    assert done.code == 1
    assert "`hexapla memory add" in done.err
    assert not (tmp_path / "memory").exists()


def test_a_build_is_added_with_all_languages(hexapla: Run, sample: Build, tmp_path: Path) -> None:
    done = hexapla("memory", "add", tmp_path / "memory", sample.folder)
    assert done.code == 0
    found = json.loads(hexapla("memory", "info", tmp_path / "memory", "--json").out)
    assert [*found["languages"]] == [*LANGUAGES]
    assert found["units"] == sample.report.memories["six"][0]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("add",), ""),
        (("add", "memory"), "Missing argument 'FILE…'"),
        (("add", "memory", "x.tmx", "--date", "soon"), "'soon' does not match"),
        (("info", "memory", "more"), "unexpected extra argument"),
        (("remove",), "No such command"),
    ],
)
def test_a_wrong_command(hexapla: Run, arguments: tuple[str, ...], message: str) -> None:
    done = hexapla("memory", *arguments)
    assert done.code == 2
    assert message in done.err


@pytest.mark.parametrize("command", ["add", "info"])
def test_help_teaches_by_example(hexapla: Run, command: str) -> None:
    done = hexapla("memory", command, "--help")
    assert "Examples" in done.out
    assert f"hexapla memory {command} memory" in done.out
