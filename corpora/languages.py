"""The six languages as data: what is written differently in each of them.

    BY_CODE["zh"].joiner    ""
    BY_CODE["ru"].legacy    ("windows-1251", "koi8-r", …)

One frozen record a language and nothing else: no rule of the code asks which language it has.
The patterns are regular expressions over text with plain apostrophes and single spaces
(`corpora.structure.passage.Passage.plain`); a digit class matches the digits of every script.

Why frequent letters: bytes of another encoding give letters of the same script, but not the same
ones. On the UN Charter, the sample resolution and 2,000 sentences of UN documents the share of
`common` is 0.69 to 0.79 (Chinese 0.26 to 0.32), in wrong encodings at most 0.57 (0.01).

Why openers are patterns and not a list of names: the organs are many (every conference of
parties opens its decisions in this way), but the shape is one: article, organ, comma, alone
in its block.
"""

from dataclasses import dataclass
from typing import Literal

from corpora.codes import LANGUAGES
from corpora.phrases import PHRASES, Phrases


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """What the readers and the structure need to know of one language."""

    code: str
    name: str  # in English, for messages
    native: str
    direction: Literal["ltr", "rtl"]
    joiner: str  # what stands between two joined clauses or lines
    cased: bool  # whether the script has small letters
    capital_clauses: bool  # whether each clause of a resolution opens with a capital
    letters: str  # members of a character class: the letters of ordinary text
    common: str  # its most frequent letters, by which text in a wrong encoding is told
    common_share: float  # least share, 0 to 1, of those among its letters in any ordinary text
    legacy: tuple[str, ...]  # encodings older than Unicode (IANA names), the likeliest first
    months: tuple[tuple[str, ...], ...]  # the spellings of each month, January first
    date: str  # a whole line that is a date; {months} stands for every spelling
    opener: str  # a whole block such as « L'Assemblée générale, »
    resolution: str  # the start of a title such as "Resolution 2178 (2014)"
    adopted: str  # the start or whole of a line on how the resolution was adopted
    meeting: str  # a whole line that names the meeting
    phrases: Phrases  # the standing phrases of other documents
    ordinals: frozenset[str]  # letters that stand raised behind a number
    units: frozenset[str]  # words behind which a raised 2 or 3 is an exponent
    enumerators: tuple[str, ...]  # printed forms, "#" for the numeral; see corpora.enumerators

    def __hash__(self) -> int:
        return hash(self.code)  # patterns are looked up by language, a thousand times a page


_WESTERN_FORMS = ("#.", "#)", "(#)")
_METRIC = frozenset({"m", "km", "cm", "mm", "dm"})

FRENCH = Language(
    code="fr",
    name="French",
    native="français",
    direction="ltr",
    joiner=" ",
    cased=True,
    capital_clauses=True,
    letters="A-Za-zÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŸŒÆàâäçéèêëîïôöùûüÿœæ",
    common="esaitnruloé",
    common_share=0.6,
    legacy=("windows-1252",),
    months=(
        ("janvier",),
        ("février",),
        ("mars",),
        ("avril",),
        ("mai",),
        ("juin",),
        ("juillet",),
        ("août",),
        ("septembre",),
        ("octobre",),
        ("novembre",),
        ("décembre",),
    ),
    date=r"(?:le )?\d{1,2}(?:er)? (?:{months}) \d{4}",
    opener=r"(?!.*\b(?:présente?|cet|cette)\b)(?:L'|Le |La |Les )(?:Assemblée|Conseil|Commission"
    r"|Comité|Conférence|Réunion|Sous-Commission|Organe|Congrès|États parties)\b[^,;:.]{0,120},",
    resolution=r"(?:Résolution|Décision) \d+ \(\d{4}\)",
    adopted=r"Adoptée?s? .*",
    meeting=r"(?:\d+ ?(?:re|e|ème|er)?|[\w-]+ième|Première) séance.{0,60}",
    phrases=PHRASES["fr"],
    ordinals=frozenset({"er", "re", "e", "ème", "ère", "d", "nd", "nde", "o", "os", "ers", "es"}),
    units=_METRIC,
    enumerators=_WESTERN_FORMS,
)

