"""The two halves of a build, each a function mapped over all there is.

    for told in align_all(engine, sources, corrections, job): …      a list a source
    counts, failed = write_all(engine, parts, place, out, progress)

What a part of the last build holds already is taken from there: `parts.json`, which a build in
parts has, tells what is in each.
"""

import json
import os
import shutil
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from align.lexicon import RECORD, Lexicon, save, shipped
from corpora.address import is_remote, move, write_whole
from corpora.errors import OutputError
from corpora.manifest import Source
from tm.building.aligning import Job, Told, Wanted, align_documents, died
from tm.building.counts import Counts, add, from_data, to_data
from tm.building.ledger import Failure
from tm.building.mapping import mapped
from tm.building.partition import Part, Parts
from tm.building.store import Store
from tm.building.writing import MEMORIES, TABLES, Place, Written, files_of, write_part
from tm.engine import Engine
from tm.folder import is_whole
from tm.review.corrections import Corrections, TextCorrection, UnitCorrection

PARTS = "parts.json"
"""The file that tells what is in each part of a build in parts."""

LEXICON = "lexicon"
"""The folder in the store from which workers read a lexicon that is not the shipped one."""

_TASKS, _MOST = 32, 16
"""Tasks for each worker, so that none waits long for the last; documents of a task at the most."""

Progress = Callable[[str, int, int], None]


@contextmanager
def lent_lexicon(lexicon: Lexicon, store: Store) -> Iterator[Path | None]:
    """Yield a folder from which any worker reads `lexicon`, None for the shipped one."""
    if lexicon is shipped():
        yield None
        return
    folder = store.folder / LEXICON
    with TemporaryDirectory(prefix="hexapla-") as scratch:
        save(lexicon, Path(scratch))
        (Path(scratch) / RECORD).write_text("{}", encoding="utf-8")
        names = sorted(path.name for path in Path(scratch).iterdir())
        for name in names:
            write_whole(folder / name, (Path(scratch) / name).read_bytes())
    try:
        yield folder
    finally:
        for name in names:
            (folder / name).unlink(missing_ok=True)
        if not is_remote(folder):
            folder.rmdir()


def align_all(
    engine: Engine, sources: Sequence[Source], corrections: Corrections, job: Job
) -> Iterator[list[Told]]:
    """Yield what is told of the documents of each source, in any order."""
    size = max(1, min(_MOST, len(sources) // (engine.slots * _TASKS)))
    concerning = _by_document(corrections)
    wanted = (
        Wanted(place, source, corrections if source.aligned else concerning[source.doc])
        for place, source in enumerate(sources)
    )
    tasks = _batches(wanted, size)
    finish = partial(align_documents, job=job)
    for told in mapped(engine, finish, tasks, split=lambda task: [[e] for e in task], died=_died):
        yield from _by_source(told)


def _by_document(corrections: Corrections) -> defaultdict[str, Corrections]:
    """Return the corrections of each document."""
    texts: defaultdict[str, list[TextCorrection]] = defaultdict(list)
    units: defaultdict[str, list[UnitCorrection]] = defaultdict(list)
    for text in corrections.texts:
        texts[text.doc].append(text)
    for unit in corrections.units:
        units[unit.doc].append(unit)
    found: defaultdict[str, Corrections] = defaultdict(Corrections)
    for doc in {*texts, *units}:
        found[doc] = Corrections(tuple(texts[doc]), tuple(units[doc]))
    return found


def _batches(wanted: Iterator[Wanted], size: int) -> Iterator[list[Wanted]]:
    batch: list[Wanted] = []
    for each in wanted:
        batch.append(each)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch


def _died(task: Sequence[Wanted]) -> list[Told]:
    return [told for wanted in task for told in died(wanted)]


def _by_source(told: Sequence[Told]) -> Iterator[list[Told]]:
    found: dict[int, list[Told]] = {}
    for each in told:
        found.setdefault(each.place, []).append(each)
    yield from found.values()


def write_all(
    engine: Engine, parts: Parts, place: Place, out: Path, progress: Progress
) -> tuple[Counts, list[Failure]]:
    """Write all parts into the folder, and return what they hold and what could not be written.

    `out` is where an earlier build may be.
    """
    for name in ("tmx", *(_folders() if parts.several else ())):
        (place.folder / name).mkdir(parents=True, exist_ok=True)
    before = _earlier(out) if parts.several else {}
    done = [kept for part in parts if (kept := _kept(part, before, out, place.folder))]
    there = {each.number for each in done}
    rest = (part for part in parts if part.number not in there)
    write = partial(write_part, place=place)
    for written in mapped(engine, write, rest, split=lambda part: [part], died=_lost):
        done.append(written)
        if place.stage is not None:
            move(files_of(written.number), place.stage, place.folder)
        if parts.several:
            progress("writing", len(done), len(parts))
    done.sort(key=lambda each: each.number or 0)
    if parts.several:
        _record(done, place.folder / PARTS)
    failed = [failure for each in done for failure in each.failed]
    return add(each.counts for each in done), failed


def _folders() -> Iterator[str]:
    yield from TABLES
    yield from (f"tmx/{name}" for name in MEMORIES)


def _lost(part: Part) -> Written:
    name = "the tables" if part.number is None else f"part {part.number}"
    raise OutputError(f"a worker died twice as it wrote {name}; give workers more memory")


def _kept(part: Part, before: dict[str, Written], out: Path, folder: Path) -> Written | None:
    """Take a part over from the earlier build, if it has the same one; else return None."""
    written = before.get(part.digest)
    if written is None or written.number != part.number:
        return None
    names = [*files_of(part.number)]
    if not all(is_whole(out / name) for name in names):
        return None
    for name in names:
        try:
            os.link(out / name, folder / name)
        except OSError:  # a file system without links
            shutil.copyfile(out / name, folder / name)
    return written


def _earlier(out: Path) -> dict[str, Written]:
    """Return the parts of the earlier build by what is in them."""
    try:
        data = json.loads((out / PARTS).read_text(encoding="utf-8"))
        return {each["digest"]: _written(each) for each in data}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def _written(data: dict[str, Any]) -> Written:
    failed = tuple(Failure(*each) for each in data["failed"])
    return Written(data["number"], data["digest"], from_data(data["counts"]), failed)


def _record(done: Sequence[Written], path: Path) -> None:
    rows = [each._asdict() | {"counts": to_data(each.counts)} for each in done]
    text = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    path.write_text(f"[\n{text}\n]\n", encoding="utf-8")
