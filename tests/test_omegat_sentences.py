"""Memories of many UN documents in OmegaT with its default sentence segmentation, eight pairs.

A test run a pair loads what an export writes for 378 documents, and asks for every clause again.
"""

import unicodedata
from pathlib import Path

import polars as pl
import pytest
from conftest import segments
from omegat import grouped, is_exact, run_omegat

from corpora.codes import LANGUAGES
from tm.build import build
from tm.tmx.export import export
from tm.tmx.omegat import cut
from tm.tmx.settings import Settings, parse_pairs

pytestmark = [pytest.mark.omegat, pytest.mark.shared]

PAIRS = parse_pairs(["fr-en", "fr-es", "fr-ru", "fr-ar", "fr-zh", "en-es", "ru-zh", "ar-en"])


@pytest.fixture(scope="module")
def memories(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an export of the UN's development set, a document of sampled sentences a symbol."""
    folder = tmp_path_factory.mktemp("un")
    table = pl.read_csv(shared / "data" / "un_dev" / "un_dev.tsv", separator="\t", quote_char=None)
    for (symbol,), rows in table.group_by("doc", maintain_order=True):
        place = folder / "corpus" / str(symbol).replace("/", "_")
        place.mkdir(parents=True)
        for lang in LANGUAGES:
            text = "\n\n".join(" ".join(cell.split()) for cell in rows[lang])
            (place / f"{lang}.txt").write_text(text + "\n", encoding="utf-8")
    build(folder / "corpus", folder / "out")
    export(folder / "out", folder / "memories", Settings(pairs=PAIRS, six=False))
    return folder / "memories"


@pytest.mark.parametrize("pair", PAIRS, ids="-".join)
def test_clauses_match_wholly_however_they_are_cut(
    memories: Path, tmp_path: Path, pair: tuple[str, str]
) -> None:
    source, target = pair
    name = f"{source}-{target}"
    files = {path.name: path for path in memories.glob(f"{name}*.tmx")}
    units = segments(memories / f"{name}.tmx").values()
    texts = [*dict.fromkeys(unit[source] for unit in units)]
    assert len(texts) > 1_900
    report = run_omegat(tmp_path, source, target, texts, files, sentence_segmentation=True)
    groups = grouped(texts, report.segments)
    ours = {text: cut(unicodedata.normalize("NFC", text), source) for text in texts}
    assert {text: [each.source for each in found] for text, found in groups.items()} == ours
    whole = [text for text, found in groups.items() if is_exact(found)]
    assert len(whole) >= 0.98 * len(texts)
