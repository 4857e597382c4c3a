"""The index of a memory: shards of each language, brought up to date, found again, replaced.

    update(memory)                          Updated({"fr": 1200, …}, ())
    open_index(memory, "fr").shards

    memory/index/fr/000000000000-000000524288.shard
                    000000524288-000000530112.shard

A shard covers the units beyond its first number up to its last; the shards of a language form a
chain from 0 to the last unit. A file appears when it is complete, and those it covers go after
it, so that whatever is killed, some chain is there, and the next update does the rest. What is
missing, broken or of another memory is built again.

Why no list of the shards: the names say it, and nothing can disagree with them. Why a few shards
of growing size (Bentley and Saxe 1980): each unit is indexed again only as often as the memory
has grown fourfold, and a search opens few files.
"""

import re
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from itertools import takewhile
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple
from weakref import WeakKeyDictionary

import numpy as np
import numpy.typing as npt

from corpora.codes import LANGUAGES
from corpora.errors import OutputError
from corpora.languages import BY_CODE
from tm.lookup.building import build_shard, check
from tm.lookup.container import BrokenError
from tm.lookup.lists import Numbers
from tm.lookup.shard import OpenShard, read_shard, write_shard
from tm.memory.store import Memory, open_memory

MOST_UNITS = 1 << 19
"""Units that a shard covers at most: building one takes about 600 MB."""

GROWTH = 4
"""A shard is built anew with what follows if that is a fourth of it or more."""

_NAME = re.compile(r"(\d{12})-(\d{12})\.shard")
_ATTEMPTS = 5  # to open files that another process may be replacing

_open: WeakKeyDictionary[Memory, dict[str, "Index"]] = WeakKeyDictionary()


class Range(NamedTuple):
    """The units that a shard covers: beyond `after`, up to and with `last`."""

    after: int
    last: int

    @property
    def units(self) -> int:
        """How many units it may hold."""
        return self.last - self.after

    @property
    def name(self) -> str:
        """The name of the file."""
        return f"{self.after:012}-{self.last:012}.shard"


class Index(NamedTuple):
    """The open shards of one language."""

    shards: tuple[OpenShard, ...]
    last: int  # the last unit that is covered

    def has(self, units: Numbers) -> npt.NDArray[np.bool_]:
        """Return which of `units` have the language."""
        found = np.zeros(len(units), dtype=bool)
        for shard in self.shards:
            if len(shard):
                places = np.minimum(np.searchsorted(shard.units, units), len(shard) - 1)
                found |= shard.units[places] == units
        return found


class Opened(NamedTuple):
    """The sound part of an index, from its start."""

    shards: tuple[OpenShard, ...]
    ranges: tuple[Range, ...]
    broken: Path | None  # the file that comes next and is broken or of another memory

    @property
    def last(self) -> int:
        """The last unit that is covered."""
        return self.ranges[-1].last if self.ranges else 0


class Updated(NamedTuple):
    """What an update did."""

    indexed: dict[str, int]  # language -> units that were read; languages with none are left out
    rebuilt: tuple[str, ...]  # languages of which a part was broken or of another memory


def update(memory: Memory, *, languages: Sequence[str] = LANGUAGES, workers: int = 1) -> Updated:
    """Bring the index of `languages` up to the last unit; cheap when nothing is new.

    `workers` is the number of processes that build; with more than one, each opens the memory.
    Raises `OutputError` where the folder cannot be written.
    """
    last = memory.last_id()
    behind = [lang for lang in languages if _reaches(memory, lang) < last]
    if workers > 1 and len(behind) > 1:
        with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
            done = [*pool.map(_update_alone, [memory.folder] * len(behind), behind)]
    else:
        done = [_update(memory, lang) for lang in behind]
    built = dict(zip(behind, done, strict=True))
    return Updated(
        {lang: units for lang, (units, _) in built.items() if units},
        tuple(lang for lang, (_, broken) in built.items() if broken),
    )


def open_index(memory: Memory, lang: str) -> Index:
    """Return the index of `lang`, brought up to date first if it is not.

    It stays open with `memory`. Raises `OutputError` where it must be written and cannot.
    """
    last = memory.last_id()
    opened = _open.setdefault(memory, {})
    if (lang not in opened or opened[lang].last < last) and _reaches(memory, lang) < last:
        _update(memory, lang)
        _reaches(memory, lang)
    return opened[lang]


