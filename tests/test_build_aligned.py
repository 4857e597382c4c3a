"""Aligned text through a whole build: every format, and our own memories read again."""

import json
from pathlib import Path

import polars as pl
import pytest
from conftest import Build, Run, segments

from corpora.aligned import read_aligned
from corpora.discovery import discover
from corpora.errors import InputError
from corpora.manifest import Source
from corpora.schema import LANGUAGES, OTHERS
from tm.build import Report, build
from tm.tmx.check import validate

ROWS = [
    {
        "fr": "1.\u00a0Prie l’Assemblée d’examiner « Paix\u202f»\u202f;",
        "en": "1. Requests the Assembly to consider “Peace”;",
        "es": "1. Pide a la Asamblea que examine «Paz»;",
        "ru": "1. просит Ассамблею рассмотреть „Мир“;",
        "ar": "١ - تطلب إلى الجمعية أن تنظر في ”السلام“؛",
        "zh": "1. 请大会审议“和平”；",
    },
    {"fr": "La paix est bonne.", "en": "Peace is good.", "ar": "السلام جيد."},
    {"en": "Without French.", "ru": "Без французского.", "zh": "没有法文。"},
    {"fr": "Seul."},
    {"fr": "Fin.", "en": "End.", "es": "Fin.", "ru": "Конец.", "ar": "النهاية.", "zh": "完。"},
]
CODES = {"fr": "fr-FR", "en": "EN_us", "es": "es-419", "ru": "RUS", "ar": "ar-EG", "zh": "ZH-HANS"}


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def tmx(rows: list[dict[str, str]], *, head: str = "") -> str:
    units = "".join(
        f"<tu>{head}"
        + "".join(
            f'<tuv xml:lang="{CODES.get(code, code)}"><seg>{escaped(text)}</seg></tuv>'
            for code, text in row.items()
        )
        + "</tu>\n"
        for row in rows
    )
    return f'<tmx version="1.4"><header/><body>\n{units}</body></tmx>'


def xliff(rows: list[dict[str, str]], lang: str) -> str:
    units = "".join(
        f'<trans-unit id="{n}"><source>{row.get("fr", "")}</source>'
        f"<target>{row.get(lang, '')}</target></trans-unit>"
        for n, row in enumerate(rows)
    )
    return (
        f'<xliff version="1.2"><file source-language="fr" target-language="{lang}">'
        f"<body>{units}</body></file></xliff>"
    )


