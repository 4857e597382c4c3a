"""RENDERINGS made by hand, and the termbase that tests of the metrics measure them against."""

from collections import Counter
from collections.abc import Iterable, Sequence

import polars as pl

from corpora.schema import LANGUAGES, RENDERINGS
from tm.terms import termbase

PEACE = (
    "maintien de la paix",
    "peacekeeping | keeping the peace | !peace-making",
    "mantenimiento de la paz",
    "поддержание мира | миротворчество",
    "حفظ السلام | صون السلام",
    "维持和平 | 维和",
)
VOID = ("néant", "void", "nada", "ничто", "عدم", "无")
COUNCIL = (
    "Conseil",
    "Council | Board",
    "Consejo | Junta",
    "Совет | Правление",
    "مجلس | هيئة",
    "理事会 | 委员会",
)
BARE = ("abri", "", "", "", "", "")
TABLE = [("concept", *LANGUAGES), ("peace", *PEACE), ("void", *VOID), ("council", *COUNCIL)]
TERMS = termbase.parse("\n".join(map(",".join, [*TABLE, ("bare", *BARE)])).encode(), name="t.csv")


def to_renderings(
    cells: Iterable[tuple[str, str, str, str | None]],
    *,
    verdicts: Sequence[str | None] | None = None,
) -> pl.DataFrame:
    """Return RENDERINGS of (doc, concept, lang, form); the n-th of a cell is in unit `doc#n`."""
    rows = []
    numbers: Counter[tuple[str, str, str]] = Counter()
    for place, (doc, concept, lang, form) in enumerate(cells):
        tuid = f"{doc}#{numbers[doc, concept, lang]}"
        numbers[doc, concept, lang] += 1
        span = (None, None) if form is None else (0, len(form))
        method, kind = ("unmatched", None) if form is None else ("termbase", "full")
        found = (*span, form, form, method, kind, None, verdicts[place] if verdicts else None)
        rows.append((concept, tuid, doc, 0, 1, lang, *found))
    return pl.DataFrame(rows, schema=RENDERINGS, orient="row")
