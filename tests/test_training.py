import pickle
from collections import Counter
from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from align.lexicon import EMPTY, ENTRIES, Lexicon
from align.shards import Sizes, number_shards, sentences, vocabulary, write_shards
from align.training import FEWEST_ROWS, LEAST_PROBABILITY, train_lexicon, train_shards
from corpora.reduction import FAN, reduced, workers
from corpora.schema import LANGUAGES

SUBJECTS = {
    "fr": ["conseil", "comité", "secrétaire"],
    "en": ["council", "committee", "secretary"],
    "es": ["consejo", "comité", "secretario"],
    "ru": ["совет", "комитет", "секретарь"],
    "ar": ["المجلس", "اللجنة", "الأمين"],
    "zh": ["理事会", "委员会", "秘书"],
}
VERBS = {
    "fr": ["décide", "recommande", "adopte"],
    "en": ["decides", "recommends", "adopts"],
    "es": ["decide", "recomienda", "adopta"],
    "ru": ["решает", "рекомендует", "принимает"],
    "ar": ["يقرر", "يوصي", "يعتمد"],
    "zh": ["决定", "建议", "通过"],
}


def rows(count: int, languages: tuple[str, ...] = LANGUAGES) -> list[dict[str, str]]:
    return [
        {lang: f"{SUBJECTS[lang][k % 3]} {VERBS[lang][k // 3 % 3]} {k}" for lang in languages}
        for k in range(count)
    ]


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return train_lexicon(rows(54))


def test_every_pair_of_languages_is_learned(lexicon: Lexicon) -> None:
    assert len(lexicon.pairs) == 15
    assert sorted(lexicon.models) == ["ar", "zh"]
    for entries in lexicon.pairs.values():
        assert entries.schema == ENTRIES
        assert entries.height
        best = entries.select("forward", "backward").max_horizontal()
        assert (best >= LEAST_PROBABILITY).all()
        assert entries.rows() == sorted(entries.rows())


@pytest.mark.parametrize(
    ("lang", "ours", "theirs"),
    [("en", "secre", "secre"), ("es", "decid", "decid"), ("ru", "conse", "совет")],
)
def test_the_translations_are_found(lexicon: Lexicon, lang: str, ours: str, theirs: str) -> None:
    found = lexicon.pairs["fr", lang]
    best = found.filter(found["source"] == ours).sort("forward", descending=True)
    assert best["target"][0] == theirs
    assert best["forward"][0] > 0.8


def test_anchors_are_not_learned(lexicon: Lexicon) -> None:
    for entries in lexicon.pairs.values():
        assert not entries["source"].str.contains("[#@]").any()


def test_the_same_rows_give_the_same_lexicon(lexicon: Lexicon) -> None:
    again = train_lexicon(rows(54))
    assert again.models == lexicon.models
    for pair, entries in again.pairs.items():
        assert entries.equals(lexicon.pairs[pair])


def test_a_pair_needs_rows_that_have_both() -> None:
    some = [*rows(30, ("fr", "en")), *rows(30, ("fr", "es"))]
    assert sorted(train_lexicon(some).pairs) == [("fr", "en"), ("fr", "es")]


@pytest.mark.parametrize("count", [0, FEWEST_ROWS - 1])
def test_too_few_rows_teach_nothing(count: int) -> None:
    found = train_lexicon(rows(count))
    assert (found.pairs, found.models) == (EMPTY.pairs, EMPTY.models)


@pytest.mark.parametrize("text", ["。", "7", "\x00", "a"])
def test_rows_that_say_nothing_are_no_error(text: str) -> None:
    assert train_lexicon([{"fr": text, "zh": text, "ar": text}] * FEWEST_ROWS).pairs


class Elsewhere(ThreadPoolExecutor):
    """Threads that get, like other processes, what can be pickled, and give it back so."""

    def submit(self, task: Callable[..., Any], /, *args: Any, **options: Any) -> Future[Any]:
        packed = pickle.dumps((task, args, options))
        assert len(packed) < 5_000
        return super().submit(_unpacked, packed)


