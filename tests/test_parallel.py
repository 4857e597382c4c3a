from pathlib import Path

import polars as pl
import pytest

from corpora.errors import InputError
from corpora.parallel import read_parallel

ROW = {
    "fr": "La paix",
    "en": "Peace",
    "es": "La paz",
    "ru": "Мир",
    "ar": "السلام",
    "zh": "和平",
}


@pytest.mark.parametrize("suffix", [".tsv", ".csv", ".parquet"])
def test_a_table_of_six_languages(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"rows{suffix}"
    table = pl.DataFrame([{"id": "1", **ROW}, {"id": "2", **ROW}])
    if suffix == ".parquet":
        table.write_parquet(path)
    else:
        table.write_csv(path, separator="\t" if suffix == ".tsv" else ",")
    assert read_parallel(path) == [ROW, ROW]


def test_tsv_has_no_quoting(tmp_path: Path) -> None:
    path = tmp_path / "rows.tsv"
    path.write_text('fr\ten\n"Paix\t"Peace" he said\nguerre\twar"\n', encoding="utf-8")
    assert read_parallel(path) == [
        {"fr": '"Paix', "en": '"Peace" he said'},
        {"fr": "guerre", "en": 'war"'},
    ]


def test_csv_has_quoting(tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_text('fr,en\n"a, ""b""",c\n', encoding="utf-8")
    assert read_parallel(path) == [{"fr": 'a, "b"', "en": "c"}]


def test_numbers_stay_text(tmp_path: Path) -> None:
    path = tmp_path / "rows.tsv"
    path.write_text("fr\ten\n007\t1.50\n", encoding="utf-8")
    assert read_parallel(path) == [{"fr": "007", "en": "1.50"}]


def test_an_empty_cell_is_a_language_less(tmp_path: Path) -> None:
    path = tmp_path / "rows.tsv"
    path.write_text("fr\ten\tzh\na\t\t \n\tb\tc\n", encoding="utf-8")
    assert read_parallel(path) == [{"fr": "a"}, {"en": "b", "zh": "c"}]


def test_a_missing_value_is_a_language_less(tmp_path: Path) -> None:
    path = tmp_path / "rows.parquet"
    pl.DataFrame({"fr": ["a", None], "ru": ["b", "c"]}).write_parquet(path)
    assert read_parallel(path) == [{"fr": "a", "ru": "b"}, {"ru": "c"}]


TMX = "".join(f'<tuv lang="{lang}-XX"><seg>{text}</seg></tuv>' for lang, text in ROW.items())
XLIFF = (
    '<xliff version="1.2"><file source-language="ar" target-language="zh-CN"><body><trans-unit>'
    f"<source>{ROW['ar']}</source><target>{ROW['zh']}</target></trans-unit></body></file></xliff>"
)


def test_a_memory_and_a_bilingual_file(tmp_path: Path) -> None:
    (tmp_path / "un.tmx").write_text(f"<tmx><body><tu>{TMX}</tu></body></tmx>", encoding="utf-16")
    (tmp_path / "un.sdlxliff").write_text(XLIFF, encoding="utf-8")
    assert read_parallel(tmp_path / "un.tmx") == [ROW]
    assert read_parallel(tmp_path / "un.sdlxliff") == [{"ar": ROW["ar"], "zh": ROW["zh"]}]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("un.tmx", b"<tmx><body><tu><tuv lang='fr'><seg>a</seg></tuv></tu></body></tmx>"),
        ("un.tmx", b"<tmx><body>"),
        ("un.xlf", b""),
        ("un.fr", b"a\n"),
        ("en-fr.xml", b"<cesAlign/>"),
        ("absent.tmx", None),
        ("absent.fr", None),
        ("rows.txt", b"fr\ten\na\tb\n"),
        ("rows.tsv", b""),
        ("rows.tsv", b"fr\tde\na\tb\n"),
        ("rows.tsv", b"la paix\tpeace\n"),
        ("rows.tsv", b"fr\ten\n\xff\xfe\xfa\tb\n"),
        ("rows.tsv", b"fr\ten\na\tb\tc\td\n"),
        ("rows.csv", b"fr,en\na,b,c\n"),
        ("rows.parquet", b"junk"),
        ("rows.parquet", b""),
        ("absent.tsv", None),
        ("absent.parquet", None),
    ],
)
def test_what_cannot_be_used_is_said_in_one_line(
    tmp_path: Path, name: str, data: bytes | None
) -> None:
    if data is not None:
        (tmp_path / name).write_bytes(data)
    with pytest.raises(InputError) as caught:
        read_parallel(tmp_path / name)
    assert str(caught.value).startswith(str(tmp_path / name))
    assert "\n" not in str(caught.value)
