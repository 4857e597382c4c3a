"""The properties of our own memories that say something of a unit, by their names in TMX.

`tm.tmx` writes them, `corpora.parallel.tmx` understands them.
"""

DOCUMENT, LABEL, DATE, PROBABILITY = "x-document", "x-label", "x-date", "x-probability"
