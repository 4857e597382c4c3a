"""`hexapla tmx`: memories of a build in the shape a CAT tool wants, and any memory checked."""

from pathlib import Path
from typing import Annotated, get_args

import typer
from rich.table import Table

from corpora.errors import InputError
from tm.commands import extract
from tm.commands.terminal import bar, plain_table, show, warn
from tm.terms.summary import plural
from tm.tmx import check as checking
from tm.tmx.contexts import Dialect
from tm.tmx.duplicates import Policy
from tm.tmx.export import export
from tm.tmx.labels import Keep
from tm.tmx.locales import parse
from tm.tmx.parts import parse_size
from tm.tmx.report import Exported
from tm.tmx.settings import LONGEST, Settings, parse_pairs
from tm.tmx.tiers import USUAL, Tiers

EXPORT_EXAMPLES = """Examples:

* the five French pairs and the six-language file: `hexapla tmx export out --out memories`
* for an OmegaT project from Russian into Chinese, by confidence: `hexapla tmx export out
  --out memories --pair ru-zh --tiers`; then copy *memories/ru-zh/tm* into the project
* for Phrase, with context, in packed parts: `hexapla tmx export out --out memories
  --context phrase --locale zh=zh-CN --gzip --max-size 100MB`
"""

CHECK_EXAMPLES = """Examples:

* one memory: `hexapla tmx check fr-ru.tmx`
* all of a folder, packed ones too: `hexapla tmx check memories/*.tmx.gz`

Exit code 1 if any file has an error, 0 with warnings only.
"""

app = typer.Typer(
    help="Write memories for CAT tools, and check memories of any tool.", no_args_is_help=True
)
app.command(no_args_is_help=True, epilog=extract.EXAMPLES)(extract.extract)

_Pairs = Annotated[
    list[str] | None,
    typer.Option(
        "--pair",
        metavar="XX-YY",
        help="A pair such as `ru-zh`, or `all` thirty; may be repeated. Without it: French into "
        "the five others.",
        show_default=False,
    ),
]
_Locales = Annotated[
    list[str] | None,
    typer.Option(
        "--locale",
        metavar="XX=CODE",
        help="The code to write for a language, as `zh=zh-CN`; may be repeated.",
        show_default=False,
    ),
]
_Probability = typer.Option(metavar="P", min=0, max=1)


def _choice(name: str, value: str | None, allowed: object) -> None:
    """Raise `BadParameter` for a value that is none of a `Literal`."""
    values = get_args(allowed)
    if value is not None and value not in values:
        raise typer.BadParameter(f"{value!r} is none of {', '.join(values)}.", param_hint=name)


@app.command("export", no_args_is_help=True, epilog=EXPORT_EXAMPLES)
def export_(
    build: Annotated[
        Path,
        typer.Argument(metavar="OUT", help="The OUT of `hexapla build`.", show_default=False),
    ],
    out: Annotated[
        Path,
        typer.Option(
            metavar="DIR",
            help="Folder for the memories: new, empty, or holding an earlier export.",
            show_default=False,
        ),
    ],
    pair: _Pairs = None,
    six: Annotated[bool, typer.Option(help="Also the memory of six languages.")] = True,
    sentences: Annotated[
        bool, typer.Option(help="Also the sentences inside clauses, in files of their own.")
    ] = True,
    fragments: Annotated[
        bool,
        typer.Option(
            help="Also what OmegaT's sentence rules cut out of clauses where the translation has "
            "no stop, in files of their own (*XX-YY.omegat.tmx*)."
        ),
    ] = True,
    tiers: Annotated[
        bool,
        typer.Option(
            "--tiers",
            help="Folders by probability, as OmegaT knows them: `tm/auto`, "
            "`tm`, `tm/penalty-10`, `tm/penalty-30`.",
        ),
    ] = False,
    auto: Annotated[float, _Probability] = USUAL.auto,
    plain: Annotated[float, _Probability] = USUAL.plain,
    penalty: Annotated[float, _Probability] = USUAL.penalty,
    per_document: Annotated[
        bool, typer.Option("--per-document", help="A memory a document.")
    ] = False,
    context: Annotated[
        str | None,
        typer.Option(
            metavar="DIALECT",
            help="Write the source text before and after each unit: `memoq` (XTM too), `phrase`.",
            show_default=False,
        ),
    ] = None,
    keep_labels: Annotated[
        str,
        typer.Option(
            metavar="WHICH",
            help="Enumerators that stay in the text: `none`, `brackets` as (a) and 一、 but not "
            "1., or `all`.",
        ),
    ] = "brackets",
    duplicates: Annotated[
        str,
        typer.Option(
            metavar="WHICH",
            help="Units with the same source: keep `all`, the `best` (most probable), or the "
            "`newest`.",
        ),
    ] = "all",
    locale: _Locales = None,
    gzip: Annotated[bool, typer.Option("--gzip", help="Write `.tmx.gz`.")] = False,
    max_size: Annotated[
        str | None,
        typer.Option(
            metavar="SIZE",
            help="Begin a new part beyond this size, as `100MB`.",
            show_default=False,
        ),
    ] = None,
    longest: Annotated[
        int,
        typer.Option(metavar="N", min=1, help="Count units longer than N characters; none is cut."),
    ] = LONGEST,
) -> None:
    """Write the memories of a build: pairs, six languages, tiers, parts, dialects.

    With --tiers, --auto, --plain and --penalty are the least probabilities of the first three.
    """
    _choice("'--context'", context, Dialect)
    _choice("'--keep-labels'", keep_labels, Keep)
    _choice("'--duplicates'", duplicates, Policy)
    if not tiers and (auto, plain, penalty) != USUAL:
        raise typer.BadParameter("is for --tiers.", param_hint="'--auto --plain --penalty'")
    settings = Settings(
        pairs=parse_pairs(pair or ()),
        six=six,
        sentences=sentences,
        fragments=fragments,
        tiers=_tiers(auto, plain, penalty) if tiers else None,
        per_document=per_document,
        context=context,  # type: ignore[arg-type]  # checked above
        keep=keep_labels,  # type: ignore[arg-type]
        duplicates=duplicates,  # type: ignore[arg-type]
        locales=parse(locale or ()),
        packed=gzip,
        most=None if max_size is None else parse_size(max_size),
        longest=longest,
    )
    with bar("memories") as progress:
        done = export(build, out, settings, progress=progress)
    warn(done.warnings)
    show(_summary(done), *_reasons(done), f"written to {out}")


