"""Where a stop ends no sentence, as data: abbreviations and small words of the six languages.

    ABBREVIATIONS["fr"].stops["p. ex"]     Use.INSIDE
    ABBREVIATIONS["ru"].stops["и т. д"]    Use.LAST

An abbreviation is held in small letters without its last stop; one of several words has single
spaces. Words that every version quotes in Latin letters (Add., Rev., vol., ibid.) are in all six
tables. How the tables are used is told in `corpora.sentences`.

Why four uses and not one list: "etc." before a capital closes a sentence, "M." never does,
"2014 г." may, and "art" with a stop is an abbreviation before a number and a word elsewhere.

Why openers: behind "U.S." or "2014 г." only the next word can tell. The lists hold words that
begin sentences and no names; a language without capitals needs them as much.
"""

from dataclasses import dataclass
from enum import Enum


class Use(Enum):
    """How an abbreviation stands in its sentence."""

    INSIDE = "inside"  # something always follows: M., cf., т.е.
    NUMBERED = "numbered"  # a number or letter follows, or it is none: art. 5, p. 12, vol. II
    EITHER = "either"  # ends a sentence where an opener follows: U.S., г., руб.
    LAST = "last"  # ends one where the next word may begin one: etc., и т.д.


@dataclass(frozen=True, slots=True, kw_only=True)
class Abbreviations:
    """What one language has; `stops` is keyed by the text before the last stop."""

    stops: dict[str, Use]
    openers: frozenset[str]  # words in small letters that begin a sentence behind EITHER
    lettered: frozenset[str]  # words whose letter is no initial: annex B., groupe C.
    vowels: str  # a word in small letters without one is an abbreviation; empty: not told so
    clitics: str  # letters that are written onto the word behind them
    continuers: tuple[str, ...]  # what goes on with the sentence right behind a closing quote


def _split(text: str) -> list[str]:
    return [part for line in text.splitlines() for part in line.split(", ") if part]


def _abbreviations(
    *,
    inside: str,
    numbered: str,
    either: str,
    last: str,
    openers: str = "",
    lettered: str = "",
    vowels: str = "",
    clitics: str = "",
    continuers: str = "",
) -> Abbreviations:
    """Return a table from lists parted by a comma and a space; INSIDE wins over the others."""
    lists = {
        Use.NUMBERED: f"{_NUMBERED}\n{numbered}",
        Use.EITHER: f"{_EITHER}\n{either}",
        Use.LAST: f"{_LAST}\n{last}",
        Use.INSIDE: f"{_INSIDE}\n{inside}",
    }
    return Abbreviations(
        stops={entry: use for use, entries in lists.items() for entry in _split(entries)},
        openers=frozenset(openers.split()),
        lettered=frozenset(lettered.split()),
        vowels=vowels,
        clitics=clitics,
        continuers=tuple(continuers.split()),
    )


_INSIDE = "cf, e.g, i.e, mr, mrs, ms, dr, prof, st, vs, v, viz, op, loc"
_NUMBERED = """\
no, nos, art, para, paras, vol, vols, fig, chap, sect, p, pp, add, rev, corr, amend, sub, conf
wp, ser, suppl, doc, res, dec, gov, inf, misc, sr, pv, nc, nr, tel, fax"""
_EITHER = "ph.d, p.m, a.m, ltd, inc, corp, co, ed, eds, jr, sq"
_LAST = "etc, et al, cit, ibid, id"

FRENCH = _abbreviations(
    inside="""\
m, mm, mme, mmes, mlle, mgr, me, ste, p. ex, par ex, ex, c.-à-d, c. à d, resp, av, bd, gén, col
lieut, s. e, ch, ph, th""",
    numbered="""\
par, al, alin, chapitre, t, tabl, déc, rés, n, num, pt, ann, append, tél, liv, tit, janv, févr
avr, juil, sept, oct, nov, déc, éd""",
    either="env, max, min, cie, coll, trad, j.-c, hab, apr, moy, sté, dép, dir, s.a.r.l",
    last="suiv, ss",
    openers="""le la les l' un une des ce cet cette ces il elle ils elles on nous vous je en au aux
à a dans sur pour par avec sans selon depuis lors après avant comme si quand tout toute tous
toutes plusieurs certains chaque aucun aucune de d' du mais or ainsi donc cependant toutefois
néanmoins enfin ensuite outre afin c' qu' s' j' n' y""",
    lettered="""annexe appendice section partie groupe plan plans point option tableau figure
catégorie classe chapitre lettre titre hépatite zone phase bloc lot volet colonne article""",
    vowels="aeiouyàâäéèêëîïôöùûüœæ",
)

ENGLISH = _abbreviations(
    inside="""\
messrs, hon, gen, col, maj, capt, lt, sgt, adm, amb, rep, sen, gov, pres, rt, rev, mt, ft, approx
incl, excl, esp, supt, mss, fr, sr""",
    numbered="""\
pt, sec, secs, ch, chs, arts, figs, subpara, subparas, ann, app, ref, col, jan, feb, mar, apr, jun
jul, aug, sep, sept, oct, nov, dec, supp""",
    either="dept, est, assn, bros, univ, comm, govt, natl, intl, max, min, blvd, ave",
    last="seq",
    openers="""the this that these those it its he she they we you in on at for from with without
as if when while where what who why how there here however moreover furthermore therefore
nevertheless consequently such some many most all each both no any an a his her their our my also
but and or yet so since after before during under by to of during upon although because once
another other several according despite""",
    lettered="""annex appendix section part group plan option table figure category class schedule
chapter exhibit item box block hepatitis vitamin phase zone column scenario article""",
    vowels="aeiouy",
)

