"""Gale and Church (1993), the length-only aligner that ours is measured beside.

    gale_church(["Article 1", …], ["第一条", …])

It calls the `galechurch` package, which is part of the optional `bench` requirements.
"""

from collections.abc import Sequence

from align.ladder import Bead
from corpora.errors import InputError


def gale_church(source: Sequence[str], target: Sequence[str]) -> list[Bead]:
    """Return the beads of two lists of segments, each with probability 1.

    Raises `InputError` if the package is not installed.
    """
    try:
        import galechurch  # noqa: PLC0415  (optional)
    except ImportError as error:
        raise InputError(
            "galechurch: not installed; install it with `pip install 'hexapla[bench]'`"
        ) from error
    found = galechurch.align(list(source), list(target)).beads
    return [
        Bead(range(b.source_start, b.source_end), range(b.target_start, b.target_end))
        for b in found
    ]
