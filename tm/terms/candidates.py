"""Terms worth watching, proposed from aligned text alone: for a user without a termbase.

    table = candidates(units)      # "communauté internationale", 23 places, inconsistency .31
    table.select("concept", "fr")  # … is a termbase

French phrases and names that recur (`tm.terms.phrases`) are ranked by termhood; of the best few
hundred the renderings are found, and these are ranked again by how often they stand in the text
times how inconsistently they are rendered.

Inconsistency is the mean over the languages of 1 - LTCR (`tm.terms.spread`), the chance that two
places are rendered differently. That of few places is drawn to the mean of all candidates, as if
`FEW` more places had it (m-estimate, Cestnik 1990).
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from statistics import fmean

import polars as pl

from align.lexicon import Lexicon
from corpora.schema import OTHERS, PIVOT, TERMS, UNITS, conform
from tm.terms.consistency import FEW
from tm.terms.match import FormIndex
from tm.terms.phrases import Phrase, phrases
from tm.terms.renderings import find_renderings
from tm.terms.spread import ltcr
from tm.terms.termbase import ADMITTED, PREFERRED
from tm.terms.word_classes import read_words

LEAST = 3
"""Fewest places of a candidate: below, one cannot tell choice from chance."""

POOL = 300
"""Candidates of which renderings are sought."""

MOST_UNITS = 4_000
"""Units in which they are sought, spread evenly over the corpus."""

SURE = 0.5
"""Least probability of a rendering that counts: guesses differ whatever the translator did."""

SURFACES, SHOWN = 5, 4
"""Most spellings of a candidate, and most renderings told a language."""

CANDIDATES = pl.Schema(
    {
        "concept": pl.String(),  # the first French form
        "fr": pl.String(),  # French forms as in a termbase, parted by " | "
        "frequency": pl.UInt32(),  # places in the French texts
        "documents": pl.UInt32(),  # in which it stands
        "termhood": pl.Float64(),  # C-value
        "inconsistency": pl.Float64(),  # 0..1; null: no language has two renderings of anything
        "score": pl.Float64(),  # frequency × inconsistency; null with it
        **{f"found {lang}": pl.String() for lang in OTHERS},  # "form (12) | form (3)"
    }
)
"""One row per candidate, the one most worth watching first; `concept` and `fr` are a termbase."""

Forms = Mapping[tuple[str, str], Counter[str]]
"""Citation forms found, by concept and language."""


def candidates(
    units: pl.DataFrame,
    *,
    least: int = LEAST,
    pool: int = POOL,
    lexicon: Lexicon | None = None,
) -> pl.DataFrame:
    """Return CANDIDATES of `units`, a UNITS frame, by score, then by termhood.

    `least` is the fewest places of a candidate, `pool` how many are looked at closely, the
    others being left out; `lexicon` as in `find_renderings`. Raises `SchemaMismatchError`.
    """
    french = conform(units, UNITS, name="units").filter(pl.col("lang") == PIVOT)
    texts, docs = french["text"].to_list(), french["doc"].to_list()
    found = phrases(read_words(texts), texts, least=max(least, 1))[:pool]
    named = {spellings[0]: (phrase, spellings) for phrase in found if (spellings := _forms(phrase))}
    renderings = _renderings(units, {name: forms for name, (_, forms) in named.items()}, lexicon)
    inconsistency = _inconsistency(renderings, named)
    rows = [
        (
            *(
                name,
                " | ".join(forms),
                phrase.frequency,
                len({docs[text] for text in phrase.texts}),
            ),
            *(phrase.termhood, inconsistency[name], _score(phrase, inconsistency[name])),
            *(_told(renderings.get((name, lang), Counter())) for lang in OTHERS),
        )
        for name, (phrase, forms) in named.items()
    ]
    return _ranked(pl.DataFrame(rows, schema=CANDIDATES, orient="row"))


def _score(phrase: Phrase, inconsistency: float | None) -> float | None:
    return None if inconsistency is None else phrase.frequency * inconsistency


def _ranked(table: pl.DataFrame) -> pl.DataFrame:
    table = table.with_columns(pl.col("termhood", "inconsistency", "score").round(4))
    return table.sort(
        "score", "termhood", "concept", descending=[True, True, False], nulls_last=True
    )


def _forms(phrase: Phrase) -> list[str]:
    """Return the spellings of a phrase that a termbase needs, the most frequent first.

    One is left out if it is an inflection of an earlier one.
    """
    kept: list[str] = []
    for surface in sorted(phrase.surfaces, key=lambda each: (-phrase.surfaces[each], each)):
        form = _initial(surface, phrase.surfaces)
        if not any(_covers(index, form) for index in (FormIndex(kept, lang=PIVOT),)):
            kept.append(form)
    return kept[:SURFACES]


def _covers(index: FormIndex, form: str) -> bool:
    return any((match.start, match.stop) == (0, len(form)) for match in index.find(form))


def _initial(surface: str, surfaces: Mapping[str, int]) -> str:
    """Return `surface` with a small initial if a third of its spellings have one.

    A capital is often that of a sentence or of a title.
    """
    small = surface[:1].lower() + surface[1:]
    times = surfaces[surface] + surfaces.get(small, 0)
    return small if 3 * surfaces.get(small, 0) >= times else surface


def _renderings(
    units: pl.DataFrame, forms: Mapping[str, Sequence[str]], lexicon: Lexicon | None
) -> Forms:
    """Return what surely renders each of the candidates."""
    rows = [
        (name, PIVOT, form, ADMITTED if rank else PREFERRED)
        for name, spellings in forms.items()
        for rank, form in enumerate(spellings)
    ]
    terms = pl.DataFrame(rows, schema=TERMS, orient="row")
    found: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    if rows and units["lang"].n_unique() > 1:
        table = find_renderings(_sample(units), terms, lexicon=lexicon)
        table = table.filter(pl.col("probability") >= SURE, pl.col("form").is_not_null())
        for name, lang, form in table.select("concept", "lang", "form").iter_rows():
            found[name, lang][form] += 1
    return found


def _sample(units: pl.DataFrame) -> pl.DataFrame:
    """Return `MOST_UNITS` of the units, or all if there are no more."""
    names = units.select("doc", "tuid").unique(maintain_order=True)
    step = -(-len(names) // MOST_UNITS)
    return units.join(names.gather_every(max(step, 1)), on=["doc", "tuid"], maintain_order="left")


def _inconsistency(found: Forms, names: Iterable[str]) -> dict[str, float | None]:
    """Return the mean over the languages of 1 - LTCR, drawn to the mean of all candidates."""
    raw = {
        (name, lang): (forms.total(), 1 - alike)
        for (name, lang), forms in found.items()
        if lang in OTHERS and (alike := ltcr([*forms.values()])) is not None
    }
    by_lang = groupby(sorted(raw, key=lambda cell: OTHERS.index(cell[1])), key=lambda cell: cell[1])
    usual = {lang: fmean(raw[cell][1] for cell in cells) for lang, cells in by_lang}
    if not usual:
        return dict.fromkeys(names)
    return {
        name: fmean(
            (places * value + FEW * mean) / (places + FEW)
            for lang, mean in usual.items()
            for places, value in (raw.get((name, lang), (0, 0.0)),)
        )
        for name in names
    }


def _told(forms: Counter[str]) -> str | None:
    """Return the most frequent forms with their counts, None where none was found."""
    order = sorted(forms, key=lambda form: (-forms[form], form))
    told = [f"{form} ({forms[form]})" for form in order[:SHOWN]]
    return " | ".join([*told, *(["…"] if len(order) > SHOWN else [])]) or None