SPANISH = _abbreviations(
    inside="""\
sra, sres, sras, srta, srtas, d, dña, dra, dres, profa, excmo, excma, excmos, ilmo, ilma
sto, sta, sto, gral, cnel, cte, tte, lic, ing, arq, p. ej, ej, vid, v. gr, p, av, avda, a, e.e, ee
mons, hno, hnos, fr, sr, s. e""",
    numbered="""\
núm, núms, num, n, arts, párr, párrs, parr, párr, pág, págs, pag, pags, cap, caps, apdo, apdos, t
tít, secc, secs, ref, tel, tfno, ap, fasc, lám, ene, feb, mar, abr, jun, jul, ago
sept, oct, nov, dic, docs, resol""",
    either="""\
ee. uu, ee.uu, a. c, d. c, a.c, d.c, ud, uds, vd, vds, aprox, máx, mín, depto, dpto, cía, admón
s.a, s. a, s. l, ff. aa, rr. hh, hab, trad, coord""",
    last="ss, sigs",
    openers="""el la los las lo un una unos unas este esta estos estas ese esa esos esas esto eso
aquel él ella ellos ellas se en al a de del con sin por para según desde hasta durante ante tras
sobre entre como si cuando donde quien qué que cómo todo toda todos todas cada algunos algunas
muchos otro otra otros no ni y e o pero sin además también así asimismo por finalmente luego
entonces nosotros yo su sus es son hay""",
    lettered="""anexo apéndice sección parte grupo plan opción cuadro figura categoría clase
capítulo letra título tema punto apartado hepatitis zona fase columna artículo""",
    vowels="aeiouyáéíóúü",
)

RUSSIAN = _abbreviations(
    inside="""\
т.е, т. е, т, т.н, т. н, т.к, т. к, см, ср, напр, гр, г-н, г-жа, проф, акад, доц, ген, полк, д-р
под ред, св, дж, пос, дер, ул, пл, пр, просп, пер, д, кв, корп, обл, р-н, нач, зам, зав, пред, чл
ок, соотв, в т.ч, в т. ч, т.ч, т. ч, букв, исх, вх""",
    numbered="""\
ст, стст, п, пп, подп, подпп, ч, чч, гл, разд, стр, с, сс, рис, табл, прил, т, тт, вып, док, рез
абз, кн, илл, прим, янв, февр, фев, апр, авг, сент, окт, нояб, ноя, дек, тел""",
    either="""\
г, гг, в, вв, н. э, н.э, до н. э, до н.э, руб, коп, тыс, млн, млрд, трлн, долл, чел, экз, шт, кг, км
м, га, мин, сек, ч, л, им, кв. м, куб. м, ред, изд, ун-т, ин-т, р, рр, л. д, мес, макс, проц""",
    last="""\
и т. д, и т.д, т. д, т.д, и т. п, и т.п, т. п, т.п, и др, др, и пр, и сл, и след, и мн. др""",
    openers="""это этот эта эти этого он она оно они мы я вы в во на по при за из от до для с со к
ко о об у под над без после перед между через кроме однако также так как когда если хотя чтобы
поэтому затем тем там здесь все всё всех каждый каждая некоторые многие другие ряд его ее её их
наш но а и или не ни что кто где почему согласно несмотря помимо наряду вместе таким""",
    lettered="""приложение приложения приложении раздел раздела разделе часть части группа группы
план вариант таблица рисунок категория категории класс глава пункт подпункт гепатит зона""",
    vowels="аеёиоуыэюяaeiouy",
)

ARABIC = _abbreviations(
    inside="""\
د, أ, أ.د, أ. د, د.أ""",
    numbered="""\
ص, ص ص, ص.ص, صص, ج, مج, ع, ط, ف, ق, ش, س, ت, فق""",
    either="""\
م, هـ, ه, هـ.ق, ق. م, ق.م, ق. ه, ق. هـ, ب. م, ش. م. م, ش.م.م, ش. م, ذ.م.م, كم, كغ, سم, ملم
ا, ب, ث, ح, خ, ذ, ر, ز, ض, ظ, غ, ك, ل, ن, و, ي""",
    last="إلخ, الخ, وإلخ, ا.هـ, ا هـ, اهـ",
    openers="""وقد وفي وقال وقالت وكان وكانت كما ثم وعلاوة وأضاف وأضافت وبالإضافة وإذ وإن وأن
ومن وعلى وإلى ومع وهو وهي وهذا وهذه وذلك وتلك ولكن غير ولا ولم ولن وسوف وبعد وقبل وعند وعندما
ولذلك ولهذا وأشار وأشارت وأكد وأكدت وذكر وذكرت وأعرب وأعربت ويجب وينبغي وتم ويتعين فقد هذا
هذه إن أن لقد كذلك وكذلك وأخيرا وفضلا فضلا ومما وبناء وعليه ووفقا وطبقا وتجدر""",
    lettered="""المرفق مرفق التذييل الجزء الباب القسم الفرع المجموعة الخيار الجدول الشكل الفئة
الفصل البند المرحلة العمود""",
    clitics="و",
)

CHINESE = _abbreviations(
    inside="",
    numbered="",
    either="",
    last="",
    continuers="的 等 一词 一语 一句 一文 一书 这一 这种 和 或 及 以及 之 者 是",
)

ABBREVIATIONS = {
    "fr": FRENCH,
    "en": ENGLISH,
    "es": SPANISH,
    "ru": RUSSIAN,
    "ar": ARABIC,
    "zh": CHINESE,
}
"""The table of each language of `corpora.schema.LANGUAGES`, in that order."""