def _reaches(memory: Memory, lang: str) -> int:
    """Open what is there, and return the last unit that it covers."""
    found = open_ranges(memory, lang)
    _open.setdefault(memory, {})[lang] = Index(found.shards, found.last)
    return found.last


def chain(folder: Path) -> list[Range]:
    """Return the files in `folder` that follow each other from unit 0, the longest of each."""
    longest = {each.after: each for each in _ranges(folder)}
    links, after = [], 0
    while after in longest:
        links.append(longest[after])
        after = links[-1].last
    return links


def plan(links: Sequence[Range], last: int) -> Iterator[Range]:
    """Yield the shards to build so that `links` reach `last`; some of `links` are built anew."""
    start = links[-1].last if links else 0
    for link in reversed(links):
        if link.units > GROWTH * (last - start) or last - link.after > MOST_UNITS:
            break
        start = link.after
    for after in range(start, last, MOST_UNITS):
        yield Range(after, min(after + MOST_UNITS, last))


def open_ranges(memory: Memory, lang: str) -> Opened:
    """Return what of the index is there and fits the memory, as far as it reaches."""
    folder = _folder(memory, lang)
    for _ in range(_ATTEMPTS):
        with suppress(FileNotFoundError):
            return _opened(memory, lang, chain(folder))
    return Opened((), (), None)


def _opened(memory: Memory, lang: str, links: Sequence[Range]) -> Opened:
    shards: list[OpenShard] = []
    for place, link in enumerate(links):
        path = _folder(memory, lang) / link.name
        try:
            shard = read_shard(path)
        except BrokenError:
            return Opened(tuple(shards), tuple(links[:place]), path)
        if not _fits(memory, lang, link, shard):
            return Opened(tuple(shards), tuple(links[:place]), path)
        shards.append(shard)
    return Opened(tuple(shards), tuple(links), None)


def _fits(memory: Memory, lang: str, link: Range, shard: OpenShard) -> bool:
    """Tell whether the first and last segment of a shard are those of the memory."""
    if link.last > memory.last_id():
        return False
    if not len(shard):
        return True
    try:
        ends = memory.units([int(shard.units[0]), int(shard.units[-1])])
    except KeyError:
        return False
    texts = [unit.texts.get(lang) for unit in ends]
    found = [check(text) if text else None for text in texts]
    return found == [int(shard.checks[place]) for place in (0, -1)]


def _folder(memory: Memory, lang: str) -> Path:
    return memory.folder / "index" / lang


def _ranges(folder: Path) -> list[Range]:
    """Return what the files in `folder` cover, sorted; other files are none of ours."""
    names = (_NAME.fullmatch(path.name) for path in folder.glob("*.shard"))
    found = (Range(int(name[1]), int(name[2])) for name in names if name)
    return sorted(each for each in found if each.units > 0)


def _update_alone(folder: Path, lang: str) -> tuple[int, bool]:
    with open_memory(folder) as memory:
        return _update(memory, lang)


def _update(memory: Memory, lang: str) -> tuple[int, bool]:
    """Return how many segments were read, and whether something broken had to go."""
    folder, last, read, broken = _folder(memory, lang), memory.last_id(), 0, False
    try:
        folder.mkdir(parents=True, exist_ok=True)
        while (bad := (opened := open_ranges(memory, lang)).broken) is not None:
            bad.unlink(missing_ok=True)
            broken = True
        for wanted in plan(opened.ranges, last):
            read += _build(memory, lang, wanted)
            _remove_covered(folder)
    except OSError as error:
        raise OutputError(
            f"{folder}: the index cannot be written ({error.strerror}); make room there, or copy "
            "the memory to where it can be"
        ) from error
    return read, broken


def _build(memory: Memory, lang: str, wanted: Range) -> int:
    segments = memory.segments(lang, after=wanted.after)
    inside = takewhile(lambda segment: segment[0] <= wanted.last, segments)
    shard = build_shard(inside, BY_CODE[lang])
    write_shard(_folder(memory, lang) / wanted.name, shard)
    return len(shard.checks)


def _remove_covered(folder: Path) -> None:
    """Remove the files whose units another file has too, and what a killed process left."""
    ranges = _ranges(folder)
    for small in ranges:
        if any(big != small and _covers(big, small) for big in ranges):
            with suppress(OSError):  # open in another process, on Windows: it goes the next time
                (folder / small.name).unlink()


def _covers(big: Range, small: Range) -> bool:
    return big.after <= small.after and small.last <= big.last
