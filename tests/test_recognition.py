"""The standing phrases in six languages, and lines that only look like one."""

import pytest

from corpora.languages import BY_CODE
from corpora.readers.block import Block, Run
from corpora.structure.passage import Passage, make
from corpora.structure.recognition import is_furniture, is_line, opens, symbol
from corpora.structure.record import is_record, is_turn
from corpora.structure.sections import Section, section

SECTIONS = {
    "fr": [
        ("Annexe", ("annex", None)),
        ("ANNEXE II", ("annex", 2)),
        ("Annexe III. Calendrier des réunions", ("annex", 3)),
        ("Annexe à la lettre datée du 5 mai 2044 adressée au Secrétaire général", ("annex", None)),
        ("Pièce jointe 2", ("appendix", 2)),
        ("Chapitre premier", ("ch", 1)),
        ("Chapitre Ier", ("ch", 1)),
        ("Chapitre IV : Assemblée générale", ("ch", 4)),
        ("Article premier", ("art", 1)),
        ("Article 12", ("art", 12)),
        ("Article 3. Nul ne peut en être privé.", ("art", 3)),
    ],
    "en": [
        ("Annex", ("annex", None)),
        ("Annex II", ("annex", 2)),
        ("Annex III: Calendar of meetings", ("annex", 3)),
        ("Annex to the letter dated 5 May 2044 addressed to the Council", ("annex", None)),
        ("Enclosure 2", ("appendix", 2)),
        ("Chapter One", ("ch", 1)),
        ("Chapter IV: The General Assembly", ("ch", 4)),
        ("Article 12", ("art", 12)),
    ],
    "es": [
        ("Anexo", ("annex", None)),
        ("Anexo II", ("annex", 2)),
        ("Anexo III. Calendario de reuniones", ("annex", 3)),
        ("Anexo de la carta de fecha 5 de mayo de 2044 dirigida al Consejo", ("annex", None)),
        ("Documento adjunto 2", ("appendix", 2)),
        ("Capítulo primero", ("ch", 1)),
        ("Capítulo IV: La Asamblea General", ("ch", 4)),
        ("Artículo 12", ("art", 12)),
    ],
    "ru": [
        ("Приложение", ("annex", None)),
        ("Приложение II", ("annex", 2)),
        ("Приложение III. Расписание заседаний", ("annex", 3)),
        ("Приложение к письму от 5 мая 2044 года на имя Председателя Совета", ("annex", None)),
        ("Добавление 2", ("appendix", 2)),
        ("Глава первая", ("ch", 1)),
        ("Глава IV: Генеральная Ассамблея", ("ch", 4)),
        ("Статья 12", ("art", 12)),
    ],
    "ar": [
        ("المرفق", ("annex", None)),
        ("المرفق الثاني", ("annex", 2)),
        ("المرفق الثالث: جدول الاجتماعات", ("annex", 3)),
        ("مرفق الرسالة المؤرخة ٥ أيار/مايو ٢٠٤٤ الموجهة إلى المجلس", ("annex", None)),
        ("الضميمة ٢", ("appendix", 2)),
        ("الفصل الأول", ("ch", 1)),
        ("الفصل الرابع: الجمعيـة العـامة", ("ch", 4)),
        ("المـادة 12", ("art", 12)),
        ("المادة الثانية عشرة", ("art", 12)),
        ("المادة الحادية والعشرون", ("art", 21)),
    ],
    "zh": [
        ("附件", ("annex", None)),
        ("附件二", ("annex", 2)),
        ("附 件 三：会议日历", ("annex", 3)),
        ("2044年5月5日卢里塔尼亚常驻代表给秘书长的信的附件", ("annex", None)),
        ("附文2", ("appendix", 2)),
        ("第一章", ("ch", 1)),
        ("第四章：大会", ("ch", 4)),
        ("第十二条", ("art", 12)),
        ("第一百零一条", ("art", 101)),
    ],
}
NO_SECTIONS = {
    "fr": ["Annexes", "Annexe du rapport", "Article 12 de la Charte", "Chapitres I et II"],
    "en": ["Annexes", "Annex the text", "Article 12 of the Charter", "Chapter and verse"],
    "es": ["Anexos", "Anexo x y z", "Artículo 12 de la Carta", "Capítulo y verso"],
    "ru": ["Приложения", "Приложение x y z", "Статья 12 Устава", "Глава делегации"],
    "ar": ["المرفقات", "المرفق x y z", "المادة ١٢ من الميثاق", "الفصل في المنازعات"],
    "zh": ["附件的案文", "第十二条规定大会", "第四章述及大会"],
}
PHRASES = {
    "letter": {
        "fr": "Lettres identiques datées du 5 mai 2044, adressées au Secrétaire général",
        "en": "Identical letters dated 5 May 2044 from the Chargé d'affaires a.i.",
        "es": "Cartas idénticas de fecha 5 de mayo de 2044 dirigidas al Consejo",
        "ru": "Вербальная нота Постоянного представительства от 5 мая 2044 года",
        "ar": "رسالتان متطابقتان مؤرختان ٥ أيار/مايو ٢٠٤٤ موجهتان إلى المجلس",
        "zh": "2044年5月5日常驻代表给秘书长和主席的同文信",
    },
    "compliments": {
        "fr": "Je vous prie d'agréer, Monsieur le Président, mes salutations.",
        "en": "Please accept, Excellency, the assurances of my highest consideration.",
        "es": "Acepte, Excelencia, las seguridades de mi consideración.",
        "ru": "Примите, Ваше Превосходительство, заверения в моем уважении.",
        "ar": "وتفضلوا بقبول فائق الاحترام.",
        "zh": "顺致崇高敬意。",
    },
    "decided": {
        "fr": "À ses 3e et 4e séances plénières, le 5 mai, l'Assemblée a décidé",
        "en": "At its 3rd and 4th meetings, on 5 May, the Council decided",
        "es": "En sus sesiones tercera y cuarta, celebradas el 5 de mayo, el Consejo decidió",
        "ru": "На своих 3-м и 4-м заседаниях 5 мая Совет постановил",
        "ar": "في جلستيه ٣ و ٤، المعقودتين في ٥ أيار/مايو، قرر المجلس",
        "zh": "理事会在5月5日第3次会议上决定",
    },
}
SALUTATIONS = {
    "fr": "Madame la Présidente,",
    "en": "Excellency,",
    "es": "Excelentísimo Señor:",
    "ru": "Ваше Превосходительство,",
    "ar": "صاحب السعادة،",
    "zh": "主席阁下：",
}
TURNS = {
    "fr": ["M. Diop (Sénégal) : Je", "La Présidente par intérim : Je", "Mme de La Tour (X) : Je"],
    "en": ["Mr. O'Hara (X) (spoke in French): I", "The Acting President: I", "Dame Ann Lee (X): I"],
    "es": ["El Sr. de la Cruz (X): Yo", "La Presidenta interina: Yo", "Sra. Díaz (X): Yo"],
    "ru": ["Г-н О'Хара (X) (говорит по-английски): Я", "Председатель: Я", "Г-жа Ли (X): Я"],
    "ar": ["السيد أوهارا (X) (تكلم بالإنكليزية): أشكر", "الرئيسة: أشكر", "نائب الرئيس: أشكر"],
    "zh": ["奥哈拉先生（X）（以英语发言）：我", "主席：我", "李女士(X)：我"],
}


