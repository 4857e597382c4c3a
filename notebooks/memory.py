"""What the memory of a build holds: sizes, duplicates, and clauses translated in several ways.

marimo run notebooks/memory.py
"""

import marimo

__generated_with = "0.25.2"
app = marimo.App(width="full", app_title="hexapla: memory of a build")

with app.setup:
    from functools import partial

    import marimo as mo

    from tm.dashboard.notebooks import opened
    from tm.dashboard.sizes import language_sizes, recurring
    from tm.dashboard.tables import store
    from tm.stream import collected

    SHOWN = 1_000
    SCORES = dict.fromkeys(("chrf", "bleu", "ter"), "{:.1f}")

    plain = {"selection": None, "show_data_types": False, "show_column_summaries": False}
    table = partial(mo.ui.table, **plain)


@app.cell(hide_code=True)
def _():
    mo.md("""
    # What the memory holds

    How much text there is in each language, how much of it recurs, and where the same French was
    translated in several ways. Name the folder of a build, the `OUT` of
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
    ## Sizes

    A word is what white space parts from the rest; in Chinese each character is one. Characters are
    counted without white space.
    """)


@app.cell
def _(build):
    sizes = language_sizes(build.units)
    table(sizes)
    return (sizes,)


@app.cell(hide_code=True)
def _():
    mo.md("""
    ## Duplicates and repeated clauses

    `duplicates` are units that equal an earlier one in every language: one of them is enough in a
    memory. `repeated` is the number of French texts that stand in several units.
    """)


@app.cell
def _(build):
    totals = recurring(build.units)
    table(totals)
    return (totals,)


@app.cell(hide_code=True)
def _():
    mo.md("""
    ## Repeated clauses translated differently

    The lowest chrF first: the mean over all pairs of the different translations, 0 to 100. BLEU
    and TER stand beside it; the lower TER, the more alike. The first 1,000 are shown.
    """)


@app.cell
def _(build):
    repeats = build.repeats
    shown = collected(repeats.drop("compared", "counts", "tuids", "signature").head(SHOWN))
    table(shown, format_mapping=SCORES, wrapped_columns=["fr", "texts"])
    return (
        repeats,
        shown,
    )


@app.cell(hide_code=True)
def _():
    mo.md("""
    ## Tables for the dashboard

    `hexapla dashboard OUT` runs this notebook and shows these on one page.
    """)


@app.cell
def _(into, repeats, sizes, totals):
    tables = {"sizes": sizes, "recurring": totals, "repeats": repeats}
    stored = store(tables, into)
    return stored, tables


if __name__ == "__main__":
    app.run()
