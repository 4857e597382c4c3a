"""Files of aligned text damaged in a thousand ways: rows, or an error of ours, nothing else."""

import gzip
import io
import random
from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest
from mutations import cut, spliced

from corpora.aligned import read_aligned
from corpora.errors import InputError
from corpora.manifest import Source
from corpora.parallel import read_parallel

TEXTS = {
    "fr": "La paix « juste » n’est pas",
    "en": "A “just” peace",
    "es": "¿Una paz justa?",
    "ru": "Справедливый мир",
    "ar": "سلام عادل، ١٢",
    "zh": "公正的和平。",
}
MUTATIONS = 300
"""Of each file; a few seconds in all. More were run by hand: see the seed."""

SEED = 12


def tmx() -> bytes:
    tuvs = "".join(
        f'<tuv xml:lang="{code}"><seg>{text}</seg></tuv>' for code, text in TEXTS.items()
    )
    unit = f'<tu tuid="A/1#op1"><prop type="x-document">A/1</prop>{tuvs}</tu>\n'
    return f'<?xml version="1.0" encoding="UTF-8"?><tmx><body>{unit * 3}</body></tmx>'.encode()


def xliff() -> bytes:
    unit = f"<trans-unit><source>{TEXTS['fr']}</source><target>{TEXTS['ru']}</target></trans-unit>"
    head = '<file original="A/1" source-language="fr" target-language="ru">'
    return f'<xliff version="1.2">{head}<body>{unit * 3}</body></file></xliff>'.encode()


def parquet() -> bytes:
    stream = io.BytesIO()
    pl.DataFrame([{"doc": "A/1", **TEXTS}] * 5).write_parquet(stream)
    return stream.getvalue()


def csv() -> bytes:
    return pl.DataFrame([{"doc": "A/1", **TEXTS}] * 3).write_csv().encode()


FILES = {
    "un.tmx": tmx(),
    "wide.tmx": tmx().decode().encode("utf-16"),
    "un.tmx.gz": gzip.compress(tmx(), mtime=0),
    "un.xlf": xliff(),
    "un.csv": csv(),
    "un.tsv": csv().replace(b",", b"\t"),
    "un.parquet": parquet(),
}


def mutated(data: bytes, chance: random.Random) -> bytes:
    return (cut if chance.random() < 0.1 else spliced)(data, chance)


def mutations(name: str) -> Iterator[bytes]:
    chance = random.Random(f"{SEED} {name}")  # noqa: S311 - not for secrets
    return (mutated(FILES[name], chance) for _ in range(MUTATIONS))


@pytest.mark.parametrize("name", FILES)
def test_a_damaged_file_is_read_or_refused_in_one_line(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    source = Source(doc="A/1", files={}, aligned=(name,))
    refused: list[str] = []
    for data in [FILES[name], *mutations(name)]:
        path.write_bytes(data)
        try:
            for document in read_aligned(source, tmp_path):
                assert document.versions["fr"]
            assert read_parallel(path)
        except InputError as error:
            refused.append(str(error))
    assert 0 < len(refused) < MUTATIONS
    assert all(name in message and "\n" not in message for message in refused)


def links() -> dict[str, bytes]:
    body = "".join(f'<link xtargets="{n}:1;{n}:1" score="0.5"/>' for n in range(1, 4))
    group = f'<linkGrp fromDoc="fr/1.xml" toDoc="ru/1.xml">{body}</linkGrp>'
    files = {"fr-ru.xml": f"<cesAlign>{group}</cesAlign>"}
    for lang in ("fr", "ru"):
        sentences = "".join(f'<s id="{n}:1">{TEXTS[lang]} {n}</s>' for n in range(1, 4))
        files[f"{lang}/1.xml"] = f"<TEI.2><text><body>{sentences}</body></text></TEI.2>"
    return {name: text.encode() for name, text in files.items()}


def lines() -> dict[str, bytes]:
    files = {f"x.{code}": f"{text}\n".encode() * 3 for code, text in TEXTS.items()}
    return files | {"x.ids": b"1990/s/1\tfr:1:1 ru:1:1\n" * 3}


@pytest.mark.parametrize(("files", "aligned"), [(links(), "fr-ru.xml"), (lines(), "x.fr")])
def test_a_damaged_set_of_files_is_read_or_refused_in_one_line(
    tmp_path: Path, files: dict[str, bytes], aligned: str
) -> None:
    for name, data in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(data)
    source = Source(doc="A/1", files={}, aligned=(aligned,))
    assert read_aligned(source, tmp_path)
    chance = random.Random(SEED)  # noqa: S311 - not for secrets
    refused: list[str] = []
    for _ in range(MUTATIONS):
        name = chance.choice(sorted(files))
        (tmp_path / name).write_bytes(mutated(files[name], chance))
        try:
            assert read_aligned(source, tmp_path)
        except InputError as error:
            refused.append(str(error))
        (tmp_path / name).write_bytes(files[name])
    assert 0 < len(refused) < MUTATIONS
    assert not any("\n" in message for message in refused)
