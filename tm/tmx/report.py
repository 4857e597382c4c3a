"""What an export wrote and did not, and its record `run.json`.

    {"hexapla": "0.1.0", "export": {"settings": …, "memories": …}, "warnings": …, "files": …}

It holds no clock and no path but those inside the folder, as the record of a build does.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

from tm.folder import RECORD
from tm.tmx.duplicates import RIVAL
from tm.tmx.settings import Settings


class Memory(NamedTuple):
    """One memory: a pair or the six languages."""

    name: str  # "fr-ru", "six"
    clauses: int  # units of whole clauses that were written
    sentences: int
    fragments: int  # of sentences, as OmegaT cuts them
    tiers: dict[str, int]  # folder -> units; empty without tiers
    left_out: dict[str, int]  # reason -> what was not written
    duplicates: dict[str, int]  # kind -> units, written or not
    uncut: dict[str, int]  # reason -> units of several sentences that are whole only
    longer: int  # units with a side beyond the limit, written as they are
    files: list[str]


class Exported(NamedTuple):
    """What was written to a folder."""

    memories: tuple[Memory, ...]
    warnings: tuple[str, ...]


def write_report(exported: Exported, settings: Settings, folder: Path) -> None:
    """Write the record of an export to its folder."""
    asked = asdict(settings) | {"pairs": ["-".join(pair) for pair in settings.pairs]}
    asked["tiers"] = settings.tiers._asdict() if settings.tiers else None
    files = sorted(name for memory in exported.memories for name in memory.files)
    record = {
        "hexapla": version("hexapla"),
        "export": {
            "settings": asked,
            "memories": {memory.name: _counts(memory) for memory in exported.memories},
        },
        "warnings": [*exported.warnings],
        "files": [*files, RECORD],
    }
    text = json.dumps(record, ensure_ascii=False, indent=2)
    (folder / RECORD).write_text(text + "\n", encoding="utf-8")


def _counts(memory: Memory) -> dict[str, object]:
    return {name: value for name, value in memory._asdict().items() if name != "name"}


def warnings(memories: Sequence[Memory], settings: Settings) -> tuple[str, ...]:
    """Return what a user should know of the memories, one line each."""
    found = []
    for memory in memories:
        if not memory.clauses:
            found.append(f"{memory.name}: no unit; the build has no text in both languages")
        if memory.longer:
            found.append(
                f"{memory.name}: {memory.longer} units are longer than {settings.longest} "
                "characters a side, which some tools refuse; they are written whole"
            )
        rivals = memory.duplicates.get(RIVAL, 0)
        if rivals and settings.duplicates == "all":
            found.append(
                f"{memory.name}: {rivals} units have the source of another and a translation of "
                "their own; --duplicates best or newest keeps one"
            )
    return tuple(found)