def put(corpus: Path, name: str, text: str | bytes = b"") -> Path:
    corpus.mkdir(parents=True, exist_ok=True)
    (corpus / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    return corpus


def manifest(corpus: Path, aligned: str) -> Path:
    return put(corpus, "corpus.toml", f'[[documents]]\nsymbol = "A/1"\naligned = {aligned}\n')


def texts(report: Report) -> list[dict[str, str]]:
    units: dict[tuple[str, int], dict[str, str]] = {}
    for doc, index, lang, text in report.tables.units.select("doc", "index", "lang", "text").rows():
        units.setdefault((doc, index), {})[lang] = text
    return [
        dict(sorted(unit.items(), key=lambda each: LANGUAGES.index(each[0])))
        for unit in units.values()
    ]


def put_format(corpus: Path, kind: str) -> Path:
    """Write ROWS to the folder in a format."""
    if kind == "tmx":
        return put(corpus, "A_1.tmx", tmx(ROWS).encode("utf-16"))
    if kind == "moses":
        for code in LANGUAGES:
            lines = "".join(row.get(code, "") + "\n" for row in ROWS)
            put(corpus, f"A_1.{code}", lines)
        return corpus
    table = pl.DataFrame(ROWS, schema=dict.fromkeys(LANGUAGES, pl.String)).rename(CODES)
    corpus.mkdir(parents=True)
    if kind == "parquet":
        table.write_parquet(corpus / "rows.parquet")
    else:
        table.write_csv(corpus / f"rows.{kind}", separator="\t" if kind == "tsv" else ";")
    return manifest(corpus, f'"rows.{kind}"')


@pytest.mark.parametrize("kind", ["tmx", "moses", "tsv", "csv", "parquet"])
def test_the_rows_are_the_units(tmp_path: Path, kind: str) -> None:
    report = build(put_format(tmp_path / "c", kind), tmp_path / "out")
    assert texts(report) == ROWS
    tables = report.tables
    assert {*tables.units["probability"]} == {*tables.beads["probability"]} == {1.0}
    assert {*tables.clauses["kind"]} == {"paragraph"}
    for lang in LANGUAGES:
        clauses = tables.clauses.filter(lang=lang)
        assert clauses["text"].to_list() == [row[lang] for row in ROWS if lang in row]
        assert clauses["index"].to_list() == [*range(clauses.height)]
    for lang in OTHERS:
        pairs = segments(tmp_path / "out" / "tmx" / f"fr-{lang}.tmx").values()
        both = [
            {code: row[code] for code in ("fr", lang)} for row in ROWS if {"fr", lang} <= {*row}
        ]
        assert [*pairs] == both
    for path in (tmp_path / "out" / "tmx").iterdir():
        validate(path)
    assert report.left_out == report.warnings == ()


@pytest.mark.parametrize("lang", OTHERS)
def test_an_xliff_is_built(tmp_path: Path, lang: str) -> None:
    rows = [row for row in ROWS if {"fr", lang} <= {*row}]
    report = build(put(tmp_path / "c", "A_1.xlf", xliff(rows, lang)), tmp_path / "out")
    assert texts(report) == [{code: row[code] for code in ("fr", lang)} for row in rows]
    assert report.documents[0].doc == "A_1"


def test_a_memory_of_ours_gives_the_same_units_back(sample: Build, tmp_path: Path) -> None:
    source = sample.folder / "tmx" / "six.tmx"
    report = build(put(tmp_path / "c", "un.tmx", source.read_bytes()), tmp_path / "out")
    symbols = [document.doc for document in sample.report.documents]
    assert [document.doc for document in report.documents] == symbols
    before = [unit for unit in texts(sample.report) if len(unit) > 1]
    assert texts(report) == before
    shared = sample.report.tables.units.filter(pl.len().over("tuid") > 1)
    first = pl.col("label").first().over("tuid")  # a memory has one label a unit
    assert report.tables.units["label"].to_list() == shared.select(first)["label"].to_list()
    assert report.tables.units["probability"].to_list() == pytest.approx(
        shared["probability"].to_list(), abs=5e-5
    )


@pytest.mark.parametrize("lang", OTHERS)
def test_a_memory_of_ours_in_two_languages_is_written_as_it_was(
    sample: Build, tmp_path: Path, lang: str
) -> None:
    source = sample.folder / "tmx" / f"fr-{lang}.tmx"
    build(put(tmp_path / "c", "un.tmx", source.read_bytes()), tmp_path / "out")
    again = segments(tmp_path / "out" / "tmx" / f"fr-{lang}.tmx")
    assert [*again.values()] == [*segments(source).values()]


def test_rows_name_their_documents(tmp_path: Path) -> None:
    lines = [
        "doc\tlabel\tdate\tfr\tru\tde",
        "A/1\top1\t2014-11-11\tUn\tОдин\tEins",
        "B/2\t\t\tDeux\tДва\t",
        "A/1\top#2\t\tTrois\tТри\t",
        "\t\t\tQuatre\tЧетыре\t",
        "C/3\t\t\t\tПять\t",
    ]
    corpus = put(tmp_path / "c", "rows.tsv", "\n".join(lines))
    report = build(manifest(corpus, '"rows.tsv"'), tmp_path / "out")
    assert [document.doc for document in report.documents] == ["A/1", "B/2"]
    assert texts(report)[-1] == {"fr": "Deux", "ru": "Два"}
    names = [*dict.fromkeys(report.tables.units["tuid"])]
    assert names == ["A/1#op1", "A/1#op-2", "A/1#n3", "B/2#n1"]
    assert str(report.documents[0].date) == "2014-11-11"
    assert [(item.reason, item.text) for item in report.left_out] == [
        ("a document without French, to which all are aligned (1 in all)", "C/3")
    ]


def test_what_is_left_out_is_counted_with_its_first_place(tmp_path: Path) -> None:
    rows = [
        {"fr": "a", "de": "x", "ru": "б"},
        {"de": "y"},
        {"fr": " ", "ru": "\u00a0"},
        {"fr": "c", "fr-CA": "d", "ru": "д", "de": "z", "": "w"},
    ]
    report = build(put(tmp_path / "c", "un.tmx", tmx(rows)), tmp_path / "out")
    none = "a row without text in fr, en, es, ru, ar, zh"
    assert [(item.reason, item.line, item.text) for item in report.left_out] == [
        ("a text in de, none of the six (3 in all)", 1, "x"),
        (f"{none} (2 in all)", 2, ""),
        ("a second text in fr in the same row (1 in all)", 4, "d"),
        ("a text in no language, none of the six (1 in all)", 4, "w"),
    ]
    assert texts(report) == [{"fr": "a", "ru": "б"}, {"fr": "c", "ru": "д"}]
    record = json.loads((tmp_path / "out" / "run.json").read_text("utf-8"))
    assert len(record["left_out"]["input"]) == 4


def test_control_characters_go_and_are_counted(tmp_path: Path) -> None:
    corpus = put(tmp_path / "c", "rows.tsv", "fr\tzh\nLa\x00 p\x1faix\x0c!\t和\x0b平\n")
    report = build(manifest(corpus, '"rows.tsv"'), tmp_path / "out")
    assert texts(report) == [{"fr": "La paix !", "zh": "和平"}]
    assert report.left_out[0].reason == "control characters in the text (3 in all)"


def test_swapped_columns_are_said(tmp_path: Path) -> None:
    corpus = put(tmp_path / "c", "rows.tsv", "fr\tru\tar\nМир\tLa paix\tالسلام\n")
    report = build(manifest(corpus, '"rows.tsv"'), tmp_path / "out")
    assert [warning.partition(";")[0] for warning in report.warnings] == [
        "rows.tsv: only 0% of the letters of what is marked as French are",
        "rows.tsv: only 0% of the letters of what is marked as Russian are",
    ]


def test_what_discovery_takes_and_leaves(tmp_path: Path) -> None:
    for name in ("a.tmx", "b.XLF", "c.tmx.gz", "x.fr", "x.zh", "x.ids", "README.csv", "y.fr"):
        put(tmp_path, name)
    put(tmp_path, "en-fr.xml")
    put(tmp_path, "fr-zh.xml.gz")
    put(tmp_path, "terms.tsv", "fr\ten\na\tb\n")
    sources, left_out = discover(tmp_path)
    assert [(source.doc, source.aligned) for source in sources] == [
        ("a", ("a.tmx",)),
        ("b", ("b.XLF",)),
        ("c", ("c.tmx.gz",)),
        ("x", ("x.fr", "x.zh", "x.ids")),
        (f"{tmp_path.name} links", ("en-fr.xml", "fr-zh.xml.gz")),
    ]
    assert [item.file for item in left_out] == ["README.csv", "terms.tsv", "y.fr"]


def test_a_memory_beside_versions_is_left_out(tmp_path: Path) -> None:
    for name in ("fr.md", "en.md", "old.tmx", "fr.tmx", "zh.xlf"):
        put(tmp_path, name)
    (source,), left_out = discover(tmp_path)
    assert source.files == {"fr": "fr.md", "en": "en.md"}
    assert [item.file for item in left_out] == ["fr.tmx", "old.tmx", "zh.xlf"]


def test_documents_and_aligned_text_in_one_corpus(tmp_path: Path) -> None:
    corpus = tmp_path / "c"
    put(corpus / "memory", "B_2.tmx", tmx(ROWS[:1]))
    for code in LANGUAGES:
        put(corpus / "A_1", f"{code}.txt", f"{ROWS[-1][code]}\n")
    report = build(corpus, tmp_path / "out")
    assert [document.doc for document in report.documents] == ["A_1", "B_2"]
    assert [document.given is None for document in report.documents] == [True, False]
    assert texts(report) == [ROWS[-1], ROWS[0]]


def test_a_manifest_names_one_file_of_many(tmp_path: Path) -> None:
    corpus = manifest(put_format(tmp_path / "c", "moses"), '"A_1.ar"')
    sources, left_out = discover(corpus)
    assert left_out == ()
    (document,) = read_aligned(sources[0], corpus)
    assert (document.doc, len(document.versions["zh"])) == ("A/1", 3)
    assert {*document.checksums} == {f"A_1.{code}" for code in LANGUAGES}


@pytest.mark.parametrize(
    ("aligned", "message"),
    [
        ("3", "aligned must be a path such as"),
        ("[]", "aligned must be a path such as"),
        ('""', "aligned must be a path such as"),
        ('"../rows.tsv"', "leads out of the corpus"),
        ('"absent.tsv"', "there is no file 'absent.tsv'"),
        ('"rows.tsv"\nfiles = { fr = "fr.md" }', "has both files and aligned"),
        ('["rows.tsv", "more.tsv"]', "more.tsv: no part of rows.tsv; name it by itself"),
        ('"notes.txt"', "notes.txt: is no parallel text; expected .tmx, "),
    ],
)
def test_a_manifest_that_is_wrong(tmp_path: Path, aligned: str, message: str) -> None:
    for name in ("rows.tsv", "more.tsv", "notes.txt"):
        put(tmp_path / "c", name, "fr\ten\na\tb\n")
    with pytest.raises(InputError) as caught:
        build(manifest(tmp_path / "c", aligned), tmp_path / "out")
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("un.tmx", tmx([{"en": "a", "ru": "б"}]), "un.tmx: holds no French text, to which all are"),
        ("un.tmx", tmx([{"fr": "a"}]), "un.tmx: holds French alone; give aligned text in French"),
        ("un.tmx", tmx([{"fr": "a", "de": "b"}]), "left out were a text in de, none of the six"),
        ("un.tmx", tmx([]), "un.tmx: holds no French text"),
        ("un.tmx", "", "un.tmx: the file is empty"),
        ("un.tmx", tmx(ROWS)[:-20], "un.tmx: line 6: not well-formed XML"),
        ("un.tmx", "<xliff/>", "un.tmx: line 1: begins with <xliff>, expected <tmx>"),
        ("un.tmx", b"\x00" * 100, "un.tmx: line 1: not well-formed XML"),
        ("un.xlf", xliff([{"ru": "б"}], "ru"), "un.xlf: holds no French text"),
    ],
)
def test_bad_aligned_text_is_said_in_one_line_and_nothing_is_written(
    tmp_path: Path, hexapla: Run, name: str, text: str | bytes, message: str
) -> None:
    done = hexapla("build", put(tmp_path / "c", name, text), "--out", tmp_path / "out")
    assert done.code == 1
    assert message in " ".join(done.err.split())
    assert not (tmp_path / "out").exists()


