"""A build of any size, made of the bundled resolution: the same every time for the same seed.

    make_build(Path("out"), units=5_000, terms=300)

Units are recombined in all six languages at once (`tm.bench.material`); a term is a span of words
taken at random, and so is what renders it: the words mean nothing, but there are as many, in as
many forms, years and languages as in a real build. The tables about them are measured as in one.
"""

import datetime
import json
import random
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from importlib.resources import files
from itertools import accumulate
from pathlib import Path

import polars as pl

from align.lexicon import shipped
from align.reliability import JUDGED
from corpora.discovery import discover
from corpora.document import read_document
from corpora.languages import BY_CODE
from corpora.origin import documents_frame
from corpora.schema import BEADS, LANGUAGES, OTHERS, PIVOT, RENDERINGS, TERMS, UNITS
from tm.bench.material import Row, make_units
from tm.folder import RECORD, SCHEMA, write_parquet
from tm.repeats import find_repeats
from tm.terms.agreement import measure_agreement
from tm.terms.consistency import measure
from tm.terms.drift import measure_drift
from tm.terms.figures import measure_figures
from tm.terms.termbase import ADMITTED, DEPRECATED, PREFERRED

UNITS_A_DOCUMENT = 200

TERMS_A_UNIT = 3

REPEATED = 50
"""Every so many units one repeats the unit before, its translations with the last word doubled."""

STATUSES = (PREFERRED, ADMITTED, DEPRECATED)
"""Of the three forms of a term."""

_UNMATCHED = 0.05  # share of the occurrences without a rendering

_SIGNATURE = "synthetic"


