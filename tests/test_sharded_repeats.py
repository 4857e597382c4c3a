"""Repeated clauses by the shard are those of everything looked at together."""

import random
from collections.abc import Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from pathlib import Path

import polars as pl
import pytest
from test_repeats import FRENCH, TEXTS

from corpora.schema import LANGUAGES, OTHERS, UNITS
from tm.engine import Processes
from tm.parts import part_paths, scan
from tm.repeats import COMPARED, REPEATS, find_repeats
from tm.sharded_repeats import WORST, Repeated, Sizes, write_repeats

SMALL = Sizes(run=400, shard=500, part=40)
DOCUMENTS = 60


@pytest.fixture(scope="module")
def units() -> pl.DataFrame:
    """Return units of which many recur, some in other spaces and case, not all in six languages."""
    chance = random.Random(5)  # noqa: S311  (no secret)
    rows = []
    for number in range(DOCUMENTS):
        doc = f"A/{number:03}"
        for index in range(chance.randint(3, 8)):
            clause = chance.choice([chance.randrange(25), 1000 + number * 10 + index])
            french = f"{FRENCH} {clause}"
            texts = {"fr": french.upper() if chance.random() < 0.2 else french}
            for lang in OTHERS:
                if chance.random() < 0.9:
                    texts[lang] = f"{chance.choice(TEXTS[lang])} {clause * chance.randint(1, 9)}"
            if chance.random() < 0.05:
                del texts["fr"]
            rows += [
                (f"{doc}#{index}", doc, index, lang, 0, 1, "operative", None, texts[lang], 1.0)
                for lang in LANGUAGES
                if lang in texts
            ]
    return pl.DataFrame(rows, schema=UNITS, orient="row")


def put(units: pl.DataFrame, folder: Path, *, files: int) -> Path:
    """Write units as a build has them: one file, or parts that hold documents by their hash."""
    folder.mkdir()
    if files == 1:
        units.write_parquet(folder / "units.parquet")
        return folder
    (folder / "units").mkdir()
    part = units["doc"].str.slice(-1).cast(pl.UInt32) % files
    for number in range(files):
        path = folder / "units" / f"part-{number:05}.parquet"
        units.filter(part == number).write_parquet(path)
    return folder


@pytest.fixture(params=["one thread", "threads", "processes"])
def pool(request: pytest.FixtureRequest) -> Iterator[Executor | None]:
    if request.param == "one thread":
        yield None
        return
    with Processes(2) if request.param == "processes" else ThreadPoolExecutor(3) as found:
        yield found


def check(repeated: Repeated, expected: pl.DataFrame) -> None:
    assert repeated.rows == expected.height
    assert repeated.chrf_mean == pytest.approx(expected["chrf"].mean())
    assert repeated.worst.equals(expected.head(WORST))


@pytest.mark.parametrize("files", [1, 5])
def test_shards_and_workers_make_no_difference(
    units: pl.DataFrame, tmp_path: Path, pool: Executor | None, files: int
) -> None:
    build = put(units, tmp_path / "build", files=files)
    expected = find_repeats(units)
    assert {*expected.table["lang"]} == {*OTHERS}
    assert expected.table["distinct"].max() > COMPARED  # type: ignore[operator]
    repeated = write_repeats(build, executor=pool, sizes=SMALL)
    check(repeated, expected.table)
    assert repeated.signature == expected.signature
    found = scan(build, "repeats").collect()
    assert found.schema == REPEATS
    assert found.equals(expected.table)
    parts = part_paths(build, "repeats")
    assert len(parts) == -(-expected.table.height // SMALL.part)
    assert {path.name for path in build.iterdir()} == {*{path.parent.name for path in parts}} | {
        "units" if files > 1 else "units.parquet"
    }


def test_few_rows_are_one_file(units: pl.DataFrame, tmp_path: Path) -> None:
    for number, sizes in enumerate((Sizes(), SMALL._replace(part=10_000))):
        build = put(units, tmp_path / str(number), files=3)
        check(write_repeats(build, sizes=sizes), find_repeats(units).table)
        assert part_paths(build, "repeats") == (build / "repeats.parquet",)
    first, second = (tmp_path / name / "repeats.parquet" for name in "01")
    assert first.read_bytes() == second.read_bytes()


def test_equal_scores_stay_in_one_part(tmp_path: Path) -> None:
    texts = [{"fr": f"{FRENCH} {n}", "zh": zh} for n in range(50) for zh in ("决定", "建议")]
    rows = [
        (f"d#{index}", "d", index, lang, 0, 1, "operative", None, text, 1.0)
        for index, unit in enumerate(texts)
        for lang, text in unit.items()
    ]
    units = pl.DataFrame(rows, schema=UNITS, orient="row")
    build = put(units, tmp_path / "build", files=1)
    check(write_repeats(build, sizes=SMALL._replace(part=7)), find_repeats(units).table)
    assert scan(build, "repeats").collect().equals(find_repeats(units).table)


@pytest.mark.parametrize("sizes", [Sizes(), SMALL])
def test_nothing_repeated_is_an_empty_table(tmp_path: Path, sizes: Sizes) -> None:
    units = pl.DataFrame(
        [("d#0", "d", 0, lang, 0, 1, "operative", None, lang, 1.0) for lang in LANGUAGES],
        schema=UNITS,
        orient="row",
    )
    for name, table in {"one": units, "none": units.head(0)}.items():
        build = put(table, tmp_path / name, files=1)
        repeated = write_repeats(build, sizes=sizes)
        assert (repeated.rows, repeated.chrf_mean, repeated.worst.height) == (0, None, 0)
        assert pl.read_parquet(build / "repeats.parquet").equals(REPEATS.to_frame())
