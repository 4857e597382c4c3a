"""How well a build is aligned, where it is in doubt, and how its terms are rendered.

marimo run notebooks/quality.py
"""

import marimo

__generated_with = "0.25.2"
app = marimo.App(width="full", app_title="hexapla: quality of a build")

with app.setup:
    from functools import partial

    import marimo as mo

    from corpora.schema import LANGUAGES
    from tm import quality
    from tm.dashboard.notebooks import opened
    from tm.dashboard.reliability import reliability
    from tm.dashboard.tables import store

    ISOLATE = "\N{RIGHT-TO-LEFT ISOLATE}{}".format
    SHARES = dict.fromkeys(("single", "covered"), "{:.0%}") | {"probability": "{:.3f}"}
    WORST, SHOWN = 200, 10

    plain = {"selection": None, "show_data_types": False, "show_column_summaries": False}
    table = partial(mo.ui.table, **plain)


@app.cell(hide_code=True)
def _():
    mo.md("""
    # Quality of a build

    How well five languages are aligned with French, which units deserve a look, how far the
    probabilities may be believed, and how consistently each term is rendered.
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
    ## Alignment

    For each language: its clauses, the beads that pair them with French, the share of beads
    that hold one clause on either side, the share of its clauses that have a French
    counterpart, and the mean probability of a bead. A probability near 1 says that hardly any
    other alignment explains the texts as well.
    """)


@app.cell
def _(build):
    alignment = quality.by_language(build.beads)
    table(alignment, format_mapping=SHARES)
    return (alignment,)


@app.cell(hide_code=True)
def _():
    mo.md("""
    ## Documents

    The same two numbers for each document. A version that lacks a part has a low coverage in the
    other languages' column of that part; a scan badly read has a low probability.
    """)


@app.cell
def _(build):
    documents = quality.by_document(build.beads)
    table(documents, format_mapping=SHARES)
    return (documents,)


@app.cell(hide_code=True)
def _():
    mo.md("""
    ## Kinds of beads

    `1-1` is one French clause with one of the other language, `2-1` two with one, `1-0` a French
    clause without a counterpart.
    """)


@app.cell
def _(build):
    kinds = quality.bead_kinds(build.beads)
    table(kinds)
    return (kinds,)


@app.cell(hide_code=True)
def _():
    mo.md("""
    ## Probabilities

    How many beads have which probability; bins that are not listed are empty.
    """)


@app.cell
def _(build):
    probabilities = quality.probability_bins(build.beads)
    table(probabilities)
    return (probabilities,)


@app.cell(hide_code=True)
def _():
    mo.md("""
    ## Reliability

    Of all beads with a probability of about .9, nine in ten should be right. `observed` is the
    share that was: in the decisions of this build's reviewers if there are enough of them, else
    on hand-aligned text that the lexicon had not seen. `error` is the expected calibration error of
    the language.
    """)


@app.cell
def _(build):
    trust = reliability(build)
    table(trust.drop("signature"))
    return (trust,)


@app.cell(hide_code=True)
def _():
    mo.md("""
    ## Least certain units

    The units of lowest probability, the lowest first. The probability of a unit is that of its
    least certain language. A unit with one language only is text without a counterpart.
    """)


@app.cell
def _(build):
    doubtful = quality.least_certain(build.units, count=WORST)
    table(
        doubtful.head(SHOWN).fill_null("–"),
        format_mapping={"probability": "{:.3f}", "ar": ISOLATE},
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
def _(build):
    terms = quality.term_shares(build.consistency)
    table(terms)
    return (terms,)


@app.cell(hide_code=True)
def _():
    mo.md("""
    ## Tables for the dashboard

    `hexapla dashboard OUT` runs this notebook and shows these on one page.
    """)


@app.cell
def _(alignment, documents, doubtful, kinds, probabilities, trust):
    tables = {
        "aligned": alignment,
        "covered": documents,
        "kinds": kinds,
        "probabilities": probabilities,
        "reliability": trust,
        "worst": doubtful.select("tuid", "probability"),
    }
    return (tables,)


@app.cell
def _(into, tables):
    stored = store(tables, into)
    return (stored,)


if __name__ == "__main__":
    app.run()
