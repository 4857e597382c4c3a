"""The page of the dashboard: a payload in, one self-contained HTML text out.

    html = render(payload, lang="fr")
    Path("dashboard.html").write_text(html, encoding="utf-8")

The page loads nothing, from no network and no folder: styles, scripts, messages, charts and data
stand in it. It is the same, byte for byte, for the same payload and versions. What is in the
payload is told in `tm.dashboard.payload`; nothing is measured here.

Why a script element for each table: the page reads one when a view asks for it, and the first
view is drawn before the browser has seen the large ones (LATER).

Why data as JSON in a script element of another type: a browser neither runs nor reads it as
markup, and `<`, `>`, `&` and the two line ends of JavaScript are escaped besides.

Why a policy with the hashes of the two scripts: a browser then runs these and nothing that
came in with the data, and asks no server but, where the page is served, its own.
"""

import base64
import hashlib
import json
import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib import resources
from typing import Any

from corpora.languages import BY_CODE
from corpora.schema import LANGUAGES
from tm.dashboard.page.charts import specifications, vega
from tm.dashboard.page.packing import packed

STYLES = ("palette", "layout", "table", "view", "print")
"""The style sheets, in order."""

SCRIPTS = (
    *(
        "messages",
        "dom",
        "unpacking",
        "data",
        "state",
        "marking",
        "workbook",
        "export",
        "table",
        "chart",
    ),
    *("columns", "filters", "search", "verdicts", "issues", "overview", "heat_map", "term"),
    *("clause", "drift", "triage", "agreement", "memory", "alignment", "page"),
)
"""The scripts, in the order in which they use each other."""

LATER = ("agreement", "co_switching", "repeats", "drift", "renderings", "units")
"""Tables that the first view does not need: they stand behind the scripts."""

INTERFACE = ("en", "fr")
"""The languages of the page's own words."""

_UNSAFE = {character: f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}
_PLACE = re.compile(r"%%(\w+)%%")


def render(payload: dict[str, Any], *, lang: str = "en") -> str:
    """Return the page of `payload` as HTML; `lang`, "en" or "fr", is what it opens in.

    Raises `ValueError` for another language, and `ModuleNotFoundError` where the extra
    `dashboard` (altair, vl-convert-python) is not installed.
    """
    if lang not in INTERFACE:
        raise ValueError(f"{lang!r}: the page speaks {' and '.join(INTERFACE)}")
    library, script = _inert(vega()), _inert(_script())
    style = _joined("style", STYLES, "css")
    parts = {
        "lang": lang,
        "version": str(payload["build"]["hexapla"]),
        "policy": _policy(library, script, serve=bool(payload["build"]["serve"])),
        "style": style,
        "first": _tables(payload, (name for name in payload if name not in LATER)),
        "later": _tables(payload, LATER),
        "assets": embedded(_assets(lang) | {"tables": [*payload]}),
        "vega": library,
        "script": script,
    }
    return _PLACE.sub(lambda place: parts[place[1]], _read("template.html"))


def _tables(payload: dict[str, Any], names: Iterable[str]) -> str:
    """Return a script element for each of the tables named."""
    element = '<script type="application/json" id="table-{}">{}</script>\n'.format
    return "".join(element(name, embedded(packed(payload[name]))) for name in names)


def embedded(value: object) -> str:
    """Return `value` as JSON that can stand in a script element: no `<`, `>`, `&` in it."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return re.sub(f"[{''.join(_UNSAFE)}]", lambda found: _UNSAFE[found[0]], text)


@cache
def messages(lang: str) -> dict[str, str]:
    """Return the words of the page in a language by key: "view.terms" -> "Terms"."""
    table = tomllib.loads(_read(f"messages/{lang}.toml"))
    return dict(_flat(table, ""))


def _flat(table: dict[str, Any], prefix: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for key, value in table.items():
        name = f"{prefix}{key}"
        found += _flat(value, f"{name}.") if isinstance(value, dict) else [(name, value)]
    return found


def _assets(lang: str) -> dict[str, Any]:
    """Return what the scripts need besides the payload."""
    return {
        "lang": lang,
        "languages": {code: {"direction": BY_CODE[code].direction} for code in LANGUAGES},
        "messages": {code: messages(code) for code in INTERFACE},
        "charts": specifications(),
    }


def _policy(*scripts: str, serve: bool) -> str:
    """Return the content security policy: these scripts, our styles, and no network."""
    hashes = " ".join(f"'sha256-{_sha256(script)}'" for script in scripts)
    rules = {
        "default-src": "'none'",
        "script-src": hashes,
        "style-src": "'unsafe-inline'",  # Vega sets the styles of single elements
        "connect-src": "'self'" if serve else "'none'",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def _sha256(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


@cache
def _script() -> str:
    """Return our scripts as one, in a scope of their own."""
    return f'(() => {{\n"use strict";\n{_joined("script", SCRIPTS, "js")}}})();\n'


def _inert(script: str) -> str:
    """Return a script that cannot close or open the element it stands in."""
    return re.sub(r"<(?=/?script|!--)", r"\\x3c", script, flags=re.IGNORECASE)


def _joined(folder: str, names: tuple[str, ...], ending: str) -> str:
    return "".join(_read(f"{folder}/{name}.{ending}") for name in names)


def _read(name: str) -> str:
    return resources.files(__package__).joinpath(name).read_text(encoding="utf-8")
