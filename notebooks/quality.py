"""How well a build is aligned, where it is in doubt, and how its terms are rendered.

marimo run notebooks/quality.py
"""

import marimo

__generated_with = "0.25.2"
app = marimo.App(width="full", app_title="hexapla: quality of a build")

with app.setup:
    from functools import partial
    from importlib.resources import files
    from pathlib import Path
    from tempfile import TemporaryDirectory

    import marimo as mo
    import polars as pl

    from corpora.schema import LANGUAGES
    from tm import quality
    from tm.build import build
    from tm.folder import RECORD

    plain = {"selection": None, "show_data_types": False, "show_column_summaries": False}
    table = partial(mo.ui.table, **plain)


@app.cell(hide_code=True)
def _():
    mo.md("""
    # Quality of a build

    How well five languages are aligned with French, which units deserve a look, and how
    consistently each term is rendered. Name the folder of a build, the `OUT` of
    `hexapla build CORPUS --out OUT`; without one, the bundled resolution is built and shown.
    """)


@app.cell
def _():
    control = mo.ui.text(label="Folder of a build", placeholder="the bundled resolution")
    control  # noqa: B018  (a cell shows its last expression)
    return (control,)


@app.cell
def _(control):
    given = control.value.strip()
    return (given,)


@app.cell
def _(given):
    absent = given and not Path(given, RECORD).is_file()
    mo.stop(absent, mo.md(f"`{given}` holds no build: there is no `{RECORD}` in it."))
    with TemporaryDirectory() as scratch:
        folder = Path(given or scratch)
        if not given:
            build(Path(str(files("corpora") / "samples")), folder)
        names = ("beads", "units", "terms/consistency")
        tables = {name: pl.read_parquet(folder / f"{name}.parquet") for name in names}
    return (tables,)


@app.cell(hide_code=True)
def _():
    mo.md("""
    ## Alignment

    For each language: its clauses, the beads that pair them with French, the share of beads
    that hold one clause on either side, the share of its clauses that have a French
    counterpart, and the mean probability of a bead. A probability near 1 says that hardly any
    other alignment explains the texts as well.
    """)


@app.cell
def _(tables):
    alignment = quality.by_language(tables["beads"])
    percent = dict.fromkeys(("single", "covered"), "{:.0%}")
    table(alignment, format_mapping={**percent, "probability": "{:.3f}"})
    return (alignment,)


@app.cell(hide_code=True)
def _():
    mo.md("""
    ## Least certain units

    The units of lowest probability, the lowest first. The probability of a unit is that of its
    least certain language. A unit with one language only is text without a counterpart.
    """)


@app.cell
def _(tables):
    doubtful = quality.least_certain(tables["units"]).fill_null("–")
    table(
        doubtful,
        format_mapping={"probability": "{:.3f}", "ar": "\N{RIGHT-TO-LEFT ISOLATE}{}".format},
        text_justify_columns={"ar": "right"},
        wrapped_columns=["tuid", *LANGUAGES],
    )
    return (doubtful,)


@app.cell(hide_code=True)
def _():
    mo.md("""
    ## Terms

    The share of the dominant form among the renderings found, and how many were found; the
    least consistent term first, `n` its occurrences in French. Below five occurrences a share
    says little.
    """)


@app.cell
def _(tables):
    terms = quality.term_shares(tables["terms/consistency"])
    table(terms)
    return (terms,)


if __name__ == "__main__":
    app.run()