def _unpacked(packed: bytes) -> Any:
    task, args, options = pickle.loads(packed)  # noqa: S301  (our own)
    return pickle.loads(pickle.dumps(task(*args, **options)))  # noqa: S301


def sharded(folder: Path, sizes: Sizes, executor: Executor | None = None) -> Lexicon:
    folder.mkdir()
    with workers(executor) as pool:
        return train_shards(write_shards(gappy(), folder, sizes=sizes), pool)


def gappy() -> list[dict[str, str]]:
    """Return rows of which some lack Spanish, and one has all words a hundred times."""
    found = rows(60)
    for row in found[50:]:
        del row["es"]
    found[7] = {lang: " ".join([text] * 600) for lang, text in found[7].items()}
    return found


def same(one: Lexicon, other: Lexicon) -> bool:
    assert one.pairs.keys() == other.pairs.keys()
    return one.models == other.models and all(
        entries.equals(other.pairs[pair]) for pair, entries in one.pairs.items()
    )


def test_a_corpus_of_one_block_has_the_numbers_of_training_at_once(tmp_path: Path) -> None:
    assert same(sharded(tmp_path / "one", Sizes()), train_lexicon(gappy()))


def test_shards_and_workers_make_no_difference_to_a_bit(tmp_path: Path) -> None:
    one = sharded(tmp_path / "one", Sizes(block=16, shard=1, sentences=40))
    with Elsewhere(max_workers=3) as pool:
        other = sharded(tmp_path / "other", Sizes(block=16, shard=3, sentences=40), pool)
    assert same(one, other)


def test_several_blocks_learn_what_one_does(tmp_path: Path) -> None:
    whole = train_lexicon(gappy())
    found = sharded(tmp_path / "many", Sizes(block=10, shard=2))
    assert found.models == whole.models
    for pair, entries in whole.pairs.items():
        both = entries.join(found.pairs[pair], on=["source", "target"], how="full", suffix="_other")
        both = both.fill_null(0.0)
        assert (both["forward"] - both["forward_other"]).abs().max() < 1e-6  # type: ignore[operator]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_vocabulary_and_sentences_are_bounded_and_chosen_alike(tmp_path: Path, lang: str) -> None:
    found = []
    for shard in (1, 3):
        folder = tmp_path / str(shard)
        folder.mkdir()
        sizes = Sizes(block=9, shard=shard, tokens=4, sentences=12)
        corpus = write_shards(rows(50, (lang,)), folder, sizes=sizes)
        with workers() as pool:
            number_shards(corpus, {}, pool)
        taken = sentences(corpus, lang) if lang in {"ar", "zh"} else []
        found.append((vocabulary(corpus, lang), taken))
    assert found[0] == found[1]
    assert [*found[0][0].values()] == [0, 1, 2, 3]
    texts = [row[lang] for row in rows(50)]
    assert len(found[0][1]) in {0, 12}
    assert found[0][1] == sorted(found[0][1], key=texts.index)


def test_tables_are_bounded(tmp_path: Path) -> None:
    entries = sharded(tmp_path / "few", Sizes(block=20, shard=1, partners=1)).pairs["fr", "ru"]
    most = Counter(entries.filter(pl.col("forward") > 0)["source"]).most_common(1)
    assert most[0][1] <= 2  # one that meets it, and one that looks alike


def test_more_rows_than_a_block_leave_no_file(tmp_path: Path) -> None:
    few = rows(54, ("fr", "ru"))
    found = train_lexicon(iter(few), folder=tmp_path, sizes=Sizes(block=30))
    assert [*found.pairs] == [("fr", "ru")]
    assert not [*tmp_path.iterdir()]


@pytest.mark.parametrize("count", [1, FAN, FAN + 1, FAN * FAN + 1])
def test_a_tree_combines_everything_in_its_order(count: int) -> None:
    with workers() as pool:
        assert reduced(pool, "".join, [chr(97 + n % 26) for n in range(count)]) == "".join(
            chr(97 + n % 26) for n in range(count)
        )
