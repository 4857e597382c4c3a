"""Payloads of the dashboard for the tests: from the tables of a build, and made up.

    payload = of_build(sample.folder)
    payload = synthetic(terms=300, units=5000)

The shape is what `tm.dashboard.page` is given; these builders are slow and plain on purpose.
"""

from collections import Counter
from pathlib import Path
from typing import Any

import polars as pl

from corpora.schema import BEADS, LANGUAGES, OTHERS
from tm.quality import by_language
from tm.terms.spread import dominant_share, entropy, hhi, ltcr, normalised_entropy
from tm.terms.termbase import bundled

Payload = dict[str, Any]

HOSTILE = 'Décide <script>alert(1)</script> de « l\'"État" » & </script><!-- <b>gras</b> \u2028 𐍈'
"""A clause that tries to be markup, with quotes, a line end of JavaScript and a wide character."""

_RENDERED = {
    "en": ("collective security", "joint security"),
    "es": ("seguridad colectiva", "seguridad común"),
    "ru": ("коллективная безопасность", "общая безопасность"),
    "ar": ("الأمن الجماعي", "الأمن المشترك"),
    "zh": ("集体安全", "共同安全"),
}


def of_build(folder: Path, *, serve: bool = False) -> Payload:
    """Return the payload of a build on disk."""
    units = pl.read_parquet(folder / "units.parquet")
    documents = pl.read_parquet(folder / "documents.parquet")
    consistency = pl.read_parquet(folder / "terms/consistency.parquet")
    concepts = consistency.select("concept", "fr").unique(maintain_order=True)
    payload = empty(name="sample", serve=serve)
    payload["documents"] = _documents(documents)
    payload["units"] = _units(units, documents["doc"].to_list())
    payload["concepts"] = concepts.to_dicts()
    payload["consistency"] = _rows(consistency)
    for name in ("figures", "drift", "agreement"):
        payload[name] = _rows(pl.read_parquet(folder / f"terms/{name}.parquet"))
    renderings = pl.read_parquet(folder / "terms/renderings.parquet")
    terms = bundled().cast({"lang": pl.String}).iter_rows()
    _add_renderings(payload, renderings.to_dicts(), {tuple(row[:3]): row[3] for row in terms})
    payload["repeats"] = pl.read_parquet(folder / "repeats.parquet").drop("signature").to_dicts()
    _add_alignment(payload, pl.read_parquet(folder / "beads.parquet"))
    _count(payload)
    return payload


def empty(*, name: str = "empty", serve: bool = False) -> Payload:
    """Return the payload of a build that holds nothing."""
    build = {
        "name": name,
        "hexapla": "0.1.0",
        "schema": 1,
        "serve": serve,
        "signature": None,
        "languages": list(LANGUAGES),
        "counts": {},
        "absent": [],
        "summarised": False,
        "shown_units": 0,
        "left_out": {},
        "waiting": 0,
    }
    columns = "concept unit occurrence fr_start fr_stop lang start stop form method kind"
    payload: Payload = {"build": build}
    for table in [
        "documents",
        "concepts",
        "figures",
        "consistency",
        "forms",
        "units",
        "drift",
        "agreement",
    ]:
        payload[table] = []
    payload |= {"co_switching": [], "repeats": []}
    payload["renderings"] = {
        name: [] for name in [*columns.split(), "probability", "verdict", "counted"]
    }
    payload["alignment"] = {
        name: [] for name in ("languages", "documents", "kinds", "probabilities", "worst")
    }
    payload["reliability"] = {"source": None, "bins": [], "ece": {}}
    payload["memory"] = {"languages": [], "duplicates": 0, "repeated": 0}
    _count(payload)
    return payload


def without_terms(payload: Payload) -> Payload:
    """Return a payload as of a build in which no term occurs."""
    bare = empty(name="no terms")
    kept = ("documents", "units", "alignment", "memory")
    bare |= {name: payload[name] for name in kept}
    _count(bare)
    return bare


