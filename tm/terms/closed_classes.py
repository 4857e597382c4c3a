"""Closed classes of French words, by which terms are told from what stands around them.

    DETERMINERS     frozenset({"le", "la", …})

They are words as written, in small letters, unlike `tm.terms.function_words`, which has lemmas.
"""

_WORDS = {
    "determiners": "le la les l' un une des du au aux ce cet cette ces son sa ses leur leurs notre "
    "nos chaque aucun aucune quel quelle tout toute d'",
    "articles": "le la les l' un une ces cette cet son sa ses leur leurs que qu'",
    "subjects": "il ils elle elles qui se s' ne n' nous vous on ont a sont est être y",
    "governors": "par à au aux en dans le la les l' sur pour depuis avec de du d' des",
    "parting": "présent présente présents présentes même mêmes autre autres tel telle tels telles "
    "divers diverse diverses différent différents différentes certain certaine certains "
    "certaines plusieurs nombreux nombreuses chaque aucun aucune premier première premiers "
    "premières deuxième second seconde troisième quatrième cinquième sixième septième "
    "huitième neuvième dixième dernier dernière derniers dernières prochain prochaine "
    "suivant suivante suivants suivantes précédent précédente précédents précédentes ledit "
    "ladite lesdits lesdites dudit susmentionné susmentionnée susmentionnés susmentionnées "
    "susvisé seul seule seuls deux trois quatre cinq six sept huit neuf dix onze douze "
    "vingt trente cent cents mille million millions milliard milliards janvier février mars "
    "avril mai juin juillet août septembre octobre novembre décembre dont plus moins très "
    "bien mieux aussi encore également notamment ainsi afin lors toutefois cependant déjà "
    "selon lorsque lorsqu puisque puisqu quand car donc mais ni sinon ici là peu trop assez "
    "tant autant après avant depuis pendant durant malgré outre hors parmi sauf voire soit "
    "celui celle ceux celles cela ceci rien quelque quelques lequel laquelle lesquels "
    "lesquelles duquel auquel auxquels auxquelles desquels desquelles auprès compris "
    "comprise inclus etc ha ont sera seront était étaient soient peut peuvent doit doivent "
    "devrait devraient pourrait pourraient fait font faire étant ayant beaucoup jamais "
    "toujours souvent environ ci dessus dessous ailleurs jusqu jusque quant mme mm no ii "
    "iii iv vi vii viii ix xi xii xiii xiv xv faveur vertu face considéré considérée",
    "hollow": "cours cadre fin vue cas nombre ensemble égard titre base occasion suite lieu sein "
    "raison faveur compte matière date période année années an ans mois jour jours fois "
    "exemple ligne point points page pages paragraphe paragraphes alinéa alinéas article "
    "articles chapitre section tableau figure document documents additif note notes total "
    "montant montants manière façon sorte type types plupart majorité part série fait "
    "nécessité importance besoin objet sujet propos moment début milieu partir travers côté "
    "abord rapport rapports résolution résolutions décision décisions lettre lettres "
    "question questions mesure mesures intérêt appui application vertu effet conformité "
    "conséquence lumière place heures heure semaine semaines séance séances annexe volume "
    "numéro version présence absence regard vigueur attente esprit dollar dollars "
    "pourcentage possibilité difficulté difficultés connaissance",
}

_SETS = {name: frozenset(words.split()) for name, words in _WORDS.items()}

DETERMINERS = _SETS["determiners"]
"""What stands before a noun."""

ARTICLES = _SETS["articles"]
"""What stands behind a verb, before its object."""

SUBJECTS = _SETS["subjects"]
"""What stands before a verb."""

GOVERNORS = _SETS["governors"]
"""What stands behind a participle that is a verb (« adoptée par »)."""

PARTING = _SETS["parting"]
"""Words that part two terms: ordinals, numbers, months, adverbs, auxiliaries."""

HOLLOW = _SETS["hollow"]
"""Nouns that make locutions and references (« au cours de », « paragraphe »)."""
