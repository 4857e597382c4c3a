"""Forms found in running text, language by language: ⟦ and ⟧ mark what must be found."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpora.schema import LANGUAGES
from tm.terms.analysers import form_words, is_acronym, tokenize
from tm.terms.match import FormIndex, Match

CSTO = {
    "fr": "Organisation du Traité de sécurité collective",
    "en": "Collective Security Treaty Organization",
    "es": "Organización del Tratado de Seguridad Colectiva",
    "ru": "Организация Договора о коллективной безопасности",
    "ar": "منظمة معاهدة الأمن الجماعي",
    "zh": "集体安全条约组织",
}

FRENCH = [
    (CSTO["fr"], "l'⟦Organisation du Traité de sécurité collective⟧ et l'Organisation"),
    (CSTO["fr"], "de l’⟦Organisation du Traité de sécurité collective⟧,"),
    (CSTO["fr"], "d'⟦Organisations du Traité de sécurité collective⟧"),
    (CSTO["fr"], "⟦ORGANISATION DU TRAITÉ DE SÉCURITÉ COLLECTIVE⟧"),
    (CSTO["fr"], "⟦ORGANISATION DU TRAITE DE SECURITE COLLECTIVE⟧"),
    (CSTO["fr"], "⟦Organisation du Traité de sécurité\u00a0collective⟧"),
    (CSTO["fr"], "l'Organisation du Traité, de sécurité collective"),
    (CSTO["fr"], "l'Organisation du Traité de l'Atlantique Nord"),
    (CSTO["fr"], "l'Organisation des Nations Unies"),
    ("l'Organisation", "de l'⟦Organisation⟧, d'⟦Organisations⟧ et des ⟦organisations⟧"),
    ("Organisation", "des organismes organisés et une réorganisation"),
    ("Conseil de sécurité", "le Conseil, le ⟦Conseil de sécurité⟧ et les conseils"),
    ("Conseil de sécurité", "le Conseil est saisi de la sécurité"),
    ("État Membre", "les ⟦États Membres⟧ et chaque ⟦Etat membre⟧"),
    ("État Membre", "l'⟦État-Membre⟧ dont l'état membranaire"),
    ("État de droit", "l'⟦état de droit⟧ et l'état du droit"),
    ("opération de maintien de la paix", "aux ⟦opérations de maintien de la paix⟧"),
    ("changements climatiques", "le ⟦changement climatique⟧, les ⟦changements climatiques⟧"),
    ("accord régional", "les ⟦accords régionaux⟧"),
    ("traite", "la ⟦traite⟧ des personnes, le traité, les traités"),
    ("traité", "la traite, le ⟦traité⟧, les ⟦traités⟧"),
    ("traite", "TRAITÉ, TRAITÉS, ⟦TRAITE⟧"),
    ("effectifs", "les ⟦effectifs⟧ et un contrôle effectif"),
    ("bilan", "le ⟦bilan⟧ et les ⟦bilans⟧"),
    ("mise en œuvre", "la ⟦mise en oeuvre⟧ ; ⟦Mise en œuvre⟧"),
    ("non-prolifération", "⟦non prolifération⟧, ⟦nonprolifération⟧, ⟦non-prolifération⟧"),
    ("violence à l'égard des femmes", "⟦violences à l’égard des femmes⟧"),
    ("droits de l'homme", "les ⟦droits de l'homme⟧ et les devoirs de l'homme"),
    ("ONU", "l'⟦ONU⟧ et les onu"),
    ("paix", "la ⟦paix⟧ apaisée, le paiement"),
    (
        "Comité consultatif pour les questions administratives et budgétaires",
        "du ⟦Comité consultatif pour les questions administratives et budgétaires⟧",
    ),
    (
        "Comité consultatif pour les questions administratives et budgétaires",
        "le Comité consultatif pour les questions juridiques",
    ),
    (
        "organisation non gouvernementale",
        "aux ⟦organisations non-gouvernementales⟧, une ⟦organisation non gouvernementale⟧",
    ),
    ("droit de l'homme", "les ⟦droits de l’homme⟧, aux ⟦droits de l'Homme⟧, ⟦DROITS DE L'HOMME⟧"),
    ("travail", "les ⟦travaux⟧ et le ⟦travail⟧, travailler"),
    ("lieu d'affectation", "les ⟦lieux d’affectation⟧ et le milieu d'affectation"),
    ("Accord de Paris", "l'⟦Accord de Paris⟧, les accords parisiens"),
    ("non-prolifération", "la ⟦non-\u00adprolifération⟧ et la prolifération"),
    ("développement durable", "le ⟦développement\u202fdurable⟧ ; durablement développé"),
    ("essai nucléaire", "les ⟦essais nucléaires⟧; essayer le nucléaire"),
    ("porte-parole", "les ⟦porte-parole⟧, des ⟦porte‑parole⟧"),
    ("œuvre", "les ⟦oeuvres⟧, l’⟦ŒUVRE⟧, œuvrer"),
    ("procès-verbal", "les ⟦procès-verbaux⟧, le ⟦procès verbal⟧"),
    ("bail", "les ⟦baux⟧ et le bailleur"),
]

ENGLISH = [
    (CSTO["en"], "the ⟦Collective Security Treaty Organization⟧'s Member States"),
    (CSTO["en"], "the ⟦collective security treaty organization⟧"),
    (CSTO["en"], "the “⟦Collective Security Treaty” Organization⟧"),
    (CSTO["en"], "the Collective Security Treaty and its organs"),
    (CSTO["en"], "the North Atlantic Treaty Organization"),
    ("the General Assembly", "The ⟦General Assembly⟧ and the general assemblage"),
    ("General Assembly", "the ⟦General Assembly⟧’s agenda; a general, Assembly"),
    ("United Nations", "the ⟦United Nations⟧ and united national parties"),
    ("Member State", "⟦Member States⟧, a ⟦member State⟧ and membership"),
    ("organization", "⟦organizations⟧, not organs"),
    ("international peace", "⟦international peace⟧, internal peace"),
    ("peacekeeping operation", "⟦peacekeeping operations⟧"),
    ("peace-keeping", "⟦peace-keeping⟧, ⟦peace keeping⟧, ⟦peacekeeping⟧"),
    ("developing country", "the ⟦developing countries⟧; developed countries"),
    ("policy", "⟦policies⟧ of the police"),
    ("woman", "⟦women⟧ and a ⟦woman⟧"),
    ("women", "⟦women⟧"),
    ("child", "the ⟦child⟧ and ⟦children⟧"),
    ("crisis", "one ⟦crisis⟧, many ⟦crises⟧"),
    ("status", "the ⟦status⟧ and the statue"),
    ("implement", "they ⟦implemented⟧ it, ⟦implementing⟧ it; the implementation"),
    ("rule of law", "the ⟦rule of law⟧, rules of the law"),
    ("WHO", "States who told ⟦WHO⟧"),
    ("NGO", "⟦NGOs⟧ and one ⟦NGO⟧"),
    ("violence against women", "⟦violence against women⟧"),
    ("non-governmental organization", "⟦nongovernmental organizations⟧"),
    ("art", "the ⟦art⟧ of the party"),
    ("policy", "its ⟦policy⟧'s aim; the ⟦policies⟧; police"),
    ("human right", "⟦human rights⟧, ⟦Human Rights⟧, humane right"),
    ("State party", "⟦States parties⟧, a ⟦State Party⟧; the party of the State"),
    ("non-proliferation", "⟦non‑proliferation⟧, ⟦nonproliferation⟧, proliferation"),
    ("good practice", "⟦good\u00a0practices⟧ and good and practical"),
    ("leaf", "the ⟦leaves⟧ of a ⟦leaf⟧, leaving"),
    ("analysis", "two ⟦analyses⟧, one ⟦analysis⟧, an analyst"),
    (
        "Secretary-General",
        "the ⟦Secretary General⟧’s report, ⟦SECRETARY-GENERAL⟧; secretaries of generals",
    ),
    ("cease-fire", "a ⟦ceasefire⟧, the ⟦cease-fires⟧"),
    ("UN", "the ⟦UN⟧ and un"),
    ("child soldier", "⟦child soldiers⟧"),
    (
        "Permanent Mission",
        "⟦Permanent Missions⟧; ⟦ＰＥＲＭＡＮＥＮＴ Ｍｉｓｓｉｏｎ⟧; permanently missing",
    ),
]

SPANISH = [
    (CSTO["es"], "la ⟦Organización del Tratado de Seguridad Colectiva⟧"),
    (CSTO["es"], "de la ⟦Organización del tratado de seguridad colectiva⟧."),
    (CSTO["es"], "a la ⟦ORGANIZACIÓN DEL TRATADO DE SEGURIDAD COLECTIVA⟧"),
    (CSTO["es"], "a la ⟦ORGANIZACION DEL TRATADO DE SEGURIDAD COLECTIVA⟧"),
    (CSTO["es"], "⟦Organizaciones del Tratado de Seguridad Colectiva⟧"),
    (CSTO["es"], "la Organización del Tratado del Atlántico Norte"),
    (CSTO["es"], "la Organización de las Naciones Unidas"),
    ("la Asamblea General", "a la ⟦Asamblea General⟧"),
    ("El Salvador", "⟦El Salvador⟧ y San Salvador"),
    ("Estado", "el ⟦Estado⟧ está, estaba y estuvo; los ⟦Estados⟧"),
    ("Estado Miembro", "los ⟦Estados Miembros⟧ y cada ⟦Estado miembro⟧"),
    ("Naciones Unidas", "las ⟦Naciones Unidas⟧; las naciones estaban unidas"),
    ("operación de mantenimiento de la paz", "⟦operaciones de mantenimiento de la paz⟧"),
    ("mantenimiento de la paz", "el ⟦mantenimiento de la paz⟧, mantener la paz"),
    ("Consejo de Seguridad", "el Consejo y el ⟦Consejo de Seguridad⟧"),
    ("Secretario General", "al ⟦Secretario General⟧; la Secretaría General"),
    ("país en desarrollo", "los ⟦países en desarrollo⟧"),
    ("cambio climático", "el ⟦cambio climático⟧"),
    ("violencia contra la mujer", "⟦violencia contra la mujer⟧ y ⟦violencia contra las mujeres⟧"),
    ("organización no gubernamental", "⟦organizaciones no gubernamentales⟧"),
    ("luz", "las ⟦luces⟧, la ⟦luz⟧"),
    ("crisis", "las ⟦crisis⟧"),
    ("derecho internacional", "el ⟦derecho internacional⟧ humanitario"),
    ("aplicar", "⟦aplicaron⟧ y ⟦aplicar⟧"),
    ("joven", "los ⟦jóvenes⟧"),
    ("ONU", "la ⟦ONU⟧"),
    ("sub-regional", "⟦subregionales⟧ y ⟦sub-regional⟧"),
    ("derecho humano", "los ⟦derechos humanos⟧, ⟦DERECHOS HUMANOS⟧; derecho humanitario"),
    ("Comité Especial", "del ⟦Comité Especial⟧, al Comite Especial"),
    ("niño soldado", "los ⟦nin\u0303os soldados⟧ y un ⟦nin\u0303o soldado⟧"),
    ("ano", "el año y los años"),
    ("creación de capacidad", "la ⟦creación de capacidades⟧; crear capacidad"),
    (
        "consolidación de la paz",
        "la ⟦consolidación de la paz⟧; de la ⟦consolidación\u00a0de la paz⟧",
    ),
    ("lápiz", "los ⟦lápices⟧"),
    ("buque", "los ⟦buques⟧; buscar"),
    ("régimen", "los ⟦regímenes⟧ y el ⟦régimen⟧"),
    ("examen", "los ⟦exámenes⟧; examinar"),
    ("Estado parte", "los ⟦Estados partes⟧, el ⟦Estado Parte⟧"),
    ("cese al fuego", "un ⟦cese al fuego⟧; cesar el fuego"),
]

RUSSIAN = [
    (CSTO["ru"], "⟦Организация Договора о коллективной безопасности⟧"),
    (CSTO["ru"], "с ⟦Организацией Договора о коллективной безопасности⟧"),
    (CSTO["ru"], "в ⟦Организации Договора о коллективной безопасности⟧,"),
    (CSTO["ru"], "⟦Организацию Договора о коллективной безопасности⟧"),
    (CSTO["ru"], "⟦ОРГАНИЗАЦИЯ ДОГОВОРА О КОЛЛЕКТИВНОЙ БЕЗОПАСНОСТИ⟧"),
    (CSTO["ru"], "⟦Организация «Договора о коллективной безопасности⟧»"),
    (CSTO["ru"], "Организации Объединенных Наций"),
    (CSTO["ru"], "Договор о коллективной безопасности"),
    ("Организация Объединенных Наций", "⟦Организации Объединённых Наций⟧"),
    ("Организация Объединенных Наций", "Организации Договора о коллективной безопасности"),
    ("Организация Объединенных Наций", "между ⟦Организацией Объединенных Наций⟧ и"),
    ("Объединенные Нации", "⟦Объединенных Наций⟧ и ⟦Объединенными Нациями⟧"),
    ("государство-член", "⟦государства-члены⟧, ⟦государств — членов⟧, ⟦государствам-членам⟧"),
    ("государство-член", "государства и члены"),
    ("Совет Безопасности", "⟦Совета Безопасности⟧, Совета"),
    ("Совет Безопасности", "Совета, безопасности"),
    ("поддержание мира", "⟦поддержанию мира⟧ и ⟦поддержания мира⟧"),
    ("операция по поддержанию мира", "в ⟦операциях по поддержанию мира⟧"),
    ("миротворчество", "⟦миротворчества⟧; миротворческие силы"),
    ("безопасность", "⟦безопасности⟧; безопасный"),
    ("право", "⟦права⟧ человека; правительство"),
    ("Генеральная Ассамблея", "⟦Генеральной Ассамблеей⟧"),
    ("Генеральный секретарь", "⟦Генерального секретаря⟧; Генеральной Ассамблеи"),
    ("человек", "⟦люди⟧ и ⟦человека⟧; человечество"),
    ("развивающаяся страна", "⟦развивающихся стран⟧, ⟦развивающимся странам⟧"),
    ("изменение климата", "⟦изменением климата⟧"),
    ("ООН", "⟦ООН⟧"),
    ("ОДКБ", "с ⟦ОДКБ⟧ и одкб"),
    ("суд", "⟦суда⟧, судья"),
    ("передовая отраслевая практика", "⟦передовой отраслевой практикой⟧; практика отраслевая"),
    ("микрокредитование", "⟦микрокредитования⟧; кредитования"),
    ("ребёнок", "⟦дети⟧, ⟦детей⟧, ⟦ребенка⟧; детский"),
    ("мир", "⟦мира⟧, ⟦миром⟧; мирный"),
    (
        "Устав Организации Объединенных Наций",
        "⟦Уставом Организации Объединенных Наций⟧, Устав Организации",
    ),
    ("резолюция", "⟦резолюции\u0306⟧ и ⟦резолюциями⟧; революция"),
    ("верховенство права", "⟦верховенства права⟧; верховный"),
    (
        "неправительственная организация",
        "⟦неправительственных организаций⟧; правительственных организаций",
    ),
    (
        "Договор о нераспространении ядерного оружия",
        "⟦Договору о нераспространении ядерного оружия⟧, Договор о запрещении ядерного оружия",
    ),
    ("год", "⟦лет⟧ и ⟦года⟧; годный"),
    ("ядерное оружие", "⟦ядерным\u00a0оружием⟧; оружие ядерное"),
    ("Генеральный секретарь", "⟦ГЕНЕРАЛЬНЫЙ СЕКРЕТАРЬ⟧, к ⟦Генеральному секретарю⟧; секретариат"),
]

ARABIC = [
    (CSTO["ar"], "⟦منظمة معاهدة الأمن الجماعي⟧"),
    (CSTO["ar"], "و⟦منظمة معاهدة الأمن الجماعي⟧"),
    (CSTO["ar"], "ل⟦منظمة معاهدة الأمن الجماعي⟧"),
    (CSTO["ar"], "ب⟦منظمة معاهدة الأمن الجماعي⟧"),
    (CSTO["ar"], "ف⟦منظمة معاهدة الأمن الجماعي⟧"),
    (CSTO["ar"], "ول⟦منظمة معاهدة الأمن الجماعي⟧،"),
    (CSTO["ar"], "⟦مُنَظَّمَة مُعاهَدَة الأمْن الجَماعيّ⟧"),
    (CSTO["ar"], "⟦منظمـــة معاهدة الامن الجماعى⟧"),
    (CSTO["ar"], "وَ⟦مُنظمة معاهدة الأمن الجماعي⟧"),
    (CSTO["ar"], "⟦ﻣﻨﻈﻤﺔ ﻣﻌﺎﻫﺪﺓ ﺍﻷﻣﻦ ﺍﻟﺠﻤﺎﻋﻲ⟧"),
    (CSTO["ar"], "منظمة الأمم المتحدة"),
    (CSTO["ar"], "معاهدة الأمن الجماعي"),
    ("الأمم المتحدة", "⟦الأمم المتحدة⟧ و⟦الأمم المتحدة⟧"),
    ("الأمم المتحدة", "⟦للأمم المتحدة⟧ و⟦للأمم المتحدة⟧"),
    ("الأمم المتحدة", "ب⟦الأمم المتحدة⟧ وك⟦الأمم المتحدة⟧"),
    ("مجلس الأمن", "ل⟦مجلس الأمن⟧، المجلس"),
    ("الجمعية العامة", "⟦للجمعية العامة⟧؛ جمعية الأمم"),
    ("حفظ السلام", "ل⟦حفظ السلام⟧ وحفظ سلامة الأفراد"),
    ("دولة عضو", "⟦الدولة العضو⟧ و⟦دولة عضو⟧"),
    ("قرار", "⟦قراره⟧ و⟦قراراتها⟧ و⟦القرارات⟧ و⟦القرار⟧"),
    ("منظمة", "⟦منظمتها⟧ و⟦المنظمات⟧ و⟦منظمتان⟧ و⟦المنظمتين⟧"),
    ("وفد", "⟦وفد⟧ و⟦الوفد⟧، وفي"),
    ("اللغة", "⟦للغة⟧ و⟦اللغة⟧"),
    ("القانون الدولي", "ب⟦القانون الدولي⟧ الإنساني"),
    ("السلم والأمن", "⟦السلم والأمن⟧ و⟦للسلم والأمن⟧"),
    ("الأمين العام", "⟦الأمين العام⟧؛ الأمانة العامة"),
    ("عضو", "⟦عضوا⟧ و⟦العضو⟧؛ عضوية"),
    ("الإرهاب", "⟦الارهاب⟧ و⟦إرهاب⟧؛ الإرهابية"),
    ("أسلحة", "⟦أسلحتهم⟧؛ سلاح"),
    ("بلد نام", "⟦البلدان النامية⟧ و⟦بلدان نامية⟧ وبلدان غنية"),
    ("اتفاق دولي", "⟦الاتفاقات الدولية⟧ و⟦اتفاق دولي⟧؛ الدولة"),
    ("حفظ السلام", "حفظ السلامة"),
    ("منظمة غير حكومية", "⟦المنظمات غير الحكومية⟧ و⟦منظمة غير حكومية⟧؛ المنظمات الحكومية"),
    ("حقوق الإنسان", "⟦حقوق الإنسان⟧ و⟦حقوق الانسان⟧ ول⟦حقوق الإنسان⟧؛ حق الناس"),
    ("مجلس الأمن", "⟦ﻣﺠﻠﺲ ﺍﻷﻣﻦ⟧؛ مجلس الأمناء"),
    ("أمين عام", "⟦الأمين العام⟧ ول⟦أمين عام⟧؛ أمانة عامة"),
    ("تنمية مستدامة", "⟦التنمية المستدامة⟧ و⟦للتنمية المستدامة⟧؛ التنمية"),
    ("لجنة", "⟦لجنتها⟧ و⟦للجنة⟧ و⟦اللجنتين⟧؛ لجوء"),
    ("دولة طرف", "⟦الدولة الطرف⟧ و⟦دولة طرف⟧؛ الدول"),
    ("مقرر خاص", "⟦المقرر الخاص⟧ و⟦المقررين الخاصين⟧؛ المقر الخاص"),
    ("ميثاق الأمم المتحدة", "⟦مِيثَاق الأُمَم المُتَّحِدَة⟧ و⟦ميثـاق الأمم المتحدة⟧"),
]

CHINESE = [
    (CSTO["zh"], "⟦集体安全条约组织⟧与联合国合作"),
    (CSTO["zh"], "与⟦集体安全条约组织⟧的合作"),
    (CSTO["zh"], "⟦集体 安全条约 组织⟧"),
    (CSTO["zh"], "“⟦集体安全条约”组织⟧"),
    (CSTO["zh"], "集体安全条约、组织"),
    (CSTO["zh"], "北大西洋公约组织"),
    ("联合国", "集体安全条约组织与⟦联合国⟧合作"),
    ("联合国", "《⟦联合国⟧宪章》"),
    ("联合国宪章", "《⟦联合国宪章⟧》"),
    ("安全理事会", "⟦安全理事会⟧成员，理事会"),
    ("安理会", "⟦安理会⟧第1631号决议"),
    ("大会", "⟦大会⟧第六十九届会议"),
    ("维持和平", "⟦维持和平⟧行动"),
    ("维持和平行动", "联合国⟦维持和平行动⟧部"),
    ("会员国", "各⟦会员国⟧、成员国"),
    ("秘书长", "请⟦秘书长⟧提出报告"),
    ("政府间组织", "各⟦政府间组织⟧"),
    ("气候变化", "⟦气候 变化⟧"),
    ("2030年议程", "《⟦2030年议程⟧》"),
    ("2030年议程", "⟦２０３０年议程⟧"),
    ("2030年议程", "12030年议程"),
    ("UNDP", "由⟦UNDP⟧负责"),
    ("UNDP", "由⟦ＵＮＤＰ⟧负责，undp"),
    ("集安组织", "⟦集安组织⟧成员国"),
    ("非政府组织", "⟦非政府组织⟧和政府组织"),
    ("法治", "国内和国际⟦法治⟧"),
    ("人权", "⟦人权⟧高级专员"),
    ("反恐", "⟦反恐⟧怖主义、⟦反恐⟧行动"),
    ("联合国", "⟦联 合\u3000国⟧与联合王国"),
    ("大会", "大 型会议；⟦大会⟧"),
    ("和平与安全", "维护国际⟦和平与安全⟧；和平、安全"),
    ("可持续发展目标", "⟦可持续发展目标⟧和可持续发展"),
    ("3C决议", "⟦３Ｃ决议⟧；13C决议"),
    ("北约", "⟦北约⟧成员"),
    ("妇女赋权", "⟦妇女赋权⟧；赋权妇女"),
    ("政府", "各国⟦政府⟧；政 ，府"),
    ("人權", "⟦人權⟧；人权"),
    ("会员国", "各⟦会\u200b员国⟧；会员"),
    ("《公约》", "《⟦公约⟧》缔约方；公平约定"),
]

GOLDEN = {
    "fr": FRENCH,
    "en": ENGLISH,
    "es": SPANISH,
    "ru": RUSSIAN,
    "ar": ARABIC,
    "zh": CHINESE,
}
CASES = [(lang, form, marked) for lang, rows in GOLDEN.items() for form, marked in rows]


def unmark(marked: str) -> tuple[str, list[tuple[int, int]]]:
    spans = [
        (found.start() - 2 * count, found.end() - 2 * count - 2)
        for count, found in enumerate(re.finditer("⟦[^⟧]*⟧", marked))
    ]
    return re.sub("[⟦⟧]", "", marked), spans


def spans(form: str, text: str, lang: str) -> list[tuple[int, int]]:
    return [(match.start, match.stop) for match in FormIndex([form], lang=lang).find(text)]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_there_are_enough_golden_forms(lang: str) -> None:
    assert sum(marked.count("⟦") for _, marked in GOLDEN[lang]) >= 25


@pytest.mark.parametrize(("lang", "form", "marked"), CASES)
def test_golden_forms(lang: str, form: str, marked: str) -> None:
    text, expected = unmark(marked)
    found = spans(form, text, lang)
    assert [text[slice(*span)] for span in found] == [text[slice(*span)] for span in expected]
    assert found == expected


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("normal_form", ["NFC", "NFD", "NFKC", "NFKD"])
def test_unicode_normal_forms_make_no_difference(lang: str, normal_form: str) -> None:
    text = unicodedata.normalize(normal_form, f"x {CSTO[lang]}.")
    assert spans(CSTO[lang], text, lang) == [(2, len(text) - 1)]
    form = unicodedata.normalize(normal_form, CSTO[lang])
    assert spans(form, f"x {CSTO[lang]}.", lang) == [(2, 2 + len(CSTO[lang]))]


@pytest.mark.parametrize(
    ("lang", "forms", "marked"),
    [
        ("fr", ["Nations Unies", "Charte des Nations Unies"], "⟦Charte des Nations Unies⟧"),
        ("en", ["United Nations", "United Nations Charter"], "⟦United Nations Charter⟧"),
        (
            "es",
            ["Naciones Unidas", "Carta de las Naciones Unidas"],
            "⟦Carta de las Naciones Unidas⟧",
        ),
        ("ru", ["право", "право человека"], "⟦права человека⟧"),
        ("ar", ["الأمم المتحدة", "ميثاق الأمم المتحدة"], "⟦ميثاق الأمم المتحدة⟧"),
        ("zh", ["联合国", "联合国宪章"], "⟦联合国宪章⟧"),
    ],
)
def test_the_longest_form_wins_and_a_span_is_used_once(
    lang: str, forms: list[str], marked: str
) -> None:
    text, expected = unmark(marked)
    assert FormIndex(forms, lang=lang).find(text) == [Match(*expected[0], forms=(1,))]
    assert FormIndex(forms, lang=lang).find(text, among={0})[0].forms == (0,)


def test_equal_forms_are_all_named_the_first_first() -> None:
    index = FormIndex(["ONU", "organisation", "Organisations"], lang="fr")
    assert index.find("une organisation") == [Match(4, 16, forms=(1,))]
    assert FormIndex(["paix", "Paix"], lang="fr").find("la paix") == [Match(3, 7, forms=(0, 1))]


@pytest.mark.parametrize(
    "form", ["C++", "a.b", "(x)", "[a-z]", "\\d", "^", "$", "*", "?", "|", "+"]
)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_signs_of_regular_expressions_mean_themselves(lang: str, form: str) -> None:
    assert spans(form, f"voir {form} ici", lang) == [(5, 5 + len(form))]
    assert spans(form, "voir abc 5 ici", lang) == []


@pytest.mark.parametrize(
    ("lang", "form", "marked"),
    [
        ("fr", "y", "⟦y⟧ oxyde"),
        ("en", "a", "⟦a⟧ man"),
        ("es", "y", "⟦y⟧ yo"),
        ("ru", "и", "мир ⟦и⟧ мир"),
        ("ar", "و", "⟦و⟧ واحد"),
        ("zh", "国", "联合⟦国⟧"),
    ],
)
def test_terms_of_one_letter(lang: str, form: str, marked: str) -> None:
    text, expected = unmark(marked)
    assert spans(form, text, lang) == expected


@pytest.mark.parametrize("lang", LANGUAGES)
def test_forms_without_anything_to_find_are_harmless(lang: str) -> None:
    index = FormIndex(["", " ", "«»", "-"], lang=lang)
    assert index.find("« rien » - 1") == []


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("OTSC", True),
        ("ОДКБ", True),
        ("UNESCO", True),
        ("Onu", False),
        ("A", False),
        ("MAINTIEN", False),
        ("VIH/SIDA", False),
        ("安理会", False),
        ("مجلس", False),
    ],
)
def test_acronyms(form: str, *, expected: bool) -> None:
    assert is_acronym(form) is expected


@pytest.mark.parametrize("lang", LANGUAGES)
@given(
    text=st.text(
        alphabet=st.sampled_from("aéъя и,-’'《》联合国 منظمةالو\u064b\u200f1ﻻ\u0301É"), max_size=40
    )
)
def test_tokens_stand_in_order_within_the_text(lang: str, text: str) -> None:
    stop = 0
    for token in tokenize(text, lang=lang):
        assert 0 <= token.start < token.stop <= len(text)
        assert token.start >= stop or token.stop == stop
        assert all(0 <= clitic.cut < token.stop - token.start for clitic in token.clitics)
        stop = token.stop


@given(st.data())
def test_matches_agree_with_a_slow_oracle_and_never_overlap(data: st.DataObject) -> None:
    """Over words without inflection the matches are those of a plain search by length."""
    words = st.lists(st.sampled_from(["17", "23", "42"]), min_size=1, max_size=3)
    forms = [" ".join(each) for each in data.draw(st.lists(words, min_size=1, max_size=5))]
    text = data.draw(st.lists(st.sampled_from(["17", "23", "42", "99", ","]), max_size=12))
    found = FormIndex(forms, lang="en").find(" ".join(text))
    assert [(match.start, match.stop) for match in found] == plain_search(forms, text)


def plain_search(forms: list[str], text: list[str]) -> list[tuple[int, int]]:
    starts = [len(" ".join([*text[:position], ""])) for position in range(len(text))]
    lengths = sorted({len(form.split()) for form in forms}, reverse=True)
    free = [True] * len(text)
    found = []
    for length in lengths:
        for first in range(len(text) - length + 1):
            words = text[first : first + length]
            if all(free[first : first + length]) and " ".join(words) in forms:
                free[first : first + length] = [False] * length
                found.append((starts[first], starts[first] + len(" ".join(words))))
    return sorted(found)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_form_is_found_in_itself(lang: str) -> None:
    assert form_words(CSTO[lang], lang=lang)
    assert spans(CSTO[lang], CSTO[lang], lang) == [(0, len(CSTO[lang]))]
