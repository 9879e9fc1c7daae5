"""`summits eval calibrate`: fit the confidence again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from assistant.app.console import counted, counting_progress, library_option, note, open_assistant

if TYPE_CHECKING:
    from assistant.settings import Settings
    from eval.calibrate import Source
    from eval.fitting import Sample
    from eval.question import TestSet

file_path = click.Path(path_type=Path)

FEW = 100
"""With fewer questions the figures and thresholds may come out any way."""


@click.command()
@click.argument("testset", required=False, type=file_path)
@click.option(
    "--split",
    type=click.Choice(["dev", "test", "all"]),
    default="dev",
    show_default=True,
    help="Part of the test set to fit on.",
)
@click.option("--squad", type=file_path, help="Also fit on articles of this SQuAD 2.0 file.")
@click.option(
    "--articles",
    help="Which of its articles, by title, commas between: those that the reader has not seen.",
)
@click.option(
    "--every",
    type=click.IntRange(min=1),
    default=5,
    show_default=True,
    metavar="N",
    help="Ask only every Nth of its questions.",
)
@click.option("--without-kind", multiple=True, help="Leave out questions of this kind; repeatable.")
@click.option("--write", type=file_path, help="Write weights and thresholds into this file.")
@library_option
def calibrate(
    testset: Path | None,
    split: Literal["dev", "test", "all"],
    squad: Path | None,
    articles: str | None,
    every: int,
    without_kind: tuple[str, ...],
    write: Path | None,
    library: Path | None,
) -> None:
    """Fit the confidence to the questions of a test set, and say what it is worth.

    Without TESTSET: the shipped set's dev split and the shipped calibration set, whose own test
    split is only a check.

    \b
    summits eval calibrate
    summits eval calibrate my-questions.jsonl --library my-library --write confidence.toml
    """
    from datetime import UTC, datetime

    from assistant.confidence.calibrated import FILE
    from assistant.settings import resolve
    from corpus.files import check_writable, write_whole
    from eval.calibrate import check_both_sides
    from eval.calibration_file import calibration_toml, worth, worth_table
    from eval.fitting import fit

    check_writable(write, testset, squad)
    settings = resolve(library=library).settings
    # All files are read before the first question is asked: a fault is told at once.
    sources = _sources(testset, split, without_kind, library)
    part = None if squad is None else _squad_part(squad, articles, every)
    check_both_sides([*sources, *([part[1]] if part else [])])
    samples = _own_samples(sources, library, settings)
    if part is not None:
        samples += _squad_samples(*part, settings)
    fitted = fit(samples)
    records = worth(samples, fitted)
    click.echo(worth_table(records))
    about = f"encoder {settings.encoder}, retriever {settings.retriever}, reader {settings.reader}"
    text = calibration_toml(fitted, records, datetime.now(UTC).date().isoformat(), about)
    click.echo(text)
    asked = sum(record.n for record in records if record.fitted)
    if asked < FEW:
        note(f"{counted(asked, 'question')} to fit on: below {FEW}, all of this may be chance.")
    if write is not None:
        write_whole(write, text)
        note(f"written: {write}; it counts once it takes the place of {FILE}")


def _sources(
    testset: Path | None,
    split: Literal["dev", "test", "all"],
    without_kind: tuple[str, ...],
    library: Path | None,
) -> list[Source]:
    from corpus.errors import InputError
    from corpus.library import Library
    from eval.calibrate import Source
    from eval.testset import CALIBRATION, SHIPPED, read_testset

    opened = Library.open(library)
    wanted = [(testset or SHIPPED, split, True)]
    if testset is None:
        wanted += [(CALIBRATION, "dev", True), (CALIBRATION, "test", False)]
    sources = []
    for path, part, fitted in wanted:
        whole = read_testset(path, opened)
        if whole.documents is not None:
            raise InputError(f"{path}: a SQuAD file is no TESTSET here; give it with --squad")
        kept = tuple(q for q in whole.select(part).questions if q.kind not in without_kind)
        sources.append(Source(f"{path.name} {part}", kept, fitted))
    if not any(source.questions for source in sources if source.fitted):
        raise InputError(
            f"{testset or SHIPPED}: --without-kind leaves no question to fit on; leave it out for"
            " one kind at least"
        )
    return sources


def _own_samples(sources: list[Source], library: Path | None, settings: Settings) -> list[Sample]:
    from eval.calibrate import ask_all

    return ask_all(open_assistant(library, settings), sources, counting_progress("questions"))


def _squad_part(squad: Path, articles: str | None, every: int) -> tuple[TestSet, Source]:
    from corpus.errors import InputError
    from eval.calibrate import squad_part
    from eval.testset import read_testset

    titles = [title.strip() for title in articles.split(",")] if articles else []
    whole = read_testset(squad)
    if whole.documents is None:
        raise InputError(
            f"{squad}: no SQuAD file; give one with --squad, and questions of your own as TESTSET"
        )
    try:
        return squad_part(whole, titles, every)
    except KeyError as error:
        raise InputError(f"{squad}: no article {error.args[0]!r}; see its titles") from error


def _squad_samples(part: TestSet, source: Source, settings: Settings) -> list[Sample]:
    from assistant.app.console import encoding_progress
    from assistant.respond import Assistant
    from eval.calibrate import ask_all

    documents = part.documents or ()
    note(f"Indexing {counted(len(documents), 'paragraph')} in memory …")
    under = part.answered_under(settings)
    assistant = Assistant.in_memory(documents, under, progress=encoding_progress)
    return ask_all(assistant, [source], counting_progress("questions"))
