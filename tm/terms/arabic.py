"""Words of Arabic: proclitics, article, sound plurals, pronoun suffixes, spelling variants.

    text_words("وللمنظمة")   # found under "منظمه", with و cut off

The key of a word has no article, no diacritics and no tatweel, and one letter for the
variants of alef, ya and ta marbuta. A proclitic is taken off only as one reading beside the
others; it counts when the rest is a word of the term, so that «وفد» is never «و» + «فد».

Spans: the proclitics و ف ب ك, and ل before an intact word, are cut off; the article, لل and
pronoun suffixes stay.

Why no stemmer: on the forms of «منظمة معاهدة الأمن الجماعي» these rules find 9 of 9, the
stemmers measured 6 or 7. Broken plurals are listed in the termbase (`~` before the form).
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from tm.terms.tokens import Clitic, Word, fold

CONJUNCTIONS = ("", "و", "ف")
PREPOSITIONS = ("", "ب", "ك", "ل")
ARTICLE = "ال"

SUFFIXES = ("هما", "ها", "هم", "هن", "نا", "كم", "ه")
"""Pronouns tied to a noun; those of the first and second person singular are too ambiguous."""

NUMBERS = ("ان", "ين", "ون")
"""Endings of the dual and of the sound masculine plural."""

ADJECTIVE = re.compile(r"..+ي|.ا.|.ا..|..ي.|م....+(?<![ةان])")
"""Patterns of adjectives, masculine and without article."""

_SPELLING = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ک": "ك"})
_TATWEEL = "ـ"


@lru_cache(maxsize=1 << 17)
def text_words(raw: str) -> tuple[Word, ...]:
    """Return the one word written as `raw`: keys as it stands, and its readings with clitics."""
    letters = plain(raw)
    clitics = {
        (key, code_points(raw, cut)): None
        for rest, cut in _readings(letters)
        for key in sorted(_inflections(rest))
    }
    keys = _inflections(letters) | _article_off(letters)
    return (Word(keys, tuple(Clitic(*clitic) for clitic in clitics)),)


def form_keys(raw: str, *, first: bool) -> tuple[frozenset[str], ...]:
    """Return the key set of the word written as `raw` in a form of the termbase.

    `first` says that no word stands before it: a later one may be an adjective, which is
    feminine beside any plural («بلد نام», «البلدان النامية»).
    """
    letters = plain(raw)
    bare = letters.removeprefix(ARTICLE) if _is_definite(letters) else letters
    keys = {_key(letters), _key(bare)} | _article_off(letters)
    if len(bare) >= 5 and bare.endswith("ات"):
        keys.add(_key(bare[:-2] + "ة"))
    if not first:
        keys |= set(map(_key, _feminines(bare)))
    return (frozenset(keys),)


def _feminines(letters: str) -> Iterator[str]:
    """Yield the feminine of what has the pattern of an adjective.

    Those are relations (دولي), participles (عام, خاص, مستدام) and فعيل (جديد); one of three
    letters may have lost its ي (نام, النامية). Nouns that differ by ة are of other patterns
    (سلام, سلامة) but for فعيل and ي, which a term has hardly both of.
    """
    if not ADJECTIVE.fullmatch(letters):
        return
    yield letters + "ة"
    if len(letters) == 3 and letters[1] == "ا":
        yield letters + "ية"
        yield letters + "ي"


def plain(raw: str) -> str:
    """Return the letters alone; ta marbuta is still told from ha, which may be a pronoun."""
    return fold(raw).replace(_TATWEEL, "").translate(_SPELLING)


def stripped(letters: str) -> Iterator[tuple[str, int, bool]]:
    """Yield (rest without article, letters cut off, is it definite), the surest first.

    The letters cut off are the proclitics that a span leaves out; لل and the article stay.
    """
    found = [
        (rest, cut, letters[cut:] != rest) for rest, cut in _readings(letters) if len(rest) >= 3
    ]
    if _is_definite(letters) and len(letters) >= 5:
        found.append((letters.removeprefix(ARTICLE), 0, True))
    yield from sorted(found, key=lambda reading: (not reading[2], len(reading[0]), reading))


def noun_key(rest: str) -> str:
    """Return one key for a noun, its sound feminine plural, and with the pronouns هم, ها, هما."""
    if len(rest) > 5 and rest.endswith("ات"):
        rest = rest[:-2] + "ة"
    for suffix in ("هما", "ها", "هم"):
        if len(rest) > len(suffix) + 3 and rest.endswith(suffix):
            rest = rest.removesuffix(suffix)
            rest = rest[:-1] + "ة" if rest.endswith("ت") and len(rest) > 4 else rest
            break
    return _key(rest)


def indefinite(text: str) -> str:
    """Return `text` without the article of its first word and of the adjectives after it.

    A construct («حفظ السلام», its first word without article) stays as it is.
    """
    words = text.split(" ")
    for place, word in enumerate(words):
        if word.startswith("لل") and not place:
            words[place] = word[2:]
        elif word.startswith(ARTICLE) and len(word) >= 5:
            words[place] = word.removeprefix(ARTICLE)
        elif place and word.startswith("و" + ARTICLE) and len(word) >= 6:
            words[place] = "و" + word[3:]
        else:
            break
    return " ".join(words)


def _key(letters: str) -> str:
    return letters.replace("ة", "ه")


def _is_definite(letters: str) -> bool:
    return letters.startswith(ARTICLE) and len(letters) >= 4


def _readings(letters: str) -> Iterator[tuple[str, int]]:
    """Yield (rest without article, letters cut off) for every way to take proclitics off."""
    for proclitics in _proclitics(letters):
        cut = len(proclitics)
        rest = letters[cut:]
        if _is_definite(rest):
            yield rest.removeprefix(ARTICLE), cut
        if proclitics.endswith("ل") and rest.startswith("ل"):
            yield rest[1:], cut - 1  # لل: the article has melted with the preposition
            yield rest, cut - 1  # and with the first letter of the noun: للجنة, of اللجنة
        if proclitics and len(rest) >= 3:
            yield rest, cut


def _proclitics(letters: str) -> Iterator[str]:
    for conjunction in CONJUNCTIONS:
        for preposition in PREPOSITIONS:
            if letters.startswith(conjunction + preposition):
                yield conjunction + preposition


def _article_off(letters: str) -> frozenset[str]:
    """Keys of a word inside a term, where proclitics stay and only the article goes."""
    keys = set()
    for proclitics in _proclitics(letters):
        rest = letters[len(proclitics) :]
        if _is_definite(rest):
            bare = rest.removeprefix(ARTICLE)
        elif proclitics.endswith("ل") and rest.startswith("ل"):
            bare = rest[1:]
        else:
            continue
        keys |= {proclitics + key for key in _inflections(bare)}
    return frozenset(keys)


def _inflections(letters: str) -> frozenset[str]:
    """Return the keys of `letters`, of the singular it may be the plural of, and of its noun."""
    nouns = [letters, *_without_pronoun(letters)]
    return frozenset(_key(form) for noun in nouns for form in (noun, *_singulars(noun)))


def _without_pronoun(letters: str) -> Iterator[str]:
    for suffix in SUFFIXES:
        noun = letters.removesuffix(suffix)
        if noun != letters and len(noun) >= 3:
            yield noun
            if noun.endswith("ت"):
                yield noun[:-1] + "ة"


def _singulars(letters: str) -> Iterator[str]:
    """Yield the singulars that a dual, a sound plural or an accusative may stand for."""
    if len(letters) >= 5 and letters.endswith("ات"):
        yield letters[:-2]
        yield letters[:-2] + "ة"
    if len(letters) >= 5 and letters.endswith(NUMBERS):
        yield letters[:-2]
        if letters[-3] == "ت":
            yield letters[:-3] + "ة"
    if len(letters) >= 4 and letters.endswith("ا"):
        yield letters[:-1]


def code_points(raw: str, letters: int) -> int:
    """Return how much of `raw` its first `letters` letters take up, marks included."""
    if not letters:
        return 0
    fitting = (end for end in range(1, len(raw)) if len(plain(raw[:end])) == letters)
    return max(fitting, default=0)
