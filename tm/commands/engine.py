"""The options `--workers` and `--scheduler`, the same for every command that spreads its work."""

from typing import Annotated

import typer

WorkersOption = Annotated[
    int | None,
    typer.Option(
        "--workers",
        min=1,
        metavar="N",
        help="Processes that do the work. Without it: one for each core.",
        show_default=False,
    ),
]

SchedulerOption = Annotated[
    str | None,
    typer.Option(
        "--scheduler",
        metavar="ADDRESS",
        help="Work on a cluster of Dask, such as `tcp://host:8786`; `local` starts one on this "
        "machine. Needs the extra `distributed`.",
        show_default=False,
    ),
]
