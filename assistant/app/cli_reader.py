"""`summits eval reader`: the reader alone, on articles it never saw."""

from __future__ import annotations

from pathlib import Path

import click

from assistant.app.console import counting_progress, encoding_progress

folder = click.Path(path_type=Path)


@click.command()
@click.option("--data", required=True, type=folder, help="Folder of the training questions.")
@click.option("--reader", "trained", type=folder, help="Folder of a reader; else the one we ship.")
@click.option(
    "--questions",
    type=click.IntRange(min=1),
    default=500,
    show_default=True,
    help="How many to draw.",
)
def reader(data: Path, trained: Path | None, questions: int) -> None:
    """Measure a reader on articles that were held out when it was trained.

    \b
    summits eval reader --data training
    summits eval reader --data training --reader mine --questions 100
    """
    from assistant.readers.packaged import FOLDER, packaged_reader
    from eval.reader_bench import bench
    from eval.reader_figures import reader_table

    measuring = packaged_reader(trained or FOLDER)
    measured = bench(data, encoding_progress).measured(
        measuring, questions, counting_progress("questions")
    )
    click.echo(f"{measuring.reader_id}\n\n{reader_table(measured)}")
