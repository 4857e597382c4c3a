"""A memory in trouble: killed, locked, full, damaged, foreign. One line each, and nothing lost."""

import json
import os
import random
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from conftest import ROOT
from test_memory import numbered, prop, tmx, tu

from corpora.errors import HexaplaError, InputError, OutputError
from corpora.schema import LANGUAGES
from tm.memory import schema
from tm.memory.importing import transaction
from tm.memory.store import open_memory
from tm.memory.summary import summarise

FILES, UNITS = 3, 400
POINTS = 8
"""Kills in the middle of the work, and as many at any moment; more were run by hand."""

SEED = 20


def refusal(work: Callable[[], object], kind: type[HexaplaError] = InputError) -> str:
    with pytest.raises(kind) as caught:
        work()
    message = str(caught.value)
    assert "\n" not in message
    return message


def opened(folder: Path, *, create: bool = False) -> int:
    with open_memory(folder, create=create) as memory:
        return memory.count()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a memory of five units."""
    place = tmp_path / "memory"
    with open_memory(place, create=True) as memory:
        memory.add_file(tmx(tmp_path, *(tu(numbered(n)) for n in range(5))))
    return place


COUNTS = (
    "SELECT name, units FROM files",
    "SELECT name, count(units.id) FROM files LEFT JOIN units ON file = files.id GROUP BY 1",
    "SELECT name, sum(combinations.units) FROM files JOIN combinations ON file = id GROUP BY 1",
)
"""Three ways to know the units of each file."""


def contents(folder: Path) -> dict[str, int]:
    """Return the units of each file, after checking every table against the others."""
    connection = sqlite3.connect(folder / schema.FILE)
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    counted, *others = (dict(connection.execute(query).fetchall()) for query in COUNTS)
    assert others == [counted, counted]
    digests = connection.execute("SELECT count(*) FROM digests").fetchone()
    connection.close()
    assert digests == (sum(counted.values()),)
    return counted


KILLED = """
import os, random, signal, sqlite3, sys, time
from pathlib import Path
from tm.memory.store import open_memory

def add(folder, files, last=None):
    # kill ourselves at the step `last`, or count the steps
    steps = 0
    def step(_statement=None):
        nonlocal steps
        steps += 1
        if steps == last:
            os.kill(os.getpid(), signal.SIGKILL)
    with open_memory(folder, create=True) as memory:
        if last is not None:
            memory._connection.set_trace_callback(step)
            memory._connection.set_progress_handler(step, 1000)
        for file in files:
            memory.add_file(file)
    return steps

def forked(work, delay=None):
    child = os.fork()
    if not child:
        work()
        os._exit(0)
    if delay is not None:
        time.sleep(delay)
        os.kill(child, signal.SIGKILL)
    return os.waitpid(child, 0)[1]

