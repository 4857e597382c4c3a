"""A large memory made of real clauses, and queries for it: always the same for the same seed.

    rows = read_material(Path("../shared/data"))
    units = list(make_units(rows, 1_000_000))           # [{"fr": "…", "en": "…", …}, …]
    clauses = make_queries(rows, "ar", 200)

The real rows come first. The others are made of them, in all six languages at once: the first
part of one row with the last part of another, a row with other numbers, or a unit made shortly
before with a few words exchanged. A query is a real clause with 1 to 8 words inserted, deleted
or replaced.

Why first parts by Zipf's law: United Nations text repeats its openings ("Requests the
Secretary-General …") thousands of times, and candidates that share one are what makes fuzzy
search slow and a truncated candidate list incomplete. Rank 1 of 5,500 opens a tenth of the units.
"""

import random
from bisect import bisect
from collections.abc import Iterator, Sequence
from itertools import accumulate
from pathlib import Path

from corpora.languages import BY_CODE
from corpora.parallel import read_parallel
from corpora.schema import LANGUAGES

Row = dict[str, str]
"""The texts of one row or unit by language: all six."""

FILES = ("un_dev/un_dev.tsv", "parallel/sdg_6way.tsv", "parallel/tico19_6way.tsv")

RECOMBINED, RENUMBERED = 0.5, 0.2
"""Shares of made units; the others are near-duplicates."""

RECENT = 5_000
"""Units that a near-duplicate may be made of."""

LEAST_WORDS = 8
"""Words (in Chinese, characters) of a clause that becomes a query."""

MOST_EDITS = 8

_DIGITS = "0123456789", "٠١٢٣٤٥٦٧٨٩"

_Words = dict[str, list[str]]


def read_material(data: Path) -> list[Row]:
    """Return the real rows that have all six languages, each once; raises `InputError`."""
    rows = [row for name in FILES for row in read_parallel(data / name)]
    whole = {row["fr"]: row for row in rows if all(lang in row for lang in LANGUAGES)}
    return [{lang: row[lang] for lang in LANGUAGES} for row in whole.values()]


def make_units(rows: Sequence[Row], units: int, *, seed: int = 5) -> Iterator[Row]:
    """Yield `units` different units, the real rows first."""
    yield from rows[:units]
    chance = random.Random(seed)  # noqa: S311  (no secret)
    cut = [_cut(row) for row in rows]
    weights = list(accumulate(1 / (rank + 1) for rank in range(len(cut))))
    order = chance.sample(range(len(cut)), len(cut))
    recent, seen, made = cut[:RECENT], {row["fr"] for row in rows}, len(rows)
    while made < units:
        first = cut[order[min(bisect(weights, chance.random() * weights[-1]), len(cut) - 1)]]
        words = _unit(first, cut, recent, chance)
        unit = _joined(words)
        if unit["fr"] in seen:
            continue
        seen.add(unit["fr"])
        recent[made % len(recent)] = words
        made += 1
        yield unit


def make_queries(rows: Sequence[Row], lang: str, queries: int, *, seed: int = 7) -> list[str]:
    """Return real clauses of `lang`, each with 1 to 8 edits at random places."""
    chance = random.Random(f"{seed} {lang}")  # noqa: S311  (as above)
    cut = [words for row in rows if len(words := _split(row[lang], lang)) >= LEAST_WORDS]
    joiner = BY_CODE[lang].joiner
    return [
        joiner.join(_edited(chance.choice(cut), cut, 1 + number % MOST_EDITS, chance))
        for number in range(queries)
    ]


def _cut(row: Row) -> _Words:
    return {lang: _split(text, lang) for lang, text in row.items()}


def _split(text: str, lang: str) -> list[str]:
    return text.split() if BY_CODE[lang].joiner else list(text)


def _joined(words: _Words) -> Row:
    return {lang: BY_CODE[lang].joiner.join(found) for lang, found in words.items()}


def _unit(
    first: _Words, cut: Sequence[_Words], recent: Sequence[_Words], chance: random.Random
) -> _Words:
    kind = chance.random()
    if kind < RECOMBINED:
        return _recombined(first, chance.choice(cut), chance.uniform(0.3, 0.7))
    if kind < RECOMBINED + RENUMBERED:
        return _renumbered(first, chance)
    words = chance.choice(recent)
    for _ in range(chance.randint(1, 3)):
        words = _exchanged(words, chance.choice(cut), chance.random(), chance.random())
    return _renumbered(words, chance) if chance.random() < 0.3 else words


def _recombined(first: _Words, last: _Words, share: float) -> _Words:
    return {
        lang: words[: round(len(words) * share)] + last[lang][int(len(last[lang]) * share) :]
        for lang, words in first.items()
    }


def _renumbered(words: _Words, chance: random.Random) -> _Words:
    """Return `words` with every digit but 0 exchanged for another, the same in all languages."""
    others = ["0", *chance.sample("123456789", 9)]
    table = str.maketrans("".join(_DIGITS), "".join(others) * 2)
    return {lang: " ".join(found).translate(table).split(" ") for lang, found in words.items()}


def _exchanged(words: _Words, other: _Words, here: float, there: float) -> _Words:
    """Return `words` with one exchanged in each language, at about the same place."""
    changed = {}
    for lang, found in words.items():
        copy = list(found)
        copy[int(len(copy) * here)] = other[lang][int(len(other[lang]) * there)]
        changed[lang] = copy
    return changed


def _edited(
    words: Sequence[str], others: Sequence[Sequence[str]], edits: int, chance: random.Random
) -> list[str]:
    edited = list(words)
    for _ in range(edits):
        place = chance.randrange(len(edited))
        new = chance.choice(chance.choice(others))
        kind = chance.choice(("insert", "delete", "replace"))
        edited[place : place + (kind != "insert")] = [] if kind == "delete" else [new]
    return edited
