"""Blocks as a page of HTML, as Akoma Ntoso, and as the TEI of the UN Parallel Corpus.

    html(blocks, FRENCH)      '<!DOCTYPE html><html lang="fr">…<p><em>Prenant note</em> …</p>…'

Headings, emphasis, raised marks and notes stand as each vocabulary has them, except that the TEI
of the corpus knows sentences only. Lists and tables are not made, for the sample has none.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from html import escape

from corpora.languages import Language
from corpora.readers.block import Block, Run

_HTML = {"italic": "em", "bold": "strong", "superscript": "sup"}
_AKOMA_NTOSO = {"italic": "i", "bold": "b", "superscript": "sup"}
_THREE_LETTERS = {"fr": "fra", "en": "eng", "es": "spa", "ru": "rus", "ar": "ara", "zh": "zho"}
_SENTENCE_END = re.compile(r"(?<=[.;。；؛])\s*")


def html(blocks: Sequence[Block], language: Language) -> str:
    """Return a page of headings and paragraphs, notes as paragraphs that begin with their mark."""
    body = "\n".join(
        f"<{tag}>{_runs(block.runs, _HTML)}</{tag}>"
        for block in _with_text(blocks)
        for tag in [f"h{block.level}" if block.level else "p"]
    )
    return (
        f'<!DOCTYPE html><html lang="{language.code}" dir="{language.direction}"><head>'
        f'<meta charset="utf-8"><title>A/RES/69/12</title></head><body>\n{body}\n</body></html>\n'
    )


def akoma_ntoso(blocks: Sequence[Block], language: Language) -> str:
    """Return a statement whose body has crossheadings and paragraphs."""
    body = "\n".join(
        f"<{tag}>{_runs(block.runs, _AKOMA_NTOSO)}</{tag}>"
        for block in _with_text(blocks)
        for tag in ["crossHeading" if block.level else "p"]
    )
    said = _THREE_LETTERS[language.code]
    return (
        '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0">'
        '<statement name="resolution"><meta><identification source="#un"><FRBRExpression>'
        f'<FRBRlanguage language="{said}"/></FRBRExpression></identification></meta>'
        f"<mainBody>\n{body}\n</mainBody></statement></akomaNtoso>\n"
    )


def tei(blocks: Sequence[Block], language: Language) -> str:
    """Return paragraphs of numbered sentences, as Ziemski et al. (2016) publish them."""
    body = "\n".join(
        f'<p id="{number}">{"".join(_sentences(block.text, number, language))}</p>'
        for number, block in enumerate(_with_text(blocks), start=1)
    )
    head = '<teiHeader><idno type="symbol">A/RES/69/12</idno></teiHeader>'
    return f"<TEI.2>{head}<text><body>\n{body}\n</body></text></TEI.2>\n"


def _with_text(blocks: Sequence[Block]) -> Iterator[Block]:
    return (block for block in blocks if block.text.strip() and not block.rule)


def _runs(runs: Sequence[Run], tags: Mapping[str, str]) -> str:
    return "".join(_tagged(run, tags) for run in runs)


def _tagged(run: Run, tags: Mapping[str, str]) -> str:
    text = escape(run.text)
    for style, tag in tags.items():
        text = f"<{tag}>{text}</{tag}>" if getattr(run, style) else text
    return text


def _sentences(text: str, paragraph: int, language: Language) -> Iterator[str]:
    """Yield the sentences of a paragraph, told by their stops alone."""
    pieces = filter(None, _SENTENCE_END.split(text))
    for number, sentence in enumerate(pieces, start=1):
        yield f'<s id="{paragraph}:{number}" lang="{language.code}">{escape(sentence)}</s>'