def passage(text: str, code: str, *, level: int = 0) -> Passage:
    return make(Block((Run(text),), 1, level=level), (), BY_CODE[code])


def pairs(table):  # type: ignore[no-untyped-def]
    return [(code, item) for code, items in table.items() for item in items]


@pytest.mark.parametrize(("code", "case"), pairs(SECTIONS))
def test_sections(code: str, case: tuple[str, tuple[str, int | None]]) -> None:
    text, expected = case
    assert section(passage(text, code), BY_CODE[code]) == Section(*expected)


@pytest.mark.parametrize(("code", "text"), pairs(NO_SECTIONS))
def test_what_is_no_section(code: str, text: str) -> None:
    assert section(passage(text, code), BY_CODE[code]) is None


@pytest.mark.parametrize("code", BY_CODE)
@pytest.mark.parametrize("name", PHRASES)
def test_phrases(code: str, name: str) -> None:
    assert opens(passage(PHRASES[name][code], code), name, BY_CODE[code])
    others = [PHRASES[other][code] for other in PHRASES if other != name]
    assert not any(opens(passage(text, code), name, BY_CODE[code]) for text in others)


@pytest.mark.parametrize("code", BY_CODE)
def test_salutations(code: str) -> None:
    text = SALUTATIONS[code]
    assert is_line(passage(text, code), "salutation", BY_CODE[code])
    assert not is_line(passage(text[:-1] + " x.", code), "salutation", BY_CODE[code])


@pytest.mark.parametrize(("code", "text"), pairs(TURNS))
def test_turns(code: str, text: str) -> None:
    assert is_turn(passage(text, code), BY_CODE[code])
    assert not is_turn(passage(text.replace(":", ",").replace("：", "，"), code), BY_CODE[code])
    assert not is_turn(passage(text, code, level=1), BY_CODE[code])


