"""The tables that pass between stages, checked at every border.

Stages hand each other polars frames; each frame has one declared schema here and goes
through `conform` when it crosses from one stage to the next.

Why one module: a table is a promise between two rooms, so neither room owns it.
"""

import polars as pl

from corpora.codes import LANGUAGES, OTHERS, PIVOT

__all__ = [
    "BEADS",
    "CLAUSES",
    "CONSISTENCY",
    "LANGUAGE",
    "LANGUAGES",
    "OTHERS",
    "PIVOT",
    "RENDERINGS",
    "TERMS",
    "UNITS",
    "SchemaMismatchError",
    "conform",
]

LANGUAGE = pl.Enum(LANGUAGES)

CLAUSES = pl.Schema(
    {
        "doc": pl.String(),  # document symbol, e.g. "A/RES/69/12"
        "lang": LANGUAGE,
        "index": pl.UInt32(),  # position in this version, from 0, no gaps
        "kind": pl.String(),  # one of corpora.clause.KINDS
        "label": pl.String(),  # "pp3", "op2(a)", "fn4", "title"; null where there is none
        "number": pl.String(),  # the enumerator as printed: "2.", "(a)", "一、"; null if none
        "text": pl.String(),  # never empty, one line, no enumerator, note mark or markup
        "notes": pl.List(pl.String()),  # labels of the footnotes it refers to, in order
        "page": pl.UInt32(),  # from 1; null where the format has no pages
        "line": pl.UInt32(),  # line of the file where the clause starts, from 1
    }
)
"""One row per clause of one language version."""

BEADS = pl.Schema(
    {
        "doc": pl.String(),
        "lang": LANGUAGE,  # the other language; French is always one side
        "fr_start": pl.UInt32(),  # half-open ranges of clause indices; a side may be empty
        "fr_stop": pl.UInt32(),
        "start": pl.UInt32(),
        "stop": pl.UInt32(),
        "probability": pl.Float64(),  # posterior that exactly these groups correspond, 0..1
    }
)
"""One row per aligned group of French with one other language: the finest pairwise truth."""

UNITS = pl.Schema(
    {
        "tuid": pl.String(),  # stable and readable: "A/RES/69/12#op2"; one per unit
        "doc": pl.String(),
        "index": pl.UInt32(),  # position of the unit in its document, from 0
        "lang": LANGUAGE,
        "start": pl.UInt32(),  # half-open range of clause indices of this language, not empty;
        "stop": pl.UInt32(),  # a clause inside it that only this language has is another unit
        "kind": pl.String(),  # kind of the first clause
        "label": pl.String(),  # label of the first clause, or null
        "text": pl.String(),  # the clauses joined in the manner of the language
        "probability": pl.Float64(),  # that this variant belongs with the French; fr: the lowest
    }
)
"""One row per variant (one language) of one six-way unit; an absent language has no row."""

DOCUMENTS = pl.Schema(
    {
        "doc": pl.String(),
        "date": pl.Date(),  # of the document; null where it is not known
        "year": pl.Int32(),  # of the date, else as the symbol tells; null: neither
        "body": pl.String(),  # issuing body as the symbol begins: "A", "S", "A/HRC"; null: none
        "session": pl.String(),  # "69", "S-27", a year for the Security Council; null: none
    }
)
"""One row per document, in the order of the corpus."""

TERMS = pl.Schema(
    {
        "concept": pl.String(),
        "lang": LANGUAGE,
        "form": pl.String(),
        "status": pl.String(),  # one of tm.terms.termbase.STATUSES
    }
)
"""One row per form of a concept in a language, the preferred form first."""

RENDERINGS = pl.Schema(
    {
        "concept": pl.String(),
        "tuid": pl.String(),
        "doc": pl.String(),
        "fr_start": pl.UInt32(),  # code-point offsets of the occurrence in the French text
        "fr_stop": pl.UInt32(),
        "lang": LANGUAGE,
        "start": pl.UInt32(),  # code-point offsets in this language's text; null: not found
        "stop": pl.UInt32(),
        "text": pl.String(),  # the words at that place, as they stand
        "form": pl.String(),  # citation form: one spelling for all inflections and clitics
        "method": pl.String(),  # how it was found: "termbase", ..., "unmatched", "no variant"
        "kind": pl.String(),  # full, acronym, pronoun, omitted, paraphrase; null: unmatched
        "probability": pl.Float64(),  # that this place renders the occurrence, 0..1; null: none
        "verdict": pl.String(),  # of a human: accept, reject, ignore; null: none
    }
)
"""One row per occurrence of a term in a French unit and language, French itself included."""

