"""One concept through six languages: its forms, its shares, its clauses.

marimo run notebooks/terms.py
"""

import marimo

__generated_with = "0.25.2"
app = marimo.App(width="full", app_title="hexapla: terms of a build")

with app.setup:
    from functools import partial

    import marimo as mo
    import polars as pl

    from corpora.schema import LANGUAGES
    from tm.dashboard.forms import form_counts
    from tm.dashboard.notebooks import opened
    from tm.dashboard.switching import measure_switching
    from tm.dashboard.tables import store
    from tm.quality import term_shares
    from tm.stream import collected

    ISOLATE = "\N{RIGHT-TO-LEFT ISOLATE}{}".format

    plain = {"selection": None, "show_data_types": False, "show_column_summaries": False}
    table = partial(mo.ui.table, **plain)


@app.cell(hide_code=True)
def _():
    mo.md("""
    # One concept through six languages

    A French term, the forms in which five languages render it, and the clauses behind each form.
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
    ## All terms

    The share of the dominant form, and of how many; the least consistent first. Below five
    occurrences a share says little.
    """)


@app.cell
def _(build):
    shares = term_shares(build.consistency)
    table(shares)
    return (shares,)


@app.cell(hide_code=True)
def _():
    mo.md("""
    ## One concept

    Every citation form stands for all its inflections, cases and clitics. `status` is what the
    termbase says of a form; a form without one is not in it.
    """)


@app.cell
def _(shares):
    names = dict(shares.select("term", "concept").iter_rows())
    chosen = mo.ui.dropdown(names, value=next(iter(names), None), label="Concept")
    chosen  # noqa: B018  (a cell shows its last expression)
    return (chosen,)


@app.cell
def _(build):
    forms = form_counts(build.renderings, build.termbase)
    return (forms,)


@app.cell
def _(chosen, forms):
    found = forms.filter(pl.col("concept").eq_missing(chosen.value))
    table(found.drop("concept"))
    return (found,)


@app.cell(hide_code=True)
def _():
    mo.md("""
    ## Its clauses

    Each occurrence in French, with the words found in each language; an empty cell is an occurrence
    in which none were found.
    """)


@app.cell
def _(build, chosen):
    here = collected(build.renderings.filter(pl.col("concept").eq_missing(chosen.value)))
    cells = {lang: pl.col("text").filter(pl.col("lang") == lang).first() for lang in LANGUAGES}
    places = here.group_by("tuid", "fr_start", maintain_order=True).agg(**cells)
    table(places.drop("fr_start"), format_mapping={"ar": ISOLATE})
    return (places,)


@app.cell(hide_code=True)
def _():
    mo.md("""
    ## Do languages switch together?

    The correlation (phi) of leaving the dominant form, over the occurrences of all terms that were
    found in both languages. Near 1, the two switch in the same clauses, which points at the
    French; near 0, each by itself. No number stands where one of them never switches.
    """)


@app.cell
def _(build):
    switching = measure_switching(build.parts("terms/renderings"), build.consistency)
    table(switching, format_mapping={"phi": "{:.2f}"})
    return (switching,)


@app.cell(hide_code=True)
def _():
    mo.md("""
    ## Tables for the dashboard

    `hexapla dashboard OUT` runs this notebook and shows these on one page.
    """)


@app.cell
def _(forms, into, switching):
    tables = {"forms": forms, "switching": switching}
    stored = store(tables, into)
    return stored, tables


if __name__ == "__main__":
    app.run()
