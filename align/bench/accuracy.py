"""How right the aligner is on gold, beside Gale and Church, each figure with its target.

    charter(Path("../shared/data"), shipped())
    [Figure("charter/hard", "strict F1", "en", value=…, target=0.99, baseline=…), …]

It measures and does not judge; nothing here is tuned.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from align.bench.baseline import gale_church
from align.bench.held_out import Outcome
from align.calibration import calibrate
from align.document import align_versions
from align.gold import Pairing, SixUnit, pairing_of, read_pairings, read_units, six_unit_of
from align.ladder import Bead
from align.lexicon import EMPTY, Lexicon
from align.pair import align
from align.score import judge_pairings, pool, score_pairings, score_units
from align.sixway import join
from align.versions import read_versions
from corpora.errors import InputError
from corpora.schema import OTHERS, PIVOT

TARGETS = {
    "charter/hard": {"en": 0.99, "es": 0.99, "ru": 0.985, "ar": 0.95, "zh": 0.95},
    "un_dev perturbed": {"en": 0.99, "es": 0.99, "ru": 0.985, "ar": 0.985, "zh": 0.985},
}
"""Least strict F1."""

SIX_TARGET, GERMAN_TARGET = 0.90, 0.88
"""Least exact F1 of six-way units of charter/hard, and strict F1 on textberg/dev."""

MOST_ERROR = 0.02
"""Greatest calibration error."""

STRICT, EXACT, ERROR = "strict F1", "exact F1", "calibration error"


class Figure(NamedTuple):
    """One measured number."""

    data: str
    measure: str  # STRICT, EXACT or ERROR
    lang: str  # the language beside French; "six" for all
    value: float  # 0..1
    target: float | None
    baseline: float | None = None  # Gale and Church

    @property
    def reached(self) -> bool:
        """Whether the target is reached; the calibration error is better if smaller."""
        if self.target is None:
            return True
        return self.value <= self.target if self.measure == ERROR else self.value >= self.target


class _Judged(NamedTuple):
    """The gold of one document, what we and the baseline say."""

    gold: Mapping[str, Sequence[Pairing]]
    six: Sequence[SixUnit]
    beads: Mapping[str, Sequence[Bead]]
    units: Sequence[SixUnit]
    baseline: Mapping[str, Sequence[Bead]]
    pivots: int


def charter(data: Path, lexicon: Lexicon) -> list[Figure]:
    """Return the figures of the hard Charter; raises `InputError` if it is not there."""
    folder = data / "charter" / "hard"
    segments = read_versions(folder).segments
    found = align_versions(segments, lexicon=lexicon)
    judged = _Judged(
        {lang: read_pairings(folder / f"{PIVOT}-{lang}.gold") for lang in OTHERS},
        read_units(folder / "six.gold"),
        found.beads,
        [six_unit_of(unit) for unit in found.units],
        _baseline(segments),
        len(segments[PIVOT]),
    )
    return _figures("charter/hard", [judged], SIX_TARGET, None)


def perturbed(outcomes: Sequence[Outcome]) -> list[Figure]:
    """Return the figures of held-out, perturbed documents."""
    judged = [
        _Judged(
            {lang: [pairing_of(bead) for bead in gold] for lang, gold in bitext.gold.items()},
            [SixUnit({lang: tuple(found) for lang, found in unit.items()}) for unit in bitext.six],
            alignment.beads,
            [six_unit_of(unit) for unit in alignment.units],
            _baseline(bitext.segments),
            len(bitext.segments[PIVOT]),
        )
        for bitext, alignment in outcomes
    ]
    return _figures("un_dev perturbed", judged, None, MOST_ERROR)


def judge_outcomes(outcomes: Sequence[Outcome]) -> dict[str, list[tuple[float, bool]]]:
    """Return probability and rightness of the beads of held-out documents, by language."""
    return {
        lang: [
            pair
            for bitext, alignment in outcomes
            for pair in judge_pairings(
                map(pairing_of, bitext.gold[lang]), map(pairing_of, alignment.beads[lang])
            )
        ]
        for lang in OTHERS
    }


def german(data: Path) -> list[Figure]:
    """Return the figure of German and French mountaineering texts, with no lexicon at all."""
    paths = [data / "textberg" / f"dev.{suffix}" for suffix in ("de", "fr")]
    source, target = (_lines(path) for path in paths)
    gold = read_pairings(data / "textberg" / "dev.defr")
    ours = align(source, target, source_language="de", target_language="fr", lexicon=EMPTY)
    values = (_strict([(gold, found)]) for found in (ours, gale_church(source, target)))
    return [Figure("textberg/dev", STRICT, "de", next(values), GERMAN_TARGET, next(values))]


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8").removesuffix("\n").split("\n")
    except OSError as error:
        raise InputError(f"{path}: {error.strerror}; see --data") from error


def _baseline(segments: Mapping[str, Sequence[str]]) -> dict[str, list[Bead]]:
    return {lang: gale_church(segments[PIVOT], segments[lang]) for lang in OTHERS}


def _figures(
    data: str, judged: Sequence[_Judged], six: float | None, error: float | None
) -> list[Figure]:
    """Pool the documents; `six` and `error` are the targets that differ between data."""
    strict = [
        Figure(
            *(data, STRICT, lang),
            _strict([(each.gold[lang], each.beads[lang]) for each in judged]),
            TARGETS[data][lang],
            _strict([(each.gold[lang], each.baseline[lang]) for each in judged]),
        )
        for lang in OTHERS
    ]
    return [*strict, _six(data, judged, six), *(_error(data, judged, x, error) for x in OTHERS)]


def _strict(pairs: Sequence[tuple[Sequence[Pairing], Sequence[Bead]]]) -> float:
    scores = (score_pairings(gold, map(pairing_of, beads)) for gold, beads in pairs)
    return pool(scores).strict.f1


def _six(data: str, judged: Sequence[_Judged], target: float | None) -> Figure:
    ours, theirs = score_units([], []), score_units([], [])
    for each in judged:
        joined = join(each.baseline, pivots=each.pivots)
        ours += score_units(each.six, each.units)
        theirs += score_units(each.six, map(six_unit_of, joined))
    return Figure(data, EXACT, "six", ours.f1, target, theirs.f1)


def _error(data: str, judged: Sequence[_Judged], lang: str, target: float | None) -> Figure:
    probabilities = [
        pair
        for each in judged
        for pair in judge_pairings(each.gold[lang], map(pairing_of, each.beads[lang]))
    ]
    return Figure(data, ERROR, lang, calibrate(probabilities).error, target)
