"""The signature of the numbers about terms: settings and versions they depend on, on one line.

    hexapla:0.1.0|terms:un_terms.csv#52c1f0aa|lexicon:9ac41b07|background:none|verdicts:none|
    match:termbase>association>word alignment|pymorphy3:2.0.6|sentencepiece:0.2.1|simplemma:1.1.2

In the manner of sacrebleu (Post 2018): two numbers may be compared where their signatures agree.
It names no path and no clock. What a number was computed with besides, such as its interval, is
added by `extended`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from importlib.metadata import version
from typing import TYPE_CHECKING

from tm.terms.occurrences import ASSOCIATION, TERMBASE, WORD_ALIGNMENT

if TYPE_CHECKING:
    import polars as pl

_PACKAGES = ("pymorphy3", "sentencepiece", "simplemma")
"""Packages whose version can change what is found."""

_SHORT = 8
"""Digits of a hash, as sacrebleu and git show them."""

NONE = "none"


def signature(
    name: str,
    terms: pl.DataFrame,
    *,
    lexicon: str | None,
    verdicts: str | None,
    background: Sequence[Mapping[str, str]] = (),
) -> str:
    """Return the signature of numbers from TERMS that are called `name`.

    `lexicon` and `verdicts` are the SHA-256 of each, None without.
    """
    settings = {
        "hexapla": version("hexapla"),
        "terms": f"{_plain(name)}#{_digest(terms.iter_rows())}",
        "lexicon": lexicon[:_SHORT] if lexicon else NONE,
        "background": _digest(sorted(row.items()) for row in background) if background else NONE,
        "verdicts": verdicts[:_SHORT] if verdicts else NONE,
        "match": ">".join((TERMBASE, ASSOCIATION, WORD_ALIGNMENT)),
        **{package: version(package) for package in _PACKAGES},
    }
    return "|".join(f"{key}:{value}" for key, value in settings.items())


def extended(signature: str, **settings: str | int) -> str:
    """Return `signature` with further settings behind it."""
    return "|".join([signature, *(f"{key}:{value}" for key, value in settings.items())])


def _plain(name: str) -> str:
    """Return a name on one line that cannot be taken for two settings."""
    return " ".join(name.replace("|", " ").split())


def _digest(rows: Iterable[object]) -> str:
    """Return the first digits of the hash of rows of texts, which no file format changes."""
    text = json.dumps([*rows], ensure_ascii=False)
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()[:_SHORT]
