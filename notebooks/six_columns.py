"""Draw the picture of the README: clauses of the bundled resolution in six columns.

python notebooks/six_columns.py      writes notebooks/pictures/six_columns.png

It needs Chromium, pngquant and the Noto fonts (Debian: chromium, pngquant, fonts-noto-core,
fonts-noto-cjk). The page is made from UNITS alone; every cell says its language and direction.

Why pngquant: dark text on flat colours needs no more than 16 of them, and the file is far smaller.
"""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from html import escape
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl

from corpora.languages import BY_CODE
from corpora.schema import LANGUAGES
from tm.build import build

PICTURE = Path(__file__).parent / "pictures" / "six_columns.png"
LABELS = ("title", "opener", "pp1", "pp6", "op2", "op5")
WIDTH = 1280

STYLE = """
body { margin: 0; background: #fff; color: #1b1f24; font: 15px/1.35 "Noto Sans", sans-serif; }
table { border-collapse: collapse; table-layout: fixed; width: 100%; }
th, td { padding: 7px 9px; border: 1px solid #d5dae0; vertical-align: top; text-align: start; }
thead th { background: #24435f; color: #fff; }
th:first-child { width: 52px; }
thead th:lang(ru) { width: 236px; }
thead th:lang(ar) { width: 172px; }
thead th:lang(zh) { width: 146px; }
tbody th { background: #f1f4f7; font-weight: 600; }
td small { display: block; color: #57697c; font: 600 12px/1.35 "Noto Sans", sans-serif; }
td:lang(ar) { font: 18px/1.45 "Noto Naskh Arabic", serif; }
td:lang(zh), th:lang(zh) { font-family: "Noto Sans CJK SC", sans-serif; }
"""


def main() -> None:
    """Build the bundled resolution and photograph its page."""
    with TemporaryDirectory() as scratch:
        folder = Path(scratch)
        units = build(Path(str(files("corpora") / "samples")), folder / "out").tables.units
        page = folder / "page.html"
        page.write_text(render(units, LABELS), encoding="utf-8")
        photograph(page, PICTURE)
    _run("pngquant", "--force", "--ext=.png", "16", str(PICTURE))


def render(units: pl.DataFrame, labels: tuple[str, ...]) -> str:
    """Return a page with one row for each of `labels` in UNITS and one column a language."""
    heads = "".join(_cell("th", lang, escape(BY_CODE[lang].native)) for lang in LANGUAGES)
    rows = "\n".join(f"<tr>{''.join(_row(units, label))}</tr>" for label in labels)
    return (
        '<!doctype html>\n<html lang="en"><meta charset="utf-8">'
        f"<title>Six columns</title><style>{STYLE}</style>\n"
        f"<table><thead><tr><th></th>{heads}</tr></thead>\n<tbody>\n{rows}\n</tbody></table>"
    )


def _row(units: pl.DataFrame, label: str) -> Iterator[str]:
    """Yield the cells of the unit that `label` names in French, an empty one where it lacks."""
    named = units.filter(pl.col("lang") == LANGUAGES[0], pl.col("label") == label)
    variants = units.join(named.head(1).select("tuid"), on="tuid", how="semi")
    found = {row["lang"]: row for row in variants.iter_rows(named=True)}
    yield _cell("th", "en", escape(label))
    for lang in LANGUAGES:
        row = found.get(lang)
        yield _cell("td", lang, _content(row["probability"], row["text"]) if row else "")


def _content(probability: float, text: str) -> str:
    return f"<small>{probability:.3f}</small>{escape(text)}"


def _cell(tag: str, lang: str, content: str) -> str:
    return f'<{tag} lang="{lang}" dir="{BY_CODE[lang].direction}">{content}</{tag}>'


def photograph(page: Path, picture: Path) -> None:
    """Write `picture`, PNG, `WIDTH` pixels wide and as high as `page` is."""
    measure = page.with_name("measure.html")
    script = "<script>document.title = document.querySelector('table').offsetHeight</script>"
    measure.write_text(page.read_text(encoding="utf-8") + script, encoding="utf-8")
    height = re.search(r"<title>([1-9]\d*)", _chromium(measure, "--dump-dom", height=1000))
    if not height:
        sys.exit("chromium could not measure the page")
    _chromium(page, f"--screenshot={picture}", height=int(height[1]))


def _chromium(page: Path, action: str, *, height: int) -> str:
    """Let Chromium do `action` on `page`; return what it writes to standard output."""
    window = (f"--window-size={WIDTH},{height}", f"--user-data-dir={page.parent / 'profile'}")
    options = ("--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars")
    return _run("chromium", *options, "--disable-lcd-text", *window, action, page.as_uri())


def _run(program: str, *arguments: str) -> str:
    """Run a program of the system to its end and return its standard output."""
    if not shutil.which(program):
        sys.exit(f"{program} is not installed; on Debian: apt install {program}")
    return subprocess.run(  # noqa: S603  (programs of the system, on a page of ours)
        [program, *arguments], check=True, capture_output=True, text=True, timeout=120
    ).stdout


if __name__ == "__main__":
    main()
