import json
import re
from itertools import combinations
from pathlib import Path

import numpy as np
import polars as pl
import pytest

import align
from align.lexicon import EMPTY, ENTRIES, RECORD, Lexicon, load, save, shipped
from align.pieces import train_pieces
from align.table import Table, sources_of
from corpora.errors import InputError
from corpora.schema import LANGUAGES

ROWS = {
    "source": ["paix", "secur", "secur"],
    "target": ["мир", "безоп", "охран"],
    "forward": [0.9, 0.75, 0.125],
    "backward": [0.5, 0.875, 0.0],
}
OURS, THEIRS = {"secur": 0, "guerr": 1, "paix": 2}, {"безоп": 0, "мир": 1, "охран": 2}


@pytest.fixture
def lexicon() -> Lexicon:
    model = train_pieces(["和平是好的", "理事会开会"] * 20, pieces=30)
    return Lexicon({("fr", "ru"): pl.DataFrame(ROWS, schema=ENTRIES)}, {"zh": model})


@pytest.fixture
def folder(lexicon: Lexicon, tmp_path: Path) -> Path:
    save(lexicon, tmp_path)
    (tmp_path / RECORD).write_text("{}", encoding="utf-8")
    return tmp_path


def cells(table: Table) -> dict[tuple[int, int], float]:
    pairs = zip(sources_of(table).tolist(), table.target.tolist(), strict=True)
    return dict(zip(pairs, table.probability.tolist(), strict=True))


def test_tables_are_over_the_vocabularies_asked_for(lexicon: Lexicon) -> None:
    forward, backward = lexicon.tables(("fr", "ru"), OURS, THEIRS)
    assert cells(forward) == pytest.approx({(0, 0): 0.75, (0, 2): 0.125, (2, 1): 0.9})
    assert cells(backward) == pytest.approx({(0, 0): 0.875, (1, 2): 0.5})
    assert len(forward.offset) == len(OURS) + 1
    assert len(backward.offset) == len(THEIRS) + 1


def test_the_other_way_round_is_the_same_lexicon(lexicon: Lexicon) -> None:
    there = lexicon.tables(("fr", "ru"), OURS, THEIRS)
    back = lexicon.tables(("ru", "fr"), THEIRS, OURS)
    for one, other in zip(there, reversed(back), strict=True):
        assert cells(one) == cells(other)


@pytest.mark.parametrize("pair", [("fr", "zh"), ("de", "fr")])
def test_of_other_languages_nothing_is_known(lexicon: Lexicon, pair: tuple[str, str]) -> None:
    for known in (lexicon, EMPTY):
        forward, backward = known.tables(pair, OURS, {})
        assert not len(forward.target)
        assert (len(forward.offset), len(backward.offset)) == (len(OURS) + 1, 1)


def test_a_saved_lexicon_is_loaded_as_it_was(lexicon: Lexicon, folder: Path) -> None:
    again = load(folder)
    assert again.models == lexicon.models
    assert {pair: rows.rows() for pair, rows in again.pairs.items()} == {
        pair: rows.rows() for pair, rows in lexicon.pairs.items()
    }
    for one, other in zip(
        lexicon.tables(("fr", "ru"), OURS, THEIRS),
        again.tables(("fr", "ru"), OURS, THEIRS),
        strict=True,
    ):
        assert all(np.array_equal(a, b) for a, b in zip(one, other, strict=True))


def test_saving_replaces_what_was_there(lexicon: Lexicon, folder: Path) -> None:
    save(Lexicon({("en", "zh"): lexicon.pairs["fr", "ru"]}, {}), folder)
    again = load(folder)
    assert [*again.pairs] == [("en", "zh")]
    assert again.models == {}


@pytest.mark.parametrize("name", ["fr-ru.parquet", "zh.model"])
@pytest.mark.parametrize("data", [b"", b"junk"])
def test_a_broken_file_is_named_in_one_line(folder: Path, name: str, data: bytes) -> None:
    (folder / name).write_bytes(data)
    with pytest.raises(InputError, match=re.escape(name)) as caught:
        load(folder)
    assert "\n" not in str(caught.value)


def test_a_table_of_something_else_is_named_in_one_line(folder: Path) -> None:
    pl.DataFrame({"word": ["a"]}).write_parquet(folder / "fr-ru.parquet")
    with pytest.raises(InputError, match=r"fr-ru\.parquet: is broken"):
        load(folder)


@pytest.mark.parametrize("absent", [True, False])
def test_a_folder_without_lexicon_is_refused(tmp_path: Path, absent: bool) -> None:
    folder = tmp_path / "none" if absent else tmp_path
    with pytest.raises(InputError, match="holds no lexicon") as caught:
        load(folder)
    assert "\n" not in str(caught.value)
    assert "hexapla train" in str(caught.value)


def test_the_shipped_lexicon_knows_all_pairs() -> None:
    assert {frozenset(pair) for pair in shipped().pairs} == {
        frozenset(pair) for pair in combinations(LANGUAGES, 2)
    }
    for entries in shipped().pairs.values():
        assert entries.schema == ENTRIES
        for column in ("forward", "backward"):
            assert entries[column].is_between(0, 1).all()
            assert entries[column].is_finite().all()
    assert shipped() is shipped()


def test_the_shipped_lexicon_translates() -> None:
    words = {"en": "peace", "es": "paz", "ru": "мира", "zh": "和平"}
    for lang, word in words.items():
        forward, _ = shipped().tables(("fr", lang), {"paix": 0}, {word: 0})
        assert forward.probability.sum() > 0.1, lang


def test_the_shipped_lexicon_is_small_and_says_where_it_comes_from() -> None:
    folder = Path(align.__file__).parent / "un"
    assert sum(path.stat().st_size for path in folder.iterdir()) <= 12e6
    record = json.loads((folder / RECORD).read_text(encoding="utf-8"))
    for source in record["inputs"]:
        assert re.fullmatch("[0-9a-f]{64}", source["sha256"])
        assert source["rows"] > 0
        assert not re.search("charter|berg|unesco", source["name"], re.IGNORECASE)
    assert {path.stem for path in folder.glob("*-*.parquet")} == set(record["entries"])
    for pair, entries in shipped().pairs.items():
        assert record["entries"]["-".join(pair)] == entries.height
