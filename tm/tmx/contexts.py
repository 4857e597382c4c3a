"""The segments before and after one, as two families of tools write them into a memory.

    with_context(unit, "phrase", before="Rappelant", after=None)

    memoq     x-context-pre, x-context-post    memoQ, XTM; the text stands in an escaped <seg>
    phrase    context_prev, context_next       Phrase

Both are properties of the source variant. OmegaT and Trados Studio read neither.
"""

from typing import Literal

from tm.tmx.unit import TranslationUnit

Dialect = Literal["memoq", "phrase"]

_NAMES = {
    "memoq": ("x-context-pre", "x-context-post"),
    "phrase": ("context_prev", "context_next"),
}


def with_context(
    unit: TranslationUnit, dialect: Dialect, *, before: str | None, after: str | None
) -> TranslationUnit:
    """Return `unit` with the source text before and after it, where there is one."""
    source, *others = unit.variants
    texts = zip(_NAMES[dialect], (before, after), strict=True)
    said = tuple((name, _written(text, dialect)) for name, text in texts if text)
    return unit._replace(variants=(source._replace(properties=source.properties + said), *others))


def _written(text: str, dialect: Dialect) -> str:
    if dialect == "phrase":
        return text
    inner = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f"<seg>{inner}</seg>"