def test_two_files_with_the_same_document(tmp_path: Path) -> None:
    head = '<prop type="x-document">A/1</prop>'
    for name in ("a.tmx", "b.tmx"):
        put(tmp_path / "c", name, tmx(ROWS[:1], head=head))
    with pytest.raises(InputError, match=r"b\.tmx holds a document 'A/1', and so does a\.tmx"):
        build(tmp_path / "c", tmp_path / "out")


def test_a_file_beyond_the_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("corpora.aligned.LARGEST", 1 << 20)
    corpus = put(tmp_path / "c", "un.tmx", tmx(ROWS * 2000))
    with pytest.raises(InputError, match=r"un\.tmx: more than the 1 MiB .*; split it"):
        read_aligned(Source(doc="x", files={}, aligned=("un.tmx",)), corpus)


def test_a_build_of_aligned_text_is_the_same_every_time(tmp_path: Path) -> None:
    corpus = put_format(tmp_path / "c", "tsv")
    for name in ("one", "two"):
        build(corpus, tmp_path / name)
    one, two = (
        {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*.*")}
        for folder in (tmp_path / "one", tmp_path / "two")
    )
    assert one == two


@pytest.mark.shared
def test_the_development_set_of_the_un(shared: Path, tmp_path: Path) -> None:
    data = (shared / "data" / "un_dev" / "un_dev.tsv").read_bytes()
    (tmp_path / "c").mkdir()
    corpus = manifest(put(tmp_path / "c", "un_dev.tsv", data), '"un_dev.tsv"')
    (source,) = discover(corpus).sources
    documents = read_aligned(source, corpus)
    assert sum(len(document.given or ()) for document in documents) == 2024
    assert {len(document.versions) for document in documents} == {6}
    assert documents[0].left_out == documents[0].warnings == ()
    assert documents[0].doc == "2015/a/69/176/corr_1"
