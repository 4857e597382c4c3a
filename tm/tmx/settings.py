"""What a user may ask of an export, and the pairs there are.

    Settings(pairs=parse_pairs(["fr-ru", "ru-zh"]), tiers=USUAL)

It checks each value by itself; what becomes of it is `tm.tmx.export`.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from corpora.codes import LANGUAGES, OTHERS, PIVOT
from corpora.errors import InputError
from tm.tmx.contexts import Dialect
from tm.tmx.duplicates import Policy
from tm.tmx.labels import Keep
from tm.tmx.pair import Pair
from tm.tmx.tiers import Tiers

FRENCH_PAIRS: tuple[Pair, ...] = tuple((PIVOT, lang) for lang in OTHERS)
ALL_PAIRS: tuple[Pair, ...] = tuple((a, b) for a in LANGUAGES for b in LANGUAGES if a != b)

LONGEST = 2_000
"""Characters a side that every tool takes; RWS Language Cloud refuses more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How memories are written."""

    pairs: tuple[Pair, ...] = FRENCH_PAIRS
    six: bool = True  # the memory of six languages too
    sentences: bool = True  # and the sentences inside clauses
    fragments: bool = True  # and what OmegaT's sentence rules cut out of them
    tiers: Tiers | None = None
    per_document: bool = False
    context: Dialect | None = None
    keep: Keep = "brackets"
    duplicates: Policy = "all"
    locales: dict[str, str] = field(default_factory=dict)  # language -> code that is written
    packed: bool = False
    most: int | None = None  # bytes a file, before it is packed
    longest: int = LONGEST  # characters a side beyond which a unit is counted


def parse_pairs(options: Iterable[str]) -> tuple[Pair, ...]:
    """Return the pairs that are named, each once and in one order; none named: the French ones.

    Raises `InputError` for what is no pair of two of the six languages.
    """
    found: set[Pair] = set()
    for option in options:
        source, _, target = option.partition("-")
        if option != "all" and (source, target) not in ALL_PAIRS:
            raise InputError(
                f"--pair {option}: expected two of {', '.join(LANGUAGES)} as fr-ru, or all"
            )
        found |= {*ALL_PAIRS} if option == "all" else {(source, target)}
    return tuple(pair for pair in ALL_PAIRS if pair in found) or FRENCH_PAIRS
