"""What an index is made of: lists, vocabulary, file, counting, each beside the obvious."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import Levenshtein

from corpora.languages import BY_CODE
from corpora.schema import LANGUAGES
from tests.memories import CLAUSES
from tm.lookup import container
from tm.lookup.building import build_shard
from tm.lookup.container import BrokenError
from tm.lookup.counting import Counting
from tm.lookup.lists import Lists, encode
from tm.lookup.shard import byte_of, opened, read_shard, write_shard
from tm.lookup.vocabulary import Vocabulary, listed
from tm.lookup.words import reduce


def lists_of(segments: list[set[int]], vocabulary: int) -> Lists:
    pairs = sorted((word, place) for place, words in enumerate(segments) for word in words)
    columns = np.array(pairs, dtype=np.uint32).reshape(-1, 2).T
    return encode(columns[0], columns[1], vocabulary=vocabulary, size=len(segments))


def example(size: int, seed: int) -> list[set[int]]:
    """Return segments whose word 0 is in nearly all, and the later ones in ever fewer."""
    chance = np.random.default_rng(seed)
    return [set(np.flatnonzero(chance.random(9) < 0.9 / 3.0 ** np.arange(9))) for _ in range(size)]


def by_frequency(segments: list[set[int]]) -> list[set[int]]:
    counts = np.bincount([word for words in segments for word in words], minlength=9)
    rank = {int(word): place for place, word in enumerate(np.argsort(-counts, kind="stable"))}
    return [{rank[int(word)] for word in words} for words in segments]


@pytest.mark.parametrize("size", [1, 2, 7, 8, 254, 255, 3_000])
def test_a_list_is_decoded_as_it_was(size: int) -> None:
    segments = by_frequency(example(size, seed=size))
    lists = lists_of(segments, 9)
    for word in range(9):
        expected = [place for place, words in enumerate(segments) if word in words]
        assert lists.decode(word).tolist() == expected


def test_gaps_longer_than_their_unit() -> None:
    """A gap of one byte counts to 254, one of two to 65,534; 300 and 70,000 go on."""
    size = 300_000
    places = {0: range(0, size, 300), 1: [0, 254, 509, 70_600, 299_999], 2: [65_535, 131_070]}
    columns = np.array([(w, p) for w, found in places.items() for p in found], dtype=np.uint32).T
    lists = encode(columns[0], columns[1], vocabulary=4, size=size)
    for word, expected in places.items():
        assert lists.decode(word).tolist() == [*expected]
    assert not len(lists.decode(3))


@pytest.mark.parametrize("compiled", [False, True])
def test_counting_is_what_counting_by_hand_gives(*, compiled: bool) -> None:
    segments = by_frequency(example(2_000, seed=4))
    lists = lists_of(segments, 9)
    lengths = np.array([len(words) for words in segments], dtype=np.uint8)
    wanted = {0: 1, 1: 2, 4: 1, 8: 3}
    counting = Counting(size=len(segments), words=7, compiled=compiled)
    for word, times in wanted.items():
        counting.add(lists, word, times)
    counts = [sum(wanted.get(word, 0) for word in words) for words in segments]
    expected = [
        place
        for place, (n, words) in enumerate(zip(counts, segments, strict=True))
        if n >= 3 and 2 <= len(words) <= 5
    ]
    assert expected
    assert counting.counts.tolist() == counts
    assert counting.are(3) == sum(n >= 3 for n in counts)
    assert counting.reached(3, lengths, 2, 5).tolist() == expected


WORDS = sorted({word for unit in CLAUSES for lang in LANGUAGES for word in
                reduce(unit[lang], BY_CODE[lang]).words})  # fmt: skip


def vocabulary() -> Vocabulary:
    return Vocabulary(*listed({word: number for number, word in enumerate(reversed(WORDS))}))


def test_every_word_is_found_and_no_other() -> None:
    numbers = {word: number for number, word in enumerate(reversed(WORDS))}
    assert [vocabulary().number(word) for word in WORDS] == [numbers[word] for word in WORDS]
    assert [vocabulary().number(word) for word in ("", "zzz", "ة", "会会", "\ud800")] == [None] * 5


@pytest.mark.parametrize("part", ["se", "ses", "séc", "per", "сес", "ее", "دور", "تها", "会", "0"])
@pytest.mark.parametrize(("start", "stop"), [(True, False), (False, True), (False, False)])
def test_words_by_a_part(part: str, *, start: bool, stop: bool) -> None:
    def has(word: str) -> bool:
        if start:
            return word.startswith(part)
        return word.endswith(part) if stop else part in word

    numbers = {word: number for number, word in enumerate(reversed(WORDS))}
    found = vocabulary().containing(part, start=start, stop=stop).tolist()
    assert sorted(found) == sorted(numbers[word] for word in WORDS if has(word))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_shard_is_read_as_it_was_written(lang: str, tmp_path: Path) -> None:
    segments = [(3 + 2 * place, unit[lang]) for place, unit in enumerate(CLAUSES)]
    shard = build_shard(segments, BY_CODE[lang])
    paths = tmp_path / "one", tmp_path / "other"
    write_shard(paths[0], shard)
    write_shard(paths[1], build_shard(segments, BY_CODE[lang]))
    assert paths[0].read_bytes() == paths[1].read_bytes()
    found = read_shard(paths[0])
    assert found.units.tolist() == [3, 5, 7]
    assert found.lengths.tolist() == [len(reduce(t, BY_CODE[lang]).words) for _, t in segments]
    assert found.sketches(np.array([2, 0])) == opened(shard).sketches(np.array([2, 0]))


@given(st.lists(st.text(alphabet="abcdefgh", max_size=12), min_size=2, max_size=2))
def test_sketches_are_no_farther_apart_than_words(texts: list[str]) -> None:
    """Even where words share a byte: here all from 160 on do, in turns of 96."""
    numbers = {letter: number * 96 + 100 for number, letter in enumerate("abcdefgh")}
    sketches = [bytes(byte_of(numbers[letter]) for letter in text) for text in texts]
    assert Levenshtein.distance(*sketches) <= Levenshtein.distance(*texts)


@pytest.mark.parametrize("content", [b"", b"hexapla", b"hexapla index 0\n[]\n", b"\x00" * 99])
def test_what_is_no_container_is_told(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "broken"
    path.write_bytes(content)
    with pytest.raises(BrokenError):
        container.read(path)


def test_a_container_cut_off_anywhere_is_told(tmp_path: Path) -> None:
    path = tmp_path / "whole"
    container.write(path, {"numbers": np.arange(40, dtype=np.uint32), "none": np.zeros(0)})
    whole = path.read_bytes()
    assert container.read(path)["numbers"].tolist() == [*range(40)]
    for stop in range(0, len(whole), 7):
        path.write_bytes(whole[:stop])
        with pytest.raises(BrokenError):
            container.read(path)
