"""The memories of a build as a translator wants them: pairs, tiers, parts, dialects.

    done = export(Path("out"), Path("memories"), Settings(pairs=(("fr", "ru"),)))
    done.memories[0].clauses          193

    fr-ru.tmx                         whole clauses
    fr-ru.sentences.tmx               the sentences inside, where several surely correspond
    fr-ru.omegat.tmx                  fragments that OmegaT cuts where the translation has no stop
    fr-ru/tm/auto/fr-ru.tmx           with tiers: copy fr-ru/tm into an OmegaT project
    fr-ru/A_RES_69_12.tmx             with a memory a document
    six.tmx                           all six languages, for exchange; never for OmegaT
    run.json                          the record: settings, counts, what is left out and why

Why a folder a pair where there are several files of it: a tool that loads a folder must not find
another language there. In a French–Arabic project OmegaT offers the Chinese of a unit that has
no Arabic (measured).
"""

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from align.lexicon import Lexicon, shipped
from corpora.codes import PIVOT
from corpora.errors import OutputError
from tm.folder import RECORD, check_output, replaced_folder
from tm.tmx.bilingual import Made, bilingual
from tm.tmx.documents import Build, open_build
from tm.tmx.duplicates import Fates, fates
from tm.tmx.kinds import Kind
from tm.tmx.locales import localised
from tm.tmx.markup import mark
from tm.tmx.pair import Pair
from tm.tmx.report import Exported, Memory, warnings, write_report
from tm.tmx.settings import Settings
from tm.tmx.shelf import Shelf, file_names
from tm.tmx.sixway import six_units
from tm.tmx.spool import Facts, Spool
from tm.tmx.tiers import folder as tier_of
from tm.tmx.unit import DATE, TranslationUnit

SIX = "six"

Progress = Callable[[str, int, int], None]
"""Called with the name of a memory, and how many of how many memories are begun."""


class _Counts(NamedTuple):
    """What is counted while units are made."""

    left_out: Counter[str]
    uncut: Counter[str]
    longer: list[str]  # names of units with a long side


def _silent(_stage: str, _done: int, _total: int) -> None:
    """Tell nobody."""


def export(build: Path, out: Path, settings: Settings, *, progress: Progress = _silent) -> Exported:
    """Write the memories of the build in `build` to the folder `out` and say what was written.

    The folder is complete afterwards, or as it was before; an earlier export in it is replaced.
    Raises `InputError` for what is no build, `OutputError` where `out` cannot be that folder.
    """
    _check_apart(build, out)
    found = open_build(build)
    lexicon = shipped()
    memories = []
    total = len(settings.pairs) + settings.six
    with replaced_folder(out) as folder:
        for done, pair in enumerate(settings.pairs):
            progress("-".join(pair), done, total)
            memories.append(_pair_memory(found, pair, settings, lexicon, folder))
        if settings.six:
            progress(SIX, total - 1, total)
            memories.append(_six_memory(found, settings, folder))
        exported = Exported(tuple(memories), warnings(memories, settings))
        write_report(exported, settings, folder)
    return exported


def _check_apart(build: Path, out: Path) -> None:
    """Raise `OutputError` where an export would take the place of a build."""
    check_output(out)
    if build.resolve().is_relative_to(out.resolve()):
        raise OutputError(f"{out}: holds the build itself; name a folder of its own for memories")
    try:
        record = json.loads((out / RECORD).read_text(encoding="utf-8"))
    except OSError:
        return
    if "export" not in record:
        raise OutputError(f"{out}: holds a build, not an export; choose an empty or new folder")


def _pair_memory(
    build: Build, pair: Pair, settings: Settings, lexicon: Lexicon, folder: Path
) -> Memory:
    name = "-".join(pair)
    counts = _Counts(Counter(), Counter(), [])
    with Spool(folder / f".{name}.spool") as spool:
        for ordinal, document in enumerate(build):
            found = bilingual(document, pair, settings, lexicon)
            counts.left_out.update(found.left_out)
            counts.uncut.update(found.uncut)
            for made in found.units:
                _lay_by(spool, made, ordinal, pair, settings)
                _count_long(made.unit, counts, settings)
        decided = fates(spool, settings.duplicates, by_document=settings.per_document)
        return _shelved(spool, decided, name, counts, build, settings, folder)


def _lay_by(spool: Spool, made: Made, ordinal: int, pair: Pair, settings: Settings) -> None:
    unit = localised(made.unit, settings.locales)
    source = _code(pair[0], settings)
    date = int(dict(unit.properties).get(DATE, "0").replace("-", ""))
    here, there = (variant.text for variant in unit.variants)
    facts = Facts(here, there, made.probability, date, ordinal, made.kind)
    spool.add(mark(unit, source), facts)


def _count_long(unit: TranslationUnit, counts: _Counts, settings: Settings) -> None:
    if any(len(variant.text) > settings.longest for variant in unit.variants):
        counts.longer.append(unit.tuid)


def _shelved(
    spool: Spool,
    decided: Fates,
    name: str,
    counts: _Counts,
    build: Build,
    settings: Settings,
    folder: Path,
) -> Memory:
    """Write the units that stay to their files."""
    documents = build.documents
    source = _code(name[:2], settings)
    shelf = Shelf(folder, name, file_names(documents), settings, source=source)
    tiers: Counter[str] = Counter()
    kinds: Counter[Kind] = Counter()
    facts = zip(
        *(decided.kept, decided.rival, spool.kinds, spool.probabilities, spool.documents),
        strict=True,
    )
    for data, (stays, rival, number, probability, document) in zip(spool, facts, strict=True):
        if not stays:
            continue
        kind = Kind(number)
        tier = None
        if settings.tiers is not None:
            tier = tier_of(float(probability), settings.tiers, offered=bool(rival or kind))
            tiers[tier] += 1
        kinds[kind] += 1
        shelf.put(data, tier=tier, kind=kind, document=documents[document])
    dropped = decided.counts if settings.duplicates != "all" else {}
    return Memory(
        name=name,
        clauses=kinds[Kind.CLAUSE],
        sentences=kinds[Kind.SENTENCE],
        fragments=kinds[Kind.FRAGMENT],
        tiers=dict(sorted(tiers.items())),
        left_out=dict(sorted(counts.left_out.items())) | dropped,
        duplicates=decided.counts,
        uncut=dict(sorted(counts.uncut.items())),
        longer=len(counts.longer),
        files=shelf.close(),
    )


def _six_memory(build: Build, settings: Settings, folder: Path) -> Memory:
    """Write all languages: every unit, in no tier, for exchange between programs."""
    counts = _Counts(Counter(), Counter(), [])
    source = _code(PIVOT, settings)
    shelf = Shelf(folder, SIX, file_names(build.documents), settings, source=source)
    written = 0
    for document in build:
        units, left_out = six_units(document, keep=settings.keep)
        counts.left_out.update(left_out)
        for unit in units:
            _count_long(unit, counts, settings)
            data = mark(localised(unit, settings.locales), source)
            shelf.put(data, tier=None, kind=Kind.CLAUSE, document=document.doc)
            written += 1
    longer, left = len(counts.longer), dict(sorted(counts.left_out.items()))
    return Memory(SIX, written, 0, 0, {}, left, {}, {}, longer, shelf.close())


def _code(language: str, settings: Settings) -> str:
    return settings.locales.get(language, language)
