"""The standing phrases of UN documents in six languages, by which parts of a document are told.

    PHRASES["ru"].chapter    "Глава " and its number
    PHRASES["zh"].article    "第…条"

Regular expressions over text with plain apostrophes and single spaces (`Passage.plain`), small
and capital letters alike; `n` is the number of a section, in digits, Roman, letters or words.
It knows no rule: where in a document a phrase may stand is told in
`corpora.structure.recognition` and in the module of each part.

Why phrases beside symbols and numbers: a symbol (A/69/PV.48) and a printed number say the same
in every language and go first; but no number tells a salutation from a paragraph. A phrase that
is missed in one language costs a kind and a label there, and misplaces no other.
"""

from dataclasses import dataclass

_NAME = r"(?-i:(?:(?:[A-ZÀ-ÞА-ЯЁ][\w'’-]*|[dl]'\w+|\w{1,3})\b\.? ?){1,8})"
"""A name as it stands before a colon: capitals and small particles; "Mr. X once said" is none."""

_NUMBER = (
    r"(?P<n>\d{1,3}|(?-i:[IVXLC]{1,6}|[A-ZА-Я])|[1I]er|premi[eè]re?|one|primer[oa]|перв(?:ая|ый))\b"
)
_HAN = r"(?P<n>[\d〇零一二三四五六七八九十百IVX]{1,5})"
_ARABIC_NUMBER = (
    r"(?!(?:ال)?(?:رسال|مذكر))(?P<n>\d{1,3}|[IVX]{1,5}|[ء-ي]{3,8}(?: (?:عشرة?|و[ء-ي]{5,9}))?)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrases:
    """The phrases of one language; unless said otherwise a pattern describes a whole block."""

    masthead: str  # a line above the title: organ, distribution, session, agenda item
    letter: str  # the start of the title of a letter or note
    record: str  # words in the title of a verbatim or summary record
    opened: str  # the start of the line that opens a meeting
    decided: str  # the start of a decision: at which meeting the organ decided
    speaker: str  # who speaks, before the country in brackets and the colon
    salutation: str
    compliments: str  # the start of the closing formula of a letter
    signed: str  # the start of a signature
    chapter: str  # the start of a chapter heading
    article: str  # the start of an article
    annex: str
    appendix: str  # of an annex: appendices and enclosures
    first: frozenset[str]  # words that stand for the number of a first chapter or article


_MASTHEAD = (
    r"Distr\..*|Original ?:.*|\d{1,2} (?:January|February|March|April|May|June|July|August"
    r"|September|October|November|December) \d{4}|(?:Arabic|Chinese|English|French|Russian"
    r"|Spanish|Anglais|Français|Inglés|Español)(?: (?:only|seulement|solamente))?"
)
"""Lines of mastheads in all languages: the Russian, Arabic and Chinese ones are half English."""

_FRENCH = Phrases(
    masthead=rf"{_MASTHEAD}|Nations Unies|Assemblée générale|Conseil (?:de sécurité|de tutelle"
    r"|économique et social|des droits de l'homme)|Secrétariat|Documents officiels.*"
    r"|(?!Rapport)(?:[\w'-]+ ){1,4}(?:session|année)(?: .{0,40})?|(?:\w+ ){1,2}Commission"
    r"|Points? \d.* (?:de l'ordre du jour|de la liste préliminaire).*|Provisoire",
    letter=r"(?:Lettres?(?: identiques)?|Notes? verbales?) (?:datées?|en date)\b",
    record=r"Compte rendu (?:analytique|in extenso)|Procès-verbal",
    opened=r"La séance est (?:ouverte|reprise)\b",
    decided=r"À (?:sa|ses|la|la même) .{0,120}(?:séances?|session)\b",
    speaker=r"(?:Le |La )(?:(?:Vice-)?Présidente?|Secrétaire générale?|Haute?-Commissaire)"
    rf"(?: par intérim)?|(?:M\.|MM\.|Mme|Mlle|Mgr|Sir|Dame) {_NAME}",
    salutation=r"(?:Monsieur|Madame|Messieurs|Mesdames|Excellences?)\b[^,;:.]{0,80}[,:]",
    compliments=r"(?:Veuillez|Je vous prie d')\s?agréer\b",
    signed=r"\(Signée?s?\)",
    chapter=rf"Chapitre {_NUMBER}",
    article=rf"Article {_NUMBER}",
    annex=rf"Annexe(?: {_NUMBER})?(?: (?:à la|à l'|aux?) .{{3,200}})?",
    appendix=rf"(?:Appendice|Pièce jointe)(?: {_NUMBER})?"
    r"(?: (?:à la|à l'|aux?) .{3,200})?",
    first=frozenset({"premier", "première", "ier", "1er"}),
)

_ENGLISH = Phrases(
    masthead=rf"{_MASTHEAD}|United Nations|General Assembly|(?:Security|Trusteeship"
    r"|Economic and Social|Human Rights) Council|Secretariat|Official Records.*"
    r"|(?!Report)(?:[\w-]+ ){1,4}(?:session|year)(?: .{0,40})?|(?:\w+ ){1,2}Committee"
    r"|(?:Provisional )?Agenda items? .*|Items? \d.* of the (?:provisional|preliminary|agenda).*"
    r"|Provisional",
    letter=r"(?:Identical )?Letters? dated\b|Notes? verbales? dated\b",
    record=r"(?:Summary|Verbatim) record",
    opened=r"The meeting (?:was called to order|(?:was )?resumed)\b",
    decided=r"At (?:its|the|the same) .{0,120}(?:meetings?|session)\b",
    speaker=r"The (?:Acting )?(?:(?:Vice-)?President|Chair(?:man|person|woman)?|Vice-Chair"
    r"|Secretary-General|High Commissioner)"
    rf"|(?:Mr\.|Mrs\.|Ms\.|Miss|Messrs\.|Dr\.|Sir|Dame|Archbishop) {_NAME}",
    salutation=r"(?:Sir|Madam|Excellency|Excellencies|Dear|M(?:r|s|rs|adam)\.? (?:President|"
    r"Secretary-General|Chair\w*))\b[^,;:.]{0,80}[,:]",
    compliments=r"(?:Please )?accept,? .{0,80}\bassurances\b|Yours (?:sincerely|faithfully)",
    signed=r"\(Signed\)",
    chapter=rf"Chapter {_NUMBER}",
    article=rf"Article {_NUMBER}",
    annex=rf"Annex(?: {_NUMBER})?(?: to the .{{3,200}})?",
    appendix=rf"(?:Appendix|Enclosure)(?: {_NUMBER})?(?: to the .{{3,200}})?",
    first=frozenset({"one"}),
)

_SPANISH = Phrases(
    masthead=rf"{_MASTHEAD}|Naciones Unidas|Asamblea General|Consejo (?:de Seguridad"
    r"|Económico y Social|de Administración Fiduciaria|de Derechos Humanos)|Secretaría"
    r"|Documentos Oficiales.*|(?!Informe)(?:[\w-]+ ){1,4}(?:período .{0,20}de sesiones|sesión|año)"
    r"(?: .{0,40})?|(?:\w+ ){1,2}Comisión|Provisional"
    r"|Temas? \d.* (?:del programa|de la (?:agenda|lista preliminar)).*",
    letter=r"(?:Cartas?(?: idénticas)?|Notas? verbal(?:es)?) de fecha\b",
    record=r"Acta (?:resumida|literal|taquigráfica)",
    opened=r"Se (?:declara abierta|abre|reanuda) la sesión\b",
    decided=r"En (?:su|sus|la|la misma) .{0,120}(?:sesi(?:ón|ones)|reuni(?:ón|ones))\b",
    speaker=r"(?:El |La )(?:(?:Vice)?president[ea]|Secretari[oa] General|Alt[oa] Comisionad[oa])"
    rf"(?: interin[oa])?|(?:(?:El |La )?(?:Sr\.|Sra\.|Srta\.|Sres\.)|Sir|Monseñor) {_NAME}",
    salutation=r"(?:Excelent[ií]sim[oa]|Señor(?:a|es)?|Excelencias?|Estimad[oa]s?)\b"
    r"[^,;:.]{0,80}[,:]",
    compliments=r"(?:Le ruego|Sírvase|Acepte|Aprovecho)\b.{0,80}\b(?:seguridades|consideración)\b"
    r"|Atentamente",
    signed=r"\(Firmad[oa]s?\)",
    chapter=rf"Capítulo {_NUMBER}",
    article=rf"Artículo {_NUMBER}",
    annex=rf"Anexo(?: {_NUMBER})?(?: (?:a la|de la|al|del) .{{3,200}})?",
    appendix=rf"(?:Apéndice|Documento adjunto)(?: {_NUMBER})?"
    r"(?: (?:a la|de la|al|del) .{3,200})?",
    first=frozenset({"primero", "primera"}),
)

_RUSSIAN = Phrases(
    masthead=rf"{_MASTHEAD}|Организация Объединенных Наций|Генеральная Ассамблея"
    r"|Совет (?:Безопасности|по правам человека|по Опеке)|Экономический и Социальный Совет"
    r"|Секретариат|Официальные отчеты.*|(?!Доклад)(?:[\w-]+ ){1,4}(?:сессия|год)(?: .{0,40})?"
    r"|(?:\w+ ){1,2}комитет|Пункты? \d.* (?:повестки дня|первоначального перечня).*"
    r"|Предварительный отчет",
    letter=r"(?:Идентичные )?Письм[оа] .{0,120}\bот \d|Вербальн\w+ нот[аы] .{0,120}\bот \d",
    record=r"(?:Краткий|Стенографический) отч[её]т",
    opened=r"Заседание (?:открывается|возобновляется|объявляется открытым)\b",
    decided=r"На (?:сво[её]м|своих|этом же|том же|\d+-м) .{0,120}заседани",
    speaker=r"(?:Исполняющ\w+ обязанности )?(?:(?:Заместитель )?Председател[ья]"
    rf"|Генерального секретаря|Генеральный секретарь|Верховный комиссар)|(?:Г-н|Г-жа|Сэр) {_NAME}",
    salutation=r"(?:Ваше Превосходительство|Господин|Госпожа|Уважаем\w+)\b[^,;:.]{0,80}[,!:]",
    compliments=r"(?:Прошу (?:Вас )?)?(?:Примите|Принять)\b.{0,80}\b(?:за|у)верения\b|С уважением",
    signed=r"\(Подпис(?:ь|и|ано|ал|ала|али)\)",
    chapter=rf"Глава {_NUMBER}",
    article=rf"Статья {_NUMBER}",
    annex=rf"Приложение(?: {_NUMBER})?(?: к .{{3,200}})?",
    appendix=rf"(?:Добавление|Дополнение)(?: {_NUMBER})?(?: к .{{3,200}})?",
    first=frozenset({"первая", "первый"}),
)

_TO_ARABIC_LETTER = r"(?: (?:ب|ل|إلى )?(?:ال|ل)?(?:رسال|مذكر).{3,200})?"

_ARABIC = Phrases(
    masthead=rf"{_MASTHEAD}|الأمم المتحدة|الجمعية العامة|مجلس (?:الأمن|الوصاية|حقوق الإنسان)"
    r"|المجلس الاقتصادي والاجتماعي|الأمانة العامة|الوثائق الرسمية.*"
    r"|الدورة .{1,60}|السنة .{1,40}|اللجنة \w+|(?:البند|البندان|البنود) .{1,80}|مؤقت",
    letter=r"(?:رسالة|رسالتان|رسائل|مذكرة شفوية|مذكرتان شفويتان)\b.{0,30} مؤرخ",
    record=r"محضر (?:موجز|حرفي)",
    opened=r"(?:افتتحت|استؤنفت) الجلسة\b",
    decided=r"و?(?:قررت .{0,60} )?في (?:جلست|الجلسة|جلسات)",
    speaker=r"(?:نائبة? )?(?:الرئيسة?|الأمين العام|الأمينة العامة)(?: بالنيابة)?"
    r"|(?:السيدة?|الآنسة|الأمير|الشيخ|السير) [^:()،.]{1,60}(?= ?\()",
    salutation=r"(?:صاحبة? (?:السعادة|المعالي|الفخامة)|السيدة?|سيدي|سيدتي|سعادة)\b"
    r"[^:،.]{0,80}[،,:]",
    compliments=r"و?(?:تفضلوا|تقبلوا|أرجو أن تتفضلوا)\b.{0,80}(?:الاحترام|التقدير|الاعتبار)",
    signed=r"\((?:ال)?(?:توقيع|موقع|توقيعات)\)",
    chapter=rf"الفصل {_ARABIC_NUMBER}",
    article=rf"المادة {_ARABIC_NUMBER}",
    annex=rf"(?:ال)?مرفق(?: {_ARABIC_NUMBER})?{_TO_ARABIC_LETTER}",
    appendix=rf"(?:ال)?(?:تذييل|ضميمة)(?: {_ARABIC_NUMBER})?{_TO_ARABIC_LETTER}",
    first=frozenset(),
)

_CHINESE = Phrases(
    masthead=rf"{_MASTHEAD}|联合国|大会|(?:安全|经济及社会|人权|托管)理事会|秘书处"
    r"|正式记录.*|第.{1,8}(?:届|年).{0,20}|第.{1,3}委员会|(?:临时)?议程\*?项目.{0,60}"
    r"|(?:暂定|初步)项目表项目.{0,40}|临时",
    letter=r".{0,100}给.{2,80}的(?:同文)?(?:信|普通照会)$",
    record=r"(?:简要|逐字)记录",
    opened=r".{0,20}(?:开会|复会|会议开始|会议复会)|会议于.{0,20}(?:开始|开会)",
    decided=r"(?:大会|理事会)?.{0,30}第.{1,12}次.{0,8}会议|在?同一?次会议",
    speaker=r"(?:代理)?(?:主席|副主席|秘书长|高级专员)|[^:：()（），。]{1,40}(?:先生|女士|夫人|大使)"
    r"(?= ?[(（])",
    salutation=r"[^:：，。]{0,40}(?:阁下|先生|女士)[，,：:]",
    compliments=r"顺致.{0,20}敬意",
    signed=r"(?:.{1,60})?[(（]签[名字][)）]",
    chapter=rf"第 ?{_HAN} ?章",
    article=rf"第 ?{_HAN} ?条",
    annex=rf"(?:.{{4,150}}的(?:信|普通照会)的)?附 ?件(?: ?{_HAN})?",
    appendix=rf"(?:.{{4,150}}的(?:信|普通照会)的)?附 ?[录文](?: ?{_HAN})?",
    first=frozenset(),
)

PHRASES = {
    "fr": _FRENCH,
    "en": _ENGLISH,
    "es": _SPANISH,
    "ru": _RUSSIAN,
    "ar": _ARABIC,
    "zh": _CHINESE,
}
"""The phrases of each language of `corpora.schema.LANGUAGES`."""
