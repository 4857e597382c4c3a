"""The index on disk: up to date, cheap, safe to kill, made again when broken or gone."""

import multiprocessing
import os
import shutil
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpora.errors import OutputError
from corpora.schema import LANGUAGES
from tests.memories import CLAUSES, Texts, add, memory_of
from tm.lookup import index
from tm.lookup.index import GROWTH, MOST_UNITS, Range, chain, open_index, plan, update
from tm.lookup.search import look_up
from tm.memory.store import Memory, open_memory


def renumbered(count: int) -> list[Texts]:
    return [{lang: f"{text} {k}" for lang, text in CLAUSES[0].items()} for k in range(count)]


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Memory]:
    with memory_of(tmp_path / "memory", CLAUSES) as opened:
        yield opened


def files(memory: Memory, lang: str) -> list[Path]:
    return sorted((memory.folder / "index" / lang).iterdir())


def test_an_update_reads_what_is_new_once(memory: Memory) -> None:
    assert update(memory).indexed == dict.fromkeys(LANGUAGES, 3)
    assert update(memory) == ({}, ())
    before = {path: path.stat().st_mtime_ns for lang in LANGUAGES for path in files(memory, lang)}
    assert update(memory).indexed == {}
    assert before == {path: path.stat().st_mtime_ns for path in before}
    add(memory, renumbered(40), document="A/1")
    assert set(update(memory).indexed) == {*LANGUAGES}
    assert open_index(memory, "ar").last == memory.last_id() == 43
    assert sum(map(len, open_index(memory, "ar").shards)) == 43


def test_a_language_that_no_unit_has(tmp_path: Path) -> None:
    units = [{lang: unit[lang] for lang in ("fr", "zh")} for unit in CLAUSES]
    with memory_of(tmp_path / "memory", units) as memory:
        assert update(memory).indexed == {"fr": 3, "zh": 3}
        assert update(memory).indexed == {}
        assert look_up(memory, CLAUSES[0]["fr"], "fr", "ru") == []
        assert look_up(memory, CLAUSES[0]["ru"], "ru", "fr") == []
        assert look_up(memory, CLAUSES[0]["zh"], "zh", "fr")[0].target == CLAUSES[0]["fr"]


def test_several_processes_build_the_same(memory: Memory) -> None:
    update(memory)
    one = {path: path.read_bytes() for lang in LANGUAGES for path in files(memory, lang)}
    shutil.rmtree(memory.folder / "index")
    update(memory, workers=2)
    assert one == {path: path.read_bytes() for lang in LANGUAGES for path in files(memory, lang)}


@pytest.mark.parametrize("damage", ["gone", "empty", "cut", "rubbish", "folder"])
def test_a_broken_index_is_built_again_and_told(memory: Memory, damage: str) -> None:
    update(memory)
    (path,) = files(memory, "ru")
    whole = path.read_bytes()
    if damage == "gone":
        path.unlink()
    elif damage == "folder":
        shutil.rmtree(path.parent)
    else:
        path.write_bytes({"empty": b"", "cut": whole[:-9], "rubbish": b"x" * 999}[damage])
    with open_memory(memory.folder) as fresh:
        done = update(fresh)
        assert done.indexed == {"ru": 3}
        assert done.rebuilt == (() if damage in {"gone", "folder"} else ("ru",))
        assert look_up(fresh, CLAUSES[1]["ru"], "ru", "zh")[0].score == 100
    assert path.read_bytes() == whole


def test_the_index_of_another_memory_is_not_believed(memory: Memory, tmp_path: Path) -> None:
    update(memory)
    with memory_of(tmp_path / "other", renumbered(3)) as other:
        shutil.copytree(memory.folder / "index", other.folder / "index")
        assert update(other).rebuilt == LANGUAGES
        assert look_up(other, f"{CLAUSES[0]['es']} 1", "es", "ar")[0].score == 100


def test_a_look_up_brings_the_index_up_to_date(memory: Memory) -> None:
    assert look_up(memory, CLAUSES[2]["ar"], "ar", "zh")[0].target == CLAUSES[2]["zh"]
    add(memory, [{"ar": "نص جديد تماما", "zh": "全新文本"}], document="A/2")
    assert look_up(memory, "نص جديد تماما", "ar", "zh")[0].target == "全新文本"


