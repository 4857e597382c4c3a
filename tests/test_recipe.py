import hashlib
import json
from pathlib import Path

import pytest

from align.lexicon import RECORD, load
from align.recipe import make_lexicon
from corpora.errors import InputError, OutputError


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "rows.tsv"
    lines = [f"article {k % 5} paix\t第{k % 5}条 和平\tСтатья мир" for k in range(30)]
    path.write_text("\n".join(["fr\tzh\tru", *lines]) + "\n", encoding="utf-8")
    return path


def test_the_record_names_what_went_in(table: Path, tmp_path: Path) -> None:
    lexicon = make_lexicon([table, table], tmp_path / "lexicon")
    record = json.loads((tmp_path / "lexicon" / RECORD).read_text(encoding="utf-8"))
    digest = hashlib.sha256(table.read_bytes()).hexdigest()
    assert record["inputs"] == [{"name": "rows.tsv", "sha256": digest, "rows": 30}] * 2
    assert set(record["entries"]) == {"fr-ru", "fr-zh", "ru-zh"}
    assert {pair: table.height for pair, table in lexicon.pairs.items()} == {
        tuple(pair.split("-")): height for pair, height in record["entries"].items()
    }
    assert str(tmp_path) not in json.dumps(record)


def test_what_is_written_can_be_loaded(table: Path, tmp_path: Path) -> None:
    made = make_lexicon([table], tmp_path / "deep" / "lexicon")
    again = load(tmp_path / "deep" / "lexicon")
    assert again.models == made.models
    assert sorted(again.pairs) == sorted(made.pairs)
    assert all(again.pairs[pair].equals(made.pairs[pair]) for pair in made.pairs)


def test_the_same_inputs_give_the_same_bytes(table: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        make_lexicon([table], tmp_path / name)
    make_lexicon([table], tmp_path / "two")  # a lexicon may be written anew
    one, two = ({p.name: p.read_bytes() for p in (tmp_path / n).iterdir()} for n in ("one", "two"))
    assert one == two


def test_nothing_of_an_older_lexicon_stays(table: Path, tmp_path: Path) -> None:
    make_lexicon([table], tmp_path / "lexicon")
    small = tmp_path / "small.tsv"
    small.write_text("fr\tru\n" + "paix\tмир\n" * 30, encoding="utf-8")
    make_lexicon([small], tmp_path / "lexicon")
    assert [*load(tmp_path / "lexicon").pairs] == [("fr", "ru")]


@pytest.mark.parametrize("kind", ["folder", "file"])
def test_what_is_no_lexicon_is_not_overwritten(table: Path, tmp_path: Path, kind: str) -> None:
    out = table if kind == "file" else tmp_path
    with pytest.raises(OutputError, match="is no lexicon; choose a new folder") as caught:
        make_lexicon([table], out)
    assert "\n" not in str(caught.value)
    assert table.is_file()


def test_too_few_rows_are_said(tmp_path: Path) -> None:
    path = tmp_path / "few.tsv"
    path.write_text("fr\ten\npaix\tpeace\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"few\.tsv: too few rows"):
        make_lexicon([path], tmp_path / "lexicon")
    assert not (tmp_path / "lexicon").exists()


def test_an_absent_input_is_said(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.tsv"):
        make_lexicon([tmp_path / "none.tsv"], tmp_path / "lexicon")


def test_a_place_that_cannot_be_written_is_said(table: Path) -> None:
    with pytest.raises(OutputError, match=r"rows\.tsv") as caught:
        make_lexicon([table], table / "lexicon")
    assert "\n" not in str(caught.value)
