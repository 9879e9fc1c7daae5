"""`summits eval` on a library and test sets small enough to work out by hand."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from assistant.app.cli import main
from eval.csv_file import COLUMNS

TEXTS = {
    "drums": "They met in Nara. The drum was loud.",
    "noodles": "They ate noodles in Beijing.",
}


def run(*arguments: object) -> Result:
    environment = {"SUMMITS_READER": "none", "SUMMITS_CONFIDENCE_THRESHOLD": "0"}
    return CliRunner(env=environment).invoke(main, ["eval", *map(str, arguments)])


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("library")
    for doc_id, text in TEXTS.items():
        (folder / doc_id).mkdir()
        (folder / doc_id / "metadata.toml").write_text(
            f'label = "{doc_id}"\nlabel_is_ours = true\n'
        )
        (folder / doc_id / "text.md").write_text(f"{text}\n")
    return folder


@pytest.fixture
def testset(tmp_path: Path) -> Path:
    path = tmp_path / "mine.jsonl"
    lines = [
        {
            "id": "eat",
            "question": "Where did they eat noodles?",
            "answers": ["Beijing"],
            "evidence": [{"doc_id": "noodles", "quote": TEXTS["noodles"]}],
        },
        {"id": "rain", "question": "Was there rain at the lake?", "answers": []},
    ]
    path.write_text("\n".join(map(json.dumps, lines)))
    return path


def figure(result: Result, name: str) -> str:
    """The value of one measure in the table on stdout."""
    (line,) = [line for line in result.stdout.splitlines() if line.split()[:1] == [name]]
    return line.split()[2]


def test_qa_with_report_and_predictions(library: Path, testset: Path, tmp_path: Path) -> None:
    predictions, report = tmp_path / "a.jsonl", tmp_path / "report"
    told = run(
        "qa", testset, "--library", library, "--predictions", predictions, "--report", report
    )
    assert told.exit_code == 0, told.stderr
    # With the threshold at 0 the second question is answered, which is wrong: one of two.
    assert figure(told, "right") == "0.500"
    assert figure(told, "Success@1") == "1.000"
    assert sorted(p.name for p in report.iterdir()) == [
        "qrels.trec", "questions.csv", "report.html", "report.json", "report.md", "run.trec",
    ]  # fmt: skip
    records = [json.loads(line) for line in predictions.read_text().splitlines()]
    assert [r["id"] for r in records] == ["eat", "rain"]
    assert records[0]["retrieved"][0]["doc_id"] == "noodles"
    assert records[0]["best"]["text"] == "Beijing"
    again = run("qa", testset, "--library", library, "--from", predictions)
    assert figure(again, "right") == "0.500"
    assert "missing" not in again.stderr
    half = tmp_path / "half.jsonl"
    half.write_text(predictions.read_text().splitlines()[1])
    told = run("qa", testset, "--library", library, "--from", half)
    assert figure(told, "right") == "0.000"
    assert "missing from the predictions, counted as 0: 1 question\n" in told.stderr
    same = run("compare", predictions, predictions)
    assert same.exit_code == 0, same.stderr
    only = run("qa", testset, "--library", library, "--only", "eat")
    assert "Where did they eat noodles?" in only.stdout


@pytest.mark.parametrize(
    ("gate", "status"),
    [("right=0.5", 0), ("right=0.51", 3), ("RIGHT=-7", 0), ("right=1e9", 3), ("wrong=1", 1)],
)
def test_gates(library: Path, testset: Path, gate: str, status: int) -> None:
    told = run("qa", testset, "--library", library, "--fail-under", gate)
    assert told.exit_code == status
    if status == 3:
        assert "missed: right: 0.5 is below" in told.stderr


@pytest.mark.parametrize("more", [("--report", "r"), ("--ablation",), ("--fail-under", "right=1")])
def test_what_scores_a_run_is_refused_for_a_single_question(
    library: Path, testset: Path, more: tuple[str, ...]
) -> None:
    told = run("qa", testset, "--library", library, "--only", "eat", *more)
    assert (told.exit_code, told.stdout) == (2, "")
    assert "--only shows one question and scores nothing" in told.stderr


def test_squad(tmp_path: Path) -> None:
    path = tmp_path / "squad.json"
    asked = {"id": "s1", "question": "Where did they eat noodles?", "is_impossible": False}
    answer = {"text": "Beijing", "answer_start": TEXTS["noodles"].index("Beijing")}
    paragraphs = [
        {"context": TEXTS["drums"], "qas": []},
        {"context": TEXTS["noodles"], "qas": [asked | {"answers": [answer]}]},
    ]
    path.write_text(
        json.dumps({"version": "v2.0", "data": [{"title": "T", "paragraphs": paragraphs}]})
    )
    predictions = tmp_path / "p.jsonl"
    told = run("qa", path, "--predictions", predictions)
    assert told.exit_code == 0, told.stderr
    assert (figure(told, "EM"), figure(told, "best_F1")) == ("100.00", "100.00")
    record = json.loads(predictions.read_text())
    assert (record["id"], record["best"]["doc_id"]) == ("s1", "0-1")
    again = run("qa", path, "--from", predictions, "--fail-under", "citation_verbatim=1")
    assert again.exit_code == 0, again.stderr  # its quotes stand in the file's own paragraphs


def test_beir(tmp_path: Path) -> None:
    (tmp_path / "qrels").mkdir()
    corpus = [{"_id": d, "title": d, "text": text} for d, text in TEXTS.items()]
    (tmp_path / "corpus.jsonl").write_text("\n".join(map(json.dumps, corpus)))
    (tmp_path / "queries.jsonl").write_text('{"_id": "q1", "text": "noodles in Beijing"}')
    (tmp_path / "qrels" / "test.tsv").write_text("query-id\tcorpus-id\tscore\nq1\tnoodles\t1\n")
    written = tmp_path / "out.trec"
    told = run("retrieval", tmp_path, "--retriever", "bm25", "--run-file", written)
    assert told.exit_code == 0, told.stderr
    assert figure(told, "Success@1") == "1.000"
    assert written.read_text().split()[:4] == ["q1", "Q0", "noodles", "1"]


def test_a_bad_test_set_names_every_line(tmp_path: Path, library: Path) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_text('{"id": "a"}\nnonsense\n')
    told = run("qa", path, "--library", library)
    assert (told.exit_code, told.stdout) == (1, "")
    assert "bad.jsonl:1" in told.stderr and "bad.jsonl:2" in told.stderr


def test_calibrate_writes_what_the_assistant_reads(library: Path, tmp_path: Path) -> None:
    from assistant.confidence.calibrated import FILE, read_calibration

    asked = {"Who met in Nara {}?": ["They"], "Where did {} eat noodles?": ["Beijing"]}
    missing = ("What did the drum in Nara cost {}?", "Who sold {} noodles in Beijing?")
    words = ("today", "again", "often", "soon", "twice", "once")
    lines = [
        {"id": f"{number}-{word}", "question": q.format(word), "answers": a, "split": "dev"}
        for word in words
        for number, (q, a) in enumerate([*asked.items(), *((m, []) for m in missing)])
    ]
    path, out = tmp_path / "many.jsonl", tmp_path / "confidence.toml"
    path.write_text("\n".join(map(json.dumps, lines)))
    told = run("calibrate", path, "--library", library, "--write", out)
    assert told.exit_code == 0, told.output
    held = read_calibration(out)
    assert held.thresholds["broad"] <= held.thresholds["strict"]
    assert "many.jsonl dev: 24 questions, 12 of them unanswerable" in out.read_text()
    assert out.read_text() in told.stdout
    assert "24 questions to fit on: below 100, all of this may be chance." in told.stderr
    assert f"{out}; it counts once it takes the place of {FILE}\n" in told.stderr
    again = run("calibrate", path, "--library", library)
    assert again.stdout == told.stdout


def test_calibrate_refuses_to_take_every_zeroth_question(library: Path, testset: Path) -> None:
    told = run("calibrate", testset, "--library", library, "--every", "0")
    assert told.exit_code == 2
    assert "Invalid value for '--every': 0 is not in the range x>=1." in told.stderr


def test_help_of_calibrate_says_what_is_left_out() -> None:
    told = " ".join(run("calibrate", "--help").stdout.split())
    assert "--every N Ask only every Nth of its questions. [default: 5; x>=1]" in told


def test_help_of_qa_names_every_column() -> None:
    told = " ".join(run("qa", "--help").stdout.split())
    _, _, columns = told.partition("A CSV file has the columns ")
    named = re.split(r"\W+", columns.partition(". ")[0])
    assert set(COLUMNS) <= set(named)


@pytest.mark.usefixtures("nothing_is_asked")
def test_calibrate_needs_both_kinds(library: Path, testset: Path) -> None:
    told = run("calibrate", testset, "--split", "all", "--library", library)
    assert told.exit_code == 1
    assert "questions with and without an answer are needed" in told.stderr


SQUAD_ARTICLE = {
    "title": "Tea",
    "paragraphs": [{"context": "Tea is hot.", "qas": [{"id": "1", "question": "Is tea hot?"}]}],
}


@pytest.fixture
def squad(tmp_path: Path) -> Path:
    path = tmp_path / "squad.json"
    (question,) = SQUAD_ARTICLE["paragraphs"][0]["qas"]  # type: ignore[index]
    question |= {"answers": [], "is_impossible": True}
    path.write_text(json.dumps({"version": "v2.0", "data": [SQUAD_ARTICLE]}))
    return path


@pytest.fixture
def nothing_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    def asked(*arguments: object, **options: object) -> None:
        raise AssertionError("the assistant was opened before the fault was told")

    monkeypatch.setattr("assistant.respond.Assistant.open", asked)
    monkeypatch.setattr("assistant.respond.Assistant.in_memory", asked)


def one_line(told: Result) -> str:
    assert (told.exit_code, told.stdout) == (1, ""), told.output
    assert told.stderr.count("\n") == 1
    return told.stderr


@pytest.mark.usefixtures("nothing_is_asked")
def test_calibrate_tells_faults_of_its_files_before_it_asks(
    library: Path, testset: Path, squad: Path, tmp_path: Path
) -> None:
    own = ("calibrate", testset, "--split", "all", "--library", library)
    assert "mine.jsonl: no SQuAD file" in one_line(run(*own, "--squad", testset))
    assert "no article 'Coffee'" in one_line(run(*own, "--squad", squad, "--articles", "Coffee"))
    assert f"{tmp_path}: cannot be written" in one_line(run(*own, "--write", tmp_path))
    told = run("calibrate", squad, "--split", "all", "--library", library)
    assert "squad.json: a SQuAD file is no TESTSET here; give it with --squad" in one_line(told)


@pytest.mark.usefixtures("nothing_is_asked")
def test_calibrate_without_any_question_left_is_one_line(library: Path, tmp_path: Path) -> None:
    path = tmp_path / "kinds.jsonl"
    path.write_text(json.dumps({"id": "a", "question": "Who?", "answers": [], "kind": "person"}))
    told = run(
        "calibrate", path, "--split", "all", "--without-kind", "person", "--library", library
    )
    assert "kinds.jsonl: --without-kind leaves no question to fit on" in one_line(told)


@pytest.mark.usefixtures("nothing_is_asked")
@pytest.mark.parametrize("option", ["--predictions", "--report"])
def test_qa_says_before_it_asks_what_it_cannot_write(
    library: Path, testset: Path, tmp_path: Path, option: str
) -> None:
    # Beneath a file no folder can be made.
    told = run("qa", testset, "--library", library, option, testset / "beneath")
    assert "mine.jsonl/beneath" in one_line(told) and "cannot be written" in told.stderr


@pytest.mark.usefixtures("nothing_is_asked")
def test_no_test_set_is_written_over(library: Path, testset: Path, tmp_path: Path) -> None:
    before = testset.read_text()
    own = (testset, "--library", library)
    assert "mine.jsonl: is read" in one_line(run("qa", *own, "--predictions", testset))
    assert "mine.jsonl: is read" in one_line(run("calibrate", *own, "--write", testset))
    table = tmp_path / "questions.csv"
    table.write_text("question,answers\nWho?,me\n")
    told = run("qa", table, "--library", library, "--report", tmp_path)
    assert "questions.csv: is read" in one_line(told)
    assert testset.read_text() == before


def test_what_is_written_is_there_though_nobody_reads_the_figures(
    library: Path, testset: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def closed(*figures: object) -> str:
        raise BrokenPipeError  # as `summits eval qa | head -1` meets it

    monkeypatch.setattr("eval.table.figures_table", closed)
    written, report = tmp_path / "a.jsonl", tmp_path / "report"
    told = run("qa", testset, "--library", library, "--predictions", written, "--report", report)
    assert told.exit_code == 1
    assert written.is_file() and (report / "report.html").is_file()


def test_a_split_that_was_not_asked_is_told(library: Path, testset: Path, tmp_path: Path) -> None:
    testset.write_text(testset.read_text().replace('"id": "eat"', '"id": "eat", "split": "dev"'))
    own, kept = (testset, "--library", library), tmp_path / "dev.jsonl"
    assert run("qa", *own, "--split", "dev", "--predictions", kept).exit_code == 0
    whole = run("qa", *own, "--from", kept)
    assert "counted as 0: 1 question\nwhere only one split was asked, name it" in whole.stderr
    assert "counted as 0" not in run("qa", *own, "--from", kept, "--split", "dev").stderr


@pytest.mark.usefixtures("nothing_is_asked")
def test_a_test_set_over_other_documents_is_one_line(testset: Path, tmp_path: Path) -> None:
    (tmp_path / "other" / "tea").mkdir(parents=True)
    (tmp_path / "other" / "tea" / "metadata.toml").write_text('label = "T"\nlabel_is_ours = true\n')
    (tmp_path / "other" / "tea" / "text.md").write_text("Tea is hot.\n")
    testset.write_text(
        testset.read_text().replace(
            "[]", '["yes"], "evidence": [{"doc_id": "drums", "quote": "rain"}]'
        )
    )
    told = run("qa", testset, "--library", tmp_path / "other")
    assert "asks about drums, noodles, and the library holds only tea; name another" in one_line(
        told
    )


@pytest.mark.usefixtures("nothing_is_asked")
def test_kept_answers_have_the_passages_and_the_retriever_that_they_have(
    library: Path, testset: Path, tmp_path: Path
) -> None:
    kept = tmp_path / "answers.jsonl"
    kept.write_text('{"id": "eat", "status": "not_found", "sentences": [], "confidence": 0.1}\n')
    told = run("qa", testset, "--library", library, "--from", kept)
    assert "an answer without the passages found for it" in one_line(told)
    told = run("qa", testset, "--library", library, "--from", kept, "--retriever", "bm25")
    assert told.exit_code == 2 and "--from asks nothing; leave --retriever away" in told.stderr


@pytest.mark.usefixtures("nothing_is_asked")
def test_retrieval_says_before_it_asks_what_it_cannot_write(tmp_path: Path) -> None:
    told = run("retrieval", tmp_path, "--run-file", tmp_path)
    assert f"{tmp_path}: cannot be written (Is a directory)" in one_line(told)
