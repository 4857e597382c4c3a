"""`hexapla terms`: how each term is rendered in aligned text, and terms worth watching.

The word `measure` may be left away: `hexapla terms ALIGNED …` is `hexapla terms measure ALIGNED …`.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, TypedDict

import typer
from typer.core import TyperGroup

from align.lexicon import Lexicon
from corpora.clause import LeftOut
from tm.commands import extract_terms
from tm.commands.engine import SchedulerOption, WorkersOption
from tm.commands.lexicon import LexiconOption, open_lexicon
from tm.commands.terminal import show, warn
from tm.engine import Engine, open_engine, told
from tm.folder import added_files
from tm.parts import part_paths, scan
from tm.record import Termbase, read_termbase
from tm.terms.analysis import analyse, write_analysis
from tm.terms.corpus import UNITS_TABLE, Corpus, read_background, read_corpus, read_documents
from tm.terms.renderings import Rows
from tm.terms.sharded import Findings, analyse_parts, findings_of, is_large
from tm.terms.summary import never, summarise_terms
from tm.terms.termbase import enriched, write, write_glossary
from tm.terms.verdicts import Verdicts, read_verdicts

EXAMPLES = """Examples:

* a build and your termbase: `hexapla terms out --terms terms.csv --out terms`
* a table with an `id` and a column a language, learning from other aligned text too:
  `hexapla terms sentences.tsv --terms terms.tsv --out terms --background un_dev.tsv more.tmx`
* honouring what was decided before: `hexapla terms out --terms terms.csv --out terms
  --verdicts corpus`
* without a termbase: `hexapla terms extract out --out candidates.csv` proposes one

A term needs no more than its French form; where the termbase has forms in other languages they are
sought first.
"""

DEFAULT = "measure"
MANY = "--background"
"""The option that takes all values up to the next option."""

ENRICHED, GLOSSARY = "termbase.tbx", "glossary"
"""The termbase with what was found, and the folder of the same for OmegaT."""

WORST = 20
"""Rows of the table on the terminal, worst first."""


class Group(TyperGroup):
    """A group whose first command needs no name."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Put the name of the default command before arguments that begin with none."""
        if args and args[0] not in self.commands:
            args = [DEFAULT, *args]
        return super().parse_args(ctx, [*repeated(args, MANY)])


def repeated(arguments: Iterable[str], option: str) -> Iterable[str]:
    """Yield `arguments` with `option` before each of the values that follow it.

    `--background a b --out c` becomes `--background a --background b --out c`.
    """
    open_option, first = False, False
    for argument in arguments:
        if argument.startswith("-") and argument != "-":
            open_option = first = argument == option
            yield argument
        else:
            if open_option and not first:
                yield option
            first = False
            yield argument


app = typer.Typer(
    cls=Group,
    help="Measure how consistently terms are rendered; propose terms worth watching.",
    no_args_is_help=True,
    rich_markup_mode="markdown",
)


app.command(no_args_is_help=True, epilog=extract_terms.EXAMPLES)(extract_terms.extract)


@app.callback()
def terms() -> None:
    """Hold the commands about terms."""


