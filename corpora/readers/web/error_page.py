"""Whether a web page is no document but an answer that there is none: 404 and its kin.

    is_error_page(root)    True for a short page titled "404 Not Found" or « Page introuvable »

It asks the title and the first heading of a page that says little else. A document about such
pages is long, and a short one has another title.
"""

import re
from collections.abc import Iterator

from corpora.readers.markup.parsing import Element

LONGEST_ERROR = 1500
"""Characters of text without spaces: the menus around an error message count too."""

_CODE = {"script", "style", "template"}

_STATUS = re.compile(
    r"(?:(?:http|status|error|erreur|ошибка|خطأ|错误)\W*)+(?:4|5)\d\d\b"
    r"|(?:4|5)\d\d\W*(?:$|(?:not|forbidden|error|bad|internal|service|gateway|gone|page|access"
    r"|unauthorized|too many|request)\b)",
    re.IGNORECASE,
)
_PARTED = re.compile(r"\s+[|–—:·-]+\s+")
_PHRASES = re.compile(
    r"(?:the )?(?:requested )?(?:page|document|file|url|resource)\b.{0,30}"
    r"(?:not (?:be )?found|does not exist|unavailable)"
    r"|(?:not found|access denied|forbidden|service unavailable|bad gateway|just a moment)"
    r"|(?:page|document|fichier)\b.{0,20}(?:introuvable|non trouvée?|n'existe pas)|accès refusé"
    r"|(?:página|documento|archivo)\b.{0,20}no (?:encontrad[ao]|existe)|no se (?:ha )?enc\w+.{0,20}"
    r"(?:página|documento)|acceso denegado"
    r"|(?:страница|документ|файл)\b.{0,20}не найден[аы]?|доступ запрещ[её]н"
    r"|(?:الصفحة|الوثيقة|المستند).{0,20}غير موجودة?|لم يتم العثور على .{0,30}"
    r"|(?:页面|网页|文件|文档).{0,10}(?:不存在|未找到|找不到)|(?:找不到|未找到).{0,10}(?:页面|网页|文件|文档)",
    re.IGNORECASE,
)


def is_error_page(root: Element) -> bool:
    """Tell whether a page says only that something is missing."""
    if not any(_says_error(text) for text in _titles(root)):
        return False
    texts = (element.text if element.tag not in _CODE else "" for element in root.iter())
    tails = (element.tail for element in root.iter())
    length = sum(len("".join(text.split())) for text in (*texts, *tails) if text)
    return length <= LONGEST_ERROR


def _says_error(text: str) -> bool:
    parts = _PARTED.split(text.replace("’", "'"))
    return any(_STATUS.match(part) or _PHRASES.match(part) for part in parts)


def _titles(root: Element) -> Iterator[str]:
    """Yield the title of a page and its first heading."""
    for names in (("title",), ("h1", "h2")):
        element = next(root.iter(*names), None)
        if element is not None:
            yield " ".join("".join(element.itertext()).split())[:200]
