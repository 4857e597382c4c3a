"""How much text there is to translate, as agencies count it: words, numbers, characters.

    volume("Prie M. Ban de présenter 3 rapports ;")      Volume(segments=1, words=7, numbers=1, …)
    volume("秘书长在2014年提出3份报告。")                   words=12

A word is what white space parts from the rest and holds a letter or digit, so that the spaced
signs of French are none; an apostrophe or hyphen parts no words (« l'Assemblée » is one). A Han
character is a word of its own in any language. A word without letters is a number too. Characters
are counted without white space and invisible signs.

Why white space and not Unicode's word boundaries (UAX #29): those make four words of the symbol
A/RES/69/12 and two of « peut-être »; a count must be checkable by eye.
"""

import re
from typing import NamedTuple
from unicodedata import category

from corpora.languages import CHINESE

_HAN = CHINESE.letters + "\u3005\u3007\U00020000-\U0003ffff"  # and 々 〇
_WORD = re.compile(rf"[{_HAN}]|[^\s{_HAN}]+")


class Volume(NamedTuple):
    """An amount of text; amounts add up."""

    segments: int = 0
    words: int = 0
    numbers: int = 0  # among the words
    characters: int = 0

    def plus(self, other: "Volume") -> "Volume":
        """Return both together."""
        return Volume(*(a + b for a, b in zip(self, other, strict=True)))


def volume(text: str) -> Volume:
    """Return the amount of text in one segment."""
    words = [word for word in _WORD.findall(text) if any(map(str.isalnum, word))]
    numbers = sum(not any(map(str.isalpha, word)) for word in words)
    return Volume(1, len(words), numbers, sum(map(_seen, text)))


def _seen(char: str) -> bool:
    return not char.isspace() and category(char) != "Cf"
