"""What a memory holds, in numbers: units a language and pair, files, room on disk.

    summarise(memory).languages        {"fr": 41220, "ru": 40876}

Counts are sums over `combinations`; no unit is read, so a memory of millions answers at once.
"""

from itertools import combinations
from typing import NamedTuple

from corpora.codes import LANGUAGES
from tm.memory.schema import FILE
from tm.memory.store import Memory, StoredFile

INDEX = "index"
"""The folder, below that of the memory, of what is derived and can be made again."""


class Summary(NamedTuple):
    """A memory in numbers."""

    units: int
    languages: dict[str, int]  # in the order of LANGUAGES
    pairs: dict[tuple[str, str], int]  # those that have units
    files: tuple[StoredFile, ...]
    bytes: int  # of the memory, its log included
    index_bytes: int  # 0: no index yet


def summarise(memory: Memory) -> Summary:
    """Return the numbers of `memory`; raises `InputError` where it is damaged."""
    found = memory.combinations()
    pairs = {
        pair: sum(units for languages, units in found.items() if {*pair} <= {*languages})
        for pair in combinations(LANGUAGES, 2)
    }
    own = [memory.folder / f"{FILE}{end}" for end in ("", "-wal", "-shm")]
    derived = sorted((memory.folder / INDEX).rglob("*"))
    return Summary(
        memory.count(),
        {lang: memory.count(lang) for lang in memory.languages()},
        {pair: units for pair, units in pairs.items() if units},
        memory.files(),
        sum(path.stat().st_size for path in own if path.is_file()),
        sum(path.stat().st_size for path in derived if path.is_file()),
    )