CONSISTENCY = pl.Schema(
    {
        "concept": pl.String(),
        "fr": pl.String(),  # the preferred French form
        "lang": LANGUAGE,
        "occurrences": pl.UInt32(),  # of the term in French units of documents with this language
        "matched": pl.UInt32(),  # of those, with a rendering found
        "coverage": pl.Float64(),  # matched / occurrences; null without occurrences
        "distinct": pl.UInt32(),  # citation forms among the matched
        "dominant": pl.String(),  # the most frequent citation form
        "share": pl.Float64(),  # its share of the matched, with its Wilson 95 % interval
        "share_low": pl.Float64(),
        "share_high": pl.Float64(),
        "ltcr": pl.Float64(),  # null below two matched
        "hhi": pl.Float64(),
        "entropy": pl.Float64(),  # bits, Miller-Madow corrected
        "entropy_normalised": pl.Float64(),  # plug-in entropy / log2(distinct), 0..1
        "conformity": pl.Float64(),  # share of the matched in a form in use (preferred, admitted)
        # or accepted, and not rejected; null where the termbase has no form in use
        "accepted": pl.UInt32(),  # verdicts among the occurrences
        "rejected": pl.UInt32(),
        "ignored": pl.UInt32(),  # these are left out of all other numbers
        "issues": pl.UInt32(),  # occurrences without a rendering, in another form than the
        # dominant one or rejected; without those that were accepted
        "signature": pl.String(),  # settings and versions that the numbers depend on
    }
)
"""One row per term and language."""

DRIFT = pl.Schema(
    {
        "concept": pl.String(),
        "lang": LANGUAGE,
        "by": pl.String(),  # what the documents are grouped by: "year", "session", "body"
        "period": pl.String(),  # "2014", "69", "A/HRC"
        "occurrences": pl.UInt32(),
        "matched": pl.UInt32(),
        "dominant": pl.String(),  # the most frequent citation form of the period
        "share": pl.Float64(),  # its share of the matched, with its Wilson 95 % interval
        "share_low": pl.Float64(),
        "share_high": pl.Float64(),
        "ltcr": pl.Float64(),
        "signature": pl.String(),
    }
)
"""One row per term, language and group of documents in which the term occurs."""

AGREEMENT = pl.Schema(
    {
        "concept": pl.String(),
        "fr": pl.String(),
        "languages": pl.UInt32(),  # of the five, those with two matched occurrences or more
        "ltcr_min": pl.Float64(),  # over these languages; null without one
        "ltcr_mean": pl.Float64(),
        "together": pl.UInt32(),  # occurrences in which two languages or more leave their
        "apart": pl.UInt32(),  # dominant form; in which exactly one does
        "switching": pl.Float64(),  # mean over pairs of languages of the phi coefficient of
        # leaving it, over the occurrences matched in both; null where no pair has both outcomes
        "french_outlier": pl.UInt32(),  # occurrences in which all (three or more) leave it
        "tuids": pl.List(pl.String()),  # the units of these, in order, each once
        "signature": pl.String(),
    }
)
"""One row per term: whether the languages are consistent together."""

FIGURES = pl.Schema(
    {
        "lang": LANGUAGE,  # null: the five other languages together
        "metric": pl.String(),  # "coverage", "consistency", "ltcr", "conformity"
        "value": pl.Float64(),  # 0..1; null where it is not defined
        "low": pl.Float64(),  # 95 % interval, bootstrapped by document; null below two documents
        "high": pl.Float64(),
        "documents": pl.UInt32(),  # in which a term occurs
        "occurrences": pl.UInt32(),  # of all terms
        "signature": pl.String(),
    }
)
"""One row per corpus-level number."""


class SchemaMismatchError(ValueError):
    """A table reached a stage with columns that the stage does not declare."""


def conform(table: pl.DataFrame, schema: pl.Schema, *, name: str) -> pl.DataFrame:
    """Return `table` unchanged if its columns are exactly `schema`.

    Raises `SchemaMismatchError`, naming what is missing, unexpected or of another type.
    """
    if table.schema == schema:
        return table
    missing = [column for column in schema if column not in table.schema]
    extra = [column for column in table.schema if column not in schema]
    wrong = [
        f"{column} is {table.schema[column]}, expected {dtype}"
        for column, dtype in schema.items()
        if column in table.schema and table.schema[column] != dtype
    ]
    raise SchemaMismatchError(
        f"table {name!r} does not fit its schema: "
        f"missing {missing}, unexpected {extra}, wrong type {wrong}, or another column order"
    )
