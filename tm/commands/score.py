"""`hexapla score`: an alignment against gold."""

import json
from pathlib import Path
from typing import Annotated, NamedTuple

import typer
from rich.table import Table

from align.calibration import Calibration, calibrate
from align.gold import Pairing, SixUnit, read
from align.score import Tally, judge_pairings, judge_units, score_pairings, score_units
from corpora.errors import InputError
from tm.commands.terminal import plain_table, reliability_table, show

EXAMPLES = """Examples:

* `hexapla score charter/fr-en.gold out/fr-en.beads`: beads such as `[0,1]:[0]:0.987`; strict
  (the same bead), lax (overlapping one on both sides), by kind
* `hexapla score charter/six.gold out/six.jsonl`: units such as `{"fr":[0],"en":[0,1]}`, right if
  the same in all languages
* `hexapla score gold pred --json | jq .strict.f1`
"""


class Comparison(NamedTuple):
    """What was counted, by the name it is shown with, and the judged probabilities."""

    totals: dict[str, Tally]
    kinds: dict[str, Tally]  # of beads; six-way units have none
    judged: list[tuple[float, bool]]


def score(
    gold: Annotated[
        Path,
        typer.Argument(
            metavar="GOLD", help="The right alignment, made by hand.", show_default=False
        ),
    ],
    predicted: Annotated[
        Path,
        typer.Argument(
            metavar="PRED",
            help="The alignment to judge, in the same format, with or without probabilities.",
            show_default=False,
        ),
    ],
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON object instead of tables.")
    ] = False,
) -> None:
    """Tell how right an alignment is: precision, recall, F1, and whether its probabilities are.

    Beads with an empty side, and units of one language, do not count.
    """
    found = _compare(gold, predicted)
    calibration = calibrate(found.judged) if found.judged else None
    if as_json:
        typer.echo(json.dumps(_record(found, calibration), indent=2))
    else:
        show(*_tables(found, calibration))


def _compare(gold: Path, predicted: Path) -> Comparison:
    """Compare two files of either format; raises `InputError` where they are not of one."""
    right, ours = read(gold), read(predicted)
    theirs, mine = _pairings(right), _pairings(ours)
    if theirs and mine:
        found = score_pairings(theirs, mine)
        totals = {"strict": found.strict, "lax": found.lax}
        return Comparison(totals, found.kinds, judge_pairings(theirs, mine))
    units, others = _units(right), _units(ours)
    if units and others:
        return Comparison({"exact": score_units(units, others)}, {}, judge_units(units, others))
    raise InputError(f"{predicted}: not the format of {gold}; compare beads with beads")


def _pairings(found: list[Pairing] | list[SixUnit]) -> list[Pairing]:
    return [each for each in found if isinstance(each, Pairing)]


def _units(found: list[Pairing] | list[SixUnit]) -> list[SixUnit]:
    return [each for each in found if isinstance(each, SixUnit)]


def _record(found: Comparison, calibration: Calibration | None) -> dict[str, object]:
    record: dict[str, object] = {name: _numbers(tally) for name, tally in found.totals.items()}
    if found.kinds:
        record["kinds"] = {kind: _numbers(tally) for kind, tally in found.kinds.items()}
    if calibration:
        bins = [each._asdict() for each in calibration.bins]
        record["calibration"] = calibration._asdict() | {"bins": bins}
    return record


def _numbers(tally: Tally) -> dict[str, float]:
    return {
        "precision": tally.precision,
        "recall": tally.recall,
        "f1": tally.f1,
        "right": tally.right,
        "predicted": tally.predicted,
        "found": tally.found,
        "gold": tally.gold,
    }


def _tables(found: Comparison, calibration: Calibration | None) -> list[Table | str]:
    table = plain_table("Score", "", "precision", "recall", "F1", "right", "predicted", "gold")
    for name, tally in (found.totals | found.kinds).items():
        shares = (f"{share:.4f}" for share in (tally.precision, tally.recall, tally.f1))
        table.add_row(name, *shares, *map(str, (tally.right, tally.predicted, tally.gold)))
    if calibration is None:
        return [table]
    return [
        table,
        reliability_table("Probabilities", calibration),
        f"calibration error {calibration.error:.4f}",
    ]