def test_what_cannot_be_written_is_one_line(memory: Memory) -> None:
    (memory.folder / "index").write_text("no folder")
    with pytest.raises(OutputError, match="the index cannot be written") as raised:
        update(memory)
    assert "\n" not in str(raised.value)


@given(st.lists(st.integers(1, 3 * MOST_UNITS), max_size=30))
def test_shards_reach_the_end_and_stay_few(additions: list[int]) -> None:
    links: list[Range] = []
    last = 0
    for more in additions:
        last += more
        wanted = [*plan(links, last)]
        links = [each for each in links if each.last <= wanted[0].after] + wanted
        assert [each.after for each in links] == [0, *(each.last for each in links[:-1])]
        assert links[-1].last == last
        assert all(each.units <= MOST_UNITS for each in links)
    small = [each for each in links if each.units < MOST_UNITS / GROWTH]
    assert len(links) <= 3 + 2 * last / (MOST_UNITS / GROWTH) + len(small)
    assert len(small) <= 25


def test_many_small_additions_leave_few_files() -> None:
    links: list[Range] = []
    for last in range(1, 500):
        wanted = [*plan(links, last)]
        links = [each for each in links if each.last <= wanted[0].after] + wanted
    assert len(links) <= 6


def test_the_longest_files_make_the_chain(tmp_path: Path) -> None:
    for name in ((0, 2), (0, 5), (2, 5), (5, 6), (7, 9), (3, 3)):
        (tmp_path / Range(*name).name).touch()
    (tmp_path / "000000000000-000000000009.shard.77.part").touch()
    assert chain(tmp_path) == [Range(0, 5), Range(5, 6)]
    assert chain(tmp_path / "absent") == []


def _update_forever(folder: Path) -> None:
    while True:
        with open_memory(folder) as memory:
            update(memory)
        shutil.rmtree(folder / "index", ignore_errors=True)


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL on this system")
def test_an_update_that_is_killed_is_caught_up(tmp_path: Path) -> None:
    """Killed twelve times at moments that differ; each time the next update makes it whole."""
    with memory_of(tmp_path / "memory", [*CLAUSES, *renumbered(300)]) as memory:
        context = multiprocessing.get_context("spawn")
        for moment in range(12):
            process = context.Process(target=_update_forever, args=(memory.folder,))
            process.start()
            while not (memory.folder / "index").exists() and process.is_alive():
                time.sleep(0.001)
            time.sleep(moment * 0.004)
            assert process.pid is not None
            os.kill(process.pid, signal.SIGKILL)
            process.join()
            with open_memory(memory.folder) as fresh:
                update(fresh)
                for lang in LANGUAGES:
                    other = "fr" if lang != "fr" else "en"
                    assert sum(map(len, open_index(fresh, lang).shards)) == 303
                    assert look_up(fresh, CLAUSES[1][lang], lang, other)[0].score == 100


def test_a_reader_goes_on_while_another_updates(tmp_path: Path) -> None:
    with memory_of(tmp_path / "memory", CLAUSES) as memory:
        update(memory)
        expected = look_up(memory, CLAUSES[0]["zh"], "zh", "ar")
        with open_memory(memory.folder) as writer:
            for number in range(6):
                add(writer, renumbered(3 + number), document=f"A/{number}")
                update(writer)
                found = look_up(memory, CLAUSES[0]["zh"], "zh", "ar")
                assert found[0] == expected[0]
        assert len(found) == 5


def test_a_file_that_goes_while_it_is_opened_is_looked_for_again(
    memory: Memory, monkeypatch: pytest.MonkeyPatch
) -> None:
    update(memory)
    calls = []

    def vanishing(folder: Path) -> list[Range]:
        calls.append(folder)
        return [Range(0, 1)] if len(calls) == 1 else chain(folder)

    monkeypatch.setattr(index, "chain", vanishing)
    assert index.open_ranges(memory, "en").last == 3
    assert len(calls) == 2
