"""Arabic presentation forms, as old fonts and PDFs hold them, back to the letters they show.

    plain_letters("ﻻ")     "لا"
    plain_letters("ﷲ")     "الله"
    plain_letters("ﬁ")     "fi"

Only shapes change: every other character stays as it stands. It does not know the order in
which the characters stand (`corpora.readers.pdf.bidi`).

Why not NFKC over the whole text: it would also change ½, ², №, full-width marks and no-break
spaces, which belong to the text.
"""

import re
import unicodedata
from functools import cache
from unicodedata import category

_FORMS = re.compile("[\ufb00-\ufb06\ufb50-\ufdff\ufe70-\ufefc]")  # Latin and Arabic ligatures too
_ORNATE = {"\ufd3e", "\ufd3f"}  # brackets of their own, not shapes of others


def plain_letters(text: str) -> str:
    """Return `text` with every presentation form as the letters of which it is a shape."""
    return _FORMS.sub(_plain, text)


@cache
def ligatures() -> frozenset[str]:
    """Return the letters of every Arabic ligature that Unicode has a sign for."""
    signs = (chr(code) for code in (*range(0xFC00, 0xFDFD), *range(0xFEF5, 0xFEFD)))
    return frozenset(plain_letters(sign) for sign in signs if category(sign) == "Lo")


def _plain(match: re.Match[str]) -> str:
    form = match[0]
    if form in _ORNATE:
        return form
    # The isolated vowel signs (U+FE70 …) are decomposed to a space that nobody wrote and the sign.
    letters = unicodedata.normalize("NFKC", form)
    return letters.lstrip(" ") if "\ufe70" <= form <= "\ufe7f" else letters
