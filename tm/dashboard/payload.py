"""What the page is made of: a build and the tables of the notebooks as one dict, ready for JSON.

    data = payload(Path("out"))
    data["build"]["counts"]["units"]          39

It measures nothing and knows nothing of HTML. Documents, concepts, forms and units are lists, and
everything else refers to them by their place, from 0. Offsets in texts are code points.

What a build has not is told in `build.absent`: terms, dates, sessions, verdicts, repeats, review,
languages (no other than one), reliability.
"""

from pathlib import Path

import polars as pl

from corpora.schema import OTHERS
from tm.dashboard.build import Build, half_written, open_build
from tm.dashboard.decisions import read_decisions
from tm.dashboard.selection import MOST_UNITS, Selection, select
from tm.dashboard.tables import load
from tm.folder import SCHEMA
from tm.stream import collected

DIGITS = 6
"""Decimals of the numbers on a page."""

SMALL = (
    *("aligned", "kinds", "probabilities", "worst", "reliability", "switching"),
    *("sizes", "recurring"),
)
"""Tables of the notebooks that are as small in the largest build."""

Frames = dict[str, pl.DataFrame]
Row = dict[str, object]
Rows = list[Row]

_FORM = ("concept", "lang", "form")


def payload(
    folder: Path, *, corpus: Path | None = None, serve: bool = False, most_units: int = MOST_UNITS
) -> dict[str, object]:
    """Return the data of the page of the build in `folder`.

    Verdicts are those of `corpus` if it is given, else those that the build honoured with those
    of `folder`/verdicts.toml over them; the numbers are those of the build, and `build.waiting`
    says how many verdicts they do not know. Raises `InputError` for what is no build, or one for
    which the notebooks have not run.
    """
    build, tables = open_build(folder), load(folder)
    try:
        shown = select(build, tables, read_decisions(folder, corpus=corpus), most=most_units)
    except pl.exceptions.PolarsError as error:
        raise half_written(folder) from error
    small = {name: collected(tables[name]) for name in SMALL}
    return {
        "build": _build(build, small, shown) | {"serve": serve},
        "documents": _rows(build.documents.with_columns(pl.col("date").cast(pl.String))),
        "concepts": _rows(_concepts(build)),
        "figures": _rows(build.figures.drop("signature")),
        "consistency": _rows(build.consistency.drop("signature")),
        "forms": _rows(shown.forms.with_columns(_place("concept", _concepts(build)["concept"]))),
        "renderings": _renderings(build, shown),
        "units": _units(build, shown.units),
        "drift": _rows(shown.drift),
        "agreement": _rows(shown.agreement.drop("signature")),
        "co_switching": _rows(small["switching"]),
        "repeats": _rows(shown.repeats.drop("compared", "signature")),
        "alignment": _alignment(build, small, shown),
        "reliability": _reliability(small["reliability"]),
        "memory": {"languages": _rows(small["sizes"]), **small["recurring"].row(0, named=True)},
    }


def _build(build: Build, small: Frames, shown: Selection) -> Row:
    counts = {
        "documents": build.documents.height,
        "units": shown.all_units,
        "clauses": {lang: build.clauses[lang] for lang in build.languages},
        "terms": build.agreement.height,
        "renderings": shown.all_renderings,
    }
    return {
        "name": build.folder.resolve().name,
        "hexapla": build.hexapla,
        "schema": SCHEMA,
        "signature": build.signature,
        "languages": build.languages,
        "counts": counts,
        "absent": _absent(build, small, shown),
        "summarised": shown.summarised,
        "shown_units": shown.units["tuid"].n_unique(),
        "left_out": shown.left_out,
        "waiting": shown.renderings.select(_waiting().sum()).item(),
    }


def _waiting() -> pl.Expr:
    return pl.col("verdict").ne_missing(pl.col("counted"))


def _absent(build: Build, small: Frames, shown: Selection) -> list[str]:
    documents = build.documents
    there = {
        "terms": build.consistency.height,
        "dates": documents["year"].count(),
        "sessions": documents["session"].count(),
        "verdicts": shown.renderings["verdict"].count(),
        "repeats": shown.repeats.height,
        "review": build.decisions,
        "languages": len(build.languages) > 1,
        "reliability": small["reliability"].height,
    }
    return [name for name, found in there.items() if not found]


def _concepts(build: Build) -> pl.DataFrame:
    return build.agreement.select("concept", "fr")


def _rows(table: pl.DataFrame) -> Rows:
    """Return the rows of a table, numbers rounded."""
    floats = pl.selectors.float()
    return table.with_columns(floats.round(DIGITS)).to_dicts()


def _place(column: str, values: pl.Series) -> pl.Expr:
    """Return the expression for the place of each value of `column` among `values`, else null."""
    places = {value: place for place, value in enumerate(values)}
    return pl.col(column).replace_strict(places, default=None, return_dtype=pl.Int64)


def _renderings(build: Build, shown: Selection) -> dict[str, list[object]]:
    """Return the columns of the renderings shown."""
    names = ("concept", "unit", "occurrence", "fr_start", "fr_stop", "lang", "start", "stop")
    units = shown.units["tuid"].unique(maintain_order=True)
    table = (
        shown.renderings.join(
            shown.forms.select(*_FORM).with_row_index("place"),
            on=_FORM,
            how="left",
            maintain_order="left",
        )
        .with_columns(
            _place("concept", _concepts(build)["concept"]),
            _place("tuid", units).alias("unit"),
            pl.col("place").alias("form"),
            pl.col("probability").round(DIGITS),
        )
        .select(*names, "form", "method", "kind", "probability", "verdict", "counted")
    )
    return table.to_dict(as_series=False)


def _units(build: Build, units: pl.DataFrame) -> Rows:
    places = {doc: place for place, doc in enumerate(build.documents["doc"])}
    heads: dict[str, Row] = {}
    texts: dict[str, dict[str, str]] = {}
    probabilities: dict[str, dict[str, float]] = {}
    columns = units.select("tuid", "doc", "label", "lang", "text", "probability")
    for tuid, doc, label, lang, text, probability in columns.iter_rows():
        if tuid not in heads:
            heads[tuid] = {"tuid": tuid, "doc": places[doc], "label": label}
            texts[tuid], probabilities[tuid] = {}, {}
        texts[tuid][lang] = text
        if lang in OTHERS:
            probabilities[tuid][lang] = round(probability, DIGITS)
    return [
        head | {"texts": texts[tuid], "probability": probabilities[tuid]}
        for tuid, head in heads.items()
    ]


def _alignment(build: Build, small: Frames, shown: Selection) -> dict[str, object]:
    tuids = shown.units["tuid"].unique(maintain_order=True)
    worst = small["worst"].select(_place("tuid", tuids))["tuid"].drop_nulls()
    documents = shown.covered.with_columns(_place("doc", build.documents["doc"]))
    return {
        "languages": _rows(small["aligned"]),
        "documents": _rows(documents),
        "kinds": _rows(small["kinds"]),
        "probabilities": _rows(small["probabilities"]),
        "worst": worst.to_list(),
    }


def _reliability(table: pl.DataFrame) -> dict[str, object]:
    errors = dict(table.select("lang", pl.col("error").round(DIGITS)).iter_rows())
    return {
        "source": table["source"][0] if table.height else None,
        "bins": _rows(table.drop("source", "error", "signature")),
        "ece": errors,
        "signature": table["signature"][0] if table.height else None,
    }
