"""The small words that carry no term by themselves: articles, prepositions, conjunctions.

    FUNCTION_WORDS["en"]    frozenset({"the", "of", …})

They are keys as `tm.terms.lexemes` makes them. A rendering neither begins nor ends with one,
and none counts in favour of a stretch of text. Pronouns that may stand for a term are apart.

Why lists and not frequency: in a corpus of twenty clauses the words of its subject are as
frequent as prepositions; in a large one « state » is (« estado » in es: .11 of the units). These
classes of words are closed, so the lists are short and no corpus changes them.
"""

_WORDS = {
    "fr": "le la les un une de du des d à au aux l et ou en dans sur sous par pour avec sans "
    "que qu qui dont où ce cet ces cette son sa ses leur leurs s se y c n ne pas si ni comme ainsi "
    "entre vers chez tout tous toutes être avoir il elle ils elles on nous vous je j t au lui moi",
    "en": "the a an of in on at to for by with from and or nor as that this these those it its "
    "their his her our which who whom whose is be are was were been being have has had not no "
    "into under upon such any all s than then there they he she we also may shall will would "
    "can could should between among through within",
    "es": "el la los las lo un una unos unas de del a al en por para con sin y e o u que se su sus "
    "como entre sobre desde hasta ante bajo este esta estos estas ese esa eso cual cuyo quien no "
    "ni si ser haber le les todo toda también más uno él",
    "ru": "и в во на с со к ко о об обо от до по за для из у при над под без через между или "
    "а но не ни что чтобы как который этот тот такой весь его их ее он она оно они свой быть "
    "также же ли бы то это если так",
    "ar": "في من على الى عن مع او ان هذا هذه ذلك تلك التي الذي الذين ما لا لم لن كما بين هو هي "
    "هم كل قد كان يكون و ب ل ف ك اي الي علي ذين",
    "zh": "的 和 与 及 了 在 或 并",
}

FUNCTION_WORDS = {lang: frozenset(words.split()) for lang, words in _WORDS.items()}

_PRONOUNS = {
    "fr": "il elle ils elles celui celle ceux celles",
    "en": "it its they them their this these those",
    "es": "él ella ello ellos ellas éste ésta esto",
    "ru": "он она оно они его ее их ему ей им ними ней него нее них",
    "ar": "هو هي هم ذلك تلك",
    "zh": "它 其 它们",
}

PRONOUNS = {lang: frozenset(words.split()) for lang, words in _PRONOUNS.items()}
"""Words that may stand for a term as a whole, as they are written."""