def _tiers(auto: float, plain: float, penalty: float) -> Tiers:
    """Return the thresholds; raises `InputError` where they do not fall."""
    if not auto >= plain >= penalty:
        raise InputError(
            f"--auto {auto} --plain {plain} --penalty {penalty}: expected them to fall, as "
            f"{USUAL.auto} {USUAL.plain} {USUAL.penalty}"
        )
    return Tiers(auto, plain, penalty)


def _summary(done: Exported) -> Table:
    tiers = sorted({tier for memory in done.memories for tier in memory.tiers})
    table = plain_table(
        "Memories", "", "clauses", "sentences", "fragments", "left out", *tiers, "files"
    )
    for memory in done.memories:
        units = (memory.clauses, memory.sentences, memory.fragments)
        by_tier = (memory.tiers.get(tier, 0) for tier in tiers)
        counts = (*units, sum(memory.left_out.values()), *by_tier, len(memory.files))
        table.add_row(memory.name, *map(str, counts))
    return table


def _reasons(done: Exported) -> list[str]:
    """Return a line a memory for what was left out or stays whole."""
    lines = []
    for memory in done.memories:
        for what, reasons in (("left out", memory.left_out), ("not cut", memory.uncut)):
            said = "; ".join(f"{count} × {reason}" for reason, count in reasons.items())
            lines += [f"{memory.name}: {what}: {said}"] if said else []
    return lines


@app.command(no_args_is_help=True, epilog=CHECK_EXAMPLES)
def check(
    files: Annotated[
        list[Path],
        typer.Argument(metavar="FILE…", help="TMX files, plain or packed.", show_default=False),
    ],
    longest: Annotated[
        int, typer.Option(metavar="N", min=1, help="Characters a side that are not too long.")
    ] = LONGEST,
) -> None:
    """Say what is wrong with memories, and where: XML, the rules of TMX 1.4, traps of CAT tools."""
    faulty = 0
    for file in files:
        checked = checking.check(file, longest=longest)
        faulty += checked.errors > 0
        for line in _lines(file, checked):
            typer.echo(line)
    if faulty:
        raise typer.Exit(1)


def _lines(file: Path, checked: checking.Checked) -> list[str]:
    """Return a line a finding, a line for those of a kind that are not shown, and a summary."""
    lines = []
    for severity, kind, line, detail in checked.findings:
        place = f"{file}:{line}" if line else str(file)
        lines.append(f"{place}: {severity}: {kind}" + (f": {detail}" if detail else ""))
    for (how, kind), count in checked.counts.items():
        if count > checking.SHOWN:
            lines.append(f"{file}: {how}: {kind}: {count - checking.SHOWN} more")
    languages = ", ".join(f"{code} {count}" for code, count in checked.languages.items())
    counts = f"{plural(checked.errors, 'error')}, {plural(checked.warnings, 'warning')}"
    return [*lines, f"{file}: {checked.units} units ({languages or 'no language'}): {counts}"]
