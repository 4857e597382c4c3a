"""Citation forms: one spelling for all inflections, numbers, cases and clitics of a rendering.

    cite([Surface("поддержанию мира", keys), Surface("Поддержания мира", keys)], lang="ru")
        # ["поддержание мира", "поддержание мира"]

Renderings with the same lemmas in the same order are one, articles and other function words
left aside; so are those with the same letters (peace building, peace-building, clima tico).
Of its spellings in the corpus the one nearest to the dictionary's is shown, in the nominative
singular where the language has rules for it, in lower case unless it is mostly written with a
capital.

Why not families: « governance » and « good governance », a verb and its noun are different
choices of a translator, so they stay apart.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from corpora.normalize import fold_case, without_accents
from tm.terms import arabic, latin, russian
from tm.terms.analysers import ANALYSERS
from tm.terms.function_words import FUNCTION_WORDS
from tm.terms.lexemes import read_side
from tm.terms.tokens import fold


class Surface(NamedTuple):
    """A rendering as it stands in a text."""

    text: str
    keys: tuple[str, ...]  # of the words that count (`tm.terms.lexemes`)


def cite(surfaces: Sequence[Surface], *, lang: str) -> list[str]:
    """Return the citation form of each of the renderings of one term."""
    groups = _groups(surfaces, lang)
    members: defaultdict[int, list[Surface]] = defaultdict(list)
    for surface, group in zip(surfaces, groups, strict=True):
        members[group].append(surface)
    forms = {group: _shown(found, lang) for group, found in members.items()}
    return [forms[group] for group in groups]


def unite(forms: Mapping[str, int], *, lang: str) -> dict[str, str]:
    """Return for each citation form of one term the most frequent of those that are one with it.

    For forms that were chosen in parts of a corpus, each with its count.
    """
    ordered = sorted(forms, key=lambda form: (-forms[form], form))
    side = read_side(ordered, lang=lang)
    names = [*side.vocabulary]
    surfaces = [
        Surface(form, tuple(names[token] for token in side.tokens[begin:end]))
        for form, begin, end in zip(ordered, side.at[:-1], side.at[1:], strict=True)
    ]
    groups = _groups(surfaces, lang)
    first: dict[int, str] = {}
    for form, group in zip(ordered, groups, strict=True):
        first.setdefault(group, form)
    return {form: first[group] for form, group in zip(ordered, groups, strict=True)}


def _groups(surfaces: Sequence[Surface], lang: str) -> list[int]:
    """Return a number for each rendering, equal for those that are one.

    Accents are forgiven only where the words are cut otherwise (clima tico), for they tell
    « traite » from « traité ».
    """
    by_keys: dict[str, int] = {}
    by_letters: dict[str, int] = {}
    by_cut: dict[str, dict[int, int]] = {}
    small = FUNCTION_WORDS[lang]
    found = []
    for number, surface in enumerate(surfaces):
        lemmas = " ".join([key for key in surface.keys if key not in small] or surface.keys)
        letters = "".join(filter(str.isalnum, fold(surface.text)))
        cuts = by_cut.setdefault(without_accents(letters), {})
        others = [group for words, group in cuts.items() if words != len(surface.keys)]
        group = by_keys.get(lemmas, by_letters.get(letters, min(others, default=number)))
        by_keys.setdefault(lemmas, group)
        by_letters.setdefault(letters, group)
        cuts.setdefault(len(surface.keys), group)
        found.append(group)
    return found


def _shown(surfaces: Sequence[Surface], lang: str) -> str:
    """Return how the renderings of one group are shown."""
    counts = Counter(surface.text for surface in surfaces)
    keys = Counter(surface.keys for surface in surfaces).most_common(1)[0][0]

    def distance(text: str) -> tuple[int, int, str]:
        words = [fold_case(word) for word in ANALYSERS[lang].pattern.findall(text)]
        return (-sum(word in keys for word in words), -counts[text], text)

    text = min(counts, key=distance)
    return _BASE.get(lang, str)(_small(text, counts))


def _small(text: str, counts: Counter[str]) -> str:
    """Return `text` with a small first letter if it is written so in half of the places."""
    small = text[:1].lower() + text[1:]
    lower = sum(count for each, count in counts.items() if each[:1].islower())
    return small if small != text and 2 * lower >= counts.total() else text


def _head(text: str, lang: str) -> tuple[list[str], list[str]]:
    """Return the words before the first function word, and the rest."""
    words = text.split(" ")
    for place, word in enumerate(words):
        if place and word.lower() in FUNCTION_WORDS[lang]:
            return words[:place], words[place:]
    return words, []


def _english(text: str) -> str:
    head, rest = _head(text, "en")
    return " ".join([*head[:-1], latin.singular(head[-1], lang="en"), *rest])


def _spanish(text: str) -> str:
    head, rest = _head(text, "es")
    return " ".join([*(latin.singular(word, lang="es") for word in head), *rest])


def _russian(text: str) -> str:
    return " ".join(russian.nominative(text.split(" ")))


_BASE: dict[str, Callable[[str], str]] = {
    "en": _english,
    "es": _spanish,
    "ru": _russian,
    "ar": arabic.indefinite,
    "zh": lambda text: "".join(text.split()),
}
"""Languages with rules for the nominative, the singular or the indefinite."""
