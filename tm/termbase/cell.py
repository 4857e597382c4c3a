r"""Cells: all forms of a concept in a language as one piece of text, read and written.

    forms_of("ONU | !Société | SDN [superseded]")
        [Form("ONU", ""), Form("Société", "deprecated"), Form("SDN", "superseded")]

Forms are parted by `|` or line breaks. `!` before a form says deprecated, `~` that it is only
another inflection of the form before it; any status may stand behind it in brackets, also in the
words of other programs: "OTSC (acronym)". `\|`, and `\!`, `\~`, `\\` at the beginning, are these
signs themselves.

Why brackets and no third sign: nobody remembers three, and UNTERM writes them so.
"""

import re
import unicodedata
from collections.abc import Iterable

from corpora.presentation import plain_letters
from tm.termbase.status import (
    ADMITTED,
    DEPRECATED,
    INFLECTED,
    PREFERRED,
    UNSTATED,
    Form,
    status_of,
)

_SIGNS = {"!": DEPRECATED, "~": INFLECTED}
_MARKS = {status: sign for sign, status in _SIGNS.items()}
_BREAK = re.compile(r"(?<!\\)\||[\r\n\v\f\x85\u2028\u2029]+")
_FOREIGN_BREAK = re.compile(rf"{_BREAK.pattern}|[;；](?![^(（]*[)）])")
_CLOSING = ("]", ")", "）")
_LABEL = re.compile(r"\s*[\[(（]\s*([^\[\]()（）]{1,30})[\])）]$")


def forms_of(cell: str, *, default: str = UNSTATED, foreign: bool = False) -> list[Form]:
    """Return the forms in `cell` as they are written there, white space apart.

    `default` is the status of those that name none. In a `foreign` cell a semicolon outside
    brackets parts forms too.
    """
    parts = (_FOREIGN_BREAK if foreign else _BREAK).split(cell)
    forms = (_form(" ".join(part.split()), default) for part in parts)
    return [form for form in forms if form.form]


def cell_of(forms: Iterable[Form], *, separator: str = " | ") -> str:
    """Return `forms` as one cell, from which `forms_of` and `settled` read them again."""
    parts = []
    preferred = False
    for form in forms:
        parts.append(_written(form, after_preferred=preferred))
        preferred |= form.status == PREFERRED
    return separator.join(parts)


def settled(forms: Iterable[Form]) -> list[Form]:
    """Return `forms` tidied, each once, and each with a status; one at most is preferred."""
    once: dict[str, str] = {}
    for text, status in forms:
        form = tidy(text)
        if form:
            once.setdefault(form, status)
    chosen = next((form for form, status in once.items() if status == PREFERRED), None) or next(
        (form for form, status in once.items() if status == UNSTATED), None
    )
    second = {PREFERRED: ADMITTED, UNSTATED: ADMITTED}
    return [
        Form(form, PREFERRED if form == chosen else second.get(status, status))
        for form, status in once.items()
    ]


def tidy(form: str) -> str:
    """Return `form` in NFC, without presentation forms and with single spaces."""
    if form.isascii():
        return " ".join(form.split())
    return unicodedata.normalize("NFC", " ".join(plain_letters(form).split()))


def _form(text: str, default: str) -> Form:
    label = _LABEL.search(text) if text[-1:] in _CLOSING else None
    status = status_of(label[1]) if label else None
    if label and status:
        text = text[: label.start()]
    sign = text[:1]
    if sign in _SIGNS:
        text, status = text[1:].lstrip(), status or _SIGNS[sign]
    if text[:1] == "\\" and text[1:2] in {*_SIGNS, "\\"}:
        text = text[1:]
    return Form(text.replace("\\|", "|"), status or default)


def _written(form: Form, *, after_preferred: bool) -> str:
    text = form.form.replace("|", "\\|")
    if text[:1] in {*_SIGNS, "\\"} and not text.startswith("\\|"):
        text = "\\" + text
    label = _LABEL.search(text)
    usual = form.status == PREFERRED or (form.status == ADMITTED and after_preferred)
    if label and status_of(label[1]):
        return f"{text} [{form.status}]"
    if form.status in _MARKS:
        return _MARKS[form.status] + text
    return text if usual else f"{text} [{form.status}]"
