"""The benchmark of memories: its material, its baseline, its table; no time decides."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpora.languages import BY_CODE
from corpora.schema import LANGUAGES
from tests.memories import CLAUSES
from tm.bench.exchange import measure_exchange
from tm.bench.fuzzy import COMPARED, Size, filled, measure_look_ups
from tm.bench.material import MOST_EDITS, Row, make_queries, make_units, read_material
from tm.bench.starting import measure_start
from tm.lookup.words import reduce
from tm.memory.store import Memory

ROWS = [dict(unit) for unit in CLAUSES]


def test_units_are_different_and_the_same_every_time() -> None:
    units = [*make_units(ROWS, 300)]
    assert units == [*make_units(ROWS, 300)]
    assert units[:3] == ROWS
    assert len({unit["fr"] for unit in units}) == len(units) == 300
    assert all([*unit] == [*LANGUAGES] and all(unit.values()) for unit in units)
    assert units != [*make_units(ROWS, 300, seed=6)]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_queries_are_edited_clauses(lang: str) -> None:
    queries = make_queries(ROWS, lang, 40)
    assert queries == make_queries(ROWS, lang, 40)
    assert len(set(queries)) > 30
    real = {reduce(unit[lang], BY_CODE[lang]).words for unit in ROWS}
    known = {word for words in real for word in words}
    assert sum(reduce(query, BY_CODE[lang]).words in real for query in queries) < MOST_EDITS
    assert {reduce(query, BY_CODE[lang]).words[0] for query in queries} & known


@pytest.mark.shared
def test_the_material_is_there_in_six_languages(shared: Path) -> None:
    rows = read_material(shared / "data")
    assert len(rows) > 5_000
    assert all([*row] == [*LANGUAGES] for row in rows)


@pytest.fixture(scope="module")
def measured(
    shared: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Memory, Size, list[Row]]]:
    rows = read_material(shared / "data")
    with filled(6_000, rows, tmp_path_factory.mktemp("bench")) as (memory, size):
        yield memory, size, rows


@pytest.mark.shared
@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_that_brute_force_finds_is_missed(
    measured: tuple[Memory, Size, list[Row]], lang: str
) -> None:
    memory, _, rows = measured
    found = measure_look_ups(memory, lang, rows)
    assert found.recall == 1
    assert found.expected > COMPARED / 4
    assert found.p95 >= found.median > 0


@pytest.mark.shared
def test_sizes_are_of_the_texts(measured: tuple[Memory, Size, list[Row]]) -> None:
    memory, size, _ = measured
    assert size.text_bytes == sum(
        len(text.encode()) for code in LANGUAGES for _, text in memory.segments(code)
    )
    assert 0 < size.index_bytes < size.text_bytes


@pytest.mark.shared
def test_tmx_is_written_and_read_again(shared: Path) -> None:
    found = measure_exchange(200, shared / "data")
    assert (found.write.result, found.read.result) == (200, 200 * len(LANGUAGES))
    assert (found.write_tenth.result, found.read_tenth.result) == (20, 20 * len(LANGUAGES))


@pytest.mark.shared
def test_a_process_starts_and_ends(shared: Path, tmp_path: Path) -> None:
    with filled(100, read_material(shared / "data"), tmp_path) as (memory, _):
        start = measure_start(memory.folder, CLAUSES[0]["fr"])
    assert all(seconds >= 0 for seconds in start)  # the clock ticks: a short process may take none
    assert start.command + start.library > start.python


@pytest.mark.shared
def test_the_command(shared: Path, hexapla) -> None:  # type: ignore[no-untyped-def]
    done = hexapla("bench", "memory", "--units", "1000", "--only", "tmx", "--data", shared / "data")
    assert done.code == 0
    assert "TMX write, 100 × 6" in done.out
    done = hexapla("bench", "memory", "--data", shared / "none", "--only", "lookup")
    assert (done.code, done.out) == (1, "")
    assert done.err.count("\n") == 1
