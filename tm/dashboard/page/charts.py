"""The charts of the page: specifications without data, and the Vega that draws them.

    specifications()["drift"]       a Vega specification whose data set "rows" is empty
    vega()                          a script that makes `window.vega`

A chart is written with Altair and compiled to Vega here, so that the page needs neither Vega-Lite
nor Vega-Embed: a third less to carry, and the first chart is there sooner. "@key" is a message
of the page, "var(--x)" a colour of its style sheet, so that charts follow language and theme.

Why Vega's interpreter: it walks expressions instead of compiling them, so that the page can
forbid `eval`.
"""

import json
from functools import cache
from typing import Any

Chart = Any
"""A chart of Altair, whose methods are not typed throughout."""

INTERPRETER = "2.0.0"
"""The version of vega-interpreter that vl-convert 1.9 carries."""

LIMITS = (0.0, 1.0)

_CDN = "https://cdn.jsdelivr.net/npm"
"""What vl-convert calls the modules that it carries inside; nothing is fetched."""

_COLOURS = {lang: f"var(--lang-{lang})" for lang in ("en", "es", "ru", "ar", "zh")}
_SHAPES = ("circle", "square", "triangle-up", "diamond", "cross")
_METRICS = ("consistency", "coverage", "ltcr", "conformity")
_INK, _FAINT = "var(--ink)", "var(--faint)"


@cache
def vega() -> str:
    """Return Vega and its interpreter as one script, bundled by vl-convert without network."""
    import vl_convert  # noqa: PLC0415  heavy, and in an extra

    version = vl_convert.get_vega_version()
    snippet = (
        f'import {{View, parse}} from "{_CDN}/vega@{version}/+esm";'
        f'import {{expressionInterpreter}} from "{_CDN}/vega-interpreter@{INTERPRETER}/+esm";'
        "window.vega = {View, parse, expressionInterpreter};"
    )
    return vl_convert.javascript_bundle(snippet)


@cache
def specifications() -> dict[str, Any]:
    """Return the charts of the page by name, as Vega specifications."""
    charts = {
        "figures": _figures(),
        "drift": _drift(),
        "triage": _triage(),
        "probabilities": _probabilities(),
        "reliability": _reliability(),
    }
    return {name: _compiled(chart) for name, chart in charts.items()}


def _compiled(chart: Chart) -> dict[str, Any]:
    import vl_convert  # noqa: PLC0415

    text = chart.properties(width="container").configure(**_look()).to_json()
    compiled: dict[str, Any] = vl_convert.vegalite_to_vega(json.loads(text))
    return {key: value for key, value in compiled.items() if key != "$schema"}


def _look() -> dict[str, Any]:
    """Return the configuration that all charts share."""
    label = {"labelColor": _INK, "titleColor": _INK, "labelFontSize": 13, "titleFontSize": 13}
    return {
        "aria": False,  # a chart is one picture to a screen reader, with a table beneath
        "background": "transparent",
        "font": "system-ui, Noto Sans, sans-serif",
        "axis": {
            **label,
            "titleFontWeight": "normal",
            "gridColor": _FAINT,
            "domainColor": _INK,
            "tickColor": _INK,
        },
        "legend": {
            **label,
            "orient": "top",
            "title": None,
            "symbolStrokeWidth": 2,
            "columns": 3,
            "labelLimit": 0,
        },
        "view": {"stroke": None},
    }


def _rows() -> Chart:
    import altair as alt  # noqa: PLC0415

    return alt.Chart(alt.NamedData(name="rows"))


def _percent(channel: str, field: str, title: str) -> Any:
    import altair as alt  # noqa: PLC0415

    make = alt.X if channel == "x" else alt.Y
    axis = alt.Axis(format=".0%", tickCount=5)
    return make(f"{field}:Q", title=title, scale=alt.Scale(domain=LIMITS), axis=axis)


