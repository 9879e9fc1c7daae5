"""`summits eval`: is it right, which setting is better, what flipped?"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from assistant.app.cli_calibrate import calibrate
from assistant.app.console import (
    counted,
    counting_progress,
    encoding_progress,
    library_option,
    note,
    open_assistant,
)

if TYPE_CHECKING:
    from assistant.respond import Assistant
    from assistant.settings import Settings
    from corpus.document import Document
    from eval.ablation import Variant
    from eval.qa import Evaluation
    from eval.question import TestSet

MISSED = 3
"""Exit status where a `--fail-under` was missed."""

file_path = click.Path(path_type=Path)
retriever_option = click.option(
    "--retriever", type=click.Choice(["bm25", "dense", "hybrid"]), help="Instead of the setting."
)


@click.group("eval")
def eval_group() -> None:
    """Measure answers and retrieval on test sets."""


@eval_group.command()
@click.argument("testset", required=False, type=file_path)
@click.option(
    "--split",
    type=click.Choice(["dev", "test", "all"]),
    help="Default: test of the shipped set, all of yours.",
)
@click.option("--only", "question_id", help="Ask this one of the split and show every step.")
@click.option("--predictions", type=file_path, help="Write answers and passages, one a line.")
@click.option("--from", "reopened", type=file_path, help="Score these predictions, ask nothing.")
@click.option("--report", type=file_path, help="Write the report into this folder.")
@click.option("--ablation", is_flag=True, help="Also run with parts left out, in one table.")
@click.option("--fail-under", multiple=True, metavar="MEASURE=VALUE", help="Exit status 3 if so.")
@retriever_option
@library_option
def qa(
    testset: Path | None,
    split: Literal["dev", "test", "all"] | None,
    question_id: str | None,
    predictions: Path | None,
    reopened: Path | None,
    report: Path | None,
    ablation: bool,
    fail_under: tuple[str, ...],
    retriever: str | None,
    library: Path | None,
) -> None:
    """Run a test set: the one that ships, your own JSON Lines or CSV, or a SQuAD file.

    \b
    summits eval qa --split dev --report report
    summits eval qa --split dev --only fact-001
    summits eval qa dev-v2.0.json --predictions run.jsonl

    A line of yours is {"id": "1", "question": "…", "answers": ["12", "twelve"], "evidence":
    [{"doc_id": "…", "quote": "…"}]}; answers are [] where the documents do not say. A CSV file has
    the columns question and answers, "|" between several, and if you like all_of, evidence_doc_id,
    evidence_quote, history, id, kind, premise, split.
    """
    if question_id is not None and (predictions or reopened or report or ablation or fail_under):
        raise click.UsageError(
            "--only shows one question and scores nothing; leave --predictions, --from, --report,"
            " --ablation and --fail-under away"
        )
    if reopened is not None and retriever is not None and not ablation:
        raise click.UsageError("--from asks nothing; leave --retriever away")
    from assistant.settings import resolve
    from corpus.files import check_writable
    from corpus.library import Library
    from eval.gates import missed, parse_gates
    from eval.measures import measure_names
    from eval.qa import evaluate, reopen
    from eval.testset import SHIPPED, read_testset

    # Checked before anything is asked: a fault is told at once.
    read = testset or SHIPPED
    check_writable(predictions, read)
    check_writable(report and report / "questions.csv", read)
    settings = resolve({"retriever": retriever}, library=library).settings
    opened = Library.open(library)
    whole = read_testset(read, opened)
    wanted = split or ("all" if testset else "test")
    asked = whole.select(wanted)
    gates = parse_gates(fail_under, measure_names(asked.form))
    if question_id is not None:
        from eval.steps import show

        one = whole.only(question_id, wanted)
        click.echo(show(_opening(settings, one, library)(), one.questions[0]))
        return
    if reopened is not None:
        evaluation = reopen(reopened, asked, opened)
    else:
        evaluation = evaluate(
            _opening(settings, asked, library), asked, counting_progress("questions")
        )
    # Written before anything is told: who reads it through a pipe may close that.
    if predictions is not None:
        evaluation.write_predictions(predictions)
    if not ablation:
        _report(report, evaluation)
    _tell(evaluation)
    if ablation:
        _ablation(evaluation, settings, library, report)
    if told := missed(gates, evaluation.scores.figures):
        for line in told:
            note(f"missed: {line}")
        sys.exit(MISSED)


def _tell(evaluation: Evaluation) -> None:
    """The figures on stdout; on stderr what they leave out."""
    from eval.remarks import remarks
    from eval.report_files import PER_KIND
    from eval.table import figures_table, kinds_table

    click.echo(figures_table(evaluation.scores.figures))
    if len(evaluation.scores.kinds) > 1:
        click.echo()
        click.echo(kinds_table(evaluation.scores.kinds, PER_KIND))
    for measure, remark in remarks(evaluation.scores).items():
        note(f"{measure}: {remark}")
    for failed, reason in evaluation.failures.items():
        note(f"failed, counted as 0: {failed}: {reason}")
    answered = len(evaluation.predictions) + len(evaluation.failures)
    if missing := len(evaluation.testset.questions) - answered:
        note(f"missing from the predictions, counted as 0: {counted(missing, 'question')}")
        if len({question.split for question in evaluation.testset.questions}) > 1:
            note("where only one split was asked, name it with --split")


def _ablation(
    evaluation: Evaluation, settings: Settings, library: Path | None, report: Path | None
) -> None:
    from eval.ablation import ablation, ablation_table

    base = _opening(settings, evaluation.testset, library)()
    progress = counting_progress("ablation")
    rows = ablation(
        base.varied, settings, evaluation.testset, lambda _, done, total: progress(done, total)
    )
    _report(report, evaluation, rows)
    click.echo()
    click.echo(ablation_table(rows))


def _report(folder: Path | None, evaluation: Evaluation, rows: tuple[Variant, ...] = ()) -> None:
    from eval.report import write_report

    if folder is None:
        return
    for path in write_report(folder, evaluation, rows):
        note(f"written: {path}")


@eval_group.command()
@click.argument("beir_dir", type=file_path)
@click.option("--run-file", type=file_path, help="Write the run in TREC's form.")
@retriever_option
def retrieval(beir_dir: Path, run_file: Path | None, retriever: str | None) -> None:
    """Measure retrieval on a folder in BEIR's form: documents ranked by their best passage."""
    from assistant.settings import resolve
    from corpus.files import check_writable, write_whole
    from eval.beir import read_beir, run_retrieval
    from eval.table import figures_table

    check_writable(run_file)
    settings = resolve({"retriever": retriever}).settings
    collection = read_beir(beir_dir)
    for told in collection.notes:
        note(told)
    assistant = _in_memory(collection.documents, settings)
    scores = run_retrieval(assistant.search, collection, counting_progress("queries"))
    click.echo(figures_table(scores.figures))
    for failed, reason in scores.failures.items():
        note(f"failed, counted as 0: {failed}: {reason}")
    if run_file is not None:
        write_whole(run_file, scores.run_lines(f"summits-{settings.retriever}"))


