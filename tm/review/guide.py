"""What a reviewer reads on the second sheet, in French and English, and the scale of colours.

    LINES        (Line("La feuille « review » …", "The sheet “review” …"), …)
    shade(0.63)  Shade(0.5, "F9C98B", "à vérifier", "check")

Text and colours only; `tm.review.workbook` sets them.

Why one hue from white to dark orange: lightness falls with the probability, so that the order is
seen by the colour-blind and in a black and white print; black text keeps a contrast of at least
7:1 on the darkest (WCAG 2.2, 1.4.6). The figure stands in a column beside it all the same.
"""

from typing import NamedTuple


class Shade(NamedTuple):
    """A step of the scale: from which probability on, the background, and what to do."""

    least: float
    colour: str  # RGB in hexadecimal digits
    french: str
    english: str


class Line(NamedTuple):
    """One rule in both languages."""

    french: str
    english: str


SHADES = (
    Shade(0.99, "FFFFFF", "sûr", "sure"),
    Shade(0.9, "FFF6D6", "presque sûr", "nearly sure"),
    Shade(0.7, "FFE3A1", "à survoler", "glance at"),
    Shade(0.5, "F9C98B", "à vérifier", "check"),
    Shade(0.0, "EFA26E", "probablement faux", "probably wrong"),
)
"""The scale, the surest first."""

TITLE = ("Comment réviser", "How to review")

LINES = (
    Line(
        "La feuille « review » montre une unité par ligne : ce qui dit la même chose dans chaque "
        "langue. Dans une cellule, chaque ligne est un paragraphe du document.",
        "The sheet “review” shows one unit a row: what says the same thing in each language. "
        "Inside a cell, each line is one paragraph of the document.",
    ),
    Line(
        "GARDER : l'unité est juste. Choisir « keep » dans la colonne status.",
        "KEEP: the unit is right. Choose “keep” in the column status.",
    ),
    Line(
        "REJETER : ces textes ne se correspondent pas. Choisir « reject » ; l'unité n'entre dans "
        "aucune mémoire, le texte reste dans le document.",
        "REJECT: these texts do not correspond. Choose “reject”; the unit goes into no memory, "
        "the text stays in the document.",
    ),
    Line(
        "FUSIONNER : écrire le même nombre dans la colonne merge de lignes voisines (1 et 1, puis "
        "2 et 2 plus bas) ; elles deviennent une unité.",
        "MERGE: write the same number in the column merge of neighbouring rows (1 and 1, then "
        "2 and 2 further down); they become one unit.",
    ),
    Line(
        "DÉPLACER : couper du texte dans une cellule et le coller dans la même colonne, au début "
        "ou à la fin de la ligne voisine. L'ordre du texte dans la colonne ne change pas.",
        "MOVE: cut text from a cell and paste it in the same column, at the start or the end of "
        "the neighbouring row. The order of the text down the column stays.",
    ),
    Line(
        "SCINDER : insérer une ligne au-dessous et y déplacer, dans chaque langue, la fin du "
        "texte ; on peut couper au milieu d'un paragraphe. Ne pas remplir unit.",
        "SPLIT: insert a row below and move the end of the text there, in each language; you may "
        "cut in the middle of a paragraph. Leave unit empty.",
    ),
    Line(
        "CORRIGER une faute du texte : corriger la cellule et choisir « fixed ». Sans « fixed », "
        "un texte qui n'est pas celui du document est refusé : rien ne change par mégarde.",
        "FIX a mistake in the text: correct the cell and choose “fixed”. Without “fixed”, text "
        "that is not the document's is refused: nothing changes by accident.",
    ),
    Line(
        "Ne pas supprimer de ligne ni de texte, ne pas modifier unit ; masquer, filtrer, élargir "
        "et colorer sont permis. Les différences d'espaces ne comptent pas.",
        "Delete no row and no text, do not change unit; hiding, filtering, widening and colouring "
        "are fine. Differences in spaces do not count.",
    ),
    Line(
        "Une ligne sans status et sans changement n'est pas révisée : elle reste comme elle est.",
        "A row without status and without change is not reviewed: it stays as it is.",
    ),
    Line(
        "La colonne comment est à vous ; elle est gardée avec la décision de sa ligne.",
        "The column comment is yours; it is kept with the decision on its row.",
    ),
)
"""What may be done, French and English."""

LEGEND = ("Couleur : probabilité de la cellule", "Colour: probability of the cell")

REVIEWED = "reviewed"
"""In the column of doubts: a reviewer has decided on the unit already."""


def shade(probability: float) -> Shade:
    """Return the step of the scale on which a probability, 0..1, stands."""
    return next(each for each in SHADES if probability >= each.least)