ENGLISH = Language(
    code="en",
    name="English",
    native="English",
    direction="ltr",
    joiner=" ",
    cased=True,
    capital_clauses=True,
    letters="A-Za-z",
    common="etaoinsrhl",
    common_share=0.6,
    legacy=("windows-1252",),
    months=(
        ("January",),
        ("February",),
        ("March",),
        ("April",),
        ("May",),
        ("June",),
        ("July",),
        ("August",),
        ("September",),
        ("October",),
        ("November",),
        ("December",),
    ),
    date=r"\d{1,2} (?:{months}),? \d{4}",
    opener=r"(?!.*\b(?:present|this)\b)The (?:\w+ ){0,3}(?:Assembly|Council|Commission|Committee"
    r"|Conference|Meeting|Sub-Commission|Body|Board|Congress|States parties)\b[^,;:.]{0,120},",
    resolution=r"(?:Resolution|Decision) \d+ \(\d{4}\)",
    adopted=r"Adopted .*",
    meeting=r"(?:\d+ ?(?:st|nd|rd|th)?|[\w-]*(?:first|second|third)|[\w-]{3,}th) (?:\w+ )?meeting"
    r".{0,60}",
    phrases=PHRASES["en"],
    ordinals=frozenset({"st", "nd", "rd", "th"}),
    units=_METRIC,
    enumerators=_WESTERN_FORMS,
)

SPANISH = Language(
    code="es",
    name="Spanish",
    native="español",
    direction="ltr",
    joiner=" ",
    cased=True,
    capital_clauses=True,
    letters="A-Za-zÁÉÍÓÚÜÑáéíóúüñªº",
    common="eaosnridlt",
    common_share=0.6,
    legacy=("windows-1252",),
    months=(
        ("enero",),
        ("febrero",),
        ("marzo",),
        ("abril",),
        ("mayo",),
        ("junio",),
        ("julio",),
        ("agosto",),
        ("septiembre", "setiembre"),
        ("octubre",),
        ("noviembre",),
        ("diciembre",),
    ),
    date=r"(?:el )?\d{1,2}(?:º|o)? de (?:{months}) de \d{4}",
    opener=r"(?!.*\b(?:presente|este|esta)\b)(?:La |El |Los )(?:Asamblea|Consejo|Comisión|Comité"
    r"|Conferencia|Reunión|Subcomisión|Junta|Congreso|Órgano|Estados partes)\b[^,;:.]{0,120},",
    resolution=r"(?:Resolución|Decisión) \d+ \(\d{4}\)",
    adopted=r"(?:Aprobad|Adoptad)[ao]s? .*",
    meeting=r"(?:\d+ ?\.? ?[aª]?|(?:\w+ )?(?:primera|segunda|tercera|cuarta|quinta|sexta|séptima"
    r"|octava|novena|\w*[cgs]ésima|\w*d[eé]cima)) (?:sesión|reunión).{0,60}",
    phrases=PHRASES["es"],
    ordinals=frozenset({"a", "o", "er", "ª", "º", "as", "os"}),
    units=_METRIC,
    enumerators=_WESTERN_FORMS,
)

RUSSIAN = Language(
    code="ru",
    name="Russian",
    native="русский",
    direction="ltr",
    joiner=" ",
    cased=True,
    capital_clauses=False,
    letters="А-Яа-яЁё",
    common="оеаинтсрвлк",
    common_share=0.6,
    legacy=("windows-1251", "koi8-r", "ibm866", "iso-8859-5"),
    months=(
        ("января", "январь"),
        ("февраля", "февраль"),
        ("марта", "март"),
        ("апреля", "апрель"),
        ("мая", "май"),
        ("июня", "июнь"),
        ("июля", "июль"),
        ("августа", "август"),
        ("сентября", "сентябрь"),
        ("октября", "октябрь"),
        ("ноября", "ноябрь"),
        ("декабря", "декабрь"),
    ),
    date=r"\d{1,2} (?:{months}) \d{4}(?: ?г(?:ода|\.))?",
    opener=r"(?!.*\bнастоящ)(?:\w+(?:ая|ый|ий|ое) (?:и )?){0,3}(?:[Аа]ссамблея|[Сс]овет"
    r"|[Кк]омиссия|[Кк]омитет|[Кк]онференция|[Сс]овещание|[Пп]одкомиссия|[Оо]рган|[Кк]онгресс|[Гг]осударства-участники)"
    r"\b[^,;:.]{0,120},",
    resolution=r"(?:Резолюция|Решение) \d+ \(\d{4}\)",
    adopted=r"Принят(?:[аоы]|ая|ое|ые)? .*",
    meeting=r"(?:\d+(?:-?\w{1,3})?|(?:\w+ )?(?:перв|втор|трет|четв[её]рт|пят|шест|седьм|восьм|девят"
    r"|\w*десят|\w*дцат|сороков|сот)(?:ое|ье)) (?:\w+ )?заседание.{0,60}",
    phrases=PHRASES["ru"],
    ordinals=frozenset({"й", "я", "е", "го", "ое", "ая", "ый", "му", "м", "х"}),
    units=_METRIC | {"м", "км", "см", "мм", "дм"},
    enumerators=_WESTERN_FORMS,
)