@app.command(name=DEFAULT, no_args_is_help=True, epilog=EXAMPLES)
def measure(
    aligned: Annotated[
        Path,
        typer.Argument(
            metavar="ALIGNED",
            help="A build (its folder or `units.parquet`), a TMX, or a table (TSV, CSV, Parquet) "
            "with a column a language; its column `id` names the units.",
            show_default=False,
        ),
    ],
    out: Annotated[
        Path,
        typer.Option(
            metavar="DIR",
            help="Folder for the tables; files of the same names in it are replaced.",
            show_default=False,
        ),
    ],
    termbase: Annotated[
        Path | None,
        typer.Option(
            "--terms",
            metavar="FILE",
            help="Termbase: CSV, TSV, XLSX or TBX; a table needs `concept` and `fr`. Without it: "
            "`terms.csv` beside ALIGNED, else the UN terms that come with hexapla.",
            show_default=False,
        ),
    ] = None,
    background: Annotated[
        list[Path] | None,
        typer.Option(
            MANY,
            metavar="FILE…",
            help="Further aligned text to learn from, not reported on: several after one another, "
            "or the option again.",
            show_default=False,
        ),
    ] = None,
    verdicts: Annotated[
        Path | None,
        typer.Option(
            metavar="CORPUS",
            help="Folder with a `verdicts.toml` to honour. Without it: the folder of ALIGNED.",
            show_default=False,
        ),
    ] = None,
    lexicon: LexiconOption = None,
    workers: WorkersOption = None,
    scheduler: SchedulerOption = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the rows of `consistency.csv` as JSON instead.")
    ] = False,
) -> None:
    """Find every term of a termbase in aligned text, and how each language renders it.

    DIR then holds `renderings.parquet` (a row an occurrence and language, with its place in the
    text), `consistency.parquet` and `.csv` (a row a term and language), tables of corpus figures,
    drift and agreement, and the termbase with what was found, as TBX and OmegaT glossaries. The
    terminal shows the worst terms first.
    """
    folder = aligned if aligned.is_dir() else aligned.parent
    corpus = None if _is_large(aligned) else read_corpus(aligned)
    known = read_termbase(folder, termbase)
    options = Options(
        verdicts=read_verdicts(verdicts or folder),
        background=read_background(background or []),
        lexicon=open_lexicon(lexicon),
    )
    with added_files(out, tables=("renderings",)) as fresh:
        if corpus is None:
            with open_engine(scheduler, workers=workers) as engine:
                found = _analyse_parts(aligned, known, fresh, engine, options)
        else:
            found = _analyse(corpus, known, fresh, options)
        richer = enriched(known.terms, scan(fresh, "renderings"))
        write(richer, fresh / ENRICHED)
        glossary = write_glossary(richer, fresh / GLOSSARY)
    rows = corpus.left_out if corpus else {}
    warn(_notices((*known.left_out, *glossary.left_out), rows, found))
    if as_json:
        typer.echo(json.dumps(found.consistency.to_dicts(), ensure_ascii=False, indent=1))
    else:
        parts = (*summarise_terms(found, known, worst=WORST, listed="above"), *never(found, known))
        show(*parts, f"written to {out}")


class Options(TypedDict):
    """What both ways of analysing take."""

    verdicts: Verdicts
    background: Rows
    lexicon: Lexicon


def _is_large(aligned: Path) -> bool:
    return aligned.is_dir() and bool(part_paths(aligned, UNITS_TABLE)) and is_large(aligned)


def _analyse_parts(
    build: Path, termbase: Termbase, out: Path, engine: Engine, options: Options
) -> Findings:
    """Write the tables to `out`, of a large build."""
    documents = read_documents(build)
    with told(engine, str(build)):
        return analyse_parts(
            build, termbase, out=out, documents=documents, executor=engine, **options
        )


def _analyse(corpus: Corpus, termbase: Termbase, out: Path, options: Options) -> Findings:
    """Write the tables to `out`, of a corpus that was read."""
    analysis = analyse(corpus.units, termbase, documents=corpus.documents, **options)
    write_analysis(analysis, out)
    return findings_of(analysis)


def _notices(
    left_out: Iterable[LeftOut], rows: Mapping[str, int], found: Findings
) -> Iterator[str]:
    """Yield what was left out, and the verdicts that no longer apply."""
    for item in left_out:
        yield f"{item.file}: {item.reason}"
    for reason, count in rows.items():
        yield f"{count:,} unit{'s' * (count > 1)} left out: {reason}"
    for each in found.verdicts.unplaced:
        yield f"verdict on {each.concept} in {each.tuid} ({each.lang}): {each.reason}"
