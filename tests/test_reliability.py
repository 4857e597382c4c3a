"""The reliability table: by hand, on disk, and the one that ships."""

from pathlib import Path

import pytest
from conftest import Run

from align.reliability import (
    FILE,
    RELIABILITY,
    measure_reliability,
    read_reliability,
    shipped_reliability,
    write_reliability,
)
from corpora.errors import InputError, OutputError
from corpora.schema import OTHERS


@pytest.mark.parametrize("lang", OTHERS)
def test_a_table_by_hand(lang: str) -> None:
    judged = {lang: [(0.95, True), (1.0, False), (0.55, True)], "fr": []}
    table = measure_reliability(judged, signature="by:hand")
    assert table.bins.schema == RELIABILITY
    assert [tuple(map(_rounded, row)) for row in table.bins.rows()] == [
        (lang, 0.5, 0.6, 0.55, 1.0, 1),
        (lang, 0.9, 1.0, 0.975, 0.5, 2),
    ]
    assert table.errors == {lang: pytest.approx((0.45 + 2 * 0.475) / 3)}


def _rounded(value: object) -> object:
    return round(value, 6) if isinstance(value, float) else value


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    judged = {lang: [(0.95, True), (0.25, False)] for lang in OTHERS}
    table = measure_reliability(judged, signature="by:hand")
    write_reliability(table, tmp_path / FILE)
    data = (tmp_path / FILE).read_bytes()
    again = read_reliability(data, name=FILE)
    assert again.bins.equals(table.bins)
    assert again.errors == pytest.approx(table.errors)
    assert again.signature == "by:hand"
    write_reliability(again, tmp_path / "again.json")
    assert (tmp_path / "again.json").read_bytes() == data


@pytest.mark.parametrize(
    "data", [b"", b"\xff", b"[]", b"{}", b'{"bins": 1}', b'{"bins": [], "errors": []}']
)
def test_what_is_no_table_is_one_line(data: bytes) -> None:
    with pytest.raises(InputError, match=r"^r\.json: is no reliability table; make one with"):
        read_reliability(data, name="r.json")


def test_a_file_that_cannot_be_written(tmp_path: Path) -> None:
    table = measure_reliability({"ru": [(0.5, True)]}, signature="by:hand")
    with pytest.raises(OutputError, match="choose another --reliability"):
        write_reliability(table, tmp_path / "nowhere" / FILE)


def test_the_shipped_table_says_what_it_was_measured_on() -> None:
    table = shipped_reliability()
    assert table
    assert {*table.bins["lang"]} == {*table.errors} == {*OTHERS}
    assert "|gold:un_dev.tsv#" in table.signature
    weighted = (table.bins["predicted"] - table.bins["observed"]).abs() * table.bins["n"]
    total = table.bins.with_columns(weighted=weighted).group_by("lang", maintain_order=True)
    for (lang,), rows in total:
        assert rows["weighted"].sum() / rows["n"].sum() == pytest.approx(
            table.errors[str(lang)], abs=1e-5
        )


def test_the_command_asks_for_the_gold_that_it_needs(hexapla: Run, tmp_path: Path) -> None:
    done = hexapla("bench", "align", "--only", "speed", "--reliability", tmp_path / FILE)
    assert done.code == 2
    assert "--only un_dev" in done.err