def _figures() -> Chart:
    """Return corpus figures by language: a point each with its interval."""
    import altair as alt  # noqa: PLC0415

    shown = _rows().encode(
        y=alt.Y("language:N", title=None, sort=None),
        yOffset=alt.YOffset("name:N", sort=None),
        tooltip="tip:N",
    )
    colour = alt.Color(
        "name:N", sort=None, scale=alt.Scale(range=[*_COLOURS.values()][: len(_METRICS)])
    )
    shape = alt.Shape("name:N", sort=None, scale=alt.Scale(range=list(_SHAPES)))
    intervals = shown.mark_rule(strokeWidth=2, color=_INK).encode(
        x=_percent("x", "low", "@chart.share"), x2="high:Q"
    )
    points = shown.mark_point(size=70, filled=True, opacity=1).encode(
        x=_percent("x", "value", "@chart.share"), color=colour, shape=shape
    )
    return (intervals + points).properties(height=alt.Step(14))


def _drift() -> Chart:
    """Return the dominant share over periods, an open point where another form prevails."""
    import altair as alt  # noqa: PLC0415

    axis = alt.Axis(labelAngle=0, labelOverlap="greedy")
    shown = _rows().encode(x=alt.X("period:N", title=None, sort=None, axis=axis), tooltip="tip:N")
    y = _percent("y", "share", "@chart.share")
    line = shown.mark_line(color=_FAINT, strokeWidth=2).encode(y=y)
    rule = shown.mark_rule(color=_INK).encode(
        y=_percent("y", "share_low", "@chart.share"), y2="share_high:Q"
    )
    domain = ["@drift.usual", "@drift.other"]
    points = shown.mark_point(size=90, opacity=1, filled=True).encode(
        y=y,
        shape=alt.Shape("form:N", scale=alt.Scale(domain=domain, range=["circle", "diamond"])),
        color=alt.Color(
            "form:N", scale=alt.Scale(domain=domain, range=["var(--lang-en)", "var(--lang-es)"])
        ),
    )
    return (line + rule + points).properties(height=180)


def _triage() -> Chart:
    """Return entropy against volume, a point for each term and language."""
    import altair as alt  # noqa: PLC0415

    return (
        _rows()
        .mark_point(size=60, strokeWidth=2)
        .encode(
            x=alt.X("matched:Q", title="@chart.matched", scale=alt.Scale(type="log", nice=True)),
            y=alt.Y("entropy:Q", title="@chart.entropy"),
            **_by_language(),
            tooltip="tip:N",
        )
        .properties(height=360)
    )


def _by_language() -> dict[str, Any]:
    """Return colour and shape for languages: neither is alone."""
    import altair as alt  # noqa: PLC0415

    names = [f"@language.{lang}" for lang in _COLOURS]
    colours = alt.Scale(domain=names, range=list(_COLOURS.values()))
    shapes = alt.Scale(domain=names, range=list(_SHAPES))
    return {
        "color": alt.Color("language:N", scale=colours),
        "shape": alt.Shape("language:N", scale=shapes),
    }


def _probabilities() -> Chart:
    """Return how many beads have which probability; a scale on which single ones are seen."""
    import altair as alt  # noqa: PLC0415

    scale = alt.Scale(type="symlog", constant=1)
    return (
        _rows()
        .mark_bar(color="var(--lang-en)")
        .encode(
            x=alt.X(
                "low:Q", bin="binned", title="@chart.probability", scale=alt.Scale(domain=LIMITS)
            ),
            x2="high:Q",
            y=alt.Y("count:Q", title="@chart.beads", scale=scale, axis=alt.Axis(tickCount=4)),
            tooltip="tip:N",
        )
        .properties(height=190)
    )


def _reliability() -> Chart:
    """Return observed against predicted, with the line on which both are the same."""
    import altair as alt  # noqa: PLC0415

    x = _percent("x", "predicted", "@chart.predicted")
    y = _percent("y", "observed", "@chart.observed")
    both = alt.Chart(alt.InlineData(values=[{"at": 0}, {"at": 1}]))
    even = both.mark_line(color=_INK, strokeDash=[4, 4]).encode(
        x=_percent("x", "at", "@chart.predicted"), y=_percent("y", "at", "@chart.observed")
    )
    lines = (
        _rows()
        .mark_line(strokeWidth=1, opacity=0.6)
        .encode(x=x, y=y, color=_by_language()["color"])
    )
    points = (
        _rows()
        .mark_point(strokeWidth=2, size=60)
        .encode(x=x, y=y, **_by_language(), tooltip="tip:N")
    )
    return (even + lines + points).properties(height=320)
