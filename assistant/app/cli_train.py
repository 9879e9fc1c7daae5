"""`summits train`: make the weights that ship again."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from assistant.app.console import note

data_option = click.option(
    "--data",
    required=True,
    type=click.Path(path_type=Path),
    help="Folder with squad2_part, new_wiki, reddit and amazon, each in SQuAD's JSON.",
)


@click.group("train")
def train_group() -> None:
    """Train the models that ship."""


@train_group.command()
@data_option
@click.option(
    "--out",
    default=Path("reader"),
    show_default=True,
    type=click.Path(path_type=Path),
    help="Checkpoints and the finished reader go here.",
)
@click.option(
    "--teacher",
    type=click.Path(path_type=Path),
    help="Folder of a larger encoder (all-mpnet-base-v2) that learns first and teaches the reader.",
)
@click.option("--device", default="cpu", show_default=True, help="Of PyTorch: cpu, cuda, …")
@click.option("--order", default=0, help="Another number: the questions in another order.")
def reader(data: Path, out: Path, teacher: Path | None, device: str, order: int) -> None:
    """Train the reader; run again to go on where it was stopped."""
    from assistant.training.recipe import train_reader

    weights = train_reader(data, out, _told, teacher=teacher, device=device, order=order)
    click.echo(f"written: {weights}")


@train_group.command()
@data_option
@click.option(
    "--out",
    default=Path("encoder"),
    show_default=True,
    type=click.Path(path_type=Path),
    help="The finished encoder goes here.",
)
def encoder(data: Path, out: Path) -> None:
    """Train the encoder that finds passages and sentences."""
    from assistant.training.encoder import train_encoder

    click.echo(f"written: {train_encoder(data, out, _told)}")


@train_group.command()
@click.argument("readers", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--out", required=True, type=click.Path(path_type=Path))
def average(readers: tuple[Path, ...], out: Path) -> None:
    """Write the mean of the weights of several trained READERS.

    \b
    summits train reader --data DIR --out a
    summits train reader --data DIR --out b --order 1
    summits train average a b --out mean
    """
    from assistant.training.average import average_readers

    click.echo(f"written: {average_readers(readers, out)}")


def _told(step: str, done: int, total: int) -> None:
    if sys.stderr.isatty():
        click.echo(f"\r  {step}: {done} of {total}    ", nl=done == total, err=True)
    elif done == total or done % 50 == 0:
        note(f"  {step}: {done} of {total}")