ARABIC = Language(
    code="ar",
    name="Arabic",
    native="العربية",
    direction="rtl",
    joiner=" ",
    cased=False,
    capital_clauses=False,
    letters="\u0621-\u063a\u0641-\u065f\u0670-\u06d3\ufb50-\ufdfb\ufe70-\ufefc",
    common="اليمونترةع",
    common_share=0.6,
    legacy=("windows-1256", "iso-8859-6"),
    months=(
        ("كانون الثاني/يناير", "كانون الثاني", "يناير"),
        ("شباط/فبراير", "شباط", "فبراير"),
        ("آذار/مارس", "آذار", "مارس"),
        ("نيسان/أبريل", "نيسان", "أبريل"),
        ("أيار/مايو", "أيار", "مايو"),
        ("حزيران/يونيه", "حزيران/يونيو", "حزيران", "يونيه", "يونيو"),
        ("تموز/يوليه", "تموز/يوليو", "تموز", "يوليه", "يوليو"),
        ("آب/أغسطس", "آب", "أغسطس"),
        ("أيلول/سبتمبر", "أيلول", "سبتمبر"),
        ("تشرين الأول/أكتوبر", "تشرين الأول", "أكتوبر"),
        ("تشرين الثاني/نوفمبر", "تشرين الثاني", "نوفمبر"),
        ("كانون الأول/ديسمبر", "كانون الأول", "ديسمبر"),
    ),
    date=r"(?:في )?\d{1,2} (?:{months}) \d{4}",
    opener=r"(?!.*\bهذ[اه]\b)[إأا]ن (?:ال)?(?:جمعية|مجلس|لجنة|مؤتمر|اجتماع|هيئة|دول الأطراف)\b"
    r"[^،,؛:.]{0,120}[،,]",
    resolution=r"(?:ال)?(?:قرار|مقرر) \d+ \(\d{4}\)",
    adopted=r"(?:الذي )?(?:[اأ]ت?[\u064b-\u0652]?تخذ|المتخذ|اعتمد|الصادر).*",
    meeting=r"(?:ال)?جلسة .{1,60}",
    phrases=PHRASES["ar"],
    ordinals=frozenset(),
    units=_METRIC | {"م", "كم", "كلم", "سم", "ملم"},
    enumerators=("# -", "#-", "# –", "#–", "#.", "#)", "(#)", "'#'"),
)

CHINESE = Language(
    code="zh",
    name="Chinese",
    native="中文",
    direction="ltr",
    joiner="",
    cased=False,
    capital_clauses=False,
    letters="\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff",
    common="的一是不在了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过"
    "子说产种面而方后多定行学法所民得经與這國為個時來們對會發動過說產後學經与及其之",
    common_share=0.12,
    legacy=("gb18030", "big5"),
    months=(
        ("1月", "一月"),
        ("2月", "二月"),
        ("3月", "三月"),
        ("4月", "四月"),
        ("5月", "五月"),
        ("6月", "六月"),
        ("7月", "七月"),
        ("8月", "八月"),
        ("9月", "九月"),
        ("10月", "十月"),
        ("11月", "十一月"),
        ("12月", "十二月"),
    ),
    date=r"[\d〇○零一二三四五六七八九]{4} ?年 ?(?:{months}|\d{1,2} 月)"
    r" ?[\d一二三四五六七八九十]{1,3} ?日",
    opener=r"(?!本)[\u4e00-\u9fff（）()《》]{0,40}(?:大会|理事会|会议|委员会|机构|缔约国|缔约方)[，,]",
    resolution=r"第 ?\d+ ?[(（]\d{4}[)）] ?号(?:决议|决定)",
    adopted=r".*通过",
    meeting=r"第? ?[\d一二三四五六七八九十百千]+ ?次.{0,8}会议",
    phrases=PHRASES["zh"],
    ordinals=frozenset(),
    units=_METRIC | {"米", "公里", "千米", "厘米", "毫米"},
    enumerators=("#、", "#．", "#.", "#)", "#）", "(#)", "（#）"),
)

BY_CODE = {
    language.code: language for language in (FRENCH, ENGLISH, SPANISH, RUSSIAN, ARABIC, CHINESE)
}
"""The record of each language of `corpora.codes.LANGUAGES`, in that order."""

NAMES = ", ".join(LANGUAGES)
"""The six codes as an error message lists them."""
