"""The page of the dashboard: a payload to HTML. The page itself is still to come."""

import json
from collections.abc import Mapping


def render(payload: Mapping[str, object], *, lang: str) -> str:
    """Return a page in `lang` ("en" or "fr") that holds `payload`, and shows nothing of it."""
    data = json.dumps(payload, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return (
        f'<!doctype html><html lang="{lang}"><meta charset="utf-8"><title>hexapla</title>'
        f'<script type="application/json" id="payload">{data}</script></html>\n'
    )
