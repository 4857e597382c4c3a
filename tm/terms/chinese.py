"""Words of Chinese: every Han character is a token, and so is a run of other letters.

    PATTERN.findall("与联合国 UNDP 合作")   # ["与", "联", "合", "国", "UNDP", "合", "作"]

Why characters: word segmenters disagree about names (与联合国 became one piece of a BPE model),
and the longest form of a termbase, as a run of characters, needs none. Spaces between the
characters, which PDF files are full of, separate tokens and so are forgiven.
"""

import re

from tm.terms.tokens import SIGN, Word, fold

HAN = "々〇\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"

PATTERN = re.compile(rf"[{HAN}]|(?:(?![{HAN}])\w)+|{SIGN}")


def text_words(raw: str) -> tuple[Word, ...]:
    """Return the one word written as `raw`."""
    return (Word(frozenset({fold(raw)})),)


def form_keys(raw: str) -> tuple[frozenset[str], ...]:
    """Return the key set of the word written as `raw` in a form of the termbase."""
    return (frozenset({fold(raw)}),)
