"""What French words may do in a term, told from the company they keep in the corpus.

    read = read_words(["Prie le Secrétaire général", "le Secrétaire général"])
    read.classes        one of NOUN, WORD, LINK, ARTICLE, BREAK for every word of the corpus

A noun is a word that stands behind an article or another determiner often enough; a verb one
that has an article behind it, or a pronoun before it. What is left are adjectives and the like,
which a term may hold but not begin with. The closed classes (prepositions, conjunctions,
pronouns, hollow nouns) are listed in `tm.terms.closed_classes`.

Why not a tagger: none for French comes without a model of hundreds of megabytes; distribution
tells the parts of speech apart (Schütze 1995) as well as the ends of a term need it.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tm.terms import latin
from tm.terms.analysers import ANALYSERS
from tm.terms.closed_classes import (
    ARTICLES,
    DETERMINERS,
    GOVERNORS,
    HOLLOW,
    PARTING,
    SUBJECTS,
)
from tm.terms.function_words import FUNCTION_WORDS
from tm.terms.tokens import fold

NOUN, WORD, LINK, NAME_LINK, AND, ARTICLE, BREAK = "N", "w", "-", "+", "&", "'", "|"
"""Classes of words: may begin a term, may stand in one, ties any two words of one, ties those of
a name, ties adjectives or words of a name, article behind a link, parts two terms."""

CONTENT, TYING = NOUN + WORD, NAME_LINK + AND

LINKS = {
    **dict.fromkeys(("de", "à", "en", "contre"), LINK),
    **dict.fromkeys(("sur", "pour"), NAME_LINK),
    "et": AND,
}
"""Keys of the words that tie."""


_SPELLING = str.maketrans({"’": "'", "ʼ": "'", "œ": "oe", "æ": "ae"})

_VERB_ENDINGS = re.compile(
    r".*(?:[^i]er|[^e]ir|oir|[aeo]indre|[nr]dre|ttre|uire|crire|ivre|er(?:a|ait|ont|aient))"
)

_PARTICIPLES = re.compile(r".*(?:[éiu]|i[st]|us|rt)e?s?")

NOMINAL, VERBAL, GOVERNING, DEVERBAL = 0.08, 0.25, 0.4, 0.3
"""Shares of a word's places: behind a determiner, from which it is a noun; before an article or
behind a subject, from which it is a verb; of a participle before what it governs, from which it
is one; of the same behind a determiner, from which it is a noun all the same (« arrivée »)."""


class Words(NamedTuple):
    """All French texts, end to end; each list has one item a word, signs left out."""

    text: list[int]  # which text it stands in
    start: list[int]  # half-open code-point range
    stop: list[int]
    raw: list[str]  # as written
    key: list[str]  # its lemma
    classes: str  # of each word
    parted: list[bool]  # whether a sign or the beginning of the text stands before it


def read_words(texts: Iterable[str | None]) -> Words:
    """Return the words of `texts` with what each may do in a term."""
    found = Words([], [], [], [], [], "", [])
    for number, text in enumerate(texts):
        parted = True
        for match in ANALYSERS["fr"].pattern.finditer(text or ""):
            if not match[0][0].isalnum():
                parted = True
                continue
            found.text.append(number)
            found.start.append(match.start())
            found.stop.append(match.end())
            found.raw.append(match[0])
            found.parted.append(parted)
            parted = False
    small = [_small(word) for word in found.raw]
    keys = {word: latin.lemma_key(word, lang="fr") for word in dict.fromkeys(small)}
    classes = _classes(small, found.parted, keys)
    found.key.extend(keys[word] for word in small)
    return found._replace(classes="".join(classes[word] for word in small))


def is_hollow(word: str) -> bool:
    """Tell whether a noun makes locutions rather than terms."""
    return _small(word) in HOLLOW


def _small(word: str) -> str:
    return fold(word).translate(_SPELLING)


def _classes(small: Sequence[str], parted: Sequence[bool], keys: dict[str, str]) -> dict[str, str]:
    count = Counter(small)
    nominal, verbal, governing = Counter[str](), Counter[str](), Counter[str]()
    for before, word, apart in zip(small, small[1:], parted[1:], strict=False):
        if apart:
            continue
        nominal[word] += before in DETERMINERS
        verbal[word] += before in SUBJECTS
        verbal[before] += word in ARTICLES
        governing[before] += word in GOVERNORS
    lemmas = Counter[str]()
    behind = Counter[str]()
    for word, times in count.items():
        lemmas[keys[word]] += times
        behind[keys[word]] += nominal[word]
    return {
        word: _class(
            word,
            keys[word],
            noun=behind[keys[word]] / lemmas[keys[word]],
            verb=verbal[word] / times,
            governs=governing[word] / times,
        )
        for word, times in count.items()
    }


def _class(word: str, key: str, *, noun: float, verb: float, governs: float) -> str:
    if key in LINKS:
        return LINKS[key]
    if key == "le":
        return ARTICLE
    closed = key in FUNCTION_WORDS["fr"] or word in PARTING
    if closed or not word[0].isalpha() or len(word) == 1:
        return BREAK
    if _is_verb(word, key, noun=noun, verb=verb, governs=governs):
        return BREAK
    return NOUN if noun >= NOMINAL else WORD


def _is_verb(word: str, key: str, *, noun: float, verb: float, governs: float) -> bool:
    """Tell whether a word is a verb, or an adverb, by its form and its neighbours."""
    if verb >= VERBAL and verb > noun:
        return True
    if noun < NOMINAL and (word.endswith("ment") or _VERB_ENDINGS.fullmatch(word)):
        return True
    of_verb = key != word and key.endswith(("er", "ir", "re"))
    participle = word.endswith("ant") or (of_verb and _PARTICIPLES.fullmatch(word) is not None)
    return participle and governs > GOVERNING and noun < DEVERBAL