folder, points, seed = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
files = sorted(folder.glob("*.tmx"))
chance = random.Random(seed)
begin = time.perf_counter()
most = add(folder / "whole", files, 0)
spent = time.perf_counter() - begin
for number in range(points):
    last = chance.randint(1, most)
    place = folder / f"step {number}"
    assert forked(lambda: add(place, files, last)) == signal.SIGKILL
    forked(lambda: add(folder / f"time {number}", files), chance.uniform(0, spent * 1.2))
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_kill_at_any_point_leaves_all_or_nothing_of_each_file(tmp_path: Path) -> None:
    paths = [tmx(tmp_path, *documents(k * UNITS), name=f"{k}.tmx") for k in range(FILES)]
    run = [sys.executable, "-c", KILLED, str(tmp_path), str(POINTS), str(SEED)]
    done = subprocess.run(run, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    whole = all_of(tmp_path / "whole")
    left: list[int] = []
    for number in range(POINTS):
        for place in (tmp_path / f"step {number}", tmp_path / f"time {number}"):
            opened(place, create=True)
            found = contents(place)
            assert found == {f"{k}.tmx": UNITS for k in range(len(found))}
            with open_memory(place) as memory:
                added = [memory.add_file(path).units for path in paths]
            assert added == [0] * len(found) + [UNITS] * (FILES - len(found))
            assert contents(place) == {path.name: UNITS for path in paths}
            assert all_of(place) == whole
            left.append(len(found))
    assert {*left[::2]} == {0, 1, 2}  # the kills were everywhere in the work


def documents(first: int) -> list[str]:
    """Return units of which a hundred make a document."""
    return [
        tu(numbered(number), prop("x-document", f"A/{number // 100}"))
        for number in range(first, first + UNITS)
    ]


def all_of(folder: Path) -> list[object]:
    with open_memory(folder) as memory:
        return [memory.units(range(1, memory.last_id() + 1)), memory.combinations(), memory.files()]


@pytest.mark.parametrize(
    "broken", ['<tu><tuv xml:lang="fr"><seg>x', "</body></tmx><more/>", "<tu>&nope;</tu>"]
)
def test_a_file_that_breaks_late_adds_nothing(folder: Path, tmp_path: Path, broken: str) -> None:
    before = all_of(folder)
    path = tmx(tmp_path, *(tu(numbered(n)) for n in range(100, 6_000)), broken, name="late.tmx")
    with open_memory(folder) as memory:
        message = refusal(lambda: memory.add_file(path))
        assert message.startswith(f"{path}: ")
        assert memory.count() == 5
    assert all_of(folder) == before
    assert contents(folder) == {"un.tmx": 5}


def test_an_interruption_adds_nothing(folder: Path, tmp_path: Path) -> None:
    path = tmx(tmp_path, *(tu(numbered(n)) for n in range(100, 6_000)), name="more.tmx")

    def interrupt(rows: int) -> None:
        if rows:
            raise KeyboardInterrupt

    with open_memory(folder) as memory:
        with pytest.raises(KeyboardInterrupt):
            memory.add_file(path, report=interrupt)
        assert memory.count() == memory.last_id() == 5
        assert memory.add_file(path).units == 5_900


def test_readers_read_and_a_second_writer_hears_why_it_cannot(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(schema, "PATIENCE", 0.05)
    path = tmx(tmp_path, tu(numbered(77)), name="more.tmx")
    with open_memory(folder) as writer, open_memory(folder) as other:
        with transaction(writer._connection):
            writer._connection.execute("UPDATE units SET fr = 'changed'")
            assert [text for _, text in other.segments("fr")] == [
                numbered(n)["fr"] for n in range(5)
            ]
            assert opened(folder) == 5
            message = refusal(lambda: other.add_file(path))
            assert message.startswith(f"{folder}: another process is writing to this memory; ")
        assert other.add_file(path).units == 1


FULL = """
import resource, sys
from pathlib import Path
from corpora.errors import OutputError
from tm.memory.store import open_memory
with open_memory(Path(sys.argv[1])) as memory:
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]), resource.RLIM_INFINITY))
    try:
        memory.add_file(Path(sys.argv[2]))
    except OutputError as error:
        print(error)
    print(memory.count())
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs RLIMIT_FSIZE")
@pytest.mark.parametrize("room", [60_000, 200_000, 1_000_000])
def test_a_limit_on_files_leaves_the_memory_as_it_was(
    folder: Path, tmp_path: Path, room: int
) -> None:
    before = all_of(folder)
    path = tmx(tmp_path, *(tu(numbered(n)) for n in range(100, 6_000)), name="more.tmx")
    run = [sys.executable, "-c", FULL, str(folder), str(path), str(room)]
    done = subprocess.run(run, cwd=ROOT, capture_output=True, text=True, check=False)
    message, count = done.stdout.splitlines()
    assert message.startswith(f"{folder}: the disk ")
    assert "the memory is as it was" in message
    assert count == "5"
    assert all_of(folder) == before
    assert contents(folder) == {"un.tmx": 5}
    with open_memory(folder) as memory:
        assert memory.add_file(path).units == 5_900


def test_a_full_disk_leaves_the_memory_as_it_was(folder: Path, tmp_path: Path) -> None:
    before = all_of(folder)
    path = tmx(tmp_path, *(tu(numbered(n)) for n in range(100, 6_000)), name="more.tmx")
    with open_memory(folder) as memory:
        pages = memory._connection.execute("PRAGMA page_count").fetchone()[0]
        memory._connection.execute(f"PRAGMA max_page_count = {pages + 20}")
        message = refusal(lambda: memory.add_file(path), OutputError)
        assert message.startswith(f"{folder}: the disk is full, and the memory is as it was; ")
        assert memory.count() == 5
    assert all_of(folder) == before


def test_what_is_no_memory_is_refused_and_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("text")
    other = tmp_path / "other"
    other.mkdir()
    (other / "letter.txt").write_text("text")
    foreign = tmp_path / "foreign"
    foreign.mkdir()
    connection = sqlite3.connect(foreign / schema.FILE)
    connection.execute("CREATE TABLE theirs (x)")
    connection.close()
    noise = tmp_path / "noise"
    noise.mkdir()
    (noise / schema.FILE).write_bytes(random.Random(1).randbytes(50_000))  # noqa: S311
    strange = tmp_path / "strange"
    (strange / schema.FILE).mkdir(parents=True)
    expected = {
        file: "is no memory, which is a folder",
        foreign: "memory.sqlite is another program's",
        noise: "memory.sqlite is no memory",
        strange: "is no memory, which is a folder",
    }
    for place, words in expected.items():
        for create in (False, True):
            message = refusal(partial(opened, place, create=create))
            assert message.startswith(f"{place}: {words}")
    assert "no memory there" in refusal(lambda: opened(other))
    assert "holds other files" in refusal(lambda: opened(other, create=True))
    assert [path.name for path in other.iterdir()] == ["letter.txt"]
    assert file.read_text() == "text"


def test_no_memory_is_made_by_reading(tmp_path: Path) -> None:
    message = refusal(lambda: opened(tmp_path / "absent"))
    assert "`hexapla memory add" in message
    assert not (tmp_path / "absent").exists()


def test_a_memory_cannot_be_made_below_a_file(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("text")
    message = refusal(lambda: opened(tmp_path / "file" / "memory", create=True), OutputError)
    assert "cannot be made" in message


def test_a_folder_of_a_making_that_was_broken_off(tmp_path: Path) -> None:
    folder = tmp_path / "memory"
    folder.mkdir()
    (folder / schema.FILE).touch()
    assert "an empty memory" in refusal(lambda: opened(folder))
    assert opened(folder, create=True) == 0
    assert opened(folder) == 0


def test_a_memory_of_a_later_version_is_refused(folder: Path) -> None:
    connection = sqlite3.connect(folder / schema.FILE)
    connection.execute(f"PRAGMA user_version = {schema.VERSION + 1}")
    connection.close()
    message = refusal(lambda: opened(folder, create=True))
    assert message.startswith(f"{folder}: made by a later hexapla (format {schema.VERSION + 1}, ")


@pytest.mark.skipif(sys.platform == "win32", reason="needs permissions of files")
def test_a_memory_that_cannot_be_written_can_be_read(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmx(tmp_path, tu(numbered(77)), name="more.tmx")
    monkeypatch.setattr(schema, "_is_writable", lambda _file: False)  # root may write anything
    with open_memory(folder) as memory:
        assert memory.units([5])[0].texts == numbered(4)
        assert "cannot be written" in refusal(lambda: memory.add_file(path), OutputError)


def test_a_damaged_memory_is_read_or_refused_in_one_line(folder: Path, tmp_path: Path) -> None:
    file = folder / schema.FILE
    data = file.read_bytes()
    path = tmx(tmp_path, *(tu(numbered(n)) for n in range(70, 90)), name="more.tmx")
    chance = random.Random(SEED)  # noqa: S311 - not for secrets
    refused: list[str] = []
    for _ in range(250):
        changed = bytearray(data)
        for _ in range(chance.choice((1, 8, 200))):
            start = chance.randrange(len(data))
            piece = chance.randbytes(chance.choice((1, 4, 40)))
            changed[start : start + len(piece)] = piece
        file.write_bytes(
            changed[: chance.choice((len(data), len(data), chance.randrange(len(data))))]
        )
        for end in ("-wal", "-shm"):
            file.with_name(file.name + end).unlink(missing_ok=True)
        try:
            use(folder, path)
        except HexaplaError as error:
            refused.append(str(error))
    assert 20 < len(refused) < 250
    assert not any("\n" in message for message in refused)
    assert all(message.startswith(str(folder)) for message in refused)


def use(folder: Path, path: Path) -> None:
    with open_memory(folder, create=True) as memory:
        summarise(memory)
        ids = {number for lang in LANGUAGES for number, _ in memory.segments(lang)}
        for unit in memory.units(sorted(ids)):
            assert unit.file
            assert all(map(str.strip, unit.texts.values()))
            memory.around(unit.id)
        memory.add_file(path)


def test_properties_that_are_no_json_are_refused(folder: Path) -> None:
    for value in ("{", "[1]", json.dumps({"a": 1}), "7"):
        connection = sqlite3.connect(folder / schema.FILE)
        connection.execute("UPDATE units SET properties = ?", (value,))
        connection.commit()
        connection.close()
        with open_memory(folder) as memory:
            assert "damaged" in refusal(lambda memory=memory: memory.units([1]))
