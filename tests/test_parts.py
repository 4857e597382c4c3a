"""A table of a build is one file or a folder of parts, and reads alike."""

from pathlib import Path

import polars as pl
import pytest

from corpora.errors import InputError
from corpora.schema import LANGUAGES
from tm.parts import PART, part_paths, scan

TABLE = pl.DataFrame({"lang": LANGUAGES, "text": ["un", "one", "uno", "один", "واحد", "一"]})


def test_a_single_file_and_parts_read_alike(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    TABLE.write_parquet(tmp_path / "one" / "units.parquet")
    (tmp_path / "many" / "units").mkdir(parents=True)
    for number in (2, 0, 1):  # written in any order
        path = tmp_path / "many" / "units" / f"{PART.format(number)}.parquet"
        TABLE[2 * number : 2 * number + 2].write_parquet(path)
    assert scan(tmp_path / "one", "units").collect().equals(TABLE)
    assert scan(tmp_path / "many", "units").collect().equals(TABLE)
    assert len(part_paths(tmp_path / "many", "units")) == 3


def test_a_table_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"holds no units\.parquet and no folder units"):
        scan(tmp_path, "units")