@pytest.mark.parametrize("code", BY_CODE)
@pytest.mark.parametrize(
    ("lines", "record"),
    [
        (["A/69/PV.48", "A/69/1"], True),
        (["CAT/C/SR.1203"], True),
        (["A/69/1", "A/69/PV.48"], False),
        (["A/69/PV.48 x"], False),
        ([], False),
    ],
)
def test_records_are_known_by_the_first_symbol(code: str, lines: list[str], record: bool) -> None:
    passages = [passage(line, code) for line in lines]
    assert is_record(passages, BY_CODE[code]) is record


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A/RES/69/12", "A/RES/69/12"),
        ("S/PV.7272", None),
        ("A/69/PV.48", "A/69/PV.48"),
        ("A/69/1*", "A/69/1*"),
        ("dans A/69/12", None),
        ("et/ou", None),
    ],
)
def test_symbols(text: str, found: str | None) -> None:
    assert symbol(passage(text, "fr")) == found


@pytest.mark.parametrize(
    ("text", "furniture"),
    [
        ("14-64834 (F)", True),
        ("14-64834 (F) 2/3", True),
        ("*1464834*", True),
        ("2/3", True),
        ("3/2", False),
        ("A/69/12", True),
        ("2", False),
    ],
)
def test_furniture(text: str, furniture: bool) -> None:
    assert is_furniture(passage(text, "fr")) is furniture


MEETINGS = {
    "fr": ["Dixième séance plénière", "97e séance plénière"],
    "en": ["Tenth plenary meeting", "Forty-first meeting", "97th plenary meeting"],
    "es": ["Décima sesión plenaria", "Cuadragésima primera sesión", "97ª sesión plenaria"],
    "ru": ["Десятое пленарное заседание", "Сорок первое заседание", "97-е пленарное заседание"],
    "ar": ["الجلسة العامة العاشرة", "الجلسة العامة ٩٧"],
    "zh": ["第十次全体会议", "第97次全体会议"],
}
NO_MEETINGS = {
    "fr": ["Prochaine séance", "La séance est levée"],
    "en": ["Expert meeting", "Annual meeting of the Board", "Both meetings"],
    "es": ["Próxima sesión", "La sesión plenaria"],
    "ru": ["Следующее заседание", "Общее заседание"],
    "ar": ["عقدت الجلسة"],
    "zh": ["下次会议"],
}


@pytest.mark.parametrize(("code", "text"), pairs(MEETINGS))
def test_meetings_have_numbers_in_figures_or_words(code: str, text: str) -> None:
    assert is_line(passage(text, code), "meeting", BY_CODE[code])


@pytest.mark.parametrize(("code", "text"), pairs(NO_MEETINGS))
def test_lines_that_number_no_meeting(code: str, text: str) -> None:
    assert is_line(passage(text, code), "meeting", BY_CODE[code]) is None


PARTIES = {
    "fr": "Les États parties à la présente Convention,",
    "en": "The States Parties to the present Convention,",
    "es": "Los Estados partes en la presente Convención,",
    "ru": "Государства-участники настоящей Конвенции,",
    "ar": "إن الدول الأطراف في هذه الاتفاقية،",
    "zh": "本公约缔约国，",
}


@pytest.mark.parametrize("code", PARTIES)
def test_the_parties_to_a_treaty_open_no_resolution(code: str) -> None:
    assert is_line(passage(PARTIES[code], code), "opener", BY_CODE[code]) is None


@pytest.mark.parametrize("code", BY_CODE)
@pytest.mark.parametrize("text", ["29 July 2022", "Original: English", "Arabic", "English only"])
def test_english_lines_stand_in_every_masthead(code: str, text: str) -> None:
    assert is_line(passage(text, code), "masthead", BY_CODE[code])


@pytest.mark.parametrize(
    ("runs", "bold"),
    [
        ([("Point 74 ", True), ("(", False), ("suite", True), (")", False)], "Point 74 (suite)"),
        ([("M. Diop", True), (" (", False), ("Sénégal", False), (") : Je", False)], "M. Diop"),
        ([("البند ", True), ("(", False), ("تابع", True), (")", False)], "البند (تابع)"),
    ],
)
def test_signs_between_bold_letters_are_bold(runs: list[tuple[str, bool]], bold: str) -> None:
    block = Block(tuple(Run(text, bold=heavy) for text, heavy in runs), 1)
    assert make(block, (), BY_CODE["fr"]).bold == bold
