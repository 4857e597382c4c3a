"""One paragraph to its sentences, by rules that are data for each language.

    sentences("Voir l'art. 5. M. Ban est présent.", FRENCH)
    ["Voir l'art. 5. ", "M. Ban est présent."]

Nothing is lost or added: the sentences joined are the text, white space stays with the sentence
before it. Closing quotes, brackets and note marks stay with their stop. A line break is a space.
The time is linear in the text.

Why a semicolon or colon ends no sentence, in Chinese and Arabic neither: an item of a list that
ends in one is a clause of its own already, and inside a clause French, English, Spanish and
Russian go on behind it, so that a cut there would leave five sixths of a pair behind.
Why an ellipsis ends one only before a capital: it may stand anywhere, and scripts without
capitals cannot tell; two dots in Arabic are a stop written twice.
Why brackets shelter their stops and quotation marks do not: a bracket opened within a sentence
belongs to it, a quotation is often a paragraph of speech. A bracket that opens a sentence holds
sentences of its own.
Why a straight quotation mark right behind a stop closes: in Chinese, without spaces, it may open
the next quotation, which only the pairs of the whole text could tell, and one mark lost turns all.
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from corpora.abbreviations import ABBREVIATIONS, Abbreviations, Use
from corpora.languages import Language

BRACKETED = 300
"""Code points: a longer bracket is cut as other text; who forgot to close one loses no more."""

_LOOK_BACK = 40  # code points that hold an abbreviation of three words
_LOOK_AHEAD = 40  # code points that hold the next word
_HEAD = 16  # code points that hold an enumerator: "(xviii) 10.12.3"
_SHORT = 5  # letters of the longest abbreviation told by its lack of vowels

_WIDE = "。！？｡؟۔‼⁇⁈⁉"  # need no white space behind them
_STOPS = ".．…!?" + _WIDE
_BOUNDARY = re.compile(
    rf"(?P<marks>[{_STOPS}]+)"
    r"(?P<closers>(?:[\u00a0\u202f ]?[»›]|[\"'’”»›)\]}）」』》】〉〕]|[“„](?!\S))*)"
    r"(?P<note>[¹²³⁰-⁹]+|\[\^?\d{1,3}\]|[*†‡]+|(?<![。！？｡])\d{1,3}(?!\S))?"
    r"(?P<white>\s*)"
    r"[«‹“„”\"'‘’(\[{（「『《【〈〔¿¡\s\u200b-\u200f\u202a-\u202e\u2066-\u2069–—―•·*-]*"
)
_BRACKET = re.compile(r"[()\[\]{}（）【】《》〈〉〔〕]")
_CLOSING = dict(zip(")]}）】》〉〕", "([{(【《〈〔", strict=True))
_OPENING = "«‹“„\"'‘’([{（「『《【〈〔¿¡–—―-"
_NEVER_FIRST = frozenset(_STOPS + ",，、;；:：؛،%)]}»›）」』》】〉〕")
_WORD = re.compile(r"[^\W_]")
_NEXT_WORD = re.compile(r"[^\W\d_]+['’]?")
_ITEM = re.compile(r"(?:([^\W\d_])\1?|[ivx]{2,5})[)）]")
_NUMERAL = r"(?:\d{1,3}|[ivxlc]{1,7}|[IVXLC]{1,7}|[^\W\d_]\u0640?)"
_ENUMERATOR = re.compile(rf"[(\[（]?{_NUMERAL}(?:[.．]{_NUMERAL})*[)\]）]?")
_NUMBER = re.compile(
    r"\s*[(\[]?(?:[\d№§]|(?:[IVXLC]+|[^\W\d_]\u0640?)\b(?!['’])|[^\W_]+/)"
)  # or a letter or document symbol
_PART = re.compile(r"['’‑–—-]")


def sentences(text: str, language: Language) -> list[str]:
    """Return the sentences of a paragraph with the white space behind them; joined, the text.

    Text without any letter or digit is one sentence, and the empty text none.
    """
    bounds = [0, *_cuts(text, language), len(text)]
    return [text[start:stop] for start, stop in pairwise(bounds)] if text else []


def spans(text: str, language: Language) -> list[tuple[int, int]]:
    """Return the half-open ranges of the sentences in `text`, without the white space around."""
    found, start = [], 0
    for sentence in sentences(text, language):
        stop = start + len(sentence)
        if bare := sentence.strip():
            first = start + sentence.index(bare[0])
            found.append((first, first + len(bare)))
        start = stop
    return found


def _cuts(text: str, language: Language) -> Iterator[int]:
    """Yield where the second and later sentences begin; each holds a letter or digit."""
    last_word = next((at for at in reversed(range(len(text))) if text[at].isalnum()), -1)
    brackets, turn, sheltered = _brackets(text), 0, 0
    start, first_word = 0, _first_word(text, 0)
    for match in _BOUNDARY.finditer(text):
        while turn < len(brackets) and brackets[turn][0] < match.start():
            opened, closed = brackets[turn]
            sheltered = max(sheltered, closed if opened > first_word else 0)
            turn += 1
        cut = match.end("white")
        if first_word >= match.start() or cut > last_word or _sheltered(match, sheltered, language):
            continue
        if _ends(text, start, match, language):
            yield cut
            start, first_word = cut, _first_word(text, cut)


def _first_word(text: str, start: int) -> int:
    """Return where the first letter or digit at or behind `start` is."""
    found = _WORD.search(text, start)
    return found.start() if found else len(text)


def _brackets(text: str) -> list[tuple[int, int]]:
    """Return the places of matching brackets not too far apart, by the opening one."""
    open_: dict[str, list[int]] = {}
    pairs = []
    for match in _BRACKET.finditer(text):
        mark = match[0]
        if mark not in _CLOSING:
            open_.setdefault(mark.replace("（", "("), []).append(match.start())
        elif places := open_.get(_CLOSING[mark]):
            opened = places.pop()
            if match.start() - opened <= BRACKETED:
                pairs.append((opened, match.start()))
    return sorted(pairs)


def _sheltered(match: re.Match[str], closed: int, language: Language) -> bool:
    """Tell whether a bracket that closes at `closed` keeps a stop before it inside the sentence.

    A stop right before it may end the sentence all the same, but only a capital can show that.
    """
    return (match.end("closers") if language.cased else match.start()) <= closed


def _ends(text: str, start: int, match: re.Match[str], language: Language) -> bool:
    """Tell whether the sentence from `start` ends at a stop, whatever brackets say."""
    rules, marks = ABBREVIATIONS[language.code], match["marks"]
    after = text[match.end() : match.end() + _LOOK_AHEAD]
    if after[0] in _NEVER_FIRST or not _parted(text, match, after[0], language):
        return False
    if match["closers"] and not match["white"] and after.startswith(rules.continuers):
        return False
    if _is_ellipsis(marks):
        return after[0].isupper()
    if after[0].islower() and not _ITEM.match(after) and (language.cased or not _strong(marks)):
        return False
    return _strong(marks) or not _goes_on(text, start, match, language)


def _strong(marks: str) -> bool:
    """Tell whether the marks are more than dots."""
    return any(mark in "!?" or mark in _WIDE for mark in marks)


def _is_ellipsis(marks: str) -> bool:
    return not _strong(marks) and ("…" in marks or len(marks) > 2)


def _parted(text: str, match: re.Match[str], after: str, language: Language) -> bool:
    """Tell whether text may begin anew behind a stop: not within a number, symbol or address."""
    before = text[match.start() - 1]
    if (match["note"] or "").isdecimal():
        return not before.isdecimal() and not before.isupper()
    if match["white"] or match["marks"][-1] in _WIDE:
        return True
    own = _letter(language.letters)
    return not language.cased and bool(own.match(before) and own.match(after))


@cache
def _letter(letters: str) -> re.Pattern[str]:
    return re.compile(f"[{letters}]")


def _goes_on(text: str, start: int, match: re.Match[str], language: Language) -> bool:
    """Tell whether a dot belongs to an enumerator, initial or abbreviation within a sentence."""
    rules, stop = ABBREVIATIONS[language.code], match.start()
    if stop - start <= _HEAD and _is_head(text[start:stop]):
        return True
    words = _words(text[max(start, stop - _LOOK_BACK) : stop], language)
    use = _use(words, rules) if words else None
    if use is Use.NUMBERED:
        return _NUMBER.match(text, match.end("marks")) is not None
    after = text[match.end() : match.end() + _LOOK_AHEAD]
    if use is Use.EITHER:
        return not _is_opener(after, rules)
    return use is Use.INSIDE or (use is Use.LAST and after[0].isdecimal())


def _words(tail: str, language: Language) -> list[str]:
    """Return the last words, three at most, of text that ends in a letter or digit.

    A script that sets no spaces has no abbreviations; it only parts those in other letters.
    """
    if not language.joiner:
        tail = re.sub(f"[{language.letters}，、；：]", " ", tail)
    return [word.lstrip(_OPENING) for word in tail.split()[-3:]] if tail[-1].isalnum() else []


def _is_head(head: str) -> bool:
    """Tell whether nothing but enumerators stands in `head`: "2", "(a) ii", "II. A"."""
    words = head.strip().lstrip(_OPENING[:-2]).split()
    closed = all(word[-1] in ".．)）]" for word in words[:-1])
    return closed and all(_ENUMERATOR.fullmatch(word.rstrip(".．")) for word in words)


def _is_lettered(words: list[str], rules: Abbreviations) -> bool:
    """Tell whether the last word is the letter of a part: "annex B", "l'art. A"."""
    if len(words) == 1 or len(words[-1]) > 1:
        return False
    named = _PART.split(words[-2])[-1].lower()
    return named in rules.lettered or (
        named.endswith(".") and rules.stops.get(named.removesuffix(".")) is Use.NUMBERED
    )


def _use(words: list[str], rules: Abbreviations) -> Use | None:
    """Return how the last of `words` abbreviates, alone or with those before it."""
    for count in (3, 2):
        if found := rules.stops.get(" ".join(words[-count:]).lower()):
            return found
    if _is_lettered(words, rules):
        return None
    word, part = words[-1], _PART.split(words[-1])[-1]
    letters = re.split(r"\.-?", re.split("['’]", word)[-1])
    dotted = all(len(letter) == 1 for letter in letters)
    if dotted and len(letters) == 1 and letters[0].isupper():
        return Use.INSIDE
    for form in (word, part, part.lstrip(rules.clitics)):
        if found := rules.stops.get(form.lower()):
            return found
    if rules.stops.get(word.rsplit("/")[-1].lower()) is Use.NUMBERED:  # A/69/12/Add. 1
        return Use.NUMBERED
    return Use.EITHER if (dotted and len(letters) > 1) or _is_without_vowel(part, rules) else None


def _is_without_vowel(word: str, rules: Abbreviations) -> bool:
    shape = 0 < len(word) <= _SHORT and word.isalpha() and not word.isupper()
    return bool(rules.vowels) and shape and not set(word.lower()) & set(rules.vowels)


def _is_opener(after: str, rules: Abbreviations) -> bool:
    """Tell whether the next word is one that begins sentences."""
    found = _NEXT_WORD.match(after)
    word = found[0].lower().replace("’", "'") if found else ""
    return word in rules.openers or word.rstrip("'") in rules.openers
