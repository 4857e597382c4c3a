import datetime
from pathlib import Path

import polars as pl
import pytest

from corpora.errors import InputError
from corpora.parallel import table
from corpora.parallel.row import Row
from corpora.parallel.table import read_table
from corpora.schema import LANGUAGES

TEXTS = {
    "fr": "La paix ; « juste »",
    "en": "Peace, “just”",
    "es": "La paz",
    "ru": "Мир",
    "ar": "السلام، العادل",
    "zh": "和平，公正",
}
HEADERS = {
    "fr": "fr-FR",
    "en": "English",
    "es": "ES",
    "ru": "русский",
    "ar": "ar_SA",
    "zh": "ZH-HANS",
}


def rows(path: Path) -> list[Row]:
    return list(read_table(path, file=path.name))


def put(folder: Path, name: str, text: str, encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_text(text, encoding=encoding, newline="")
    return path


@pytest.mark.parametrize("suffix", [".tsv", ".csv", ".parquet"])
def test_locale_codes_and_names_as_headers(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"rows{suffix}"
    frame = pl.DataFrame([{HEADERS[code]: text for code, text in TEXTS.items()} | {"id": 1}] * 2)
    if suffix == ".parquet":
        frame.write_parquet(path)
    else:
        frame.write_csv(path, separator="\t" if suffix == ".tsv" else ",")
    first, second = rows(path)
    assert first.texts == second.texts == TEXTS
    assert [variant.code for variant in first.variants] == [HEADERS[code] for code in LANGUAGES]
    assert (first.place, second.place) == (2, 3)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_csv_of_every_kind(tmp_path: Path, delimiter: str, encoding: str) -> None:
    cells = [[*TEXTS], [f'"{text}"' for text in TEXTS.values()]]
    text = "\r\n".join(delimiter.join(line) for line in cells) + "\r\n"
    (row,) = rows(put(tmp_path, "rows.csv", text, encoding))
    assert row.texts == TEXTS


def test_columns_that_are_understood(tmp_path: Path) -> None:
    text = (
        "id\tsymbol\tlabel\tdate\tprobability\tfr\tru\n"
        "1\tA/1\top2\t2014-11-11\t0.5\tPrie\tПросит\n2\t\t\tsoon\t2\tPaix\tМир\n"
    )
    first, second = rows(put(tmp_path, "rows.tsv", text))
    assert (first.doc, first.label, first.date, first.probability) == (
        *("A/1", "op2"),
        datetime.date(2014, 11, 11),
        0.5,
    )
    assert (second.doc, second.label, second.date, second.probability) == (None,) * 4


def test_a_label_from_the_tuid(tmp_path: Path) -> None:
    text = "tuid\tdoc\tfr\ten\nA/1#op2\tA/1\ta\tb\n\tA/1\tc\td\n"
    first, second = rows(put(tmp_path, "rows.tsv", text))
    assert [first.name, first.label, second.name, second.label] == ["A/1#op2", "op2", None, None]


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("rows.tsv", "fr\tde\na\tb\n", "has 1 of the columns fr, en, es, ru, ar, zh"),
        ("rows.tsv", "fr\ten-GB\ten-US\na\tb\tc\n", "'en-GB' and 'en-US' are both columns in en"),
        ("rows.csv", 'fr,en\n"a,b\n', "cannot be read as a table"),
        ("rows.tsv", "", "cannot be read as a table"),
        ("rows.tsv", "fr\tfr\na\tb\n", "columns"),
    ],
)
def test_what_is_no_table_is_said_in_one_line(
    tmp_path: Path, name: str, text: str, message: str
) -> None:
    with pytest.raises(InputError) as caught:
        rows(put(tmp_path, name, text))
    assert str(caught.value).startswith(f"{name}: ")
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_cell_out_of_all_proportion(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table, "LARGEST_CELL", 10)
    with pytest.raises(InputError, match="a cell of more than 10 bytes"):
        rows(put(tmp_path, "rows.tsv", "fr\ten\nhello world\tb\n"))


def test_a_column_that_is_no_text(tmp_path: Path) -> None:
    pl.DataFrame({"fr": [["a"]], "en": [{"x": 1}]}).write_parquet(tmp_path / "rows.parquet")
    with pytest.raises(InputError, match="a column of a language holds no text"):
        rows(tmp_path / "rows.parquet")


def test_a_table_that_unpacks_to_more_than_text_can(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pl.DataFrame({"fr": ["La paix" * 100] * 90_000, "zh": "和平"}).write_parquet(
        tmp_path / "rows.parquet"
    )
    with pytest.raises(InputError, match="unpacks to more than 100 times its size"):
        rows(tmp_path / "rows.parquet")
    monkeypatch.setattr(table, "MOST_ROWS", 1_000)
    with pytest.raises(InputError, match=r"90,000 rows, and no more than 1,000 are read; split it"):
        rows(tmp_path / "rows.parquet")