@eval_group.command("compare")
@click.argument("predictions_a", type=file_path)
@click.argument("predictions_b", type=file_path)
@click.option("--testset", type=file_path, help="What is right; the runs' stamps say it otherwise.")
@library_option
def compare_runs(
    predictions_a: Path, predictions_b: Path, testset: Path | None, library: Path | None
) -> None:
    """Compare two runs: every measure with its p-value, and every question that flipped.

    Quotes are looked up in the library's documents. Times have no p-value: what else the machine
    does slows all questions alike.
    """
    from corpus.library import Library
    from eval.compare import compare_files, comparison_table
    from eval.testset import read_testset

    opened = Library.open(library)
    gold = read_testset(testset, opened) if testset is not None else None
    click.echo(comparison_table(compare_files(predictions_a, predictions_b, gold, opened)))


def _opening(settings: Settings, testset: TestSet, library: Path | None) -> Callable[[], Assistant]:
    """How the assistant for `testset` is opened: over its own documents where it brings some."""
    documents, under = testset.documents, testset.answered_under(settings)
    if documents is None:
        return lambda: open_assistant(library, under)
    return lambda: _in_memory(documents, under)


def _in_memory(documents: tuple[Document, ...], settings: Settings) -> Assistant:
    from assistant.respond import Assistant

    note(f"Indexing {counted(len(documents), 'document')} in memory …")
    return Assistant.in_memory(documents, settings, progress=encoding_progress)


eval_group.add_command(calibrate)


@eval_group.command()
@click.option("--data", required=True, type=file_path, help="Folder of the training questions.")
@click.option(
    "--reader", "trained", type=file_path, help="Folder of a reader; else the one we ship."
)
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
    from eval.reader_bench import bench, reader_table

    measuring = packaged_reader(trained or FOLDER)
    measured = bench(data, encoding_progress).measured(
        measuring, questions, counting_progress("questions")
    )
    click.echo(f"{measuring.reader_id}\n\n{reader_table(measured)}")
