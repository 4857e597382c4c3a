"""Find the forms of terms in a text: longest first, each stretch of text used once.

    index = FormIndex(["Organisation des Nations Unies", "Nations Unies"], lang="fr")
    index.find("de l'Organisation des Nations Unies")    # [Match(start=5, stop=35, forms=(0,))]

Inflection, clitics, case, hyphens and spelling variants are the business of
`tm.terms.analysers`; which concept a match belongs to is that of `tm.terms.renderings`.

Why a trie over keys: a word has several keys (all lemmas of all parses), and a form is a
sequence of such sets. Walking the text once through a shared trie makes the cost depend on
the length of the text and not on the number of terms.
"""

from collections.abc import Container, Iterable, Iterator, Sequence
from typing import NamedTuple

from tm.terms.analysers import Keys, form_words, tokenize
from tm.terms.tokens import Token

_ROOT = 0


class Match(NamedTuple):
    """A stretch of text that is one or several of the forms."""

    start: int  # half-open code-point range in the text
    stop: int
    forms: tuple[int, ...]  # positions in the list of forms, ascending, never empty


class FormIndex:
    """Forms of one language, ready to be found in any number of texts.

    Of the forms that one stretch of text may be, the earlier in the list is named first.
    """

    def __init__(self, forms: Sequence[str], *, lang: str) -> None:
        self._lang = lang
        self._edges: dict[tuple[int, str], list[int]] = {}  # (node, key) -> nodes
        self._first: dict[str, list[int]] = {}  # key -> nodes, of the root: asked at every word
        self._ends: dict[int, list[int]] = {}  # node -> forms that are complete there
        self._nodes: dict[tuple[int, Keys], int] = {}
        for number, form in enumerate(forms):
            for spelling in _spellings(form):
                self._add(form_words(spelling, lang=lang), number)

    def find(self, text: str, *, among: Container[int] | None = None) -> list[Match]:
        """Return the matches in `text` in reading order, none overlapping another.

        With `among`, only these forms (by their position in the list) are looked for.
        """
        return _longest_first(self._candidates(text, among), len(text))

    def _add(self, words: Sequence[Keys], number: int) -> None:
        node = _ROOT
        for keys in words:
            node = self._nodes.get((node, keys)) or self._grow(node, keys)
        if node != _ROOT and number not in self._ends.setdefault(node, []):
            self._ends[node].append(number)

    def _grow(self, node: int, keys: Keys) -> int:
        child = len(self._nodes) + 1
        self._nodes[node, keys] = child
        for key in keys:
            self._edges.setdefault((node, key), []).append(child)
            if node == _ROOT:
                self._first.setdefault(key, []).append(child)
        return child

    def _candidates(self, text: str, among: Container[int] | None) -> list[Match]:
        tokens = tokenize(text, lang=self._lang)
        found: dict[tuple[int, int], set[int]] = {}
        for first, token in enumerate(tokens):
            for start, nodes in self._beginnings(token):
                for stop, ends in self._walk(nodes, tokens, first):
                    forms = ends if among is None else {form for form in ends if form in among}
                    found.setdefault((start, stop), set()).update(forms)
        return [Match(*span, tuple(sorted(forms))) for span, forms in found.items() if forms]

    def _beginnings(self, token: Token) -> Iterator[tuple[int, set[int]]]:
        """Yield (start of the span, nodes reached) for the readings of a first word."""
        first = self._first
        nodes = {child for key in token.keys for child in first.get(key, ())}
        if nodes:
            yield token.start, nodes
        for key, cut in token.clitics:
            if key in first:
                yield token.start + cut, {*first[key]}

    def _walk(
        self, nodes: set[int], tokens: Sequence[Token], first: int
    ) -> Iterator[tuple[int, set[int]]]:
        """Yield (stop of the span, forms complete there) while the text stays in the trie."""
        position = first
        while nodes:
            ends = {form for node in nodes for form in self._ends.get(node, ())}
            if ends:
                yield tokens[position].stop, ends
            position += 1
            if position == len(tokens):
                return
            nodes = self._step(nodes, tokens[position].keys)

    def _step(self, nodes: set[int], keys: Iterable[str]) -> set[int]:
        edges = self._edges
        return {child for node in nodes for key in keys for child in edges.get((node, key), ())}


def _spellings(form: str) -> set[str]:
    """Return `form` with its hyphens, which the tokens take for spaces, and without them."""
    return {form, form.replace("-", "")}


def _longest_first(candidates: list[Match], length: int) -> list[Match]:
    used = bytearray(length)
    chosen = []
    for match in sorted(candidates, key=lambda match: (match.start - match.stop, match.start)):
        if used.find(1, match.start, match.stop) < 0:
            used[match.start : match.stop] = b"\1" * (match.stop - match.start)
            chosen.append(match)
    return sorted(chosen)
