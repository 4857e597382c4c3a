"""How renderings change over years and sessions, and between issuing bodies.

marimo run notebooks/drift.py
"""

import marimo

__generated_with = "0.25.2"
app = marimo.App(width="full", app_title="hexapla: drift of renderings")

with app.setup:
    from functools import partial

    import marimo as mo
    import polars as pl

    from tm.dashboard.notebooks import opened
    from tm.dashboard.tables import store
    from tm.stream import collected
    from tm.terms.drift import GROUPINGS

    SHARE = dict.fromkeys(("share", "share_low", "share_high", "ltcr"), "{:.2f}")

    SHOWN = 1_000

    plain = {"selection": None, "show_data_types": False, "show_column_summaries": False}
    table = partial(mo.ui.table, **plain)


@app.cell(hide_code=True)
def _():
    mo.md("""
    # Renderings over time

    Which form of a term was the usual one in which year, session and body.
    Name the folder of a build, the `OUT` of `hexapla build CORPUS --out OUT`; without one, the
    bundled resolution is built and shown.
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
def _():
    into = None  # `hexapla dashboard` names the folder for the tables
    return (into,)


@app.cell
def _(given):
    build, fault = opened(given)
    mo.stop(fault, mo.md(f"{fault}"))
    return (build,)


@app.cell(hide_code=True)
def _():
    mo.md("""
    ## What is known of the documents

    Date and session come from the manifest and from the symbol. A document without them is in no
    period.
    """)


@app.cell
def _(build):
    periods = build.documents.select("doc", "date", *GROUPINGS)
    table(periods)
    return (periods,)


@app.cell(hide_code=True)
def _():
    mo.md("""
    ## Periods

    `share` is that of the dominant form of the period, with its 95 % interval (Wilson). Two
    periods differ where the intervals lie apart; documents of one year are not independent. The
    first 1,000 rows are shown.
    """)


@app.cell
def _():
    by = mo.ui.radio(list(GROUPINGS), value=GROUPINGS[0], label="By", inline=True)
    by  # noqa: B018  (a cell shows its last expression)
    return (by,)


@app.cell
def _(build):
    drift = build.drift.drop("signature")
    grouped = drift.group_by("concept", "lang", "by")
    changes = grouped.agg(pl.len().alias("periods"), pl.col("dominant").n_unique().alias("forms"))
    return (
        changes,
        drift,
    )


@app.cell
def _(by, drift):
    shown = collected(drift.filter(pl.col("by") == by.value).head(SHOWN))
    table(shown, format_mapping=SHARE)
    return (shown,)


@app.cell(hide_code=True)
def _():
    mo.md("""
    ## Where the dominant form changed

    Terms that had more than one dominant form over the periods.
    """)


@app.cell
def _(changes):
    changed = collected(changes.filter(pl.col("forms") > 1).sort("concept", "lang", "by"))
    table(changed)
    return (changed,)


@app.cell(hide_code=True)
def _():
    mo.md("""
    ## Table for the dashboard

    `hexapla dashboard OUT` runs this notebook and shows it on one page.
    """)


@app.cell
def _(drift, into):
    tables = {"drift": drift}
    stored = store(tables, into)
    return stored, tables


if __name__ == "__main__":
    app.run()