def make_build(folder: Path, *, units: int, terms: int, seed: int = 69) -> None:
    """Write a build to the new folder `folder`."""
    chance = random.Random(seed)  # noqa: S311  (no secret)
    texts = _texts(units)
    symbols = [f"A/RES/{55 + n}/{n + 1}" for n in range(-(-units // UNITS_A_DOCUMENT))]
    dates = {doc: datetime.date(2000 + n, 12, 1) for n, doc in enumerate(symbols)}
    documents, table = documents_frame(dates), _units(texts, symbols, chance)
    termbase = _terms(texts, terms, chance)
    found = _renderings(texts, symbols, termbase, chance)
    tables = {
        "documents": documents,
        "units": table,
        "beads": _beads(texts, symbols, chance),
        "repeats": find_repeats(table).table,
        "review": pl.DataFrame(schema=JUDGED),
        "terms/termbase": termbase,
        "terms/renderings": found,
        "terms/consistency": measure(found, termbase, signature=_SIGNATURE),
        "terms/drift": measure_drift(found, termbase, documents, signature=_SIGNATURE),
        "terms/agreement": measure_agreement(found, termbase, signature=_SIGNATURE),
        "terms/figures": measure_figures(found, termbase, signature=_SIGNATURE),
    }
    (folder / "terms").mkdir(parents=True)
    for name, each in tables.items():
        write_parquet(each, folder / f"{name}.parquet")
    record = _record(units, [f"{name}.parquet" for name in tables])
    (folder / RECORD).write_text(json.dumps(record), encoding="utf-8")


def _record(units: int, names: Sequence[str]) -> dict[str, object]:
    return {
        "hexapla": version("hexapla"),
        "schema": SCHEMA,
        "settings": {"lexicon": {"sha256": shipped().sha256}},
        "counts": {"clauses": dict.fromkeys(LANGUAGES, units)},
        "review": {"units": 0},
        "files": [*names, RECORD],
    }


def _texts(units: int) -> list[Row]:
    """Return the texts of each unit; the sample's clauses come first, as many as align 1-1."""
    corpus = Path(str(files("corpora") / "samples"))
    (source,) = discover(corpus).sources
    versions = read_document(source, corpus).versions
    rows = [
        dict(zip(LANGUAGES, found, strict=True))
        for found in zip(*([x.text for x in versions[lang]] for lang in LANGUAGES), strict=False)
    ]
    texts = [*make_units(rows, units)]
    for place in range(REPEATED, units, REPEATED):
        texts[place] = {lang: _doubled(text, lang) for lang, text in texts[place - 1].items()}
    return texts


def _doubled(text: str, lang: str) -> str:
    last = text.rsplit(maxsplit=1)[-1][-9:]  # Chinese has no spaces
    return text if lang == PIVOT else f"{text}{BY_CODE[lang].joiner}{last}"


def _place(unit: int, symbols: Sequence[str]) -> tuple[str, str, int]:
    """Return tuid, document and place in it."""
    document, place = divmod(unit, UNITS_A_DOCUMENT)
    return f"{symbols[document]}#op{place + 1}", symbols[document], place


def _units(texts: Sequence[Row], symbols: Sequence[str], chance: random.Random) -> pl.DataFrame:
    rows = []
    for number, unit in enumerate(texts):
        tuid, doc, place = _place(number, symbols)
        label = tuid.partition("#")[2]
        sure = {lang: 1 - chance.random() ** 4 for lang in OTHERS}
        for lang, text in unit.items():
            head = (tuid, doc, place, lang, place, place + 1, "operative", label)
            rows.append((*head, text, sure.get(lang, min(sure.values()))))
    return pl.DataFrame(rows, schema=UNITS, orient="row")


def _beads(texts: Sequence[Row], symbols: Sequence[str], chance: random.Random) -> pl.DataFrame:
    rows = []
    for number in range(len(texts)):
        _, doc, place = _place(number, symbols)
        span = (place, place + 1)
        rows += [(doc, lang, *span, *span, 1 - chance.random() ** 4) for lang in OTHERS]
    return pl.DataFrame(rows, schema=BEADS, orient="row")


def _terms(texts: Sequence[Row], terms: int, chance: random.Random) -> pl.DataFrame:
    """Return TERMS of `terms` concepts with three forms in each language, all of them different."""
    rows: list[tuple[str, str, str, str]] = []
    seen: set[tuple[str, str]] = set()
    for number in range(terms):
        for lang in LANGUAGES:
            for status in STATUSES[: 1 if lang == PIVOT else None]:
                text = chance.choice(texts)[lang]
                start, stop = _span(text, chance)
                form = text[start:stop]
                form = form if (lang, form) not in seen else f"{form} {number}"
                seen.add((lang, form))
                rows.append((f"term-{number:03}", lang, form, status))
    return pl.DataFrame(rows, schema=TERMS, orient="row")


def _span(text: str, chance: random.Random) -> tuple[int, int]:
    """Return the place of one to three words; in text without spaces, of two to six characters."""
    words = text.split(" ")
    if len(words) < 4:
        start = chance.randrange(len(text))
        return start, min(start + chance.randint(2, 6), len(text))
    first = chance.randrange(len(words) - 3)
    count = chance.randint(1, 3)
    start = len(" ".join(words[:first])) + (first > 0)
    return start, start + len(" ".join(words[first : first + count]))


def _renderings(
    texts: Sequence[Row], symbols: Sequence[str], termbase: pl.DataFrame, chance: random.Random
) -> pl.DataFrame:
    forms: dict[tuple[str, str], list[str]] = {}
    for concept, lang, form in termbase.select("concept", "lang", "form").iter_rows():
        forms.setdefault((concept, lang), []).append(form)
    concepts = [concept for concept, lang in forms if lang == PIVOT]
    weights = [*accumulate(1 / (rank + 1) for rank in range(len(concepts)))]
    rows = []
    for number, unit in enumerate(texts):
        tuid, doc, _ = _place(number, symbols)
        chosen = dict.fromkeys(chance.choices(concepts, cum_weights=weights, k=TERMS_A_UNIT))
        for concept in chosen:
            head = (concept, tuid, doc, *_span(unit[PIVOT], chance))
            rows += [(*head, *found) for found in _rendered(unit, concept, head[3:], forms, chance)]
    return pl.DataFrame(rows, schema=RENDERINGS, orient="row")


def _rendered(
    unit: Row,
    concept: str,
    french: tuple[int, int],
    forms: dict[tuple[str, str], list[str]],
    chance: random.Random,
) -> Iterator[tuple[object, ...]]:
    """Yield the columns from `lang` on of one occurrence, a row a language."""
    for lang, text in unit.items():
        if lang != PIVOT and chance.random() < _UNMATCHED:
            yield lang, None, None, None, None, "unmatched", None, None, None
            continue
        start, stop = french if lang == PIVOT else _span(text, chance)
        known = forms[concept, lang]
        (form,) = chance.choices(known, weights=[16, 3, 1][: len(known)])
        yield lang, start, stop, text[start:stop], form, "termbase", "full", 0.98, None