def _count(payload: Payload) -> None:
    """Fill in what the build says of itself."""
    units, documents = payload["units"], payload["documents"]
    rendered = len(payload["renderings"]["concept"])
    payload["build"]["counts"] = {
        "documents": len(documents),
        "units": len(units),
        "clauses": {lang: len(units) for lang in payload["build"]["languages"]},
        "terms": len(payload["concepts"]),
        "renderings": rendered,
    }
    payload["build"]["shown_units"] = len(units)
    there = {
        "terms": payload["concepts"],
        "dates": any(each["date"] for each in documents),
        "sessions": any(each["session"] for each in documents),
        "verdicts": any(payload["renderings"]["verdict"]),
        "repeats": payload["repeats"],
        "review": payload["reliability"]["source"],
    }
    payload["build"]["absent"] = [name for name, found in there.items() if not found]


def _rows(table: pl.DataFrame) -> list[dict[str, Any]]:
    return table.drop("signature").to_dicts()


def _documents(documents: pl.DataFrame) -> list[dict[str, Any]]:
    return documents.with_columns(pl.col("date").cast(pl.String)).to_dicts()


def _units(units: pl.DataFrame, docs: list[str]) -> list[dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for row in units.cast({"lang": pl.String}).to_dicts():
        entry = {"tuid": row["tuid"], "doc": docs.index(row["doc"]), "label": row["label"]}
        unit = found.setdefault(row["tuid"], {**entry, "texts": {}, "probability": {}})
        unit["texts"][row["lang"]] = row["text"]
        if row["lang"] != "fr":
            unit["probability"][row["lang"]] = row["probability"]
    return list(found.values())


def _add_renderings(
    payload: Payload, rows: list[dict[str, Any]], statuses: dict[tuple[str, ...], str]
) -> None:
    """Add renderings as columns, and the forms that they are in."""
    concepts = {each["concept"]: i for i, each in enumerate(payload["concepts"])}
    units = {each["tuid"]: i for i, each in enumerate(payload["units"])}
    counted = Counter((r["concept"], r["lang"], r["form"]) for r in rows if r["form"])
    order = {key: i for i, key in enumerate(sorted(counted))}
    payload["forms"] = [
        {"concept": concepts[key[0]], "lang": key[1], "form": key[2], "count": counted[key]}
        | {"status": statuses.get(key)}
        for key in order
    ]
    seen: Counter[tuple[str, ...]] = Counter()
    columns = payload["renderings"]
    for row in rows:
        seen[row["concept"], row["tuid"], row["lang"]] += 1
        values = row | {
            "concept": concepts[row["concept"]],
            "unit": units[row["tuid"]],
            "occurrence": seen[row["concept"], row["tuid"], row["lang"]],
            "form": order.get((row["concept"], row["lang"], row["form"])),
            "counted": row["verdict"],
        }
        for name, column in columns.items():
            column.append(values[name])


def _add_alignment(payload: Payload, beads: pl.DataFrame) -> None:
    rows = beads.with_columns(
        kind=pl.format("{}-{}", pl.col.fr_stop - pl.col.fr_start, pl.col.stop - pl.col.start)
    ).cast({"lang": pl.String})
    alignment = payload["alignment"]
    alignment["languages"] = by_language(beads).cast({"lang": pl.String}).to_dicts()
    counted = Counter(rows.select("lang", "kind").iter_rows())
    alignment["kinds"] = [
        {"lang": lang, "kind": kind, "count": count}
        for (lang, kind), count in sorted(counted.items())
    ]
    tenths = Counter((r["lang"], min(9, int(r["probability"] * 10))) for r in rows.to_dicts())
    alignment["probabilities"] = [
        {"lang": lang, "low": i / 10, "high": (i + 1) / 10, "count": count}
        for (lang, i), count in sorted(tenths.items())
    ]
    alignment["documents"] = [
        {"doc": i, "lang": row["lang"], "covered": row["covered"]}
        | {"probability": row["probability"]}
        for i in range(len(payload["documents"]))
        for row in alignment["languages"]
    ]
    order = sorted(
        range(len(payload["units"])),
        key=lambda i: min(payload["units"][i]["probability"].values(), default=1),
    )
    alignment["worst"] = order[:20]
    _add_memory(payload)


def _add_memory(payload: Payload) -> None:
    texts = {lang: [u["texts"].get(lang) for u in payload["units"]] for lang in LANGUAGES}
    payload["memory"] = {
        "languages": [
            {"lang": lang, "units": sum(t is not None for t in found)}
            | {"words": sum(len((t or "").split()) for t in found)}
            | {"characters": sum(len(t or "") for t in found)}
            for lang, found in texts.items()
        ],
        "duplicates": 0,
        "repeated": 2,
    }


def synthetic(
    *, terms: int = 12, units: int = 60, languages: tuple[str, ...] = OTHERS, dates: bool = True
) -> Payload:
    """Return a payload of made-up units, each holding a few terms, some in another form.

    The first unit is HOSTILE; its document and the name of the first term are so too.
    """
    payload = empty(name="synthetic <build> & co")
    payload["build"]["languages"] = ["fr", *languages]
    payload["documents"] = [_made_document(i, dates=dates) for i in range(max(1, units // 20))]
    payload["concepts"] = [
        {"concept": f"c{i}", "fr": f"sécurité collective {i}"} for i in range(terms)
    ]
    payload["concepts"][0]["fr"] = 'sécurité <b onclick="x">'
    payload["units"] = [_made_unit(i, terms, languages) for i in range(units)]
    statuses = {(f"c{i}", "es", "seguridad común"): "deprecated" for i in range(terms)}
    _add_renderings(payload, list(_made_renderings(payload, terms, languages)), statuses)
    index = _by_cell(payload["renderings"])
    payload["consistency"] = [
        _measured(payload, concept, lang, index)
        for concept in range(terms)
        for lang in ("fr", *languages)
    ]
    _add_tables(payload, languages)
    _add_alignment(payload, _made_beads(payload, languages))
    _count(payload)
    return payload


def _made_document(i: int, *, dates: bool) -> dict[str, Any]:
    year = 2000 + i % 20
    known = {
        "date": f"{year}-05-0{1 + i % 9}",
        "year": year,
        "body": "A",
        "session": str(54 + i % 20),
    }
    symbol = f"A/RES/{54 + i % 20}/{i}" if i else 'A/<RES>/&"1"'
    return {"doc": symbol} | (known if dates else dict.fromkeys(known))


def _made_unit(i: int, terms: int, languages: tuple[str, ...]) -> dict[str, Any]:
    other = int(i % 7 == 3)
    texts = {lang: f"{_RENDERED[lang][other]} {i}." for lang in languages}
    texts["fr"] = HOSTILE if i == 0 else f"sécurité collective {i % terms} {i}."
    if i % 31 == 30:
        texts.pop(languages[-1])
    texts = {lang: HOSTILE if i == 0 else text for lang, text in texts.items()}
    probability = {lang: 1 - (i % 10) / 10 for lang in languages if lang in texts}
    return {"tuid": f"d{i // 20}#op{i}", "doc": i // 20, "label": f"op{i}", "texts": texts} | {
        "probability": probability
    }


def _made_renderings(payload: Payload, terms: int, languages: tuple[str, ...]) -> Any:
    for i, unit in enumerate(payload["units"]):
        unit["doc"] = min(unit["doc"], len(payload["documents"]) - 1)
        for lang in ("fr", *languages):
            found = lang == "fr" or (lang in unit["texts"] and i % 11 != 5)
            form = "sécurité collective" if lang == "fr" else _RENDERED[lang][int(i % 7 == 3)]
            yield {
                "concept": f"c{i % terms}",
                "tuid": unit["tuid"],
                "fr_start": 7 if i == 0 else 0,
                "fr_stop": 15 if i == 0 else len("sécurité collective"),
                "lang": lang,
                "start": 0 if found else None,
                "stop": len(form) if found else None,
                "form": form if found else None,
                "method": "termbase"
                if found
                else ("unmatched" if lang in unit["texts"] else "no variant"),
                "kind": "full" if found else None,
                "probability": 0.9 if found else None,
                "verdict": "reject" if lang == "en" and i == 8 else None,
            }


def _measured(
    payload: Payload, concept: int, lang: str, index: dict[tuple[int, str], list[int]]
) -> dict[str, Any]:
    """Return a row of CONSISTENCY."""
    columns = payload["renderings"]
    there = index.get((concept, lang), [])
    forms = Counter(
        payload["forms"][f]["form"] for i in there if (f := columns["form"][i]) is not None
    )
    counts = sorted(forms.values(), reverse=True)
    row = dict(payload["concepts"][concept]) | {"lang": lang, "occurrences": len(there)}
    row |= {"matched": sum(counts), "coverage": sum(counts) / len(there) if there else None}
    share, low, high = dominant_share(counts) if counts else (None, None, None)
    leading = min(forms, key=lambda form: (-forms[form], form), default=None)
    return row | {
        "distinct": len(counts),
        "dominant": leading,
        "share": share,
        "share_low": low,
        "share_high": high,
        "ltcr": ltcr(counts) if counts else None,
        "hhi": hhi(counts) if counts else None,
        "entropy": entropy(counts) if counts else None,
        "entropy_normalised": normalised_entropy(counts) if counts else None,
        "conformity": None,
        "accepted": 0,
        "rejected": 0,
        "ignored": 0,
        "issues": len(there) - forms.get(leading or "", 0),
    }


def _by_cell(columns: dict[str, list[Any]]) -> dict[tuple[int, str], list[int]]:
    """Return the renderings of each concept and language by their place."""
    found: dict[tuple[int, str], list[int]] = {}
    for i, key in enumerate(zip(columns["concept"], columns["lang"], strict=True)):
        found.setdefault(key, []).append(i)
    return found


def _add_tables(payload: Payload, languages: tuple[str, ...]) -> None:
    """Add figures, drift, agreement, repeats and reliability."""
    payload["figures"] = [
        {"lang": lang, "metric": metric, "value": 0.8, "low": 0.7, "high": 0.9}
        | {"documents": 3, "occurrences": 60}
        for metric in ("coverage", "consistency", "ltcr", "conformity")
        for lang in (None, *languages)
    ]
    payload["drift"] = [
        {"concept": "c1", "lang": lang, "by": by, "period": period, "occurrences": 9}
        | {"matched": 8, "dominant": _RENDERED[lang][i % 2], "share": 0.5 + i / 10}
        | {"share_low": 0.4, "share_high": 0.95, "ltcr": 0.6}
        for lang in languages
        for by, periods in (("year", ("2000", "2001", "2002")), ("body", ("A", "S")))
        for i, period in enumerate(periods)
    ]
    payload["agreement"] = [
        {**concept, "languages": len(languages), "ltcr_min": 0.4, "ltcr_mean": 0.6}
        | {"together": 2, "apart": 1, "switching": 0.3, "french_outlier": 1}
        | {"tuids": [payload["units"][-1]["tuid"]]}
        for concept in payload["concepts"][:5]
    ]
    payload["co_switching"] = [
        {"one": one, "other": other, "phi": 0.5 - 0.2 * i, "n": 40}
        for i, one in enumerate(languages)
        for other in languages[i + 1 :]
    ]
    payload["repeats"] = [
        {"fr": HOSTILE, "lang": lang, "occurrences": 3, "distinct": 2, "chrf": 61.4, "bleu": 40.0}
        | {"ter": 33.0, "tuids": [u["tuid"] for u in payload["units"][:3]]}
        | {"texts": list(_RENDERED[lang])}
        for lang in languages
    ]
    bins = [(0.5, 0.6, 0.7), (0.7, 0.8, 0.8), (0.9, 0.97, 0.95)]
    payload["reliability"] = {
        "source": "benchmark",
        "bins": [
            {"lang": lang, "low": low, "high": low + 0.2, "predicted": p, "observed": o, "n": 50}
            for lang in languages
            for low, p, o in bins
        ],
        "ece": dict.fromkeys(languages, 0.021),
    }


def _made_beads(payload: Payload, languages: tuple[str, ...]) -> pl.DataFrame:
    rows = [
        {"doc": payload["documents"][unit["doc"]]["doc"], "lang": lang, "fr_start": i}
        | {"fr_stop": i + 1 + int(i % 13 == 1), "start": i, "stop": i + 1}
        | {"probability": unit["probability"].get(lang, 0.5)}
        for i, unit in enumerate(payload["units"])
        for lang in languages
    ]
    return pl.DataFrame(rows, schema=BEADS, orient="row")
