"""Names and international words, recognised through their spelling in another script.

    sound("congr") == sound("конгр") == "kongr"
    consonants("unesc") == consonants("يونسكو") == "nsk"

Tokens come without case and accents (`align.tokens`). Letters that languages exchange for each
other are one: c, k and q, v and w, s, z, sh and ch, i, y and j between them. Arabic writes long
vowels with consonants and short ones not at all, so there only the consonants are compared.

Why so coarse: the seed of a lexicon only says what may correspond; the text decides.
"""

import re

FEWEST_CONSONANTS = 3
"""With fewer, half the words of two languages sound alike."""

_CYRILLIC = str.maketrans(
    dict(zip("абвгдежзиклмнопрстуфхцчшщыэ", "abvgdejsiklmnoprstufhssssie", strict=True))
    | {"ю": "iu", "я": "ia", "ь": "", "ъ": ""}
)
_ARABIC = str.maketrans(
    dict(zip("بتثجحخدذرزسشصضطظغفقكلمنه", "bttghhddrssssdtsgfkklmnh", strict=True))
    | dict.fromkeys("اوىيءؤئةع")
)
_EXCHANGED = (
    {"sch": "s", "sh": "s", "ch": "h", "ph": "f", "th": "t", "qu": "k"}
    | {"c": "k", "q": "k", "x": "ks", "y": "i", "w": "v", "z": "s"}
    | {"ce": "se", "ci": "si", "cy": "si"}
)
_SPELLED = re.compile("|".join(sorted(_EXCHANGED, key=lambda letters: (-len(letters), letters))))
_DOUBLED = re.compile(r"(.)\1+")
_VOWELS = re.compile("[aeiouj]")


def sound(token: str) -> str:
    """Return how a Latin or Cyrillic word sounds, in Latin letters; others unchanged."""
    heard = token.translate(_CYRILLIC)
    if not heard.isascii():
        return heard
    return _DOUBLED.sub(r"\1", _SPELLED.sub(lambda found: _EXCHANGED[found[0]], heard))


def consonants(token: str) -> str:
    """Return the first consonants of a Latin, Cyrillic or Arabic word; "" if it has too few."""
    heard = _VOWELS.sub("", sound(token.translate(_ARABIC))).replace("v", "f")
    plain = heard.isascii() and len(heard) >= FEWEST_CONSONANTS
    return heard[:FEWEST_CONSONANTS] if plain else ""


def is_arabic(token: str) -> bool:
    """Whether a word is written without its short vowels."""
    return "\u0600" <= token[:1] <= "\u06ff"
